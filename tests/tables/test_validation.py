"""A mistake in a rule table is one line that names the file, the key and the mend; and tables of the user's own."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from romanbib import RuleTableError, UnknownLanguageError, UnknownSchemeError, transliterate
from romanbib.tables import registry
from romanbib.tables.validation import problems
from scheme_data import EXAMPLES, LETTERS, WriteTable, forget_everything


def only_problem(path: Path) -> str:
    """The one problem of a table, without the file's name, which it must begin with."""
    found = problems(path)
    assert len(found) == 1, found
    assert "\n" not in found[0]
    assert found[0].startswith(f"{path}: ")
    return found[0].removeprefix(f"{path}: ")


def test_a_sound_table_has_no_problems(write_table: WriteTable) -> None:
    assert problems(write_table()) == []


KEYS = "docs/rule-tables.md lists the keys"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        # The file's keys.
        ({"colour": "red"}, ["unknown field `colour`", KEYS]),
        ({"standard": None}, ["missing required field `standard`", KEYS]),
        ({"year": "1995"}, ["Expected `int`, got `str`", "`$.year`", KEYS]),
        ({"reversible": "maybe"}, ["'maybe'", "`$.reversible`", KEYS]),
        ({"capitals": "small"}, ["'small'", "`$.capitals`", KEYS]),
        ({"letters": ["а"]}, ["Expected `object`, got `array`", "`$.letters`", KEYS]),
        ({"letters": {"а": 1}}, ["Expected `str`, got `int`", "`$.letters", KEYS]),
        ({"examples": {"invented": {}}}, ["unknown field `invented`", "`$.examples`", KEYS]),
        ({"reverse": {"prefers": {}}}, ["unknown field `prefers`", "`$.reverse`", KEYS]),
        ({"options": {"dots": {"letters": {}}}}, ["missing required field `description`", "`$.options", KEYS]),
        # Letters.
        ({"letters": None, "examples": None}, ["no letters; list them under [letters]"]),
        ({"letters": {**LETTERS, "": "x"}}, ["letters.''", "an empty key; name the letter"]),
        ({"letters": {**LETTERS, "И": "i"}}, ["letters.'И'", "not lower case; letters stand once, in lower case"]),
        ({"letters": {**LETTERS, "и": "I"}}, ["letters.'и'", "'I' has a capital; results stand in lower case"]),
        (
            {"letters": {**LETTERS, unicodedata.normalize("NFD", "й"): "j"}},
            ["letters.", "the key is not in Unicode NFC; write it composed"],
        ),
        (
            {"letters": {**LETTERS, "ж": unicodedata.normalize("NFD", "ž")}},
            ["letters.'ж'", "the result is not in Unicode NFC; write it composed"],
        ),
        # Context.
        ({"context": {"rules": "а > a"}}, ["context.rules", "a list of strings"]),
        ({"context": {"rules": ["а > a", 1]}}, ["context.rules", "a list of strings"]),
        ({"context": {"vowel": ["а", "е"]}}, ["context.vowel", "a class is a string of letters with blanks between"]),
        ({"context": {"vowel": "ае"}}, ["context.vowel", "'ае' is more than one letter; put blanks between"]),
        (
            {"context": {"rules": ["б { а > a", "а b"]}},
            ["context.rules, rule 2 (а b)", "a rule needs a > between its letters and its result"],
        ),
        (
            {"context": {"vowel": "а е", "rules": ["$vowels { а > a"]}},
            ["context.rules, rule 1 ($vowels { а > a)", "not a class of this table (it has: $vowel)"],
        ),
        ({"context": {"rules": ["б { а > $ezafe"]}}, ["rule 1", "$ezafe is not a value", "give it under [values]"]),
        # Inheritance.
        ({"extends": "nowhere"}, ["extends 'nowhere', which ru does not have"]),
        ({"extends": "own"}, ["extends"]),
        # Options.
        (
            {"options": {"dots": {"description": "Dots", "letters": {"Ё": "ë"}}}},
            ["options.dots.letters.'Ё'", "not lower case"],
        ),
        (
            {"options": {"dots": {"description": "Dots", "rules": ["а"]}}},
            ["options.dots.rules, rule 1 (а)", "a rule needs a >"],
        ),
        # Examples.
        ({"examples": {"worked": {"а": "a"}}}, ["1 examples; give at least 10"]),
        (
            {"examples": {"worked": {**EXAMPLES, "ща": "scha"}}},
            ["example 'ща'", "gives 'shcha'", "says 'scha'", "mend the one that is wrong"],
        ),
        (
            {"options": {"e": {"description": "ë", "letters": {"е": "ë"}, "examples": {"де": "de"}}}},
            ["example 'де' +e", "gives 'dë'", "says 'de'"],
        ),
        (
            {"reversible": "exact", "letters": {**LETTERS, "э": "e"}, "examples": {"worked": {**EXAMPLES, "э": "e"}}},
            ["example 'э'", "comes back as 'е'", 'reversible = "exact"'],
        ),
    ],
)
def test_a_mistake_is_named(write_table: WriteTable, changes: dict[str, object], says: list[str]) -> None:
    problem = only_problem(write_table(**changes))
    for part in says:
        assert part in problem


