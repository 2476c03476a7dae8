"""Every request gets an id, is counted, and leaves one line in the log when the last byte of its answer is out."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request

from . import request_ids
from .metrics import Metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROUTE = "romanbib.route"  # keys of the WSGI environment: the template of the address, never the address itself
CALLER = "romanbib.caller"
RECORDS = "romanbib.records"
NO_ROUTE = "none"
_PROBES = frozenset({"/health", "/ready", "/metrics"})  # asked every few seconds: logged for those who debug
_LONGEST_QUEUE = 3600  # seconds; a request is not older than that, a clock may be wrong
_log = logging.getLogger(__name__)


class Traffic:
    """The WSGI application around the one that answers.

    Args:
        inner: the application that answers.
        metrics: where requests are counted.
        log_clients: whether the addresses of clients are logged.
        behind_proxy: whether ``X-Request-Start`` comes from a proxy that is trusted.
    """

    def __init__(self, inner: WSGIApplication, metrics: Metrics, *, log_clients: bool, behind_proxy: bool) -> None:
        self._inner = inner
        self._metrics = metrics
        self._log_clients = log_clients
        self._behind_proxy = behind_proxy

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        identity = request_ids.chosen(environ.get("HTTP_X_REQUEST_ID", ""))
        request_ids.enter(identity)
        start = time.time()
        self._metrics.begin(_queued(environ, start) if self._behind_proxy else None)
        passage = _Passage(self, environ, time.monotonic())

        def start_with_id(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            passage.status = int(status[:3])
            headers.append((request_ids.HEADER, identity))
            return start_response(status, headers, exc_info)

        try:
            passage.body = self._inner(environ, start_with_id)
        except BaseException:
            passage.status = 500
            passage.close()
            raise
        return passage

    def finished(self, passage: _Passage) -> None:
        """Count and log a request whose answer has gone out, or whose client has gone away."""
        environ, seconds = passage.environ, time.monotonic() - passage.began
        route, method = environ.get(ROUTE, NO_ROUTE), environ["REQUEST_METHOD"]
        self._metrics.end(route, method, passage.status, seconds)
        line: dict[str, object] = {
            "method": method if method.isascii() and method.isalpha() else "other",
            "route": route,
            "status": passage.status,
            "duration_ms": round(seconds * 1000, 1),
            "bytes_in": _length(environ),
            "bytes_out": passage.sent,
            "complete": passage.complete,
        }
        if RECORDS in environ and environ[RECORDS].records:
            line["records"] = environ[RECORDS].records
        if environ.get(CALLER):
            line["caller"] = environ[CALLER]
        if self._log_clients:
            line["client"] = environ.get("REMOTE_ADDR", "")
        _log.log(logging.DEBUG if route in _PROBES else logging.INFO, "request", extra=line)


class _Passage:
    """The body of an answer on its way out."""

    def __init__(self, traffic: Traffic, environ: WSGIEnvironment, began: float) -> None:
        self.environ = environ
        self.began = began
        self.body: Iterable[bytes] = ()
        self.status = 500
        self.sent = 0
        self.complete = False
        self._traffic = traffic
        self._closed = False

    def __iter__(self) -> Iterator[bytes]:
        for block in self.body:
            self.sent += len(block)
            yield block
        self.complete = True

    def close(self) -> None:
        """Called by the server when the last byte is out, and when the client has gone."""
        if self._closed:
            return
        self._closed = True
        try:
            if close := getattr(self.body, "close", None):
                close()
        finally:
            self._traffic.finished(self)
            request_ids.enter("")


def _length(environ: WSGIEnvironment) -> int:
    given = environ.get("CONTENT_LENGTH", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 16 else 0


def _queued(environ: WSGIEnvironment, now: float) -> float | None:
    """Seconds since the proxy got the request, from ``X-Request-Start``: seconds (``t=…`` or not), or ms or µs."""
    given = environ.get("HTTP_X_REQUEST_START", "").removeprefix("t=")
    if not (given.isascii() and given.replace(".", "", 1).isdecimal() and len(given) < 32):
        return None
    came = float(given)
    for unit in (1.0, 1e3, 1e6):
        if 0 <= now - came / unit < _LONGEST_QUEUE:
            return now - came / unit
    return None


def register(app: Flask) -> None:
    """Let the traffic know by which route a request went."""

    @app.before_request
    def begin() -> None:
        if request.url_rule is not None:
            request.environ[ROUTE] = request.url_rule.rule

    @app.after_request
    def end(response: Response) -> Response:
        request.environ[CALLER] = g.get("caller", "")
        return response
