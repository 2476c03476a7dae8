"""Where each word of a text stands in its romanization: counted word by word, and not told at all where that fails."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..errors import RomanbibError
from ..overrides import Overrides
from ..persian.romanized import PERSIAN
from ..references.entry_kinds import SOMEBODY, parts_of
from ..references.record import Caution, Change
from ..references.segments import ARABIC, Segment
from ..romanization import Token, explain

ROMANIZED = re.compile(r"romanize: (?P<language>[\w-]+)/(?P<scheme>[^\s;,]+)")  # the rule of such a change
LONGEST = 2000  # words of a change that are counted
_WORD = re.compile(r"\w+")


class Stretch(NamedTuple):
    """A word in what a change has put down.

    Attributes:
        start, end: where it stands there, in characters.
        at: where what it was romanized from begins, in what the change has taken away.
        unsure: whether its reading is not certain.
    """

    start: int
    end: int
    at: int
    unsure: bool


def words_of(
    change: Change, doubts: Sequence[Caution], kind: str, overrides: Overrides, line: str = ""
) -> list[Stretch]:
    """Tell where the words of a change stand, if one of them is unsure.

    Args:
        change: what was romanized.
        doubts: the warnings about unsure words in its field.
        kind: what the field is, out of ``persian.KINDS``.
        overrides: those that held.
        line: the line of text that the change stands in, whose parts are read each as what it is; "" for a field.

    Returns:
        the words in their order; none if none is unsure, or if the change does not hold the words of the romanization,
        one behind the other, in one place and no other.
    """
    unsure = {one.start - change.start for one in doubts if change.start <= one.start < one.end <= change.end}
    match = ROMANIZED.match(change.rule)
    if not unsure or match is None:
        return []
    in_line = match["language"] == PERSIAN and line[change.start : change.end] == change.before
    parts = _parts(change, line) if in_line else [(0, change.before, kind, "")]
    tokens: list[Token] = []
    try:
        for start, text, of_kind, behind in parts:
            told = explain(
                text + behind,
                language=match["language"],
                scheme=match["scheme"],
                kind=of_kind,
                overrides=overrides,
            )
            tokens += [replace(one, start=one.start + start) for one in told.tokens if one.start < len(text)]
    except RomanbibError:
        return []
    here = [(word[0].lower(), *word.span()) for word in _WORD.finditer(change.after)]
    written = [part.lower() for token in tokens for part in _WORD.findall(token.output)]
    if len(here) > LONGEST or not written:
        return []
    places = _places(written, [text for text, _, _ in here])
    if len(places) != 1:
        return []
    (place,) = places
    found = []
    for token in tokens:
        if size := len(_WORD.findall(token.output)):
            start, end = here[place][1], here[place + size - 1][2]
            found.append(Stretch(start, end, token.start, token.start in unsure))
            place += size
    return found


def _parts(change: Change, line: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield the parts of a change in a line: where each begins, its text and kind, and what is read behind it."""
    for start, end, kind, leads in parts_of(line, Segment(change.start, change.end, ARABIC, change.before)):
        yield start - change.start, line[start:end], kind, SOMEBODY if leads else ""


def _places(wanted: list[str], words: list[str]) -> list[int]:
    """Give every place where words stand one behind the other among others."""
    size = len(wanted)
    return [place for place in range(len(words) - size + 1) if words[place : place + size] == wanted]
