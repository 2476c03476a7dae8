"""What the parser of bibliography entries gives: fields with their places in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry: ``entry[start:end] == value``; confidence from 0 to 1."""

    name: str
    value: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Parsed:
    """An entry taken apart.

    ``fields`` stand in the order of the text; authors, editors and translators are one field each name. ``style`` is
    the citation style the entry seems to follow, ``type`` a CSL type.
    """

    text: str
    style: str
    type: str
    fields: tuple[Field, ...]
    confidence: float

    def values(self, name: str) -> list[str]:
        """Give the values of a field in the order of the text."""
        return [field.value for field in self.fields if field.name == name]

    def item(self) -> dict[str, Any]:
        """Give the entry as a CSL-JSON item, with abbreviations of places resolved and names in parts."""
        from .item import csl_item

        return csl_item(self)
