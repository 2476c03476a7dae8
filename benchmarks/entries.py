"""How well bibliography entries are taken apart: precision, recall and F1 by style and by field.

    python -m benchmarks.entries --part score

A value counts when it is right but for case, blanks and the punctuation around it; names count one by one. The entries
of ``score.jsonl`` are counted and never shown; ``--errors`` shows those of ``develop.jsonl``.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import Counter
from pathlib import Path

from romanbib.entries import parse

DATA = Path(__file__).parents[1] / "tests" / "data" / "entries"
PARTS = ("develop", "score")
EXTRAS = frozenset({
    "number_of_pages", "genre", "series", "number", "date", "archive", "archive_location", "container_translation",
})  # fmt: skip


def normalized(value: str) -> str:
    """Give a value without case, blanks at its ends or doubled, and punctuation around it."""
    text = " ".join(value.casefold().split())
    start, end = 0, len(text)
    while start < end and not _counts(text[start]):
        start += 1
    while end > start and not _counts(text[end - 1]):
        end -= 1
    return text[start:end]


def _counts(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def gold_values(fields: dict[str, str | list[str]]) -> Counter[tuple[str, str]]:
    """Give the marked values as pairs of field and normalized value."""
    return Counter(
        (name, normalized(value))
        for name, values in fields.items()
        for value in (values if isinstance(values, list) else [values])
    )


def found_values(entry: str) -> Counter[tuple[str, str]]:
    """Give what the parser finds in the same form."""
    return Counter((field.name, normalized(field.value)) for field in parse(entry).fields)


class Tally:
    """Right, found and marked values."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.right = self.found = self.gold = 0

    def add(self, gold: int, found: int, right: int) -> None:
        """Count some values."""
        self.gold, self.found, self.right = self.gold + gold, self.found + found, self.right + right

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def evaluate(rows: list[dict[str, object]]) -> tuple[dict[str, Tally], dict[str, Tally], list[str]]:
    """Count by style and by field; "all" and "all, no extras" stand among the styles."""
    styles: dict[str, Tally] = {}
    fields: dict[str, Tally] = {}
    errors = []
    for row in rows:
        gold, found = gold_values(row["fields"]), found_values(str(row["entry"]))  # type: ignore[arg-type]
        right = gold & found
        for name in {key[0] for key in gold | found}:
            counts = [sum(n for key, n in counter.items() if key[0] == name) for counter in (gold, found, right)]
            keys = [str(row["style"]), "all"] + ([] if name in EXTRAS else ["all, no extras"])
            for tally in [styles.setdefault(key, Tally()) for key in keys] + [fields.setdefault(name, Tally())]:
                tally.add(*counts)
        if gold != found:
            missing, wrong = dict(gold - found), dict(found - gold)
            errors.append(
                f"{row['style']}: {row['entry']}\n"
                + "".join(f"    - {name}: {value}\n" for name, value in missing)
                + "".join(f"    + {name}: {value}\n" for name, value in wrong)
            )
    return styles, fields, errors


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--part", choices=PARTS, default="develop")
    arguments.add_argument("--errors", action="store_true", help="show the entries that differ (develop only)")
    options = arguments.parse_args()
    lines = (DATA / f"{options.part}.jsonl").read_text(encoding="utf-8").splitlines()
    styles, fields, errors = evaluate([json.loads(line) for line in lines])
    for heading, tallies in (("style", styles), ("field", fields)):
        print(f"{heading:22} {'marked':>6} {'prec.':>6} {'recall':>6} {'F1':>6}")
        for name, tally in sorted(tallies.items(), key=lambda pair: (pair[0].startswith("all"), pair[0])):
            print(f"{name:22} {tally.gold:6} " + " ".join(f"{score:6.3f}" for score in tally.scores))
        print()
    if options.errors and options.part == "develop":
        print("\n".join(errors))


if __name__ == "__main__":
    main()
