"""Where overrides hold in a text, and which of them wins."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.errors import InputError
from romanbib.overrides import Override, Overrides, checked


def outputs(text, *overrides, language="ru", kind="text", scope=""):
    found = Overrides(overrides, scope).in_text(text, language, kind)
    return [(text[match.start : match.end], match.override.output) for match in found]


IVANOV = Override("ru", "Иванов", "Ivanoff")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Иванов А. П.", ["Иванов"]),
        ("ИВАНОВ, иванов", ["ИВАНОВ", "иванов"]),
        ("Иванова", []),  # another word
        ("Петров-Иванов", ["Иванов"]),
        ("«Иванов»", ["Иванов"]),
    ],
)
def test_whole_words_in_any_case(text, found):
    assert [source for source, _ in outputs(text, IVANOV)] == found


def test_the_longest_wins():
    longer = Override("ru", "Иванов А. П.", "Ivanow A.P.")
    assert outputs("Иванов А. П., Иванов Б.", IVANOV, longer) == [
        ("Иванов А. П.", "Ivanow A.P."),
        ("Иванов", "Ivanoff"),
    ]
    assert outputs("Иванов А.П.", IVANOV, longer) == [("Иванов А.П.", "Ivanow A.P.")]
    assert outputs("Иванов\nА. П.", IVANOV, longer) == [("Иванов", "Ivanoff")]
    # Where two overlap, the longer one has its words, wherever the other begins.
    first, second = Override("ru", "история России", "1"), Override("ru", "России и Европы", "2")
    assert outputs("история России и Европы", first, second) == [("России и Европы", "2")]


def test_the_most_specific_wins():
    name = Override("ru", "Иванов", "kind", kind="name")
    scope = Override("ru", "Иванов", "scope", scope="thesis")
    both = Override("ru", "Иванов", "both", kind="name", scope="thesis")
    every = (IVANOV, name, scope, both)
    assert outputs("Иванов", *every) == [("Иванов", "Ivanoff")]
    assert outputs("Иванов", *every, kind="name") == [("Иванов", "kind")]
    assert outputs("Иванов", *every, scope="thesis") == [("Иванов", "scope")]
    assert outputs("Иванов", *every, kind="name", scope="thesis") == [("Иванов", "both")]
    assert outputs("Иванов", *every, scope="another") == [("Иванов", "Ivanoff")]
    assert outputs("Иванов", *every, language="uk") == []
    assert outputs("Иванов", *every, language="ru-RU") == [("Иванов", "Ivanoff")]


@pytest.mark.parametrize("text", ["كتاب‌خانه", "کتابخانه", "کـتابخانه"])
def test_persian_spellings_are_one(text):
    assert outputs(text, Override("fa", "کتابخانه", "Library"), language="fa") == [(text, "Library")]


def test_vowel_signs_of_the_text_make_another_word():
    assert outputs("مُهر", Override("fa", "مهر", "مِهر"), language="fa") == []


@pytest.mark.parametrize(
    ("override", "message"),
    [
        (Override("tr", "a", "b"), "language 'tr' has no rule table; there are: be, bg, fa"),
        (Override("fa", "مهر", "مَهد"), "'مَهد' does not have the letters of 'مهر'; give Latin letters, or"),
        (Override("fa", "مهر", "مِهر", kind="verb"), "kind 'verb' does not exist; there are: "),
        (Override("ru", "Ivanov", "Iwanow"), "source 'Ivanov' has no letter that ru is written in"),
        (Override("ru", "Иванов", "Ивановъ"), "output 'Ивановъ' is not in Latin letters"),
        (Override("ru", " ", "x"), "source is empty; give it"),
        (Override("ru", "Иванов", ""), "output is empty; give it"),
        (Override("ru", "…", "x"), "source '…' has no word"),
        (Override("ru", "я " * 17, "x"), "source has 17 words; 16 at most"),
        (Override("ru", "я" * 301, "x"), "source has 301 characters; 300 at most"),
        (Override("ru", "Ива\x1bнов", "x"), "source 'Ива␛нов' has a control character"),
        (Override("ru", "Иванов", "x", scope="a;b"), "a scope is up to 100 letters"),
    ],
)
def test_what_cannot_be_used_is_told(override, message):
    with pytest.raises(InputError, match="^override: .*" + re.escape(message)):
        checked(override)


def test_it_is_kept_composed():
    kept = checked(Override("fa-IR", " مهر ", "مِهر "))
    assert kept == Override("fa", "مهر", "مِهر")
    assert checked(Override("ru", "Й".encode().decode(), "J")).source == "Й"
    assert checked(Override("ru", "И\u0306", "J")).source == "Й"


@given(st.text(alphabet="аб .-\n«А", max_size=60))
def test_matches_are_in_order_and_apart(text):
    found = Overrides([Override("ru", "а", "1"), Override("ru", "а б", "2"), Override("ru", "б а б", "3")]).in_text(
        text, "ru", "text"
    )
    end = 0
    for match in found:
        assert match.start >= end
        assert match.end > match.start
        end = match.end


def test_a_megabyte_is_no_trap():
    found = Overrides([IVANOV, Override("ru", "Иванов Иванов", "x")]).in_text("Иванов " * 150_000, "ru", "text")
    assert len(found) == 75_000
