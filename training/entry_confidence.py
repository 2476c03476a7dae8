"""Fit the confidence of the fields of a bibliography entry, so that of those with 0.9 nine in ten are right.

    python -m training.entry_confidence [--check]
    python -m training.entry_confidence --record NEW.jsonl

The parser gets nearly all of `tests/data/entries/develop.jsonl` right, on which it was built; when it fails is learnt
from two things. The entries of `entry_confidence_unseen.jsonl` were new to the parser when it took them apart: the file
holds how sure it was then and what was right, and ``--record`` adds to it from a file in the form of `develop.jsonl`,
before the parser is mended on its entries. They are few, so that the entries of `develop.jsonl` are there as well,
damaged as people damage them (a full stop left out, blanks and dashes changed, brackets lost). Titles alone stand for
lines that are no entry at all: nothing found in them is right.

Two logistic functions are fitted on the result: for a field, how likely it is right; for the whole entry, its F1, that
is how much of what it holds was found and is right. They are written to `rules/entry-confidence.toml`. ``--check`` fits
on half of the entries and prints what comes out on the other half, for unseen entries and damaged ones.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from romanbib.entries.confidence import Evidence, entry_features, field_features
from romanbib.entries.draft import Draft
from romanbib.entries.model import Field
from romanbib.entries.parsing import raw_parse

from benchmarks.entries import gold_values, normalized

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data" / "entries" / "develop.jsonl"
UNSEEN = Path(__file__).with_name("entry_confidence_unseen.jsonl")
TARGET = ROOT / "rules" / "entry-confidence.toml"
Row = dict[str, Any]  # an entry with its gold, or (see `observed`) what the parser made of it
Features = dict[str, float]
Example = tuple[Features, float]  # what is known, and how right it was
COPIES = 4  # damaged ones of each entry
WEIGHT = 8  # of an unseen entry: so many damaged ones
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


def observed(entry: str, gold: Counter[tuple[str, str]]) -> Row:
    """Take an entry apart; give what tells how sure that is, and each field's length with whether it is right."""
    draft, grammar = raw_parse(entry)
    evidence = Evidence.of(draft, grammar)
    left = gold.copy()
    fields = []
    for field in draft.fields:
        key = (field.name, normalized(field.value))
        fields.append([field.name, field.confidence, len(field.value), int(left[key] > 0)])
        left[key] -= 1
    right = sum(field[3] for field in fields)
    return {
        "grammar": grammar,
        "leftover": round(evidence.leftover, 3),
        "missing": evidence.missing,
        "few": evidence.few,
        "f1": round(2 * right / max(1, len(fields) + gold.total()), 3),
        "fields": fields,
    }


def examples(row: Row) -> tuple[list[Example], Example]:
    """Give for what `observed` saw the examples of the fields and that of the whole."""
    evidence = Evidence(row["leftover"], row["missing"], row["few"], row["grammar"])
    draft = Draft("", fields=[Field(name, "-" * length, 0, length, sure) for name, sure, length, _ in row["fields"]])
    fields = [
        (field_features(field, evidence), right) for field, (*_, right) in zip(draft.fields, row["fields"], strict=True)
    ]
    return fields, (entry_features(draft, evidence), row["f1"])


def damaged_rows(rows: list[Row]) -> Iterator[Row]:
    """Yield what the parser makes of damaged copies of each entry, and of titles alone."""
    chance = random.Random(SEED)
    alone = [{"entry": row["fields"].get("title", "-"), "fields": {}} for row in rows[::NO_ENTRY]]
    for row in rows + alone:
        gold = gold_values(row["fields"])
        for _ in range(COPIES):
            yield observed(damaged(row["entry"], chance), gold)


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


def probability(features: Features, weights: dict[str, float]) -> float:
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
    """Fit and write, fit on one half and check on the other, or record unseen entries."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--record", type=Path, metavar="NEW.jsonl", help="entries that the parser has not seen")
    options = arguments.parse_args()
    if options.record:
        with UNSEEN.open("a", encoding="utf-8") as file:
            for row in _rows(options.record):
                file.write(json.dumps(observed(row["entry"], gold_values(row["fields"]))) + "\n")
        return
    rows, unseen = _rows(DATA), _rows(UNSEEN)
    step = 2 if options.check else 1
    fields, wholes = _together([*damaged_rows(rows[::step]), *unseen[::step] * WEIGHT])
    checked = {"unseen": _together(unseen[1::2]), "damaged": _together(damaged_rows(rows[1::2]))} if step == 2 else {}
    for number, (title, pairs) in enumerate((("fields", fields), ("entries", wholes))):
        weights = fitted(pairs)
        for kind, others in checked.items():
            shown(f"{title}, {kind}", others[number], weights)
        if not options.check:
            shown(title, pairs, weights)
            _write(title, weights)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _together(rows: Iterable[Row]) -> tuple[list[Example], list[Example]]:
    found = [examples(row) for row in rows]
    return [pair for fields, _ in found for pair in fields], [whole for _, whole in found]


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
