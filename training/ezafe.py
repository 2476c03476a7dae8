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
from romanbib.persian.ezafe import SCALE, features, grammar
from romanbib.persian.letters import read_letters
from romanbib.persian.sentence import WORD, Word, sentence
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
LEAST = 2  # times a feature must have been seen
WORTH_KEEPING = 0.03  # nats; less moves no decision


class Case(NamedTuple):
    """A word whose ezafe grammar leaves open: its features, whether it has one, what the case weighs."""

    features: list[str]
    ezafe: bool
    weight: float


def sources(data: Path) -> Iterator[tuple[Sentence, float]]:
    """Yield every sentence to learn from with its weight: own titles first, then prose.

    Raises:
        OSError: a file is not in the folder ``data``.
    """
    yield from ((one, 1.0) for one in titles(LEARN))
    for name, weight in TREEBANKS.items():
        yield from ((one, weight) for one in dependencies(data / f"{name}.conllu"))
    yield from ((one, FARSDAT) for one in farsdat(data / "farsdat_phonemes.csv"))


def cases(known: Sentence, weight: float) -> Iterator[Case]:
    """Yield the words of a sentence that grammar leaves open, read as romanbib reads them.

    Raises:
        ValueError: the sentence has not as many flags as words.
    """
    words = _read(known)
    ends = (match.end() for match in WORD.finditer(known.text))
    flags = dict(zip(ends, known.ezafes, strict=True))
    before = "0"
    for place, word in enumerate(words):
        flag = flags.get(word.end)
        if flag is not None and word.ezafe is None and grammar(words, place)[0] is None:
            yield Case(list(features(words, place, known.kind, before)), flag, weight)
        before = "1" if flag else "0"


def _read(known: Sentence) -> list[Word]:
    """Find the words of a sentence and choose their readings, as romanbib does before it decides on ezafes."""
    words = sentence(known.text)
    for word in words:
        if not word.readings:
            word.readings = read_letters(word.plain)
    choose(words, known.kind)
    return words


def learn(some: list[Case], strength: float) -> dict[str, float]:
    """Give each feature seen often enough its weight in nats.

    Args:
        some: what to learn from.
        strength: the inverse of the regularization, as scikit-learn's ``C``.

    Raises:
        ValueError: there are no cases, or all have the same answer.
    """
    counts = Counter(feature for case in some for feature in case.features)
    columns = {name: k for k, name in enumerate(sorted(name for name, count in counts.items() if count >= LEAST))}
    ones = [(row, columns[name]) for row, case in enumerate(some) for name in set(case.features) if name in columns]
    values = np.ones(len(ones), np.float32)
    matrix = csr_matrix((values, tuple(zip(*ones, strict=True))), shape=(len(some), len(columns)))
    # Of its solvers this one gives the same weights in every run.
    model = LogisticRegression(C=strength, max_iter=400, fit_intercept=False, solver="liblinear")
    model.fit(matrix, [int(case.ezafe) for case in some], sample_weight=[case.weight for case in some])
    return dict(zip(columns, model.coef_[0], strict=True))


def main() -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the treebanks and FarsDat")
    parser.add_argument("--out", type=Path, required=True, help="the list to write")
    parser.add_argument("--strength", type=float, default=0.5, help="inverse of the regularization")
    options = parser.parse_args()
    found = list(sources(options.data))
    prose = sum(weight < 1 for _, weight in found)
    print(f"{len(found) - prose} own titles, {prose} sentences of prose")
    weights = learn([case for one, weight in found for case in cases(one, weight)], options.strength)
    kept = {name: round(weight * SCALE) for name, weight in weights.items() if abs(weight) >= WORTH_KEEPING}
    lines = (f"{name}\t{weight}" for name, weight in sorted(kept.items()))
    options.out.write_text("\n".join((HEAD, *lines, "")), "utf-8")
    print(f"{len(kept)} features")


if __name__ == "__main__":
    main()
