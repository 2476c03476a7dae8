"""Say what is wrong with a bibliography, without changing it."""

from __future__ import annotations

from flask import Response

from ...consistency import Consistency
from ...pipeline import problems
from ...references.record import Record
from ...streaming import Report, stream
from ...text.hygiene import visible
from .. import overrides_in_force
from ..answers import json_answer, negotiate, text_answer
from ..choices import check_document, check_request
from ..limits import allowance
from ..metrics import metrics
from ..requests import JSON, TEXT, json_body, no_query, query
from .bibliographies import Sent, contents, source_of
from .operations import OF_BIBLIOGRAPHY, Answer, Content, operation
from .parameters import CheckParameters, CheckQuery
from .results import Checked

SARIF = "application/sarif+json"


def _taken() -> dict[str, Content]:
    return {JSON: Content(CheckParameters, {"source": "Щука. М., 1999. С. 3-5.", "profile": "paper"}), **contents()}


@operation(
    "POST",
    "/check",
    tag="Bibliographies",
    query=CheckQuery,
    body=_taken,
    answers={
        200: Answer(
            "What is wrong: as JSON, as SARIF 2.1.0, or as text with one problem a line.",
            {
                JSON: Content(Checked),
                SARIF: Content({"type": "object", "required": ["version", "runs"]}),
                TEXT: Content(example="line 2: '195–231, .' should be '195–231.' [repair: punctuation]\n"),
            },
        )
    },
    problems=OF_BIBLIOGRAPHY,
)
def post_check() -> Response:
    """Say what is wrong with a bibliography and what normalizing would change, without giving it back changed.

    It looks at the bibliography as a whole, so its answer comes when all of it has come. Like /v1/normalize it is pure.
    """
    sent = Sent.now()
    answer_as = negotiate((TEXT, JSON, SARIF) if sent.kind == TEXT else (JSON, SARIF, TEXT))
    asked: CheckParameters | CheckQuery
    if sent.kind == JSON:
        no_query()
        asked = json_body(CheckParameters, sent.body)
        read_as, text = source_of(asked)
        chunks = iter([text])
    else:
        asked = query(CheckQuery)
        read_as = sent.format(asked.from_format)
        chunks = sent.chunks(read_as, whole=True)
    overrides = overrides_in_force.current(asked.scope)
    wanted = check_request(asked.profile, asked.scheme, asked.language, None, overrides, respell=asked.respell)
    if asked.whole_document:
        check_document(read_as)
    consistency = Consistency(wanted)
    report, allowed, counts = Report(consistency), allowance(), metrics()

    def see(record: Record) -> None:
        allowed.take(record)
        report.see(record)

    def done(record: Record) -> None:
        counts.record(record, read_as.NAME)
        report.add(record)

    for _ in stream(chunks, read_as, wanted, done, whole_document=asked.whole_document, seen=see):
        pass
    found = problems(report, consistency)
    if answer_as == TEXT:
        lines = (f"{one['record']}: {one['message']} [{one['rule']}]".replace("\n", "␊") + "\n" for one in found)
        return text_answer(visible("".join(lines)), TEXT)
    if answer_as == SARIF:
        from ...report import sarif  # only here: few ask for it

        return text_answer(sarif.write({sarif.STANDARD_INPUT: found}), SARIF)
    return json_answer(
        {
            "problems": found,
            "changes": report.changes,
            "would_change": bool(report.changes),
            "format": read_as.NAME,
            "records": report.records,
        }
    )
