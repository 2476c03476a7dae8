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


def recognizes(text: str) -> bool:
    """Tell JSON from lines of text by how it begins: an object or a list of objects."""
    return bool(re.match(r"[\s\ufeff]*(?:\{\s*[\"}]|\[\s*[{\]])", text))


def read(text: str) -> Iterator[Record]:
    """Read records from a list, a single item, or one item a line.

    Raises:
        InputError: not JSON (with line and column), or an item that is no object.
    """
    position = _BLANK.match(text, 0).end()  # type: ignore[union-attr]
    listed = text.startswith("[", position)
    if listed:
        position = _BLANK.match(text, position + 1).end()  # type: ignore[union-attr]
    elif position == len(text):
        raise InputError("line 1, column 1: no JSON in it; give a CSL-JSON item or a list of items")
    start, number = 0, 0
    while position < len(text) and not (listed and text[position] == "]"):
        number += 1
        value, end, repeated = _decode(text, position)
        if not isinstance(value, dict):
            raise InputError(f"{_place(text, position)}: item {number} is {_kind(value)}; a CSL-JSON item is an object")
        record = Record({} if repeated else value, _name(value, number))
        record.layout = _Layout(text[start:position], text[position:end], record.item)
        if repeated:
            record.warn_of_record("a key stands twice in it; left as it is, take one of them out")
        separator = _BETWEEN.match(text, end)
        start, position = end, separator.end()  # type: ignore[union-attr]
        if listed and position < len(text) and text[position] != "]" and "," not in text[end:position]:
            raise InputError(f"{_place(text, position)}: a comma or ] is missing behind item {number}")
        yield record
    if listed and position >= len(text):
        raise InputError(f"{_place(text, len(text))}: the list is not closed; the file may be cut off")
    rest = text[position + listed :]
    if listed and rest.strip():
        raise InputError(f"{_place(text, position + 1)}: something stands behind the list; take it out")
    yield Record({}, "end", layout=_Layout(text[start:], "", {}))


def _decode(text: str, position: int) -> tuple[Any, int, bool]:
    """Decode one JSON value; tell whether an object in it has a key twice."""
    try:
        try:
            return *_DECODER.raw_decode(text, position), False
        except _RepeatedKeyError:
            return *_LENIENT.raw_decode(text, position), True
    except json.JSONDecodeError as error:
        raise InputError(f"{_place(text, error.pos)}: not JSON: {error.msg.lower()}") from error
    except ValueError:
        raise InputError(f"{_place(text, position)}: a number in it is too long to be read") from None
    except RecursionError:
        raise InputError(f"{_place(text, position)}: nested too deeply to be a CSL-JSON item") from None


def _place(text: str, position: int) -> str:
    line = text.count("\n", 0, position) + 1
    return f"line {line}, column {position - text.rfind(chr(10), 0, position)}"


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
        yield layout.source if record.item == layout.item else changed(layout.source, layout.item, record.item)
