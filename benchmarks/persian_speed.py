"""How fast Persian is vocalized and romanized, beside ICU's own transform. A report, not a test.

    .venv/bin/python benchmarks/persian_speed.py

The titles are the project's own gold (tests/data/persian), each once. "never seen" is the first pass over them in a
process that has read its lists and models and no more: no word is remembered, unknown ones go through the letter
reader. "words recur" is the same titles again, every title decided anew, its words remembered: the later part of a long
bibliography. "a bibliography" is what such a list holds beside titles that are all different: authors, journals and
publishers, each as often as the square root of its rank lets it be; strings a second. All give ALA-LC with capitals.
ICU's Persian-Latin/BGN writes consonants only; it is there as a yardstick for the machine.
"""

from __future__ import annotations

import random
import resource
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import icu
import romanbib

GOLD = Path(__file__).parents[1] / "tests" / "data" / "persian"
ITEMS = 4_000  # of the bibliography
WAKES_ALL = "ژخگض قچپژها سخن می‌گفت"  # the letter reader, the parts of words, the weights of the ezafe, the tagger


def strings(*kinds: str) -> list[str]:
    """Give every Persian string of some kinds in the gold set that may be looked at, once."""
    found: dict[str, None] = {}  # line by line: what the benchmark holds counts in the memory that it reports
    for part in ("learn", "develop"):
        with (GOLD / f"{part}.tsv").open(encoding="utf-8") as lines:
            for line in lines:
                kind, *rest = line.split("\t", 4)
                if kind in kinds:
                    found[rest[2]] = None
    return list(found)


def bibliography(titles: list[str]) -> list[tuple[str, str]]:
    """Make up what a bibliography holds: (string, kind), four an item."""
    pick = random.Random(1)
    others = {kind: strings(kind) for kind in ("name", "container", "publisher")}
    weights = {kind: [1 / (place + 1) ** 0.5 for place in range(len(some))] for kind, some in others.items()}
    found = []
    for title in titles[:ITEMS]:
        found.append((title, "title"))
        found.extend((pick.choices(some, weights[kind])[0], kind) for kind, some in others.items())
    return found


def rate(work: Callable[..., object], some: Sequence[str | tuple[str, str]]) -> float:
    """Give how many strings a second of processor time go through."""
    start = time.process_time()
    for one in some:
        work(one)
    return len(some) / (time.process_time() - start)


def main() -> None:
    """Print the report."""
    warnings.simplefilter("ignore", romanbib.RomanizationWarning)
    some = strings("title")
    start = time.process_time()
    romanbib.transliterate(WAKES_ALL, language="fa")
    started = time.process_time() - start

    def romanize(title: str) -> str:
        return romanbib.transliterate(title, language="fa", kind="title")

    def romanize_as(one: tuple[str, str]) -> str:
        return romanbib.transliterate(one[0], language="fa", kind=one[1])

    transform = icu.Transliterator.createInstance("Persian-Latin/BGN")
    never_seen = rate(romanize, some)
    recurring = max(rate(romanize, some) for _ in range(2))
    listed = rate(romanize_as, bibliography(some))
    peer = rate(transform.transliterate, some)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(some)} titles on one core")
    print("| | titles a second | × ICU |\n|---|---|---|")
    print(f"| never seen | {never_seen:,.0f} | {never_seen / peer:.2f} |")
    print(f"| words recur | {recurring:,.0f} | {recurring / peer:.2f} |")
    print(f"| a bibliography, strings | {listed:,.0f} | {listed / peer:.2f} |")
    print(f"| ICU Persian-Latin/BGN | {peer:,.0f} | 1.00 |")
    print(f"\nLists and models are read in {started:.2f} s. The whole process takes {memory:.0f} MB.")


if __name__ == "__main__":
    main()
