"""Read a word that is in no list from its letters: a small bidirectional GRU says what signs stand behind each.

The weights (``rules/persian/letters.npz``) are made by ``training/letters.py``. Without numpy, which the extra
``persian`` brings, such words stay as they are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from .gru import BidirectionalGRU
from .lexicon import Reading
from .spelling import SIGNS, bare, signed
from .weights import read_weights

MEMO = 20_000
LONGEST = 40  # letters
_LETTER = re.compile(f"([^{SIGNS}])([{SIGNS}]*)")


class LetterReader:
    """The network: embeddings, two layers of a GRU in both directions, one decision a letter."""

    def __init__(self, weights: Any, numpy: Any) -> None:
        self._np = numpy
        self._place = {str(letter): k + 1 for k, letter in enumerate(weights["alphabet"])}
        self._labels = [str(label) for label in weights["labels"]]
        self._embed = weights["embed.weight"].astype(numpy.float32)
        self._out = tuple(weights[f"out.{part}"].astype(numpy.float32) for part in ("weight", "bias"))
        self._gru = BidirectionalGRU(weights, numpy)

    def read(self, word: str) -> tuple[str, float]:
        """Give a word with its signs and how sure the network is of all of them together."""
        numpy = self._np
        states = self._gru.states(self._embed[[self._place.get(letter, 0) for letter in word]])
        weight, bias = self._out
        scores = numpy.einsum("ti,oi->to", states, weight) + bias
        scores -= scores.max(axis=1, keepdims=True)
        shares = numpy.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        best = shares.argmax(axis=1)
        sure = float(shares[numpy.arange(len(word)), best].prod())
        return "".join(letter + self._labels[k] for letter, k in zip(word, best, strict=True)), sure


@cache
def _reader() -> LetterReader | None:
    found = read_weights("letters")
    return LetterReader(*found) if found is not None else None


@lru_cache(maxsize=MEMO)
def read_letters(word: str) -> tuple[Reading, ...]:
    """Read a word in plain letters from its letters alone; empty where there is no reader or no word.

    Signs that it carries stay, those of their letters give way.
    """
    reader = _reader()
    plain = bare(word)
    if reader is None or not 1 < len(plain) <= LONGEST:
        return ()
    vocalized, sure = reader.read(plain)
    if signed(word):
        both = zip(_LETTER.findall(word), _LETTER.findall(vocalized), strict=True)
        vocalized = "".join(letter + (own or read) for (letter, own), (_, read) in both)
    return (Reading(vocalized, "?", "letters", 0.85 * sure),)
