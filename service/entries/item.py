"""An entry that was taken apart as a CSL-JSON item."""

from __future__ import annotations

import re
from typing import Any

from ..layouts import dates
from . import names, terms
from .model import Parsed
from .nominative import nominatives

_VARIABLES = {
    "title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "publisher": "publisher",
    "edition": "edition",
    "URL": "URL",
    "DOI": "DOI",
    "series": "collection-title",
    "number": "number",
    "number_of_pages": "number-of-pages",
    "genre": "genre",
    "archive": "archive",
    "archive_location": "archive_location",
    "translation": "title-translation",
    "container_translation": "container-title-translation",
}
_OTHERS = {"literal": "others"}  # as citation processors read it
_OWN = ("title-translation", "container-title-translation")
_NAMES = ("author", "editor", "translator")


def csl_item(parsed: Parsed) -> dict[str, Any]:
    """Give the item: names in parts and in the nominative, the year as a number, places without abbreviation.

    What CSL has no variable for (the translation of a title, the note on the language) stands in ``note``, one
    ``name: value`` a line, as citation processors read it.
    """
    item: dict[str, Any] = {"type": parsed.type}
    notes = []
    days: list[dates.Day] = []
    cased = nominatives(parsed)
    for place, field in enumerate(parsed.fields):
        value = " ".join(cased.get(place, field.value).split())
        if field.name in _NAMES:
            item.setdefault(field.name, []).append(names.csl_name(value))
        elif field.name == "place":
            item["publisher-place"] = terms.resolved_place(value, "uk" if parsed.style == "dstu-8302" else "ru")
        elif field.name == "year":
            item["issued"] = {"date-parts": [[int(value)]]}
        elif field.name == "date" and (day := dates.read(value)) is not None and not day[0]:
            days.append(day)
        elif field.name == "accessed":
            day = dates.read(value)
            item["accessed"] = {"raw": value} if day is None or not day[0] else {"date-parts": [_known_parts(day)]}
        elif field.name in ("URL", "DOI"):
            item[field.name] = re.sub(r"\s", "", value)
        elif field.name in _VARIABLES and _VARIABLES[field.name] not in _OWN:
            item[_VARIABLES[field.name]] = value
        else:
            notes.append(f"{_VARIABLES.get(field.name, field.name).replace('_', '-')}: {value}")
    for role in _NAMES:
        if role in item and _has_others(parsed, role):
            item[role].append(dict(_OTHERS))
    year = item["issued"]["date-parts"][0][0] if "issued" in item else 0
    for day in days:
        if year and len(days) == 1:
            item["issued"] = {"date-parts": [_known_parts((year, *day[1:]))]}
    if notes:
        item["note"] = "\n".join(notes)
    return item


def _has_others(parsed: Parsed, role: str) -> bool:
    """Tell whether "et al." stands behind the last person in a role."""
    end = max(field.end for field in parsed.fields if field.name == role)
    return names.et_al().match(parsed.text, end) is not None


def _known_parts(day: dates.Day) -> list[int]:
    """Give year, month and day as far as they are known."""
    year, month, number = day
    return [year, month, number] if number else [year, month]
