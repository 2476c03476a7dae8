"""The list of problems as plain text, as JSON and as SARIF."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from romanbib.report import FORMATS, sarif

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
HOOK = dict(re.findall(r"^[- ] (\w+): (.+)$", HOOKS.read_text(encoding="utf-8"), re.MULTILINE))


def problem(message="( has no partner", *, record="line 12", where="entry", start=4, end=5, rule="repair: punctuation"):
    return {"record": record, "field": where, "start": start, "end": end, "message": message, "rule": rule}


PROBLEMS = {
    "a.txt": [problem(), problem("'مردم' read as mardum; unsure", start=0, end=4, rule="vowels")],
    "clean.ris": [],
    "b.bib": [
        problem("x", record="entry 3 (k), line 17", where="title"),
        problem("y", record="item 2 (z)", where="title"),
    ],
}


def log(problems):
    return json.loads(FORMATS["sarif"](problems))


def results(problems):
    return log(problems)["runs"][0]["results"]


class TestPlain:
    def test_one_line_a_problem(self):
        assert FORMATS["plain"](PROBLEMS).splitlines() == [
            "a.txt: line 12: ( has no partner [repair: punctuation]",
            "a.txt: line 12: 'مردم' read as mardum; unsure [vowels]",
            "b.bib: entry 3 (k), line 17: x [repair: punctuation]",
            "b.bib: item 2 (z): y [repair: punctuation]",
        ]

    def test_no_problem_is_no_line(self):
        assert FORMATS["plain"]({"a.txt": []}) == ""

    def test_a_value_cannot_begin_a_line_or_turn_the_text(self):
        text = FORMATS["plain"]({"a\nb": [problem("x\ny\r\x1b[31m\u202e")]})
        assert text == "a␊b: line 12: x␊y␍␛[31m⟨U+202E⟩ [repair: punctuation]\n"


class TestJson:
    def test_everything_is_there(self):
        found = json.loads(FORMATS["json"](PROBLEMS))
        assert found["totals"] == {"files": 3, "problems": 4}
        assert [(one["file"], one["problems"]) for one in found["files"]] == [*PROBLEMS.items()]

    def test_it_can_be_written_whatever_it_holds(self):
        assert json.loads(FORMATS["json"]({"a": [problem("\ud800\u202e\x9b")]}).encode())


def check_sarif(found):
    """What the SARIF 2.1.0 schema requires of the parts that are used here, and what the standard says beyond it."""
    assert set(found) <= {"$schema", "version", "runs", "inlineExternalProperties", "properties"}
    assert found["version"] == "2.1.0"
    assert found["$schema"].endswith("sarif-schema-2.1.0.json")
    for run in found["runs"]:
        driver = run["tool"]["driver"]
        assert driver["name"]
        identifiers = [rule["id"] for rule in driver["rules"]]
        assert len(identifiers) == len(set(identifiers))
        assert all(rule["shortDescription"]["text"].endswith(".") for rule in driver["rules"])
        assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
        assert all(isinstance(one["executionSuccessful"], bool) for one in run["invocations"])
        for result in run["results"]:
            assert result["message"]["text"]
            assert result["level"] in ("none", "note", "warning", "error")
            assert identifiers[result["ruleIndex"]] == result["ruleId"]
            for location in result["locations"]:
                physical = location["physicalLocation"]
                artifact = physical["artifactLocation"]
                listed = run["artifacts"][artifact["index"]]["location"]
                assert listed["uri"] == artifact["uri"]
                assert artifact["uri"].isascii()
                assert not set(artifact["uri"]) & set(' \\"<>^`{|}')
                for value in physical.get("region", {"startLine": 1}).values():
                    assert isinstance(value, int)
                    assert value >= 1
                assert "region" not in physical or physical["region"]["startLine"]


class TestSarif:
    def test_it_is_sound(self):
        check_sarif(log(PROBLEMS))

    def test_no_problem_is_a_run_without_results(self):
        found = log({"a.txt": []})
        check_sarif(found)
        assert found["runs"][0]["results"] == []
        assert [one["location"]["uri"] for one in found["runs"][0]["artifacts"]] == ["a.txt"]

    def test_rules_and_levels(self):
        found = results(PROBLEMS)
        assert [(one["ruleId"], one["level"]) for one in found] == [
            ("repair/punctuation", "warning"),
            ("vowels", "note"),
            ("repair/punctuation", "warning"),
            ("repair/punctuation", "warning"),
        ]

    @pytest.mark.parametrize(
        ("rule", "identifier"),
        [
            ("repair: quotes", "repair/quotes"),
            ("own form", "own-form"),
            ("romanize: ru/ala-lc", "romanize/ru/ala-lc"),
            ("", "rule"),
        ],
    )
    def test_rule_identifiers_have_no_blanks(self, rule, identifier):
        assert sarif.rule_id(rule) == identifier

    def test_two_names_for_one_identifier_are_one_rule(self):
        check_sarif(log({"a.txt": [problem(rule="repair: x"), problem(rule="repair/x")]}))

    @pytest.mark.parametrize(
        ("record", "where", "region"),
        [
            ("line 12", "entry", {"startLine": 12, "startColumn": 5, "endColumn": 6}),
            ("entry 3 (x), line 17", "title", {"startLine": 17}),
            ("entry 3 (a, line 5), line 17", "title", {"startLine": 17}),
            ("entry 3 (line 5)", "title", None),
            ("item 3", "title", None),
            ("line 0", "entry", None),
            ("line 12, more", "entry", None),
            ("record 4 (outline 7)", "title", None),
        ],
    )
    def test_a_place_that_names_a_line_gives_a_region(self, record, where, region):
        (found,) = results({"a": [problem(record=record, where=where)]})
        assert found["locations"][0]["physicalLocation"].get("region") == region

    def test_the_message_says_the_place(self):
        found = [one["message"]["text"] for one in results(PROBLEMS)]
        assert found[0] == "line 12: ( has no partner"
        assert found[2] == "entry 3 (k), line 17: title: x"

    def test_addresses(self, tmp_path, monkeypatch):
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")
        names = [
            "plain.bib",
            "./sub/../my list #1?.bib",
            "فهرست.bib",
            "100%.bib",
            "a:b.bib",
            "bad\udcff.bib",
            str(tmp_path / "here" / "inside.ris"),
            "..hidden.bib",
        ]
        locations = [one["location"] for one in log({name: [] for name in names})["runs"][0]["artifacts"]]
        assert [one["uri"] for one in locations] == [
            "plain.bib",
            "my%20list%20%231%3F.bib",
            "%D9%81%D9%87%D8%B1%D8%B3%D8%AA.bib",
            "100%25.bib",
            "a%3Ab.bib",
            "bad%FF.bib",
            "inside.ris",
            "..hidden.bib",
        ]
        assert {one["uriBaseId"] for one in locations} == {"SRCROOT"}

    def test_a_file_from_elsewhere_has_an_absolute_address(self, tmp_path, monkeypatch):
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")
        (found,) = log({"../other.bib": []})["runs"][0]["artifacts"]
        assert found["location"] == {"uri": (Path(tmp_path).resolve() / "other.bib").as_uri(), "index": 0}

    def test_a_file_under_two_names_is_one_artifact(self):
        found = log({"a.bib": [problem()], "./a.bib": [problem()], "b.bib": [problem()]})
        check_sarif(found)
        assert [one["location"]["uri"] for one in found["runs"][0]["artifacts"]] == ["a.bib", "b.bib"]

    def test_standard_input(self):
        found = log({"-": [problem()]})
        check_sarif(found)
        assert found["runs"][0]["artifacts"][0]["location"] == {"uri": "stdin:", "index": 0}

    def test_it_can_be_written_whatever_it_holds(self):
        text = FORMATS["sarif"](
            {"a": [problem("\ud800\u202e\0\x9b", record="entry 1 (\u202e)", where="\u2066", rule="\ud800")]}
        )
        check_sarif(json.loads(text.encode()))
        assert "\u202e" not in text


class TestPreCommitHook:
    def test_it_runs_check(self):
        assert HOOK["id"] == "romanbib-check"
        assert HOOK["entry"] == "romanbib check"
        assert HOOK["language"] == "python"

    @pytest.mark.parametrize(
        ("name", "wanted"),
        [
            ("paper/refs.bib", True),
            ("EXPORT.RIS", True),
            ("library.csl.json", True),
            ("holdings.mrc", True),
            ("README.md", False),
            ("package.json", False),
            ("notes.txt", False),
            ("refs.bib.orig", False),
        ],
    )
    def test_it_takes_bibliographies_alone(self, name, wanted):
        assert bool(re.search(HOOK["files"], name)) is wanted
