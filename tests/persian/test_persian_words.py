"""Words and their parts: plurals, ye, comparatives, pronouns, copulas, verbs, compounds."""

from __future__ import annotations

import pytest
from persian_texts import nfc, read
from romanbib.persian.words import readings

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    ("spellings", "expected"),
    [
        (("می‌رود", "می رود", "میرود"), "می‌رَوَد"),
        (("نمی‌خواهند", "نمی خواهند", "نمیخواهند"), "نِمی‌خواهَند"),
        (("می‌شود", "می شود", "میشود"), "می‌شَوَد"),
        (("کتاب‌ها", "کتاب ها", "کتابها"), "کِتاب‌ها"),
        (("زبان‌ها", "زبان ها", "زبانها"), "زَبان‌ها"),
        (("بزرگ‌تر", "بزرگ تر", "بزرگتر"), "بُزُرگ‌تَر"),
        (("بزرگ‌ترین", "بزرگ ترین", "بزرگترین"), "بُزُرگ‌تَرین"),
        (("گفته‌اند", "گفته اند"), "گُفتِه‌اَند"),
        (("خانه‌ای", "خانه ای"), "خانِه‌ای"),
        (("خانه‌ها", "خانه ها"), "خانِه‌ها"),
        (("کتاب‌هایش", "کتاب هایش", "کتابهایش"), "کِتاب‌هایَش"),
    ],
)
def test_written_joined_apart_or_solid_a_word_is_read_alike(spellings: tuple[str, ...], expected: str) -> None:
    for one in spellings:
        assert read(one).replace(ZWNJ, "") == nfc(expected).replace(ZWNJ, ""), one
    assert read(spellings[0]) == nfc(expected)


def test_wet_waste_is_not_more_of_it() -> None:
    assert read("زباله تر") == nfc("زُبالِهِ تَر")


def test_two_with_a_joined_and_between_them() -> None:
    assert read("پیچ‌وشیب") == nfc("پیچ‌وشیب")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("کتاب‌های ما", "کِتاب‌هایِ ما"),
        ("کتاب های ما", "کِتاب‌هایِ ما"),
        ("زنان", "زَنان"),
        ("شاعران", "شاعِران"),
        ("درختان", "دِرَختان"),
        ("ایرانیان", "ایرانیان"),
        ("دانشجویان", "دانِشجویان"),
        ("نویسندگان", "نِوِیسَندِگان"),
        ("بچگان", "بَچِّگان"),
        ("معلمین", "مُعَلِّمین"),
        ("مؤلفین", "مُؤَلِّفین"),
        ("انتخابات", "اِنتِخابات"),
        ("اطلاعات", "اِطِّلاعات"),
        ("تغییرات", "تَغْییرات"),
    ],
)
def test_plurals(text: str, expected: str) -> None:
    assert read(text) == nfc(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("کتابی", "کِتابی"),
        ("علمی", "عِلمی"),
        ("فرهنگی", "فَرهَنگی"),
        ("خانه‌ای", "خانِه‌ای"),
        ("خانه‌ئی", "خانِه‌ئی"),
        ("هسته‌ای", "هَستِه‌ای"),
        ("نظریه‌ای", "نَظَریِه‌ای"),
        ("دانشجویی", "دانِشجویی"),
        ("زیبایی", "زیبایی"),
        ("آزادگی", "آزادِگی"),
        ("نظریه‌های", "نَظَریِه‌هایِ"),
        ("بچه‌هایی", "بَچِّه‌هایی"),
    ],
)
def test_the_many_ways_of_ye(text: str, expected: str) -> None:
    assert read(text) in (nfc(expected), nfc(expected).removesuffix("ِ"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دنیای امروز", "دُنْیایِ اِمروز"),
        ("موی سیاه", "مویِ سیاه"),
        ("جوی آب", "جویِ آب"),
        ("نیروی انسانی", "نیرویِ اِنسانی"),
        ("دریای خزر", "دَرْیایِ خَزَر"),
        ("صدای پای آب", "صِدایِ پایِ آب"),
    ],
)
def test_the_ezafe_that_is_written_as_ye(text: str, expected: str) -> None:
    assert read(text) == nfc(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("کتابش", "کِتابَش"),
        ("کتابشان", "کِتابِشان"),
        ("کتاب‌هایم", "کِتاب‌هایَم"),
        ("خانه‌اش", "خانِه‌اَش"),
        ("پدرم", "پِدَرَم"),
        ("مادرش", "مادَرَش"),
        ("خانه‌شان", "خانِه‌شان"),
        ("آثارش", "آثارَش"),
    ],
)
def test_pronouns_at_the_end(text: str, expected: str) -> None:
    assert read(text) == nfc(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("رفتم", "رَفتَم"),
        ("گفتند", "گُفتَند"),
        ("داشتند", "داشتَند"),
        ("می‌گوید", "می‌گویَد"),
        ("می‌آید", "می‌آیَد"),
        ("می‌نویسند", "می‌نِوِیسَند"),
        ("نمی‌دانم", "نِمی‌دانَم"),
        ("نکنید", "نَکُنید"),
        ("بنویسید", "بِنِوِیسید"),
        ("بیاورد", "بِیاوَرَد"),
        ("نیامده‌اند", "نَیامَدِه‌اَند"),
        ("نیفتاد", "نَیُفتاد"),
        ("برمی‌گردد", "بَرمی‌گَردَد"),
        ("درمی‌یابد", "دَرمی‌یابَد"),
        ("نوشته‌اند", "نِوِشتِه‌اَند"),
        ("شده است", "شُدِه اَست"),
        ("رفته بودند", "رَفتِه بودَند"),
        ("خواهد رفت", "خواهَد رَفت"),
        ("نوشتن", "نِوِشتَن"),
        ("شنیدن", "شِنیدَن"),
        ("گفته", "گُفتِه"),
        ("می‌شویم", "می‌شَوِیم"),
        ("نمی‌شوید", "نِمی‌شَوِید"),
        ("می‌رویم", "می‌رَوِیم"),
        ("نرویم", "نَرَوِیم"),
        ("بشنوید", "بِشِنَوِید"),
        ("می‌گوییم", "می‌گوییم"),
        ("بگشاییم", "بِگُشاییم"),
        ("کاویم", "کاویم"),
        ("می‌کاود", "می‌کاوَد"),
        ("می‌پژوهیم", "می‌پَژوهیم"),
        ("می‌دهند", "می‌دَهَند"),
        ("بنهیم", "بِنَهیم"),
        ("می‌رهد", "می‌رَهَد"),
        ("بنگرد", "بِنِگَرَد"),
        ("بازنگریم", "بازنِگَریم"),
        ("بمیرند", "بِمیرَند"),
        ("نیابند", "نَیابَند"),
        ("می‌گرید", "می‌گِرْیَد"),
        ("می‌بود", "می‌بود"),
        ("نشسته‌اند", "نِشَستِه‌اَند"),
        ("نیندازد", "نَیَندازَد"),
        ("بیایستد", "بِی‌ایستَد"),
        ("بنشستند", "بِنِشَستَند"),
        ("بدیدم", "بِدیدَم"),
        ("بخواند", "بِخوانَد"),
    ],
)
def test_verbs(text: str, expected: str) -> None:
    assert read(text) == nfc(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سپارش", "سِپارِش"),
        ("گنجانش", "گُنجانِش"),
        ("گنجانش‌ها", "گُنجانِش‌ها"),
        ("سرش", "سَرَش"),
        ("کارش", "کارَش"),
        ("خوشش", "خُوشَش"),
    ],
)
def test_what_a_verb_names_and_what_is_his(text: str, expected: str) -> None:
    assert read(text) == nfc(expected)


