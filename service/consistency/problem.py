"""What a rule of consistency finds, and how it names the places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..references.request import Request
from .reading import Reference

MOST_NAMED = 8  # places named in a message; the others are counted
_PLACE = re.compile(r"(?P<noun>[a-z]+) (?P<number>\d+)")
_PLURAL = {"entry": "entries"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the record's place, the field, and the span in it, in characters."""

    record: str
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A contradiction between records, or within one.

    Attributes:
        place: where to mend it.
        message: what is wrong, with the numbers of all records concerned.
        rule: name of the rule.
        related: the other places.
    """

    place: Place
    message: str
    rule: str
    related: list[Place] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The problem as ``check`` gives problems, with the other places under ``related``."""
        return {
            "record": self.place.record,
            "field": self.place.field,
            "start": self.place.start,
            "end": self.place.end,
            "message": self.message,
            "rule": self.rule,
            "related": [
                {"record": one.record, "field": one.field, "start": one.start, "end": one.end} for one in self.related
            ],
        }


class Rule(Protocol):
    """What a rule's module offers as its class ``Check``, made anew for each bibliography.

    Attributes:
        NAME: the rule's name in reports: ``consistency: person``.
        DESCRIPTION: what it finds, one sentence.
    """

    NAME: str
    DESCRIPTION: str

    def __init__(self, wanted: Request) -> None: ...

    def take(self, reference: Reference) -> None:
        """Take in one reference; what is kept of it must be small, for all of a file is kept."""

    def problems(self) -> Iterator[Problem]:
        """Give what contradicts itself in all that was taken in."""


def numbered(records: Sequence[str], *, total: int = 0) -> str:
    """Name records by their numbers: ``entries 3, 7``.

    Args:
        records: their places, such as ``entry 3 (key), line 40``.
        total: how many there are, if not all are given.
    """
    unique = list(dict.fromkeys(records))
    found = [match for one in unique if (match := _PLACE.match(one))]
    if not found:
        return ", ".join(unique[:MOST_NAMED])
    noun = found[0]["noun"]
    more = max(total, len(unique)) - min(len(found), MOST_NAMED)
    listed = ", ".join(match["number"] for match in found[:MOST_NAMED])
    if len(unique) == 1 and more <= 0:
        return f"{noun} {listed}"
    return f"{_PLURAL.get(noun, noun + 's')} {listed}" + (f" and {more} more" if more > 0 else "")
