"""How many requests a client may make: by token, or by address where none is given."""

from __future__ import annotations

import logging
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

from . import problems
from .problems import Problem
from .settings import Settings, SettingsError
from .tokens import is_open

if TYPE_CHECKING:
    from flask_limiter import RateLimitExceeded

WAITING = 2  # seconds for which an answer waits for Redis
WAIT = "X-RateLimit-Retry-After"  # what the limiter puts on every answer, and would mix with a wait of other reason
_log = logging.getLogger(__name__)


def register(app: Flask, settings: Settings) -> None:
    """Limit the requests of each client, if a rate is set.

    Raises:
        SettingsError: what counts in Redis is not installed.
    """
    if not settings.rate_limit:
        return
    from flask_limiter import HeaderNames, Limiter, RateLimitExceeded
    from limits.errors import ConfigurationError

    if settings.workers > 1 and not settings.redis_url:
        _log.info("each of the %d processes counts requests by itself; ROMANBIB_REDIS_URL joins them", settings.workers)
    app.after_request(_only_the_refused_wait)  # runs after what the limiter adds, for it is registered before
    try:
        limiter = Limiter(
            client,
            application_limits=[settings.rate_limit],
            strategy="moving-window",
            storage_uri=settings.redis_url or "memory://",
            storage_options=_waiting() if settings.redis_url else {},
            in_memory_fallback_enabled=bool(settings.redis_url),
            swallow_errors=True,  # a counter that fails keeps nobody from their work
            headers_enabled=True,
            header_name_mapping={HeaderNames.RETRY_AFTER: WAIT},
            key_prefix="romanbib",
        )
        limiter.init_app(app)
    except ConfigurationError:
        raise SettingsError("ROMANBIB_REDIS_URL: needs its client; install romanbib[redis] or unset it") from None
    limiter.request_filter(is_open)
    app.register_error_handler(RateLimitExceeded, _refuse)


def _waiting() -> dict[str, str | int]:
    return {"socket_timeout": WAITING, "socket_connect_timeout": WAITING}


def client() -> str:
    """Whose request this is: the name of a token, an IPv4 address, or the /64 that a network gives to one site."""
    if caller := g.get("caller"):
        return f"token {caller}"
    given = request.remote_addr or ""
    try:
        address = ip_address(given)
    except ValueError:  # a Unix socket has none
        return given
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return given


def _refuse(error: RateLimitExceeded) -> Response:
    rate = error.limit.limit
    unit = rate.GRANULARITY.name
    return problems.answer(
        Problem(
            "too-many-requests", f"A client may make {rate.amount} requests a {unit}; Retry-After says when to go on."
        )
    )


def _only_the_refused_wait(response: Response) -> Response:
    wait = response.headers.pop(WAIT, None)
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS and wait is not None:
        response.headers["Retry-After"] = wait
    return response
