"""Pages of other sites may call the API, if their origins are set. Cookies and passwords are never asked for."""

from __future__ import annotations

from flask import Flask, Response

from . import request_ids
from .settings import ANY_ORIGIN

READABLE = (  # what a page may read of an answer, beside what it always may
    "Content-Disposition",
    "ETag",
    "Link",
    "Location",
    "Retry-After",
    request_ids.HEADER,
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-Romanbib-Changes",
    "X-Romanbib-Warnings",
)
SENDABLE = (
    "Accept",
    "Authorization",
    "Content-Encoding",
    "Content-Type",
    "If-Match",
    "If-None-Match",
    request_ids.HEADER,
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ONE_HOUR = 3600  # seconds for which a browser need not ask again


def register(app: Flask, origins: tuple[str, ...]) -> None:
    """Answer the pages of these origins; ``*`` is every one, none is the page of the service itself alone."""
    if not origins:
        return
    from flask_cors import CORS

    CORS(
        app,
        resources={r"/v1/.*": {"origins": list(origins)}, r"/openapi.*": {"origins": list(origins)}},
        methods=METHODS,
        allow_headers=SENDABLE,
        expose_headers=READABLE,
        max_age=ONE_HOUR,
        send_wildcard=ANY_ORIGIN in origins,
        vary_header=False,  # it says so to the origins that are set alone, and a cache mixes those up with the others
        supports_credentials=False,
    )
    if ANY_ORIGIN not in origins:
        app.after_request(_vary)


def _vary(response: Response) -> Response:
    response.vary.add("Origin")
    return response
