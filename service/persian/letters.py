"""Read a word that is in no list from its letters: a small bidirectional GRU says what signs stand behind each.

The weights (``rules/persian/letters.npz``) are made by ``training/letters.py``. Without numpy, which the extra
``persian`` brings, such words stay as they are.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from .lexicon import Reading
from .spelling import bare

MEMO = 20_000
LONGEST = 40  # letters


class LetterReader:
    """The network in plain numpy: embeddings, two layers of a GRU in both directions, one decision a letter."""

    def __init__(self, weights: Any, numpy: Any) -> None:
        self._np = numpy
        self._place = {str(letter): k + 1 for k, letter in enumerate(weights["alphabet"])}
        self._labels = [str(label) for label in weights["labels"]]
        self._embed = weights["embed.weight"].astype(numpy.float32)
        self._out = (weights["out.weight"].astype(numpy.float32).T.copy(), weights["out.bias"].astype(numpy.float32))
        self._layers = []
        for layer in range(8):
            if f"gru.weight_ih_l{layer}" not in weights:
                break
            self._layers.append(
                [
                    tuple(
                        weights[f"gru.{part}_l{layer}{way}"].astype(numpy.float32)
                        for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
                    )
                    for way in ("", "_reverse")
                ]
            )

    def read(self, word: str) -> tuple[str, float]:
        """Give a word with its signs and how sure the network is of all of them together."""
        numpy = self._np
        states = self._embed[[self._place.get(letter, 0) for letter in word]]
        for forward, backward in self._layers:
            ahead = self._run(states, *forward)
            back = self._run(states[::-1], *backward)[::-1]
            states = numpy.concatenate((ahead, back), axis=1)
        scores = states @ self._out[0] + self._out[1]
        scores -= scores.max(axis=1, keepdims=True)
        shares = numpy.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        best = shares.argmax(axis=1)
        sure = float(shares[numpy.arange(len(word)), best].prod())
        return "".join(letter + self._labels[k] for letter, k in zip(word, best, strict=True)), sure

    def _run(self, inputs: Any, weight_in: Any, weight_state: Any, bias_in: Any, bias_state: Any) -> Any:
        numpy = self._np
        size = weight_state.shape[1]
        gates_in = inputs @ weight_in.T + bias_in
        gates_in[:, : 2 * size] += bias_state[: 2 * size]
        turned = weight_state.T
        bias_new = bias_state[2 * size :]
        state = numpy.zeros(size, numpy.float32)
        states = numpy.empty((len(inputs), size), numpy.float32)
        for step, given in enumerate(gates_in):
            own = state @ turned
            gates = 1 / (1 + numpy.exp(-(given[: 2 * size] + own[: 2 * size])))
            new = numpy.tanh(given[2 * size :] + gates[:size] * (own[2 * size :] + bias_new))
            state = new + gates[size:] * (state - new)
            states[step] = state
        return states


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
    """Read a word in plain letters from its letters alone; empty where there is no reader or no word."""
    reader = _reader()
    plain = bare(word)
    if reader is None or not 1 < len(plain) <= LONGEST:
        return ()
    vocalized, sure = reader.read(plain)
    return (Reading(vocalized, "?", "letters", 0.85 * sure),)
