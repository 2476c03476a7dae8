"""The Persian word lists of ``rules/persian``: read once, looked up by the bare spelling.

Every list is a table of TAB-separated columns under comment lines; its format is described in docs/persian.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
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


def first_columns(name: str) -> Iterator[tuple[str, str]]:
    """Yield the first column of each line of a list of ``rules/persian`` and the rest of the line, comments left out.

    To take lines apart only when a word asks for them keeps the lists small and quick to read.

    Raises:
        RuleTableError: a line has no second column.
    """
    text = files("romanbib.rules").joinpath("persian", f"{name}.tsv").read_text("utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line[0] == "#":
            continue
        first, tab, rest = line.partition("\t")
        if not tab:
            raise RuleTableError(f"rules/persian/{name}.tsv, line {number}: one column only; set TABs between columns")
        yield first, rest


def rows(name: str) -> list[list[str]]:
    """Read a list of ``rules/persian``: the columns of each line that is no comment.

    Raises:
        RuleTableError: a line has no second column.
    """
    return [[first, *rest.split("\t")] for first, rest in first_columns(name)]


@cache
def _entries() -> dict[str, str]:
    """Give each word the rest of its lines."""
    entries: dict[str, str] = {}
    for name in WORD_LISTS:
        for word, rest in first_columns(name):
            word = word if word.isalpha() else bare(word)  # few have a sign
            held = entries.get(word)
            entries[word] = rest if held is None else f"{held}\n{rest}"
    return entries


def name_of(kind: str) -> str:
    """Give what a word or phrase of a kind is as a name; a person is called by a surname. "" if it is none."""
    return kind if kind in NAMES else "surname" if kind == "person" else ""


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
            name = name_of(pos)
            held = found.get(form)
            if held is None:
                found[form] = Reading(form, pos, "lexicon", 0.99, ezafe, name)
            elif name and not held.name:
                found[form] = held._replace(pos=pos if held.pos == "pn" else held.pos, name=name)
    readings = tuple(found.values())
    if len(readings) > 1:
        # A rival reading makes the first one less sure.
        return tuple(
            one._replace(confidence=0.9 if place == 0 else 0.9 / (place + 1)) for place, one in enumerate(readings)
        )
    return readings


@cache
def _phrases() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Give the phrases of several words, folded, with the rest of their lines, by their first two words."""
    found: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name in PHRASE_LISTS:
        for phrase, rest in first_columns(name):
            phrase = folded(phrase)
            first, _, others = phrase.partition(" ")
            if not others:
                raise RuleTableError(f"rules/persian/{name}.tsv: {phrase!r} is one word; it belongs to words.tsv")
            second = others.partition(" ")[0]
            found[first, second].append((phrase, rest))
    return found


def phrases(first: str, second: str) -> tuple[Phrase, ...]:
    """Give the phrases that begin with two words, the longest first."""
    found = []
    for phrase, rest in _phrases().get((first, second), ()):
        vocalized, kind, ezafe, *_ = (*rest.split("\t"), "", "")
        found.append(Phrase(tuple(phrase.split(" ")), tuple(vocalized.split(" ")), kind, ezafe or "may"))
    return tuple(sorted(found, key=lambda one: -len(one.words)))
