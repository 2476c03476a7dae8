"""Read a word that is in no list from its letters: a small bidirectional GRU says what signs stand behind each.

The weights (``rules/persian/letters.npz``) are made by ``training/letters.py``. Without numpy, which the extra
``persian`` brings, such words stay as they are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from .lexicon import Reading
from .spelling import SIGNS, bare, signed

MEMO = 20_000
LONGEST = 40  # letters
_LETTER = re.compile(f"([^{SIGNS}])([{SIGNS}]*)")


class LetterReader:
    """The network in plain numpy: embeddings, two layers of a GRU in both directions, one decision a letter.

    Products are sums by ``einsum``, both directions at once: those of BLAS wake threads, which takes ten times as long
    as the sum of so few numbers.
    """

    def __init__(self, weights: Any, numpy: Any) -> None:
        self._np = numpy
        self._place = {str(letter): k + 1 for k, letter in enumerate(weights["alphabet"])}
        self._labels = [str(label) for label in weights["labels"]]
        self._embed = weights["embed.weight"].astype(numpy.float32)
        self._out = tuple(weights[f"out.{part}"].astype(numpy.float32) for part in ("weight", "bias"))
        self._layers = [
            tuple(
                numpy.stack([weights[f"gru.{part}_l{layer}{way}"] for way in ("", "_reverse")]).astype(numpy.float32)
                for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
            )
            for layer in range(8)
            if f"gru.weight_ih_l{layer}" in weights
        ]

    def read(self, word: str) -> tuple[str, float]:
        """Give a word with its signs and how sure the network is of all of them together."""
        numpy = self._np
        states = self._embed[[self._place.get(letter, 0) for letter in word]]
        for layer in self._layers:
            states = self._run(states, *layer)
        weight, bias = self._out
        scores = numpy.einsum("ti,oi->to", states, weight) + bias
        scores -= scores.max(axis=1, keepdims=True)
        shares = numpy.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        best = shares.argmax(axis=1)
        sure = float(shares[numpy.arange(len(word)), best].prod())
        return "".join(letter + self._labels[k] for letter, k in zip(word, best, strict=True)), sure

    def _run(self, inputs: Any, weight_in: Any, weight_state: Any, bias_in: Any, bias_state: Any) -> Any:
        """Give the states of one layer, those of the way ahead beside those of the way back."""
        numpy = self._np
        size = weight_state.shape[2]
        both = numpy.stack((inputs, inputs[::-1]), axis=1)
        gates_in = numpy.einsum("twi,woi->two", both, weight_in) + bias_in
        gates_in[..., : 2 * size] += bias_state[:, : 2 * size]
        bias_new = bias_state[:, 2 * size :]
        states = numpy.zeros((len(inputs) + 1, 2, size), numpy.float32)
        for step, given in enumerate(gates_in):
            state = states[step]
            own = numpy.einsum("woi,wi->wo", weight_state, state)
            gates = 1 / (1 + numpy.exp(-(given[:, : 2 * size] + own[:, : 2 * size])))
            new = numpy.tanh(given[:, 2 * size :] + gates[:, :size] * (own[:, 2 * size :] + bias_new))
            states[step + 1] = new + gates[:, size:] * (state - new)
        return numpy.concatenate((states[1:, 0], states[:0:-1, 1]), axis=1)


@cache
def _reader() -> LetterReader | None:
    try:
        import numpy
    except ImportError:
        return None
    weights = files("romanbib.rules").joinpath("persian", "letters.npz")
    if not weights.is_file():
        return None
    with weights.open("rb") as file, numpy.load(file) as loaded:
        return LetterReader(dict(loaded), numpy)


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
