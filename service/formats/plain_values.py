"""CSL values as RIS, EndNote XML and CSV write them: names turned round, dates with strokes, notes for originals.

Originals go into notes, one a field: ``Original title: Заглавие``. The tags made for an *original publication* (``OP``
and ``orig-pub``) tell where a work came out first, are the history of a statute and the priority of a patent, and only
EndNote reads them; EndNote, Zotero and Mendeley all show a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..references.record import Record
from ..text.scripts import ARABIC_RANGES

NAME_VARIABLES = frozenset({
    "author", "editor", "collection-editor", "translator", "container-author", "recipient", "interviewer", "director",
    "composer", "performer", "producer", "contributor", "reviewed-author", "original-author",
})  # fmt: skip
_PARTS = ("family", "given", "suffix")
_DATE = re.compile(r"(-?\d{1,4})(?:([/-])(\d{0,2})(?:\2(\d{0,2})(?:\2(.*))?)?)?", re.DOTALL)
_ARABIC = re.compile(f"[{ARABIC_RANGES}]")
_COMMA = re.compile("[,،]")
_ORIGINAL = re.compile(r"Original (title|author): ?")
_INDEXED = re.compile(r"([a-zA-Z-]+)(?:\[(\d{1,6})\](?:\.(.+))?)?")


def read_name(text: str) -> dict[str, str]:
    """Read ``Family, Given, Suffix``; without a comma, Latin or Arabic, or with one at the end, it is a literal."""
    family, rest, suffix = (piece.strip() for piece in (*_COMMA.split(text, maxsplit=2), "", "")[:3])
    if not family or not (rest or suffix):
        return {"literal": family or text.strip()}
    name = {"family": family, "given": rest, "suffix": suffix}
    return {part: value for part, value in name.items() if value}


def write_name(name: dict[str, Any]) -> str:
    """Write a CSL name as ``Family, Given, Suffix``; a comma behind a literal with commas tells that it is whole."""
    if "family" not in name:
        literal = " ".join(str(name.get("literal") or name.get("given") or "").split())
        return _COMMA.sub("", literal) + "," if _COMMA.search(literal) else literal
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    given = f"{name.get('given', '')} {name.get('dropping-particle', '')}".strip()
    parts = [family, given, str(name.get("suffix", ""))]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return ", ".join(parts)


def rewritten_name(text: str, before: Any, after: Any) -> str:
    """Write a changed name into the text it was read from, keeping its commas and blanks where the parts allow it.

    Args:
        text: the name as it stands.
        before: what `read_name` made of it.
        after: what is to stand there.
    """
    if not isinstance(after, dict):
        return text
    if not isinstance(before, dict) or before.keys() != after.keys():
        return write_name(after)
    if "literal" in before:
        return (
            write_name(after)
            if _COMMA.search(str(after["literal"]))
            else text.replace(before["literal"], after["literal"], 1).replace("،", ",")
        )
    pieces = _COMMA.split(text, maxsplit=2)
    for place, part in enumerate(_PARTS[: len(pieces)]):
        old, new = before.get(part), after.get(part)
        if old and old != new:
            if "," in str(new) and part != "suffix":
                return write_name(after)
            pieces[place] = pieces[place].replace(old, str(new), 1)
    return ",".join(pieces)


def read_date(text: str) -> dict[str, Any] | None:
    """Read ``2020``, ``2020/05/01/other`` or ``2020-05-01``; None where it does not begin with a year."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, _, month, day, other = found.groups()
    parts = [int(year)]
    if month and 1 <= int(month) <= 12:
        parts.append(int(month))
        if day and 1 <= int(day) <= 31:
            parts.append(int(day))
    date: dict[str, Any] = {"date-parts": [parts]}
    if other and other.strip():
        date["season"] = other.strip()
    return date


