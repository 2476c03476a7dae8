"""Editors and translators in the nominative: «под ред. В. В. Кожинова» names В. В. Кожинов.

After the words under ``genitive_after`` in ``rules/terms`` Russian and Ukrainian put names into the genitive. There the
endings in ``[genitive]`` leave one nominative; a name with another ending stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from . import terms
from .model import Parsed

RULE = "name: nominative"
_ROLES = ("editor", "translator")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_OTHERS = re.compile("[ўЎјљњћђџѓќ]")  # Belarusian, Serbian, Macedonian
_WORD = re.compile(r"[^\W\d_]{3,}")


def nominatives(parsed: Parsed) -> dict[int, str]:
    """Give the names of an entry that stand in the genitive, in the nominative, by their place in its fields."""
    if not any(field.name in _ROLES for field in parsed.fields) or _OTHERS.search(parsed.text):
        return {}
    language = "uk" if _UKRAINIAN.search(parsed.text) else "ru"
    found: dict[int, str] = {}
    end, role, genitive = 0, "", False
    for place, field in enumerate(parsed.fields):
        if field.name in _ROLES:
            if field.name != role:
                genitive = _genitive_after().search(parsed.text, end, field.start) is not None
            name = _nominative(field.value, language) if genitive else None
            if name is not None and name != field.value:
                found[place] = name
        end, role = field.end, field.name
    return found


def case_changes(parsed: Parsed) -> Iterator[tuple[str, str, str]]:
    """Yield the names that are brought into the nominative: variable with number, as found, as it is now."""
    now = nominatives(parsed)
    counted = dict.fromkeys(_ROLES, 0)
    for place, field in enumerate(parsed.fields):
        if field.name in counted:
            if place in now:
                yield f"{field.name}[{counted[field.name]}]", field.value, now[place]
            counted[field.name] += 1


def _nominative(name: str, language: str) -> str | None:
    """Bring a name into the nominative; None where one of its words has an ending that says too little."""
    words = [match[0] for match in _WORD.finditer(name)]
    told = {word: one for word in words if (one := _word(word, language)) is not None}
    return _WORD.sub(lambda match: told[match[0]], name) if words and len(told) == len(set(words)) else None


def _word(word: str, language: str) -> str | None:
    table = _tables().get(language, {})
    lower = word.lower()
    found: str | None = table.get("words", {}).get(lower)
    for ending, instead in table.get("endings", ()) if found is None else ():
        if match := re.search(f"(?:{ending})$", lower):
            found = f"{word[: match.start()]}{instead}"
            break
    return found.upper() if found is not None and word.isupper() else found


@cache
def _tables() -> dict[str, Any]:
    return {table["language"]: table["genitive"] for table in terms.tables() if "genitive" in table}


@cache
def _genitive_after() -> re.Pattern[str]:
    return re.compile(terms.WORD_START + terms.alternatives("genitive_after"), re.IGNORECASE)
