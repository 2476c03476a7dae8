"""What newspapers say of an ezafe: a tagger of parts of speech, asked where weighed evidence leaves the choice open.

A conditional random field learned from 2.6 million words of tagged prose (Peykare) by the makers of hazm; the weights
(``rules/persian/tagger.npz``) are put into this form by ``training/tagger.py``. Without numpy, which the extra
``persian`` brings, it is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from .sentence import Word
from .spelling import bare
from .weights import read_weights

WORDS = 8_000  # words whose weights are held, half a kilobyte each
ENDS = 1_500  # beginnings and ends of words, two kilobytes each
LONGEST = 80  # tokens looked at together
RESCALE = 4  # tokens after which products are brought back to the size of one
PLACES = ("w", "wl", "wll", "wr", "wrr")  # of a word: here, one and two before, one and two behind
AFFIX = 3  # bytes of a word's beginning and end that the model looks at
# Punctuation in the word before, in the word, in the word behind; digits there; only punctuation, only digits.
_SIGNS = (b"p?l", b"p?", b"p?r", b"n?l", b"n?", b"n?r", b"p?a", b"n?a")
_MARK = re.compile(r"[!-/:-@\[-`{-~]")
_DIGIT = re.compile(r"[0-9]")
_TOKEN = re.compile(r"\d+|[^\W\d]+|[^\w\s\u200c\u200f]")


class Tag(NamedTuple):
    """What the tagger says of a word: how likely an ezafe is, from 0 to 1, and the likeliest part of speech."""

    ezafe: float
    label: str


def fingerprint(word: str) -> int:
    """Give the 64 bits that a word is looked up by."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


class Bank:
    """Rows of weights by key, each made once, as many as fit; a full bank begins anew."""

    def __init__(self, make: Callable[[Any, Any], None], rows: Any) -> None:
        self.rows = rows
        self._make = make
        self._places: dict[Hashable, int] = {}

    def places(self, keys: list[Any]) -> list[int]:
        """Give where the rows of some keys, at most as many as fit, are now."""
        if len(self._places) + len(keys) > len(self.rows):
            self._places = {}
        held = self._places
        for key in keys:
            if key not in held:
                held[key] = place = len(held)
                self.rows[place] = 0
                self._make(key, self.rows[place])
        return [held[key] for key in keys]


