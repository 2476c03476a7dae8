"""A bibliography that is read as long as records come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask import has_request_context

from ..overflow import discard_rest
from ..problems import Problem


class Unbroken:
    """The chunks of a bibliography, up to a record that does not end: formats hold a record whole.

    Args:
        chunks: text or bytes.
        most: bytes, or characters of text, after which no more are given if no record has been read out of them.
    """

    def __init__(self, chunks: Iterable[Any], most: int) -> None:
        self._chunks = chunks
        self._most = most
        self._held = 0

    def __iter__(self) -> Iterator[Any]:
        """Give the chunks on.

        Raises:
            Problem: 413, no record has come of too many.
        """
        for chunk in self._chunks:
            if self._held > self._most:
                if has_request_context():  # the answer has not begun, so its sender will read it
                    discard_rest()
                raise Problem("", f"A record is longer than {self._most} bytes; see where it should end.", status=413)
            self._held += len(chunk)
            yield chunk

    def record(self) -> None:
        """Take note that a record was read."""
        self._held = 0
