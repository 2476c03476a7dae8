"""The id of a request: the same in its answer, in every line of the log, and as ``instance`` of its problem."""

from __future__ import annotations

import re
from contextvars import ContextVar
from uuid import UUID, uuid4

HEADER = "X-Request-ID"
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
_current: ContextVar[str] = ContextVar("request_id", default="")


def chosen(given: str) -> str:
    """Take the id that a caller or proxy gave, if it is a UUID, with hyphens or (nginx) without; else make one.

    Nothing else is taken: an id goes into the log, where a name or an address has no place.
    """
    return given if _UUID.fullmatch(given) else str(uuid4())


def enter(identity: str) -> None:
    """Say which request this thread works on from now on; "" for none."""
    _current.set(identity)


def current() -> str:
    """Id of the request that this thread works on; "" for none."""
    return _current.get()


def urn() -> str:
    """The same as a URI, for problem details."""
    return UUID(current()).urn if current() else uuid4().urn
