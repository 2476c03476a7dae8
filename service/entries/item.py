"""An entry that was taken apart as a CSL-JSON item."""

from __future__ import annotations

import re
from typing import Any

from . import names, terms
from .model import Parsed

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
_OWN = ("title-translation", "container-title-translation")
_NAMES = ("author", "editor", "translator")


def csl_item(parsed: Parsed) -> dict[str, Any]:
    """Give the item: names in parts, the year as a number, places without abbreviation.

    What CSL has no variable for (the translation of a title, the note on the language) stands in ``note``, one
    ``name: value`` a line, as citation processors read it.
    """
    item: dict[str, Any] = {"type": parsed.type}
    notes = []
    for field in parsed.fields:
        value = " ".join(field.value.split())
        if field.name in _NAMES:
            item.setdefault(field.name, []).append(names.csl_name(value))
        elif field.name == "place":
            item["publisher-place"] = terms.resolved_place(value, "uk" if parsed.style == "dstu-8302" else "ru")
        elif field.name == "year":
            item["issued"] = {"date-parts": [[int(value)]]}
        elif field.name == "accessed":
            item["accessed"] = {"raw": value}
        elif field.name in ("URL", "DOI"):
            item[field.name] = re.sub(r"\s", "", value)
        elif field.name in _VARIABLES and _VARIABLES[field.name] not in _OWN:
            item[_VARIABLES[field.name]] = value
        else:
            notes.append(f"{_VARIABLES.get(field.name, field.name).replace('_', '-')}: {value}")
    if notes:
        item["note"] = "\n".join(notes)
    return item
