"""JSON values from text that comes in chunks, one after the other; where a broken one ends, if that shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from ..errors import InputError

LONGEST = 1 << 26  # characters that a value is waited for
LONGEST_BROKEN = 1 << 20  # characters in which the end of a broken one is looked for
SURELY = 16  # characters; a fault farther from the end of what is held is no matter of what comes
BLANK = re.compile(r"[\s\ufeff]*")
_NEXT = re.compile(r"\s*(?:,\s*\{|\])")  # what stands behind an item of a list
# Strings, which do not go over the end of a line, and brackets; a quotation mark that opens no such string.
_SIGN = re.compile(r'"(?:[^"\\\n]|\\.)*+"|["{}\[\]]')
_DEPTHS = {"{": 1, "[": 1, "}": -1, "]": -1}
_ANOTHER = re.compile(r'[}\]"]\s*(?=,\s*\{\s*"(?:id|type)"\s*:)')  # how items begin that programs wrote


class _RepeatedKeyError(ValueError):
    pass


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _RepeatedKeyError
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)
_LENIENT = json.JSONDecoder()


class Text:
    """JSON text that comes in chunks: what is held of it, and where in the whole that begins."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self.held = ""
        self.ended = False
        self._mark, self._line, self._column = 0, 1, 1

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
        self.mark(position)
        self.held = self.held[position:]
        self._mark = 0

    def mark(self, position: int) -> None:
        """Count lines from a position on; none before it is asked for any more."""
        self._line, self._column = self._at(position)
        self._mark = position

    def place(self, position: int) -> str:
        """Name a position by its line and column."""
        line, column = self._at(position)
        return f"line {line}, column {column}"

    def _at(self, position: int) -> tuple[int, int]:
        lines = self.held.count("\n", self._mark, position)
        if lines:
            return self._line + lines, position - self.held.rfind("\n", self._mark, position)
        return self._line, self._column + position - self._mark


def decode(text: Text, position: int) -> tuple[Any, int, bool]:
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
            open_ended = error.msg.startswith("Unterminated string") or error.pos > len(text.held) - SURELY
            if open_ended and len(text.held) - position < LONGEST and text.more():
                continue
            raise InputError(f"{text.place(error.pos)}: not JSON: {error.msg.lower()}") from error
        except ValueError:
            raise InputError(f"{text.place(position)}: a number in it is too long to be read") from None
        except RecursionError:
            raise InputError(f"{text.place(position)}: nested too deeply to be a CSL-JSON item") from None
        if end < len(text.held) or not text.more():
            return value, end, repeated


def fault(text: Text, start: int, end: int) -> str:
    """Say what is wrong with an item that is no JSON, by itself."""
    try:
        _LENIENT.raw_decode(text.held[start:end])
    except json.JSONDecodeError as error:
        return f"{text.place(start + error.pos)}: not JSON: {error.msg.lower()}"
    except (ValueError, RecursionError):
        pass
    return ""


def end_of_broken(text: Text, start: int, *, listed: bool, alone: bool) -> int:
    """Give where an item that is no JSON ends; -1 if that does not show.

    Args:
        text: what is held.
        start: where the item begins.
        listed: whether it stands in a list; else an item has a line of its own.
        alone: whether none was read before it.
    """
    if text.held[start] != "{":
        return -1
    if not listed:
        return _end_of_line(text, start, alone=alone)
    while True:
        for end in (_by_brackets(text.held, start), _by_the_next(text.held, start)):
            behind = _NEXT.match(text.held, end) if end >= 0 else None
            if behind and not (alone and behind[0].endswith("]")):
                return end
        if len(text.held) - start > LONGEST_BROKEN or not text.more():
            return -1


def _by_brackets(held: str, start: int) -> int:
    """Give where the bracket closes that an item begins with; -1 if it does not, or a string has no end."""
    depth = 0
    for sign in _SIGN.finditer(held, start):
        if sign[0] == '"':
            break
        depth += _DEPTHS.get(sign[0], 0)
        if not depth:
            return sign.end()
    return -1


def _by_the_next(held: str, start: int) -> int:
    """Give where the next item, if it begins with its id or type, leaves this one to end; -1 if none does."""
    found = _ANOTHER.search(held, start)
    return found.end() if found else -1


def _end_of_line(text: Text, position: int, *, alone: bool) -> int:
    """Give where a line that is no JSON ends, if each item has a line of its own; -1 if that does not show."""
    while (end := text.held.find("\n", position)) < 0 and text.more():
        pass
    if end < 0:
        return -1 if alone else len(text.held)
    behind = text.skip(BLANK, end)
    if behind == len(text.held):
        return -1 if alone else end
    return end if text.held.startswith("\n{", behind - 1) else -1
