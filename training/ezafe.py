"""Learn what speaks for and against an ezafe; writes ``rules/persian/ezafe.tsv``.

    python -m training.ezafe --data ../shared/data/persian --out rules/persian/ezafe.tsv

A logistic regression over the features of ``romanbib.persian.ezafe``, learned from the project's own titles
(``tests/data/persian/learn.tsv``) and prose (``training/prose.txt``), Universal Dependencies and FarsDat; weights are
rounded to thousandths of a nat, so that every machine decides alike.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from romanbib.persian.context import choose
from romanbib.persian.ezafe import SCALE, Line, features, grammar, line_of
from romanbib.persian.letters import read_letters
from romanbib.persian.sentence import WORD, Word, sentence
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from training.corpora import Sentence, dependencies, farsdat, marked, mended, titles

LEARN = Path("tests/data/persian/learn.tsv")
HEAD = (
    "# What speaks for (positive) and against an ezafe, in thousandths of a nat."
    " Made by training/ezafe.py; not to be edited."
)
PROSE = Path("training/prose.txt")
MENDS = Path("training/mended-ezafes.tsv")
TREEBANKS = ("ud_seraji_dev", "ud_seraji_test", "ud_perdt_dev", "ud_perdt_test")
OWN = 1.0  # weight of the project's own titles, names and sentences
CORPORA = 0.3  # of a sentence of others
STRENGTH = 0.5  # inverse of the regularization
LEAST = 2  # times a feature must have been seen
WORTH_KEEPING = 0.12  # nats; less moves no decision


class Case(NamedTuple):
    """A word whose ezafe is to be learned: its features, whether it has one, what the case weighs."""

    features: list[str]
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
    yield from ((one, OWN) for one in chain(titles(LEARN), marked(PROSE)))
    for name in TREEBANKS:
        found = mended(name, dependencies(data / f"{name}.conllu"), MENDS)
        yield from ((one, CORPORA) for one in found)
    yield from ((one, CORPORA) for one in mended("farsdat", farsdat(data / "farsdat_phonemes.csv"), MENDS))


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
    """Yield what is learned from a sentence."""
    for place in open_words(one):
        before = "1" if place and one.flags[place - 1] else "0"
        found = features(one.line, place, one.known.kind, before)
        yield Case(list(dict.fromkeys(found)), one.flags[place], one.weight)


def learn(some: list[Case]) -> dict[str, float]:
    """Give each feature seen often enough its weight in nats.

    Args:
        some: what to learn from.

    Raises:
        ValueError: there are no cases, or all have the same answer.
    """
    counts = Counter(feature for case in some for feature in case.features)
    columns = {name: k for k, name in enumerate(sorted(name for name, count in counts.items() if count >= LEAST))}
    cells = [(row, columns[name]) for row, case in enumerate(some) for name in case.features if name in columns]
    places = np.array(cells, np.int32).T
    matrix = csr_matrix((np.ones(len(cells), np.float32), tuple(places)), shape=(len(some), len(columns)))
    # Of its solvers this one gives the same weights in every run.
    model = LogisticRegression(C=STRENGTH, max_iter=400, fit_intercept=False, solver="liblinear")
    model.fit(matrix, [int(case.ezafe) for case in some], sample_weight=[case.weight for case in some])
    return dict(zip(columns, model.coef_[0], strict=True))


def read_all(data: Path) -> list[Read]:
    """Read every sentence to learn from; raises what ``sources`` and ``read`` raise."""
    return [read(known, weight) for known, weight in sources(data) if WORD.search(known.text)]


def main() -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the treebanks and FarsDat")
    parser.add_argument("--out", type=Path, required=True, help="the list to write")
    options = parser.parse_args()
    found = read_all(options.data)
    own = sum(one.weight == OWN for one in found)
    print(f"{own} own titles and sentences, {len(found) - own} of others")
    weights = learn([case for one in found for case in cases(one)])
    kept = {name: round(weight * SCALE) for name, weight in weights.items() if abs(weight) >= WORTH_KEEPING}
    lines = (f"{name}\t{weight}" for name, weight in sorted(kept.items()))
    options.out.write_text("\n".join((HEAD, *lines, "")), "utf-8")
    print(f"{len(kept)} features")


if __name__ == "__main__":
    main()
