"""Overrides: list them, add, change and remove them, take them elsewhere and bring them in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Response, g, request, url_for

from ...errors import InputError
from ...overrides import Override
from ...store.exchange import contribution, from_csv, to_csv
from ...store.store import ConflictError, Kept, NotStoredError, Store
from ..answers import json_answer, negotiate, text_answer
from ..choices import subtag
from ..overrides_in_force import available, live
from ..problems import Problem
from ..requests import JSON, TEXT, json_body, media_type, no_query, query, text_body
from . import results
from .operations import OF_BODY, OF_QUERY, Answer, Content, Link, json_of, operation
from .parameters import ImportQuery, OverrideParameters, OverridePath, OverrideQuery, RemovalQuery

CSV = "text/csv"
_FRESH = {"Cache-Control": "no-cache"}
_REVISION = {"ETag": "Its revision; send it as If-Match to change or remove it."}
_IF_MATCH = {"If-Match": "ETag of the revision that the change was made to."}
_THIS = {"number": "$response.body#/id"}
_THIS_REVISION = {**_THIS, "header.If-Match": "$response.header.ETag"}
_LINKS = (
    Link("get_override", _THIS, "Look at it again."),
    Link("put_override", _THIS_REVISION, "Change this revision."),
    Link("delete_override", _THIS_REVISION, "Remove this revision."),
    Link("get_override_history", _THIS, "See all that happened to it."),
)
_EXAMPLE = {"language": "ru", "source": "Чайковский", "output": "Tchaikovsky", "kind": "name", "author": "N. Petrova"}
_SHEET = (
    "language,source,output,kind,scope,author,at,reason\r\nru,Чайковский,Tchaikovsky,name,,N. Petrova,,signs so\r\n"
)


@contextmanager
def _store() -> Iterator[Store]:
    """Give the store; what it cannot do becomes a problem.

    Raises:
        Problem: 404 no such override, 409 there is one for this already, 503 no database.
    """
    with available():
        try:
            yield live().store
        except NotStoredError as error:
            raise Problem("", f"{error}.", status=404) from None
        except ConflictError as error:
            raise Problem("conflict", f"{error}.") from None
        except InputError as error:
            raise Problem("bad-override", f"{error}.") from None


def _as_json(one: Kept) -> dict[str, Any]:
    said = one.override
    return {
        "id": one.id,
        "revision": one.revision,
        "language": said.language,
        "source": said.source,
        "output": said.output,
        "kind": said.kind,
        "scope": said.scope,
        "author": one.author,
        "reason": one.reason,
        "at": f"{one.at:%Y-%m-%dT%H:%M:%SZ}",
    }


def _answer(one: Kept, status: int = 200) -> Response:
    answer = json_answer(_as_json(one), _FRESH, status)
    answer.set_etag(str(one.revision))
    return answer


def _author(said: str) -> str:
    """Who edits: whom the token names, else who the request says."""
    return g.get("caller") or said


def _expected() -> int:
    """Revision that the caller made a change to.

    Raises:
        Problem: 428 none is said, 412 what is said is no revision.
    """
    if not request.headers.get("If-Match"):
        raise Problem("", "Say which revision you change: send its ETag as If-Match.", status=428)
    tags = [tag.removesuffix("-gzip") for tag in request.if_match.as_set()]
    if len(tags) != 1 or not (tags[0].isascii() and tags[0].isdecimal() and len(tags[0]) < 10):
        raise Problem("", "If-Match names no revision; send the ETag of the override.", status=412)
    return int(tags[0])


@contextmanager
def _unless_stale(store: Store, number: int, revision: int) -> Iterator[None]:
    """Tell a conflict with a revision that the caller has not seen from one with another override.

    Raises:
        Problem: 412, the override is at another revision.
    """
    try:
        yield
    except ConflictError as error:
        there = store.get(number).revision
        if there != revision:
            raise Problem("stale", f"{error}.", headers={"ETag": f'"{there}"'}) from None
        raise


@operation(
    "GET",
    "/overrides",
    tag="Overrides",
    query=OverrideQuery,
    answers={200: Answer("The overrides.", json_of(results.OverridePage))},
    problems=(*OF_QUERY, "unknown-language", "overrides-unavailable"),
)
def get_overrides() -> Response:
    """List overrides by their numbers, page by page."""
    asked = query(OverrideQuery)
    negotiate((JSON,))
    language = None if asked.language is None else subtag(asked.language)
    with _store() as store:
        found = store.page(
            language=language, scope=asked.scope, holding=asked.holding, after=asked.after, limit=asked.limit + 1
        )
    page = found[: asked.limit]
    following = page[-1].id if len(found) > asked.limit else None
    return json_answer({"overrides": [_as_json(one) for one in page], "next": following}, _FRESH)


@operation(
    "POST",
    "/overrides",
    tag="Overrides",
    body={JSON: Content(OverrideParameters, _EXAMPLE)},
    answers={201: Answer("It is stored.", json_of(results.Kept), _REVISION | {"Location": "Its address."}, _LINKS)},
    problems=(*OF_BODY, "bad-override", "conflict", "overrides-unavailable"),
)
def post_override() -> Response:
    """Add an override. It holds for all requests from then on, in every process within half a second."""
    media_type((JSON,))
    no_query()
    negotiate((JSON,))
    asked = json_body(OverrideParameters)
    with _store() as store:
        kept = store.add(_override(asked), author=_author(asked.author), reason=asked.reason)
    live().look_again()
    answer = _answer(kept, 201)
    answer.headers["Location"] = url_for("api.get_override", number=kept.id)
    return answer


def _override(asked: OverrideParameters) -> Override:
    return Override(asked.language, asked.source, asked.output, asked.kind, asked.scope)


@operation(
    "GET",
    "/overrides/<int:number>",
    tag="Overrides",
    path=OverridePath,
    answers={
        200: Answer("The override.", json_of(results.Kept), _REVISION, _LINKS),
        304: Answer("What the caller has is still so.", headers=_REVISION),
    },
    problems=(*OF_QUERY, 404, "overrides-unavailable"),
)
def get_override(number: int) -> Response:
    """Give an override."""
    no_query()
    negotiate((JSON,))
    with _store() as store:
        return _answer(store.get(number))


@operation(
    "PUT",
    "/overrides/<int:number>",
    tag="Overrides",
    path=OverridePath,
    headers=_IF_MATCH,
    body={JSON: Content(OverrideParameters, _EXAMPLE | {"reason": "signs so since 1990"})},
    answers={200: Answer("It is changed.", json_of(results.Kept), _REVISION, _LINKS)},
    problems=(*OF_BODY, "bad-override", 404, "conflict", "stale", 428, "overrides-unavailable"),
)
def put_override(number: int) -> Response:
    """Change an override. Whoever has not seen its last revision is told so, and no edit is lost."""
    media_type((JSON,))
    no_query()
    negotiate((JSON,))
    asked = json_body(OverrideParameters)
    revision = _expected()
    with _store() as store, _unless_stale(store, number, revision):
        kept = store.change(
            number, _override(asked), revision=revision, author=_author(asked.author), reason=asked.reason
        )
    live().look_again()
    return _answer(kept)


@operation(
    "DELETE",
    "/overrides/<int:number>",
    tag="Overrides",
    path=OverridePath,
    query=RemovalQuery,
    headers=_IF_MATCH,
    answers={204: Answer("It is removed; its history stays.")},
    problems=(*OF_QUERY, 404, "conflict", "stale", 428, "overrides-unavailable"),
)
def delete_override(number: int) -> Response:
    """Remove an override."""
    asked = query(RemovalQuery)
    revision = _expected()
    with _store() as store, _unless_stale(store, number, revision):
        store.remove(number, revision=revision, author=_author(asked.author), reason=asked.reason)
    live().look_again()
    answer = Response(status=204)
    del answer.headers["Content-Type"]
    return answer


@operation(
    "GET",
    "/overrides/<int:number>/history",
    tag="Overrides",
    path=OverridePath,
    answers={200: Answer("Its steps.", json_of(results.History))},
    problems=(*OF_QUERY, 404, "overrides-unavailable"),
)
def get_override_history(number: int) -> Response:
    """Give all that happened to an override, also to one that was removed."""
    no_query()
    negotiate((JSON,))
    with _store() as store:
        steps = store.history(number)
    return json_answer({"steps": [{"action": step.action, **_as_json(step.kept)} for step in steps]}, _FRESH)


@operation(
    "GET",
    "/overrides.csv",
    tag="Overrides",
    answers={200: Answer("All overrides as CSV (RFC 4180).", {CSV: Content(example=_SHEET)})},
    problems=(*OF_QUERY, "overrides-unavailable"),
)
def get_overrides_csv() -> Response:
    """Export all overrides."""
    no_query()
    negotiate((CSV,))
    with _store() as store:
        text = "".join(to_csv(store.all()))
    return text_answer(text, CSV, _FRESH | {"Content-Disposition": 'attachment; filename="overrides.csv"'})


@operation(
    "POST",
    "/overrides.csv",
    tag="Overrides",
    query=ImportQuery,
    body={CSV: Content(example=_SHEET)},
    answers={200: Answer("They are stored.", json_of(results.Imported))},
    problems=(*OF_BODY, "bad-override", "overrides-unavailable"),
)
def post_overrides_csv() -> Response:
    """Import overrides: new ones are added, those for the same text, kind and scope replaced. All or none are taken."""
    media_type((CSV,))
    asked = query(ImportQuery)
    negotiate((JSON,))
    lines = io.StringIO(text_body(), newline="")
    with _store() as store:
        added, replaced = store.merge(from_csv(lines), author=_author(asked.author))
    live().look_again()
    return json_answer({"added": added, "replaced": replaced})


@operation(
    "GET",
    "/overrides/contribution",
    tag="Overrides",
    answers={
        200: Answer(
            "Rows for the lists in rules/, with the name of the list.",
            {TEXT: Content(example="persian/names.tsv\tمهر\tمِهر\t# N. Petrova 2026-03-01\n")},
        )
    },
    problems=(*OF_QUERY, "overrides-unavailable"),
)
def get_contribution() -> Response:
    """Give what could be of use to all, as rows for the lists that romanbib ships."""
    no_query()
    negotiate((TEXT,))
    with _store() as store:
        return text_answer("".join(contribution(store.all())), TEXT, _FRESH)
