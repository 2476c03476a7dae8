"""The paper's 41 entries, normalized, against a list that was read line by line."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import romanbib

from .agreement import BEST_FIT, EQUAL, REPORT, comparisons, departures, plain, report, vocalized

HERE = Path(__file__).parent
REFERENCES = (HERE / "references.txt").read_text(encoding="utf-8")
REVIEWED = (HERE / "normalized.txt").read_text(encoding="utf-8")
CYRILLIC = re.compile("[\u0400-\u052f]")


@pytest.fixture(scope="module")
def result() -> romanbib.Result:
    return romanbib.normalize(REFERENCES, profile="paper", scheme="ala-lc-plain")


def test_there_are_41_entries(result):
    assert result.records == 41


@pytest.mark.parametrize("number", range(41))
def test_entry_is_as_reviewed(result, number):
    assert result.output.splitlines()[number] == REVIEWED.splitlines()[number]


def test_no_cyrillic_is_left(result):
    assert not CYRILLIC.search(result.output)


def test_latin_entries_change_only_by_named_repairs(result):
    latin = {f"line {number}" for number, line in enumerate(REFERENCES.splitlines(), 1) if not CYRILLIC.search(line)}
    assert len(latin) >= 29
    rules = {change["rule"] for change in result.changes if change["record"] in latin}
    assert rules == {"repair: addresses", "repair: dois", "repair: punctuation", "repair: quotes", "repair: spaces"}


def test_what_is_outside_the_changes_stays(result):
    """Undoing every reported change, from the last to the first, gives the output back."""
    for number, line in enumerate(REFERENCES.splitlines(), 1):
        changes = [change for change in result.changes if change["record"] == f"line {number}"]
        for change in sorted(changes, key=lambda change: (change["start"], change["end"]), reverse=True):
            assert line[change["start"] : change["end"]] == change["before"]
            line = line[: change["start"]] + change["after"] + line[change["end"] :]
        assert line == result.output.splitlines()[number - 1]


def test_what_is_unsure_is_reported(result):
    said = {(warning["record"], warning["rule"]) for warning in result.warnings}
    assert said == {
        ("line 10", "own form"),  # Kosov, P. beside Косов А. П
        ("line 19", "repair: ranges"),  # 36–7
        ("line 23", "repair: punctuation"),  # a bracket that is never closed
        ("line 28", "translation"),  # a title without its translation
        ("line 37", "repair: punctuation"),  # ,"gov.
    }


@pytest.mark.parametrize("profile", [profile.id for profile in romanbib.profiles() if profile.layout is None])
def test_normalizing_twice_changes_nothing(profile):
    once = romanbib.normalize(REFERENCES, profile=profile)
    twice = romanbib.normalize(once.output, profile=profile)
    assert twice.output == once.output
    assert twice.changes == []


def test_the_command_gives_the_same(tmp_path):
    target = tmp_path / "list.txt"
    command = [sys.executable, "-c", "from romanbib.cli import main; main()", "normalize", str(HERE / "references.txt")]
    options = ["--profile", "paper", "--scheme", "ala-lc-plain", "--output", str(target)]
    subprocess.run([*command, *options], check=True, capture_output=True)
    assert target.read_bytes() == REVIEWED.encode()


def test_the_service_gives_the_same():
    from romanbib.web import create_app

    answer = (
        create_app()
        .test_client()
        .post("/v1/normalize?profile=paper&scheme=ala-lc-plain", data=REFERENCES.encode(), content_type="text/plain")
    )
    assert answer.status_code == 200
    assert answer.data == REVIEWED.encode()


def test_russian_renderings_agree_under_the_best_fitting_scheme():
    differing = {
        (one.rendering.original, one.rendering.rendering)
        for one in comparisons("ru")
        if one.scheme == BEST_FIT["ru"] and one.verdict != EQUAL
    }
    assert differing == set(departures())


def test_every_difference_has_a_reason():
    every = comparisons("ru") + comparisons("fa")
    assert len(every) > 100
    assert [one for one in every if one.verdict != EQUAL and not one.reason] == []


def plainest(text):
    return plain(re.sub("[’‘-]", " ", text))


def test_persian_with_its_vowels_agrees_but_for_the_slips():
    """Every word agrees but the ones that ``vocalized.tsv`` names as slips of the paper."""
    slips = {
        "suodi", "vāgheh", "motālë", "āt", "motefāvet", "tabeini", "faslnāmeh", "rosiyeh", "taghir", "mellali", "roy",
        "v", "manafeh", "ye", "du", "orāsiyā", "and", "amrika",
    }  # fmt: skip
    found = vocalized()
    assert len(found) == 10
    for one in found:
        ours = set(plainest(one.output).split())
        theirs = set(plainest(one.rendering.rendering).split())
        assert theirs - ours <= {plain(slip) for slip in slips}, one.output


def test_the_report_is_up_to_date():
    assert REPORT.read_text(encoding="utf-8") == report(), "run `make agreement` and read what changed"
