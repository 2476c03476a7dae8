"""How well romanized strings are recognized and brought back, and how many others are taken for romanizations.

    python -m benchmarks.respelling --part score
    python -m benchmarks.respelling --speed

The entries of ``score.tsv`` are counted and never shown; ``--errors`` shows those of ``develop.tsv``. ``--speed`` tells
how many fields a second are looked at: each field once, and three of four in languages that are no romanization.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections import Counter
from collections.abc import Iterable
from itertools import cycle
from pathlib import Path

from romanbib.persian.spelling import HAMZA_ABOVE, ZWNJ, bare
from romanbib.references.romanized import APPLIED
from romanbib.respelling import recognize, respelled
from romanbib.tables.compiled import compiled
from romanbib.tables.registry import available
from romanbib.word_memo import romanize

DATA = Path(__file__).parents[1] / "tests" / "data" / "respelling"
PARTS = ("develop", "score")
NONE, ANY = "none", "-"
LANGUAGES = ("ru", "uk", "bg")
RECOGNIZED = 0.5  # confidence from which a language counts as recognized
SCHEMES = ("iso-9", "ala-lc", "iso-233-3")  # to respell in; the first that the string does not follow


def folded(original: str) -> str:
    """Give an original without vowel signs, joints and the dots of ё, which lists leave out."""
    plain = bare(original).replace(ZWNJ, "").replace(HAMZA_ABOVE, "").casefold()
    return plain.replace("ё", "е")


def brought_back(text: str) -> tuple[str, float]:
    """Bring a string back: the original and how sure it is; "" if it is not respelled."""
    for scheme in SCHEMES:
        if (found := respelled(text, scheme)) is not None:
            return found.original, found.confidence
    return "", 0.0


def fields() -> tuple[list[str], list[str]]:
    """Give the fields of references in Latin script, and Cyrillic ones romanized by several schemes, each once."""
    latin, romanized = set(), set()
    schemes = cycle(("ala-lc", "bgn-pcgn", "scientific", "iso-9"))
    for line in (DATA.parent / "entries" / "develop.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        for field in (entry["fields"].get(name) for name in ("title", "container", "publisher", "place")):
            if isinstance(field, str) and re.search("[а-я]", field) and entry["language"] in LANGUAGES:
                romanized.add(romanize(field, entry["language"], next(schemes)))
            elif isinstance(field, str) and field.isascii():
                latin.add(field)
    return sorted(latin), sorted(romanized)


def print_speed() -> None:
    """Print how long the first strings take, and how many fields are looked at a second once all is loaded."""
    for text in ("Foreign policy of Russia", "Istoriya Rossii", "Tarikh-e mashruteh-ye Iran"):
        print(f"first of its kind, {text}: {_seconds((text,)):.2f} s of processor time")
    latin, romanized = fields()
    count = min(len(latin) // 3, len(romanized))
    _seconds(romanized[count:])  # loads the dictionaries
    for table in available("fa"):
        compiled("fa", table.id)
    mixed = [*latin[: 3 * count], *romanized[:count]]
    for name, some in (("no romanization", latin[: 3 * count]), ("romanized", romanized[:count])):
        print(f"{name}: {len(some)} fields, {len(some) / _seconds(some):.0f} a second")
    print(
        f"the same again, in another order: {len(mixed) / _seconds(f'{field}.' for field in mixed[::-1]):.0f} a second"
    )
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _seconds(some: Iterable[str]) -> float:
    start = time.process_time()
    for text in some:
        recognize(text)
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--part", choices=PARTS, default=PARTS[0])
    options.add_argument("--errors", action="store_true")
    options.add_argument("--speed", action="store_true")
    chosen = options.parse_args()
    if chosen.speed:
        print_speed()
        return
    if chosen.errors and chosen.part != PARTS[0]:
        options.error("the entries of score.tsv are not shown")
    counts: dict[str, Counter[str]] = {}
    words = right_words = 0
    for line in (DATA / f"{chosen.part}.tsv").read_text("utf-8").split("\n"):
        if not line or line[0] == "#":
            continue
        text, language, scheme, original = line.split("\t")
        found = recognize(text)
        told = found.language if found is not None and found.confidence >= RECOGNIZED else NONE
        one = counts.setdefault(language, Counter())
        one["strings"] += 1
        one["language"] += told == language
        back, confidence = brought_back(text)
        one["applied"] += confidence >= APPLIED
        if language == NONE:
            wrong = told != NONE
        else:
            one["schemes asked for"] += scheme != ANY
            one["scheme"] += scheme != ANY and found is not None and scheme in found.schemes
            one["back"] += folded(back) == folded(original)
            one["applied and wrong"] += confidence >= APPLIED and folded(back) != folded(original)
            theirs, ours = folded(original).split(), folded(back).split()
            words += len(theirs)
            right_words += sum(a == b for a, b in zip(theirs, ours, strict=False))
            wrong = told != language or folded(back) != folded(original)
        if chosen.errors and wrong:
            print(f"{text}\t{language}\t{told}\t{back}")
    print("language  strings  recognized  scheme      brought back  applied  applied and wrong")
    for language, one in counts.items():
        schemes = f"{one['scheme']}/{one['schemes asked for']}"
        print(
            f"{language:<8}  {one['strings']:>7}  {one['language']:>10}  {schemes:<10}  {one['back']:>12}  "
            f"{one['applied']:>7}  {one['applied and wrong']:>17}"
        )
    print(f"words brought back: {right_words}/{words} = {right_words / words:.3f}")


if __name__ == "__main__":
    main()
