"""Romanizing text: the memo, odd characters, long lines, languages, tokens and tags."""

from __future__ import annotations

import re
import threading
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from romanbib import RomanbibError, UnknownSchemeError, explain, transliterate, word_memo
from romanbib.one_language import language_tag
from romanbib.tables.compiled import compiled
from romanbib.word_memo import WordMemo
from scheme_data import ALPHABETS, CYRILLIC_SCHEMES

# One scheme of each kind: by-letter capitals, context rules at the edge, one to one, signs that are apostrophes.
SOME_SCHEMES = [
    ("ru", "ala-lc"),
    ("ru", "bgn-pcgn"),
    ("ru", "iso-9"),
    ("ru", "gost-7.79-b"),
    ("uk", "kmu-2010"),
    ("be", "by-2007"),
    ("bg", "bg-2009"),
    ("sr", "gaj"),
]
CYRILLIC = re.compile("[\u0400-\u052f]")
ROMAN_NUMERAL = re.compile("[ХІ]{2}")  # of Cyrillic letters: repaired into Latin ones before any table is asked


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def running_text(language: str) -> st.SearchStrategy[str]:
    letters = ALPHABETS[language]
    return st.text(letters * 2 + letters.upper() + "    \n\n.,:;-–'’\"«»()/1\t\u00a0", max_size=60).filter(
        lambda text: not ROMAN_NUMERAL.search(text)
    )


# The memo


@pytest.mark.parametrize(("language", "scheme"), SOME_SCHEMES)
@given(data=st.data())
def test_the_memo_gives_what_icu_gives_word_by_word(language: str, scheme: str, data: st.DataObject) -> None:
    text = data.draw(running_text(language))
    table = compiled(language, scheme)
    by_word = "".join(nfc(table.romanize(piece)) for piece in re.split("([ \n])", text))
    assert WordMemo(table).romanize(text) == by_word


@pytest.mark.parametrize(("language", "scheme"), SOME_SCHEMES)
@given(data=st.data())
def test_a_word_romanizes_alike_wherever_it_stands(language: str, scheme: str, data: st.DataObject) -> None:
    text = data.draw(running_text(language))
    table = compiled(language, scheme)
    assert WordMemo(table).romanize(text) == nfc(table.romanize(text))


def test_the_memo_remembers_right() -> None:
    memo = WordMemo(compiled("ru", "bgn-pcgn"))
    line = "Щука ели  ЩУКА\nщука. \n\n Щ"
    assert memo.romanize(line) == memo.romanize(line) == "Shchuka yeli  SHCHUKA\nshchuka. \n\n Shch"


def test_the_memo_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_memo, "MEMO", 10_000)
    memo = WordMemo(compiled("ru", "bgn-pcgn"))
    largest = 0
    for number in range(2000):
        word = f"щука{number}"
        assert memo.romanize(f"{word} ели") == f"shchuka{number} yeli"
        largest = max(largest, sum(map(len, memo._memo)))
    assert 1000 < largest <= 10_000


def test_one_text_may_be_larger_than_the_memo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_memo, "MEMO", 1000)
    memo = WordMemo(compiled("ru", "bgn-pcgn"))
    text = " ".join(f"щука{number}" for number in range(5000))
    assert memo.romanize(text) == text.replace("щука", "shchuka")


