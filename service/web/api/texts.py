"""Texts: romanize them and bring them back, tell their language."""

from __future__ import annotations

import re
from dataclasses import asdict

from flask import Response

from ...errors import UnknownSchemeError
from ...pipeline import detect
from ...romanization import explain, transliterated
from .. import overrides_in_force
from ..answers import json_answer, negotiate, text_answer
from ..choices import check_kind, check_reversible, check_scheme, unknown_scheme
from ..limits import allowance
from ..metrics import metrics
from ..requests import JSON, TEXT, json_body, media_type, no_query, query, text_body
from .operations import OF_BODY, Answer, Content, operation
from .parameters import DetectParameters, TransliterateParameters, TransliterateQuery
from .results import Detection, Romanization

_LINE = re.compile(r"[^\r\n]+")


@operation(
    "POST",
    "/transliterate",
    tag="Texts",
    query=TransliterateQuery,
    body={
        JSON: Content(TransliterateParameters, {"text": "Щи да каша", "language": "ru", "scheme": "ala-lc"}),
        TEXT: Content(example="Щи да каша\n"),
    },
    answers={
        200: Answer(
            "The romanization; for JSON with one token a word.",
            {JSON: Content(Romanization), TEXT: Content(example="Shchi da kasha\n")},
        )
    },
    problems=(
        *OF_BODY,
        "unknown-language",
        "unknown-scheme",
        "unknown-option",
        "unknown-kind",
        "not-reversible",
        "took-too-long",
        "overrides-unavailable",
    ),
)
def post_transliterate() -> Response:
    """Romanize a text, or bring a romanization back.

    JSON holds the text and its parameters. text/plain goes line for line; its parameters stand in the query.
    """
    if media_type((JSON, TEXT)) == TEXT:
        return _transliterate_lines()
    no_query()
    negotiate((JSON,))
    wanted = json_body(TransliterateParameters)
    kind = _check(wanted)
    try:
        done = explain(
            wanted.text,
            language=wanted.language,
            scheme=wanted.scheme,
            reverse=wanted.reverse,
            kind=kind,
            overrides=overrides_in_force.current(wanted.scope),
        )
    except UnknownSchemeError:  # the language that the text turned out to be in has no such scheme
        raise unknown_scheme(wanted.scheme, detect(wanted.text).language) from None
    metrics().words(done.tokens)
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
    wanted = query(TransliterateQuery)
    answer_as = negotiate((TEXT,))
    kind = _check(wanted)
    overrides, allowed = overrides_in_force.current(wanted.scope), allowance()

    def line(match: re.Match[str]) -> str:
        allowed.check_time()
        return transliterated(
            match[0],
            language=wanted.language,
            scheme=wanted.scheme,
            reverse=wanted.reverse,
            kind=kind,
            overrides=overrides,
        )[0]

    return text_answer(_LINE.sub(line, text_body()), answer_as)


def _check(wanted: TransliterateQuery) -> str:
    check_scheme(wanted.scheme, wanted.language)
    if wanted.reverse:
        check_reversible(wanted.scheme, wanted.language)
    return check_kind(wanted.kind)


@operation(
    "POST",
    "/detect",
    tag="Texts",
    body={
        JSON: Content(DetectParameters, {"text": "Історія України"}),
        TEXT: Content(example="Історія України\nمقدمه‌ای بر پژوهش\n"),
    },
    answers={
        200: Answer(
            "Language, script, confidence and reason; for text/plain one line for each, with tabs between.",
            {JSON: Content(Detection), TEXT: Content(example="uk\tCyrl\t1.00\tletters of Ukrainian\n")},
        )
    },
    problems=OF_BODY,
)
def post_detect() -> Response:
    """Tell the language and script of a text; in text/plain, of each line."""
    kind = media_type((JSON, TEXT))
    no_query()
    negotiate((kind,))
    if kind == TEXT:
        told = map(detect, text_body().splitlines())
        lines = (f"{one.language or '-'}\t{one.script or '-'}\t{one.confidence:.2f}\t{one.reason}\n" for one in told)
        return text_answer("".join(lines), TEXT)
    return json_answer(asdict(detect(json_body(DetectParameters).text)))
