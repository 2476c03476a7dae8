"""How many records a second each format reads, writes back and normalizes, beside a bare parser. A report, not a test.

    .venv/bin/python -m benchmarks.formats [--records 4000]

The records are those of benchmarks/normalize.py, written in each format. Records a second of processor time: "read and
write back" with nothing changed, "normalized" with romanization and report and all. The bare parsers decode and do no
more: json and csv of the standard library; for the others none is installed here.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import time
from collections.abc import Callable
from typing import Any

import romanbib
from romanbib.formats import Composer, formats
from romanbib.references.record import Record

from benchmarks.normalize import items

CHUNK = 1 << 16


def rate(number: int, work: Callable[[], object]) -> float:
    """Give records a second of processor time."""
    start = time.process_time()
    work()
    return number / (time.process_time() - start)


def chunks(text: str) -> list[str]:
    """Cut a file as it is read from disk."""
    return [text[place : place + CHUNK] for place in range(0, len(text), CHUNK)]


def bare(name: str, text: str) -> Callable[[], object] | None:
    """Give what only decodes a format."""
    if name == "csl-json":
        return lambda: json.loads(text)
    if name == "csv":
        return lambda: list(csv.reader(io.StringIO(text)))
    return None


def row(name: str, one: Composer, found: list[dict[str, Any]]) -> str:
    """Measure one format and write its row of the table."""
    number = len(found)
    text = "".join(one.compose(Record(dict(item), f"item {place}") for place, item in enumerate(found)))
    same: Any = one
    parse = bare(name, text)
    parsed = "–" if parse is None else f"{rate(number, parse):,.0f}"
    kept = rate(number, lambda: sum(map(len, same.write(same.read(chunks(text))))))
    whole = rate(number, lambda: romanbib.normalize(text, from_format=name))
    return f"| {name} | {parsed} | {kept:,.0f} | {whole:,.0f} |"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=4000)
    found: list[dict[str, Any]] = items(parser.parse_args().records)
    romanbib.normalize([found[0]])  # tables and lists are read
    print("| format | bare parser | read and write back | normalized |\n|---|---|---|---|")
    for name, one in formats().items():
        if isinstance(one, Composer):
            print(row(name, one, found))


if __name__ == "__main__":
    main()
