"""The Persian tables, rule by rule: vocalized Persian in, each standard's own spelling out."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from romanbib.tables import registry
from romanbib.tables.compiled import compiled

FILE = Path(__file__).with_name("persian.tsv")
LINES = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))
SCHEMES = [key for key in ROWS[0] if key not in {"rule", "vocalized"}]


def romanized(vocalized: str, scheme: str) -> str:
    text = unicodedata.normalize("NFC", vocalized)
    return unicodedata.normalize("NFC", compiled("fa", scheme).romanize(text))


def without(text: str, signs: str) -> str:
    """Take the diacritics out of a text, and these signs."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)).translate(
        str.maketrans("", "", signs)
    )


def test_every_scheme_is_tried() -> None:
    there = {file.id for file in registry.available("fa")}
    assert set(SCHEMES) | {"ijmes-title", "ala-lc-plain"} == there


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("row", ROWS, ids=[f"{row['rule']}: {row['vocalized']}" for row in ROWS])
def test_a_rule_of_the_standard(row: dict[str, str], scheme: str) -> None:
    assert romanized(row["vocalized"], scheme) == unicodedata.normalize("NFC", row[scheme])


@pytest.mark.parametrize("row", ROWS, ids=[row["vocalized"] for row in ROWS])
def test_ijmes_titles_are_ijmes_without_macrons_and_dots(row: dict[str, str]) -> None:
    assert romanized(row["vocalized"], "ijmes-title") == without(row["ijmes"], "")


@pytest.mark.parametrize("row", ROWS, ids=[row["vocalized"] for row in ROWS])
def test_plain_ala_lc_is_ala_lc_without_its_signs(row: dict[str, str]) -> None:
    assert romanized(row["vocalized"], "ala-lc-plain") == without(row["ala-lc"], "ʻʼʹ")


# What one standard alone says


@pytest.mark.parametrize(
    ("vocalized", "expected"),
    [
        # Rule 2: و after خ is kept; short u in words of one syllable is ū.
        ("خواستَن", "khvāstan"),
        ("تو", "tū"),
        # Rules 4 and 5: hamza and madda.
        ("خُلَفاء", "khulafāʼ"),
        ("مَآثِر", "maʼās̲ir"),
        ("دَریاآبادی", "daryāʼābādī"),
        ("گِردآوَرَنده", "girdāvarandah"),
        # Rule 7: a shadda doubles, but iyy is īy and uvv is ūv.
        ("بَچّه", "bachchah"),
        ("نَشریّات", "nashrīyāt"),
        ("قُوّه", "qūvah"),
        # Rule 8: -i without a sign, -ʼi for hamza, -yi for ye.
        ("خانهِ بُزُرگ", "khānah-i buzurg"),
        ("خانۀ بُزُرگ", "khānah-ʼi buzurg"),
        ("خانه‌یِ بُزُرگ", "khānah-yi buzurg"),
        # Rules 9, 10 and 12: the prime; compound personal names have none.
        ("خانه‌ها", "khānahʹhā"),
        ("خانه‌اَم", "khānahʹam"),
        ("کاظِم‌زاده", "kāẓimʹzādah"),
        ("بِه‌آذین", "bihʹāz̲īn"),
        ("مَرزها", "marzʹhā"),
        ("غُلام‌عَلی", "ghulām ʻalī"),
        ("حَسَن بِنِ عَلی", "ḥasan bin ʻalī"),
        ("اِبن اَبی‌طالِب", "ibn abī ṭālib"),
        # Rule 13: words of other languages follow the letters.
        ("رادیٝو", "rādiyū"),
    ],
)
def test_ala_lc(vocalized: str, expected: str) -> None:
    assert romanized(vocalized, "ala-lc") == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(
    ("vocalized", "expected"),
    [
        ("اَدَبیات", "adabiyyat"),
        ("نَشریِهٔ عِلمی", "nashriyyih-yi ʿilmi"),
        ("مَسئَلِهٔ شیعِه", "masʾalih-yi shiʿih"),
        ("اَحمَد", "ahmad"),
        ("حِزبِ دِمٝوکرات", "hizb-i dimukrat"),
        ("مَجلِسِ شُورایِ مِلّی", "majlis-i shura-yi milli"),
        ("شَمسُ‌الدّین", "shams al-din"),
    ],
)
def test_ijmes_titles(vocalized: str, expected: str) -> None:
    assert romanized(vocalized, "ijmes-title") == expected


@pytest.mark.parametrize(
    ("vocalized", "expected"),
    [
        ("فَصلنامِهٔ مُطالِعات", "fasl’nāmeh-ye motāleāt"),
        ("فَصل‌نامِهٔ مُطالِعات", "fasl’nāmeh-ye motāleāt"),
        ("دٝوفَصلنامِه", "du’fasl’nāmeh"),
        ("تَجدیدنَظَرطَلَبی", "tajdid’nazar’talabi"),
        ("نَوکِلاسیک", "no’kelāsik"),
        ("رویکَرد وَ عَمَلکَردِ ایران", "ruy’kard va amal’kard-e irān"),
        ("راهبُرد‌هایِ هَستِه‌ای", "rāhbord’hā-ye hastei"),
        ("واقِع‌گِراییِ ایران", "vāghe’garāi-ye irān"),
        ("بَینُ‌المِلَلی", "bein’ol melali"),
        # No compounds.
        ("بَرنامِه", "barnāmeh"),
        ("مَنظَرِ سَرکَردِه", "manzar-e sarkardeh"),
        ("گِرامی", "gerāmi"),
    ],
)
def test_the_compounds_of_the_paper(vocalized: str, expected: str) -> None:
    assert romanized(vocalized, "paper") == expected


@pytest.mark.parametrize("vocalized", ["اَلماس", "اَلوان", "اِلهام", "اَلَم", "اَلبَتِّه", "اِلٰهی"])
def test_not_every_al_is_the_article(vocalized: str) -> None:
    assert "-" not in romanized(vocalized, "ala-lc")


@pytest.mark.parametrize(
    ("vocalized", "expected"),
    [
        ("عِزِّالدّین", "ʿezz-al-din"),
        ("عَلیٰ الصَّحیحَین", "ʿalā al-ṣaḥiḥeyn"),
        ("مَعرِفَة الاَقالیم", "maʿrefat al-aqālim"),
        ("اَبوالیَقظان", "abu-al-yaqẓān"),
        ("جُمادی‌الاولیٰ", "jomādi-al-ulā"),
        ("حُجَّة الاِسلام وَالمُسلِمین", "ḥojjat al-eslām val-moslemin"),
        ("بِحَمدِالله", "beḥamdellāh"),
        ("سِپاهِ وَالا", "sepāh-e vālā"),
        ("والِد", "vāled"),
    ],
)
def test_the_article_elsewhere(vocalized: str, expected: str) -> None:
    assert romanized(vocalized, "iranica") == unicodedata.normalize("NFC", expected)
