"""The Persian word lists of ``rules/persian``: read once, looked up by the bare spelling.

Every list is a table of TAB-separated columns under comment lines; its format is described in docs/persian.md.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..errors import RuleTableError
from .spelling import ZWNJ, bare, folded

# Earlier lists win: what a grammar says of a word goes before what a dictionary says of its homograph.
WORD_LISTS = ("function-words", "homographs", "words", "places", "names", "arabic")
PHRASE_LISTS = ("phrases", "arabic-phrases")


class Reading(NamedTuple):
    """One way to read a word.

    Attributes:
        vocalized: the word with its vowel signs, without an ezafe.
        pos: part of speech (docs/persian.md lists them).
        source: where the reading comes from: ``lexicon``, ``affix``, ``letters`` …
        confidence: from 0 to 1, before the context is looked at.
        ezafe: what the reading says of an ezafe behind it: ``never``, ``always``, ``written`` or ``may``.
        name: what it is as a name, if it is one: ``given``, ``surname``, ``place`` …; a noun can be both.
    """

    vocalized: str
    pos: str
    source: str
    confidence: float
    ezafe: str = "may"
    name: str = ""


class Phrase(NamedTuple):
    """A phrase of several words: how they are read with the ezafes between them, its kind, the ezafe behind it."""

    words: tuple[str, ...]
    vocalized: tuple[str, ...]
    kind: str
    ezafe: str


NAMES = frozenset(("given", "surname", "laqab", "nisba", "honorific", "place", "people", "inst", "work", "kin"))


def rows(name: str) -> list[list[str]]:
    """Read a list of ``rules/persian``: the columns of each line that is no comment.

    Raises:
        RuleTableError: a line has no second column.
    """
    table: list[list[str]] = []
    text = files("romanbib.rules").joinpath("persian", f"{name}.tsv").read_text("utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line[0] == "#":
            continue
        columns = line.split("\t")
        if len(columns) < 2:
            raise RuleTableError(f"rules/persian/{name}.tsv, line {number}: one column only; set TABs between columns")
        table.append(columns)
    return table


@cache
def _entries() -> dict[str, str]:
    """Give each word its line, unparsed, to keep forty thousand entries small: ``readings TAB pos TAB …``."""
    entries: dict[str, str] = {}
    for name in WORD_LISTS:
        for columns in rows(name):
            word = bare(columns[0])
            line = "\t".join(columns[1:4])
            held = entries.get(word)
            entries[word] = line if held is None else f"{held}\n{line}"
    return entries


def lookup(word: str) -> tuple[Reading, ...]:
    """Give the readings of a word that the lists hold, the likeliest first; empty if they do not hold it."""
    lines = _entries().get(word)
    if lines is None and ZWNJ in word:
        # Nimfasele or solid, it is one word: فصل‌نامه and فصلنامه.
        lines = _entries().get(word.replace(ZWNJ, ""))
    if lines is None:
        return ()
    found: dict[str, Reading] = {}
    for line in lines.split("\n"):
        columns = line.split("\t")
        forms = columns[0].split("|")
        parts = columns[1].split("|") if len(columns) > 1 else [""]
        ezafe = columns[2] if len(columns) > 2 and columns[2] in ("never", "always", "written") else "may"
        for place, form in enumerate(forms):
            pos = parts[place] if place < len(parts) else parts[-1]
            name = pos if pos in NAMES else ""
            held = found.get(form)
            if held is None:
                found[form] = Reading(form, pos, "lexicon", 0.99, ezafe, name)
            elif name and not held.name:
                found[form] = held._replace(pos=name if held.pos == "pn" else held.pos, name=name)
    readings = tuple(found.values())
    if len(readings) > 1:
        # A rival reading makes the first one less sure.
        return tuple(
            one._replace(confidence=0.9 if place == 0 else 0.9 / (place + 1)) for place, one in enumerate(readings)
        )
    return readings


@cache
def phrases() -> dict[tuple[str, str], tuple[Phrase, ...]]:
    """Give the phrases of several words by their first two, the longest first."""
    found: dict[tuple[str, str], list[Phrase]] = {}
    for name in PHRASE_LISTS:
        for columns in rows(name):
            words = folded(columns[0]).split(" ")
            ezafe = columns[3] if len(columns) > 3 and columns[3] else "may"
            phrase = Phrase(tuple(words), tuple(columns[1].split(" ")), columns[2], ezafe)
            found.setdefault((words[0], words[1]), []).append(phrase)
    return {first: tuple(sorted(some, key=lambda one: -len(one.words))) for first, some in found.items()}
