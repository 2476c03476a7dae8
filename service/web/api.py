"""The API: what the library does, over HTTP, in the caller's own format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import msgspec
from flask import Blueprint, Response

from ..errors import UnknownSchemeError
from ..formats import Format, find_format, formats
from ..pipeline import detect, normalize, problems
from ..romanization import explain, transliterated
from ..text.hygiene import visible
from .choices import check_format, check_kind, check_request, check_reversible, check_scheme, unknown_scheme
from .problems import Problem, bad_parameter
from .requests import (
    JSON,
    TEXT,
    body,
    flag,
    json_answer,
    json_body,
    media_type,
    negotiate,
    query,
    text_answer,
    text_body,
)

blueprint = Blueprint("api", __name__, url_prefix="/v1")
CSL_JSON = "application/vnd.citationstyles.csl+json"
ITEMS = "csl-json"  # the format of a bibliography that comes as JSON items
_LINE = re.compile(r"[^\r\n]+")


class TransliterateParameters(msgspec.Struct, forbid_unknown_fields=True):
    """Body of ``POST /v1/transliterate``."""

    text: str
    language: str | None = None
    scheme: str = "ala-lc"
    reverse: bool = False
    kind: str = "text"


class NormalizeParameters(msgspec.Struct, forbid_unknown_fields=True):
    """Body of ``POST /v1/normalize``: the bibliography as text, as one CSL-JSON item, or as a list of items."""

    source: str | list[dict[str, Any]] | dict[str, Any]
    profile: str = "romanized"
    scheme: str | None = None
    language: str | None = None
    from_format: str | None = msgspec.field(default=None, name="from")
    to_format: str | None = msgspec.field(default=None, name="to")
    repairs: list[str] | None = None


class CheckParameters(msgspec.Struct, forbid_unknown_fields=True):
    """Body of ``POST /v1/check``."""

    source: str | list[dict[str, Any]] | dict[str, Any]
    profile: str = "romanized"
    scheme: str | None = None
    language: str | None = None
    from_format: str | None = msgspec.field(default=None, name="from")


class DetectParameters(msgspec.Struct, forbid_unknown_fields=True):
    """Body of ``POST /v1/detect``."""

    text: str


@blueprint.post("/transliterate")
def post_transliterate() -> Response:
    """Romanize a text, or bring a romanization back; text/plain goes line for line."""
    if media_type((JSON, TEXT)) == TEXT:
        return _transliterate_lines()
    query(())
    negotiate((JSON,))
    wanted = json_body(TransliterateParameters)
    _check_transliteration(wanted.language, wanted.scheme, wanted.reverse)
    try:
        done = explain(
            wanted.text,
            language=wanted.language,
            scheme=wanted.scheme,
            reverse=wanted.reverse,
            kind=check_kind(wanted.kind),
        )
    except UnknownSchemeError:  # the language that the text turned out to be in has no such scheme
        raise unknown_scheme(wanted.scheme, detect(wanted.text).language) from None
    return json_answer(
        {
            "output": done.output,
            "language": done.language,
            "scheme": done.scheme,
            "tag": done.tag,
            "tokens": [asdict(token) for token in done.tokens],
            "warnings": done.warnings,
        }
    )


def _transliterate_lines() -> Response:
    values = query(("language", "scheme", "reverse", "kind"))
    answer_as = negotiate((TEXT,))
    kind = check_kind(values.get("kind", "text"))
    language, scheme, reverse = values.get("language"), values.get("scheme", "ala-lc"), flag(values, "reverse")
    _check_transliteration(language, scheme, reverse)

    def line(match: re.Match[str]) -> str:
        return transliterated(match[0], language=language, scheme=scheme, reverse=reverse, kind=kind)[0]

    return text_answer(_LINE.sub(line, text_body()), answer_as)


def _check_transliteration(language: str | None, scheme: str, reverse: bool) -> None:
    check_scheme(scheme, language)
    if reverse:
        check_reversible(scheme, language)


@blueprint.post("/normalize")
def post_normalize() -> Response:
    """Normalize a bibliography: JSON parameters give the full result, a format's own media type gives that format."""
    kind = _kind_of_bibliography()
    if kind == JSON:
        query(())
        wanted = json_body(NormalizeParameters)
    else:
        values = query(("profile", "scheme", "language", "from", "to", "repairs"))
        repairs = values.get("repairs")
        wanted = NormalizeParameters(
            source=_bibliography(kind),
            profile=values.get("profile", "romanized"),
            scheme=values.get("scheme"),
            language=values.get("language"),
            from_format=_format_name(kind, values.get("from")),
            to_format=values.get("to"),
            repairs=None if repairs is None else [name for name in repairs.split(",") if name],
        )
    read_as = _format_of(wanted.source, wanted.from_format)
    written = check_format(wanted.to_format) or read_as
    answer_as = negotiate(_offers(kind, written))
    check_request(wanted.profile, wanted.scheme, wanted.language, wanted.repairs)
    done = normalize(
        wanted.source,
        profile=wanted.profile,
        scheme=wanted.scheme,
        language=wanted.language,
        from_format=read_as.NAME,
        to_format=written.NAME,
        repairs=wanted.repairs,
    )
    counts = {"X-Romanbib-Changes": str(len(done.changes)), "X-Romanbib-Warnings": str(len(done.warnings))}
    if answer_as == JSON:
        return json_answer(done.as_dict(), counts)
    return text_answer(done.output, answer_as, counts)


