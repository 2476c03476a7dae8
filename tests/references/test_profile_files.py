"""The profile files: each gives what its own examples say, and a file of one's own is used from its path."""

import json
from pathlib import Path

import pytest
import romanbib
from romanbib.errors import RuleTableError, UnknownProfileError
from romanbib.references.profiles import own_profile, plain_layout, profiles
from romanbib.references.registered import JOURNALS, PLACES, _table
from romanbib.tables.registry import find

PROFILES = profiles()
EXAMPLES = [(one.id, example) for one in PROFILES.values() for example in one.example]
OWN = """
id = "ours"
name = "Ours"
description = "Our journal."
text = "{romanized}"
language_note = "(In {language})"
[layout.works]
default = ["{author}: ", "{title}", ", {year}", ". ", "{rest} ", "{language-note}"]
"""


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_the_profile_gives_what_its_example_says(name, example):
    source = example.entry or json.dumps([example.item], ensure_ascii=False)
    from_format = "text" if example.entry else "csl-json"
    done = romanbib.normalize(source, profile=name, from_format=from_format, to_format="text")
    assert done.output.strip() == example.output


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_the_profile_has_an_example_and_its_schemes_exist(profile):
    assert profile.example
    for language, scheme in profile.schemes.items():
        assert find(language, scheme)


def test_entries_without_a_layout_have_the_plain_one():
    assert plain_layout().works["default"]


def test_a_profile_of_ones_own_is_used_from_its_path(tmp_path: Path):
    path = tmp_path / "ours.toml"
    path.write_text(OWN, encoding="utf-8")
    done = romanbib.normalize("Лотман Ю. М. О поэтах. М., 1996.", profile=str(path), from_format="text")
    assert done.output.startswith("Lotman, I͡U. M.: O poėtakh, 1996.")
    assert done.output.endswith("(In Russian)")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{year}", "{yer}", "layout.works.default: ', {yer}': {yer} is no variable"),
        ("(In {language})", "(In {tongue})", "language_note: {tongue} is no part; there are: language"),
        ("(In {language})", "(In {language)", "language_note: "),
        ('id = "ours"', 'colour = "red"', "docs/profiles.md lists the keys"),
        ("[layout.works]", "[layout.works", "not TOML"),
    ],
)
def test_a_mistake_in_it_is_one_line_with_its_file(tmp_path: Path, old, new, message):
    path = tmp_path / "ours.toml"
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleTableError) as refused:
        own_profile(str(path))
    assert str(refused.value).startswith(f"{path}: ")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(UnknownProfileError, match="no such file"):
        romanbib.normalize("Лотман", profile=str(tmp_path / "none.toml"))


def test_the_service_opens_no_profile_by_its_path(tmp_path: Path):
    from romanbib.web import create_app

    path = tmp_path / "ours.toml"
    path.write_text(OWN, encoding="utf-8")
    answer = create_app().test_client().post(f"/v1/normalize?profile={path}", data="Лотман", content_type="text/plain")
    assert answer.status_code == 400


def test_the_tables_of_journals_and_places_are_sound():
    journals = {known.form for known in _table(JOURNALS).values()}
    assert len(journals) >= 150
    assert {"Voprosy istorii", "World Economy and International Relations", "Strategic Studies Quarterly"} <= journals
    assert _table(PLACES)


def test_issns_in_the_table_have_their_check_digit():
    text = (Path(__file__).parents[2] / "rules/authorities/journals.tsv").read_text(encoding="utf-8")
    issns = [line.split("\t")[2] for line in text.splitlines() if line.count("\t") == 2 and not line.startswith("#")]
    assert len(issns) > 50
    for issn in issns:
        digits = [10 if char == "X" else int(char) for char in issn.replace("-", "")]
        assert sum(digit * (8 - place) for place, digit in enumerate(digits)) % 11 == 0, issn
