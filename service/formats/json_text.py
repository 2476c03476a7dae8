"""Change strings inside JSON text and leave every other character as it stands."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import Any

_BETWEEN = re.compile(r"[\s,]*+")  # what may stand before a member, an element, or the end
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_KEY = re.compile(r'[\s,]*+"[^"\\]*+(?:\\.[^"\\]*+)*+"\s*+:\s*+', re.DOTALL)  # with what stands around it
_COLON = re.compile(r"\s*:\s*")
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_DECODER = json.JSONDecoder()


def changed(source: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    """Write a changed object into the text that it was read from.

    Args:
        source: JSON text of one object, each key of which stands once, and one at least.
        before: the object as it was read.
        after: the same object with some strings changed and some keys added behind the last one, at any depth.

    Returns:
        The text with these strings replaced and these keys added, spaced as the first key of the object is.
    """
    replaced = _replaced(source, before, after)
    if replaced is not None:
        return replaced
    text = _Text(source)
    text.change(0, before, after)
    pieces: list[str] = []
    done = 0
    for start, end, new in text.edits:
        pieces += (source[done:start], new)
        done = end
    return "".join([*pieces, source[done:]])


def _replaced(source: str, before: dict[str, Any], after: dict[str, Any]) -> str | None:
    """Replace the changed strings wherever they stand; None if they may stand where nothing changed, too.

    Without escapes, every other piece of the text between quotation marks is a string, a key or a value.
    """
    if "\\" in source:
        return None
    changes: dict[str, str] = {}
    number = _gather(before, after, changes)
    if number < 0:
        return None
    pieces = source.split('"')
    for place in range(1, len(pieces), 2):
        new = changes.get(pieces[place])
        if new is not None:
            pieces[place] = _written(new)[1:-1]
            number -= 1
    return '"'.join(pieces) if not number else None


def _gather(before: Any, after: Any, changes: dict[str, str]) -> int:
    """Gather what strings in a value become; give how many change, or -1 if that is not all that changes."""
    if isinstance(before, str):
        if before == after:
            return 0
        return 1 if isinstance(after, str) and changes.setdefault(before, after) == after else -1
    if isinstance(before, dict) and isinstance(after, dict) and len(before) == len(after):
        pairs = [(value, after.get(key)) for key, value in before.items()]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = list(zip(before, after, strict=True))
    else:
        return 0 if before == after else -1
    number = 0
    for old, new in pairs:
        if old is not new:
            more = _gather(old, new, changes)
            if more < 0:
                return -1
            number += more
    return number


class _Text:
    """JSON text, and what is to stand in place of which spans of it, in their order."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.edits: list[tuple[int, int, str]] = []

    def change(self, position: int, before: Any, after: Any) -> int:
        """Note what changes in the value that begins at a position; gives where the value ends."""
        if before is after:
            return _DECODER.raw_decode(self.source, position)[1]
        if isinstance(before, str):
            end = self._string_end(position)
            if before != after:
                self.edits.append((position, end, _written(after)))
            return end
        if isinstance(before, dict):
            return self._change_object(position, before, after)
        if isinstance(before, list):
            position += 1
            for one, other in zip(before, after, strict=True):
                position = self.change(self._next(position), one, other)
            return self._next(position) + 1
        return _DECODER.raw_decode(self.source, position)[1]

    def _change_object(self, position: int, before: dict[str, Any], after: dict[str, Any]) -> int:
        start = end = position + 1
        for key, value in before.items():
            end = self.change(_KEY.match(self.source, end).end(), value, after[key])  # type: ignore[union-attr]
        if added := [(key, value) for key, value in after.items() if key not in before]:
            self._add(start, end, added)
        return self._next(end) + 1

    def _add(self, start: int, end: int, members: list[tuple[str, Any]]) -> None:
        """Add members behind the last one of an object, which ends there, spaced as the first one is."""
        if end == start:
            written = ", ".join(f"{_written(key)}: {_written(value)}" for key, value in members)
            self.edits.append((end, end, written))
            return
        first = self._next(start)
        found = _COLON.match(self.source, self._string_end(first))
        colon = found[0] if found else ": "
        space = self.source[start:first] or (" " if colon != ":" else "")
        new = "".join(f",{space}{_written(key)}{colon}{_written(value)}" for key, value in members)
        self.edits.append((end, end, new))

    def _next(self, position: int) -> int:
        return _BETWEEN.match(self.source, position).end()  # type: ignore[union-attr]

    def _string_end(self, position: int) -> int:
        return _STRING.match(self.source, position).end()  # type: ignore[union-attr]


def _written(value: Any) -> str:
    text = encode_basestring(value) if isinstance(value, str) else _ENCODER.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can carry
        text = json.dumps(value)
    return text
