"""The way back from a romanization to the original script."""

from __future__ import annotations

import unicodedata
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from romanbib import NotReversibleError, RomanizationWarning, UnknownLanguageError, explain, transliterate
from scheme_data import ALPHABETS, CYRILLIC_SCHEMES, WriteTable

# Today's letters and those of the older spelling that the ISO 9 tables list; the apostrophe is a letter in uk and be.
ISO_9 = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіѣѳѵ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя'",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѣѫ",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
}
CASELESS = "ъь'"  # their romanization has no capital

# Spellings whose romanization is also what people type for another letter, which it is then taken for: two apostrophes
# for a hard sign (no word has two soft signs together), gj and kj for ѓ and ќ.
READ_AS_TYPED = {"ru": ["ьь"], "be": ["ьь"], "uk": ["ьь"], "mk": ["гј", "кј"]}

EARLIER_EDITIONS = [("uk", "bgn-pcgn@1965"), ("bg", "bgn-pcgn@1952"), ("bg", "un@1977")]


def forward(text: str, language: str, scheme: str) -> str:
    return transliterate(text, language=language, scheme=scheme)


def back(text: str, language: str, scheme: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RomanizationWarning)
        return transliterate(text, language=language, scheme=scheme, reverse=True)


def back_and_forth(text: str, language: str) -> str:
    return back(forward(text, language, "iso-9"), language, "iso-9")


def words_of(alphabet: str) -> st.SearchStrategy[str]:
    """Make words; an apostrophe is part of a word between two letters only, and two in a row are a quotation mark."""
    return (
        st.text(alphabet, min_size=1, max_size=12)
        .map(lambda word: word.strip("'"))
        .filter(lambda word: word and "''" not in word)
    )


def a_word(language: str) -> st.SearchStrategy[str]:
    return words_of(ISO_9[language])


@pytest.mark.parametrize("language", ISO_9)
@given(data=st.data())
def test_iso_9_brings_every_word_back_in_small_letters(language: str, data: st.DataObject) -> None:
    word = data.draw(a_word(language))
    assert back_and_forth(word, language) == word


@pytest.mark.parametrize("language", ISO_9)
@given(data=st.data())
def test_iso_9_brings_every_word_back_in_title_case(language: str, data: st.DataObject) -> None:
    word = data.draw(a_word(language))
    assume(word[0] not in CASELESS)  # ʹ and ʺ look the same for ь and Ь, so that a capital there cannot come back
    assert back_and_forth(word.capitalize(), language) == word.capitalize()


@pytest.mark.parametrize("language", ISO_9)
@given(data=st.data())
def test_iso_9_brings_every_word_back_in_capitals(language: str, data: st.DataObject) -> None:
    word = data.draw(a_word(language)).upper()
    assume(sum(letter.lower() not in CASELESS for letter in word) >= 2)  # one capital alone is title case
    assert back_and_forth(word, language) == word


@pytest.mark.parametrize("language", ISO_9)
@settings(max_examples=40)
@given(data=st.data())
def test_iso_9_brings_a_line_back(language: str, data: st.DataObject) -> None:
    line = " ".join(data.draw(st.lists(a_word(language), min_size=1, max_size=6)))
    assert back_and_forth(line, language) == line
    assert back_and_forth(f"{line}, 1984. — {line}; ({line})", language) == f"{line}, 1984. — {line}; ({line})"


@pytest.mark.parametrize(("language", "scheme"), [*CYRILLIC_SCHEMES, *EARLIER_EDITIONS])
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_comes_back_romanizes_alike(language: str, scheme: str, data: st.DataObject) -> None:
    word = data.draw(words_of(ALPHABETS[language]))
    word = data.draw(st.sampled_from([word, word.capitalize()]))
    romanized = forward(word, language, scheme)
    assume(word[0].lower() not in "ъь")  # see above
    assume(not any(typed in word.lower() for typed in READ_AS_TYPED.get(language, ())))
    assert forward(back(romanized, language, scheme), language, scheme) == romanized


@pytest.mark.parametrize(
    ("language", "scheme", "romanized", "original"),
    [
        ("ru", "ala-lc", "Sʺeshʹ zhe eshchë ėtikh mi͡agkikh", "Съешь же ещё этих мягких"),
        ("ru", "ala-lc", "T͡Sarʹ I͡Uriĭ", "Царь Юрий"),
        ("ru", "ala-lc", "ISTORII͡A ROSSII", "ИСТОРИЯ РОССИИ"),
        ("ru", "ala-lc", "SShA", "США"),
        ("ru", "bgn-pcgn", "Yenisey, Shchëlkovo", "Енисей, Щёлково"),
        ("ru", "bgn-pcgn", "Vorobʹyëvo", "Воробьёво"),
        ("ru", "gost-7.79-b", "S``esh` zhe eshhyo e`tix myagkix", "Съешь же ещё этих мягких"),
        ("ru", "gost-7.79-b", "Czar` i centr", "Царь и центр"),
        ("ru", "gost-7034", "Chajkovskij, ob''yom", "Чайковский, объём"),
        ("ru", "scientific", "Xruščëv", "Хрущёв"),
        ("ru", "bs-2979", "sovet-skiĭ", "советский"),
        ("uk", "iso-9", "Znam’ânka", "Знам'янка"),
        ("uk", "ala-lc", "Z͡Hytomyr i Zhursʹkyĭ", "Житомир і Згурський"),
        ("be", "by-2007", "Homieĺ, Iŭje", "Гомель, Іўе"),
        ("sr", "gaj", "Ljubav, Njegoš, DŽEP", "Љубав, Његош, ЏЕП"),
        ("sr", "gaj", "injekcija i nadživeti", "инјекција и надживети"),
        ("mk", "ala-lc", "Ǵorǵi Ḱosev", "Ѓорѓи Ќосев"),
        ("bg", "bg-2009", "Balgarska istoria", "Българска история"),
    ],
)
def test_words_come_back(language: str, scheme: str, romanized: str, original: str) -> None:
    assert back(romanized, language, scheme) == original


