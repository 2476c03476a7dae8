"""Plain text: one entry a line, or over several lines where that shows; given back line for line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..references.record import Record

if TYPE_CHECKING:
    from ..entries.splitting import Line

NAME = "text"
SUFFIXES = (".txt", ".text")
MEDIA_TYPES = ("text/plain",)
BINARY = False
ORIGINALS = False
OF_ENTRIES = True  # records of other formats come with their entry, written by the profile's layout
LONGEST = 100_000  # characters; a longer line is no reference, and takes a hundred times its length to work on

# Line ends alone: other characters that Unicode counts as line breaks may stand inside an entry.
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


class _Layout(NamedTuple):
    """An entry as it was read: its text, the same as it stood in the file, and what stands around it."""

    entry: str | None
    source: str
    before: str
    after: str


def recognizes(head: str) -> bool:
    """Any text is a list of lines."""
    return True


def read(chunks: Iterable[str]) -> Iterator[Record]:
    """Read one record an entry; a line without text is an empty record.

    An entry is a line. Where lines are evidently broken (``entries.broken_lines``), it is several, joined.
    """
    from ..entries.broken_lines import groups  # with its words and patterns it takes longer than the formats together

    read_lines: list[tuple[str, str]] = []  # those that are in no record yet, with their ends
    number = 1
    for lines in groups(_seen(chunks, read_lines)):
        place = f"line {number}"
        if len(lines) == 1:
            yield _of_one(*read_lines[0], place)
        else:
            yield _of_several(lines, read_lines[: len(lines)], place)
        del read_lines[: len(lines)]
        number += len(lines)


def _seen(chunks: Iterable[str], read_lines: list[tuple[str, str]]) -> Iterator[Line]:
    """Yield the lines without their ends, and put both aside."""
    from ..entries.splitting import Line

    place = 0
    for text, end in _lines(chunks):
        read_lines.append((text, end))
        bare_of_mark = text.replace("\ufeff", " ", 1) if place == 0 else text
        yield Line(place, place + len(text), bare_of_mark)
        place += len(text) + len(end)


def _of_one(text: str, end: str, place: str) -> Record:
    entry = text if text.strip() and len(text) <= LONGEST else None
    record = Record({}, place, entry=entry, layout=_Layout(entry, text + end, "", end))
    if len(text) > LONGEST:
        record.warn_of_record(f"longer than {LONGEST} characters; left as it is, break it into its references")
    return record


def _of_several(lines: list[Line], as_read: list[tuple[str, str]], place: str) -> Record:
    from ..entries.splitting import joined

    found = joined(lines, numbered=True)
    entry = found.text if found is not None else None
    first, last = as_read[0][0], as_read[-1][0]
    before = first[: lines[0].indent]
    after = last[len(last.rstrip()) :] + as_read[-1][1]
    return Record({}, place, entry=entry, layout=_Layout(entry, "".join(map("".join, as_read)), before, after))


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
    """Write each entry back as it stood if it did not change, else on one line with the line end it had."""
    for record in records:
        layout: _Layout = record.layout
        if record.entry is None or record.entry == layout.entry:
            yield layout.source
        else:
            yield layout.before + record.entry + layout.after


def compose(records: Iterable[Record]) -> Iterator[str]:
    """Write the entry of each record on a line of its own."""
    for record in records:
        if record.entry is not None:
            yield " ".join(record.entry.split()) + "\n"
