"""Normalize a bibliography: the caller's format in, the format asked for out, both as a stream."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flask import Response

from ...formats import Composer, Format, formats
from ...pipeline import Result, Source, learned, target_of
from ...references.record import Record
from ...references.request import Request
from ...streaming import Report, stream
from .. import overrides_in_force
from ..answers import json_answer, negotiate, streamed_answer, text_answer
from ..bodies import BLOCK, BUFFERED
from ..choices import check_document, check_format, check_originals, check_request
from ..limits import Allowance, allowance
from ..metrics import metrics
from ..requests import JSON, TEXT, json_body, no_query, query
from ..settings import current_settings
from .bibliographies import ITEMS, NDJSON, Sent, by_media_type, contents, source_of
from .operations import OF_BIBLIOGRAPHY, Answer, Content, operation
from .parameters import NormalizeParameters, NormalizeQuery
from .record_lines import given_as, record_lines
from .results import Normalized, RecordResult
from .unbroken import Unbroken

if TYPE_CHECKING:
    from ...consistency.unify import Unification

HTML = "text/html"
_TABS = "text/tab-separated-values"  # what came with commas does not leave with tabs
_COUNTS = {
    "X-Romanbib-Changes": "How many changes were made; only where the body was small enough to be worked on whole.",
    "X-Romanbib-Warnings": "How many warnings there are; as above.",
}


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be done with which bibliography."""

    chunks: Unbroken
    read_as: Format
    wanted: Request
    whole_document: bool
    unification: Unification | None


def _taken() -> dict[str, Content]:
    example = {"source": [{"id": "1", "type": "book", "title": "Война и мир"}], "profile": "romanized"}
    return {JSON: Content(NormalizeParameters, example), **contents()}


def _given() -> dict[str, Content]:
    return {
        **{kind: Content(one.schema) for kind, one in contents().items() if kind != NDJSON},
        TEXT: Content(example="Tolstoĭ L. N. Voĭna i mir. M., 1869.\n"),
        JSON: Content(Normalized),
        NDJSON: Content(RecordResult),
        HTML: Content(),
    }


@operation(
    "POST",
    "/normalize",
    tag="Bibliographies",
    query=NormalizeQuery,
    body=_taken,
    answers={
        200: Answer(
            "The bibliography in the format that Accept or 'to' names, its own by default; or what was done to it: as"
            " JSON, record by record as NDJSON, or as a page to read (text/html).",
            _given,
            _COUNTS,
        )
    },
    problems=(*OF_BIBLIOGRAPHY, "unknown-repair"),
)
def post_normalize() -> Response:
    """Romanize what is in another script, mend it, and arrange it as a profile wants.

    The body is a bibliography in the media type of its format, with the parameters in the query; or JSON with the
    bibliography and all parameters. The call is pure: it stores nothing, and the same request has the same answer. It
    can be sent again at will; an Idempotency-Key would change nothing.

    A body above 256 KiB is answered while it comes in. What goes wrong in the middle of such an answer can no longer be
    said by its status: the connection is closed before the end, or, in NDJSON, the last line is a problem. With unify
    the bibliography is read whole first, and has the limit of bodies that are.
    """
    sent = Sent.now()
    if sent.kind == JSON:
        no_query()
        given = json_body(NormalizeParameters, sent.body)
        read_as, text = source_of(given)
        repairs = given.repairs
        written = check_format(given.to_format)
        offers = _offers_of_json(written or read_as)
        asked: NormalizeParameters | NormalizeQuery = given
    else:
        asked = query(NormalizeQuery)
        read_as = sent.format(asked.from_format)
        repairs = None if asked.repairs is None else [name for name in asked.repairs.split(",") if name]
        written = check_format(asked.to_format)
        offers = _offers(sent.kind, written or read_as, alone=written is not None)
    answer_as = negotiate(offers)
    wanted = check_request(
        asked.profile,
        asked.scheme,
        asked.language,
        repairs,
        overrides_in_force.current(asked.scope),
        originals=asked.originals,
        sentence_case=asked.sentence_case,
        gregorian=asked.gregorian,
        respell=asked.respell,
    )
    if asked.whole_document:
        check_document(read_as)
    if answer_as == NDJSON:
        target = given_as(read_as, written)
    else:
        target = target_of(read_as, (by_media_type().get(answer_as) or written or read_as).NAME)
    check_originals(asked.originals, target)
    whole = answer_as in (JSON, HTML) or asked.unify
    chunks: Iterable[Any] = [text] if sent.kind == JSON else sent.chunks(read_as, whole=whole)
    unification = None
    if asked.unify:
        chunks = list(chunks)  # for they are read twice
        source = Source(read_as, _in_steps(chunks, allowance()), "")
        unification = learned(source, wanted, whole_document=asked.whole_document)
    unbroken = Unbroken(chunks, max(current_settings().max_bytes, BUFFERED))
    work = _Work(unbroken, read_as, wanted, asked.whole_document, unification)
    if answer_as == NDJSON:
        return streamed_answer(_lines(work, target), NDJSON, sent.body)
    if answer_as == HTML:
        return text_answer("".join(_report(_result(work, target))), HTML)
    if not whole and sent.kind != JSON and not _small(sent):
        return streamed_answer(_pieces(work, target, None), answer_as, sent.body)
    done = _result(work, target)
    if sent.kind == JSON and not isinstance(given.source, str) and target.NAME == ITEMS:
        done = replace(done, output=json.loads(done.output))
    counts = {"X-Romanbib-Changes": str(len(done.changes)), "X-Romanbib-Warnings": str(len(done.warnings))}
    if answer_as == JSON:
        return json_answer(done.as_dict(), counts)
    return text_answer(done.output, answer_as, counts)


