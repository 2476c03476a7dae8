"""How many records a second each format reads, writes back and normalizes, beside a bare parser. A report, not a test.

    .venv/bin/python -m benchmarks.formats [--records 4000]

The records are those of benchmarks/normalize.py, written in each format: once small Russian ones of author, title,
journal and year, once whole, with two authors, publisher, place and pages, and one in ten in English or Persian.
Records a second of processor time: "read and write back" with nothing changed, "normalized" with romanization and
report and all, the best of five rounds. The bare parsers decode and do no more: orjson, bibtexparser 2, rispy and
pymarc, where they are installed (the extra ``bench``), and csv of the standard library. The last column is how much of
the bare parser's speed is left end to end.
"""

from __future__ import annotations

import argparse
import io
import re
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import romanbib
from romanbib.formats import Composer, formats
from romanbib.references.record import Record

from benchmarks.normalize import items

CHUNK = 1 << 16
SMALL = ("id", "type", "author", "title", "container-title", "issued")
CYRILLIC = re.compile("[а-я]")


def rate(number: int, work: Callable[[], object]) -> float:
    """Give records a second of processor time."""
    start = time.process_time()
    work()
    return number / (time.process_time() - start)


def chunks(text: Any) -> list[Any]:
    """Cut a file as it is read from disk."""
    return [text[place : place + CHUNK] for place in range(0, len(text), CHUNK)]


PARSERS = {"csl-json": "orjson", "bibtex": "bibtexparser", "ris": "rispy", "marc": "pymarc", "csv": "csv"}


def bare(name: str, text: Any) -> Callable[[], object] | None:
    """Give what only decodes a format; None where it is not installed."""
    library = PARSERS.get(name)
    if library is None or find_spec(library) is None:
        return None
    module: Any = import_module(library)
    parse: dict[str, Callable[[], object]] = {
        "csl-json": lambda: module.loads(text),
        "bibtex": lambda: module.parse_string(text),
        "ris": lambda: module.loads(text),
        "marc": lambda: list(module.MARCReader(text)),
        "csv": lambda: list(module.reader(io.StringIO(text))),
    }
    return parse[name]


def row(name: str, one: Composer, found: list[dict[str, Any]]) -> str:
    """Measure one format and write its row of the table."""
    number = len(found)
    same: Any = one
    empty: Any = b"" if same.BINARY else ""
    text = empty.join(one.compose(Record(dict(item), f"item {place}") for place, item in enumerate(found)))
    parse = bare(name, text)
    parsed = rate(number, parse) if parse is not None else None
    kept = rate(number, lambda: sum(map(len, same.write(same.read(chunks(text))))))
    whole = max(rate(number, lambda: romanbib.normalize(text, from_format=name)) for _ in range(5))
    beside = f"{PARSERS[name]} {parsed:,.0f}" if parsed else "–"
    return f"| {name} | {beside} | {kept:,.0f} | {whole:,.0f} | {f'{whole / parsed:.0%}' if parsed else '–'} |"


def small(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the Russian records among these, each with its first author, title, journal and year alone."""
    return [
        {key: item[key] for key in SMALL} | {"author": item["author"][:1]}
        for item in found
        if CYRILLIC.search(item["title"])
    ]


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=4000)
    found: list[dict[str, Any]] = items(parser.parse_args().records)
    romanbib.normalize([found[0]])  # tables and lists are read
    for name, some in (("Small Russian records", small(found)), ("Whole records", found)):
        print(f"\n{name}\n")
        report(some)


def report(found: list[dict[str, Any]]) -> None:
    """Print the table of one kind of record."""
    print("| format | bare parser | read and write back | normalized | of the bare parser |\n|---|---|---|---|---|")
    for name, one in formats().items():
        if isinstance(one, Composer) and not getattr(one, "OF_ENTRIES", False):
            print(row(name, one, found))


if __name__ == "__main__":
    main()
