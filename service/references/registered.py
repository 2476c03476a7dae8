"""Journals as they are registered and places as English writes them, from ``journals.tsv`` and ``places.tsv``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from ..errors import RuleTableError

JOURNALS, PLACES = "journals.tsv", "places.tsv"
MEMO = 1 << 12
_SHORT = 3  # letters of a place that may be an abbreviation
_COLUMNS = {JOURNALS: 3, PLACES: 2}
_KINDS = re.compile(
    r"^(?:научный журнал|журнал|فصلنامه|دوفصلنامه|دو فصلنامه|ماهنامه|مجله|نشریه)(?:\s?علمی)?(?:[-–]?\s?پژوهشی)?\s+"
)
_SIGNS = re.compile(r"[^\w\s]|_")
_SAME_LETTERS = str.maketrans("ёيكىۀ", "еیکیه", "\u200c\u0654\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
_BETWEEN_PLACES = re.compile(r"(\s?[;–—]\s?|,\s|\s-\s)")


@dataclass(frozen=True, slots=True)
class Known:
    """A form from a table: the form, and file and line it stands in."""

    form: str
    place: str

    @property
    def rule(self) -> str:
        """What is reported as the rule behind it."""
        return f"authority: {self.form} ({self.place})"


def _key(text: str) -> str:
    text = unicodedata.normalize("NFC", text.lower()).translate(_SAME_LETTERS)
    return " ".join(_SIGNS.sub(" ", text).split())


@cache
def _table(name: str) -> dict[str, Known]:
    """Read a table: the form, then spellings in other scripts with | between them.

    Raises:
        RuleTableError: a line without its columns, or a spelling that two lines have; names the line.
    """
    found: dict[str, Known] = {}
    text = resources.files("romanbib.rules").joinpath("authorities").joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if not 2 <= len(columns) <= _COLUMNS[name] or not columns[0].strip():
            raise RuleTableError(f"{name}, line {number}: not the form, a tab and its spellings; mend it")
        known = Known(columns[0].strip(), f"{name}, line {number}")
        for spelling in columns[1].split("|"):
            other = found.setdefault(_key(spelling), known)
            if other.form != known.form:
                raise RuleTableError(f"{name}, line {number}: {spelling} stands in {other.place}, too; leave one")
    return found


@lru_cache(maxsize=MEMO)
def journal(title: str) -> Known | None:
    """Give a journal's registered title; None if no table knows it."""
    table = _table(JOURNALS)
    key = _key(title)
    return table.get(key) or table.get(_KINDS.sub("", key))


@cache
def english_places() -> frozenset[str]:
    """Give the names that places have in English."""
    return frozenset(known.form for known in _table(PLACES).values())


@lru_cache(maxsize=MEMO)
def english_place(place: str, language: str) -> Known | None:
    """Give a place of publication, or several, in English; None unless the table knows them all.

    Args:
        place: the place; abbreviations (М., Л.) are those of the language.
        language: BCP 47 subtag of the place.
    """
    table = _table(PLACES)
    bare = place.strip(" []")
    if "." in bare or len(bare) <= _SHORT:
        from ..entries.terms import resolved_place

        bare = resolved_place(bare, language)
    if known := table.get(_key(bare)):
        return known
    parts = _BETWEEN_PLACES.split(bare)
    found = [table.get(_key(part.strip(" []"))) for part in parts[::2]]
    if len(found) < 2 or not all(found):
        return None
    forms = [one.form for one in found if one is not None]
    return Known("; ".join(forms), ", ".join(one.place for one in found if one is not None))
