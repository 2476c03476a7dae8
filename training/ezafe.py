"""Learn what speaks for and against an ezafe; writes ``rules/persian/ezafe.tsv``.

    python -m training.ezafe --data ../shared/data/persian --out rules/persian/ezafe.tsv

A logistic regression over the features of ``romanbib.persian.ezafe``, learned from the project's own titles
(``tests/data/persian/learn.tsv``), Universal Dependencies and FarsDat; weights are rounded to thousandths of a nat, so
that every machine decides alike.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from romanbib.persian.context import choose
from romanbib.persian.ezafe import ASK, SCALE, Line, features, grammar, line_of, opinions
from romanbib.persian.letters import read_letters
from romanbib.persian.sentence import WORD, Word, sentence
from romanbib.persian.tagger import tags
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from training.corpora import Sentence, dependencies, farsdat, titles

LEARN = Path("tests/data/persian/learn.tsv")
HEAD = (
    "# What speaks for (positive) and against an ezafe, in thousandths of a nat."
    " Made by training/ezafe.py; not to be edited."
)
# Treebanks by name, with what a sentence weighs beside one of the own titles: their ezafes are worked out, not marked.
TREEBANKS = {"ud_seraji_dev": 0.5, "ud_seraji_test": 0.5, "ud_perdt_dev": 0.2, "ud_perdt_test": 0.2}
FARSDAT = 0.5
OWN = 1.0  # weight of the project's own titles, names and sentences
FOLDS = 5
SECOND_STRENGTH = 0.1
LEAST = 2  # times a feature must have been seen
WORTH_KEEPING = 0.03  # nats; less moves no decision


class Case(NamedTuple):
    """A word whose ezafe is to be learned: its features with their values, whether it has one, what the case weighs."""

    features: dict[str, float]
    ezafe: bool
    weight: float


class Read(NamedTuple):
    """A sentence as romanbib reads it: its words, what decisions look at, and whether each word has an ezafe."""

    known: Sentence
    words: list[Word]
    line: Line
    flags: list[bool]
    weight: float


def sources(data: Path) -> Iterator[tuple[Sentence, float]]:
    """Yield every sentence to learn from with its weight: own titles first, then prose.

    Raises:
        OSError: a file is not in the folder ``data``.
    """
    yield from ((one, OWN) for one in titles(LEARN))
    for name, weight in TREEBANKS.items():
        yield from ((one, weight) for one in dependencies(data / f"{name}.conllu"))
    yield from ((one, FARSDAT) for one in farsdat(data / "farsdat_phonemes.csv"))


def read(known: Sentence, weight: float) -> Read:
    """Find the words of a sentence and choose their readings, as romanbib does before it decides on ezafes.

    Raises:
        ValueError: the sentence has not as many flags as words.
    """
    words = sentence(known.text)
    for word in words:
        if not word.readings:
            word.readings = read_letters(word.plain)
    choose(words, known.kind)
    ends = (match.end() for match in WORD.finditer(known.text))
    flags = dict(zip(ends, known.ezafes, strict=True))
    return Read(known, words, line_of(words), [flags.get(word.end, False) for word in words], weight)


def open_words(one: Read) -> Iterator[int]:
    """Yield the places of the words that neither phrases nor grammar decide on."""
    for place, word in enumerate(one.words):
        if word.ezafe is None and grammar(one.words, one.line, place)[0] is None:
            yield place


def cases(one: Read) -> Iterator[Case]:
    """Yield what the first weighing learns from a sentence."""
    for place in open_words(one):
        before = "1" if place and one.flags[place - 1] else "0"
        found = features(one.line, place, one.known.kind, before)
        yield Case(dict.fromkeys(found, 1.0), one.flags[place], one.weight)


def second_cases(one: Read, weights: dict[str, float]) -> Iterator[Case]:
    """Yield what the second opinion learns from a sentence that the given weights were not learned from."""
    if one.known.kind == "name":
        return
    tagged = tags(one.words)
    undecided = set(open_words(one))
    before = "0"
    for place, word in enumerate(one.words):
        decided = bool(word.ezafe if word.ezafe is not None else grammar(one.words, one.line, place)[0])
        if place in undecided:
            found = features(one.line, place, one.known.kind, before)
            score = sum(weights.get(name, 0.0) for name in found)
            decided = score > 0
            if abs(score) < ASK:
                second = dict(opinions(score, tagged, one.line, place, one.known.kind))
                yield Case(second, one.flags[place], one.weight)
        before = "1" if decided else "0"


def learn(some: list[Case], strength: float, least: int = LEAST) -> dict[str, float]:
    """Give each feature seen often enough its weight in nats.

    Args:
        some: what to learn from.
        strength: the inverse of the regularization, as scikit-learn's ``C``.
        least: times that a feature must have been seen.

    Raises:
        ValueError: there are no cases, or all have the same answer.
    """
    counts = Counter(feature for case in some for feature in case.features)
    columns = {name: k for k, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
    cells = [
        (value, row, columns[name])
        for row, case in enumerate(some)
        for name, value in case.features.items()
        if name in columns
    ]
    values, in_rows, in_columns = zip(*cells, strict=True)
    places = (np.array(in_rows, np.int32), np.array(in_columns, np.int32))
    matrix = csr_matrix((np.array(values, np.float32), places), shape=(len(some), len(columns)))
    # Of its solvers this one gives the same weights in every run.
    model = LogisticRegression(C=strength, max_iter=400, fit_intercept=False, solver="liblinear")
    model.fit(matrix, [int(case.ezafe) for case in some], sample_weight=[case.weight for case in some])
    return dict(zip(columns, model.coef_[0], strict=True))


def learn_second(some: list[Read], strength: float) -> dict[str, float]:
    """Learn the second opinion from first weighings that had not seen the sentence, one fifth after the other."""
    second: list[Case] = []
    for fold in range(FOLDS):
        seen = [case for k, one in enumerate(some) if k % FOLDS != fold for case in cases(one)]
        weights = learn(seen, strength)
        own = (one for k, one in enumerate(some) if k % FOLDS == fold and one.weight == OWN)
        second.extend(case for one in own for case in second_cases(one, weights))
    return learn(second, SECOND_STRENGTH, 1)


def main() -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the treebanks and FarsDat")
    parser.add_argument("--out", type=Path, required=True, help="the list to write")
    parser.add_argument("--strength", type=float, default=0.5, help="inverse of the regularization")
    options = parser.parse_args()
    found = [read(known, weight) for known, weight in sources(options.data) if WORD.search(known.text)]
    prose = sum(one.weight < OWN for one in found)
    print(f"{len(found) - prose} own titles, {prose} sentences of prose")
    weights = learn([case for one in found for case in cases(one)], options.strength)
    weights.update(learn_second(found, options.strength))
    kept = {name: round(weight * SCALE) for name, weight in weights.items() if abs(weight) >= WORTH_KEEPING}
    lines = (f"{name}\t{weight}" for name, weight in sorted(kept.items()))
    options.out.write_text("\n".join((HEAD, *lines, "")), "utf-8")
    print(f"{len(kept)} features")


if __name__ == "__main__":
    main()