def test_threads_share_a_memo_that_is_emptied_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_memo, "MEMO", 500)
    memo = WordMemo(compiled("ru", "bgn-pcgn"))
    wrong: list[str] = []

    def work(first: int) -> None:
        for number in range(first, first + 300):
            text = f"щука{number % 50} ели Щ{number}\nЁж"
            if memo.romanize(text) != f"shchuka{number % 50} yeli Shch{number}\nYëzh":
                wrong.append(text)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(0, 800, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


# Odd input


@pytest.mark.parametrize(("language", "scheme"), SOME_SCHEMES)
@given(data=st.data())
def test_composed_and_decomposed_letters_are_alike(language: str, scheme: str, data: st.DataObject) -> None:
    text = data.draw(running_text(language))
    romanized = transliterate(text, language=language, scheme=scheme)
    assert transliterate(unicodedata.normalize("NFD", text), language=language, scheme=scheme) == romanized
    assert unicodedata.is_normalized("NFC", romanized)


@pytest.mark.parametrize(
    ("language", "scheme", "text", "romanized"),
    [
        ("ru", "ala-lc", "за\u0301мок и замо\u0301к", "zamok i zamok"),
        ("ru", "ala-lc", "Ю\u0301рий", "I͡Uriĭ"),
        ("ru", "bgn-pcgn", "е\u0301ли", "yeli"),  # the rule for the head of a word still sees its letter
        ("ru", "bgn-pcgn", "по\u0301ехал", "poyekhal"),
        ("ru", "bgn-pcgn", "О\u0301ЗЕРО Щ\u0301УКА", "OZERO SHCHUKA"),
        ("ru", "bgn-pcgn", "йо\u0301д", "yod"),
        ("ru", "bgn-pcgn", "ѐли", "yeli"),  # one character: е with a grave
        ("uk", "kmu-2010", "за\u0301мок", "zamok"),
        ("bg", "bg-2009", "Книгата ѝ", "Knigata i"),  # a letter of its own in Bulgarian, not a stress mark
        ("sr", "gaj", "во\u0300да, јѐдна\u0304к", "voda, jednak"),
    ],
)
def test_stress_marks_are_left_out(language: str, scheme: str, text: str, romanized: str) -> None:
    assert transliterate(text, language=language, scheme=scheme) == romanized


@pytest.mark.parametrize(
    ("text", "romanized"),
    [
        ("\ue000", "\ue000"),
        ("щ\ue000\uf8ffщ", "shch\ue000\uf8ffshch"),
        ("\ue000ель\ue000", "\ue000yelʹ\ue000"),  # no letter: a word begins behind it
        ("щ \ue001 щ\n\ue002", "shch \ue001 shch\n\ue002"),
        ("\U000f0000щ\U0010fffd", "\U000f0000shch\U0010fffd"),
        ("щ\x00щ", "shch\x00shch"),
        ("щ\x07\x1b[0mщ\x7f\x85", "shch\x07\x1b[0mshch\x7f\x85"),
        ("щ\r\nщ\t щ\u2028щ", "shch\r\nshch\t shch\u2028shch"),
        ("\ufeffщ", "\ufeffshch"),
        ("щ😀щ", "shch😀shch"),
        ("", ""),
        ("\n", "\n"),
        ("  \n \n", "  \n \n"),
        (" щ ", " shch "),
        ("№ 5 © ½", "№ 5 © ½"),
        ("漢字 и ع", "漢字 i ع"),
    ],
)
def test_other_characters_pass_through(text: str, romanized: str) -> None:
    assert transliterate(text, language="ru", scheme="bgn-pcgn") == romanized


@pytest.mark.parametrize("text", ["\ud800", "щ\udfffщ", "\ud83d щ \ude00", "щ\ud800\n\udc00"])
def test_halves_of_surrogate_pairs_do_not_crash(text: str) -> None:
    assert transliterate(text, language="ru", scheme="bgn-pcgn").count("shch") == text.count("щ")
    assert transliterate(text).count("shch") == text.count("щ")
    explain(text)


@given(st.text(max_size=40))
@example("\ue000\ud800\u0301\u0361А")
def test_any_text_at_all_is_romanized_without_an_error(text: str) -> None:
    for language in (None, "ru", "uk", "bg"):
        transliterate(text, language=language)
    explain(text)


def test_a_word_of_a_megabyte() -> None:
    assert transliterate("а" * 1_000_000, language="ru") == "a" * 1_000_000


def test_a_line_of_a_megabyte() -> None:
    assert transliterate("щука ели " * 120_000, language="ru", scheme="bgn-pcgn") == "shchuka yeli " * 120_000


def test_a_line_of_capitals_of_a_megabyte() -> None:
    assert transliterate("ИСТОРИЯ США " * 90_000, language="ru") == "ISTORII͡A SSHA " * 90_000


def test_a_megabyte_of_one_sign() -> None:
    assert transliterate("." * 1_000_000 + "щ", language="ru") == "." * 1_000_000 + "shch"


@pytest.mark.parametrize(("language", "scheme"), CYRILLIC_SCHEMES)
@settings(max_examples=30)
@given(data=st.data())
def test_no_letter_of_the_alphabet_is_left_over(language: str, scheme: str, data: st.DataObject) -> None:
    text = data.draw(running_text(language))
    assert not CYRILLIC.search(transliterate(text, language=language, scheme=scheme))


@pytest.mark.parametrize(("language", "scheme"), CYRILLIC_SCHEMES)
def test_every_letter_is_romanized_alone_and_in_capitals(language: str, scheme: str) -> None:
    for letter in ALPHABETS[language]:
        for text in (letter, letter.upper(), f"а{letter}а", f"А{letter.upper()}А", f"б{letter}", f"Б{letter.upper()}"):
            assert not CYRILLIC.search(transliterate(text, language=language, scheme=scheme))


@pytest.mark.parametrize(("language", "scheme"), SOME_SCHEMES)
@given(data=st.data())
def test_romanizing_again_changes_nothing(language: str, scheme: str, data: st.DataObject) -> None:
    once = transliterate(data.draw(running_text(language)), language=language, scheme=scheme)
    assert transliterate(once, language=language, scheme=scheme) == once
    assert transliterate(once, scheme=scheme) == once


@given(st.text(st.characters(max_codepoint=0x24F), max_size=40))
def test_latin_text_stays_as_it_is(text: str) -> None:
    assert transliterate(text, language="ru") == nfc(text)
    assert transliterate(text) == text


# Languages


@pytest.mark.filterwarnings("ignore::romanbib.RomanizationWarning")
@pytest.mark.parametrize(
    ("text", "scheme", "romanized"),
    [
        ("Война и мир", "bgn-pcgn", "Voyna i mir"),
        ("Історія України", "bgn-pcgn", "Istoriia Ukrainy"),
        ("Гісторыя Беларусі", "iso-9", "Gìstoryâ Belarusì"),
        ("Letters only", "bgn-pcgn", "Letters only"),
        ("Война и мир / War and peace", "bgn-pcgn", "Voyna i mir / War and peace"),
        # Arabic has no table: it stays, and the Russian beside it does not.
        ("Война и мир / مجلة جامعة", "bgn-pcgn", "Voyna i mir / مجلة جامعة"),
        ("مجلة جامعة Щука", "bgn-pcgn", "مجلة جامعة Shchuka"),
    ],
)
def test_the_language_is_told_from_the_text(text: str, scheme: str, romanized: str) -> None:
    assert transliterate(text, scheme=scheme) == romanized


def test_a_language_without_a_table_is_reported() -> None:
    told = explain("Война и мир / مجلة جامعة", scheme="bgn-pcgn")
    assert told.output == "Voyna i mir / مجلة جامعة"
    assert told.language == "ru"
    assert any("'ar'" in note and "left as it is" in note for note in told.warnings)


@pytest.mark.parametrize("tag", ["ru", "ru-RU", "RU", "ru-Cyrl", "ru-Latn-t-ru-m0-alaloc"])
def test_language_tags_with_more_subtags(tag: str) -> None:
    assert transliterate("Щука", language=tag, scheme="bgn-pcgn") == "Shchuka"
    assert explain("Щука", language=tag, scheme="bgn-pcgn").language == "ru"


@pytest.mark.parametrize("text", ["Щука", "Latin only", ""])
def test_an_unknown_scheme_is_an_error_whatever_the_text(text: str) -> None:
    with pytest.raises(UnknownSchemeError):
        transliterate(text, language="ru", scheme="nothing")


@pytest.mark.parametrize("text", ["Щука", "Latin only", ""])
def test_an_unknown_language_is_an_error_whatever_the_text(text: str) -> None:
    with pytest.raises(RomanbibError, match="'xx'"):
        transliterate(text, language="xx")


@pytest.mark.parametrize(
    ("language", "scheme", "tag"),
    [
        ("ru", "ala-lc", "ru-Latn-t-ru-m0-alaloc"),
        ("ru", "ala-lc-plain", "ru-Latn-t-ru-m0-alaloc"),
        ("ru", "bgn-pcgn+diacritics", "ru-Latn-t-ru-m0-bgn"),
        ("uk", "bgn-pcgn@1965", "uk-Latn-t-uk-m0-bgn"),
        ("ru", "iso-9", "ru-Latn-t-ru-m0-iso"),
        ("ru", "un", "ru-Latn-t-ru-m0-ungegn"),
        ("ru", "gost-7.79-b", "ru-Latn-t-ru-m0-gost"),
        ("uk", "kmu-2010", "uk-Latn-t-uk-x0-kmu2010"),
        ("sr", "gaj", "sr-Latn-t-sr-x0-gaj"),
        ("ru", "my-own-scheme", "ru-Latn-t-ru-x0-myownsch"),
    ],
)
def test_the_tag_of_a_romanization(language: str, scheme: str, tag: str) -> None:
    assert language_tag(language, scheme) == tag


# Tokens


def test_every_word_is_explained() -> None:
    text = "Щукин Ю. А. История ЩУК, vol. 2"
    told = explain(text, language="ru", scheme="bgn-pcgn")
    assert told.output == "Shchukin Yu. A. Istoriya SHCHUK, vol. 2"
    assert told.source == text
    assert told.tag == "ru-Latn-t-ru-m0-bgn"
    assert [(token.source, token.output) for token in told.tokens] == [
        ("Щукин", "Shchukin"),
        ("Ю", "Yu"),
        ("А", "A"),
        ("История", "Istoriya"),
        ("ЩУК", "SHCHUK"),
        ("vol", "vol"),
        ("2", "2"),
    ]
    assert all(text[token.start :].startswith(token.source) for token in told.tokens)
    assert {token.decided_by for token in told.tokens[:5]} == {"rule table ru/bgn-pcgn"}
    assert {token.decided_by for token in told.tokens[5:]} == {"left as it is"}
    assert {token.confidence for token in told.tokens} == {1.0}
    assert told.warnings == ()


def test_a_letter_that_no_rule_knows_is_reported() -> None:
    told = explain("Ғалым Қазақ", language="ru", scheme="bgn-pcgn")
    assert told.output == "Ғalym Қazaқ"
    assert any("ғ қ" in note and "left as it is" in note for note in told.warnings)


def test_a_text_of_two_languages_has_tokens_where_they_stand() -> None:
    text = "Мир. مجلة جامعة. Щука"
    told = explain(text, scheme="bgn-pcgn")
    assert all(text[token.start :].startswith(token.source) for token in told.tokens)
    assert [token.output for token in told.tokens] == ["Mir", "مجلة", "جامعة", "Shchuka"]


@pytest.mark.parametrize(("language", "scheme"), SOME_SCHEMES)
@given(data=st.data())
def test_explain_says_what_transliterate_gives(language: str, scheme: str, data: st.DataObject) -> None:
    text = data.draw(running_text(language))
    told = explain(text, language=language, scheme=scheme)
    assert told.output == transliterate(text, language=language, scheme=scheme)
    assert all(text[token.start :].startswith(token.source) for token in told.tokens)
    assert [token.start for token in told.tokens] == sorted({token.start for token in told.tokens})


def test_look_alikes_are_put_right_and_told() -> None:
    told = explain("Mосква", language="ru", scheme="bgn-pcgn")  # a Latin M
    assert told.output == "Moskva"
    assert told.tokens[0].decided_by == "repaired look-alike letters, then rule table ru/bgn-pcgn"
    assert told.tokens[0].confidence < 1
    assert [(one.before, one.after) for one in told.repairs] == [("Mосква", "Москва")]
    assert transliterate("Mосква", language="ru", scheme="bgn-pcgn") == "Moskva"


def test_letters_of_one_script_are_never_taken_for_a_roman_numeral() -> None:
    assert transliterate("ХХ", language="ru", scheme="bgn-pcgn") == "KHKH"
