"""One form for one name, written into the bibliography."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from romanbib import normalize
from romanbib.cli import main
from romanbib.web import create_app

ITEMS = [
    {"id": "1", "title": "Мир и война", "language": "ru", "author": [{"family": "Хлопов", "given": "О. А."}]},
    {"id": "2", "title": "Mir i voĭna", "language": "ru", "author": [{"family": "Hlopov", "given": "O. A."}]},
    {"id": "3", "title": "Teorii͡a mira", "language": "ru", "author": [{"family": "Hlopov", "given": "O. A."}]},
]
LINES = (
    "Хлопов О. А. Внешняя политика // Вопросы философии. 2001. № 3. С. 5-10.\n"
    "Hlopov, O.A. (2003). Vneshniaia torgovlia Rossii. Voprosi filosofii, 3, 15-20. [In Russian]\n"
    "Khlopov, O.A. (2004). Vneshniaia torgovlia Ukrainy. Voprosy filosofii, 4, 15-20. [In Russian]\n"
)


def test_items_get_the_most_frequent_form_the_original_too() -> None:
    done = normalize(ITEMS, unify=True)
    assert [item["author"][0]["family"] for item in done.output] == ["Hlopov"] * 3
    (change,) = [one for one in done.changes if "unify: person" in one["rule"]]
    assert (change["record"], change["before"], change["after"]) == ("item 1 (1)", "Хлопов", "Hlopov")


def test_lines_are_unified_in_place() -> None:
    done = normalize(LINES, unify=True)
    first, second, third = done.output.splitlines()
    assert first.startswith("Khlopov O. A. Vneshni͡ai͡a politika // Voprosy filosofii.")
    assert second == LINES.splitlines()[1].replace("Hlopov", "Khlopov").replace("Voprosi", "Voprosy")
    assert third == LINES.splitlines()[2]


@pytest.mark.parametrize("profile", ["romanized", "romanized-original", "paper"])
def test_changes_applied_last_first_give_the_text(profile: str) -> None:
    done = normalize(LINES, profile=profile, unify=True)
    lines = LINES.splitlines()
    for number, line in enumerate(lines, 1):
        changes = [one for one in done.changes if one["record"] == f"line {number}"]
        for one in sorted(changes, key=lambda change: -change["start"]):
            assert line[one["start"] : one["end"]] == one["before"]
            line = line[: one["start"]] + one["after"] + line[one["end"] :]
        assert line == done.output.splitlines()[number - 1]


def test_twice_changes_nothing_more() -> None:
    once = normalize(LINES, unify=True).output
    assert normalize(once, unify=True).output == once


def test_without_the_wish_forms_stay() -> None:
    assert "Hlopov" in normalize(LINES).output


def test_doubtful_unions_are_left_alone() -> None:
    items = [
        {"id": "1", "title": "Мир и война", "author": [{"family": "Хлопов", "given": "О."}]},
        {"id": "2", "title": "Mir i voĭna", "language": "ru", "author": [{"family": "Hlopov", "given": "O."}]},
    ]
    assert [one["author"][0]["family"] for one in normalize(items, unify=True).output] == ["Khlopov", "Hlopov"]


def test_bibtex_keeps_the_original_in_its_own_field() -> None:
    source = (
        "@article{a, author = {Хлопов, О. А.}, title = {Мир и война}}\n"
        "@article{b, author = {Hlopov, O. A. and Smith, J.}, title = {Mir i voina}, langid = {russian}}\n"
        "@article{c, author = {Hlopov, O. A.}, title = {Teoriia mira}, langid = {russian}}\n"
    )
    output = normalize(source, profile="romanized-original", unify=True).output
    assert "author = {Hlopov, O. A.}, namea = {Хлопов, О. А.}" in output
    assert output.splitlines()[1:] == source.splitlines()[1:]


def test_command_reads_standard_input_twice() -> None:
    result = CliRunner().invoke(main, ["normalize", "--unify", "-"], input=LINES)
    assert result.exit_code == 0
    assert result.stdout == normalize(LINES, unify=True).output


def test_command_unifies_each_file_alone(tmp_path: Path) -> None:
    for number, line in enumerate(LINES.splitlines(keepends=True)[1:]):
        (tmp_path / f"{number}.txt").write_text(line, "utf-8")
    (tmp_path / "out").mkdir()
    files = [str(tmp_path / "0.txt"), str(tmp_path / "1.txt")]
    result = CliRunner().invoke(main, ["normalize", "--unify", "-o", str(tmp_path / "out"), *files])
    assert result.exit_code == 0
    assert (tmp_path / "out" / "0.txt").read_text("utf-8") == LINES.splitlines(keepends=True)[1]


@pytest.mark.parametrize("shown_as", ["plain", "json", "sarif"])
def test_check_command_lists_contradictions_and_fails(tmp_path: Path, shown_as: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(LINES, "utf-8")
    result = CliRunner().invoke(main, ["check", "--format", shown_as, str(path)])
    assert result.exit_code == 1
    if shown_as == "plain":
        assert "[consistency: person]" in result.stdout
    elif shown_as == "json":
        (file,) = json.loads(result.stdout)["files"]
        (one,) = [problem for problem in file["problems"] if problem["rule"] == "consistency: person"]
        assert {place["record"] for place in one["related"]} | {one["record"]} == {"line 1", "line 2", "line 3"}
    else:
        (run,) = json.loads(result.stdout)["runs"]
        described = {rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]}
        assert described["consistency/person"].startswith("One person whose name")
        (one,) = [result for result in run["results"] if result["ruleId"] == "consistency/person"]
        assert {place["physicalLocation"]["region"]["startLine"] for place in one["relatedLocations"]} <= {1, 2, 3}


def test_service_lists_contradictions() -> None:
    answer = create_app().test_client().post("/v1/check", json={"source": ITEMS})
    assert "consistency: person" in {one["rule"] for one in answer.get_json()["problems"]}
