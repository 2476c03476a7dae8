"""Split the text of a reference list into its entries, joining what line breaks have broken."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import names, terms
from .marks import YEAR

_LINE_ENDS = "\r\n\v\f\x85\u2028\u2029"
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]*(?:\r\n|[\r\n\v\f\x85\u2028\u2029])?")
MARKER = re.compile(
    r"\s*+(?:[\[(](?P<bracketed>\d{1,4})[\])]\.?|(?P<plain>\d{1,4})(?:[.)](?!\d)|\s?[-–—](?=\s)|\t)|"
    r"(?P<bullet>[•●▪◦‣■*–—-]|o(?=\t)|·)(?=\s))\s*+"
)
HEAD = re.compile(
    rf"(?:{names.FAMILY},?\s{names.INITIALS}|{names.FAMILY},?\s{names.UPPER}{{1,3}}[,.;]"
    rf"|{names.FAMILY},\s{names.UPPER}\w+|[\u0600-\u06ff\u200c\s]{{2,30}}،\s[\u0600-\u06ff\u200c\s]{{2,30}}[\s.،(])"
)
YEAR_ALONE = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_ENDED = re.compile(r"(?:[.!?…)\]>»”\"]|\d\s?[сcpص]?\.?|/\S*|\S\.\w{2,5})$")
UNENDED = re.compile(r"(?:[,:;=/&(–—-]|//|(?<![\d\]]\s)\b(?:and|и|та|of|the|in|و|в|по|на|с))$")
ADDRESS_AT_END = re.compile(r"(?:https?://|www\.|10\.\d{4,9}/)[^\s<>]{0,400}$")
_FULL_LINE = 0.75  # of the longest line; a shorter one is the last of its paragraph


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its place in the list (without its number), and its text with broken lines joined.

    ``positions[i]`` is the place in the list of ``text[i]``; a blank for a line break has the break's place.
    """

    start: int
    end: int
    text: str
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text without its end, and where it stands there."""

    start: int
    end: int
    text: str

    @property
    def bare(self) -> str:
        """The line without blanks around it."""
        return self.text.strip()

    @property
    def indent(self) -> int:
        """Number of blanks before it."""
        return len(self.text) - len(self.text.lstrip())


def split(text: str) -> list[Entry]:
    """Split a list into entries.

    Entries are told by their numbers or bullets; without these by blank lines, by a hanging indent, or by how lines
    begin and end. A heading over the list is left out.

    Args:
        text: a reference list, such as one copied from a PDF.
    """
    lines = [
        Line(match.start(), match.start() + len(bare), bare)
        for match in _LINE.finditer(text)
        if match[0]
        for bare in (match[0].rstrip(_LINE_ENDS),)
    ]
    first_line = next((n for n, line in enumerate(lines) if line.bare and not is_heading(line.bare)), len(lines))
    lines = lines[first_line:]
    if not any(line.bare for line in lines):
        return []
    starts = _marked(lines) or _paragraphs(lines) or _hanging(lines) or _by_sense(lines)
    entries = []
    for number, first in enumerate(starts):
        last = starts[number + 1] if number + 1 < len(starts) else len(lines)
        entry = joined(lines[first:last])
        if entry is not None:
            entries.append(entry)
    return entries


def is_heading(line: str) -> bool:
    """Tell whether a line is the heading of a list: Литература, References."""
    return len(line) < 60 and line.strip(" .:*#—–-").casefold() in terms.words("headings")


def _marked(lines: list[Line]) -> list[int]:
    """Give the lines that begin with the next number, or with a bullet; none if the first line does not."""
    starts: list[int] = []
    expected: int | None = None
    kind = ""
    for place, line in enumerate(lines):
        match = MARKER.match(line.text)
        if match is None:
            if not starts and line.bare:
                return []
            continue
        own = match.lastgroup or ""
        if not starts:
            kind = own
        if own != kind:
            continue
        if kind == "bullet":
            starts.append(place)
            continue
        number = int(match[own])
        if expected is None or number == expected or (expected < number <= expected + 2):
            starts.append(place)
            expected = number + 1
    if len(starts) == 1 and sum(bool(line.bare) for line in lines) > 1:
        first = lines[starts[0]].bare
        return starts if kind != "bullet" or first[:1] in "•●▪" else []
    return starts


def _paragraphs(lines: list[Line]) -> list[int]:
    """Give the lines after blank ones, if blank lines stand between."""
    starts = [place for place, line in enumerate(lines) if line.bare and (place == 0 or not lines[place - 1].bare)]
    if len(starts) < 2:
        return []
    filled = sum(bool(line.bare) for line in lines)
    # A page break in a list of one line an entry leaves few blank lines.
    return starts if len(starts) * 6 >= filled else []


def _hanging(lines: list[Line]) -> list[int]:
    """Give the lines of the smaller number of indents, if lines are indented in two ways."""
    filled = [(place, line) for place, line in enumerate(lines) if line.bare]
    least = min(line.indent for _, line in filled)
    out = [place for place, line in filled if line.indent <= least + 1]
    deep = [place for place, line in filled if line.indent > least + 1]
    if not deep:
        return []
    first = filled[0][0]
    starts = deep if first in deep else out
    return starts if starts[0] == first else []


def _by_sense(lines: list[Line]) -> list[int]:
    """Give the lines that begin like an entry after one that ends like an entry."""
    longest = max(len(line.bare) for line in lines)
    starts: list[int] = []
    before = ""
    dated = False
    for place, line in enumerate(lines):
        bare = line.bare
        if not bare:
            continue
        if not before or begins(bare, before, longest=longest, dated=dated):
            starts.append(place)
            dated = False
        dated = dated or YEAR_ALONE.search(bare) is not None
        before = bare
    return starts


def ends(line: str) -> bool:
    """Tell whether a line can be the last one of an entry."""
    return _ENDED.search(line[-300:]) is not None and not UNENDED.search(line[-12:])


def begins(line: str, before: str, *, longest: int, dated: bool) -> bool:
    """Tell whether a line begins an entry.

    Args:
        line: the line, without blanks around it.
        before: the line before it.
        longest: length of the longest line around.
        dated: whether the entry before has its year.
    """
    if line[0].islower() or line[0] in ".,;:)–—-/&=" or UNENDED.search(before[-12:]):
        return False
    head = HEAD.match(line[:120]) is not None
    ended = _ENDED.search(before[-300:]) is not None
    short = len(before) < _FULL_LINE * longest
    if head:
        return ended or dated
    return ended and dated and (short or YEAR_ALONE.search(line) is not None) and not line[0].isdigit()


def joined(lines: list[Line], *, numbered: bool = False) -> Entry | None:
    """Join the lines of an entry: a hyphen at the end of a line goes, an address goes on without a blank.

    Args:
        lines: its lines; blank ones are passed over.
        numbered: whether it keeps its number.
    """
    chars: list[str] = []
    positions: list[int] = []
    filled = [line for line in lines if line.bare]
    in_address = False
    for number, line in enumerate(filled):
        begin = line.start + line.indent
        end = line.start + len(line.text.rstrip())
        if number == 0 and not numbered and (marker := MARKER.match(line.text)):
            begin = line.start + marker.end()
        part = line.text[begin - line.start : end - line.start]
        if not part:
            continue
        if chars:
            before = filled[number - 1]
            in_address = ADDRESS_AT_END.search(before.bare[-420:]) is not None or (
                in_address and " " not in before.bare
            )
            _bridge(chars, positions, part, before.end, in_address=in_address)
        chars.extend(part)
        positions.extend(range(begin, end))
    if not chars:
        return None
    return Entry(positions[0], positions[-1] + 1, "".join(chars), tuple(positions))


def _bridge(chars: list[str], positions: list[int], following: str, line_end: int, *, in_address: bool) -> None:
    last = chars[-1]
    if (
        in_address
        and (last in "/-_=?&.%" or (following[0] in "/-_=?&%"))
        and (following[0].islower() or following[0].isdigit() or following[0] in "/-_=?&%")
    ):
        return
    if last == "\u00ad" or (last in "-‐" and len(chars) > 1 and chars[-2].isalpha() and following[0].islower()):
        chars.pop()
        positions.pop()
    elif not (last in "-‐–" and len(chars) > 1 and chars[-2].isalnum() and following[0].isalnum()):
        chars.append(" ")
        positions.append(line_end)
