"""Each entry before and after, cut into pieces that say what was changed, for people to compare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from ..formats import Format
from ..pipeline import Report
from ..references.arrange import Request
from ..references.items import ENTRY, normalize_record
from ..references.record import Caution, Change, Record

_ROMANIZED = re.compile(r"romanize: (?P<language>[\w-]+)/")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_PIECE = re.compile(r"\s+|\S+")
LONGEST_COMPARED = 5000  # pieces of a text that are compared one by one


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: whether it was changed (and by what), whether it is doubtful, and its language if known."""

    text: str
    changed: bool = False
    doubtful: bool = False
    rule: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of an entry before and after; a line of text is one field without a name."""

    name: str
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as it is shown: its place in the source, its fields, what was changed and what is doubtful."""

    place: str
    fields: list[FieldView]
    changes: list[Change]
    warnings: list[Caution]


@dataclass(slots=True)
class Comparison:
    """A bibliography before and after.

    Attributes:
        output: the whole result, as text.
        entries: as many entries as are to be shown.
        records, changed, changes, warnings: how many there are in all.
    """

    output: str = ""
    entries: list[EntryView] = field(default_factory=list)
    records: int = 0
    changed: int = 0
    changes: int = 0
    warnings: int = 0


def compare(text: str, chosen: Format, wanted: Request, shown: int) -> Comparison:
    """Normalize a bibliography and keep each entry (the first ``shown`` of them) as it was beside what it became.

    Raises:
        InputError: the text is not of the format.
    """
    found = Comparison()
    report = Report()

    def records() -> Iterator[Record]:
        for record in chosen.read([text]):
            before = deepcopy(_texts(record)) if len(found.entries) < shown else {}
            normalize_record(record, wanted, own_places=chosen.ORIGINALS)
            earlier = report.records
            report.add(record)
            if report.records > earlier:
                found.changed += bool(record.changes)
                if len(found.entries) < shown:
                    found.entries.append(_view(record, before))
            yield record

    found.output = "".join(chosen.write(records()))
    found.records, found.changes, found.warnings = report.records, len(report.changes), len(report.warnings)
    return found


def _texts(record: Record) -> dict[str, Any]:
    """Give the fields of a record; a line of text is a field of its own."""
    return record.item if record.entry is None else {ENTRY: record.entry}


def _view(record: Record, before: dict[str, Any]) -> EntryView:
    return EntryView(record.place, list(_fields(record, before)), list(record.changes), list(record.warnings))


def _fields(record: Record, before: dict[str, Any]) -> Iterator[FieldView]:
    """Yield the fields that changed or are doubtful; where there are none, the title for orientation."""
    reported: list[Change | Caution] = [*record.changes, *record.warnings]
    names = list(dict.fromkeys(one.field for one in reported if one.field))
    for name in names or [ENTRY if ENTRY in before else "title"]:
        was, now = _value(before, name), _value(_texts(record), name)
        changes = [change for change in record.changes if change.field == name]
        warnings = [warning for warning in record.warnings if warning.field == name]
        label = "" if name == ENTRY else name
        if was or now:
            yield FieldView(label, before_pieces(was, changes, warnings), after_pieces(was, now, changes))


def _value(item: dict[str, Any], name: str) -> str:
    """Follow a field's name, such as ``author[0].family``; names of people are written out."""
    value: Any = item
    for key, place in _STEP.findall(name):
        try:
            value = value[int(place)] if place else value[key]
        except (KeyError, IndexError, TypeError):
            return ""
    if isinstance(value, list):
        return "; ".join(_person(one) for one in value)
    return value if isinstance(value, str) else ""


def _person(name: Any) -> str:
    parts = (name.get(key) for key in ("literal", "family", "given")) if isinstance(name, dict) else ()
    return ", ".join(part for part in parts if isinstance(part, str))


def before_pieces(text: str, changes: Sequence[Change], warnings: Sequence[Caution]) -> list[Piece]:
    """Cut a text where changes and warnings begin and end."""
    spans = [(*_narrowed(change)[:2], change) for change in changes]
    borders = {0, len(text)}
    borders.update(place for start, end, _ in spans for place in (start, end))
    borders.update(place for warning in warnings for place in (warning.start, warning.end))
    pieces = []
    for start, end in pairwise(sorted(place for place in borders if 0 <= place <= len(text))):
        over = [change for first, last, change in spans if first <= start and end <= last]
        doubtful = any(warning.start <= start and end <= warning.end for warning in warnings)
        rule = over[-1].rule if over else ""
        pieces.append(Piece(text[start:end], bool(over), doubtful, rule, _language(rule)))
    return pieces


def after_pieces(before: str, after: str, changes: Sequence[Change]) -> list[Piece]:
    """Cut the changed text where changes begin and end; by comparing the texts where the changes do not say where."""
    pieces: list[Piece] = []
    done = 0
    for change in _outermost(changes):
        start, end, new = _narrowed(change)
        pieces += (Piece(before[done:start]), Piece(new, True, False, change.rule, _latin(change.rule)))
        done = end
    pieces.append(Piece(before[done:]))
    if "".join(piece.text for piece in pieces) != after:
        pieces = list(_compared(before, after))
    return [piece for piece in pieces if piece.text]


def _narrowed(change: Change) -> tuple[int, int, str]:
    """Start, end and new text of a change; of a repair only what is really different."""
    if not change.rule.startswith("repair"):
        return change.start, change.end, change.after
    first = 0
    shorter = min(len(change.before), len(change.after))
    while first < shorter and change.before[first] == change.after[first]:
        first += 1
    last = 0
    while last < shorter - first and change.before[-1 - last] == change.after[-1 - last]:
        last += 1
    return change.start + first, change.end - last, change.after[first : len(change.after) - last]


def _outermost(changes: Sequence[Change]) -> list[Change]:
    """Leave out the changes that a later one, over the same place and more, has taken up."""
    kept: list[Change] = []
    for change in changes:
        kept = [one for one in kept if one.end <= change.start or one.start >= change.end]
        kept.append(change)
    return sorted(kept, key=lambda change: (change.start, change.end))


def _compared(before: str, after: str) -> Iterator[Piece]:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) + len(new) > LONGEST_COMPARED:
        yield Piece(after, True)
        return
    for what, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Piece("".join(new[start:end]), what != "equal")


def _language(rule: str) -> str | None:
    match = _ROMANIZED.match(rule)
    return match["language"] if match else None


def _latin(rule: str) -> str | None:
    language = _language(rule)
    return f"{language}-Latn" if language else None
