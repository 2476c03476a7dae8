"""Persian running text as words: found, joined where a blank stands for a joint, each with its possible readings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import Phrase, Reading, name_of, phrases
from .spelling import SIGNS, ZWNJ, bare, ending, folded, plain_letters, signed
from .words import MEMO, readings

# Letters, vowel signs, hamza above, tatweel, presentation forms; joints between them.
_LETTER = (
    "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
    f"{SIGNS}\u0653-\u0655"
)
# Joints at its ends, which join nothing, belong to the word and are dropped with it.
WORD = re.compile(f"(?:(?<![\u200c\u200d])[\u200c\u200d]++)?[{_LETTER}][{_LETTER}\u200c\u200d]*+")
_DEGREES = frozenset(("تر", "ترین", "تری", "ترها"))  # not of a noun: زباله تر is wet
# Written apart by many, parts of the word before: کتاب ها, بزرگ تر.
_ENDINGS_APART = _DEGREES | {"ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان"}
# Behind a silent he only: خانه ای, گفته اند.
_ENDINGS_BEHIND_HE = frozenset(("ای", "ام", "ات", "اش", "ایم", "اید", "اند", "ی"))
_MAY_JOIN = _ENDINGS_APART | _ENDINGS_BEHIND_HE
_APART = (" ", "\u00a0", " \u200c", "\u200c ")
_CLOSES = frozenset("،؛:؟!.,;?)]}»”/–—-()[]{}|…*=+")
_OPENS = frozenset("«“\"'")
_JOINED_COPULA = re.compile(f"(?<!ه){ZWNJ}(?:اند|است|ام|ایم|اید)$")  # شیری‌اند: a noun before all
VERBS = frozenset(("v", "verb"))  # parts of speech
_MI = frozenset(("می", "نمی", "همی"))


@dataclass(slots=True)
class Word:
    """A word of a text and what is decided of it.

    Attributes:
        start, end: where it stands in the text, in characters.
        plain: the word in plain Persian letters.
        key: the same without vowel signs, folded: as it is looked up in lists of neighbours and phrases.
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

    @property
    def finite(self) -> bool:
        """Whether it is a verb with a person, whatever its reading: no ezafe leads to it. هستی can be a noun."""
        return bool(self.readings) and all(
            one.pos in VERBS and one.ezafe == "never" and not _JOINED_COPULA.search(self.key) for one in self.readings
        )


@lru_cache(maxsize=1 << 10)
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
    if strange in "/-–—ـ":  # a tatweel that stands alone is typed for a dash
        return "-"
    if strange[0] in _CLOSES:
        return "."
    return "0" if strange[0].isdigit() else "A" if strange[0].isalpha() else "."


def sentence(text: str) -> list[Word]:
    """Find the words of a text, with their readings from lists and parts."""
    words: list[Word] = []
    before: Word | None = None
    for match in WORD.finditer(text):
        plain, key, known = _known(match[0])
        if not plain:
            continue
        start, end = match.span()
        if before is not None:
            before.gap = text[before.end : start]
            if (plain in _MAY_JOIN or before.plain in _MI) and (joined := _joined(before, plain)):
                before.plain, before.readings = joined
                before.end = end
                before.key = folded(bare(before.plain))
                continue
        before = Word(start, end, plain, known, key=key)
        words.append(before)
    if before is not None:
        before.gap = text[before.end :]
    _fix_phrases(words)
    return words


@lru_cache(maxsize=MEMO)
def _known(written: str) -> tuple[str, str, tuple[Reading, ...]]:
    """Give a word as a text has it in plain letters, the key that lists of neighbours have it by, and its readings."""
    plain = plain_letters(written).strip(ZWNJ)
    return plain, folded(bare(plain)), readings(plain)


def _joined(before: Word, plain: str) -> tuple[str, tuple[Reading, ...]] | None:
    """Give two words written apart as the one that they are; None if they are two."""
    if before.gap not in _APART:
        return None
    if before.plain in _MI:
        together = before.plain + ZWNJ + plain
        found = tuple(one for one in _known(together)[2] if one.pos in VERBS)
        return (together, found) if found else None
    host = before.readings[0] if before.readings else None
    if host is not None and host.pos == "n" and plain in _DEGREES:
        return None
    behind_he = host is not None and ending(host.vocalized) == "e" and host.pos != "prep"
    if plain in _ENDINGS_APART or (plain in _ENDINGS_BEHIND_HE and behind_he):
        together = before.plain + ZWNJ + plain
        if found := _known(together)[2]:
            return together, found
    return None


def _fix_phrases(words: list[Word]) -> None:
    """Read phrases of several words as the lists have them."""
    keys = [word.key for word in words]
    place = 0
    while place < len(words) - 1:
        for phrase in phrases(keys[place], keys[place + 1]):
            size = len(phrase.words)
            found = words[place : place + size]
            together = not any(one.gap.strip() for one in found[:-1])
            if together and tuple(keys[place : place + size]) == phrase.words:
                _fix(found, phrase)
                place += size - 1
                break
        place += 1


def _fix(words: list[Word], phrase: Phrase) -> None:
    name = name_of(phrase.kind)
    for place, (word, form) in enumerate(zip(words, phrase.vocalized, strict=True)):
        last = place + 1 == len(words)
        stem, ezafe = without_ezafe(form)
        if not signed(word.plain):  # signs of the writer go before any list
            own = next((one.name for one in word.readings if one.vocalized == stem), "")
            word.readings = (
                Reading(stem, phrase.kind, "phrase", 0.98, phrase.ezafe if last else "may", own or name),
                *(one for one in word.readings if one.vocalized != stem),
            )
        word.fixed = True
        if not last:
            word.ezafe = ezafe


def settle(words: list[Word], start: int, end: int, vocalized: str) -> None:
    """Give the words of a place the reading that is settled for it; a place that cuts words in two is left alone."""
    inside = [word for word in words if word.start < end and word.end > start]
    forms = WORD.findall(vocalized)
    if len(inside) != len(forms) or inside[0].start != start or inside[-1].end > end:
        return
    for word, form in zip(inside, forms, strict=True):
        stem, ezafe = without_ezafe(plain_letters(form))
        listed = next((one for one in word.readings if one.vocalized == stem), None) or next(iter(word.readings), None)
        pos, name = (listed.pos, listed.name) if listed is not None else ("n", "")
        word.readings = (Reading(stem, pos, "override", 1.0, "may", name),)
        word.fixed = True
        if word is not inside[-1] or ezafe:
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
    if vocalized.endswith("ْ"):
        # On he and ye the sukun stays and says that they are heard: چایِْ is not چایِ.
        return vocalized[:-1] + ("ِْ" if vocalized[-2:-1] in ("ه", "ی") else "ِ")
    if vocalized.endswith("ة"):  # silent at the end of an Arabic phrase, whatever follows in Persian
        return vocalized[:-1] + "هِ"
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
