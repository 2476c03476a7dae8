"""One form for one name: the second pass over a bibliography, which writes every variant in the preferred form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from msgspec.structs import replace

from ..references.record import Change, Record
from ..references.request import Request
from . import journal, person, place, publisher
from .forms import Cluster
from .reading import JOURNAL, PERSON, PLACE, PUBLISHER, Mention, Reference, read
from .sound import romanized

_PATH = re.compile(r"(?P<key>[\w-]+)(?:\[(?P<place>\d+)\]\.(?P<part>[\w-]+))?")
_KINDS = {PERSON: "name", JOURNAL: "container", PUBLISHER: "publisher", PLACE: "place"}  # to a vocalizer
_Key = tuple[str, str, str, str]  # kind, name, given names, language of the reference


class _Names(Protocol):
    def take(self, reference: Reference) -> None: ...

    def clusters(self) -> Iterator[Cluster]: ...


class Unification:
    """The preferred forms of a bibliography's names, learned in a first pass and written in a second.

    Only what is certainly one name is unified; the rest is for ``check`` to list.
    """

    def __init__(self, wanted: Request) -> None:
        self._scheme = wanted.scheme
        self._checks: dict[str, _Names] = {
            PERSON: person.Check(wanted),
            JOURNAL: journal.Check(wanted),
            PUBLISHER: publisher.Check(wanted),
            PLACE: place.Check(wanted),
        }
        self._best: dict[_Key, str] | None = None

    def learn(self, records: Iterable[Record]) -> None:
        """Take in all records, as they were read."""
        for record in records:
            reference = read(record)
            if reference is not None:
                for check in self._checks.values():
                    check.take(reference)
        self._best = {
            (kind, form.text, form.given, form.language): cluster.best
            for kind, check in self._checks.items()
            for cluster in check.clusters()
            if cluster.sure and cluster.best
            for form in cluster.forms
            if form.native or form.text != cluster.best
        }

    def wishes(self, record: Record) -> list[tuple[Mention, str, str]]:
        """Say which names of a record, not normalized yet, are to be written in another form.

        Returns:
            For each the name, what it is romanized to, and the preferred form.
        """
        reference = read(record) if self._best else None
        return list(self._wishes(reference)) if reference is not None else []

    def _wishes(self, reference: Reference) -> Iterator[tuple[Mention, str, str]]:
        for one in reference.mentions:
            best = (self._best or {}).get((one.kind, one.text, one.given, reference.language))
            if best is not None:
                now = romanized(one.text, reference.language, _KINDS[one.kind], self._scheme)
                yield one, now or one.text, best

    def write(self, record: Record, before: Record, wishes: list[tuple[Mention, str, str]]) -> None:
        """Write the preferred forms in a record that has been normalized, as changes of what came in.

        Args:
            record: the record, normalized.
            before: its texts as they came in: ``item``, ``entry`` and ``texts``.
            wishes: what ``wishes`` gave for it.
        """
        changed = {one.field for one, now, best in wishes if _wish(record.changes, one, now, best)}
        for field in changed:
            _set(record, field, _applied(_text(before, field), [one for one in record.changes if one.field == field]))


def _wish(changes: list[Change], one: Mention, now: str, best: str) -> bool:
    """Add a change to those of a record, or put the preferred form into the one that romanizes the name.

    Returns whether it could: not where several changes meet in the name.
    """
    rule = f"unify: {one.kind}"
    met = [
        place
        for place, change in enumerate(changes)
        if change.field == one.field and change.start < one.end and change.end > one.start
    ]
    if not met:
        behind = (
            place for place, change in enumerate(changes) if change.field == one.field and change.start >= one.end
        )
        changes.insert(next(behind, len(changes)), Change(one.field, one.start, one.end, one.text, best, rule))
        return True
    change = changes[met[0]]
    if len(met) > 1 or now == best or change.after.count(now) != 1:
        return False
    changes[met[0]] = replace(change, after=change.after.replace(now, best), rule=f"{change.rule}; {rule}")
    return True


def _applied(text: str, changes: list[Change]) -> str:
    for one in sorted(changes, key=lambda change: (change.start, change.end), reverse=True):
        text = text[: one.start] + one.after + text[one.end :]
    return text


def _text(record: Record, field: str) -> str:
    if record.entry is not None:
        return record.entry
    if record.texts is not None:
        return next(one.text for one in record.texts if one.path == field)
    holder, key = _holder(record.item, field)
    return str(holder[key])


def _holder(item: dict[str, Any], field: str) -> tuple[dict[str, Any], str]:
    match = _PATH.fullmatch(field)
    if match is None or match["place"] is None:
        return item, field
    return item[match["key"]][int(match["place"])], match["part"]


def _set(record: Record, field: str, text: str) -> None:
    """Set a text of a record; its item is copied as far as it changes, for the writer compares it with what it read."""
    if record.entry is not None:
        record.entry = text
        return
    if record.texts is not None:
        next(one for one in record.texts if one.path == field).romanized = text
    else:
        match = _PATH.fullmatch(field)
        key = match["key"] if match is not None and match["place"] is not None else ""
        record.item = dict(record.item)
        if key:
            record.item[key] = [dict(one) if isinstance(one, dict) else one for one in record.item[key]]
        holder, part = _holder(record.item, field)
        holder[part] = text
    if field in record.parts:
        record.parts[field] = replace(record.parts[field], romanized=text)
