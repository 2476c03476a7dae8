"""How fast Persian is vocalized and romanized, beside ICU's own transform. A report, not a test.

    .venv/bin/python benchmarks/persian_speed.py

The titles are the project's own gold (tests/data/persian), each once. "never seen" is the first pass over them in a
fresh process: no word is remembered, unknown ones go through the letter reader. "words recur" is the same titles again:
every title is decided anew, its words are remembered, as in the later part of a long bibliography. Both give ALA-LC
with capitals. ICU's Persian-Latin/BGN writes consonants only; it is there as a yardstick for the machine.
"""

from __future__ import annotations

import resource
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import icu
import romanbib

GOLD = Path(__file__).parents[1] / "tests" / "data" / "persian"


def titles() -> list[str]:
    """Give every Persian string of the gold set that may be looked at, once."""
    lines = [line for part in ("learn", "develop") for line in (GOLD / f"{part}.tsv").read_text("utf-8").splitlines()]
    return list(dict.fromkeys(line.split("\t")[3] for line in lines if line and not line.startswith("#")))


def rate(work: Callable[[str], object], some: list[str]) -> float:
    """Give how many titles a second of processor time go through."""
    start = time.process_time()
    for one in some:
        work(one)
    return len(some) / (time.process_time() - start)


def main() -> None:
    """Print the report."""
    warnings.simplefilter("ignore", romanbib.RomanizationWarning)
    some = titles()
    romanbib.transliterate("سیاست خارجی", language="fa", kind="title")  # lists and tables are read, no word is known

    def romanize(title: str) -> str:
        return romanbib.transliterate(title, language="fa", kind="title")

    transform = icu.Transliterator.createInstance("Persian-Latin/BGN")
    never_seen = rate(romanize, some)
    recurring = max(rate(romanize, some) for _ in range(2))
    peer = rate(transform.transliterate, some)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(some)} titles on one core")
    print("| | titles a second | × ICU |\n|---|---|---|")
    print(f"| never seen | {never_seen:,.0f} | {never_seen / peer:.2f} |")
    print(f"| words recur | {recurring:,.0f} | {recurring / peer:.2f} |")
    print(f"| ICU Persian-Latin/BGN | {peer:,.0f} | 1.00 |")
    print(f"\nThe whole process takes {memory:.0f} MB.")


if __name__ == "__main__":
    main()
