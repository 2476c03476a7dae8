"""Read what a caller sends, strictly: one clear problem for each thing that can be wrong with it."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

import msgspec
from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from .problems import Problem, bad_parameter
from .settings import current_settings

JSON = "application/json"
TEXT = "text/plain"
T = TypeVar("T", bound=msgspec.Struct)


def media_type(accepted: Sequence[str]) -> str:
    """Media type of the body, which is one of ``accepted``.

    Raises:
        Problem: 415 for another media type, charset or content coding.
    """
    if request.content_encoding and request.content_encoding.lower() != "identity":
        raise Problem("", "A body is taken as it is, not compressed; send it without Content-Encoding.", status=415)
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
    """Body of the request, as it came.

    Werkzeug cuts a body that comes in chunks off at its limit without a word. Its limit is therefore a byte above the
    one that is set, and whether the body is longer than that is told here.

    Raises:
        RequestEntityTooLarge: longer than ``ROMANBIB_MAX_BYTES``.
    """
    data = request.get_data()
    if len(data) > current_settings().max_bytes:
        raise RequestEntityTooLarge
    return data


def text_body() -> str:
    """Body of the request as text.

    Raises:
        Problem: not UTF-8; names line and byte.
        RequestEntityTooLarge: longer than ``ROMANBIB_MAX_BYTES``.
    """
    data = body()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem(
            "not-utf-8", f"Line {line}, byte {error.start} of the body is not UTF-8; convert it to UTF-8."
        ) from None


def json_body(kind: type[T]) -> T:
    """Body of the request as JSON of a given shape.

    Raises:
        Problem: not JSON, or another shape: an unknown key, a missing one, a value of a wrong type.
    """
    value = _strict_json(text_body().removeprefix("\ufeff"))
    keys = msgspec.structs.fields(kind)
    if not isinstance(value, dict):
        bad_parameter("The body is not a JSON object; put the parameters into one.", (key.encode_name for key in keys))
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        bad_parameter(f"{error}.", (key.encode_name for key in keys))


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


def query(allowed: Collection[str]) -> Mapping[str, str]:
    """Parameters of the query, each given once.

    Raises:
        Problem: a parameter that is not among ``allowed``, or one given twice.
    """
    for name, values in request.args.lists():
        if name not in allowed:
            bad_parameter(f"There is no parameter {name[:40]!r} at this address.", allowed)
        if len(values) > 1:
            bad_parameter(f"The parameter {name!r} is given {len(values)} times; give it once.")
    return request.args.to_dict()


def flag(values: Mapping[str, str], name: str) -> bool:
    """Value of a query parameter that is ``true`` or ``false``; false if not given.

    Raises:
        Problem: another value.
    """
    value = values.get(name, "false")
    if value not in ("true", "false"):
        bad_parameter(f"The parameter {name!r} is true or false.", ("true", "false"))
    return value == "true"


def negotiate(offers: Sequence[str]) -> str:
    """Choose the media type of the answer by the Accept header; the first offer where it leaves the choice.

    Raises:
        Problem: 406, the caller accepts none of the offers.
    """
    if not request.accept_mimetypes:
        return offers[0]
    chosen = request.accept_mimetypes.best_match(offers)
    if chosen is None:
        raise Problem(
            "", f"The answer comes as {' or '.join(offers)}; accept one of them.", status=406, available=offers
        )
    return chosen


def json_answer(value: Any, headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """Write an answer as JSON, with letters as letters."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        data = body.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can carry
        data = json.dumps(value, separators=(",", ":")).encode()
    return Response(data + b"\n", status, headers, content_type=JSON)


def text_answer(text: str | bytes, kind: str, headers: Mapping[str, str] | None = None) -> Response:
    """Write an answer as text, or bytes, of a media type; a text that only JSON's escapes can carry is refused.

    Raises:
        Problem: 406, half of a surrogate pair stands in it.
    """
    try:
        data = text if isinstance(text, bytes) else text.encode()
    except UnicodeEncodeError:
        raise Problem("", "The text holds half of a surrogate pair; accept application/json.", status=406) from None
    return Response(data, 200, headers, content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