def test_two_pronouns_do_not_stand_behind_one_another() -> None:
    assert read("دوستانش") == nfc("دوستانَش")
    assert not any(nfc(one.vocalized) == nfc("دوستِتانَش") for one in readings("دوستانش"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قراردادهای EPC", "قَرارداد‌هایِ EPC"),
        ("پیشنهادهای ۲۰ نفر", "پیشنَهاد‌هایِ ۲۰ نَفَر"),
        ("نهادهای", "نَهاد‌هایِ"),
        ("این خدای", "این خُدای"),
        ("در ایران جای دارد", "دَر ایران جای دارَد"),
    ],
)
def test_a_written_ezafe_at_the_end_of_persian(text: str, expected: str) -> None:
    assert read(text).replace(ZWNJ, "") == nfc(expected).replace(ZWNJ, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("او سپاه را به میدان نبرد.", "نَبُرد"),
        ("آن را از میدان نبرد", "نَبَرد"),
        ("پیرمرد کنار حوض نشست.", "نِشَست"),
        ("همه رفتند به نبرد.", "نَبَرد"),
    ],
)
def test_a_sentence_ends_in_its_verb(text: str, expected: str) -> None:
    assert nfc(expected) in read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("جامعه‌شناسی", "جامِعِه‌شِناسی"),
        ("زبان‌شناسی", "زَبان‌شِناسی"),
        ("روان‌شناسی", "رَوان‌شِناسی"),
        ("فصل‌نامه", "فَصل‌نامِه"),
        ("کتاب‌نامه", "کِتاب‌نامِه"),
        ("واقع‌گرایی", "واقِع‌گَرایی"),
        ("انعطاف‌پذیری", "اِنعِطاف‌پَذیری"),
        ("آسیب‌پذیر", "آسیب‌پَذیر"),
        ("پیش‌داوری", "پیش‌داوَری"),
        ("نواندیشی", "نَواَندیشی"),
        ("هم‌زیستی", "هَم‌زیستی"),
        ("غیرقانونی", "غَیرِقانونی"),
        ("کتابخانه", "کِتابخانِه"),
        ("دانشگاه", "دانِشگاه"),
        ("دانشمند", "دانِشمَند"),
        ("هنرمند", "هُنَرمَند"),
    ],
)
def test_compounds(text: str, expected: str) -> None:
    joined = read(text).replace(ZWNJ, "")
    vowels = nfc(expected).replace(ZWNJ, "")
    # گرایی is read both garāyī and girāyī in dictionaries.
    assert joined in (vowels, vowels.replace("گَرایی", "گِرایی"))


def test_between_is_the_article_or_none() -> None:
    assert read("بین‌المللی").replace("ُ", "") == nfc("بَین‌المِلَلی")
    assert read("بین‌رشته‌ای") == nfc("بَین‌رِشتِه‌ای")


@pytest.mark.parametrize("text", ["جامعه‌شناسی", "بین‌رشته‌ای", "انعطاف‌پذیری", "پیش‌داوری"])
def test_the_joints_of_the_writer_stay(text: str) -> None:
    assert read(text).count(ZWNJ) == text.count(ZWNJ)