class Tagger:
    """The model in plain numpy."""

    def __init__(self, weights: Any, numpy: Any) -> None:
        self._np = numpy
        self._labels = [str(label) for label in weights["labels"]]
        self._with_ezafe = numpy.array([label.endswith("e") for label in self._labels], numpy.float32)
        self._words = weights["words"]
        self._others = {bytes(name): place for place, name in enumerate(weights["others"])}
        self._tables = {
            name: tuple(weights[f"{name}_{part}"] for part in ("starts", "columns", "weights"))
            for name in ("word", "single", "double")
        }
        size = len(self._labels)
        self._of_word = Bank(self._read_word, numpy.zeros((WORDS, len(PLACES) * size), numpy.float32))
        # Behind the weights of the labels those of their turns.
        self._of_ends = Bank(self._read_ends, numpy.zeros((ENDS, size + size * size), numpy.float32))

    def tag(self, tokens: list[str]) -> list[Tag]:
        """Tag the words and punctuation marks of a sentence."""
        numpy = self._np
        size, labels = len(tokens), len(self._labels)
        around = ["_x-2", "_x-1", *tokens, "_x+1", "_x+2"]
        known = self._of_word.rows[self._of_word.places(around)].reshape(-1, len(PLACES), labels)
        ends = self._of_ends.rows[self._of_ends.places(self._ends(around))].reshape(3, size, -1).sum(axis=0)
        scores = known[2:-2, 0] + known[1:-3, 1] + known[:-4, 2] + known[3:-1, 3] + known[4:, 4] + ends[:, :labels]
        own = numpy.exp(scores - scores.max(axis=1, keepdims=True))
        turns = numpy.exp(ends[:, labels:]).reshape(-1, labels, labels)
        ahead, behind = numpy.empty((2, size, labels), numpy.float32)
        ahead[0], behind[-1] = own[0], 1
        for place in range(1, size):
            state = (ahead[place - 1] @ turns[place]) * own[place]
            ahead[place] = state if place % RESCALE else state / state.max()
        for place in range(size - 1, 0, -1):
            state = turns[place] @ (own[place] * behind[place])
            behind[place - 1] = state if place % RESCALE else state / state.max()
        shares = ahead * behind
        shares /= shares.sum(axis=1, keepdims=True)
        chances = (shares @ self._with_ezafe).tolist()
        return [Tag(*pair) for pair in zip(chances, map(self._labels.__getitem__, shares.argmax(axis=1)), strict=True)]

    def _ends(self, around: list[str]) -> list[tuple[bytes, bytes]]:
        """Give the first bytes of each word, then the last of each, then the signs in it and beside it."""
        tokens = around[2:-2]
        written = [token.encode() for token in tokens]
        marks = [_MARK.search(one) is not None for one in around[1:-1]]
        digits = [_DIGIT.search(one) is not None for one in around[1:-1]]
        signs = [
            bytes((*marks[place : place + 3], *digits[place : place + 3]))
            + (_wholly(token) if marks[place + 1] or digits[place + 1] else b"\0\0")
            for place, token in enumerate(tokens)
        ]
        return [
            *((b"p", one[:AFFIX]) for one in written),
            *((b"s", one[-AFFIX:]) for one in written),
            *((b"?", one) for one in signs),
        ]

    def _read_word(self, word: str, row: Any) -> None:
        """Put down a word's weights of each label in each of ``PLACES``."""
        sought = fingerprint(word)
        place = int(self._np.searchsorted(self._words, self._np.uint64(sought)))
        if place < len(self._words) and int(self._words[place]) == sought:
            self._add(row, "word", place)

    def _read_ends(self, key: tuple[bytes, bytes], row: Any) -> None:
        """Put down the weights of the first (``p``) or last (``s``) bytes of a word, or of ``_SIGNS`` (``?``)."""
        kind, said = key
        if kind == b"?":
            flags = zip(_SIGNS, said, strict=True)
            names = [b"*", *(name + (b"=true" if flag else b"=false") for name, flag in flags)]
        else:
            lengths = range(1, AFFIX + 1)
            names = [kind + b"%d=" % one + (said[:one] if kind == b"p" else said[-one:]) for one in lengths]
        labels = len(self._labels)
        for name in names:
            place = self._others.get(name)
            if place is not None:
                self._add(row[:labels], "single", place)
                self._add(row[labels:], "double", place)

    def _add(self, to: Any, table: str, row: int) -> None:
        starts, columns, weights = self._tables[table]
        some = slice(starts[row], starts[row + 1])
        to[columns[some]] += weights[some]


def _wholly(token: str) -> bytes:
    """Tell whether a word is only punctuation, and only digits."""
    return bytes((all(map(_MARK.match, token)), all(map(_DIGIT.match, token))))


@cache
def _tagger() -> Tagger | None:
    found = read_weights("tagger")
    return Tagger(*found) if found is not None else None


def tags(words: list[Word]) -> list[Tag]:
    """Tag the words of a sentence, punctuation and numbers between them seen; empty where there is no tagger."""
    tagger = _tagger()
    if tagger is None:
        return []
    tokens: list[str] = []
    places: list[int] = []
    for word in words:
        places.append(len(tokens))
        tokens.append(bare(word.plain))
        if word.gap != " ":
            tokens.extend(_TOKEN.findall(word.gap))
    found: list[Tag] = []
    for start in range(0, len(tokens), LONGEST):
        found.extend(tagger.tag(tokens[start : start + LONGEST]))
    return [found[place] for place in places]
