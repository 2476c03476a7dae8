"""A bibliography on its way, record by record: read, normalized, written, reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from .errors import InputError
from .formats import Composer, Document, Format, places_of
from .references.fields import treatment
from .references.items import treat
from .references.laid_out import lay_out_entry, normalize_for_layout, put_in_nominative, write_entry
from .references.record import Caution, Change, Record
from .references.request import Request

if TYPE_CHECKING:
    from .consistency import Consistency
    from .consistency.unify import Unification

DOUBTFUL = 0.5  # confidence below which the fields of a line of text are reported


def _with_item(record: Record) -> None:
    """Make the item of a record what goes on to another format: a line of text is taken apart into fields."""
    from .entries import parse  # only here and for keys below: what a plain run does not need, it does not load

    record.texts = record.own_places = None
    if record.entry is not None:
        parsed = parse(record.entry)
        record.item, record.entry = parsed.item(), None
        record.changes += put_in_nominative(parsed)
        if parsed.confidence < DOUBTFUL:
            record.warn_of_record("taken apart into fields with little certainty; compare it with the entry")


def stream(
    chunks: Iterable[Any],
    chosen: Format,
    wanted: Request,
    done: Callable[[Record], None],
    *,
    target: Format | None = None,
    keys: Mapping[str, str] | None = None,
    whole_document: bool = False,
    unification: Unification | None = None,
    seen: Callable[[Record], None] = lambda record: None,
) -> Iterator[Any]:
    """Normalize a bibliography piece by piece.

    Args:
        chunks: the bibliography in chunks of any size, as its format reads it: text, or bytes.
        chosen: its format.
        wanted: what ``request`` made of the caller's wishes.
        done: told of each record when it is written, for reports and progress.
        target: the format to write, from ``target_of``; its own if not given.
        keys: new citation keys by the old ones.
        whole_document: whether all of a document is normalized, and not its reference sections alone.
        unification: the forms in which names are to be written, from ``learned``.
        seen: shown each record as it was read.

    Raises:
        InputError: it is not of the format, at the record where that shows; or it is no document.
        RomanbibError: the format written does not keep originals as the caller wishes.
    """
    converted = target is not None and target.NAME != chosen.NAME
    of_entries = converted and getattr(target, "OF_ENTRIES", False)
    places = places_of(target if target is not None else chosen, wanted.originals)

    def records() -> Iterator[Record]:
        treated = treatment(wanted, places)
        found = reader(chosen, whole_document=whole_document)(chunks)
        if keys:
            from .formats.citation_keys import with_keys

            found = with_keys(found, keys)
        for record in found:
            if converted and not (of_entries and record.entry is not None):
                _with_item(record)
            seen(record)
            wishes = unification.wishes(record) if unification is not None else []
            before = copy(record) if wishes else record
            to_write = of_entries and record.entry is None
            if to_write:
                normalize_for_layout(record, wanted)
            elif record.entry is None or not lay_out_entry(record, wanted):
                treat(record, treated)
            if unification is not None and wishes:
                unification.write(record, before, wishes)
            if to_write:
                write_entry(record, wanted)
            yield record
            done(record)  # only now it is written, and its writer may have had something to warn of

    return target.compose(records()) if converted and isinstance(target, Composer) else chosen.write(records())


def reader(chosen: Format, *, whole_document: bool) -> Callable[[Iterable[Any]], Iterator[Record]]:
    """Give what reads the records of a format.

    Raises:
        InputError: all of a document is wanted of a format that is none.
    """
    if not whole_document:
        return chosen.read
    if not isinstance(chosen, Document):
        raise InputError(f"{chosen.NAME} holds references alone; leave the choice of the whole document out")
    return chosen.read_whole


def _reported(place: str, one: Caution) -> dict[str, Any]:
    """Give a warning as plain JSON values: the place of its record, then what it holds."""
    return {"record": place, **asdict(one)}


def _reported_change(place: str, one: Change) -> dict[str, Any]:
    """Give a change as ``_reported`` gives a warning; there are many, and so their names stand here."""
    return {
        "record": place,
        "field": one.field,
        "start": one.start,
        "end": one.end,
        "before": one.before,
        "after": one.after,
        "rule": one.rule,
    }


class Report:
    """The changes and warnings of a bibliography, gathered record by record as plain JSON values.

    Args:
        consistency: gathers what goes for the bibliography as a whole, if that is to be checked.
        most: how many warnings of a rule are kept, and no changes; None keeps all, as long as the bibliography may be.
    """

    def __init__(self, consistency: Consistency | None = None, *, most: int | None = None) -> None:
        self.consistency = consistency
        self.most = most
        self.of_rule: Counter[str] = Counter()  # how many warnings there were, if not all are kept
        self.changes: list[dict[str, Any]] = []
        self.warnings: list[dict[str, Any]] = []
        self.records = 0

    def see(self, record: Record) -> None:
        """Take in a record as it was read, for its consistency with the others."""
        if self.consistency is not None:
            self.consistency.take(record)

    def add(self, record: Record) -> None:
        """Take in a record; what stands between records counts for none."""
        self.records += record.is_reference
        place = record.place
        if self.most is None:
            self.changes += [_reported_change(place, change) for change in record.changes]
            if record.warnings:
                self.warnings += [_reported(place, warning) for warning in record.warnings]
            return
        for warning in record.warnings:
            self.of_rule[warning.rule] += 1
            if self.of_rule[warning.rule] <= self.most:
                self.warnings.append(_reported(place, warning))

    def note(self, message: str) -> None:
        """Take in what goes for the whole file."""
        self.warnings.insert(0, _reported("line 1", Caution("", 0, 0, message, "encoding")))
