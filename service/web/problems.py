"""Errors as RFC 9457 problem details, the one form in which the service says that something went wrong."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NoReturn

from flask import Blueprint, Flask, Response, render_template, request
from werkzeug.exceptions import ClientDisconnected, HTTPException, NotFound, RequestEntityTooLarge
from werkzeug.http import HTTP_STATUS_CODES

from ..errors import (
    InputError,
    NotReversibleError,
    RomanbibError,
    RuleTableError,
    UnknownFormatError,
    UnknownLanguageError,
    UnknownProfileError,
    UnknownSchemeError,
)
from . import request_ids
from .overflow import TooLong, discard_rest
from .settings import current_settings

MEDIA_TYPE = "application/problem+json"
blueprint = Blueprint("problems", __name__, url_prefix="/problems")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, its title, and what it means."""

    status: int
    title: str
    meaning: str


KINDS: Mapping[str, Kind] = {
    "bad-parameter": Kind(400, "Wrong parameter", "A parameter is unknown, missing, given twice, or of a wrong type."),
    "bad-json": Kind(400, "Not JSON", "The body is not the JSON that this address takes."),
    "not-utf-8": Kind(400, "Not UTF-8", "The body holds bytes that are not UTF-8."),
    "unreadable-input": Kind(400, "Unreadable input", "The bibliography is not in the format it is said to be in."),
    "unknown-language": Kind(400, "Unknown language", "No rule table covers the language, or it cannot be told."),
    "unknown-scheme": Kind(400, "Unknown scheme", "There is no such scheme, or not for this language."),
    "unknown-profile": Kind(400, "Unknown profile", "There is no such profile."),
    "unknown-format": Kind(400, "Unknown format", "There is no such format."),
    "unknown-kind": Kind(400, "Unknown kind", "There is no such kind of text."),
    "unknown-repair": Kind(400, "Unknown repair", "There is no such repair."),
    "not-reversible": Kind(400, "Not reversible", "The scheme does not lead back to the original script."),
    "unknown-option": Kind(400, "Unknown option", "The scheme has no such option."),
    "too-many-records": Kind(413, "Too many records", "The bibliography has more records than a request may have."),
    "too-many-requests": Kind(429, "Too many requests", "The client has made more requests than it may in this time."),
    "not-gzip": Kind(400, "Not gzip", "The body is not the gzip that its Content-Encoding says it is."),
    "bad-override": Kind(400, "Unusable override", "The override, or the list of them, cannot be used."),
    "conflict": Kind(409, "Conflict", "There is an override for the same text, kind and scope already."),
    "stale": Kind(412, "Changed meanwhile", "Somebody has changed it since the revision that the request names."),
    "overrides-unavailable": Kind(503, "No overrides", "The overrides cannot be read or written at present."),
    "took-too-long": Kind(503, "Took too long", "The work on the request took longer than a request may take."),
}
# What a status means that says all there is to say; its problems have no kind of their own.
STATUSES: Mapping[int, str] = {
    401: "The service needs a token, or does not know the one that was sent.",
    403: "The token, or the place from which the request comes, does not allow this.",
    404: "There is nothing at this address.",
    406: "The answer cannot be given as any of the media types in Accept.",
    412: "If-Match names no revision.",
    413: "The body is longer than a body may be.",
    415: "The media type, the charset or the coding of the body is none that is taken here.",
    428: "The request has to name the revision that it was made to.",
    500: "Something went wrong on the server, not in the request.",
}
_KIND_OF: Mapping[type[RomanbibError], str] = {
    InputError: "unreadable-input",
    NotReversibleError: "not-reversible",
    UnknownFormatError: "unknown-format",
    UnknownLanguageError: "unknown-language",
    UnknownProfileError: "unknown-profile",
    UnknownSchemeError: "unknown-scheme",
    RomanbibError: "bad-parameter",
}