def _kind_of_bibliography() -> str:
    """Media type of the body; a JSON list is CSL-JSON, whichever of the two it is called."""
    kind = media_type((JSON, *_formats_by_media_type()))
    return CSL_JSON if kind == JSON and text_body().lstrip("\ufeff \t\r\n").startswith("[") else kind


def _formats_by_media_type() -> Mapping[str, Format]:
    """Every format by its media types; JSON itself holds parameters, not a bibliography."""
    return {kind: one for one in formats().values() for kind in one.MEDIA_TYPES if kind != JSON}


def _offers(kind: str, written: Format) -> list[str]:
    """Media types in which the answer can come, the one to use by default first."""
    own = [one for one in written.MEDIA_TYPES if one != JSON]
    if written.BINARY:
        return own
    if kind == JSON:
        return [JSON]
    return [*([kind] if kind in own else own), JSON, *(one for one in own if kind in own and one != kind)]


def _format_name(kind: str, given: str | None) -> str:
    """Name of the format of a body that is a bibliography: its media type's, but plain text can hold any format."""
    own = _formats_by_media_type()[kind].NAME
    if given is not None and kind != TEXT and given != own:
        bad_parameter(f"The body is {kind}, which is {own}; leave 'from' out or send another Content-Type.", (own,))
    return given or own


def _format_of(source: object, name: str | None) -> Format:
    """Format of a source: the one named, else what it looks like; items are CSL-JSON."""
    named = check_format(name)
    if isinstance(source, bytes) and named is not None:
        return named
    if named is not None and named.BINARY:
        bad_parameter(f"{named.NAME} is bytes; send them as the body, as {named.MEDIA_TYPES[0]}.", named.MEDIA_TYPES)
    if isinstance(source, str):
        return named or find_format(None, head=source)
    if named is not None and named.NAME != ITEMS:
        bad_parameter("The source is CSL-JSON items; leave 'from' out, or give the source as a string.", (ITEMS,))
    return find_format(ITEMS)


def _bibliography(kind: str) -> Any:
    """Body of the request: text, or bytes where its media type is that of a format of bytes."""
    if _formats_by_media_type()[kind].BINARY:
        return body()
    text = text_body()
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Problem("unreadable-input", f"Line {line} holds a NUL character; this is no text.")
    return text


@blueprint.post("/check")
def post_check() -> Response:
    """Say what is wrong with a bibliography and what normalizing would change, without giving it back changed.

    Text is answered with text, one problem a line.
    """
    kind = _kind_of_bibliography()
    answer_as = negotiate((TEXT, JSON) if kind == TEXT else (JSON,))
    if kind == JSON:
        query(())
        wanted = json_body(CheckParameters)
    else:
        values = query(("profile", "scheme", "language", "from"))
        wanted = CheckParameters(
            source=_bibliography(kind),
            profile=values.get("profile", "romanized"),
            scheme=values.get("scheme"),
            language=values.get("language"),
            from_format=_format_name(kind, values.get("from")),
        )
    asked: dict[str, Any] = {
        "profile": check_request(wanted.profile, wanted.scheme, wanted.language, None).profile.id,
        "scheme": wanted.scheme,
        "language": wanted.language,
        "from_format": _format_of(wanted.source, wanted.from_format).NAME,
    }
    done = normalize(wanted.source, **asked)
    if answer_as == TEXT:
        lines = (f"{one['record']}: {one['message']} [{one['rule']}]\n" for one in problems(done))
        return text_answer(visible("".join(lines)), TEXT)
    return json_answer(
        {
            "problems": problems(done),
            "changes": done.changes,
            "would_change": bool(done.changes),
            "format": done.format,
            "records": done.records,
        }
    )


@blueprint.post("/detect")
def post_detect() -> Response:
    """Tell the language and script of a text; in text/plain, of each line: language, script, confidence, reason."""
    kind = media_type((JSON, TEXT))
    query(())
    negotiate((kind,))
    if kind == TEXT:
        told = map(detect, text_body().splitlines())
        lines = (f"{one.language or '-'}\t{one.script or '-'}\t{one.confidence:.2f}\t{one.reason}\n" for one in told)
        return text_answer("".join(lines), TEXT)
    return json_answer(asdict(detect(json_body(DetectParameters).text)))
