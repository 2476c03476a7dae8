"""Read what a caller sends, strictly: one clear problem for each thing that can be wrong with it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from .bodies import CODINGS, Body, decoded
from .problems import Problem, bad_parameter
from .settings import current_settings

JSON = "application/json"
TEXT = "text/plain"
UNNAMED = "application/octet-stream"
_SAY_NOTHING = ("", UNNAMED, "application/x-www-form-urlencoded")  # the last is what curl says where it is told nothing
M = TypeVar("M", bound=BaseModel)


def media_type(accepted: Sequence[str], otherwise: str = "") -> str:
    """Media type of the body, which is one of ``accepted``.

    Args:
        accepted: what the address takes.
        otherwise: what stands for a media type that says nothing, or is not given.

    Raises:
        Problem: 415 for another media type, charset or content coding.
    """
    if (request.content_encoding or "identity").lower() not in ("identity", *CODINGS):
        raise Problem(
            "",
            "A body comes as it is or with Content-Encoding: gzip.",
            status=415,
            available=["gzip", "identity"],
            headers={"Accept-Encoding": "gzip, identity"},
        )
    if otherwise and request.mimetype in _SAY_NOTHING:
        return otherwise
    if request.mimetype not in accepted:
        given = f"not {request.mimetype}" if request.mimetype else "and the request names none"
        raise Problem(
            "",
            f"This address takes {' or '.join(accepted)}, {given}; set Content-Type.",
            status=415,
            available=accepted,
            headers={"Accept": ", ".join(accepted)},
        )
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8"):
        raise Problem("", f"The body is said to be in {charset[:40]}; send UTF-8.", status=415, available=["utf-8"])
    return request.mimetype


def body() -> bytes:
    """Body of a form, as it came, left where Werkzeug finds it; what the API takes is read by ``Body``.

    Werkzeug cuts a body that comes in chunks off at its limit without a word. Its limit is therefore a byte above the
    one that is set, and whether the body is longer than that is told here.

    Raises:
        RequestEntityTooLarge: longer than ``ROMANBIB_MAX_BYTES``.
    """
    data = request.get_data()
    if len(data) > current_settings().max_bytes:
        raise RequestEntityTooLarge
    return data


def text_body(given: Body | None = None) -> str:
    """Body of the request as text.

    Raises:
        Problem: not UTF-8; names line and byte.
        RequestEntityTooLarge: longer than ``ROMANBIB_MAX_BYTES``.
    """
    return "".join(decoded([(given or Body()).whole()]))


def json_body(kind: type[M], given: Body | None = None) -> M:
    """Body of the request as JSON of a given shape.

    Raises:
        Problem: not JSON, or another shape: an unknown key, a missing one, a value of a wrong type.
    """
    value = _strict_json(text_body(given).removeprefix("\ufeff"))
    if not isinstance(value, dict):
        bad_parameter("The body is not a JSON object; put the parameters into one.", _names(kind))
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise _wrong(error, kind) from None


def query(kind: type[M]) -> M:
    """Parameters of the query, each given once.

    Raises:
        Problem: a parameter that is unknown, missing, given twice, or not of its kind.
    """
    names = _names(kind)
    for name, values in request.args.lists():
        if name not in names:
            bad_parameter(f"There is no parameter {name[:40]!r} at this address.", names)
        if len(values) > 1:
            bad_parameter(f"The parameter {name!r} is given {len(values)} times; give it once.")
    try:
        return kind.model_validate_strings(request.args.to_dict())
    except ValidationError as error:
        raise _wrong(error, kind) from None


class NoParameters(BaseModel):
    """The query of a request that has no parameters."""


def no_query() -> None:
    """See that nothing stands in the query.

    Raises:
        Problem: something does.
    """
    query(NoParameters)


def _names(kind: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in kind.model_fields.items()]


def _wrong(error: ValidationError, kind: type[BaseModel]) -> Problem:
    """Say the first thing that is wrong with the parameters; the value itself is not repeated."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    name = str(first["loc"][0])[:40] if first["loc"] else ""
    same = [one for one in error.errors(include_url=False, include_input=False) if one["loc"][:1] == first["loc"][:1]]
    if first["type"] == "missing":
        detail = f"The parameter {name!r} is missing; give it."
    elif first["type"] == "extra_forbidden":
        detail = f"There is no parameter {name!r} at this address."
    elif len(same) > 1:
        wants = "; or: ".join(dict.fromkeys(_wish(one) for one in same))
        detail = f"The parameter {name!r} cannot be used: {wants}."
    else:
        detail = f"The parameter {name!r} cannot be used: {_wish(first)}."
    return Problem("bad-parameter", detail, available=_names(kind))


def _wish(error: Mapping[str, Any]) -> str:
    """Say what a parameter should be; Pydantic begins what our own validators say with the kind of its error."""
    return str(error["msg"]).removeprefix("Value error, ")


def _strict_json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number, parse_float=_finite)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Problem("bad-json", f"The body is not JSON: {error.msg.lower()} at {place}.") from None
    except ValueError:  # whole numbers of thousands of digits
        raise Problem("bad-json", "The body holds a number that is too long to be read.") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Problem("bad-json", "An object in the body has the same key twice; take one of them out.")
    return found


def _no_number(name: str) -> NoReturn:
    raise Problem("bad-json", f"The body holds {name}, which is no JSON number.")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Problem("bad-json", "The body holds a number that is too large to be read.")
    return number
