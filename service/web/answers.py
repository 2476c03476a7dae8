"""Write answers: in the form that the caller accepts, whole or as they come about, once for each state of the data."""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flask import Response, request
from werkzeug.exceptions import ClientDisconnected, HTTPException

from ..errors import RomanbibError, RuleTableError
from . import request_ids
from .bodies import Body
from .problems import Problem
from .requests import JSON

BLOCK = 1 << 13  # bytes that are sent at a time, where the answer is sent as it comes about
_log = logging.getLogger(__name__)


class BrokenAnswerError(Exception):
    """An answer that broke off: the server closes the connection, so that half of it does not look whole."""


def negotiate(offers: Sequence[str]) -> str:
    """Choose the media type of the answer by the Accept header; the first offer where it leaves the choice.

    Raises:
        Problem: 406, the caller accepts none of the offers.
    """
    if not request.accept_mimetypes:
        return offers[0]
    chosen = request.accept_mimetypes.best_match(offers)
    if chosen is None:
        raise Problem(
            "",
            f"The answer comes as {' or '.join(offers)}; accept one of them.",
            status=406,
            available=offers,
            headers={"Vary": "Accept"},
        )
    return chosen


def as_json(value: Any) -> bytes:
    """Write a value as JSON, with letters as letters."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can carry
        return json.dumps(value, separators=(",", ":")).encode() + b"\n"


def json_answer(value: Any, headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """Answer with a value as JSON."""
    return Response(as_json(value), status, headers, content_type=JSON)


def text_answer(text: str | bytes, kind: str, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with text, or bytes, of a media type; a text that only JSON's escapes can carry is refused.

    Raises:
        Problem: 406, half of a surrogate pair stands in it.
    """
    return Response(_encoded(text), 200, headers, content_type=_content_type(kind))


def streamed_answer(pieces: Iterable[str | bytes], kind: str, body: Body) -> Response:
    """Answer with pieces as they come about. What goes wrong before the first block is there is an error like others.

    Args:
        pieces: the answer.
        kind: its media type.
        body: the body of the request, out of which the pieces come.

    Raises:
        Problem, RomanbibError: whatever the pieces raise until then.
    """
    blocks = _in_blocks(pieces)
    first = next(blocks, b"")
    body.read_ahead()
    return Response(_sent(chain([first], blocks), body, request.endpoint), 200, content_type=_content_type(kind))


def _in_blocks(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    length, begun = 0, False
    try:
        for piece in pieces:
            held.append(_encoded(piece))
            length += len(held[-1])
            if length >= BLOCK:
                begun = True
                yield b"".join(held)
                held, length = [], 0
    except Exception:
        if begun:  # what came before the error is right, and may say what is wrong
            yield b"".join(held)
        raise
    if held:
        yield b"".join(held)


def _sent(blocks: Iterable[bytes], body: Body, endpoint: str | None) -> Iterator[bytes]:
    try:
        yield from blocks
    except ClientDisconnected:  # nobody is left to be told, and servers know this error for what it is
        raise BrokenPipeError(errno.EPIPE, "the client has gone") from None
    except OSError as error:  # such as a disk without room for what waits
        reason = os.strerror(error.errno or 0).lower()
        _log.error("%s at %s, %s, in the middle of an answer", reason, endpoint, request_ids.urn())
        raise BrokenAnswerError("an answer broke off") from None
    except Exception as error:
        _tell(error, endpoint)
        raise BrokenAnswerError("an answer broke off") from None
    finally:
        body.close()


def _tell(error: Exception, endpoint: str | None) -> None:
    """Log why an answer broke off. What the error says may quote what people sent, so that is left out."""
    name, instance = type(error).__name__, request_ids.urn()
    if isinstance(error, Problem):
        name = error.kind or str(error.status)
    if isinstance(error, (Problem, RomanbibError, HTTPException)) and not isinstance(error, RuleTableError):
        _log.info("%s at %s, %s, in the middle of an answer", name, endpoint, instance)  # for the caller to mend
    else:
        place = "".join(traceback.format_tb(error.__traceback__))
        _log.error("%s at %s, %s, in the middle of an answer\n%s", name, endpoint, instance, place)


def _encoded(text: str | bytes) -> bytes:
    try:
        return text if isinstance(text, bytes) else text.encode()
    except UnicodeEncodeError:
        raise Problem("", "The text holds half of a surrogate pair; accept application/json.", status=406) from None


def _content_type(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


@dataclass(frozen=True, slots=True)
class Fixed:
    """An answer that stays the same as long as the process runs, and its entity tag."""

    data: bytes
    tag: str

    @classmethod
    def of(cls, value: Any) -> Fixed:
        """Write a value as JSON once and for all."""
        data = as_json(value)
        return cls(data, hashlib.sha256(data).hexdigest()[:32])

    def answer(self) -> Response:
        """Answer with it; who has it already is told so (``compression.finish`` compares the tags)."""
        answer = Response(self.data, 200, content_type=JSON)
        answer.set_etag(self.tag)
        answer.headers["Cache-Control"] = "public, max-age=3600"
        return answer
