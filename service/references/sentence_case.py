"""Russian titles printed in capitals, written in small letters; proper names and abbreviations keep their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from ..errors import RomanbibError

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_CAPITAL_SHARE = 0.9  # of its letters, above which a title is taken to be printed in capitals
_SHORTEST = 8  # letters; fewer may be an abbreviation
_BEGINNING = re.compile(r"(?:^|[.?!…])[\"»”\s]*$|[«“„\"]$")  # of a sentence or of a quoted title
_INITIAL = re.compile(r"(?<![А-ЯЁ])[А-ЯЁ]\.\s?$")
_VOWEL = re.compile("[АЕЁИОУЫЭЮЯ]")
_ROMAN = re.compile(r"[ІVXIХ]+")
_PROPER = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad")
_PERSONAL = ("Name", "Surn", "Patr")
_LIKELY = 0.3  # score at which a reading as a common word makes a word a common one
_LONGEST_ABBREVIATION = 6
_SHORT_WORDS = frozenset({"ВВ", "ГГ", "СС", "ТТ", "ЧЧ", "ПГТ"})  # вв. and the like, which are no names
RULE = "sentence case: proper names by pymorphy3"


def in_capitals(text: str) -> bool:
    """Tell whether a text is printed in capitals."""
    words = _WORD.findall(text)
    letters = "".join(words)
    if len(letters) < _SHORTEST or len(words) < 2:
        return False
    return sum(map(str.isupper, letters)) >= _CAPITAL_SHARE * len(letters)


def sentence_case(text: str) -> str:
    """Write a Russian title in small letters.

    Raises:
        RomanbibError: pymorphy3 is not installed; names the extra that brings it.
    """
    matches = list(_WORD.finditer(text))
    kept = _phrases([match[0] for match in matches])
    pieces: list[str] = []
    done = 0
    for place, match in enumerate(matches):
        pieces.append(text[done : match.start()])
        before = text[: match.start()]
        begins = not place or (_BEGINNING.search(before) is not None and not _INITIAL.search(before))
        pieces.append(kept.get(place) or _word(text, match, begins=begins))
        done = match.end()
    return "".join([*pieces, text[done:]])


def _word(text: str, match: re.Match[str], *, begins: bool) -> str:
    word = match[0]
    if not word.isupper() or (len(word) == 1 and text[match.end() : match.end() + 1] == "."):
        return word
    if _is_abbreviation(word) or _ROMAN.fullmatch(word):
        return word
    person = _INITIAL.search(text[: match.start()]) is not None
    parts = [_part(part, person=person) for part in word.split("-")]
    written = "-".join(parts)
    return written[0].upper() + written[1:] if begins else written


def _part(word: str, *, person: bool) -> str:
    return word.capitalize() if _is_proper(word.lower(), person=person) else word.lower()


def _is_abbreviation(word: str) -> bool:
    if len(word) < 2 or "-" in word or len(word) > _LONGEST_ABBREVIATION:
        return False
    if not _VOWEL.search(word):
        return word not in _SHORT_WORDS
    first = _analyzer().parse(word.lower())[0]
    return "Abbr" in first.tag or (len(word) > 2 and not _analyzer().word_is_known(word.lower()) and len(word) < 6)


def _is_proper(word: str, *, person: bool) -> bool:
    """Tell whether a word is a name: by its likeliest reading, or by any behind an initial."""
    readings = _analyzer().parse(word)
    if person and any(_has(one, _PERSONAL) for one in readings):
        return True
    if not _has(readings[0], _PROPER):
        return False
    return not any(one.score >= _LIKELY and not _has(one, _PROPER) for one in readings)


def _has(reading: Parse, marks: tuple[str, ...]) -> bool:
    return any(mark in reading.tag for mark in marks)


def _phrases(words: list[str]) -> dict[int, str]:
    """Find the names of several words that the table has; give each word of them in its own form and their capitals."""
    lemmas = [_lemma(word.lower()) for word in words]
    kept: dict[int, str] = {}
    for place, lemma in enumerate(lemmas):
        for phrase, capitals in _table().get(lemma, ()):
            if tuple(lemmas[place : place + len(phrase)]) == phrase:
                for offset, capital in enumerate(capitals):
                    word = words[place + offset].lower()
                    kept[place + offset] = word.capitalize() if capital else word
                break
    return kept


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], tuple[bool, ...]]]]:
    """Names of several words by the lemma of their first: the lemmas, and which words have a capital."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[bool, ...]]]] = {}
    for phrase in _lines():
        words = phrase.split()
        lemmas = tuple(_lemma(word.lower()) for word in words)
        found.setdefault(lemmas[0], []).append((lemmas, tuple(word[0].isupper() for word in words)))
    for phrases in found.values():
        phrases.sort(key=lambda one: -len(one[0]))
    return found


def _lines() -> Iterator[str]:
    place = resources.files("romanbib.rules").joinpath("authorities").joinpath("russian-names.txt")
    for line in place.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _lemma(word: str) -> str:
    return str(_analyzer().parse(word)[0].normal_form)


@cache
def _analyzer() -> MorphAnalyzer:
    try:
        import pymorphy3
    except ImportError:
        raise RomanbibError(
            "sentence case needs pymorphy3, which is not installed; install it with: pip install 'romanbib[russian]'"
        ) from None
    return pymorphy3.MorphAnalyzer(lang="ru")
