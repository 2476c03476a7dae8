"""Persian verb forms: taken apart into preverb, prefix, stem and ending, each with its vowels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from .lexicon import Reading, lookup, rows
from .spelling import DAMMA, FATHA, KASRA, SUKUN, ZWNJ, bare, ending

# Prefixes as written and as read.
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
# Of the present stem: the one who does it, and the doing.
_AGENT = ("نده", f"{FATHA}ند{KASRA}ه")
_DOING = ("ش", f"{KASRA}ش")
_PREVERBS = {
    "بر": f"ب{FATHA}ر",
    "در": f"د{FATHA}ر",
    "باز": "باز",
    "فرا": f"ف{FATHA}را",
    "وا": "وا",
    "فرو": f"ف{DAMMA}رو",
    "ور": f"و{FATHA}ر",
}


Stems = dict[str, dict[str, int]]


@cache
def _stems() -> tuple[Stems, Stems]:
    """Give the past and present stems by their spelling: how each is read, and the place of its verb in the list."""
    past: Stems = {}
    present: Stems = {}
    for place, columns in enumerate(rows("verbs")):
        for stems, word, forms in ((past, columns[0], columns[1]), (present, columns[2], columns[3])):
            for spelling, form in zip(word.split("|"), forms.split("|"), strict=True):
                if spelling:
                    stems.setdefault(spelling, {}).setdefault(form, place)
    return past, present


def past_stem(word: str) -> str | None:
    """Give the reading of a word as a past stem, which is the third person too: باخت; None if it is none."""
    return next(iter(_stems()[0].get(word, ())), None)


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
                if prefix in ("ب", "ن") and body[0] == "ا":
                    body = ZWNJ + body  # بایستد, not read bā-
                sure = 0.92 if rest_read else _sure(prefix, form, pos)
                yield Reading(preverb + read + body, pos, "affix", sure, "may" if pos in _NOMINAL else "never")


_NOMINAL = ("pp", "inf", "n", "n+adj")


def _sure(prefix: str, form: str, pos: str) -> float:
    """Say how sure a form is; بـ and نـ begin many words that are no verbs, the shorter the more."""
    if prefix.endswith("می"):
        return 0.97
    if prefix in ("ب", "ن") and pos == "v":
        return 0.92 if len(bare(form)) > 3 and form not in _stems()[1].get(bare(form), ()) else 0.75
    return 0.93


def _without_prefix_ye(prefix: str, rest: str) -> Iterator[tuple[str, str | None]]:
    """Undo the ye between prefix and a stem that begins with a vowel: بیاورد, نیفتاد."""
    yield rest, None
    if prefix in ("ب", "ن") and rest.startswith("ی") and len(rest) > 2:
        if rest[1] == "ا":
            yield "آ" + rest[2:], "یا"
            yield "ا" + rest[2:], "ی" + ZWNJ + "ا"
        yield "ا" + rest[1:], "ی"


_ENDINGS = (_PAST_ENDINGS, _PRESENT_ENDINGS, _PARTICIPLE, _INFINITIVE, (_AGENT, _DOING))
_WRITTEN = frozenset(written for endings in _ENDINGS for written, _ in endings)
_LONGEST = max(map(len, _WRITTEN))


def _stem_and_ending(word: str, prefix: str) -> Iterator[tuple[str, str]]:
    past, present = _stems()
    # Most words are no form of any verb; that is soon seen.
    for size in range(len(word), max(0, len(word) - _LONGEST - 1), -1):
        if word[size:] in _WRITTEN and (word[:size] in past or word[:size] in present):
            break
    else:
        return
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
    if not prefix:
        yield from _derived(word, present)
    if not prefix.endswith("می"):
        yield from _present(word, prefix, present)
    if prefix in ("ب", "ن"):
        for stem in present.get(word, ()):
            yield stem, "v"
    if prefix == "ب":  # the old past: بکشت; behind the present, which looks the same in بخواند
        for written, read in _PAST_ENDINGS:
            for stem in _cut(word, written, past):
                yield stem + read, "v"


def _present(word: str, prefix: str, present: Stems) -> Iterator[tuple[str, str]]:
    """Yield the persons of the present, those of the verb that the list has first in front: می‌شویم is we become."""
    found = [
        (place, stem, read)
        for written, read in _PRESENT_ENDINGS
        if prefix or written in ("د", "ند", "یم", "ید")
        for stem, place in _cut(word, written, present).items()
        if not _in_vowel(stem)
    ]
    for _, stem, read in sorted(found, key=itemgetter(0)):
        yield _with_vowel(stem, read), "v"


def _derived(word: str, present: Stems) -> Iterator[tuple[str, str]]:
    """Yield what is derived from present stems: گوینده, رسانش."""
    for (written, read), pos in ((_AGENT, "n+adj"), (_DOING, "n")):
        for stem in _cut(word, written, present):
            # سرش is his head: a noun or adjective of the spelling of a stem takes the pronoun.
            word_of_its_own = pos == "n" and any(one.pos[0] in "na" for one in lookup(bare(stem)))
            if not _in_vowel(stem) and not word_of_its_own:
                yield _with_vowel(stem, read), pos


def _in_vowel(stem: str) -> bool:
    """Tell whether a stem ends in a long vowel; its other form, with ye, takes the endings: گو, گوی."""
    return stem[-1] in "اآو" and ending(stem) == "v"


def _with_vowel(stem: str, read: str) -> str:
    """Join an ending that begins with a vowel to a present stem."""
    stem = stem.removesuffix(SUKUN)  # the he of دِهْ
    if read[0] == "ی" and stem.endswith(f"{FATHA}و"):
        return stem + KASRA + read  # شَوِیم: the vav is a consonant
    if ending(stem) == "i" and stem[-2] not in "او" and KASRA in stem:
        return f"{stem[:-1]}{SUKUN}ی{read}"  # گِرْیَد; but زیَد
    return stem + read


def _cut(word: str, written: str, stems: Stems) -> dict[str, int]:
    """Give the stems that a word has before an ending."""
    if not word.endswith(written):
        return {}
    return stems.get(word[: len(word) - len(written)] if written else word, {})
