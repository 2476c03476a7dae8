import tomllib
from importlib.resources import files

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.text.homoglyphs import Repair, repair
from romanbib.text.scripts import script_of

TRICKY = st.text(alphabet="асоехикувжРСОХІМВТacoexikyPCOXIMVTfzR .,-–'«/:1\u0301\u00ad", max_size=40)
LINES = st.lists(
    st.sampled_from(
        [
            "Иванов",
            "Smith",
            "A.",
            "C.",
            "А.",
            "С.",
            "о",
            "o",
            "c",
            "ХІХ",
            "XХ",
            "V",
            "в.",
            "Poccия",
            "сахaр",
            "COP",
            "СОР",
            "K",
            "вопросу",
            "of",
            "а",
            "a",
            ",",
            "и",
            ",",
            "i",
            "x",
        ]
    ),
    max_size=10,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poccия", "Россия"),
        ("POCCИЯ", "РОССИЯ"),
        ("Cбopник нayчныx тpyдoв", "Сборник научных трудов"),
        ("кто-тo", "кто-то"),
        ("oб'єкт", "об'єкт"),
        ("Қaзақ тілі", "Қазақ тілі"),
        ("Аcademy of Sciences", "Academy of Sciences"),
        ("Journal оf Science", "Journal of Science"),
        ("YouТube", "YouTube"),
        ("А study of names", "A study of names"),
        ("Иванов A. C.", "Иванов А. С."),
        ("Иванов A.C. Методы", "Иванов А.С. Методы"),
        ("A. C. Иванов", "А. С. Иванов"),
        ("Иванов, A.", "Иванов, А."),
        ("Иванов А. C.", "Иванов А. С."),
        ("Иванов A. C., Smith J.", "Иванов А. С., Smith J."),
        ("Smith А. С.", "Smith A. C."),
        ("K вопросу o природе", "К вопросу о природе"),
        ("система c запаздыванием", "система с запаздыванием"),
        ("мова i література", "мова і література"),
        ("сахaр", "сахар"),
        ("ХХ век", "XX век"),
        ("ХIХ", "XIX"),
        ("ХVIII в.", "XVIII в."),
        ("ІІІ том", "III том"),
        ("Х–ХІ вв.", "X–XI вв."),
        ("ХIХв.", "XIXв."),
        ("ІХ ст.", "IX ст."),
    ],
)
def test_repaired(text: str, expected: str) -> None:
    repaired, repairs = repair(text)
    assert repaired == expected
    assert repairs


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Россия",
        "Science",
        "VIP-клиент",
        "IT-отрасль",
        "Газета.ru",
        "iPhone'ом",
        "web-сайт",
        "3D-модель",
        "«Windows-приложение»",
        "СО2",
        "CO2 в атмосфере",
        "Y-хромосома",
        "Wi-Fi-сеть",
        "IBMовский",
        "PCшный",
        "Яndex",
        "СOР",  # Cyrillic or Latin: nothing tells
        "COP",
        "Доклады COP",
        "мих",
        "СМ",
        "ММ",
        "СХ",
        "МІХ",
        "ІХ ЖЫЦЦЁ",  # Belarusian "their life"
        "Гепатит C у детей",
        "Гепатит C. Лечение",
        "функции x и y в точке",
        "коэффициенты a и c в ряду",
        "Иванов R. C.",
        "Smith A. C. Иванов",
        "https://example.org/аb",
        "10.1234/аbc",
        "быj",
    ],
)
def test_left(text: str) -> None:
    assert repair(text) == (text, [])


def test_report() -> None:
    assert repair("О Poccии в ХХ в.") == (
        "О России в XX в.",
        [Repair(2, 8, "Poccии", "России", "Cyrl"), Repair(11, 13, "ХХ", "XX", "Latn")],
    )


def test_language_decides_what_may_be_put_in() -> None:
    assert repair("мiр", language="uk")[0] == "мір"
    assert repair("sвезда", language="mk")[0] == "ѕвезда"
    assert repair("sвезда", language="ru") == ("sвезда", [])
    assert repair("СOР", language="ru")[0] == "СОР"
    assert repair("СOР", language="fa") == ("СOР", [])


def test_pairs_are_confusable_in_unicode() -> None:
    table = tomllib.loads(files("romanbib.rules").joinpath("homoglyphs.toml").read_text(encoding="utf-8"))
    checker = icu.SpoofChecker()
    pairs = [*table["letters"].items(), *table["letters_to_latin"].items(), *table["numerals"].items()]
    assert len(pairs) > 30
    for latin, cyrillic in pairs:
        assert (script_of(latin), script_of(cyrillic)) == ("Latn", "Cyrl")
        assert checker.getSkeleton(0, latin) == checker.getSkeleton(0, cyrillic), (latin, cyrillic)
        assert latin.isupper() == cyrillic.isupper()


@given(st.one_of(TRICKY, LINES), st.sampled_from([None, "ru", "uk", "mk", "fa"]))
def test_properties(text: str, language: str | None) -> None:
    repaired, repairs = repair(text, language=language)
    assert len(repaired) == len(text)
    assert repair(repaired, language=language) == (repaired, [])
    replayed = list(text)
    for it in repairs:
        assert text[it.start : it.end] == it.before != it.after
        replayed[it.start : it.end] = it.after
        assert any(script_of(char) == it.to_script for char in it.after)
    assert "".join(replayed) == repaired


@given(st.text(alphabet="abcdefxyzABCXYZéž .,-1"))
def test_latin_text_is_never_touched(text: str) -> None:
    assert repair(text) == (text, [])
