"""Compare the paper's own renderings with romanbib's under every scheme and write docs/paper-agreement.md.

Run as ``make agreement``. A difference is put down to the letters in which a scheme differs from the scheme that fits
the paper best; where even that one differs, ``departures.tsv`` says how the paper departs from every standard and
``vocalized.tsv`` how it departs from its own Persian, and words that romanbib reads otherwise than a person are named.
"""

from __future__ import annotations

import csv
import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import romanbib
from romanbib.word_memo import romanize as by_table

HERE = Path(__file__).parent
REPORT = HERE.parents[1] / "docs" / "paper-agreement.md"
BEST_FIT = {"ru": "ala-lc-plain", "fa": "paper"}
CARRIERS = {"ru": "д", "fa": "کب"}
# What a scheme may write in its own way: diphthongs, vowel signs, letters.
UNITS = re.compile("َ[وی](?![َُِّا])|[َُِ]|[^\\W\\d_]")
LANGUAGES = {"ru": "Russian", "fa": "Persian"}
CAPITALS = {"capitals", "a capital at the start"}  # in vocalized.tsv: the table alone writes none
EQUAL, NEARLY, DIFFERENT = "equal", "equal but for diacritics or case", "different"
SIGNS = {EQUAL: "=", NEARLY: "≈", DIFFERENT: "≠"}


@dataclass(frozen=True)
class Rendering:
    """One string for which the paper prints a romanization."""

    entry: int
    language: str
    kind: str
    original: str
    rendering: str


@dataclass(frozen=True)
class Comparison:
    """What one scheme makes of one string, how that agrees with the paper, and why not where it does not."""

    rendering: Rendering
    scheme: str
    output: str
    verdict: str
    reason: str


def _table(name: str) -> Iterator[dict[str, str]]:
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def renderings() -> list[Rendering]:
    """Read the pairs of renderings.tsv."""
    return [
        Rendering(int(row["entry"]), row["lang"], row["kind"], row["original"], row["rendering"])
        for row in _table("renderings.tsv")
    ]


def departures() -> dict[tuple[str, str], str]:
    """Read where the paper departs from every standard: (original, rendering) to the reason."""
    return {(row["original"], row["rendering"]): row["why"] for row in _table("departures.tsv")}


def plain(text: str) -> str:
    """Take case, diacritics, signs and punctuation out of a string."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return " ".join(
        "".join(char if char.isascii() and char.isalnum() else " " * char.isspace() for char in decomposed).split()
    )


def romanize(text: str, language: str, scheme: str) -> str:
    """Romanize without warnings about vowels: the report speaks of them itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", romanbib.RomanizationWarning)
        return romanbib.transliterate(text, language=language, scheme=scheme, kind="title")


def verdict(output: str, rendering: str) -> str:
    """Say how far an output agrees with the paper's rendering."""
    if output == rendering:
        return EQUAL
    return NEARLY if plain(output) == plain(rendering) else DIFFERENT


def letters_that_differ(text: str, language: str, scheme: str, other: str) -> str:
    """List the letters and vowels of a text that two schemes write differently, as ``х h (kh)``."""
    seen = dict.fromkeys(UNITS.findall(text.lower()))
    pairs = ((char, _inside(char, language, scheme), _inside(char, language, other)) for char in seen)
    return ", ".join(
        f"{_shown(char)} {ours or '–'} ({theirs or '–'})" for char, ours, theirs in pairs if ours != theirs
    )


def _shown(unit: str) -> str:
    return f"◌{unit}" if unicodedata.combining(unit[0]) else unit


def _inside(letter: str, language: str, scheme: str) -> str:
    """Romanize a letter behind another one, where no rule for the beginning of words applies."""
    carrier = CARRIERS[language]
    end = carrier[-1] if unicodedata.combining(letter[-1]) else ""
    romanized = by_table(carrier + letter + end, language, scheme).removeprefix(by_table(carrier, language, scheme))
    return romanized.removesuffix(by_table(end, language, scheme))


def _capitalized(text: str) -> set[str]:
    """List the words of a text that begin with a capital, without diacritics."""
    return {plain(word) for word in re.findall(r"(?:[^\W\d_]|[’‘])+", text) if word[0].isupper()}


@cache
def by_hand() -> dict[str, dict[str, str]]:
    """Read vocalized.tsv: the Persian originals with their vowels written in by a person."""
    return {row["original"]: row for row in _table("vocalized.tsv")}


