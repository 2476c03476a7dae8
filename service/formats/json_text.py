"""Change strings inside JSON text and leave every other character as it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(r'[\s,:]*(?:(?P<sign>[{}\[\]])|(?P<string>")|(?P<scalar>[^\s,:{}\[\]"]+))')
_DECODER = json.JSONDecoder(strict=False)
Path = tuple[str | int, ...]


@dataclass(slots=True)
class _Container:
    """An object or list being read: where it starts, the key or index that is next, and where its members stand."""

    path: Path
    start: int
    is_object: bool
    key: str | None = None
    index: int = 0
    first: int | None = None
    last: int = 0


@dataclass(frozen=True, slots=True)
class _Spans:
    strings: dict[Path, tuple[int, int]]
    objects: dict[Path, _Container]


def _spans(text: str) -> _Spans:
    """Find where each string value stands in valid JSON text, and where the members of each object begin and end."""
    strings: dict[Path, tuple[int, int]] = {}
    objects: dict[Path, _Container] = {}
    inside: list[_Container] = []
    position = 0

    def path() -> Path:
        if not inside:
            return ()
        holder = inside[-1]
        return (*holder.path, holder.key if holder.is_object and holder.key is not None else holder.index)

    def ended(at: int) -> None:
        if inside:
            holder = inside[-1]
            holder.key, holder.last = None, at
            holder.index += not holder.is_object

    while match := _TOKEN.match(text, position):
        position = match.end()
        if match["string"]:
            value, position = _DECODER.raw_decode(text, match.start("string"))
            if inside and inside[-1].is_object and inside[-1].key is None:
                inside[-1].key = value
                inside[-1].first = match.start("string") if inside[-1].first is None else inside[-1].first
                continue
            strings[path()] = (match.start("string"), position)
            ended(position)
        elif match["scalar"]:
            ended(position)
        elif match["sign"] in "{[":
            inside.append(_Container(path(), match.start("sign"), match["sign"] == "{"))
        else:
            closed = inside.pop()
            if closed.is_object:
                objects[closed.path] = closed
            ended(position)
    return _Spans(strings, objects)


def _differences(before: Any, after: Any, path: Path = ()) -> Iterator[tuple[Path, Any, bool]]:
    """Yield (path, new value, whether it is a new key) for strings that differ and keys that were added."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in after.items():
            if key not in before:
                yield (*path, key), value, True
            else:
                yield from _differences(before[key], value, (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _differences(one, other, (*path, index))
    elif isinstance(before, str) and before != after:
        yield path, after, False


def changed(source: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    """Write a changed object into the text that it was read from.

    Args:
        source: JSON text of one object, each key of which stands once.
        before: the object as it was read.
        after: the same object with some strings changed and some keys added.

    Returns:
        The text with these strings replaced and these keys added behind the last one, spaced as the first one is.
    """
    spans = _spans(source)
    edits: list[tuple[int, int, str]] = []
    for path, value, added in _differences(before, after):
        if not added:
            edits.append((*spans.strings[path], _written(value)))
            continue
        holder = spans.objects[path[:-1]]
        first = holder.start + 1 if holder.first is None else holder.first
        colon = re.match(r'"(?:[^"\\]|\\.)*"(\s*:\s*)', source[first:])
        comma = "," if holder.first is not None else ""
        space = source[holder.start + 1 : first] or (" " if colon is None or colon[1] != ":" else "")
        member = f"{_written(path[-1])}{colon[1] if colon else ': '}{_written(value)}"
        edits.append((holder.last or first, holder.last or first, f"{comma}{space if comma else ''}{member}"))
    pieces: list[str] = []
    done = 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (source[done:start], text)
        done = end
    return "".join([*pieces, source[done:]])


def _written(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can carry
        text = json.dumps(value)
    return text
