"""Capitals, which Persian script does not have: the article, names in phrases, signs of the writer; parts of names."""

from __future__ import annotations

import warnings

import pytest
from romanbib import transliterate


def romanized(text: str, scheme: str = "iranian-studies", kind: str = "title") -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return transliterate(text, language="fa", scheme=scheme, kind=kind)


@pytest.mark.parametrize(
    ("text", "scheme", "expected"),
    [
        ("مِهر و کین", "iranian-studies", "Mehr va kin"),
        ("سیاستِ خارجیِ ایران", "iranian-studies", "Siyāsat-e khāreji-ye Irān"),
        ("نَوروز دَر ایران", "ala-lc", "Nawrūz dar Īrān"),
        ("هنر ایرانی در ایران", "ala-lc", "Hunar-i īrānī dar Īrān"),
        # A word whose end or beginning depends on its neighbour.
        ("تذکرة الاولیا", "ala-lc", "Taz̲kirat al-awliyā"),
        ("شمس الدین محمد حافظ", "bgn-pcgn", "Shams od Dīn Moḩammad Ḩāfez̧"),
        # The article keeps its small letter.
        ("عبدالرحمن جامی", "bgn-pcgn", "ʻAbd or Raḩmān-e Jāmī"),
        ("ابوالقاسم فردوسی", "dmg", "Abū l-Qāsem-e Ferdausī"),
        ("الشفاء", "dmg", "aš-Šefāʾ"),
        ("ان‌شاءالله", "ala-lc", "Inʹshāʼ Allāh"),
        ("بسم الله الرحمن الرحیم", "ala-lc", "Bism Allāh al-raḥmān al-raḥīm"),
        # Particles of names in titles; names inside other phrases, and words that are none there.
        ("علی بن ابی‌طالب", "ala-lc", "ʻAlī bin Abī Ṭālib"),
        ("تاریخ بیهقی", "ala-lc", "Tārīkh-i Bayhaqī"),
        ("فرهنگ سازی و جهان بینی", "iranian-studies", "Farhang sāzi va jahān bini"),
        # Surnames and institutions that are nothing else stand alone, too; adjectives and plurals have none.
        ("رئیس جمهور با پوتین گفت‌وگو کرد", "ala-lc", "Raʼīs-i jumhūr bā Pūtīn guft-u-gū kard"),
        ("گسترش ناتو به شرق", "ala-lc", "Gustarish-i Nātū bih sharq"),
        ("شعر سعدی", "ala-lc", "Shiʻr-i Saʻdī"),
        ("خانواده قربانیان جنگ", "ala-lc", "Khānivādah-i qurbāniyān-i jang"),
        ("اندیشه‌های کریمی", "ala-lc", "Andīshahʹhā-yi karīmī"),
        # What stands behind an ezafe inside a word is a word of its own.
        ("نثر آل‌احمد", "ala-lc", "Nas̲r-i Āl-i Aḥmad"),
        ("نباید بایستد", "iranian-studies", "Nabāyad be-istad"),
        ("فاطمه فاطمه است", "iranian-studies", "Fātemeh Fātemeh ast"),
        ("چرا می‌خندیم؟ در جستجوی خنده", "iranian-studies", "Cherā mi-khandim? Dar jostoju-ye khandeh"),
    ],
)
def test_titles(text: str, scheme: str, expected: str) -> None:
    assert romanized(text, scheme) == expected


@pytest.mark.parametrize(
    ("text", "scheme", "expected"),
    [
        ("غلامحسین ساعدی", "ala-lc", "Ghulām Ḥusayn Sāʻidī"),
        ("محمدابراهیم فتاحی", "ala-lc", "Muḥammad Ibrāhīm Fattāḥī"),
        ("سیدمحمدعلی حسینی‌زاده", "ala-lc", "Sayyid Muḥammad ʻAlī Ḥusaynīʹzādah"),
        ("محمدرضا شفیعی کدکنی", "ijmes", "Muḥammad Riżā Shafīʿī Kadkanī"),
        ("علی‌اکبر دهخدا", "iranian-studies", "ʿAli-Akbar Dehkhodā"),
        ("محمدبن حسن", "ala-lc", "Muḥammad bin Ḥasan"),
        ("ابوعلی سینا", "ijmes", "Abū ʿAlī Sīnā"),
        ("خواجه نظام الملک طوسی", "ala-lc", "Khvājah Niẓām al-Mulk-i Ṭūsī"),
    ],
)
def test_parts_of_names(text: str, scheme: str, expected: str) -> None:
    assert romanized(text, scheme, "name") == expected


def test_a_long_line_of_articles() -> None:
    assert romanized("ال " * 40_000).startswith("Al al al ")
