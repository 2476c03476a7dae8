"""Which lines of a text are one entry: a list copied from a PDF has its entries broken over lines.

Lines are joined only where that shows: a list of one entry a line, of words or of titles stays as it is. A blank line
always divides. Between two of them, a line goes on the entry before it if

- the list is numbered, and the line does not have the next number;
- the list has a hanging indent or paragraph indents, and the line's indent is not that of the entry's first line;
- the line before it ends in a hyphen, a comma or a word such as «и», or the line begins with a small letter;
- the line begins with a label («С. 15», "doi:"), and the line before is no whole entry;
- the lines are evidently broken, most of one length with such places among them, and it begins like no entry;
- the lines are one paragraph: all but the last of about one length, and none but the first begins with a name.

What is joined has to look like an entry: a year, and a number, a name or another mark of a reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import pairwise

from . import terms
from .splitting import ADDRESS_AT_END, HEAD, MARKER, UNENDED, YEAR_ALONE, Line, begins, ends

LONGEST_LINE = 200  # characters; longer lines are whole paragraphs
SHORTEST_LINE = 45  # length of the longest of some lines, below which they are words or titles
MOST_LINES = 40  # of one entry
WINDOW = 400  # lines that are looked at together
_FULL = 0.75  # of the longest line; a shorter one is the last of its paragraph
_INDENT = 2  # blanks by which an indent is another one
_CERTAIN = 2  # places that show that lines are broken
_PER_LINE = 0.08  # such places a line, at least
_FILLED = 0.4  # lines that are full, at least, where lines are broken
_MARKS = re.compile(
    r"//|\s/\s|\.\s[–—]\s|(?i:https?:|\bdoi\b|№|\b(?:vol|no|pp?|с|т|вип|вып|изд|вид|ed|eds)\.\s?\d)|[صجش]{1,2}\.?\s?\d"
    r"|\d\s?\(\d|\d\s?[сcpص]\."
)


class _Kind(Enum):
    """What tells the entries of some lines."""

    NUMBERS = auto()
    INDENTS = auto()
    PARAGRAPH = auto()
    SENSE = auto()  # lines are evidently broken
    LINES = auto()


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines between two blank ones."""

    kind: _Kind
    longest: int


def groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Group the lines of a text into entries, as they come; at most ``WINDOW`` lines are held.

    Yields:
        The lines of one entry; a blank line stands alone.
    """
    run: list[Line] = []
    for line in lines:
        if line.bare:
            run.append(line)
            if len(run) == WINDOW:
                *whole, last = _entries(run, cut=True)
                yield from whole
                run = last if whole else []
                if not whole:
                    yield last
            continue
        yield from _entries(run)
        run = []
        yield [line]
    yield from _entries(run)


def _entries(lines: list[Line], *, cut: bool = False) -> Iterator[list[Line]]:
    if not lines:
        return
    run = _Run(_kind(lines, cut=cut), max(len(line.bare) for line in lines))
    expected = _number(lines[0])
    entry, dated = [lines[0]], _dated(lines[0])
    for line in lines[1:]:
        number = _number(line)
        numbered = expected is not None and number in (expected + 1, expected + 2)
        if numbered and run.kind is _Kind.NUMBERS:
            expected = number
        elif _can_go_on(entry) and _goes_on(run, entry, line, dated=dated):
            entry.append(line)
            dated = dated or _dated(line)
            continue
        yield from _checked(entry, run.kind)
        entry, dated = [line], _dated(line)
    yield from _checked(entry, run.kind)


def _kind(lines: Sequence[Line], *, cut: bool) -> _Kind:
    if len(lines) == 1:
        return _Kind.LINES
    first = _number(lines[0])
    if first is not None:
        following = next((number for line in lines[1:] if (number := _number(line)) is not None), first + 1)
        if following in (first + 1, first + 2):
            return _Kind.NUMBERS
    longest = max(len(line.text) for line in lines)
    if longest > LONGEST_LINE:
        return _Kind.LINES
    deep = [line.indent >= min(line.indent for line in lines) + _INDENT for line in lines]
    if any(deep) and not all(deep):
        return _Kind.INDENTS
    full = [len(line.bare) >= _FULL * longest for line in lines]
    if longest < SHORTEST_LINE or sum(full) < _FILLED * len(lines):
        return _Kind.LINES
    if not cut and _is_paragraph(lines, full):
        return _Kind.PARAGRAPH
    certain = sum(_seam(before, line) for before, line in pairwise(lines))
    return _Kind.SENSE if certain >= max(_CERTAIN, _PER_LINE * len(lines)) else _Kind.LINES


def _is_paragraph(lines: Sequence[Line], full: Sequence[bool]) -> bool:
    if len(lines) > MOST_LINES or not all(full[:-1]) or any(_named(line) for line in lines[1:]):
        return False
    first, second = lines[0], lines[1]
    whole = ends(first.bare) and _dated(first)
    return not whole or _labelled(second)


def _number(line: Line) -> int | None:
    match = MARKER.match(line.text)
    written = match and (match["bracketed"] or match["plain"])
    return int(written) if written else None


def _dated(line: Line) -> bool:
    return YEAR_ALONE.search(line.bare) is not None


def _named(line: Line) -> bool:
    return HEAD.match(line.bare[:120]) is not None


@cache
def _label() -> re.Pattern[str]:
    return terms.matcher(
        r"(?:{}|{}|{}|{})\s?:?\s?(?:\d|https?:|10\.)|https?:|doi\b|ISBN|№|\d+\s?{}",
        "pages", "volume", "issue", "available", "total_pages",
    )  # fmt: skip


@cache
def _label_at_end() -> re.Pattern[str]:
    return terms.matcher(r"(?<![\d\]])[\s.,](?:{}|{}|{}|{})$", "pages", "volume", "issue", "series_issue")


def _labelled(line: Line) -> bool:
    """Tell whether a line begins with what stands at the end of entries."""
    return _label().match(line.bare[:60]) is not None


def _seam(before: Line, line: Line) -> bool:
    """Tell whether it is certain that one line goes on in the next."""
    if UNENDED.search(before.bare[-12:]) or _label_at_end().search(before.bare[-24:]):
        return not (line.bare[0].isupper() and ADDRESS_AT_END.search(before.bare[-300:]))
    return (line.bare[0].islower() or line.bare[0] in ".,;:)/&=") and not ends(before.bare)


def _can_go_on(entry: Sequence[Line]) -> bool:
    return len(entry) < MOST_LINES and len(entry[-1].text) <= LONGEST_LINE


def _goes_on(run: _Run, entry: Sequence[Line], line: Line, *, dated: bool) -> bool:
    before = entry[-1]
    ended = ends(before.bare)
    if run.kind is _Kind.NUMBERS:
        return not ended or len(before.bare) >= _FULL * run.longest or not line.bare[0].isupper()
    if run.kind is _Kind.INDENTS:
        return abs(line.indent - entry[0].indent) >= _INDENT and not (_named(line) and ended and dated)
    if _named(line) and (ended or dated):
        return False
    if run.kind is _Kind.PARAGRAPH:
        return True
    if _number(line) is not None and ended:
        return False
    if _labelled(line) and not (ended and dated):
        return True
    if run.kind is _Kind.SENSE:
        return _labelled(line) or not begins(line.bare, before.bare, longest=run.longest, dated=dated)
    return _seam(before, line)


def _checked(entry: list[Line], kind: _Kind) -> Iterator[list[Line]]:
    """Give the lines together if they look like an entry, else each alone."""
    text = " ".join(line.bare for line in entry) if len(entry) > 1 else ""
    told = kind in (_Kind.NUMBERS, _Kind.INDENTS)
    marked = _MARKS.search(text) is not None
    if (marked and told) or (YEAR_ALONE.search(text) and (marked or kind is _Kind.NUMBERS or HEAD.match(text[:120]))):
        yield entry
        return
    for line in entry:
        yield [line]
