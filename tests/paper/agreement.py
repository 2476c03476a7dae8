"""Compare the paper's own renderings with romanbib's under every scheme and write docs/paper-agreement.md.

Run as ``make agreement``. A difference is put down to the letters in which a scheme differs from the scheme that fits
the paper best; where even that one differs, ``departures.tsv`` says how the paper departs from every standard.
"""

from __future__ import annotations

import csv
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import romanbib

HERE = Path(__file__).parent
REPORT = HERE.parents[1] / "docs" / "paper-agreement.md"
BEST_FIT = {"ru": "ala-lc-plain", "fa": "paper"}
CARRIERS = {"ru": "д", "fa": "بَ"}
LANGUAGES = {"ru": "Russian", "fa": "Persian"}
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
        return romanbib.transliterate(text, language=language, scheme=scheme)


def verdict(output: str, rendering: str) -> str:
    """Say how far an output agrees with the paper's rendering."""
    if output == rendering:
        return EQUAL
    return NEARLY if plain(output) == plain(rendering) else DIFFERENT


def letters_that_differ(text: str, language: str, scheme: str, other: str) -> str:
    """List the letters of a text that two schemes write differently, as ``х h (kh)``."""
    seen = dict.fromkeys(char for char in text.lower() if char.isalpha())
    pairs = ((char, _inside(char, language, scheme), _inside(char, language, other)) for char in seen)
    return ", ".join(f"{char} {ours or '–'} ({theirs or '–'})" for char, ours, theirs in pairs if ours != theirs)


def _inside(letter: str, language: str, scheme: str) -> str:
    """Romanize a letter inside a word, where no rule for the edge of words applies."""
    carrier = CARRIERS[language]
    return romanize(carrier + letter, language, scheme).removeprefix(romanize(carrier, language, scheme))


def reason(one: Rendering, scheme: str, output: str) -> str:
    """Say why an output differs from the paper's rendering."""
    reasons = []
    if (one.original, one.rendering) in departures():
        reasons.append(departures()[one.original, one.rendering])
    elif one.language == "fa":
        reasons.append("the original has no vowel signs, so short vowels and ezafe are missing")
    best = BEST_FIT[one.language]
    if output != romanize(one.original, one.language, best):
        differing = letters_that_differ(one.original, one.language, scheme, best)
        reasons.append(f"{differing}" if differing else "as the standard writes it in this place")
    return "; ".join(reasons)


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
    """Compare the Persian strings as the paper's own romanization writes them once their vowels are written in."""
    rows = {row["original"]: row for row in _table("vocalized.tsv")}
    found = []
    for one in renderings():
        if one.language == "fa":
            row = rows[one.original]
            output = romanize(row["vocalized"], "fa", "paper")
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
        "standard.",
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
    parts.append("The same strings with vowels and ezafes written in by hand (`tests/paper/vocalized.tsv`).\n")
    parts += _rows(vocalized())
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    REPORT.write_text(report(), encoding="utf-8")
    print(f"{REPORT.relative_to(Path.cwd())} written")