def test_a_file_that_is_not_toml(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('id = "own"\nlanguage ru\n', encoding="utf-8")
    assert "not TOML" in only_problem(path)
    assert "line 2" in only_problem(path)


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes('id = "щ"'.encode("cp1251"))
    assert only_problem(path) == "not UTF-8 at byte 6; save the file as UTF-8"


def test_an_option_of_another_name_is_refused_with_those_there_are(user_folder: Path, write_table: WriteTable) -> None:
    write_table(options={"dots": {"description": "Dots"}})
    with pytest.raises(UnknownSchemeError, match=r"ru/own has no option 'stars' \(it has: dots\)"):
        transliterate("да", language="ru", scheme="own+stars")


# ROMANBIB_RULES


def test_a_table_of_the_users_own_is_found(user_folder: Path, write_table: WriteTable) -> None:
    write_table("deep/in/a/folder/any-name.toml", id="own", letters={**LETTERS, "щ": "šč"})
    assert transliterate("Щедь", language="ru", scheme="own") == "Ščed'"


def test_a_table_of_the_users_own_may_bring_a_language(user_folder: Path, write_table: WriteTable) -> None:
    write_table(language="kk", letters={"ә": "ä"})
    assert transliterate("Ә", language="kk", scheme="own") == "Ä"
    assert "kk" in registry.languages()


def test_a_table_of_the_users_own_replaces_a_built_in_one(user_folder: Path, write_table: WriteTable) -> None:
    write_table(id="ala-lc")
    assert transliterate("ж", language="ru", scheme="ala-lc") == "zh"
    assert registry.find("ru", "ala-lc").place.startswith(str(user_folder))
    assert transliterate("ю", language="ru", scheme="bgn-pcgn") == "yu"


def test_a_table_of_the_users_own_may_extend_a_built_in_one(user_folder: Path, write_table: WriteTable) -> None:
    path = write_table(
        extends="bgn-pcgn",
        letters={"щ": "šč"},
        context={"rules": ["$edge { й > j", "[$vowel] { й > j"]},  # a class of the table that it extends
        examples=None,
    )
    assert transliterate("Йод, еще щи", language="ru", scheme="own") == "Jod, yešče šči"
    assert transliterate("Улан-Удэ", language="ru", scheme="own+interpunct") == "Ulan-Ud·e"
    assert only_problem(path) == "0 examples; give at least 10"  # examples are not inherited


def test_an_abstract_table_is_only_for_extending(user_folder: Path, write_table: WriteTable) -> None:
    path = write_table("base.toml", id="base", abstract=True, examples=None)
    write_table(extends="base", letters={"щ": "šč"})
    assert problems(path) == []
    assert transliterate("даща", language="ru", scheme="own") == "dašča"
    assert "base" not in {file.id for file in registry.available("ru")}
    with pytest.raises(UnknownSchemeError, match="'base' does not exist for language 'ru'"):
        transliterate("да", language="ru", scheme="base")


def test_two_tables_of_the_same_id_are_refused(user_folder: Path, write_table: WriteTable) -> None:
    first, second = write_table("a.toml"), write_table("b.toml")
    with pytest.raises(RuleTableError) as error:
        registry.find("ru", "own")
    assert str(error.value) == f"{second}: the same language and id as {first}; give one of them another id"


def test_a_missing_folder_is_refused(monkeypatch: pytest.MonkeyPatch, user_folder: Path) -> None:
    missing = user_folder / "nowhere"
    monkeypatch.setenv(registry.RULES_FOLDER_SETTING, str(missing))
    forget_everything()
    with pytest.raises(RuleTableError) as error:
        registry.find("ru", "ala-lc")
    assert str(error.value) == (
        f"ROMANBIB_RULES={missing}: no such folder; name one with .toml rule tables or unset it"
    )


def test_a_mistake_in_a_table_of_the_users_own_names_its_file(user_folder: Path, write_table: WriteTable) -> None:
    path = write_table(letters={"Щ": "shch"})
    with pytest.raises(RuleTableError, match="not lower case") as error:
        transliterate("да", language="ru", scheme="own")
    assert str(error.value).startswith(str(path))


def test_a_circle_is_broken(user_folder: Path, write_table: WriteTable) -> None:
    write_table("b.toml", id="b", extends="c")
    write_table("c.toml", id="c", extends="b")
    path = write_table(extends="b")
    assert problems(path) == [f"{user_folder / 'c.toml'}: extends 'b', which extends it in turn; break the circle"]


def test_a_table_that_extends_itself_is_refused(user_folder: Path, write_table: WriteTable) -> None:
    assert only_problem(write_table(extends="own")) == "extends itself; name another table"


# What there is not


def test_an_unknown_scheme_names_those_there_are() -> None:
    with pytest.raises(UnknownSchemeError, match=r"scheme 'gaj' does not exist for language 'mk'.*\bbgn-pcgn, icao"):
        registry.find("mk", "gaj")


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(UnknownLanguageError, match=r"language 'xx' has no rule table; there are: be, bg, "):
        registry.find("xx", "ala-lc")
