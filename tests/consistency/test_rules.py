"""The rules over whole bibliographies: what an editor would list, and nothing besides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from romanbib import check, normalize
from romanbib.batch.files import check_file
from romanbib.consistency import RULES, descriptions
from romanbib.pipeline import request

DATA = Path(__file__).parents[1] / "data" / "consistency"
PAPER = Path(__file__).parents[1] / "paper" / "references.txt"
FILES = sorted(path for path in DATA.iterdir() if path.suffix in (".json", ".txt", ".bib"))


def contradictions(path: Path, profile: str = "romanized") -> list[dict]:
    return [one for one in check_file(str(path), request(profile)) if one["rule"].startswith("consistency: ")]


def records(problem: dict) -> list[int]:
    places = [problem, *problem["related"]]
    return sorted({int(re.search(r"\d+", one["record"])[0]) for one in places})


def summary(found: list[dict]) -> list[str]:
    return sorted(f"{one['rule']}\t{' '.join(map(str, records(one)))}" for one in found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_lists_what_an_editor_lists_and_nothing_else(path: Path) -> None:
    expected = sorted(path.with_suffix(".expected").read_text("utf-8").splitlines())
    assert summary(contradictions(path)) == expected


def test_paper_spells_a_person_and_two_persian_words_in_two_ways() -> None:
    found = {one["message"].split(":")[0] for one in contradictions(PAPER) if "schemes" not in one["rule"]}
    assert found == {
        "Nouri (lines 19, 20), Noori (line 18)",
        "Fasl’nāmeh (lines 1, 20, 34), Faslnāmeh (lines 17, 19)",
        "motāleāt (lines 17, 19, 20), motālë’āt (line 1)",
    }


def test_message_names_the_forms_their_places_and_the_usual_one() -> None:
    items = [
        {"id": "1", "title": "Мир и война", "author": [{"family": "Хлопов", "given": "О. А."}]},
        {"id": "2", "title": "Mir i voĭna", "language": "ru", "author": [{"family": "Khlopov", "given": "O. A."}]},
        {"id": "3", "title": "Teorii͡a mira", "language": "ru", "author": [{"family": "Khlopov", "given": "O. A."}]},
        {"id": "4", "title": "Teorii͡a voĭny", "language": "ru", "author": [{"family": "Hlopov", "given": "O."}]},
    ]
    (one,) = [problem for problem in check(items) if problem["rule"] == "consistency: person"]
    assert one["message"] == (
        "Khlopov (items 2, 3), Хлопов (item 1), Hlopov (item 4): probably one person in three forms; "
        "the most frequent is Khlopov"
    )
    assert (one["record"], one["field"], one["start"], one["end"]) == ("item 1 (1)", "author[0].family", 0, 6)


@pytest.mark.parametrize("kind", ["container-title", "publisher", "publisher-place"])
def test_names_in_two_scripts(kind: str) -> None:
    items = [{"id": "1", kind: "ТАСС", "title": "Новости мира"}, {"id": "2", kind: "TASS", "title": "Novosti mira"}]
    (one,) = [problem for problem in check(items) if problem["rule"].startswith("consistency: ")]
    assert records(one) == [1, 2]


def test_established_name_is_the_preferred_one() -> None:
    items = [
        {"id": "1", "title": "Воля к власти", "language": "ru", "author": [{"family": "Ницше", "given": "Ф."}]},
        {"id": "2", "title": "Veseli͡a nauka", "language": "ru", "author": [{"family": "Nitsshe", "given": "F."}]},
    ]
    (one,) = [problem for problem in check(items) if problem["rule"] == "consistency: person"]
    assert one["message"].endswith("the established form is Nietzsche")


def test_languages_spell_a_name_in_their_own_ways() -> None:
    author = [{"family": "Лисенко", "given": "О. М."}], [{"family": "Лысенко", "given": "О. М."}]
    items = [
        {"id": "1", "title": "Історія міста", "language": "uk", "author": author[0]},
        {"id": "2", "title": "История города", "language": "ru", "author": author[1]},
    ]
    assert not check(items)


def test_translation_is_missed_where_the_profile_wants_one() -> None:
    line = "Hosseini, M. (2020). “Siyāsat-e khāreji-ye Īrān,” Faslnāmeh-ye rāhbord, 3, 1: 25-48. [In Persian]\n"
    rules = [one["rule"] for one in check(line, profile="paper")]
    assert rules == ["consistency: translation"]
    assert not check(line)


@pytest.mark.parametrize(
    ("language", "title", "wrong"),
    [
        ("en", "Внешняя политика России", True),
        ("ru", "سیاست خارجی ایران", True),
        ("russian", "Історія України", True),
        ("rus", "Внешняя политика России", False),
        ("ru-RU", "Внешняя политика России", False),
        ("ru", "Foreign policy of Russia", False),
        ("kk", "Қазақстан тарихы", False),
        ("en", "The word совесть in the prose of Dostoevsky and Tolstoy", False),
        ("", "Внешняя политика России", False),
    ],
)
def test_language_field_and_script(language: str, title: str, wrong: bool) -> None:
    found = [one["rule"] for one in check([{"id": "1", "title": title, "language": language}])]
    assert ("consistency: language field" in found) is wrong


def test_every_rule_says_what_it_finds_and_has_a_section_in_the_documentation() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "check.md").read_text("utf-8")
    assert len(descriptions()) == len(RULES)
    for name, description in descriptions().items():
        assert description.endswith(".")
        assert f"`{name}`" in docs


@pytest.mark.parametrize(
    "items",
    [
        [{"id": 1, "title": None, "author": "Хлопов", "issued": 3, "language": 5}],
        [{"id": 1, "author": [None, {}, {"family": 7}, {"literal": ""}], "title": "", "ISBN": "", "DOI": " "}] * 2,
        [{"id": 1, "title": "؟؟ ؟؟", "publisher": "…", "container-title": "،", "author": [{"family": "ъ"}]}] * 2,
    ],
)
def test_strange_values_are_nobodys_business(items: list[dict]) -> None:
    assert not [one for one in check(items) if one["rule"] in ("consistency: person", "consistency: journal")]


def test_records_without_a_name_are_listed_in_their_order() -> None:
    record = "TY  - BOOK\nAU  - {}, О. А.\nTI  - {}\nLA  - ru\nER  - \n\n"
    source = record.format("Khlopov", "Mir i voĭna") + record.format("Хлопов", "Теория войны")
    (one,) = [problem for problem in check(source) if problem["rule"] == "consistency: person"]
    assert records(one) == [1, 2]


def test_ordinary_normalizing_says_nothing_of_it() -> None:
    done = normalize((DATA / "persian.txt").read_text("utf-8"))
    assert not [one for one in done.warnings if one["rule"].startswith("consistency: ")]
