"""Change strings inside JSON text and leave every other character as it stands."""

from __future__ import annotations

import json
import re
from typing import Any

# A string with its quotation marks. In valid JSON no quotation mark stands outside of one, so that the strings of an
# object, keys among them, are found in the order in which decoding gave them.
_STRING = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*+")', re.DOTALL)
_COLON = re.compile(r"\s*:\s*")
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def changed(source: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    """Write a changed object into the text that it was read from.

    Args:
        source: JSON text of one object, each key of which stands once, and one at least.
        before: the object as it was read.
        after: the same object with some strings changed and some keys added behind the last one.

    Returns:
        The text with these strings replaced and these keys added behind the last one, spaced as the first one is.
    """
    pieces = _STRING.split(source)  # strings are at odd places
    _change(pieces, before, after, 0)
    members = [(key, value) for key, value in after.items() if key not in before]
    if members:
        _add(pieces, members)
    return "".join(pieces)


def _change(pieces: list[str], before: Any, after: Any, number: int) -> int:
    """Write the strings that differ over those that stand in the text, of which this value begins with a numbered one.

    Returns the number of the first string behind the value.
    """
    if isinstance(before, str):
        if before != after:
            pieces[2 * number + 1] = _written(after)
        return number + 1
    if isinstance(before, dict):
        for key, value in before.items():
            other = after[key]
            number = number + 1 + _strings_in(value) if other is value else _change(pieces, value, other, number + 1)
    elif isinstance(before, list):
        for one, other in zip(before, after, strict=True):
            number = _change(pieces, one, other, number)
    return number


def _strings_in(value: Any) -> int:
    """Count the strings, keys among them, of a value."""
    if isinstance(value, str):
        return 1
    if isinstance(value, dict):
        return len(value) + sum(map(_strings_in, value.values()))
    return sum(map(_strings_in, value)) if isinstance(value, list) else 0


def _add(pieces: list[str], members: list[tuple[str, Any]]) -> None:
    """Write members behind the last one of an object, spaced as its first one is."""
    found = _COLON.match(pieces[2])
    colon = found[0] if found else ": "
    space = pieces[0][1:] or (" " if colon != ":" else "")
    written = [f"{_written(key)}{colon}{_written(value)}" for key, value in members]
    last = pieces[-1]
    end = len(last[:-1].rstrip())
    pieces[-1] = last[:end] + "".join(f",{space}{one}" for one in written) + last[end:]


def _written(value: Any) -> str:
    text = _ENCODER.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can carry
        text = json.dumps(value)
    return text
