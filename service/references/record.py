"""What romanbib knows of one reference: the CSL-JSON item, what was changed in it, and what to be wary of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One change, reported against the field as it came in.

    Attributes:
        field: ``title``, ``author[0].family``; ``entry`` for a line of text.
        start: where the changed span starts in the field, in characters.
        end: where it ends.
        before: the span as it was.
        after: what stands there now.
        rule: what made the change, such as ``romanize: ru/ala-lc`` or ``repair: quotes``.
    """

    field: str
    start: int
    end: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning about one place in a field: what a person should look at, and why."""

    field: str
    start: int
    end: int
    message: str
    rule: str


@dataclass(slots=True)
class Record:
    """One reference on its way from reader to writer.

    Attributes:
        item: a CSL-JSON item; empty for a line of text.
        place: where it stands in the source, such as ``line 12`` or ``item 3``, for messages.
        changes: what was changed, in the order of the fields.
        warnings: what a person should look at.
        entry: a line of text; None for a CSL-JSON item.
        layout: what the format's own writer needs to give the record back as it came.
    """

    item: dict[str, Any]
    place: str
    changes: list[Change] = field(default_factory=list)
    warnings: list[Caution] = field(default_factory=list)
    entry: str | None = None
    layout: Any = None

    def warn_of_record(self, message: str) -> None:
        """Report something about the record as a whole."""
        self.warnings.append(Caution("", 0, 0, message, "record"))
