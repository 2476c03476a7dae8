"""Put the part-of-speech model of hazm into the form that romanbib reads; writes ``rules/persian/tagger.npz``.

    python -m training.tagger --model postagger.model --out rules/persian/tagger.npz

The model is a conditional random field in the text format of Wapiti, as the package gruut-lang-fa (MIT) carries it:
patterns, labels (``N``, ``Ne`` with ezafe, ``V`` …), observations, weights. Nothing is learned here: all its weights
but the zeros are kept, rounded to half precision and sorted by word, so that a word costs one search.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from romanbib.persian.tagger import PLACES, fingerprint


class Model:
    """A Wapiti model.

    Attributes:
        labels: names of the labels.
        single: weights of a label, by observation.
        double: weights of a label behind another, row by row, by observation.
    """

    def __init__(self, path: Path) -> None:
        self.labels: list[str] = []
        self.single: dict[bytes, np.ndarray] = {}
        self.double: dict[bytes, np.ndarray] = {}
        with path.open("rb") as file:
            if not file.readline().startswith(b"#mdl#2#"):
                raise ValueError(f"{path}: no Wapiti model of type 2; give postagger.model of gruut-lang-fa")
            for _ in _records(file, int(file.readline().split(b"#")[2].split(b"/")[0])):
                pass  # patterns: romanbib.persian.tagger knows them
            self.labels = [one.decode() for one in _records(file, _count(file))]
            observations = list(_records(file, _count(file)))
            self._read_weights(file, observations)

    def _read_weights(self, file: BinaryIO, observations: list[bytes]) -> None:
        size = len(self.labels)
        wide = {b"u": size, b"b": size * size, b"*": size + size * size}
        weights = np.zeros(sum(wide[one[:1]] for one in observations), np.float32)
        for line in file:
            place, equal, value = line.strip().partition(b"=")
            if equal:
                weights[int(place)] = float.fromhex(value.decode())
        start = 0
        for one in observations:
            if one[:1] in b"u*":
                self.single[one] = weights[start : start + size]
                start += size
            if one[:1] in b"b*":
                self.double[one] = weights[start : start + size * size]
                start += size * size


def _records(file: BinaryIO, count: int) -> Iterator[bytes]:
    """Read records ``length:bytes,`` with a line end behind each."""
    for _ in range(count):
        size = b""
        while (digit := file.read(1)) != b":":
            size += digit
        yield file.read(int(size))
        file.read(2)


def _count(file: BinaryIO) -> int:
    return int(file.readline().split(b"#")[2])


def packed(rows: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Leave the zeros out of rows: (where each row starts, columns, weights)."""
    found = [np.flatnonzero(row) for row in rows]
    starts = np.cumsum([0, *map(len, found)]).astype(np.int32)
    values = np.concatenate([row[some] for row, some in zip(rows, found, strict=True)])
    return starts, np.concatenate(found).astype(np.uint16), values.astype(np.float16)


def main() -> None:
    """Write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="postagger.model of gruut-lang-fa")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    options = parser.parse_args()
    model = Model(options.model)
    none = np.zeros(len(model.labels), np.float32)
    words = {one.split(b"=", 1)[1] for one in model.single if one[:1] == b"u"}
    by_print = {fingerprint(word.decode()): word for word in words}
    prints = sorted(by_print)
    rows = [
        np.concatenate([model.single.get(f"u:{place}=".encode() + by_print[one], none) for place in PLACES])
        for one in prints
    ]
    others = sorted(one for one in model.single if one[:1] == b"*")
    names = [one.removeprefix(b"*:") for one in others]
    arrays = {"labels": np.array(model.labels), "words": np.array(prints, np.uint64), "others": np.array(names)}
    for name, some in (
        ("word", rows),
        ("single", [model.single[one] for one in others]),
        ("double", [model.double[one] for one in others]),
    ):
        for part, array in zip(("starts", "columns", "weights"), packed(some), strict=True):
            arrays[f"{name}_{part}"] = array
    np.savez_compressed(options.out, **arrays)
    print(f"{len(words)} words, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
