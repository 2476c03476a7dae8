"""The bibliographic words of `rules/terms`, of all languages together: an entry in one language cites in another."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

# Lists of regular expressions rather than of words.
_PATTERNS = frozenset({"sets"})
# A zero-width non-joiner holds the parts of a Persian word together.
WORD_START = r"(?<![\w\u200c])"
WORD_END = r"(?![^\W\d_]|[\u200c\u0654])"


@cache
def tables() -> tuple[dict[str, Any], ...]:
    """Read all files of `rules/terms`; a new language is a new file."""
    folder = files("romanbib.rules").joinpath("terms")
    found = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in found)


@cache
def words(*kinds: str) -> tuple[str, ...]:
    """Give the words of some kinds in all languages, longest first."""
    found = {word for table in tables() for kind in kinds for word in table.get(kind, ())}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def alternatives(*kinds: str) -> str:
    """Give a regular expression for any word of some kinds, to be compiled with ``re.IGNORECASE``."""
    if _PATTERNS.issuperset(kinds):
        return "(?:" + "|".join(words(*kinds)) + ")"
    return _any_of(words(*kinds))


def _any_of(found: Sequence[str]) -> str:
    """Give a regular expression for any of some words, the first that fits.

    Words with the same first letter stand together behind it, for `re` tries hundreds of alternatives one by one.
    """
    groups: dict[str, list[str]] = {}
    for word in found:
        groups.setdefault(word[0].lower(), []).append(word)
    parts = []
    for group in groups.values():
        first = group[0][0]
        if len(group) > 1 and first.isalnum() and all(word[0] == first for word in group):
            parts.append(f"{first}(?:" + "|".join(_spelled(word)[1:] for word in group) + ")")
        else:
            parts.extend(map(_spelled, group))
    return "(?:" + "|".join(parts) + ")"


def _spelled(word: str) -> str:
    spelled = re.escape(word).replace(r"\.\ ", r"\.\s?").replace(r"\ ", r"\s")
    if word.endswith("ه"):  # the ezafe after it is written in three ways
        spelled = spelled[:-1] + "(?:ه(?:\u0654|\u200cی|\u200c(?=\\s))?|ۀ)"
    return spelled + (WORD_END if word[-1].isalnum() else "")


@cache
def places() -> dict[str, str]:
    """Give the abbreviations of places with what they stand for; where languages disagree, Russian holds."""
    found: dict[str, str] = {}
    for table in sorted(tables(), key=lambda table: bool(table["language"] != "ru")):
        for short, full in table.get("places", {}).items():
            found.setdefault(short, full)
    return found


@cache
def place_name() -> str:
    """Give a regular expression for a known place: a city or an abbreviation of one."""
    known = sorted({*words("cities"), *places()}, key=lambda word: (-len(word), word))
    return _any_of(known)


def resolved_place(place: str, language: str) -> str:
    """Give a place without abbreviation: «М.; Л.» is Москва; Ленинград."""
    own: dict[str, str] = next((table.get("places", {}) for table in tables() if table["language"] == language), {})
    return re.sub(r"[^;–—]+", lambda part: _resolved(part[0], {**places(), **own}), place)


def _resolved(part: str, known: dict[str, str]) -> str:
    bare = part.strip()
    return part.replace(bare, known.get(bare, bare)) if bare else part


@cache
def matcher(pattern: str, *kinds: str) -> re.Pattern[str]:
    """Compile a pattern in which each ``{}`` stands for the words of the kind at its place."""
    for kind in kinds:
        pattern = pattern.replace("{}", place_name() if kind == "place" else alternatives(kind), 1)
    return re.compile(pattern, re.IGNORECASE)


def has_word(text: str, *kinds: str) -> bool:
    """Tell whether any word of some kinds stands in a text."""
    return _word(*kinds).search(text) is not None


@cache
def _word(*kinds: str) -> re.Pattern[str]:
    return re.compile(WORD_START + alternatives(*kinds), re.IGNORECASE)