def misread(text: str, output: str) -> str:
    """Name the words of a Persian text that are read otherwise than by hand, as ``amrikā for āmrikā``."""
    expected = by_table(by_hand()[text]["vocalized"], "fa", BEST_FIT["fa"])
    ours, theirs = output.lower().split(), expected.lower().split()
    if len(ours) != len(theirs):
        return f"read otherwise than by hand: {expected}"
    words = [f"{one} for {other}" for one, other in zip(ours, theirs, strict=True) if one != other]
    return f"read otherwise than by hand: {', '.join(words)}" if words else ""


def reason(one: Rendering, scheme: str, output: str) -> str:
    """Say why an output differs from the paper's rendering."""
    best = BEST_FIT[one.language]
    by_best = romanize(one.original, one.language, best)
    reasons = []
    written = one.original
    if (one.original, one.rendering) in departures():
        reasons.append(departures()[one.original, one.rendering])
    elif one.language == "fa":
        reasons += [why for why in by_hand()[one.original]["why"].split("; ") if why not in CAPITALS]
        if _capitalized(output) != _capitalized(one.rendering):
            reasons.append("capitals")
        reasons.append(misread(one.original, by_best))
        written = by_hand()[one.original]["vocalized"]
    if output != by_best:
        differing = letters_that_differ(written, one.language, scheme, best)
        reasons.append(differing or "as the standard writes it in this place")
    return "; ".join(filter(None, reasons))


def comparisons(language: str) -> list[Comparison]:
    """Compare every string of a language under every scheme that the language has."""
    found = []
    for table in romanbib.schemes(language):
        for one in renderings():
            if one.language == language:
                output = romanize(one.original, language, table.id)
                how = verdict(output, one.rendering)
                found.append(
                    Comparison(one, table.id, output, how, "" if how == EQUAL else reason(one, table.id, output))
                )
    return found


def vocalized() -> list[Comparison]:
    """Compare what the table makes of the Persian strings once a person has written their vowels in."""
    found = []
    for one in renderings():
        if one.language == "fa":
            row = by_hand()[one.original]
            output = by_table(row["vocalized"], "fa", "paper")
            how = verdict(output, one.rendering)
            found.append(Comparison(one, "paper", output, how, "" if how == EQUAL else row["why"]))
    return found


def _rows(found: list[Comparison]) -> Iterator[str]:
    yield "| entry | original | paper | romanbib | | reason |\n|---|---|---|---|---|---|"
    for one in found:
        row = one.rendering
        cells = (str(row.entry), row.original, row.rendering, one.output, SIGNS[one.verdict], one.reason)
        yield "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def report() -> str:
    """Write the whole report as Markdown."""
    parts = [
        "# Agreement with the reference paper\n",
        "romanbib began with one paper's reference list. This page compares the romanizations that the paper itself",
        "prints with romanbib's, scheme by scheme. `make agreement` writes it anew.\n",
        "`=` equal · `≈` equal but for diacritics or case · `≠` different. A difference gives the letters that the",
        "scheme writes in its own way, with the best-fitting scheme's in brackets, or how the paper departs from every",
        "standard. Persian is romanized from the originals as they are printed, without vowel signs: romanbib supplies",
        "the vowels and ezafes, and a reading that differs from a person's is named.",
    ]
    for language, name in LANGUAGES.items():
        every = comparisons(language)
        schemes = list(dict.fromkeys(one.scheme for one in every))
        parts.append(f"\n## {name}\n")
        parts.append(f"Best-fitting scheme: `{BEST_FIT[language]}`.\n")
        parts.append("| scheme | = | ≈ | ≠ |\n|---|---|---|---|")
        for scheme in schemes:
            counts = [sum(one.scheme == scheme and one.verdict == how for one in every) for how in SIGNS]
            parts.append(f"| `{scheme}` | {counts[0]} | {counts[1]} | {counts[2]} |")
        for scheme in schemes:
            parts.append(f"\n### {name}, `{scheme}`\n")
            parts += _rows([one for one in every if one.scheme == scheme])
    parts.append("\n### Persian with its vowels, `paper`\n")
    parts.append("The table alone: the same strings with vowels and ezafes written in by hand")
    parts.append("(`tests/paper/vocalized.tsv`).\n")
    parts += _rows(vocalized())
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    REPORT.write_text(report(), encoding="utf-8")
    print(f"{REPORT.relative_to(Path.cwd())} written")
