"""Fit the confidence of the fields of a bibliography entry, so that of those with 0.9 nine in ten are right.

    python -m training.entry_confidence [--check]

The parser gets nearly all of `tests/data/entries/develop.jsonl` right, on which it was built; to learn when it fails,
the entries are damaged as people damage them (a full stop left out, blanks and dashes changed, brackets lost). How many
slips an entry gets is set so that the fields found are as often right as on entries that the parser has never seen
(about 95 in 100). Titles alone stand for lines that are no entry at all: nothing found in them is right.

Two logistic functions are fitted on the result: for a field, how likely it is right; for the whole entry, its F1, that
is how much of what it holds was found and is right. They are written to `rules/entry-confidence.toml`. ``--check`` fits
on half of the entries and prints what comes out on the other half.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from romanbib.entries.confidence import Evidence, entry_features, field_features
from romanbib.entries.parsing import raw_parse

from benchmarks.entries import gold_values, normalized

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data" / "entries" / "develop.jsonl"
TARGET = ROOT / "rules" / "entry-confidence.toml"
Row = dict[str, object]
Features = dict[str, float]
Example = tuple[Features, float]  # what is known, and how right it was
COPIES = 4  # damaged ones of each entry
NO_ENTRY = 6  # of so many entries, the title of one stands alone, too
SLIPS = 1.1  # an entry, in the mean
SEED = 7
RIDGE = 0.003
_SLIPS = (
    (re.compile(r"[.,:;،؛]"), ("",)), (re.compile(r"\. "), (" ", ".", ", ")),
    (re.compile(r" // "), (" / ", ". ", "//")),
    (re.compile(r"[–—-]"), ("-", "–", "—")), (re.compile(r" : "), (": ", ". ")), (re.compile(r"[()«»“”\"]"), ("",)),
    (re.compile(r" "), ("", "  ")), (re.compile(r"[,،] "), (". ", " ")),
)  # fmt: skip


def damaged(entry: str, chance: random.Random) -> str:
    """Give an entry with a few slips in its punctuation and blanks."""
    for _ in range(np.random.default_rng(chance.randrange(1 << 30)).poisson(SLIPS)):
        pattern, others = chance.choice(_SLIPS)
        found = list(pattern.finditer(entry))
        if found:
            match = chance.choice(found)
            entry = entry[: match.start()] + chance.choice(others) + entry[match.end() :]
    return entry


def examples(rows: list[Row]) -> Iterator[tuple[list[Example], Features, float]]:
    """Yield for each copy of each entry its fields' features, with whether they are right, and those of the whole."""
    chance = random.Random(SEED)
    alone: list[Row] = [
        {"entry": row["fields"].get("title", "-"), "fields": {}}  # type: ignore[attr-defined]
        for row in rows[::NO_ENTRY]
    ]
    for row in rows + alone:
        for _ in range(COPIES):
            draft, grammar = raw_parse(damaged(str(row["entry"]), chance))
            evidence = Evidence.of(draft, grammar)
            gold = gold_values(row["fields"])  # type: ignore[arg-type]
            left = gold.copy()
            fields = []
            for field in draft.fields:
                key = (field.name, normalized(field.value))
                fields.append((field_features(field, evidence), left[key] > 0))
                left[key] -= 1
            right = sum(one for _, one in fields)
            yield fields, entry_features(draft, evidence), 2 * right / max(1, len(fields) + gold.total())


def fitted(pairs: list[Example]) -> dict[str, float]:
    """Fit a logistic function by Newton's method, with a small ridge."""
    names = sorted({name for features, _ in pairs for name in features})
    place = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(pairs), len(names)))
    for row, (features, _) in enumerate(pairs):
        for name, value in features.items():
            x[row, place[name]] = value
    y = np.array([right for _, right in pairs], dtype=float)
    weights = np.zeros(len(names))
    ridge = RIDGE * len(pairs) / 100
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - ridge * weights
        weights += np.linalg.solve((x.T * (p * (1 - p))) @ x + ridge * np.eye(len(names)), gradient)
    return {name: round(float(weights[place[name]]), 3) for name in names}


def probability(features: dict[str, float], weights: dict[str, float]) -> float:
    """Give the value of a logistic function."""
    return float(1 / (1 + np.exp(-sum(value * weights.get(name, 0.0) for name, value in features.items()))))


def shown(title: str, pairs: list[Example], weights: dict[str, float]) -> None:
    """Print how many are right of those with a confidence."""
    print(f"{title}: right {sum(right for _, right in pairs) / len(pairs):.3f} of {len(pairs)}")
    found = [(probability(features, weights), right) for features, right in pairs]
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01)):
        some = [(p, right) for p, right in found if low <= p < high]
        if some:
            said, true = (sum(one[n] for one in some) / len(some) for n in (0, 1))
            print(f"  {low:4.2f}–{min(high, 1):4.2f}  {len(some):5}  said {said:.3f}  right {true:.3f}")


def main() -> None:
    """Fit and write, or fit on one half and check on the other."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    parts = [rows[::2], rows[1::2]] if options.check else [rows]
    found = [list(examples(part)) for part in parts]
    fields = [[pair for one in part for pair in one[0]] for part in found]
    wholes = [[(one[1], one[2]) for one in part] for part in found]
    for title, pairs in (("fields", fields), ("entries", wholes)):
        weights = fitted(pairs[0])
        shown(title, pairs[-1], weights)
        if not options.check:
            _write(title, weights)


def _write(title: str, weights: dict[str, float]) -> None:
    """Write one table; that of the fields begins the file."""
    lines = [f'"{name}" = {value}' for name, value in weights.items()]
    head = ""
    if title == "fields":
        head = (
            "# Weights of two logistic functions: how sure a field of an entry is, and the entry as a whole.\n"
            "# Fitted by `python -m training.entry_confidence`; what the names mean: service/entries/confidence.py.\n\n"
        )
    with TARGET.open("w" if head else "a", encoding="utf-8") as file:
        file.write(head + ("" if head else "\n") + f"[{title}]\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
