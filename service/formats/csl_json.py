"""CSL-JSON: a single item, a list of items, or one item a line.

Changed strings are written into the text as it came; everything else, blanks and escapes included, stays as it is.

Originals go to ``original-title`` and ``original-author``; on request to lines of Zotero's Extra, to ``multi`` as
Juris-M has it, or into the field, as the profile writes them. An item that has ``multi`` keeps all its originals there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import InputError
from ..references.record import Parts, Record
from . import juris_m
from .json_chunks import BLANK, Text, decode, end_of_broken, fault
from .json_text import changed
from .zotero_extra import extended, with_extra, without_extra

NAME = "csl-json"
SUFFIXES = (".json", ".jsonl", ".ndjson")
MEDIA_TYPES = ("application/vnd.citationstyles.csl+json", "application/json", "application/x-ndjson")
BINARY = False
_TITLE = frozenset({"title"})  # names have original-author in any case; CSL has no variable for other originals
ORIGINALS = _TITLE
PLACES = {"fields": _TITLE, "inline": False, "extra": _TITLE, "multi": True}
FORGET = 1 << 16  # characters of finished items after which they are let go

_BETWEEN = re.compile(r"\s*,\s*|\s*")


class _Layout:
    """How an item stood in its file.

    Attributes:
        before: what stood before it.
        source: its text.
        item: what that says.
        given: what was made of it: with the lines of Extra, and the variants of Juris-M, in the fields.
        parts: what the variants of Juris-M give; None if it has none.
    """

    __slots__ = ("before", "given", "item", "parts", "source")

    def __init__(
        self, before: str, source: str, item: dict[str, Any], given: dict[str, Any], parts: dict[str, Parts] | None
    ) -> None:
        self.before = before
        self.source = source
        self.item = item
        self.given = given
        self.parts = parts


def recognizes(head: str) -> bool:
    """Tell JSON from lines of text by how it begins: an object or a list of objects."""
    return bool(re.match(r"[\s\ufeff]*(?:\{\s*[\"}]|\[\s*[{\]])", head))


def read(chunks: Iterable[str]) -> Iterator[Record]:
    """Read records from a list, a single item, or one item a line.

    Raises:
        InputError: not JSON (with line and column), or an item that is no object. A broken item is passed through with
            a warning where it shows which text is its own: among others in a list, or one a line.
    """
    text = Text(chunks)
    text.more()
    position = text.skip(BLANK, 0)
    listed = text.held.startswith("[", position)
    if listed:
        position = text.skip(BLANK, position + 1)
    elif position == len(text.held):
        raise InputError("line 1, column 1: no JSON in it; give a CSL-JSON item or a list of items")
    start, number = 0, 0
    while position < len(text.held) and not (listed and text.held[position] == "]"):
        number += 1
        broken = ""
        try:
            value, end, repeated = decode(text, position)
        except InputError as error:
            end = end_of_broken(text, position, listed=listed, alone=number == 1)
            if end < 0:
                raise
            text.mark(position)
            value, repeated, broken = {}, False, fault(text, position, end) or str(error)
        if not isinstance(value, dict):
            raise InputError(f"{text.place(position)}: item {number} is {_kind(value)}; a CSL-JSON item is an object")
        record = _record(
            {} if repeated else value, _name(value, number), text.held[start:position], text.held[position:end]
        )
        if broken:
            record.warn_of_record(f"left as it is: {broken}")
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
    end = text.skip(BLANK, position + listed)
    if listed and end < len(text.held):
        raise InputError(f"{text.place(position + 1)}: something stands behind the list; take it out")
    yield Record({}, "end", layout=_Layout(text.held[start:], "", {}, {}, None))


def _record(item: dict[str, Any], place: str, before: str, source: str) -> Record:
    given = without_extra(item)
    may_have_variants = '"multi"' in source or "\\" in source
    if not may_have_variants or not juris_m.has_variants(item):
        return Record(given, place, layout=_Layout(before, source, item, given, None))
    given, parts = juris_m.romanized(given)
    layout = _Layout(before, source, item, given, parts)
    return Record(given, place, layout=layout, parts=dict(parts), own_places=True)


def _kind(value: object) -> str:
    names = {list: "a list", str: "a string", int: "a number", float: "a number", bool: "true or false"}
    return names.get(type(value), "null")


def _name(item: dict[str, Any], number: int) -> str:
    return f"item {number}" + (f" ({item['id']})" if isinstance(item.get("id"), str | int) else "")


def write(records: Iterable[Record]) -> Iterator[str]:
    """Write each item back; what did not change in it stays as it stood."""
    for record in records:
        layout: _Layout = record.layout
        yield layout.before
        after = _as_it_stood(record, layout)
        yield layout.source if after is layout.item else changed(layout.source, layout.item, after)


def _as_it_stood(record: Record, layout: _Layout) -> dict[str, Any]:
    """Bring what changed in an item into the form in which it stood in its file, and keep its originals."""
    way = "multi" if layout.parts is not None else record.originals
    if record.item is layout.given and way != "multi":
        return layout.item
    item = record.item if way == "multi" else _with_originals(record, way, layout.given)
    if item is layout.given == layout.item:
        return layout.item
    now = dict(layout.item)
    same = True
    for key, value in item.items():
        stood, given = layout.item.get(key), layout.given.get(key)
        if value is given or value == given:
            continue
        if key == "note" and isinstance(stood, str) and stood != given:
            now[key] = extended(stood, given or "", value)
            same = False
        elif isinstance(value, list) and isinstance(given, list) and isinstance(stood, list):
            now[key] = [_with_changes(*one) for one in zip(stood, given, value, strict=True)]
            same = same and now[key] == stood
        elif stood == given:
            now[key] = value
            same = False
    if way == "multi":
        now = juris_m.with_variants(record, now, layout.parts or {})
        same = now == layout.item
    return layout.item if same else now


def _with_changes(stood: Any, given: Any, now: Any) -> Any:
    """Write what changed in a name into the name as it stood; where a variant was taken for it, that stays."""
    if not (isinstance(stood, dict) and isinstance(given, dict) and isinstance(now, dict)):
        return stood
    return {key: now[key] if key in now and stood.get(key) == given.get(key) else value for key, value in stood.items()}


def _with_originals(record: Record, way: str, given: dict[str, Any]) -> dict[str, Any]:
    """Add the originals of title and authors, where the profile keeps them, as variables or as lines of Extra."""
    item, part = record.item, record.parts.get("title")
    if not record.keeps_original or way == "inline":
        return item
    item = dict(item)
    if part is not None and part.translation and part.translation not in item["title"]:
        item["title"] += f" [{part.translation}]"
    if part is not None:
        item.setdefault("original-title", part.original)
    if way == "extra":
        added = [key for key in ("original-title", "original-author") if key in item and key not in given]
        new: dict[str, Any] = {key: item.pop(key) for key in added}
        note = item.get("note")
        if new and (note is None or isinstance(note, str)):
            item["note"] = with_extra(note or "", new.get("original-title"), new.get("original-author"))
        else:
            item.update(new)
    return item


def _gather_names(record: Record) -> None:
    """Put original names that another format kept beside the names into the variable for them.

    Warns of originals of other fields, which CSL has no variable for.
    """
    authors = record.item.get("author")
    if isinstance(authors, list) and "original-author" not in record.item:
        found = {path: part.original for path, part in record.parts.items() if path.startswith("author[")}
        originals = [
            {key: found.get(f"author[{place}].{key}", value) for key, value in name.items()}
            for place, name in enumerate(authors)
            if isinstance(name, dict)
        ]
        if found:
            record.item = {**record.item, "original-author": originals}
    for path, part in record.parts.items():
        held = path == "title" or path.startswith("author[") or part.original in str(record.item.get(path))
        if not held:
            record.warn_of_record(f"the original of {path} cannot be held by CSL-JSON but in multi; left out")


def compose(records: Iterable[Record]) -> Iterator[str]:
    """Write the items of another format's records as a list, one a line."""
    before = "[\n"
    for record in records:
        if record.item:
            way = record.originals
            if record.keeps_original and way not in ("multi", "inline"):
                _gather_names(record)
            item = (
                juris_m.with_variants(record, record.item, {}) if way == "multi" else _with_originals(record, way, {})
            )
            yield before + json.dumps(item, ensure_ascii=False)
            before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
