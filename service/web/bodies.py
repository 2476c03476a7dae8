"""The body of a request as it comes: in blocks, inflated, counted, and never waiting for who reads the answer."""

from __future__ import annotations

import codecs
import tempfile
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Protocol

from flask import request

from .overflow import TooLong
from .problems import Problem
from .settings import current_settings

BLOCK = 1 << 14  # bytes read at a time: what comes slowly is worked on in steps of this size
BUFFERED = 1 << 18  # bytes up to which a body is read whole before any of it is answered
CODINGS = ("gzip", "x-gzip")


class Body:
    """Body of the present request.

    Raises:
        RequestEntityTooLarge: longer than ``ROMANBIB_MAX_STREAM_BYTES``, here or while it is read.
    """

    def __init__(self) -> None:
        settings = current_settings()
        self._most, self._most_whole = settings.max_stream_bytes, settings.max_bytes
        if (request.content_length or 0) > self._most:
            raise TooLong(self._most)
        request.max_content_length = self._most + 1  # Werkzeug cuts longer bodies off without a word; see _counted
        self._raw = _Blocks(request.stream)
        coded = (request.content_encoding or "").lower() in CODINGS
        self._blocks = self._counted(_inflated(self._raw) if coded else self._raw)
        self._held = bytearray()
        self.ended = False

    def _counted(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        length = 0
        for block in blocks:
            length += len(block)
            if length > self._most:
                raise TooLong(self._most)
            yield block

    def begin(self, length: int = BUFFERED) -> bytes:
        """Read as many bytes of the beginning, and a block more at most; they are not lost to who reads on."""
        while len(self._held) < length and not self.ended:
            block = next(self._blocks, None)
            self.ended = block is None
            self._held += block or b""
        return bytes(self._held)

    def whole(self) -> bytes:
        """Read all of the body.

        Raises:
            RequestEntityTooLarge: longer than ``ROMANBIB_MAX_BYTES``.
        """
        data = self.begin(self._most_whole + 1)
        if len(data) > self._most_whole:
            raise TooLong(self._most_whole)
        return data

    def blocks(self) -> Iterator[bytes]:
        """Give the body block by block."""
        held, self._held = bytes(self._held), bytearray()
        if held:
            yield held
        if not self.ended:
            yield from self._blocks

    def read_ahead(self) -> None:
        """Let a thread read ahead of whoever takes the blocks; called when the first of the answer is to be sent.

        Most clients send all they have before they read. Without this, both sides would wait for the other as soon as
        the answer fills what lies between them.
        """
        if not self.ended:
            self._raw.read_ahead()

    def close(self) -> None:
        """Let go of what was read ahead, when the answer has been sent or has broken off."""
        self._raw.close()


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class _Blocks:
    """Blocks of a stream, on request read ahead of their reader."""

    def __init__(self, stream: _Readable) -> None:
        self._stream = stream
        self._ahead: _ReadAhead | None = None

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self._ahead is not None:
            return next(self._ahead)
        if block := self._stream.read(BLOCK):
            return block
        raise StopIteration

    def read_ahead(self) -> None:
        self._ahead = _ReadAhead(lambda: self._stream.read(BLOCK))

    def close(self) -> None:
        if self._ahead is not None:
            self._ahead.close()


class _ReadAhead:
    """What a thread has read so far, in a file that is emptied whenever its reader has caught up."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close
        self._changed = threading.Condition()
        self._written = self._taken = 0
        self._ended = self._closed = False
        self._error: Exception | None = None
        threading.Thread(target=self._fill, name="body", daemon=True).start()

    def _fill(self) -> None:
        try:
            while block := self._read():
                with self._changed:
                    if self._closed:
                        return
                    self._file.seek(self._written)
                    self._file.write(block)
                    self._written += len(block)
                    self._changed.notify()
        except Exception as error:
            self._error = error
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify()

    def __next__(self) -> bytes:
        with self._changed:
            while self._taken == self._written and not self._ended:
                self._changed.wait()
            if self._taken == self._written:
                if self._error is not None:
                    raise self._error
                raise StopIteration
            self._file.seek(self._taken)
            block = self._file.read(min(BLOCK, self._written - self._taken))
            self._taken += len(block)
            if self._taken == self._written:
                self._taken = self._written = 0
                self._file.truncate(0)
            return block

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._file.close()


def _inflated(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Inflate gzip (RFC 1952), member by member, in blocks that stay small whatever they were made of.

    Raises:
        Problem: it is not gzip, or is cut off.
    """
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    begun = False
    for block in blocks:
        rest = block
        while rest:
            if inflater.eof:
                inflater, begun = zlib.decompressobj(zlib.MAX_WBITS | 16), False
            begun = True
            try:
                piece = inflater.decompress(rest, BLOCK)
            except zlib.error:
                raise Problem("not-gzip", "The body is not gzip, as its Content-Encoding says.") from None
            rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            if piece:
                yield piece
    while begun and not inflater.eof and (piece := inflater.decompress(inflater.unconsumed_tail, BLOCK)):
        yield piece
    if not begun or not inflater.eof:
        raise Problem("not-gzip", "The body ends within its gzip member; it may be cut off.")


def decoded(blocks: Iterable[bytes]) -> Iterator[str]:
    """Decode text block by block.

    Raises:
        Problem: not UTF-8; names line and byte.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = done = 0
    for block in chain(blocks, [b""]):
        waiting = len(decoder.getstate()[0])  # bytes of a letter that the block before broke off
        try:
            yield decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            line = lines + block.count(b"\n", 0, max(error.start - waiting, 0)) + 1
            place = f"Line {line}, byte {done - waiting + error.start}"
            raise Problem("not-utf-8", f"{place} of the body is not UTF-8; convert it to UTF-8.") from None
        lines += block.count(b"\n")
        done += len(block)
