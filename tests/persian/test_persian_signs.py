"""Vowel signs that the writer put are obeyed."""

from __future__ import annotations

import pytest
from persian_texts import nfc, read, without_ezafe
from romanbib.persian.spelling import half_signed
from romanbib.persian.vocalization import vocalize


@pytest.mark.parametrize("word", ["مُلک", "مِلک", "مَلِک", "مَلَک", "گِل", "گُل", "عَلَم", "عِلم", "سِرّ", "کِرم", "شُکر"])
def test_a_vocalized_homograph_stays(word: str) -> None:
    assert read(word) == nfc(word)
    assert vocalize(word).words[0].decided_by == "writer"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One sign settles which word it is; the others are restored.
        ("مَلک سلیمان", "مَلَک|مَلِک"),
        ("عَلم سیاست", "عَلَم"),
        ("گِل سرخ", "گِل"),
        ("مُهر ماه", "مُهر"),
        ("محمّد", "مُحَمَّد"),
        ("معلّم", "مُعَلِّم"),
        ("حتماً", "حَتماً"),
        ("مثلاً", "مَثَلاً"),
        ("کاملاً", "کامِلاً"),
    ],
)
def test_a_sign_here_and_there(text: str, expected: str) -> None:
    first = without_ezafe(nfc(vocalize(text).words[0].vocalized))
    assert first in [nfc(one) for one in expected.split("|")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("سیاستِ خارجی", "سیاسَتِ خارِجی"), ("پسرِ من آمد", "پِسَرِ مَن آمَد"), ("مثلا", "مَثَلاً"), ("حتما", "حَتماً")],
)
def test_an_ezafe_of_the_writer_and_a_tanwin_left_out(text: str, expected: str) -> None:
    assert read(text) == nfc(expected)


@pytest.mark.parametrize(
    "text",
    [
        "سیاسَتِ خارِجیِ ایران",
        "بِه نامِ خُداوَندِ جان وَ خِرَد",
        "تَوانا بُوَد هَر کِه دانا بُوَد",
        "خانِهٔ ما دَر شَهرِ شیراز اَست",
        "تَحلیلِ سیاسَتِ خارِجیِ تَهاجُمی/کُنِش‌گَرایانهٔ عَرَبِستانِ سُعودی",
        "«گُلِستان» (۱۳۶۸)، چاپِ اَوَّل",
        "بِسمِ اللّٰهِ الرَّحمٰنِ الرَّحیم",
        "مَلِکِ مُلکِ سُخَن",
    ],
)
def test_a_text_that_is_vocalized_throughout_comes_back_as_it_is(text: str) -> None:
    assert vocalize(text).text == text
    assert {word.decided_by for word in vocalize(text).words} == {"writer"}


@pytest.mark.parametrize("word", ["قِژَبخ", "ژُپِط", "خَچِگَض"])
def test_signs_on_a_word_that_nobody_knows(word: str) -> None:
    assert read(word) == nfc(word)
    assert read(f"{word} در ایران").startswith(nfc(word))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تحلیلِ و نقد کتاب", "تَحلیلِ وَ نَقدِ کِتاب"),  # an ezafe that grammar would not set
        ("مِهرِ و ماه", "مِهرِ وَ ماه"),
    ],
)
def test_an_ezafe_of_the_writer_stays(text, expected) -> None:
    assert nfc(vocalize(text, kind="title").text) == nfc(expected)


def test_signs_on_one_letter_leave_the_others_to_be_read() -> None:
    assert read("دُزسنجی") == nfc("دُزسَنجی")


def test_a_half_signed_word_that_nobody_knows_is_read_from_its_letters() -> None:
    word = vocalize("ژُپخچگض").words[0]
    assert word.decided_by == "letters"
    assert word.vocalized.startswith("ژُپ")
    assert not half_signed(word.vocalized)


def test_half_signed_words_keep_their_signs_and_their_ezafe() -> None:
    done = vocalize("دُزسنجیِ خون")
    assert done.words[0].ezafe
    assert nfc(done.words[0].vocalized) == nfc("دُزسَنجیِ")


@pytest.mark.parametrize(
    ("word", "half"),
    [("دُزسنجی", True), ("سنجِش", True), ("قِژَبخ", False), ("دَستگاه", False), ("تَمبر", False), ("سنجش", False)],
)
def test_what_is_half_signed(word: str, half: bool) -> None:
    assert half_signed(word) is half
