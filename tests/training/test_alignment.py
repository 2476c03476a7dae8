"""A reading in Latin letters laid over a Persian spelling, class of letter by class of letter."""

from __future__ import annotations

import unicodedata

import pytest

from training.alignment import MisfitError, vocalize

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    ("word", "reading", "expected"),
    [
        # Consonants and the short vowels between them.
        ("کتاب", "ketâb", "کِتاب"),
        ("چشم", "cheshm", "چِشم"),
        ("مچاله", "mochâle", "مُچالِه"),
        ("محمد", "mohammad", "مُحَمَّد"),
        ("غذا", "qazâ", "غَذا"),
        ("قلم", "ghalam", "قَلَم"),
        ("شنبه", "shambe", "شَنبِه"),
        ("رحمن", "rahmân", "رَحمٰن"),
        # He: silent, heard, or te marbuta without dots.
        ("خانه", "khâne", "خانِه"),
        ("ده", "dah", "دَهْ"),
        ("راه", "râh", "راه"),
        ("کوه", "kuh", "کوهْ"),
        ("زکاة", "zakât", "زَکاة"),
        ("دایره‌المعارف", "dâyeratolma'âref", "دایِرَة‌المَعارِف"),
        # Hamza and ayn: heard or not.
        ("علم", "elm", "عِلم"),
        ("علم", "'elm", "عِلم"),
        ("جمع", "jam'", "جَمع"),
        ("جمع", "jam", "جَمع"),
        ("معلم", "mo'allem", "مُعَلِّم"),
        ("مسئول", "mas'ul", "مَسئول"),
        ("مؤمن", "mo’men", "مُؤمِن"),
        ("رویا", "ro'yâ", "رُؤْیا"),
        ("آئین", "âyin", "آئین"),
        ("جزء", "joz'", "جُزء"),
        # Alef, with madda and without, and tanwin.
        ("آب", "âb", "آب"),
        ("قرآن", "qor'ân", "قُرآن"),
        ("امروز", "emruz", "اِمروز"),
        ("ایران", "irân", "ایران"),
        ("اصلا", "aslan", "اَصلاً"),
        ("عملوا", "amelu", "عَمِلوا"),
        ("ابواحمد", "abuahmad", f"اَبو{ZWNJ}اَحمَد"),
        # The article and الله.
        ("الله", "allâh", "الله"),
        ("عبدالله", "abdollâh", "عَبدُالله"),
        ("عبدالکریم", "abdolkarim", "عَبدُالکَریم"),
        ("عبدالرحمن", "abdorrahmân", "عَبدُالرَّحمٰن"),
        ("الرحمن", "ar-rahmân", "الرَّحمٰن"),
        ("ابوالحسن", "abolhasan", "اَبوالحَسَن"),
        ("علی‌الخصوص", "alalkhosus", "عَلَی‌الخُصوص"),
        # Vav: consonant, vowel, diphthong, silent.
        ("جوان", "javân", "جَوان"),
        ("سرو", "sarv", "سَرْو"),
        ("نوین", "novin", "نُوِین"),
        ("اول", "avval", "اَوَّل"),
        ("دود", "dud", "دود"),
        ("داود", "dâvud", "داوود"),
        ("نوروز", "nowruz", "نَوروز"),
        ("خود", "khod", "خُود"),
        ("تو", "to", "تُو"),
        ("دموکراسی", "demokrâsi", "دِمٝوکراسی"),
        ("خواهر", "khâhar", "خواهَر"),
        ("صلوة", "salât", "صَلوٰة"),
        ("عمرو", "amr", "عَمرو"),
        # Ye: consonant, vowel, diphthong, alef maqsura.
        ("سیاه", "siyâh", "سیاه"),
        ("پیام", "payâm", "پَیام"),
        ("شیوع", "shoyu'", "شُیُوع"),
        ("سید", "seyyed", "سَیِّد"),
        ("پیدا", "peydâ", "پَیدا"),
        ("موسی", "musâ", "موسیٰ"),
        # Joints: each part begins anew.
        ("می‌رود", "miravad", "می‌رَوَد"),
        ("گفته‌اند", "gofteand", "گُفتِه‌اَند"),
        ("گفته‌ام", "gofte'am", "گُفتِه‌اَم"),
    ],
)
def test_a_reading_is_written_into_the_letters(word: str, reading: str, expected: str) -> None:
    # The alignment writes a shadda before its vowel; NFC has it behind.
    assert unicodedata.normalize("NFC", vocalize(word, reading)) == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(
    ("word", "reading", "expected"),
    [
        ("سیاست", "siyâsat-e", "سیاسَتِ"),
        ("راه", "râh-e", "راهِ"),
        ("گروه", "goruh-e", "گُروه\u0650\u0652"),
        ("خانه", "khâne-ye", "خانِهٔ"),
        ("خانه", "khâne-e", "خانِهِ"),
        ("خانهٔ", "khâne-ye", "خانِهٔ"),
        ("خانۀ", "khâne-ye", "خانِهٔ"),
        ("خانه‌ی", "khâne-ye", "خانِه‌یِ"),
        ("کتاب‌های", "ketâbhâ-ye", "کِتاب‌هایِ"),
        ("خدای", "khodâ-ye", "خُدایِ"),
        ("جای", "jây-e", "جایِ"),
    ],
)
def test_an_ezafe_is_written_as_the_end_of_the_word_has_it(word: str, reading: str, expected: str) -> None:
    assert vocalize(word, reading) == expected


