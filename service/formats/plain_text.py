"""Plain text: one entry a line, given back line for line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..references.record import Record

NAME = "text"
SUFFIXES = (".txt", ".text")
MEDIA_TYPES = ("text/plain",)
BINARY = False
ORIGINALS = False

# Line ends alone: other characters that Unicode counts as line breaks may stand inside an entry.
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


def recognizes(head: str) -> bool:
    """Any text is a list of lines."""
    return True


def read(chunks: Iterable[str]) -> Iterator[Record]:
    """Read one record a line; a line without text is an empty record."""
    for number, (line, end) in enumerate(_lines(chunks), start=1):
        yield Record({}, f"line {number}", entry=line if line.strip() else None, layout=(line, end))


def _lines(chunks: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each line and its end."""
    waiting: list[str] = []
    for chunk in chunks:
        if "\n" not in chunk and "\r" not in chunk:
            waiting.append(chunk)
            continue
        text = "".join([*waiting, chunk])
        # The last line may go on, and a carriage return may be half of a line end.
        cut = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
        waiting = [text[cut:]]
        yield from _cut(text[:cut])
    yield from _cut("".join(waiting))


def _cut(text: str) -> Iterator[tuple[str, str]]:
    for match in _LINE.finditer(text):
        if match[0]:
            yield match[1], match[2]


def write(records: Iterable[Record]) -> Iterator[str]:
    """Write each line back with the line end it had."""
    for record in records:
        line, end = record.layout
        yield (line if record.entry is None else record.entry) + end
