"""A field under repair: edits one after the other, each reported against the text as it first was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .record import Caution, Change


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` of the present text by ``after``."""

    start: int
    end: int
    after: str
    rule: str


class EditedText:
    """A text, its edits so far, and what was reported about it."""

    def __init__(self, field: str, original: str) -> None:
        self.field = field
        self.original = original
        self.text = original
        self.changes: list[Change] = []
        self.warnings: list[Caution] = []
        # For each position of the present text, the position of the original that it comes from.
        self._origin: list[int] | range = range(len(original) + 1)

    def apply(self, edits: Iterable[Edit]) -> None:
        """Apply edits of the present text; where two overlap, the first one wins."""
        parts: list[str] = []
        origin: list[int] = []
        done = 0
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            if edit.start < done or self.text[edit.start : edit.end] == edit.after:
                continue
            start, end = self._origin[edit.start], self._origin[edit.end]
            self.changes.append(Change(self.field, start, end, self.original[start:end], edit.after, edit.rule))
            parts += (self.text[done : edit.start], edit.after)
            origin += self._origin[done : edit.start]
            origin += [start] * len(edit.after)
            done = edit.end
        if parts:
            self.text = "".join(parts) + self.text[done:]
            self._origin = [*origin, *self._origin[done:]]

    def warn(self, start: int, end: int, message: str, rule: str) -> None:
        """Report a place of the present text."""
        caution = Caution(self.field, self._origin[start], self._origin[end], message, rule)
        if caution not in self.warnings:
            self.warnings.append(caution)
