"""CSL-JSON: a single item, a list of items, or one item a line.

Changed strings are written into the text as it came; everything else, blanks and escapes included, stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..errors import InputError
from ..references.record import Record
from .json_text import changed

NAME = "csl-json"
SUFFIXES = (".json", ".jsonl", ".ndjson")
MEDIA_TYPES = ("application/vnd.citationstyles.csl+json", "application/json", "application/x-ndjson")
BINARY = False
ORIGINALS = False
FORGET = 1 << 16  # characters of finished items after which they are let go
LONGEST = 1 << 26  # characters that an item is waited for

_BLANK = re.compile(r"[\s\ufeff]*")
_BETWEEN = re.compile(r"\s*,\s*|\s*")


@dataclass(frozen=True, slots=True)
class _Layout:
    """What stood before an item, the item as it stood, and what it was when read."""

    before: str
    source: str
    item: dict[str, Any]


class _RepeatedKeyError(ValueError):
    pass


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _RepeatedKeyError
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)
_LENIENT = json.JSONDecoder()


def recognizes(head: str) -> bool:
    """Tell JSON from lines of text by how it begins: an object or a list of objects."""
    return bool(re.match(r"[\s\ufeff]*(?:\{\s*[\"}]|\[\s*[{\]])", head))


class _Text:
    """JSON text that comes in chunks: what is held of it, and where in the whole that begins."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self.held = ""
        self.ended = False
        self._line, self._column = 1, 1

    def more(self) -> bool:
        """Hold more; as much again as is held already, so that a long item is not read over and over."""
        new: list[str] = []
        wanted = max(len(self.held), 1)
        while wanted > 0 and not self.ended:
            chunk = next(self._chunks, None)
            self.ended = chunk is None
            if chunk:
                new.append(chunk)
                wanted -= len(chunk)
        self.held = "".join([self.held, *new])
        return bool(new)

    def skip(self, pattern: re.Pattern[str], position: int) -> int:
        """Give where a match of a pattern of blanks ends, however far it goes."""
        while True:
            end = pattern.match(self.held, position).end()  # type: ignore[union-attr]
            if end < len(self.held) or not self.more():
                return end

    def forget(self, position: int) -> None:
        """Let go of what stands before a position."""
        self._line, self._column = self._at(position)
        self.held = self.held[position:]

    def place(self, position: int) -> str:
        """Name a position by its line and column."""
        line, column = self._at(position)
        return f"line {line}, column {column}"

    def _at(self, position: int) -> tuple[int, int]:
        lines = self.held.count("\n", 0, position)
        if lines:
            return self._line + lines, position - self.held.rfind("\n", 0, position)
        return self._line, self._column + position


def read(chunks: Iterable[str]) -> Iterator[Record]:
    """Read records from a list, a single item, or one item a line.

    Raises:
        InputError: not JSON (with line and column), or an item that is no object.
    """
    text = _Text(chunks)
    text.more()
    position = text.skip(_BLANK, 0)
    listed = text.held.startswith("[", position)
    if listed:
        position = text.skip(_BLANK, position + 1)
    elif position == len(text.held):
        raise InputError("line 1, column 1: no JSON in it; give a CSL-JSON item or a list of items")
    start, number = 0, 0
    while position < len(text.held) and not (listed and text.held[position] == "]"):
        number += 1
        value, end, repeated = _decode(text, position)
        if not isinstance(value, dict):
            raise InputError(f"{text.place(position)}: item {number} is {_kind(value)}; a CSL-JSON item is an object")
        record = Record({} if repeated else value, _name(value, number))
        record.layout = _Layout(text.held[start:position], text.held[position:end], record.item)
        if repeated:
            record.warn_of_record("a key stands twice in it; left as it is, take one of them out")
        start, position = end, text.skip(_BETWEEN, end)
        if listed and position < len(text.held) and text.held[position] != "]" and "," not in text.held[end:position]:
            raise InputError(f"{text.place(position)}: a comma or ] is missing behind item {number}")
        # At least half of what is held goes at a time, so that a long text in one chunk is not copied over and over.
        if start > FORGET and 2 * start > len(text.held):
            text.forget(start)
            start, position = 0, position - start
        yield record
    if listed and position >= len(text.held):
        raise InputError(f"{text.place(len(text.held))}: the list is not closed; the file may be cut off")
    end = text.skip(_BLANK, position + listed)
    if listed and end < len(text.held):
        raise InputError(f"{text.place(position + 1)}: something stands behind the list; take it out")
    yield Record({}, "end", layout=_Layout(text.held[start:], "", {}))


def _decode(text: _Text, position: int) -> tuple[Any, int, bool]:
    """Decode one JSON value; tell whether an object in it has a key twice."""
    while True:
        try:
            try:
                value, end = _DECODER.raw_decode(text.held, position)
                repeated = False
            except _RepeatedKeyError:
                value, end = _LENIENT.raw_decode(text.held, position)
                repeated = True
        except json.JSONDecodeError as error:
            if len(text.held) - position < LONGEST and text.more():
                continue
            raise InputError(f"{text.place(error.pos)}: not JSON: {error.msg.lower()}") from error
        except ValueError:
            raise InputError(f"{text.place(position)}: a number in it is too long to be read") from None
        except RecursionError:
            raise InputError(f"{text.place(position)}: nested too deeply to be a CSL-JSON item") from None
        if end < len(text.held) or not text.more():
            return value, end, repeated


def _kind(value: object) -> str:
    names = {list: "a list", str: "a string", int: "a number", float: "a number", bool: "true or false"}
    return names.get(type(value), "null")


def _name(item: dict[str, Any], number: int) -> str:
    return f"item {number}" + (f" ({item['id']})" if isinstance(item.get("id"), str | int) else "")


def write(records: Iterable[Record]) -> Iterator[str]:
    """Write each item back; what did not change in it stays as it stood."""
    for record in records:
        layout = record.layout
        yield layout.before
        unchanged = record.item is layout.item or record.item == layout.item
        yield layout.source if unchanged else changed(layout.source, layout.item, record.item)


def compose(records: Iterable[Record]) -> Iterator[str]:
    """Write the items of another format's records as a list, one a line."""
    before = "[\n"
    for record in records:
        if record.item:
            yield before + json.dumps(record.item, ensure_ascii=False)
            before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