def test_al_at_the_beginning_is_the_article_only_where_told_so() -> None:
    assert vocalize("الحسن", "alhasan") == "اَلحَسَن"
    assert vocalize("الحسن", "alhasan", article=True) == "الحَسَن"


@pytest.mark.parametrize("word", ["کتاب", "كتاب", "کِتاب", "کُتاب"])
def test_other_code_points_and_signs_already_there_change_nothing(word: str) -> None:
    assert vocalize(word, "ketâb") == "کِتاب"


def test_tatweel_stays_and_is_not_read() -> None:
    assert vocalize("کـتاب", "ketâb") == "کـِتاب"


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("کتاب", "ketâ"),  # a consonant unread
        ("کتاب", "ketâbi"),  # a long vowel without a letter
        ("کتاب", "ketâp"),  # another consonant
        ("کتاب", "kitâb"),
        ("کتاب", "ekketâb"),  # a vowel before the first letter
        ("کتاب", "keatâb"),  # two vowels on one consonant
        ("سلام", "salm"),  # the alef unread
        ("دود", "dd"),
        ("خانه", "khân"),  # a silent he without its vowel
        ("خانه", "khâno"),
        ("صبر", "zabr"),
        ("انار", "ambâr"),  # n is m before b and p alone
        ("بالحسن", "bassan"),  # a moon letter does not swallow the l
        ("ketâb", "ketâb"),
        ("کتاب", ""),
        ("", "ketâb"),
    ],
)
def test_a_reading_that_the_letters_cannot_have_is_refused(word: str, reading: str) -> None:
    with pytest.raises(MisfitError, match="cannot be read"):
        vocalize(word, reading)


def test_the_refusal_names_spelling_and_reading() -> None:
    with pytest.raises(MisfitError, match="'کتاب' cannot be read 'qalam'"):
        vocalize("کتاب", "qalam-e")


def test_of_ways_that_fit_the_rule_goes_before_the_exception() -> None:
    # خو with o is an old spelling that needs no sign of its own; elsewhere a vav that is a short o does.
    assert vocalize("خوش", "khosh") == "خُوش"
    assert vocalize("بوش", "bosh") == "بٝوش"
    # A short vowel is written on its consonant rather than read from a letter left over.
    assert vocalize("ده", "de") == "دِه"


def test_a_long_word_is_aligned_without_delay() -> None:
    word, reading = "کتاب" * 20, "ketâb" * 20
    assert vocalize(word, reading) == "کِتاب" * 20
