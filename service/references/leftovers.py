"""What no field of an entry took: which of it only says what the fields are, and which would be lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..layouts import Layout, dates
from ..layouts.words import Words, words_of

if TYPE_CHECKING:
    from ..entries import Parsed

# Kinds of word, in rules/terms, that only say what stands beside them.
_STRUCTURE = (
    "volume", "issue", "series_issue", "pages", "total_pages", "edition", "editor", "translator", "contributor",
    "et_al", "and", "accessed", "available", "year_words", "noise", "in_words", "no_date", "no_place", "languages",
    "publisher_kinds", "numbers", "kinds", "dated",
)  # fmt: skip
_PEOPLE = frozenset({"author", "editor", "translator"})
_BREAK = re.compile(r";\s|\s//?\s|\.\s[–—-]\s|\s[–—:]\s")
_YEAR_LETTER = re.compile(r"[a-zа-я](?=[).,;:])")
_MARKS = re.compile(r"https?://(?:dx\.)?doi\.org/|https?://|(?<!\w)(?:doi|DOI|url|URL)(?!\w)")
_SETS = re.compile(
    r"(?<!\w)(?:[вуВУ]|in)\s(?P<number>\d{1,3})(?:-?х|-?ти)?\s(?:тт?|томах|кн|книгах|ч|частях|vols?|вып)\b\.?"
)
_ENDS = " \u00a0\t,.:;/–—-،؛="
_OUTER = " ,.:;/–—-«»()[]{}\"“”‘’'<>،؛‚„=&…"


class Piece(NamedTuple):
    """A piece of an entry that is no field.

    Attributes:
        text: what it says; "" if it only says one of the following.
        others: whether it says that there are more authors.
        original: the language that the work was translated from.
        of_year: whether it is the letter behind a year.
    """

    text: str
    others: bool = False
    original: str = ""
    of_year: bool = False


def pieces(parsed: Parsed, text: str, layout: Layout) -> Iterator[Piece]:
    """Yield what an entry holds beside its fields.

    Args:
        parsed: its fields.
        text: the entry.
        layout: the layout that it is written anew by; what its language has a word for is said in that.
    """
    words = words_of(layout.language)
    place, before = 0, ""
    for field in parsed.fields:
        between = text[place : field.start]
        if field.name == "year" and (dated := _dated().search(between)):
            day = dates.read(f"{dated[1]}{field.value}" if dated["figures"] else f"{dated[1]} {field.value}")
            if day is not None:
                yield Piece(f"{words.word('Dated')} {dates.written(day, layout.dates, words)}")
                between = between[: dated.start()]
        if between:
            yield from _pieces(between, before, words)
        place, before = max(place, field.end), field.name
    yield from _pieces(text[place:], before, words)


def _pieces(between: str, before: str, words: Words) -> Iterator[Piece]:
    if before in _PEOPLE and (others := _others().search(between)):
        if before == "author":
            yield Piece("", others=True)
        between = f"{between[: others.start()]} {between[others.end() :]}"
    if before == "year" and (letter := _YEAR_LETTER.match(between)):
        yield Piece(letter[0], of_year=True)
        between = between[letter.end() :]
    for part in _BREAK.split(_noise().sub(" ", between)):
        for volumes in _SETS.finditer(part):
            yield Piece(f"{words.word('In')} {volumes['number']} {words.word('vol', many=True)}")
        part = _addresses().sub(" ", _SETS.sub(" ", part))
        bare = part.strip(_OUTER)
        original, bare = words.original(bare)
        if original:
            yield Piece("", original=original)
        if said := words.said(bare) or words.numbered(bare, wholly=True):
            yield Piece(said[:1].upper() + said[1:])
        elif _means_something(bare if original else part):
            yield Piece(_closed((bare if original else part).strip(_ENDS)))


def _means_something(text: str) -> bool:
    left = _structure().sub(" ", _MARKS.sub(" ", text))
    return any(char.isalnum() for char in left)


def _closed(text: str) -> str:
    """Leave out brackets and quotation marks whose partner lies elsewhere."""
    for opening, closing in ("()", "[]", "«»", "“”", "<>"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text.replace('"', "") if text.count('"') % 2 else text


@cache
def _dated() -> re.Pattern[str]:
    """What dates a law, up to its year: «от 27 июля», «від 01.07.»."""
    from ..entries.terms import WORD_START, alternatives

    day = r"(?P<figures>\d{1,2}\.\d{1,2}\.)|\d{1,2}\s+[^\W\d_]{3,10}\.?"
    return re.compile(rf"{WORD_START}{alternatives('of_day')}\s+({day})\s*$")


@cache
def _structure() -> re.Pattern[str]:
    from ..entries.terms import WORD_START, alternatives

    return re.compile(WORD_START + alternatives(*_STRUCTURE), re.IGNORECASE)


@cache
def _noise() -> re.Pattern[str]:
    from ..entries.terms import WORD_START, alternatives

    return re.compile(rf"[\[(]?{WORD_START}{alternatives('noise')}[\])]?", re.IGNORECASE)


@cache
def _addresses() -> re.Pattern[str]:
    """What stands before an address or a day of access, which are fields."""
    from ..entries.terms import WORD_START, alternatives

    return re.compile(rf"[\s.,(\[]*+{WORD_START}{alternatives('available', 'accessed')}[\s:<(]*+$", re.IGNORECASE)


@cache
def _others() -> re.Pattern[str]:
    from ..entries.terms import WORD_START, alternatives

    return re.compile(WORD_START + alternatives("et_al") + r"|\.\s?\.\s?\.|…", re.IGNORECASE)
