"""The rule tables that come with the package."""

from __future__ import annotations

import unicodedata
import warnings
from importlib import resources
from pathlib import Path

import pytest
from romanbib import RomanizationWarning, transliterate
from romanbib.tables import registry
from romanbib.tables.validation import problems
from scheme_data import ALPHABETS, PUBLISHED

FOLDER = Path(str(resources.files("romanbib.rules") / "schemes"))
TABLES = sorted(FOLDER.rglob("*.toml"))


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_a_table_proves_itself_by_its_examples(path: Path) -> None:
    assert problems(path) == []


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_a_table_stands_where_its_language_and_id_say(path: Path) -> None:
    table = registry.check(path)
    assert (table.language, table.meta.id) == (path.parent.name, path.stem)


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_a_table_says_where_it_comes_from(path: Path) -> None:
    meta = registry.check(path).meta
    unpublished = meta.abstract or meta.id == "paper"
    assert meta.url.startswith(("https://", "http://")) != unpublished
    assert 1800 < meta.year < 2100
    assert all((meta.standard.strip(), meta.edition.strip(), meta.body.strip(), meta.notes.strip()))


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_examples_come_out_alike_in_running_text(path: Path) -> None:
    meta = registry.check(path).meta
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RomanizationWarning)
        for source, expected in meta.examples.all.items():
            romanized = transliterate(source, language=meta.language, scheme=meta.id)
            assert romanized == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_a_table_has_every_letter_of_the_alphabet(path: Path) -> None:
    table = registry.check(path)
    if table.meta.abstract:
        pytest.skip("the tables that extend it have the letters")
    missing = set(ALPHABETS[table.language]) - table.alphabet
    assert missing == set()


@pytest.mark.parametrize("language", PUBLISHED)
def test_the_published_schemes_are_there(language: str) -> None:
    there = {file.id for file in registry.available(language)}
    assert set(PUBLISHED[language].split()) <= there


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_a_standard_of_this_name_is_in_the_list_of_names(path: Path) -> None:
    table = registry.check(path)
    if table.meta.abstract:
        pytest.skip("nobody can ask for an abstract table")
    assert registry.name_of(table.meta.id) != table.meta.id


def test_every_language_is_expected() -> None:
    assert {path.parent.name for path in TABLES} == set(PUBLISHED)
