"""Overrides as CSV, to take elsewhere and to bring in; and as rows for the tables in ``rules/``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from ..errors import InputError
from ..overrides import PERSIAN, Override, checked
from .store import Kept

COLUMNS = ("language", "source", "output", "kind", "scope", "author", "at", "reason")
NEEDED = frozenset(COLUMNS[:3])
_TIME = "%Y-%m-%dT%H:%M:%SZ"
# A spreadsheet takes a cell that begins so for a formula; an apostrophe before it says that it is text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The list of rules/persian/ that a reading belongs to, by the kind of text it was given for.
_LISTS = {"name": "names.tsv", "place": "places.tsv"}


def to_csv(overrides: Iterable[Kept]) -> Iterator[str]:
    """Write overrides as CSV (RFC 4180) with a header line, piece by piece."""
    yield _line(COLUMNS)
    for one in overrides:
        said = one.override
        cells = (
            said.language,
            said.source,
            said.output,
            said.kind,
            said.scope,
            one.author,
            f"{one.at:{_TIME}}",
            one.reason,
        )
        yield _line([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def from_csv(lines: Iterable[str], name: str = "input") -> Iterator[Kept]:
    """Read overrides out of CSV with a header line; columns that are not known here are left out.

    Args:
        lines: the lines, with their ends.
        name: what the file is called in messages.

    Raises:
        InputError: it is no such CSV, or a row cannot be used; names the line and the mend.
    """
    rows = csv.reader(lines, strict=True)
    place: dict[str, int] = {}
    try:
        for row in rows:
            cells = [cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell for cell in row]
            if not place:
                place = {cell.strip().lstrip("\ufeff").lower(): number for number, cell in enumerate(cells)}
                if missing := NEEDED - place.keys():
                    there = ", ".join(sorted(missing))
                    raise InputError(f"{name}: line 1: no column {there}; the header names {', '.join(COLUMNS)}")
            elif any(cells):
                yield _read({one: cells[at] for one, at in place.items() if at < len(cells)})
    except csv.Error as error:
        raise InputError(f"{name}: line {rows.line_num}: not CSV: {error}") from error
    except InputError as error:
        if str(error).startswith(name):
            raise
        raise InputError(f"{name}: line {rows.line_num}: {error}") from error
    if not place:
        raise InputError(f"{name}: empty; the first line names the columns: {', '.join(COLUMNS)}")


def _read(cells: dict[str, str]) -> Kept:
    override = checked(Override(*(cells.get(one, "") for one in ("language", "source", "output", "kind", "scope"))))
    return Kept(0, 0, override, cells.get("author", ""), cells.get("reason", ""), datetime.now(UTC))


def contribution(overrides: Iterable[Kept]) -> Iterator[str]:
    """Write what could go into ``rules/``, for its maintainers to look at: readings of Persian words, by list.

    Only what goes for all scopes is of use to all. Romanizations of whole fields say how one person or journal wants to
    be written; they come as rows for the authority tables.
    """
    yield "# Overrides that may be of use to all. Look at each, and put it into the list named.\n"
    for one in overrides:
        said = one.override
        if said.scope:
            continue
        note = " ".join(part for part in (one.author, f"{one.at:%Y-%m-%d}", one.reason) if part)
        if said.is_reading:
            phrase = " " in said.source
            home = f"persian/{'phrases.tsv' if phrase else _LISTS.get(said.kind, 'words.tsv')}"
        elif said.language == PERSIAN or said.kind == "name":
            home = "authorities/own-names.tsv"
        else:
            home = f"schemes or authorities ({said.language}, {said.kind or 'any kind'})"
        yield f"{home}\t{said.source}\t{said.output}\t# {note}\n"
