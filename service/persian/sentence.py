"""Persian running text as words: found, joined where a blank stands for a joint, each with its possible readings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import NAMES, Phrase, Reading, phrases
from .spelling import SIGNS, ZWNJ, bare, plain_letters, signed
from .words import ending, readings

# Letters, vowel signs, hamza above, tatweel, presentation forms; joints between them.
_LETTER = (
    "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
    f"{SIGNS}\u0653-\u0655"
)
# Joints at its ends, which join nothing, belong to the word and are dropped with it.
WORD = re.compile(f"(?:(?<![\u200c\u200d])[\u200c\u200d]++)?[{_LETTER}][{_LETTER}\u200c\u200d]*+")
# Written apart by many, parts of the word before: کتاب ها, بزرگ تر.
_ENDINGS_APART = frozenset(
    ("ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان", "تر", "ترین", "تری", "ترها")
)
# Behind a silent he only: خانه ای, گفته اند.
_ENDINGS_BEHIND_HE = frozenset(("ای", "ام", "ات", "اش", "ایم", "اید", "اند", "ی"))
_MAY_JOIN = _ENDINGS_APART | _ENDINGS_BEHIND_HE
_APART = (" ", "\u00a0", " \u200c", "\u200c ")
_CLOSES = frozenset("،؛:؟!.,;?)]}»”/–—-()[]{}|…*=+")
_OPENS = frozenset("«“\"'")
_MI = frozenset(("می", "نمی", "همی"))


@dataclass(slots=True)
class Word:
    """A word of a text and what is decided of it.

    Attributes:
        start, end: where it stands in the text, in characters.
        plain: the word in plain Persian letters.
        key: the same without vowel signs, as it is looked up in lists of neighbours and phrases.
        readings: its possible readings, the chosen one first.
        gap: what stands between it and the next word.
        fixed: a phrase of the lists decides on it; ``ezafe`` then holds inside the phrase.
        ezafe: whether an ezafe stands behind it; None while undecided.
        sure_of_ezafe: from 0 to 1.
    """

    start: int
    end: int
    plain: str
    readings: tuple[Reading, ...] = ()
    gap: str = ""
    fixed: bool = False
    ezafe: bool | None = None
    sure_of_ezafe: float = 1.0
    key: str = ""

    @property
    def pos(self) -> str:
        """Part of speech of the chosen reading; ``?`` if there is none."""
        return self.readings[0].pos if self.readings else "?"


def between(gap: str) -> str:
    """Sum up what stands between two words: blank, a quotation mark that opens, or anything that ends a phrase."""
    if gap == " " or not gap:
        return "_"
    strange = gap.replace("\u200c", "").replace("\u200f", "").strip()
    if not strange:
        return "_"
    if strange[0] in _OPENS:
        return "«"
    if strange in "»”":
        return "»"
    if strange[0] in "([":
        return "("
    if strange in "/-–—":
        return "-"
    if strange[0] in _CLOSES:
        return "."
    return "0" if strange[0].isdigit() else "A" if strange[0].isalpha() else "."


def sentence(text: str) -> list[Word]:
    """Find the words of a text, with their readings from lists and parts."""
    words: list[Word] = []
    has_signs = signed(text)
    for match in WORD.finditer(text):
        plain = plain_letters(match[0]).strip(ZWNJ)
        if not plain:
            continue
        start, end = match.span()
        if words:
            before = words[-1]
            before.gap = text[before.end : start]
            if (plain in _MAY_JOIN or before.plain in _MI) and (joined := _joined(before, plain)):
                before.plain, before.readings = joined
                before.end = end
                before.key = bare(before.plain)
                continue
        words.append(Word(start, end, plain, readings(plain), key=bare(plain) if has_signs else plain))
    if words:
        words[-1].gap = text[words[-1].end :]
    _fix_phrases(words)
    return words


def _joined(before: Word, plain: str) -> tuple[str, tuple[Reading, ...]] | None:
    """Give two words written apart as the one that they are; None if they are two."""
    if before.gap not in _APART:
        return None
    if before.plain in _MI:
        together = before.plain + ZWNJ + plain
        found = tuple(one for one in readings(together) if one.pos in ("v", "verb"))
        return (together, found) if found else None
    host = before.readings[0] if before.readings else None
    behind_he = host is not None and ending(host.vocalized) == "e" and host.pos != "prep"
    if plain in _ENDINGS_APART or (plain in _ENDINGS_BEHIND_HE and behind_he):
        together = before.plain + ZWNJ + plain
        if found := readings(together):
            return together, found
    return None


def _fix_phrases(words: list[Word]) -> None:
    """Read phrases of several words as the lists have them."""
    known = phrases()
    place = 0
    while place < len(words) - 1:
        for phrase in known.get((words[place].key, words[place + 1].key), ()):
            size = len(phrase.words)
            found = words[place : place + size]
            together = not any(one.gap.strip() for one in found[:-1])
            if together and tuple(one.key for one in found) == phrase.words:
                _fix(found, phrase)
                place += size - 1
                break
        place += 1


def _fix(words: list[Word], phrase: Phrase) -> None:
    name = phrase.kind if phrase.kind in NAMES else "surname" if phrase.kind == "person" else ""
    for place, (word, form) in enumerate(zip(words, phrase.vocalized, strict=True)):
        last = place + 1 == len(words)
        stem, ezafe = without_ezafe(form)
        if word.key == word.plain:  # signs of the writer go before any list
            own = next((one.name for one in word.readings if one.vocalized == stem), "")
            word.readings = (
                Reading(stem, phrase.kind, "phrase", 0.98, phrase.ezafe if last else "may", own or name),
                *(one for one in word.readings if one.vocalized != stem),
            )
        word.fixed = True
        if not last:
            word.ezafe = ezafe


def without_ezafe(vocalized: str) -> tuple[str, bool]:
    """Take the ezafe from a vocalized word: (word, whether there was one)."""
    if vocalized.endswith("ِْ"):
        return vocalized[:-2] + "ْ", True
    if vocalized.endswith("ِ") and len(vocalized) > 2:
        return vocalized[:-1], True
    if vocalized.endswith("هٔ"):
        return vocalized[:-1], True
    return vocalized, False


@lru_cache(maxsize=1 << 15)
def with_ezafe(vocalized: str, *, hamza: bool = False) -> str:
    """Write the ezafe on a vocalized word: ی behind ا and و, a kasra elsewhere.

    On a silent he it is a hamza (هٔ) where the writer put one; standards tell the two apart.

    Words that have their ezafe letter written (هایِ) come with it and stay.
    """
    if vocalized.endswith("ِ"):
        return vocalized
    if vocalized.endswith("ْ") and vocalized[-2:-1] == "ه":
        return vocalized[:-1] + "ِْ"
    kind = ending(vocalized)
    if kind == "e":
        return vocalized + ("ٔ" if hamza else "ِ")
    if kind == "i" and hamza:
        return vocalized + "ٔ"
    if vocalized.endswith("یٰ"):
        return vocalized[:-2] + "ایِ"
    if kind == "v" and vocalized[-1] in "اآو":
        return vocalized + "یِ"
    return vocalized + "ِ"
