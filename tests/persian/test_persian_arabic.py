"""Arabic inside Persian: the article, God's names, titles of books."""

from __future__ import annotations

import pytest
from persian_texts import check_offsets
from romanbib import transliterate
from romanbib.persian.vocalization import vocalize

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مفاتیح‌الجنان", "mafātīḥ al-jinān"),
        ("مفاتیح الجنان", "mafātīḥ al-jinān"),
        ("نهج‌البلاغه", "nahj al-balāghah"),
        ("نهج البلاغه", "nahj al-balāghah"),
        ("شمس‌الدین", "shams al-dīn"),
        ("شمس الدین", "shams al-dīn"),
        ("نظام‌الملک", "niẓām al-mulk"),
        ("دارالفنون", "dār al-funūn"),
        ("عبدالرحمن", "ʻabd al-raḥmān"),
        ("ابوالقاسم", "abū al-qāsim"),
        ("امیرالمؤمنین", "amīr al-muʼminīn"),
        ("تهذیب‌الاحکام", "tahz̲īb al-aḥkām"),
        ("فصوص الحکم", "fuṣūṣ al-ḥikam"),
        ("احیاء علوم الدین", "iḥyāʼ-i ʻulūm al-dīn|iḥyāʼ ʻulūm al-dīn"),
        ("بحارالانوار", "biḥār al-anvār"),
        ("بین‌الملل", "bayn al-milal"),
        ("آیت‌الله", "āyat allāh"),
        ("عبدالله", "ʻabd allāh"),
        ("بالاخره", "bi-al-ākharah|bi-al-akharah|bi-al-ākhirah"),
    ],
)
def test_the_article(text: str, expected: str) -> None:
    assert transliterate(text, language="fa").lower() in expected.split("|")


def test_the_name_of_god() -> None:
    text = "بسم الله الرحمن الرحیم"
    assert transliterate(text, language="fa") in ("bism allāh al-raḥmān al-raḥīm", "bismi allāh al-raḥmān al-raḥīm")
    assert all(word.confidence > 0.8 for word in vocalize(text).words)


@pytest.mark.parametrize("text", ["\ufdf2", "عبد\ufdf2", "\ufdfa", "\ufdfd", "\ufdfc"])
def test_ligatures_of_whole_words(text: str) -> None:
    check_offsets(vocalize(text))


@pytest.mark.parametrize("text", ["الماس", "البته", "الگو", "الهام", "الکترونیک", "الفبا"])
def test_not_every_al_is_the_article(text: str) -> None:
    assert "-" not in transliterate(text, language="fa")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("پیامبر اکرم صلی الله علیه و آله", "Payāmbar-i akram ṣallá Allāh ʻalayh va ālih"),
        ("اصول الکافی", "Uṣūl al-kāfī"),
        ("دارالعلم للملایین", "Dār al-ʻIlm lil-malāyīn"),
        ("مکتبة الآداب", "Maktabat al-ādāb"),
        ("فاطمة الزهرا", "Fāṭimat al-Zahrā"),
        ("شاه نعمت الله ولی", "Shāh Niʻmat Allāh-i Valī"),
    ],
)
def test_arabic_in_titles(text: str, expected: str) -> None:
    assert transliterate(text, language="fa", kind="title") == expected
