"""Where each word of a text stands in its romanization: counted word by word, and not told at all where that fails."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..errors import RomanbibError
from ..overrides import Overrides
from ..references.record import Caution, Change
from ..romanization import explain

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


def words_of(change: Change, doubts: Sequence[Caution], kind: str, overrides: Overrides) -> list[Stretch]:
    """Tell where the words of a change stand, if one of them is unsure.

    Args:
        change: what was romanized.
        doubts: the warnings about unsure words in its field.
        kind: what the field is, out of ``persian.KINDS``.
        overrides: those that held.

    Returns:
        the words in their order; none if none is unsure, or if the change does not hold the words of the romanization,
        one behind the other, in one place and no other.
    """
    unsure = {one.start - change.start for one in doubts if change.start <= one.start < one.end <= change.end}
    match = ROMANIZED.match(change.rule)
    if not unsure or match is None:
        return []
    try:
        tokens = explain(
            change.before, language=match["language"], scheme=match["scheme"], kind=kind, overrides=overrides
        ).tokens
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


def _places(wanted: list[str], words: list[str]) -> list[int]:
    """Give every place where words stand one behind the other among others."""
    size = len(wanted)
    return [place for place in range(len(words) - size + 1) if words[place : place + size] == wanted]
