"""Weigh the ezafes of a whole sentence at once: a small GRU over its words, asked where the evidence leaves a choice.

It sees each word with its part of speech, what stands behind it, the evidence weighed for its ezafe, and what the
tagger says. The weights (``rules/persian/ezafe-network.npz``) are made by ``training/ezafe_network.py``. Without numpy,
which the extra ``persian`` brings, it is not asked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from .gru import BidirectionalGRU
from .tagger import Tag
from .weights import read_weights

if TYPE_CHECKING:
    from .ezafe import Line

LEAST = 0.002  # chance; the tagger is never surer than that
MOST = 8.0  # nats; evidence counts no further
SCALE = 3.0  # nats; what the network is told of evidence is divided by it
NAMED = ("key", "tag", "end2", "end3", "label", "joint", "name")  # of a word: what it is told by name
KINDS = ("title", "text")  # of text that it is asked about


def named(line: Line, place: int, label: str) -> tuple[str, ...]:
    """Give what the network is told of a word by name, in the order of ``NAMED``."""
    key = line.keys[place]
    return key, line.tags[place], key[-2:], key[-3:], label, line.joints[place], line.names[place]


def counted(score: float | None, chance: float, *, ezafe: bool) -> tuple[float, float, float, float]:
    """Give what it is told of a word in numbers.

    Args:
        score: the evidence for an ezafe in nats; None if phrases or grammar decided.
        chance: what the tagger gives the ezafe, from 0 to 1.
        ezafe: what was decided, if it was.
    """
    chance = min(max(chance, LEAST), 1 - LEAST)
    said = math.log(chance / (1 - chance)) / SCALE
    if score is None:
        return said, 0.0, 1.0, float(ezafe)
    return said, max(-MOST, min(MOST, score)) / SCALE, 0.0, 0.0


class EzafeNetwork:
    """The network: a vector for each name, a layer of a GRU in both directions, one decision a word."""

    def __init__(self, weights: Mapping[str, Any], numpy: Any) -> None:
        self._np = numpy
        self._places = [
            {name: place for place, name in enumerate(bytes(weights[f"names.{one}"]).decode().split("\n"), 1)}
            for one in NAMED
        ]
        self._vectors = [weights[f"vectors.{one}"] for one in (*NAMED, "kind")]  # in half precision
        self._gru = BidirectionalGRU(weights, numpy)
        self._weight, self._bias = (weights[f"out.{part}"].astype(numpy.float32) for part in ("weight", "bias"))

    def weigh(
        self, line: Line, kind: str, tagged: Sequence[Tag], scores: Sequence[float | None], decided: Sequence[bool]
    ) -> list[float]:
        """Weigh the ezafe of each word, in nats: those above zero have one.

        Args:
            line: the sentence.
            kind: what the text is, one of ``KINDS``.
            tagged: what the tagger says of its words.
            scores: the evidence of each word in nats; None where phrases or grammar decided.
            decided: what was decided so far.
        """
        numpy = self._np
        words = [named(line, place, tagged[place].label) for place in range(len(tagged))]
        columns = [
            vectors[[places.get(word[k], 0) for word in words]]
            for k, (places, vectors) in enumerate(zip(self._places, self._vectors, strict=False))
        ]
        numbers = numpy.array(
            [counted(score, tag.ezafe, ezafe=ezafe) for score, tag, ezafe in zip(scores, tagged, decided, strict=True)],
            numpy.float32,
        )
        of_kind = numpy.broadcast_to(self._vectors[-1][KINDS.index(kind)], (len(words), self._vectors[-1].shape[1]))
        inputs = numpy.concatenate((*columns, numbers, of_kind), axis=1, dtype=numpy.float32)
        states = self._gru.states(inputs)
        found = numpy.concatenate((states, numbers), axis=1) @ self._weight[0] + self._bias
        nats: list[float] = found.tolist()
        return nats


@cache
def ezafe_network() -> EzafeNetwork | None:
    """Read the network; None without numpy or without its weights."""
    found = read_weights("ezafe-network")
    return EzafeNetwork(*found) if found is not None else None