class Problem(Exception):  # noqa: N818 - the name that RFC 9457 gives it
    """A problem to be answered.

    Args:
        kind: one of ``KINDS``, or "" for one that its status says in full.
        detail: what is wrong and what mends it, in a sentence.
        status: HTTP status; the kind's own if not given.
        available: what there is to choose from.
        headers: headers of the answer.
    """

    def __init__(
        self,
        kind: str,
        detail: str,
        *,
        status: int | None = None,
        available: Iterable[str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.status = status or KINDS[kind].status
        self.available = None if available is None else list(available)
        self.headers = dict(headers or {})

    @classmethod
    def of(cls, error: RomanbibError, available: Iterable[str] | None = None) -> Problem:
        """Turn an error of romanbib that the caller can mend into a problem."""
        kind = next(_KIND_OF[base] for base in type(error).__mro__ if base in _KIND_OF)
        return cls(kind, _sentence(str(error)), available=available)

    @property
    def title(self) -> str:
        """What kind of problem it is."""
        return (
            KINDS[self.kind].title if self.kind else HTTP_STATUS_CODES[self.status]
        )  # alike in all versions of Python


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def answer(problem: Problem, instance: str | None = None) -> Response:
    """Write a problem: for people who look at the page, as a page; for programs, as problem details."""
    if not request.path.startswith("/v1/") and _wants_page():
        body = render_template("problem.html", problem=problem)
        return Response(body, problem.status, problem.headers, mimetype="text/html")
    body = json.dumps(members(problem, instance)) + "\n"
    return Response(body, problem.status, problem.headers, content_type=MEDIA_TYPE)


def members(problem: Problem, instance: str | None = None) -> dict[str, Any]:
    """Give the members of a problem's details."""
    found: dict[str, Any] = {
        "type": f"{blueprint.url_prefix}/{problem.kind}" if problem.kind else "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": instance or request_ids.urn(),
    }
    if problem.available is not None:
        found["available"] = problem.available
    return found


def _wants_page() -> bool:
    return request.accept_mimetypes.best_match([MEDIA_TYPE, "application/json", "text/html"]) == "text/html"


def register(app: Flask) -> None:
    """Answer every error of the application as a problem."""
    app.register_blueprint(blueprint)
    app.register_error_handler(Problem, answer)
    app.register_error_handler(RomanbibError, _answer_romanbib)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(RecursionError, _answer_depth)
    app.register_error_handler(Exception, _answer_unexpected)


def _answer_romanbib(error: RomanbibError) -> Response:
    if isinstance(error, RuleTableError):  # a data file of this server, nothing that the caller could mend
        return _answer_unexpected(error)
    return answer(Problem.of(error))


def _answer_http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return Response(error.get_body(), error.code or 500, error.get_headers())
    details: dict[type[HTTPException], str] = {
        NotFound: "There is nothing at this address.",
        ClientDisconnected: "The body broke off, or no more of it came for too long; send all of it.",
    }
    detail = details.get(type(error)) or error.description or HTTPStatus(error.code).description
    if isinstance(error, RequestEntityTooLarge):
        discard_rest()
        most = error.most if isinstance(error, TooLong) else current_settings().max_bytes
        detail = f"The body is longer than {most} bytes; send less at a time."
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Location", "Retry-After")}
    if error.code == 405:
        detail = f"This address takes {headers.get('Allow', 'other methods')}, not {request.method}."
    return answer(Problem("", _sentence(detail), status=error.code, headers=headers))


def _answer_depth(error: RecursionError) -> Response:
    return answer(Problem("unreadable-input", "The input is nested too deeply; a CSL-JSON item is a few levels deep."))


def _answer_unexpected(error: Exception) -> Response:
    """Log where it happened and what kind it is. Its text may quote what people sent, so that is left out."""
    instance = request_ids.urn()
    place = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s at %s, %s\n%s", type(error).__name__, request.endpoint, instance, place)
    detail = "Something went wrong on this server, not in your request; its log tells more under this instance."
    return answer(Problem("", detail, status=500), instance)


@blueprint.get("/<name>")
def describe(name: str) -> Response:
    """Say what a kind of problem means, for people who follow its ``type``."""
    if name not in KINDS:
        raise NotFound
    kind = KINDS[name]
    return Response(f"{kind.title} ({kind.status})\n\n{kind.meaning}\n", mimetype="text/plain")


def bad_parameter(detail: str, available: Iterable[str] | None = None) -> NoReturn:
    """Refuse a parameter.

    Raises:
        Problem: always.
    """
    raise Problem("bad-parameter", detail, available=available)
