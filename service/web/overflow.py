"""A body that is too long: what is left of it is taken in, so that its sender gets to read the answer."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from .settings import current_settings

FARTHEST = 8  # times the limit; who sends more than that has the connection closed
_BLOCK = 1 << 16


class TooLong(RequestEntityTooLarge):
    """A body that is too long, and the limit in bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


def discard_rest() -> None:
    """Read and throw away the rest of the body, as far as ``FARTHEST``.

    Most clients send all they have before they read. Without this they see a broken connection instead of the answer.
    """
    environ = request.environ
    if request.content_length is None and not environ.get("wsgi.input_terminated"):
        return  # where such a body ends is not known, and reading on would wait for ever
    most = FARTHEST * current_settings().max_bytes
    left = most if request.content_length is None else min(most, request.content_length)
    try:
        while left > 0 and (block := environ["wsgi.input"].read(min(_BLOCK, left))):
            left -= len(block)
    except OSError:
        return  # the sender has gone
