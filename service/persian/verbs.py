"""Persian verb forms: taken apart into preverb, prefix, stem and ending, each with its vowels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from .lexicon import Reading, rows
from .spelling import DAMMA, FATHA, KASRA, ZWNJ, bare

# Prefixes as written and as read. مَ is the old negative command.
_PREFIXES = (
    ("نمی", "نِمی"),
    ("همی", f"ه{FATHA}می"),
    ("می", "می"),
    ("ب", f"ب{KASRA}"),
    ("ن", f"ن{FATHA}"),
    ("", ""),
)
_PERSONS = (("م", f"{FATHA}م"), ("ی", "ی"), ("یم", "یم"), ("ید", "ید"), ("ند", f"{FATHA}ند"))
_PAST_ENDINGS = (("", ""), *_PERSONS)
_PRESENT_ENDINGS = (*_PERSONS, ("د", f"{FATHA}د"))
# After a vowel a ye carries the ending: گوید, نمایم.
_PRESENT_ENDINGS_AFTER_VOWEL = (
    ("یم", f"ی{FATHA}م"),
    ("یی", "یی"),
    ("ید", f"ی{FATHA}د"),
    ("ییم", "ییم"),
    ("یید", "یید"),
    ("یند", f"ی{FATHA}ند"),
)
_PARTICIPLE = (
    ("ه", f"{KASRA}ه"),
    (f"ه{ZWNJ}ام", f"{KASRA}ه{ZWNJ}ا{FATHA}م"),
    (f"ه{ZWNJ}ای", f"{KASRA}ه{ZWNJ}ای"),
    (f"ه{ZWNJ}است", f"{KASRA}ه{ZWNJ}ا{FATHA}ست"),
    (f"ه{ZWNJ}ایم", f"{KASRA}ه{ZWNJ}ایم"),
    (f"ه{ZWNJ}اید", f"{KASRA}ه{ZWNJ}اید"),
    (f"ه{ZWNJ}اند", f"{KASRA}ه{ZWNJ}ا{FATHA}ند"),
)
_INFINITIVE = (("ن", f"{FATHA}ن"), ("نی", f"{FATHA}نی"))
_PREVERBS = {
    "بر": f"ب{FATHA}ر",
    "در": f"د{FATHA}ر",
    "باز": "باز",
    "فرا": f"ف{FATHA}را",
    "وا": "وا",
    "فرو": f"ف{DAMMA}رو",
    "ور": f"و{FATHA}ر",
}


@cache
def _stems() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Give the vocalized past and present stems by their spelling."""
    past: dict[str, tuple[str, ...]] = {}
    present: dict[str, tuple[str, ...]] = {}
    for columns in rows("verbs"):
        for stems, word, forms in ((past, columns[0], columns[1]), (present, columns[2], columns[3])):
            for spelling, form in zip(word.split("|"), forms.split("|"), strict=True):
                if spelling and form not in stems.get(spelling, ()):
                    stems[spelling] = (*stems.get(spelling, ()), form)
    return past, present


def verb_forms(word: str) -> Iterator[Reading]:
    """Yield the readings of a word as a form of a verb in ``rules/persian/verbs.tsv``."""
    yield from _after_preverb(word, "")
    for preverb, read in _PREVERBS.items():
        rest = word.removeprefix(preverb)
        if rest != word and rest:
            joint = ZWNJ if rest[0] == ZWNJ else ""
            yield from _after_preverb(rest.lstrip(ZWNJ), read + joint)


def _after_preverb(word: str, preverb: str) -> Iterator[Reading]:
    for prefix, read in _PREFIXES:
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        if prefix.endswith("می"):
            # می‌رود, می رود and میرود are one form.
            rest = rest.lstrip(ZWNJ)
            read += ZWNJ
        elif rest[:1] == ZWNJ:
            continue
        for stem_at_start, rest_read in _without_prefix_ye(prefix, rest):
            for form, pos in _stem_and_ending(stem_at_start, prefix):
                body = form if rest_read is None else rest_read + form[1:]
                sure = (
                    0.97
                    if prefix.endswith("می")
                    else 0.75
                    if pos == "v" and prefix in ("ب", "ن") and bare(form) == rest
                    else 0.93
                )
                yield Reading(preverb + read + body, pos, "affix", sure, "may" if pos in ("pp", "inf") else "never")


def _without_prefix_ye(prefix: str, rest: str) -> Iterator[tuple[str, str | None]]:
    """Undo the ye between prefix and a stem that begins with a vowel: بیاورد, نیفتاد."""
    yield rest, None
    if prefix in ("ب", "ن") and rest.startswith("ی") and len(rest) > 2:
        if rest[1] == "ا":
            yield "آ" + rest[2:], "یا"
            yield "ا" + rest[2:], "ی" + ZWNJ + "ا"
        yield "ا" + rest[1:], "ی"


def _stem_and_ending(word: str, prefix: str) -> Iterator[tuple[str, str]]:
    past, present = _stems()
    if prefix.endswith("می"):
        # می‌خواند is he reads before it is he was reading.
        yield from _present(word, prefix, present)
    for written, read in _PAST_ENDINGS if prefix != "ب" else ():
        for stem in _cut(word, written, past):
            yield stem + read, "v"
    if prefix in ("", "ن"):
        for written, read in _PARTICIPLE:
            for stem in _cut(word, written, past):
                yield stem + read, "pp" if written == "ه" else "v"
        for written, read in _INFINITIVE:
            for stem in _cut(word, written, past):
                yield stem + read, "inf"
    if not prefix.endswith("می"):
        yield from _present(word, prefix, present)
    if prefix in ("ب", "ن"):
        for stem in present.get(word, ()):
            yield stem, "v"


def _present(word: str, prefix: str, present: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for written, read in _PRESENT_ENDINGS:
        for stem in _cut(word, written, present):
            bare_end = stem[-1] not in "اآو" or stem.endswith((f"{FATHA}و", "ٝو"))
            if bare_end and (prefix or written in ("د", "ند", "یم", "ید")):
                yield stem + read, "v"
    for written, read in _PRESENT_ENDINGS_AFTER_VOWEL:
        for stem in _cut(word, written, present):
            if stem[-1] in "اآو":
                yield stem + read, "v"


def _cut(word: str, ending: str, stems: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if not word.endswith(ending):
        return ()
    return stems.get(word[: len(word) - len(ending)] if ending else word, ())
