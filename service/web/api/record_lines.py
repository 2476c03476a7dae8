"""NDJSON: a line for what became of each record, as soon as it is known; at the end totals, or a problem."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ...errors import RomanbibError, RuleTableError
from ...formats import Choosing, Format, find_format
from ...references.record import Record
from ...references.request import Request
from ...streaming import Report, stream
from ..answers import as_json
from ..problems import Problem, members
from .bibliographies import ITEMS

if TYPE_CHECKING:
    from ...consistency.unify import Unification

_LINES = "text"  # the format whose records are given as the lines that they are


def given_as(read_as: Format, written: Format | None) -> Format:
    """Format that stands in the lines of JSON: text for lines of text, unless CSL-JSON is asked for, as for all else.

    Args:
        read_as: the format that the records are read in.
        written: the one that the caller asks for.
    """
    return read_as if read_as.NAME == _LINES and written in (None, read_as) else find_format(ITEMS)


def record_lines(
    chunks: Iterable[Any],
    read_as: Format,
    wanted: Request,
    seen: Callable[[Record], None],
    done: Callable[[Record], None],
    *,
    target: Format,
    whole_document: bool = False,
    unification: Unification | None = None,
) -> Iterator[bytes]:
    """Normalize a bibliography record by record.

    What is wrong with the bibliography is told in a last line before it is raised, for the lines before are right.

    Args:
        chunks: the bibliography, as its format reads it.
        read_as: its format.
        wanted: what the caller wants done.
        seen: shown each record before the work on it begins.
        done: shown it when that has ended.
        target: what ``given_as`` said.
        whole_document: whether all of a document is normalized.
        unification: the forms in which names are to be written.

    Raises:
        RomanbibError, Problem: what is wrong.
    """
    written: list[tuple[Record, dict[str, Any]]] = []
    records = _Records(read_as, target, written)
    pieces = stream(
        chunks,
        records if target.NAME == read_as.NAME else read_as,
        wanted,
        done,
        target=records,
        whole_document=whole_document,
        unification=unification,
        seen=seen,
    )
    totals = {"records": 0, "changes": 0, "warnings": 0}
    try:
        for _ in pieces:
            for record, value in written:
                report = Report()
                report.add(record)
                if report.records:
                    totals["records"] += 1
                    totals["changes"] += len(report.changes)
                    totals["warnings"] += len(report.warnings)
                    yield as_json(
                        {"record": record.place, **value, "changes": report.changes, "warnings": report.warnings}
                    )
            written.clear()
    except (RomanbibError, Problem) as error:
        if not isinstance(error, RuleTableError):
            yield as_json({"problem": members(error if isinstance(error, Problem) else Problem.of(error))})
        raise
    yield as_json({"totals": totals})


class _Records:
    """A format that writes nothing but puts each record aside, as what it would be written as: an item, or a line.

    Args:
        read_as: the format that the records are read in.
        target: the format that they are given in.
        written: where they are put.
    """

    SUFFIXES: tuple[str, ...] = ()
    MEDIA_TYPES: tuple[str, ...] = ()
    BINARY = False

    def __init__(self, read_as: Format, target: Format, written: list[tuple[Record, dict[str, Any]]]) -> None:
        self.NAME = target.NAME
        self.ORIGINALS = target.ORIGINALS
        self.PLACES = target.PLACES if isinstance(target, Choosing) else {}
        self._read_as = read_as
        self._written = written

    def recognizes(self, head: Any) -> bool:
        return self._read_as.recognizes(head)

    def read(self, chunks: Iterable[Any]) -> Iterator[Record]:
        return self._read_as.read(chunks)

    def write(self, records: Iterable[Record]) -> Iterator[str]:
        for record in records:
            text = "".join(self._read_as.write([record]))
            if record.entry is not None:
                self._written.append((record, {"entry": text.strip("\r\n")}))
            elif (start := text.find("{")) >= 0:  # blanks and commas between the items stand before it
                self._written.append((record, {"item": json.loads(text[start:])}))
            elif record.warnings:
                self._written.append((record, {}))
            yield ""

    def compose(self, records: Iterable[Record]) -> Iterator[str]:
        from ...formats import csl_json

        for record in records:
            items = json.loads("".join(csl_json.compose([record])))
            if items or record.warnings:
                self._written.append((record, {"item": items[0]} if items else {}))
            yield ""
