import itertools
import sys

import icu
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from romanbib.text.scripts import Run, script_of, script_runs

MIXED = st.text(alphabet='аяЖ bZ-«»()"„“\u0301\u200cسک\u0640۱.,1\n\u05d0')


def cut(text: str) -> list[tuple[str, str]]:
    return [(run.script, run.text) for run in script_runs(text)]


def test_script_of_is_the_unicode_property_of_every_character() -> None:
    wrong = [
        f"U+{code:04X}"
        for code in range(sys.maxunicode + 1)
        if script_of.__wrapped__(chr(code)) != icu.Script.getScript(code).getShortName()
    ]
    assert wrong == []


def test_script_of_takes_one_character() -> None:
    with pytest.raises(ValueError, match="one character"):
        script_of("ab")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Война и мир", [("Cyrl", "Война и мир")]),
        ("В 2015 г. вышла", [("Cyrl", "В 2015 г. вышла")]),
        ("Linux для всех!", [("Latn", "Linux"), ("Zyyy", " "), ("Cyrl", "для всех"), ("Zyyy", "!")]),
        ("«Наука»", [("Zyyy", "«"), ("Cyrl", "Наука"), ("Zyyy", "»")]),
        ("Наука (Москва). Science", [("Cyrl", "Наука (Москва)"), ("Zyyy", ". "), ("Latn", "Science")]),
        ("Наука (Science) и", [("Cyrl", "Наука"), ("Zyyy", " ("), ("Latn", "Science"), ("Zyyy", ") "), ("Cyrl", "и")]),
        ('Завод "Серп" Ltd', [("Cyrl", 'Завод "Серп"'), ("Zyyy", " "), ("Latn", "Ltd")]),
        ("издателство „Наука“", [("Cyrl", "издателство „Наука“")]),
        ("Труды (том [2])", [("Cyrl", "Труды (том [2])")]),
        ("Труды [2]", [("Cyrl", "Труды"), ("Zyyy", " [2]")]),
        ("за\u0301мок", [("Cyrl", "за\u0301мок")]),
        ("می\u200cخواهم", [("Arab", "می\u200cخواهم")]),
        ("کتابـ", [("Arab", "کتابـ")]),
        ("\u0301а", [("Zyyy", "\u0301"), ("Cyrl", "а")]),
        ("VIP-клиент", [("Latn", "VIP"), ("Zyyy", "-"), ("Cyrl", "клиент")]),
        ("Ωмега", [("Grek", "Ω"), ("Cyrl", "мега")]),
    ],
)
def test_runs(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text) == expected


def test_places() -> None:
    assert script_runs("a я") == [Run(0, 1, "Latn", "a"), Run(1, 2, "Zyyy", " "), Run(2, 3, "Cyrl", "я")]


@given(st.one_of(st.text(), MIXED))
@example("а(b)я)")
def test_runs_cover_the_text(text: str) -> None:
    runs = script_runs(text)
    assert "".join(run.text for run in runs) == text
    assert all(text[run.start : run.end] == run.text and run.text for run in runs)
    assert [run.start for run in runs[1:]] == [run.end for run in runs[:-1]]
    assert all(first.script != second.script for first, second in itertools.pairwise(runs))


@given(MIXED)
def test_no_letter_of_another_script_stands_in_a_run(text: str) -> None:
    for run in script_runs(text):
        assert {script_of(char) for char in run.text} <= {run.script, "Zyyy", "Zinh"}
        assert run.script != "Zinh"
