"""Spelling: other keyboards, old encodings, ornaments, and the spellings that Persian allows side by side."""

from __future__ import annotations

import pytest
from persian_texts import nfc, read
from romanbib import transliterate

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Ye and kaf of an Arabic keyboard.
        ("سياست خارجي", "سیاسَتِ خارِجی"),
        ("كتاب", "کِتاب"),
        ("كليات سعدي", "کُلّیاتِ سَعدی"),
        # Tatweel only lengthens.
        ("ســیـاسـت", "سیاسَت"),
        ("ایـــران", "ایران"),
        # Presentation forms, ligatures among them.
        ("\ufeb3\ufbff\ufe8e\ufeb3\ufe96", "سیاسَت"),
        ("\ufedb\ufe98\ufe8e\ufe8f", "کِتاب"),
        ("\ufe8d\ufeb3\ufefc\ufee1", "اِسلام"),
        # A silent he with its ezafe: as the writer put it, a kasra where he put nothing.
        ("خانۀ ما", "خانِهٔ ما"),
        ("خانهٔ ما", "خانِهٔ ما"),
        ("خانه ما", "خانِهِ ما"),
        (f"خانه{ZWNJ}ی ما", f"خانِه{ZWNJ}یِ ما"),
        ("خانه ی ما", f"خانِه{ZWNJ}یِ ما"),
        ("مجموعۀ مقالات", "مَجموعِهٔ مَقالات"),
        # Hamza on other seats, or none.
        ("رئیس", "رَئیس"),
        ("مسئله", "مَسئَلِه"),
        ("مسأله", "مَسأَلِه"),
        ("هیئت", "هَیئَت"),
        ("هیأت", "هَیأَت"),
        ("مسئول", "مَسئول"),
        ("جزئی", "جُزئی"),
        ("تأثیر", "تَأثیر"),
        ("تاثیر", "تَأثیر"),
        ("مؤسسه", "مُؤَسِّسِه"),
        ("موسسه", "مُؤَسِّسِه"),
    ],
)
def test_a_spelling(text: str, expected: str) -> None:
    assert read(text) == nfc(expected)


@pytest.mark.parametrize(
    "spellings",
    [
        ("مسئله", "مسأله", "مساله"),
        ("هیئت", "هیأت"),
        ("مسئول", "مسؤول"),
        ("تأثیر", "تاثیر"),
        ("رأی", "رای"),
        ("مؤلف", "مولف"),
        ("سیاست", "سياست", "ســیاست"),
        ("شؤون", "شئون"),
    ],
)
def test_spellings_of_one_word_are_romanized_alike(spellings: tuple[str, ...]) -> None:
    romanized = {transliterate(one, language="fa") for one in spellings}
    assert len(romanized) == 1


@pytest.mark.parametrize("house", ["خانۀ ما", "خانهٔ ما", f"خانه{ZWNJ}ی ما", "خانه ی ما", "خانه ما"])
def test_every_spelling_of_the_ezafe_is_heard_alike(house: str) -> None:
    assert transliterate(house, language="fa", scheme="bgn-pcgn") == "khāneh-ye mā"


@pytest.mark.parametrize("year", ["۱۳۵۷", "١٣٥٧", "1357"])
def test_figures_stay_as_they_stood(year: str) -> None:
    assert read(f"سال {year}", "title") == nfc(f"سالِ {year}")
    assert transliterate(f"سال {year}", language="fa", kind="title") == "Sāl-i 1357"


@pytest.mark.parametrize(
    "text", ["کتاب\u00a0ها", "کتاب\u200c\u200cها", "کتاب\u200cها\u200c", "\u200cکتاب\u200cها", "کتاب \u200cها"]
)
def test_a_joint_more_than_needed_is_no_matter(text: str) -> None:
    assert transliterate(text, language="fa").replace("\u200c", "").strip() == "kitābʹhā"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("برنامه ریزی شهری", "Barnāmeh rizi-ye shahri"),
        ("تصمیم گیری در سازمان‌ها", "Tasmim giri dar sāzmān-hā"),
        ("زبان شناسی همگانی", "Zabān shenāsi-ye hamegāni"),
        ("آسیب پذیری زیست محیطی", "Āsib paziri-ye zist mohiti"),
        ("پایان نامه", "Pāyān nāmeh"),
        ("روابط بین المللی", "Ravābet-e beyn al-melali"),
        ("سوءاستفاده از قدرت", "Suʾ-e estefādeh az qodrat"),
    ],
)
def test_compounds_written_apart_have_no_ezafe_inside(text: str, expected: str) -> None:
    assert transliterate(text, language="fa", scheme="iranian-studies", kind="title") == expected
