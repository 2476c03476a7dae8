from collections import Counter
from pathlib import Path

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.text import language as module
from romanbib.text.language import Detection, detect, languages

TITLES = Path(__file__).parent.parent / "data" / "language-titles.tsv"


def kept_aside() -> list[tuple[str, str]]:
    """Every second title of each language: those that the words and thresholds were not chosen by."""
    seen: Counter[str] = Counter()
    titles = []
    for line in TITLES.read_text(encoding="utf-8").splitlines():
        tag, title = line.split("\t")
        seen[tag] += 1
        if seen[tag] % 2 == 0:
            titles.append((tag, title))
    return titles


def share_right(titles: list[tuple[str, str]]) -> float:
    return sum([detect(title).language == tag for tag, title in titles]) / len(titles)


def test_titles_are_balanced() -> None:
    counts = Counter(tag for tag, _ in kept_aside())
    assert set(counts) == set(languages())
    assert min(counts.values()) == max(counts.values()) >= 13


def test_accuracy_with_the_identifier() -> None:
    # 0.81 when chosen; the bound is two standard errors of 171 titles below it.
    pytest.importorskip("pycld2")
    assert share_right(kept_aside()) >= 0.75


def test_accuracy_of_letters_and_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    # 0.66 when chosen, the default languages counted.
    monkeypatch.setattr(module, "_identifier", lambda: None)
    assert share_right(kept_aside()) >= 0.6


def test_what_is_said_with_confidence_is_right() -> None:
    sure = [(tag, found) for tag, title in kept_aside() if (found := detect(title)).confidence >= 0.9]
    assert len(sure) >= 80
    assert sum(found.language == tag for tag, found in sure) / len(sure) >= 0.95


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Їжа", "uk", "letter ї Ukrainian only"),
        ("Паўлінка", "be", "letter ў Belarusian only"),
        ("На Дрини ћуприја", "sr", "letter ћ Serbian only"),
        ("Ноќ", "mk", "letter ќ Macedonian only"),
        ("Вѣстникъ Европы", "ru", "Russian one"),
        ("Исторія Россіи", "ru", "Russian by its words"),
        ("Известия Академии наук", "ru", "академии"),
        ("Речник на јазикот", "mk", "јазикот"),
        ("روش تحقیق در علوم", "fa", "در"),
        ("سياسة خارجية في مصر", "ar", "Arabic"),
        ("ٹوبہ ٹیک سنگھ", "ur", "Urdu"),
        ("Linux در ایران", "fa", "Persian"),
    ],
)
def test_decided_by_letters_or_words(text: str, expected: str, reason: str) -> None:
    found = detect(text)
    assert found.language == expected
    assert found.confidence >= 0.9
    assert reason in found.reason


@pytest.mark.parametrize(("text", "default"), [("Иванов", "ru"), ("Иванов И. И.", "ru"), ("رضا", "fa")])
def test_short_names_fall_back(text: str, default: str) -> None:
    found = detect(text)
    assert found.language == default
    assert found.confidence <= 0.3
    assert "default" in found.reason


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", None),
        ("12–34", None),
        ("War and peace", "Latn"),
        ("Аcademy of sciences", "Latn"),  # one Cyrillic look-alike
        ("Ελληνικά", "Grek"),
        ("Қазақ тілі", "Cyrl"),
    ],
)
def test_no_language(text: str, script: str | None) -> None:
    found = detect(text)
    assert (found.language, found.script) == (None, script)


def test_a_foreign_name_does_not_change_the_language() -> None:
    assert detect("М. О. Әуезов и казахская литература").language == "ru"


def test_alphabets_are_those_of_cldr() -> None:
    for tag, it in languages().items():
        exemplars = {char for item in icu.LocaleData(tag).getExemplarSet() for char in item if char.isalpha()}
        assert exemplars - it.alphabet - it.also <= {"ʼ"}, tag
        if it.script == "Cyrl":
            assert it.alphabet <= exemplars, tag
        assert not it.alphabet & it.also, tag


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_is_answered(text: str) -> None:
    found = detect(text)
    assert isinstance(found, Detection)
    assert 0 <= found.confidence <= 1
    assert found.language is None or languages()[found.language].script == found.script
    assert found.reason


@given(st.text(alphabet="иіјћqw اکیہ\x00\u200c\ud800."))
def test_any_mixture_of_known_letters_is_answered(text: str) -> None:
    assert detect(text).reason


@pytest.mark.parametrize("text", ["Название книги", "О науке", "Анализ проблем", "Генетический код", "Хлеб да соль"])
def test_words_that_russian_shares_are_no_sign_of_another_language(text: str) -> None:
    assert detect(text).language == "ru"