def _small(sent: Sent) -> bool:
    sent.body.begin()
    return sent.body.ended


def _offers(kind: str, written: Format, *, alone: bool) -> list[str]:
    """Media types in which a bibliography can be answered, the one to use by default first."""
    own = _media_types(written, kind)
    offers = [*([kind] if kind in own else []), *own, *([] if written.BINARY else [JSON])]
    if not alone or written.NAME == ITEMS:
        offers.append(NDJSON)
    offers.append(HTML)
    if not alone:
        others = [one for one in formats().values() if one is not written and isinstance(one, Composer)]
        offers += [other for one in others for other in _media_types(one, "")]
    return list(dict.fromkeys(offers))


def _offers_of_json(written: Format) -> list[str]:
    """Media types in which JSON parameters can be answered."""
    return [*([*written.MEDIA_TYPES] if written.BINARY else [JSON, NDJSON]), HTML]


def _media_types(one: Format, sent: str) -> list[str]:
    if sent == _TABS and sent in one.MEDIA_TYPES:
        return [_TABS]
    return [kind for kind in one.MEDIA_TYPES if kind not in (JSON, NDJSON, _TABS)]


def _in_steps(chunks: Iterable[Any], allowed: Allowance) -> Iterator[Any]:
    """Cut chunks into steps, between which work on them stops where the time is up."""
    for chunk in chunks:
        for start in range(0, len(chunk), BLOCK):
            allowed.check_time()
            yield chunk[start : start + BLOCK]


def _lines(work: _Work, target: Format) -> Iterator[bytes]:
    return record_lines(
        work.chunks,
        work.read_as,
        work.wanted,
        _seen(work),
        _counted(work.read_as),
        target=target,
        whole_document=work.whole_document,
        unification=work.unification,
    )


def _pieces(work: _Work, target: Format, report: Report | None) -> Iterator[Any]:
    count = _counted(work.read_as)

    def done(record: Record) -> None:
        count(record)
        if report is not None:
            report.add(record)

    return stream(
        work.chunks,
        work.read_as,
        work.wanted,
        done,
        target=target,
        whole_document=work.whole_document,
        unification=work.unification,
        seen=_seen(work),
    )


def _seen(work: _Work) -> Callable[[Record], None]:
    """What is shown each record before the work on it begins."""
    allowed = allowance()

    def see(record: Record) -> None:
        work.chunks.record()
        allowed.take(record)

    return see


def _counted(read_as: Format) -> Callable[[Record], None]:
    """What counts a record of this format among the numbers of the service."""
    counts = metrics()
    return lambda record: counts.record(record, read_as.NAME)


def _result(work: _Work, target: Format) -> Result:
    report = Report()
    output = (b"" if target.BINARY else "").join(_pieces(work, target, report))
    return Result(output, target.NAME, report.changes, report.warnings, report.records)


def _report(done: Result) -> Iterator[str]:
    from ...batch.files import Outcome  # only here, and its template engine
    from ...report import html

    return html.write([Outcome("-", "utf-8", done.records, done.changes, done.warnings)])