def date_parts(value: Any) -> list[str]:
    """Give year, month and day of a CSL date, as many as there are, with their zeros; [] where there are none."""
    try:
        parts = [int(part) for part in value["date-parts"][0]][:3]
    except (KeyError, IndexError, TypeError, ValueError):
        return []
    return [f"{part:04d}" if place == 0 else f"{part:02d}" for place, part in enumerate(parts)]


def read_original(note: str) -> tuple[str, int] | None:
    """Tell a note that keeps an original: its CSL variable, and where the original starts in the note."""
    if not note.startswith("Original "):
        return None
    found = _ORIGINAL.match(note)
    return (f"original-{found[1]}", found.end()) if found and found.end() < len(note) else None


def originals(record: Record, before: dict[str, Any]) -> dict[str, list[str]]:
    """Give what is to be kept in its own script, by CSL variable; nothing where the profile does not want it.

    Args:
        record: with its ``parts``, filled where something was romanized.
        before: the item as it was read, to tell an original that was added to the item from one that stood there.
    """
    kept: dict[str, list[str]] = {}
    people: dict[tuple[str, int], dict[str, Any]] = {}
    item = record.item
    for key, part in record.parts.items() if record.keeps_original else ():
        found = _INDEXED.fullmatch(key)
        if found is None or not part.original:
            continue
        variable, place, name_part = found.groups()
        if place is None:
            kept[variable] = [part.original]
            continue
        now = list(names(item.get(variable)))
        if int(place) < len(now):
            people.setdefault((variable, int(place)), dict(now[int(place)]))[name_part or "literal"] = part.original
    for (variable, _), name in sorted(people.items()):
        kept.setdefault(variable, []).append(_written_original(name))
    for variable in ("original-title", "original-author"):
        value, of = item.get(variable), variable.removeprefix("original-")
        if value and variable not in before and of not in kept:
            kept[of] = [_written_original(name) for name in names(value)] if isinstance(value, list) else [str(value)]
    return kept


def _written_original(name: dict[str, Any]) -> str:
    """Write a name in its own script, whose commas are its own, too."""
    text = write_name(name).rstrip(",")
    return text.replace(",", "،") if _ARABIC.search(text) else text


def original_notes(record: Record, before: dict[str, Any]) -> list[str]:
    """Give the notes that keep the originals of a record, one a variable."""
    return [
        f"Original {variable.replace('-', ' ')}: {'; '.join(' '.join(text.split()) for text in texts)}"
        for variable, texts in originals(record, before).items()
    ]


def translated_title(record: Record) -> str:
    """Give the translation of the title that is to stand in a field of its own, or ""."""
    part = record.parts.get("title")
    translation = part.translation if part is not None else ""
    if not translation or translation in str(record.item.get("title", "")):
        return ""
    return " ".join(translation.split())


def with_translations(record: Record, held: str | None = "") -> dict[str, Any]:
    """Give the item with translations in brackets behind what they translate, where no field of their own holds them.

    Args:
        record: with its ``parts``, whose translations were taken out of the item.
        held: what the field for the translated title holds, "" if that is to be filled; None if there is no such field.
    """
    item = record.item
    for variable, part in record.parts.items():
        text, translation = item.get(variable), " ".join(part.translation.split())
        if not translation or not isinstance(text, str) or translation in text:
            continue
        if variable != "title" or held is None or (held and translation not in held):
            item = {**item, variable: f"{text} [{translation}]"}
    return item


def unreadable(record: Record) -> bool:
    """Tell whether a record has nothing that another format could write, warning if that loses a reference."""
    if record.item or record.entry is not None:
        return False
    if record.warnings:
        record.warn_of_record("left out: it could not be read, so it cannot be written in another format")
    return True


def names(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the names of a CSL name variable, passing over what is none."""
    if isinstance(value, list):
        yield from (name for name in value if isinstance(name, dict))


def text_of(value: Any) -> str | None:
    """Give a CSL text or number as one line of text; None for anything else."""
    if isinstance(value, str):
        return " ".join(value.split()) if "\n" in value or "\r" in value else value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
