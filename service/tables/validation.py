"""Prove a rule table by its own examples."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..errors import RuleTableError
from .compiled import CompiledTable
from .registry import chain
from .reverse import ReversedTable
from .table import RuleTable, TableFile, build, read_toml

FEWEST_EXAMPLES = 10


def _examples(place: str, files: list[tuple[str, TableFile]]) -> Iterator[tuple[RuleTable, dict[str, str]]]:
    yield build(files), files[0][1].examples.all
    for name, option in files[0][1].options.items():
        yield build(files, (name,)), option.examples


def problems(path: Path) -> list[str]:
    """Check a rule table file: its schema, its rules, its examples forward, and back where it says ``exact``.

    Returns:
        One line for each problem, naming the file, the place and the mend; empty if the table is sound.
    """
    try:
        file = read_toml(path, TableFile)
        files = chain(str(path), file)
        if file.abstract:
            return []
        found: list[str] = []
        if len(file.examples.all) < FEWEST_EXAMPLES:
            found.append(f"{path}: {len(file.examples.all)} examples; give at least {FEWEST_EXAMPLES}")
        for table, examples in _examples(str(path), files):
            compiled = CompiledTable(table)
            for source, expected in examples.items():
                found.extend(_failure(path, compiled, source, expected))
        return found
    except RuleTableError as error:
        return [str(error)]


def _failure(path: Path, compiled: CompiledTable, source: str, expected: str) -> Iterator[str]:
    name = f"{path}: example {source!r}" + "".join(f" +{option}" for option in compiled.table.chosen)
    given = unicodedata.normalize("NFC", source)
    line_of_capitals = given.isupper() and len(given) > 4
    romanized = unicodedata.normalize("NFC", compiled.romanize(given, abbreviations=not line_of_capitals))
    if romanized != unicodedata.normalize("NFC", expected):
        yield f"{name}: the table gives {romanized!r}, the example says {expected!r}; mend the one that is wrong"
    elif compiled.table.meta.reversible == "exact":
        back = ReversedTable(compiled)
        returned = back.words.sub(lambda match: back.word(match[0]).text, romanized)
        if returned != given:
            yield f'{name}: comes back as {returned!r}, though the table says reversible = "exact"'
