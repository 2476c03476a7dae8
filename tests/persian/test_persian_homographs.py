"""Words of several readings, told apart by what stands beside them."""

from __future__ import annotations

import pytest
from persian_texts import nfc, without_ezafe
from romanbib.persian.vocalization import vocalize


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("علم سیاست", "علم", "عِلم"),
        ("علم محرم", "علم", "عَلَم"),
        ("علم و دین", "علم", "عِلم"),
        ("گل سرخ", "گل", "گُل"),
        ("گل رس", "گل", "گِل"),
        ("گل و بلبل", "گل", "گُل"),
        ("مهر ماه", "مهر", "مِهر"),
        ("مهر نماز", "مهر", "مُهر"),
        ("مهر و نفقه زوجه", "مهر", "مَهر"),
        ("ملک سلیمان", "ملک", "مُلک"),
        ("ملک فیصل", "ملک", "مَلِک"),
        ("سند ملک", "ملک", "مِلک"),
        ("خرید و فروش ملک", "ملک", "مِلک"),
        ("کرم ابریشم", "کرم", "کِرم"),
        ("لطف و کرم", "کرم", "کَرَم"),
        ("شکر خدا", "شکر", "شُکر"),
        ("کارخانه قند و شکر", "شکر", "شِکَر"),
        ("کشت گندم", "کشت", "کِشت"),
        ("او را کشت", "کشت", "کُشت"),
        ("حکم اعدام", "حکم", "حُکم"),
        ("نقل حدیث", "نقل", "نَقل"),
        ("نقل و نبات", "نقل", "نُقل"),
        ("اسرار و سر ضمیر", "سر", "سِرّ"),
        ("سر و دست", "سر", "سَر"),
        ("مرد و زن", "مرد", "مَرد"),
        ("اصول دین", "دین", "دین"),
    ],
)
def test_the_neighbours_tell(text: str, word: str, expected: str) -> None:
    done = vocalize(text)
    told = [without_ezafe(nfc(one.vocalized)) for one in done.words if one.source == word]
    assert told == [nfc(expected)]


@pytest.mark.parametrize(("word", "other"), [("ملک", "مِلک"), ("گل", "گِل"), ("علم", "عَلَم"), ("مهر", "مُهر")])
def test_without_neighbours_the_others_are_offered(word: str, other: str) -> None:
    only = vocalize(word).words[0]
    assert nfc(other) in map(nfc, (only.vocalized, *only.alternatives()))
    assert only.confidence < 1


def test_alternatives_do_not_repeat_the_reading() -> None:
    for word in vocalize("ملک و گل و علم و مهر و کرم در شعر فارسی").words:
        assert word.vocalized not in word.alternatives()
        assert len(set(word.alternatives())) == len(word.alternatives())
