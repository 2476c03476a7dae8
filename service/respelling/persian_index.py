"""The words of the Persian lexicon by their sound, from ``rules/respelling/fa-sounds.tsv``.

The list is made by training/persian_sounds.py: to sound forty thousand words and spell each by three tables takes
seconds, to read the result a tenth of one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from ..persian.spelling import ZWNJ, bare

SECOND = "-"  # before the key of what is only the second part of compounds: گرایانه, شناسی
DIVIDER = "/"  # between a word and its spellings
SHORTEST_SKELETON = 3  # consonants of a key, SECOND included, by which a word is found whose vowels differ
_HARMONIC = math.log(11.5)
_UNRANKED = math.log(3e-6)  # share of a word that is in the lexicon and not among the frequent ones
_VOWELS = re.compile("[AIUvy]+")


class Entry(NamedTuple):
    """A vocalized word, and how those schemes spell it whose spellings people use."""

    vocalized: str
    spellings: tuple[str, ...]


def entries(key: str) -> Iterator[Entry]:
    """Yield the words of a key, those of earlier lists first."""
    return _read(_lines().get(key))


def entries_like(key: str) -> Iterator[Entry]:
    """Yield the words of all keys that have the consonants of a key."""
    return _read(_skeletons().get(_skeleton(key)))


def _read(line: str | None) -> Iterator[Entry]:
    for column in line.split("\t") if line else ():
        vocalized, *spellings = column.split(DIVIDER)
        yield Entry(vocalized, tuple(spellings))


@cache
def _lines() -> dict[str, str]:
    text = files("romanbib.rules").joinpath("respelling", "fa-sounds.tsv").read_text("utf-8")
    parts = (line.partition("\t") for line in text.split("\n") if line and line[0] != "#")
    return {key: rest for key, _, rest in parts}


@cache
def _skeletons() -> dict[str, str]:
    found: dict[str, str] = {}
    lines = _lines()
    for skeleton, rest in zip(_skeleton("\n".join(lines)).split("\n"), lines.values(), strict=True):
        if len(skeleton) >= SHORTEST_SKELETON:
            found[skeleton] = f"{found[skeleton]}\t{rest}" if skeleton in found else rest
    return found


def _skeleton(keys: str) -> str:
    """Give the consonants of keys, one a line."""
    return _VOWELS.sub("", keys)


@cache
def _ranks() -> dict[str, int]:
    text = files("romanbib.rules").joinpath("respelling", "fa.txt").read_text("utf-8")
    ranks: dict[str, int] = {}
    for rank, word in enumerate(line for line in text.split("\n") if line and line[0] != "#"):
        ranks.setdefault(word.replace(ZWNJ, ""), rank)
    return ranks


@lru_cache(maxsize=1 << 14)
def share(vocalized: str) -> float:
    """Give the logarithm of the share of a word in running text."""
    rank = _ranks().get(bare(vocalized).replace(ZWNJ, ""))
    return _UNRANKED if rank is None else max(-math.log(rank + 10) - _HARMONIC, _UNRANKED)
