"""Train the network that weighs the ezafes of a sentence at once; writes ``rules/persian/ezafe-network.npz``.

    python -m training.ezafe_network --data ../shared/data/persian --out rules/persian/ezafe-network.npz
    python -m training.ezafe_network --data ../shared/data/persian --fold 0    # measures, on a fifth kept aside

It learns from the sentences of ``training.ezafe``. What it is told of the weighed evidence comes from weights that have
not seen the sentence, one fifth after the other: the evidence is worth less on new sentences than on known ones.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from romanbib.persian.ezafe import ASK, features, grammar
from romanbib.persian.ezafe_network import KINDS, NAMED, counted, named
from romanbib.persian.tagger import Tag, tags
from torch import nn
from torch.nn.utils.rnn import pad_sequence

from training.ezafe import OWN, Read, cases, learn, open_words, read_all

SEED = 1
FOLDS = 5
EPOCHS = 7
BATCH = 32
SIZE = 160  # of the state, each way
WIDTHS = {"key": 48, "tag": 24, "end2": 16, "end3": 24, "label": 16, "joint": 8, "name": 8, "kind": 8}
NUMBERS = 4
FORGOTTEN = 0.15  # of the words in training, so that unknown ones are met
RATE = 2e-3
LEAST = 3  # times a name must have been seen


class Weighed(NamedTuple):
    """A sentence with the evidence of weights that have not seen it, as ``EzafeNetwork.weigh`` takes it."""

    one: Read
    tagged: list[Tag]
    scores: list[float | None]
    decided: list[bool]
    fold: int


def weighed(found: list[Read]) -> Iterator[Weighed]:
    """Weigh every sentence by what is learned from the other folds."""
    for fold in range(FOLDS):
        weights = learn([case for k, one in enumerate(found) if k % FOLDS != fold for case in cases(one)])
        for one in found[fold::FOLDS]:
            scores: list[float | None] = []
            decided: list[bool] = []
            undecided = set(open_words(one))
            for place, word in enumerate(one.words):
                score = None
                says = word.ezafe if word.ezafe is not None else grammar(one.words, one.line, place)[0]
                if place in undecided:
                    before = "1" if place and decided[-1] else "0"
                    score = sum(weights.get(name, 0.0) for name in features(one.line, place, one.known.kind, before))
                    says = score > 0
                scores.append(score)
                decided.append(bool(says))
            yield Weighed(one, tags(one.words), scores, decided, fold)


class Network(nn.Module):
    """The network in torch, its parts named as ``EzafeNetwork`` reads them."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.vectors = nn.ModuleDict({one: nn.Embedding(size, WIDTHS[one]) for one, size in sizes.items()})
        self.gru = nn.GRU(sum(WIDTHS.values()) + NUMBERS, SIZE, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.4)
        self.out = nn.Linear(2 * SIZE + NUMBERS, 1)

    def forward(self, names: torch.Tensor, numbers: torch.Tensor, kind: torch.Tensor) -> torch.Tensor:
        """Weigh words: names (batch × words × names), numbers (batch × words × numbers), kind (batch × words)."""
        columns = [self.vectors[one](names[..., k]) for k, one in enumerate(NAMED)]
        inputs = torch.cat([*columns, numbers, self.vectors["kind"](kind)], -1)
        states, _ = self.gru(self.drop(inputs))
        return self.out(torch.cat([self.drop(states), numbers], -1)).squeeze(-1)


def encoded(one: Weighed, places: list[dict[str, int]]) -> tuple[torch.Tensor, ...]:
    """Turn a sentence into names, numbers, kind, answers and what each answer weighs."""
    words = range(len(one.tagged))
    names = [named(one.one.line, place, one.tagged[place].label) for place in words]
    numbers = [counted(one.scores[k], one.tagged[k].ezafe, ezafe=one.decided[k]) for k in words]
    return (
        torch.tensor([[of.get(name, 0) for of, name in zip(places, word, strict=True)] for word in names]),
        torch.tensor(numbers, dtype=torch.float32),
        torch.full((len(words),), KINDS.index(one.one.known.kind)),
        torch.tensor(one.one.flags, dtype=torch.float32),
        torch.tensor([one.one.weight * (score is not None) for score in one.scores], dtype=torch.float32),
    )


