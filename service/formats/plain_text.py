"""Plain text: one entry a line, given back line for line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..references.record import Record

NAME = "text"
SUFFIXES = (".txt", ".text")
MEDIA_TYPES = ("text/plain",)

# Line ends alone: other characters that Unicode counts as line breaks may stand inside an entry.
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


def recognizes(text: str) -> bool:
    """Any text is a list of lines."""
    return True


def read(text: str) -> Iterator[Record]:
    """Read one record a line; a line without text is an empty record."""
    for number, match in enumerate(_LINE.finditer(text), start=1):
        line, end = match.groups()
        if line or end:
            yield Record({}, f"line {number}", entry=line if line.strip() else None, layout=(line, end))


def write(records: Iterable[Record]) -> Iterator[str]:
    """Write each line back with the line end it had."""
    for record in records:
        line, end = record.layout
        yield (line if record.entry is None else record.entry) + end
