"""Each entry of a bibliography before and after, as soon as it is done, for people to compare."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import Any

import msgspec
from msgspec.structs import replace

from ..formats import Format
from ..overrides import Overrides
from ..references.items import ENTRY, FIELDS
from ..references.markup import without_tags
from ..references.record import Caution, Change, Record
from ..references.request import Request
from ..streaming import stream
from . import marking
from .alignment import words_of
from .marking import LAYOUT, UNSURE, Piece

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_PERSONS = "name"


class FieldView(msgspec.Struct, frozen=True):
    """A field of an entry before and after; a line of text is one field without a name.

    ``kind`` is what the field is to a vocalizer, out of ``persian.KINDS``.
    """

    name: str
    kind: str
    before: list[Piece]
    after: list[Piece]


class EntryView(msgspec.Struct, frozen=True):
    """An entry as it is shown: its place in the source, its fields, what was changed and what is doubtful."""

    place: str
    fields: list[FieldView]
    changes: list[Change]
    warnings: list[Caution]

    @property
    def unsure(self) -> bool:
        """Whether a word in it is unsure."""
        return any(warning.rule == UNSURE for warning in self.warnings)

    @property
    def rules(self) -> list[str]:
        """The rules of its changes and warnings, each once."""
        return list(dict.fromkeys([one.rule for one in self.changes] + [one.rule for one in self.warnings]))

    @property
    def names(self) -> list[str]:
        """The names of its fields, but for a line of text, which has none."""
        return [field.name for field in self.fields if field.name]

    @property
    def same(self) -> bool:
        """Whether there is nothing to say about it."""
        return not self.changes and not self.warnings


class Totals(msgspec.Struct):
    """How much was found.

    Attributes:
        records: the entries there are.
        changed, unsure, warned: how many of them were changed, have an unsure word, have another warning.
        changes: how many changes were made in all.
    """

    records: int = 0
    changed: int = 0
    unsure: int = 0
    warned: int = 0
    changes: int = 0

    def add(self, entry: EntryView) -> None:
        """Count an entry."""
        self.records += 1
        self.changed += bool(entry.changes)
        self.unsure += entry.unsure
        self.warned += any(warning.rule != UNSURE for warning in entry.warnings)
        self.changes += len(entry.changes)


def compared(
    chunks: Iterable[Any],
    chosen: Format,
    wanted: Request,
    *,
    seen: Callable[[Record], None] = lambda record: None,
    done: Callable[[Record], None] = lambda record: None,
) -> Iterator[EntryView | str | bytes]:
    """Normalize a bibliography; yield each entry when it is done, and between them the result piece by piece.

    Args:
        chunks: the bibliography, as its format reads it.
        chosen: its format.
        wanted: what ``pipeline.request`` made of the caller's wishes.
        seen: shown each record as it was read.
        done: shown each record when it is written.

    Raises:
        InputError: it is not of the format, at the record where that shows.
    """
    before: dict[str, Any] = {}
    waiting: deque[EntryView] = deque()

    def read(record: Record) -> None:
        nonlocal before
        seen(record)
        before = deepcopy(_texts(record))

    def written(record: Record) -> None:
        done(record)
        if record.is_reference:  # else it is what stands between records
            waiting.append(_view(record, before, wanted.overrides))

    for piece in stream(chunks, chosen, wanted, written, seen=read):
        while waiting:
            yield waiting.popleft()
        if piece:
            yield piece
    yield from waiting


def _texts(record: Record) -> dict[str, Any]:
    """Give the fields of a record as they are now; a line of text is a field of its own."""
    if record.texts:
        return {text.path: text.romanized for text in record.texts}
    return record.item if record.entry is None else {ENTRY: record.entry}


def _view(record: Record, before: dict[str, Any], overrides: Overrides) -> EntryView:
    fields = list(_fields(record, before, overrides))
    return EntryView(record.place, fields, list(record.changes), list(record.warnings))


def _fields(record: Record, before: dict[str, Any], overrides: Overrides) -> Iterator[FieldView]:
    """Yield the fields that changed or are doubtful; where there are none, the title for orientation."""
    now = _texts(record)
    words = _words(record, overrides, _value(before, ENTRY) if record.entry is not None else "")
    if record.entry is not None and any(change.rule.startswith(LAYOUT) for change in record.changes):
        old, new = marking.laid_out(_value(before, ENTRY), record.entry, record.changes, record.warnings, words)
        yield FieldView("", "title", old, new)
        return
    reported: list[Change | Caution] = [*record.changes, *record.warnings]
    names = list(dict.fromkeys(one.field for one in reported if one.field))
    for name in names or [ENTRY if ENTRY in before else "title"]:
        was, is_now = _value(before, name), _value(now, name)
        changes = [change for change in record.changes if change.field == name]
        warnings = [warning for warning in record.warnings if warning.field == name]
        if was or is_now:
            old, new = marking.pieces(was, is_now, changes, warnings, words)
            if name == ENTRY:
                yield FieldView("", _kind(name), old, new)
            else:
                yield FieldView(name, _kind(name), _without_markup(old), _without_markup(new))


def _without_markup(found: list[Piece]) -> list[Piece]:
    """Leave inline markup out of what people read, such as the ``<span>`` that braces in BibTeX come as."""
    return [plain for piece in found if (plain := replace(piece, text=without_tags(piece.text))).text]


def _words(record: Record, overrides: Overrides, line: str) -> marking.Words:
    """Tell where words stand in the changes that have an unsure one; of a line of text, in that line."""
    unsure = [warning for warning in record.warnings if warning.rule == UNSURE]
    if not unsure:
        return {}
    found = {}
    for change in record.changes:
        doubts = [warning for warning in unsure if warning.field == change.field]
        if words := words_of(change, doubts, _kind(change.field), overrides, line if change.field == ENTRY else ""):
            found[change] = words
    return found


def _kind(name: str) -> str:
    variable = re.split(r"[.\[$]", name, maxsplit=1)[0]
    if variable == name:
        return FIELDS.get(name) or "title"
    return "title" if "$" in name else _PERSONS


def _value(item: dict[str, Any], name: str) -> str:
    """Follow a field's name, such as ``author[0].family``; names of people are written out."""
    value: Any = item.get(name)
    if value is None:
        value = item
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
