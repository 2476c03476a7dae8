"""Collect which words stand beside each reading of a homograph; writes ``rules/persian/collocations.tsv``.

    python -m training.collocations --out rules/persian/collocations.tsv

It learns from the project's own titles (``tests/data/persian/learn.tsv``) and counts only words read there in more than
one way: there alone neighbours can tell.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from romanbib.persian.sentence import WORD, sentence
from romanbib.persian.spelling import bare
from romanbib.persian.words import readings

from training.alignment import MisfitError, vocalize
from training.corpora import gold

LEARN = Path("tests/data/persian/learn.tsv")
HEAD = "# Homographs: word, what stood beside each of its readings. Made by training/collocations.py; not to be edited."
_PUNCTUATION = '«»()[]{}،؛:؟!.…,;?/"“”'
_EZAFE = re.compile("-y?e$")
# Parts of speech that stand beside anything and so tell nothing.
_GRAMMAR = frozenset(("prep", "prep-ezafe", "conj", "pron", "quant", "part", "v", "question"))

Neighbours = Mapping[str, Mapping[str, set[str]]]  # word, its reading vocalized, the words that stood beside it


def neighbours(path: Path) -> Neighbours:
    """Give for each word and reading of it the words that stood beside it.

    Args:
        path: a file of gold readings.

    Raises:
        ValueError: a line has not five columns, or text and reading have not as many words.
    """
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, persian, reading in gold(path):
        heard = _readings_by_place(persian, reading)
        words = sentence(persian)
        for place, word in enumerate(words):
            if len(word.readings) < 2 or word.fixed or word.start not in heard:
                continue
            vocalized = _listed(word.key, heard[word.start])
            if vocalized is None:
                continue
            beside = words[max(0, place - 1) : place] + words[place + 1 : place + 2]
            telling = (one.key for one in beside if one.pos not in _GRAMMAR and bare(one.key))
            found[word.key][vocalized].update(telling)
    return found


def _readings_by_place(persian: str, reading: str) -> dict[int, str]:
    """Give the reading of each word by the place in the text where it begins.

    A piece between blanks that is several words is left out: which part of its reading is whose is unknown.
    """
    heard: dict[int, str] = {}
    start = 0
    for written, read in zip(persian.split(), reading.split(), strict=True):
        start = persian.index(written, start)
        inside = list(WORD.finditer(written))
        if len(inside) == 1:
            heard[start + inside[0].start()] = read.strip(_PUNCTUATION)
        start += len(written)
    return heard


def _listed(word: str, reading: str) -> str | None:
    """Give a reading vocalized and without its ezafe; None unless romanbib knows the word to have it."""
    try:
        vocalized = vocalize(word, _EZAFE.sub("", reading))
    except MisfitError:
        return None
    return vocalized if any(one.vocalized == vocalized for one in readings(word)) else None


def favours(found: Neighbours) -> list[str]:
    """Write the lines of the list: for each homograph the words that stood beside one reading of it and not all."""
    lines: list[str] = []
    for word, by_reading in sorted(found.items()):
        if len(by_reading) < 2:
            continue
        shared = set.intersection(*by_reading.values())
        columns = (f"{form}: {', '.join(sorted(beside - shared))}" for form, beside in sorted(by_reading.items()))
        lines.append(f"{word}\t{'; '.join(columns)}")
    return lines


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="the list to write")
    options = parser.parse_args()
    lines = favours(neighbours(LEARN))
    options.out.write_text("\n".join((HEAD, *lines, "")), "utf-8")
    print(f"{len(lines)} words")


if __name__ == "__main__":
    main()
