"""What the parts of a line of text are, so that Persian in it is read as that: a name, a journal, a publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ..one_language import Romanized, romanize_segment
from ..overrides import Match, Overrides
from .segments import Segment

if TYPE_CHECKING:
    from ..entries import Field

REMEMBERED = 4  # entries taken apart
CERTAIN = 0.8  # confidence of a part that is read as what it seems to be
_KINDS = {
    "author": "name", "editor": "name", "translator": "name", "title": "title", "container": "container",
    "publisher": "publisher", "place": "place",
}  # fmt: skip
# Words that go on across a border belong together: a title and its place. و divides two persons; what leads to a person
# (ترجمه داریوش آشوری) is read with a name behind it, for its ezafe, and the person as a name.
_GOES_ON = re.compile(r"[^\W\d_][\u064b-\u0655\u0670\u200c]*\s+$")
_AND_BEFORE, _AND_BEHIND = re.compile(r"(?:^|\s)و\s+$"), re.compile(r"\s+و\s")
_GOES_ON_BEHIND = re.compile(r"\s+[^\W\d_]")
_ROLES = frozenset(("translator", "editor"))
SOMEBODY = "علی"


def romanize_in_parts(entry: str, segment: Segment, language: str, scheme: str, overrides: Overrides) -> Romanized:
    """Romanize a Persian segment of a line of text, each part as what it is.

    Args:
        entry: the whole line.
        segment: a segment of it.
        language: BCP 47 tag of Persian.
        scheme: scheme id.
        overrides: what goes ahead of lists and models.

    Raises:
        UnknownLanguageError, UnknownSchemeError: as ``romanize_segment``.
    """
    outputs: list[str] = []
    notes: list[str] = []
    unsure: list[tuple[int, int, str]] = []
    settled: list[Match] = []
    for start, end, kind, leads in parts_of(entry, segment):
        read = _leading if leads else romanize_segment
        part = read(entry[start:end], language, scheme, kind, overrides)
        outputs.append(part.output)
        notes += part.notes
        shift = start - segment.start
        unsure += ((begin + shift, stop + shift, sentence) for begin, stop, sentence in part.unsure)
        settled += part.settled
    return Romanized("".join(outputs), list(dict.fromkeys(notes)), unsure, settled)


def _leading(text: str, language: str, scheme: str, kind: str, overrides: Overrides) -> Romanized:
    """Romanize what leads to a person with a person behind it, who is then taken off again."""
    part = romanize_segment(text + SOMEBODY, language, scheme, kind, overrides)
    name = romanize_segment(SOMEBODY, language, scheme, "name", overrides).output
    if not part.output.endswith(name):
        return romanize_segment(text, language, scheme, kind, overrides)
    unsure = [one for one in part.unsure if one[1] <= len(text)]
    settled = [one for one in part.settled if one.end <= len(text)]
    return Romanized(part.output.removesuffix(name), part.notes, unsure, settled)


@lru_cache(maxsize=REMEMBERED)  # an entry is asked about once for each of its segments
def _fields(entry: str) -> tuple[Field, ...]:
    from ..entries import parse  # what a plain run does not need, it does not load

    return tuple(sorted(parse(entry).fields, key=lambda one: one.start))


def parts_of(entry: str, segment: Segment) -> Iterator[tuple[int, int, str, bool]]:
    """Yield the parts of a segment, without a gap: where they stand, their kind, whether they lead to a person.

    What leads to a person (ترجمهٔ) is read with ``SOMEBODY`` behind it, for its ezafe.
    """
    place = segment.start
    for field in _fields(entry):
        start, end = max(field.start, segment.start), min(field.end, segment.end)
        kind = _KINDS.get(field.name)
        if kind is None or field.confidence < CERTAIN or start < place or start >= end:
            continue
        borders = _is_border(entry, segment, start)
        if not (borders or field.name in _ROLES) or not _is_end(entry, segment, end):
            continue
        if start > place:
            yield place, start, _rest(entry, place), not borders
        yield start, end, kind, False
        place = end
    if place < segment.end:
        yield place, segment.end, _rest(entry, place), False


def _rest(entry: str, place: int) -> str:
    """Give the kind of what no field says: the ق behind the figures of ۱۴۰۳ق has no capital."""
    return "text" if entry[place - 1 : place].isdigit() else "title"


def _is_border(entry: str, segment: Segment, start: int) -> bool:
    before = entry[segment.start : start]
    return not _GOES_ON.search(before) or _AND_BEFORE.search(before) is not None


def _is_end(entry: str, segment: Segment, end: int) -> bool:
    behind = entry[end : segment.end]
    return not _GOES_ON_BEHIND.match(behind) or _AND_BEHIND.match(behind) is not None