@pytest.mark.parametrize(
    ("language", "scheme", "typed", "original"),
    [
        # What people type instead of the signs of the standard.
        ("ru", "ala-lc", "Tver' i ob\"ezd", "Тверь и объезд"),
        ("ru", "ala-lc", "Tver’ i ob”ezd", "Тверь и объезд"),
        ("ru", "ala-lc", "i︠u︡g", "юг"),
        ("ru", "iso-9", "Sʺešʹ", "Съешь"),
        ("ru", "iso-9", "S\"eš'", "Съешь"),
        ("ru", "gost-7.79-b", "Czar'", "Царь"),
        ("sr", "gaj", "ǈubav", "Љубав"),
        ("mk", "ala-lc", "Gjorgji", "Ѓорѓи"),
    ],
)
def test_signs_as_people_type_them(language: str, scheme: str, typed: str, original: str) -> None:
    assert back(typed, language, scheme) == original


@pytest.mark.parametrize(
    ("typed", "original"),
    [
        ('"Tver\'"', '"Тверь"'),
        ("'Novyĭ mir'", "'Новый мир'"),
        ('"Novyĭ mir"', '"Новый мир"'),
        ("“Novyĭ mir”", "“Новый мир”"),
        ("„Novyĭ mir“", "„Новый мир“"),
        ("‘Novyĭ mir’", "‘Новый мир’"),
        ("«Novyĭ mir»", "«Новый мир»"),
        ("(Novyĭ mir)", "(Новый мир)"),
    ],
)
def test_a_closing_quotation_mark_is_no_soft_sign(typed: str, original: str) -> None:
    assert back(typed, "ru", "ala-lc") == original


@pytest.mark.parametrize(
    ("language", "scheme", "word", "original", "others"),
    [
        ("ru", "ala-lc", "shchuka", "щука", "'шч'"),
        ("ru", "gost-7034", "esli", "если", "'э'"),
        ("ru", "icao", "mai", "май", "'аи'"),
        ("sr", "gaj", "konj", "коњ", "'нј'"),
        ("mk", "ala-lc", "dzid", "ѕид", "'дз'"),
        ("bg", "bg-2009", "dar", "дар", "'ъ'"),
    ],
)
def test_an_ambiguity_names_the_letters(language: str, scheme: str, word: str, original: str, others: str) -> None:
    with pytest.warns(RomanizationWarning, match="could also be") as caught:
        assert transliterate(word, language=language, scheme=scheme, reverse=True) == original
    assert any(others in str(warning.message) for warning in caught)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("language", ISO_9)
def test_iso_9_is_never_ambiguous(language: str) -> None:
    letters = ISO_9[language].replace("'", "")
    if language == "bg":
        letters = letters.replace("і", "")  # ì is read as ѝ
    romanized = transliterate(letters, language=language, scheme="iso-9")
    assert transliterate(romanized, language=language, scheme="iso-9", reverse=True) == letters


def test_a_word_that_the_scheme_would_not_write_is_told() -> None:
    told = explain("Wxyz", language="ru", scheme="ala-lc", reverse=True)
    assert told.tokens[0].confidence < 0.5
    assert any("'Wxyz'" in note and "is not what ru/ala-lc writes" in note for note in told.warnings)


def test_the_tokens_of_the_way_back() -> None:
    told = explain("Vrach i Tver'", language="ru", scheme="ala-lc", reverse=True)
    assert [(token.start, token.source, token.output) for token in told.tokens] == [
        (0, "Vrach", "Врач"),
        (6, "i", "и"),
        (8, "Tver'", "Тверь"),
    ]
    assert told.output == "Врач и Тверь"
    assert told.tag == told.language == "ru"


def test_a_scheme_that_does_not_lead_back(user_folder: Path, write_table: WriteTable) -> None:
    write_table(reversible="no")
    assert forward("да", "ru", "own") == "da"
    with pytest.raises(NotReversibleError, match="ru/own does not lead back"):
        back("da", "ru", "own")


def test_the_way_back_needs_a_language() -> None:
    with pytest.raises(UnknownLanguageError, match="the way back needs a language; give one of: be, bg, "):
        transliterate("da", reverse=True)


def test_decomposed_input_comes_back_alike() -> None:
    for text in ("Ėĭnshteĭn, Khrushchëv", "T͡Sarʹ"):
        assert back(unicodedata.normalize("NFD", text), "ru", "ala-lc") == back(text, "ru", "ala-lc")


def test_a_very_long_word_comes_back_too() -> None:
    assert back("shchuka" * 5_000, "ru", "bgn-pcgn") == "щука" * 5_000
