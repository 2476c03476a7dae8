"""The OpenAPI 3.1 document of the API, made of ``operations`` by flask-openapi3, and a page to read and try it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from inspect import getdoc
from typing import Any

from flask import Blueprint, Response, render_template, send_from_directory
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from .. import compression
from ..answers import Fixed
from ..headers import HEADERS
from ..problems import KINDS, MEDIA_TYPE, STATUSES, Problem, members
from ..requests import no_query
from . import results
from .operations import OPERATIONS, Answer, Content, Contents, Operation

blueprint = Blueprint("document", __name__)
blueprint.after_request(compression.finish)
_REF = "#/components/schemas/{model}"
_ABOUT = """romanbib turns bibliographies that mix scripts into consistent ones: it romanizes Cyrillic and Persian by
published standards and arranges romanization, original and translation as a journal wants them.

Every error is a problem of RFC 9457. Nothing that is sent to Texts and Bibliographies is stored; these calls are pure
and can be repeated at will. Bodies may come with `Content-Encoding: gzip`, and answers do for who accepts that."""
_TAGS = {
    "Texts": "Romanize a text and bring it back; tell its language.",
    "Bibliographies": "Normalize and check a whole bibliography in any format.",
    "Choices": "What there is to choose from.",
    "Overrides": "What people have settled: how an author signs, how a word is read.",
}
_LAST_LINE = ("totals", "problem")  # what stands in the last line of NDJSON alone
_TOKEN = {"type": "http", "scheme": "bearer", "description": "Needed only where the service has been given tokens."}
_INSTANCE = "urn:uuid:00000000-0000-4000-8000-000000000000"
_ASSETS = frozenset({"css/swagger-ui.css", "js/swagger-ui-bundle.js"})


@blueprint.get("/openapi.json")
def get_document() -> Response:
    """Give the OpenAPI document."""
    no_query()
    return _fixed().answer()


@blueprint.get("/docs")
def show() -> Response:
    """Show the document as a page on which each operation can be tried."""
    page = Response(render_template("docs.html"))
    # Swagger UI draws its arrows and icons from data: addresses in its style sheet.
    page.headers["Content-Security-Policy"] = f"{HEADERS['Content-Security-Policy']}; img-src 'self' data:"
    return page


@blueprint.get("/docs/<path:name>")
def asset(name: str) -> Response:
    """Give a file of Swagger UI, which comes with flask-openapi3-swagger."""
    package = find_spec("flask_openapi3_swagger")  # found, not imported: that would bring the whole extension
    folders = package.submodule_search_locations if package is not None else None
    folder = f"{folders[0]}/templates/swagger" if folders and name in _ASSETS else ""
    return send_from_directory(folder, name, max_age=86400) if folder else _nothing()


def _nothing() -> Response:
    from werkzeug.exceptions import NotFound

    raise NotFound


@cache
def _fixed() -> Fixed:
    return Fixed.of(document())


def document() -> dict[str, Any]:
    """Make the OpenAPI document."""
    from flask_openapi3.models.info import Info  # a second to load, for who asks for the document
    from flask_openapi3.models.tag import Tag
    from flask_openapi3.openapi import OpenAPI

    info = Info(title="romanbib", version=version("romanbib"), description=_ABOUT)
    collector = OpenAPI("romanbib", info=info, doc_ui=False, validation_error_status=400)
    tags = {name: Tag(name=name, description=text) for name, text in _TAGS.items()}
    used = _Models()
    for one in OPERATIONS:
        summary, _, description = (getdoc(one.view) or "").partition("\n\n")
        add = getattr(collector, one.method.lower())
        add(
            f"/v1{one.rule}",
            tags=[tags[one.tag]],
            operation_id=one.view.__name__,
            summary=summary.removesuffix("."),
            description=description or summary,
            responses=_responses(one, used),
            openapi_extensions=_request_body(one, used),
        )(_signature(one))
    made: dict[str, Any] = collector.api_doc
    made["components"] = {"schemas": used.schemas(), "securitySchemes": {"token": _TOKEN}}
    made["security"] = [{}, {"token": []}]
    for path, method, parameter in _header_parameters():
        made["paths"][path][method].setdefault("parameters", []).append(parameter)
    made["tags"] = [{"name": name, "description": text} for name, text in _TAGS.items()]
    return made


def _signature(one: Operation) -> Callable[..., None]:
    """Make a function of which flask-openapi3 reads the parameters; what it does is done by the view."""

    def view() -> None: ...

    view.__name__ = one.view.__name__
    view.__annotations__ = {name: model for name in ("query", "path") if (model := getattr(one, name)) is not None}
    return view


class _Models:
    """The models that the document refers to."""

    def __init__(self) -> None:
        self._used: dict[str, type[BaseModel]] = {}

    def schema(self, content: Content) -> dict[str, Any]:
        """Give the schema of a body, which refers to a model."""
        if isinstance(content.schema, list):
            return {"type": "array", "items": self._ref(content.schema[0])}
        return self._ref(content.schema) if isinstance(content.schema, type) else dict(content.schema)

    def _ref(self, model: type[BaseModel]) -> dict[str, Any]:
        self._used[model.__name__] = model
        return {"$ref": _REF.format(model=model.__name__)}

    def contents(self, contents: Contents | Callable[[], Contents]) -> dict[str, Any]:
        """Give the bodies by media type."""
        found: dict[str, Any] = {}
        for kind, content in (contents() if callable(contents) else contents).items():
            found[kind] = {"schema": self.schema(content)}
            if content.example is not None:
                found[kind]["examples"] = {"example": {"value": content.example}}
        return found

    def schemas(self) -> dict[str, Any]:
        """Give the schemas of all models, each with an example made of those of its fields."""
        asked = [(model, "validation") for model in self._used.values()]
        _, whole = models_json_schema(asked, ref_template=_REF)  # type: ignore[arg-type]
        found: dict[str, Any] = whole["$defs"]
        for schema in found.values():
            example = {}
            for name, field in schema["properties"].items():
                value = field.pop("example")
                field["examples"] = [value]
                if name not in _LAST_LINE:
                    example[name] = value
            schema["examples"] = [example]
        return dict(sorted(found.items()))


def _request_body(one: Operation, used: _Models) -> dict[str, Any]:
    return {} if one.body is None else {"requestBody": {"required": True, "content": used.contents(one.body)}}


def _responses(one: Operation, used: _Models) -> dict[str, Any]:
    found = {str(status): _answer(answer, used) for status, answer in one.answers.items()}
    for status, kinds in sorted(_by_status(one.problems).items()):
        examples = [_example(kind, status) for kind in kinds]
        found[str(status)] = {
            "description": " ".join(f"{one['title']}: {one['detail']}" for one in examples),
            "content": {
                MEDIA_TYPE: {
                    "schema": used.schema(Content(results.Problem)),
                    "examples": {kind or "plain": {"value": one} for kind, one in zip(kinds, examples, strict=True)},
                }
            },
        }
    return found


def _example(kind: str, status: int) -> dict[str, Any]:
    meaning = KINDS[kind].meaning if kind else STATUSES[status]
    return members(Problem(kind, meaning, status=status), _INSTANCE)


def _answer(answer: Answer, used: _Models) -> dict[str, Any]:
    made: dict[str, Any] = {"description": answer.description}
    if content := used.contents(answer.content):
        made["content"] = content
    if answer.headers:
        made["headers"] = {
            name: {"description": text, "schema": {"type": "string"}} for name, text in answer.headers.items()
        }
    if answer.links:
        made["links"] = {
            one.operation: {
                "operationId": one.operation,
                "parameters": dict(one.parameters),
                "description": one.description,
            }
            for one in answer.links
        }
    return made


def _by_status(problems: Iterable[str | int]) -> dict[int, list[str]]:
    """Kinds by their statuses; "" where the status itself says it."""
    found: dict[int, list[str]] = {}
    for one in problems:
        status, kind = (one, "") if isinstance(one, int) else (KINDS[one].status, one)
        found.setdefault(status, []).append(kind)
    return found


def _header_parameters() -> Iterable[tuple[str, str, dict[str, Any]]]:
    for one in OPERATIONS:
        path = f"/v1{one.rule}".replace("<int:", "{").replace("<", "{").replace(">", "}")
        for name, text in one.headers.items():
            schema = {"type": "string", "pattern": '^"[0-9]{1,9}"$'}
            parameter = {"name": name, "in": "header", "required": True, "description": text, "schema": schema}
            yield path, one.method.lower(), {**parameter, "example": '"2"'}


def written() -> str:
    """Write the document as it is committed (docs/openapi.json)."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"