def trained(some: list[Weighed]) -> tuple[Network, list[dict[str, int]]]:
    """Train on some sentences; gives the network and the places of the names."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    counts: list[Counter[str]] = [Counter() for _ in NAMED]
    for one in some:
        for place, tag in enumerate(one.tagged):
            for count, name in zip(counts, named(one.one.line, place, tag.label), strict=True):
                count[name] += 1
    known = [sorted(name for name, number in count.items() if number >= LEAST) for count in counts]
    places = [{name: place for place, name in enumerate(names, 1)} for names in known]
    network = Network({one: len(of) + 1 for one, of in zip(NAMED, places, strict=True)} | {"kind": len(KINDS)})
    examples = sorted((encoded(one, places) for one in some), key=lambda example: len(example[2]))
    batches = [examples[start : start + BATCH] for start in range(0, len(examples), BATCH)]
    learner = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    falling = torch.optim.lr_scheduler.LinearLR(learner, 1, 0.01, EPOCHS * len(batches))
    network.train()
    for _ in range(EPOCHS):
        chance.shuffle(batches)
        for batch in batches:
            names, numbers, kind, answers, weights = (
                pad_sequence(list(part), True) for part in zip(*batch, strict=True)
            )
            names[..., 0][torch.rand(names.shape[:2]) < FORGOTTEN] = 0
            losses = nn.functional.binary_cross_entropy_with_logits(
                network(names, numbers, kind), answers, reduction="none"
            )
            learner.zero_grad()
            ((losses * weights).sum() / weights.sum().clamp(min=1)).backward()
            learner.step()
            falling.step()
    network.eval()
    return network, places


def measured(network: Network, places: list[dict[str, int]], some: list[Weighed]) -> dict[str, str]:
    """Give the F1 of the ezafe and the share of whole sentences, by kind: evidence alone → network."""
    results: dict[str, list[tuple[list[bool], list[bool], list[bool]]]] = {}
    for one in some:
        names, numbers, kind, *_ = encoded(one, places)
        with torch.no_grad():
            found = network(names[None], numbers[None], kind[None])[0].tolist()
        decisions = zip(one.decided, found, one.scores, strict=True)
        after = [old if score is None else new > 0 for old, new, score in decisions]
        results.setdefault(one.one.known.kind, []).append((one.one.flags, one.decided, after))
    return {kind: f"{_score(rows, 1)} → {_score(rows, 2)} of {len(rows)}" for kind, rows in results.items()}


def _score(rows: list[tuple[list[bool], ...]], column: int) -> str:
    pairs = [pair for row in rows for pair in zip(row[0], row[column], strict=True)]
    both, each = sum(a and b for a, b in pairs), sum(a + b for a, b in pairs)
    whole = sum(row[0] == row[column] for row in rows) / len(rows)
    return f"{2 * both / max(each, 1):.4f} ({whole:.1%} whole)"


def stored(network: Network, places: list[dict[str, int]]) -> dict[str, Any]:
    """Give the arrays of the file: weights in half precision, names one a line."""
    arrays: dict[str, Any] = {
        f"names.{one}": np.frombuffer("\n".join(of).encode(), np.uint8) for one, of in zip(NAMED, places, strict=True)
    }
    for name, value in network.state_dict().items():
        arrays[name.removesuffix(".weight") if name.startswith("vectors.") else name] = value.numpy().astype(np.float16)
    return arrays


def main() -> None:
    """Write the weights, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the treebanks and FarsDat")
    parser.add_argument("--out", type=Path, help="the file to write")
    parser.add_argument("--fold", type=int, help="keep this fifth aside and measure on it")
    options = parser.parse_args()
    torch.set_num_threads(2)
    some = [one for one in weighed(read_all(options.data)) if one.tagged and one.one.known.kind in ASK]
    if options.fold is not None:
        network, places = trained([one for one in some if one.fold != options.fold])
        aside = [one for one in some if one.fold == options.fold and one.one.weight == OWN]
        for kind, result in measured(network, places, aside).items():
            print(kind, result)
    if options.out is not None:
        np.savez_compressed(options.out, **stored(*trained(some)))
        print(f"{options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
