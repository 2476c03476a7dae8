"""Where the reference sections of a Word document are: under which headings, and up to which."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ..errors import InputError
from .docx_paragraphs import Paragraph
from .docx_styles import BODY, Styles, level_of

# Levels of what looks like a heading without being one in the outline, below the outline's own 0 to 8.
BOLD, PLAIN = 9, 10
_LONGEST_HEADING = 100  # characters
_MOST_WORDS = 12
_AHEAD = 2  # paragraphs behind an unmarked heading among which an entry must be
_MOSTLY = 0.8  # of a document's paragraphs, if it is to be a list of references without a heading
_NUMBERING = re.compile(r"(?:(?:\d{1,3}|[ivxIVX]{1,6})(?:\.\d{1,3})*+[.)]?\s+|\d{1,3}[.)])?")
_BETWEEN = re.compile(r"[/|\n()\[\]]+")  # two headings in one, of two languages
_YEAR = re.compile(r"(?<!\d)(?:[1۱][3-9۳-۹]\d\d|[2۲][0۰]\d\d)(?!\d)")
_MARKS = re.compile(r"[.,:;،؛/]")
_ENTRY_LENGTHS = range(25, 3000)


class Outline(NamedTuple):
    """What a paragraph is to the search.

    Attributes:
        level: of the outline, if it is a heading.
        references: whether it is the heading of a reference section.
        ending: whether it is the heading of something that stands behind one.
        entry: whether it looks like an entry.
        text: whether it has letters at all.
    """

    level: int | None
    references: bool
    ending: bool
    entry: bool
    text: bool


@cache
def terms() -> dict[str, Any]:
    """Read `rules/word-documents.toml`."""
    return tomllib.loads(files("romanbib.rules").joinpath("word-documents.toml").read_text(encoding="utf-8"))


@cache
def _headings() -> tuple[frozenset[str], frozenset[str]]:
    from ..entries.terms import words  # only here: it brings the grammars of entries

    references, after = ({_bare(word) for word in found} for found in (words("headings"), terms()["after_references"]))
    return frozenset(references), frozenset(after)


def _bare(text: str) -> str:
    """Give a heading without its number, its end and what is spelled in several ways."""
    text = text.strip(" \u00ad\u200e\u200f")
    text = text[_NUMBERING.match(text).end() :]  # type: ignore[union-attr]
    text = text.casefold().replace("ي", "ی").replace("ك", "ک").replace("\u200c", " ").replace("ё", "е")
    return " ".join(text.strip(' \t\n.:*#_«»"“”').split())


def outlined(paragraph: Paragraph, styles: Styles) -> Outline:
    """Tell what a paragraph is to the search."""
    text = paragraph.text.strip()
    if not any(map(str.isalpha, text)):
        return Outline(None, False, False, False, False)
    entry = len(text) in _ENTRY_LENGTHS and _YEAR.search(text) is not None and _MARKS.search(text) is not None
    level = _level(paragraph, styles)
    if len(text) > _LONGEST_HEADING:
        return Outline(level, False, False, entry, True)
    parts = [_bare(text), *map(_bare, _BETWEEN.split(text))]
    references, after = (any(part in words for part in parts) for words in _headings())
    if level is None and (references or after or not entry):
        bold = paragraph.bold or any(styles.has(paragraph.style, name) for name in ("b", "bCs"))
        if bold and len(text.split()) <= _MOST_WORDS:
            level = BOLD
        elif references or after:
            level = PLAIN
    return Outline(level, references, after, entry, True)


def _level(paragraph: Paragraph, styles: Styles) -> int | None:
    own = paragraph.properties.child("outlineLvl") if paragraph.properties else None
    if own is not None:
        level = level_of(own.value)
        return level if level < BODY else None
    return styles.level(paragraph.style)


def entries(outlines: Sequence[Outline]) -> set[int]:
    """Find the paragraphs that are entries of the reference sections, by their places in the list.

    A section reaches from its heading to the next one of its level or of a higher one. A document without a heading of
    references is one section if nearly all of it looks like entries.

    Raises:
        InputError: there is no reference section.
    """
    found, headed = _under_headings(outlines)
    if headed:
        return found
    written = [number for number, one in enumerate(outlines) if one.text]
    if sum(outlines[number].entry for number in written) >= _MOSTLY * len(written):
        return {number for number in written if outlines[number].level is None}
    raise InputError(
        "no reference section: no paragraph is a heading such as References or Список литературы; give it one, or ask "
        "for the whole document (--whole-document)"
    )


def _under_headings(outlines: Sequence[Outline]) -> tuple[set[int], bool]:
    found: set[int] = set()
    headed = False
    inside: int | None = None  # level of the heading of the section that we are in
    for number, one in enumerate(outlines):
        if one.references and one.level is not None and (one.level < BOLD or _entry_follows(outlines, number, _AHEAD)):
            inside = one.level if inside is None else min(inside, one.level)
            headed = True
        elif inside is None:
            continue
        elif one.level is None:
            if one.text:
                found.add(number)
        elif _ends(outlines, number, inside):
            inside = None
    return found, headed


def _ends(outlines: Sequence[Outline], number: int, inside: int) -> bool:
    """Tell whether a heading ends a section; a bold line may also stand over a part of it."""
    level = outlines[number].level
    if outlines[number].ending or level is None:
        return outlines[number].ending
    if level >= BOLD:
        return inside >= BOLD and not _entry_follows(outlines, number, 1)
    return level <= inside


def _entry_follows(outlines: Sequence[Outline], number: int, ahead: int) -> bool:
    following = (one for one in _behind(outlines, number) if one.text)
    return any(one.entry for one, _ in zip(following, range(ahead), strict=False))


def _behind(outlines: Sequence[Outline], number: int) -> Iterable[Outline]:
    return (outlines[place] for place in range(number + 1, len(outlines)))
