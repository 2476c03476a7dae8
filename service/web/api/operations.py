"""The operations of the API: each is a view of Flask and an entry of the OpenAPI document, said in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response
from pydantic import BaseModel

from .. import compression
from ..requests import JSON

blueprint = Blueprint("api", __name__, url_prefix="/v1")
blueprint.after_request(compression.finish)
View = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a body of one media type.

    Attributes:
        schema: a model, a list of one (``[Model]``), or a schema; text if not given.
        example: a body that can be sent, or was received.
    """

    schema: type[BaseModel] | list[type[BaseModel]] | Mapping[str, Any] = field(
        default_factory=lambda: {"type": "string"}
    )
    example: Any = None


Contents = Mapping[str, Content]


@dataclass(frozen=True, slots=True)
class Link:
    """What can be asked next: an operation, and which parts of the answer are its parameters.

    Attributes:
        operation: the name of its view.
        parameters: by name, what stands in them, as a runtime expression of OpenAPI.
        description: when one wants to.
    """

    operation: str
    parameters: Mapping[str, str]
    description: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is no problem.

    Attributes:
        description: when it is given.
        content: what is in it, by media type; or a function, where that is known only when all formats are.
        headers: its own headers, with what they say.
        links: what can be asked next.
    """

    description: str
    content: Contents | Callable[[], Contents] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation.

    Attributes:
        method, rule: method and address, as Flask writes it.
        view: the function that answers; its docstring is the description.
        tag: under which heading it stands.
        answers: by status.
        problems: kinds of problem that it may answer with (``problems.KINDS``), or a bare status.
        query, path: models of the parameters.
        body: what it takes, by media type.
        headers: headers that it needs, with what they say.
    """

    method: str
    rule: str
    view: View
    tag: str
    answers: Mapping[int, Answer]
    problems: Sequence[str | int] = ()
    query: type[BaseModel] | None = None
    path: type[BaseModel] | None = None
    body: Contents | Callable[[], Contents] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


OPERATIONS: list[Operation] = []
# What any operation with a body may answer with, and any without.
OF_QUERY: tuple[str | int, ...] = ("bad-parameter", 401, 403, 406, "too-many-requests", 500)
OF_BODY: tuple[str | int, ...] = (*OF_QUERY, "bad-json", "not-utf-8", "not-gzip", 413, 415)
OF_BIBLIOGRAPHY: tuple[str | int, ...] = (
    *OF_BODY,
    "unreadable-input",
    "unknown-language",
    "unknown-scheme",
    "unknown-option",
    "unknown-profile",
    "unknown-format",
    "too-many-records",
    "took-too-long",
    "overrides-unavailable",
)


def operation(method: str, rule: str, **said: Any) -> Callable[[View], View]:
    """Answer requests to an address with the function below, and say in the document what ``Operation`` holds."""

    def add(view: View) -> View:
        blueprint.add_url_rule(rule, view_func=view, methods=[method])
        OPERATIONS.append(Operation(method, rule, view, **said))
        return view

    return add


def json_of(schema: type[BaseModel] | list[type[BaseModel]]) -> dict[str, Content]:
    """Content of an answer in JSON."""
    return {JSON: Content(schema)}
