"""The tables of established names: the package's own and the user's, read, checked and indexed by surname."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from ...errors import RuleTableError
from .spelling import PARTICLES, SCRIPTS, is_arabic, key_of

FOLDER_SETTING = "ROMANBIB_AUTHORITIES"
FOREIGN, OWN, GIVEN = "foreign-names.tsv", "own-names.tsv", "given-names.tsv"
SURE = ("yes", "name", "initials", "given")  # what beside the bare surname is needed, from nothing to a given name
_COLUMNS = {FOREIGN: 5, OWN: 5, GIVEN: 3}
_FULLER = re.compile(r"^(?P<name>.*?)(?: \((?P<fuller>[^()]+)\))?$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a person, the established form in its parts."""

    form: str
    family: str
    given: tuple[str, ...]  # Latin, one word each, hyphens cut
    particle: str
    person: str
    place: str
    users: bool


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a row: how sure its surname is, and for each Latin given name how it may be written."""

    row: Row
    sure: str
    given: tuple[frozenset[str], ...]


@dataclass(slots=True)
class Names:
    """Spellings by the key of their surname, for each script."""

    by_family: dict[str, dict[str, list[Spelling]]] = field(default_factory=lambda: {one: {} for one in SCRIPTS})


def folder_in_force() -> str:
    """Give the folder with tables of the user's own, "" if there is none."""
    return os.environ.get(FOLDER_SETTING, "")


@cache
def read_names(own: bool, folder: str) -> Names:
    """Read the tables, the package's own first, then the user's, whose rows take the place of those they repeat."""
    package = resources.files("romanbib.rules").joinpath("authorities")
    files: list[tuple[Traversable, str, bool]] = [(package.joinpath(one), one, False) for one in (FOREIGN, OWN)]
    known = _given_names(package.joinpath(GIVEN), f"rules/authorities/{GIVEN}")
    for path in _users(folder):
        if path.name == GIVEN:
            for latin, written in _given_names(path, str(path)).items():
                known[latin] = known.get(latin, frozenset()) | written
        else:
            files.append((path, str(path), True))
    rows: dict[str, list[tuple[Row, str, list[Spelling]]]] = {}
    for file, place, users in files:
        if file.name == OWN and not own:
            continue
        held = _read(file, place if users else f"rules/authorities/{place}", users, known)
        for form, found in held.items():
            rows[form] = found if users else rows.get(form, []) + found
    names = Names()
    for found in rows.values():
        for _, key, spellings in found:
            for spelling in spellings:
                script = "Arab" if is_arabic(key[0]) else "Cyrl"
                names.by_family[script].setdefault(key, []).append(spelling)
    return names


def _users(folder: str) -> list[Path]:
    if not folder:
        return []
    if not Path(folder).is_dir():
        raise RuleTableError(f"{FOLDER_SETTING}={folder}: no such folder; name one with .tsv files or unset it")
    return sorted(Path(folder).glob("*.tsv"))


def _lines(file: Traversable, place: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each row of a table with its place."""
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise RuleTableError(f"{place}: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    columns = _COLUMNS.get(file.name, _COLUMNS[FOREIGN])
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{place}, line {number}"
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns:
            raise RuleTableError(f"{where}: {len(cells)} columns instead of {columns}; set one TAB between columns")
        if not unicodedata.is_normalized("NFC", line):
            raise RuleTableError(f"{where}: letters and marks apart; write it in Unicode NFC")
        if not cells[0] or not (cells[1] or cells[2]):
            raise RuleTableError(f"{where}: a form needs at least one spelling, Cyrillic or Persian; add one")
        yield where, cells


def _given_names(file: Traversable, place: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for where, (latin, cyrillic, persian) in _lines(file, place):
        if latin in found:
            raise RuleTableError(f"{where}: {latin!r} has a row already; put all spellings into one")
        spellings = [one for cell in (cyrillic, persian) for one in cell.split("|") if one]
        found[latin] = frozenset("".join(key_of(one).split()) for one in spellings)
    return found


def _read(
    file: Traversable, place: str, users: bool, known: dict[str, frozenset[str]]
) -> dict[str, list[tuple[Row, str, list[Spelling]]]]:
    """Read a table of persons: the spellings of each form."""
    rows: dict[str, list[tuple[Row, str, list[Spelling]]]] = {}
    surely: dict[str, str] = {}
    for where, (form, cyrillic, persian, person, sure) in _lines(file, place):
        if form in rows:
            raise RuleTableError(f"{where}: {form!r} has a row already; put all spellings into one")
        row, words = _row(form, person, where, users)
        levels = sure.split("|")
        if len(levels) > 2 or any(one not in SURE for one in levels):
            raise RuleTableError(f"{where}: sure is {sure!r}; write one of {', '.join(SURE)}, or two with | between")
        rows[form] = []
        for cell, script, level in zip((cyrillic, persian), SCRIPTS, (levels[0], levels[-1]), strict=True):
            for written in cell.split("|") if cell else []:
                key, given = _spelled(written, words, known, where)
                if not key or ("Arab" if is_arabic(key[0]) else "Cyrl") != script:
                    raise RuleTableError(
                        f"{where}: {written!r} is in the wrong column; Cyrillic is second, Persian third"
                    )
                if level in ("initials", "given") and not any(given):
                    raise RuleTableError(
                        f"{where}: {written!r} can never be found; write its given names behind a comma "
                        f"or add them to {GIVEN}"
                    )
                if level in ("yes", "name") and surely.setdefault(key, form) != form:
                    raise RuleTableError(
                        f"{where}: {written!r} alone is {surely[key]!r} already; set sure to initials in one of them"
                    )
                rows[form].append((row, key, [Spelling(row, level, given)]))
    return rows


def _row(form: str, person: str, where: str, users: bool) -> tuple[Row, tuple[str, ...]]:
    """Part an established form; ``Austin, J. L. (John Langshaw)`` has its given names in full in the brackets."""
    family, _, rest = form.partition(", ")
    match = _FULLER.match(rest)
    latin = (match["fuller"] or match["name"]) if match else rest
    words = [word for word in re.split("[ -]", latin) if word]
    particle = " ".join(word for word in words if word.lower() in PARTICLES and word[0].islower())
    given = tuple(word for word in words if word.lower() not in PARTICLES or not word[0].islower())
    if rest.startswith("of "):  # Anselm, of Canterbury
        particle, given = "", ()
        family = f"{family} {rest}"
    return Row(form, family, given, particle, person, where, users), given


def _spelled(
    written: str, latin: tuple[str, ...], known: dict[str, frozenset[str]], where: str
) -> tuple[str, tuple[frozenset[str], ...]]:
    """Give the key of a spelling's surname, and how each Latin given name may be written."""
    parts = re.split("[,،]", written, maxsplit=1)
    usual = tuple(known.get(word, frozenset()) for word in latin)
    if len(parts) == 1:
        return key_of(parts[0]), usual
    given = [key_of(word).replace(" ", "") for word in parts[1].split()]
    given = [word for word in given if word and word not in PARTICLES]
    if len(given) != len(latin):
        raise RuleTableError(
            f"{where}: {written!r} has {len(given)} given names, the form {len(latin)}; write as many in both"
        )
    return key_of(parts[0]), tuple(frozenset((word, *usual[place])) for place, word in enumerate(given))
