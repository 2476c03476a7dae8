"""Train the reader of unknown words: the letters of a word in, the vowel signs behind each letter out.

    python -m training.letters --out rules/persian/letters.npz      # needs training/requirements.txt

It learns from the project's own lists (``rules/persian``) and compares a conditional random field with bidirectional
GRUs on words kept aside; ``training/README.md`` has the record of the run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from romanbib.persian.lexicon import rows
from romanbib.persian.spelling import HAMZA_ABOVE, ZWNJ, bare
from torch import Tensor, nn

SEED = 20261122
THREADS = 2
LISTS = ("words", "names", "places", "function-words", "homographs", "arabic")
KEPT_ASIDE = 13  # of 256 words, about one in twenty

EMBEDDING = 48  # numbers a letter
BATCH = 128  # words
RATE = 4e-3  # the learning rate at its height
LEAST = 3  # times a label must have been seen
IGNORED = -100  # as a target: no letter stands there, or its label is too rare

Example = tuple[str, list[str]]  # the letters of a word, and for each the signs behind it


def labelled(vocalized: str) -> Example:
    """Cut a vocalized word into its letters and the signs behind each.

    Raises:
        IndexError: the word begins with a sign.
    """
    letters: list[str] = []
    signs: list[str] = []
    for sign in vocalized:
        if bare(sign) and sign != HAMZA_ABOVE:
            letters.append(sign)
            signs.append("")
        else:
            signs[-1] += sign
    return "".join(letters), signs


def examples() -> list[Example]:
    """Give every listed word once, with the signs of its first reading."""
    found: dict[str, list[str]] = {}
    for name in LISTS:
        for columns in rows(name):
            letters, signs = labelled(columns[1].split("|")[0])
            if letters == columns[0] and len(letters) > 1:
                found.setdefault(letters, signs)
    return sorted(found.items())


def kept_aside(word: str) -> bool:
    """Tell whether a word is kept for measuring: by its own hash, so that it is the same in every run."""
    return hashlib.sha256(word.replace(ZWNJ, "").encode()).digest()[0] < KEPT_ASIDE


def train_crf(learn: list[Example], held: list[Example]) -> float:
    """Train a conditional random field on windows of letters; give the share of ``held`` words all right."""
    import pycrfsuite  # only to compare: what is shipped needs torch alone

    trainer = pycrfsuite.Trainer(verbose=False)
    for word, signs in learn:
        trainer.append(_windows(word), [sign or "_" for sign in signs])  # a label cannot be empty
    trainer.set_params({"c1": 0.05, "c2": 0.01, "max_iterations": 120})
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder, "letters.crf"))
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        with tagger.open(model):
            right = sum(tagger.tag(_windows(word)) == [sign or "_" for sign in signs] for word, signs in held)
    return float(right / len(held))


def _windows(word: str) -> list[list[str]]:
    """Give for each letter of a word what stands around it: one to four letters in a row, up to three away."""
    padded = f"^^^{word}$$$"
    return [
        [f"{k}{':' * size}{padded[at + k : at + k + size]}" for size in (1, 2, 3, 4) for k in range(-3, 5 - size)]
        for at in range(3, len(word) + 3)
    ]


@dataclass(frozen=True)
class Code:
    """The numbers that a network knows letters and labels by.

    Attributes:
        letters: the letters in their order, the first of them number 1; 0 is padding and any other letter.
        labels: the signs behind a letter, in their order, the first of them number 0.
    """

    letters: list[str]
    labels: list[str]

    @classmethod
    def of(cls, learn: list[Example]) -> Code:
        """Number the letters of some examples and the labels seen often enough."""
        counts = Counter(sign for _, signs in learn for sign in signs)
        letters = {letter for word, _ in learn for letter in word}
        return cls(sorted(letters), sorted(sign for sign, count in counts.items() if count >= LEAST))

    @cached_property
    def _letter_numbers(self) -> dict[str, int]:
        return {letter: number for number, letter in enumerate(self.letters, 1)}

    @cached_property
    def _label_numbers(self) -> dict[str, int]:
        return {label: number for number, label in enumerate(self.labels)}

    def covers(self, example: Example) -> bool:
        """Tell whether every label of an example has a number."""
        return all(sign in self._label_numbers for sign in example[1])

    def encoded(self, some: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
        """Give examples as numbers.

        Returns:
            Letters (words × longest word), lengths (words), labels (words × longest word, ``IGNORED`` where none).
        """
        longest = max(len(word) for word, _ in some)
        letters = torch.zeros(len(some), longest, dtype=torch.long)
        labels = torch.full((len(some), longest), IGNORED)
        for row, (word, signs) in enumerate(some):
            letters[row, : len(word)] = torch.tensor([self._letter_numbers.get(letter, 0) for letter in word])
            labels[row, : len(word)] = torch.tensor([self._label_numbers.get(sign, IGNORED) for sign in signs])
        return letters, torch.tensor([len(word) for word, _ in some]), labels


class Reader(nn.Module):
    """A bidirectional GRU: letters embedded, read in both directions, one decision a letter.

    The names of its parts are those that the run-time reader, ``romanbib.persian.letters``, finds in the file.
    """

    def __init__(self, letters: int, labels: int, hidden: int, layers: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(letters + 1, EMBEDDING, padding_idx=0)
        self.gru = nn.GRU(EMBEDDING, hidden, layers, batch_first=True, bidirectional=True, dropout=0.25)
        self.out = nn.Linear(2 * hidden, labels)

    def forward(self, letters: Tensor, lengths: Tensor) -> Tensor:
        """Score the labels of each letter.

        Args:
            letters: numbers of letters, words × longest word.
            lengths: how many letters each word has.

        Returns:
            Scores, words × longest word × labels.
        """
        embedded = nn.functional.dropout(self.embed(letters), 0.1, self.training)
        packed = nn.utils.rnn.pack_padded_sequence(embedded, lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.gru(packed)[0], batch_first=True)
        scores: Tensor = self.out(nn.functional.dropout(states, 0.25, self.training))
        return scores


def train_gru(
    learn: list[Example], held: list[Example], hidden: int, layers: int, epochs: int
) -> tuple[float, Reader, Code]:
    """Train a network, the same in every run on one machine: (share of ``held`` words all right, network, code)."""
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    chance = random.Random(SEED)
    code = Code.of(learn)
    model = Reader(len(code.letters), len(code.labels), hidden, layers)
    data = [example for example in learn if code.covers(example)]
    batches = len(data) // BATCH + 1
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=epochs * batches + 1)
    for epoch in range(1, epochs + 1):
        chance.shuffle(data)
        model.train()
        total = 0.0
        for some in _batches(data, BATCH):
            total += _learn_batch(model, optimizer, code.encoded(some))
            schedule.step()
        if epoch % 5 == 0 or epoch == epochs:
            right = share_right(model, code, held)
            print(f"  epoch {epoch}: loss {total / batches:.4f}, words right {right:.4f}", flush=True)
    return share_right(model, code, held), model, code


def _batches(some: list[Example], size: int) -> Iterator[list[Example]]:
    for start in range(0, len(some), size):
        yield some[start : start + size]


def _learn_batch(model: Reader, optimizer: torch.optim.Optimizer, batch: tuple[Tensor, Tensor, Tensor]) -> float:
    """Take one step towards the labels of a batch; give the loss before it."""
    letters, lengths, labels = batch
    scores = model(letters, lengths)
    loss = nn.functional.cross_entropy(
        scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, label_smoothing=0.03
    )
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


@torch.no_grad()
def share_right(model: Reader, code: Code, held: list[Example]) -> float:
    """Give the share of words whose signs are all right.

    Raises:
        ZeroDivisionError: there are no words.
    """
    model.eval()
    right = 0
    for some in _batches(held, 256):
        letters, lengths, _ = code.encoded(some)
        best = model(letters, lengths).argmax(-1)
        for row, (word, signs) in enumerate(some):
            # By the signs themselves: a label too rare to have a number is a word not read.
            right += [code.labels[k] for k in best[row, : len(word)].tolist()] == signs
    return right / len(held)


def export(model: Reader, code: Code, path: Path) -> None:
    """Write the weights in half precision, as the run-time reader reads them.

    Raises:
        OSError: the file cannot be written.
    """
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in model.state_dict().items()}
    np.savez_compressed(path, **arrays, alphabet=np.array(code.letters), labels=np.array(code.labels))


def main() -> None:
    """Train, measure and write the reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="the file of weights to write")
    parser.add_argument("--compare", action="store_true", help="train the other kinds of reader too")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--hidden", type=int, default=160, help="states in each direction")
    options = parser.parse_args()
    every = examples()
    learn = [one for one in every if not kept_aside(one[0])]
    held = [one for one in every if kept_aside(one[0])]
    print(f"{len(learn)} words to learn from, {len(held)} kept aside", flush=True)
    record = _compare(learn, held, options.epochs) if options.compare else {}
    start = time.time()
    right, model, code = train_gru(learn, held, options.hidden, 2, options.epochs)
    name = f"gru {options.hidden}x2"
    record[name] = right
    print(json.dumps(record))
    print(f"kept: {name}, {right:.4f} in {time.time() - start:.0f} s")
    export(model, code, options.out)


def _compare(learn: list[Example], held: list[Example], epochs: int) -> dict[str, float]:
    """Train the readers that are not kept: for each the share of ``held`` words all right."""
    record: dict[str, float] = {}
    for name, train in (
        ("crf", lambda: train_crf(learn, held)),
        ("gru 96x1", lambda: train_gru(learn, held, 96, 1, epochs)[0]),
        ("gru 96x2", lambda: train_gru(learn, held, 96, 2, epochs)[0]),
    ):
        start = time.time()
        record[name] = train()
        print(f"{name}: {record[name]:.4f} in {time.time() - start:.0f} s", flush=True)
    return record


if __name__ == "__main__":
    main()
