"""How well romanized strings are recognized and brought back, and how many others are taken for romanizations.

    python -m benchmarks.respelling --part score

The entries of ``score.tsv`` are counted and never shown; ``--errors`` shows those of ``develop.tsv``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from romanbib.persian.spelling import HAMZA_ABOVE, ZWNJ, bare
from romanbib.references.romanized import APPLIED
from romanbib.respelling import recognize, respelled

DATA = Path(__file__).parents[1] / "tests" / "data" / "respelling"
PARTS = ("develop", "score")
NONE, ANY = "none", "-"
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


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--part", choices=PARTS, default=PARTS[0])
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args()
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
