"""The ezafe: where it stands, and where it never does."""

from __future__ import annotations

import pytest
from persian_texts import nfc, read
from romanbib.persian.context import choose
from romanbib.persian.ezafe import SCALE, evidence, features, line_of
from romanbib.persian.lexicon import rows
from romanbib.persian.sentence import sentence
from romanbib.persian.vocalization import vocalize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سیاست خارجی ایران", "سیاسَتِ خارِجیِ ایران"),
        ("تاریخ ادبیات ایران", "تاریخِ اَدَبیاتِ ایران"),
        ("زبان فارسی", "زَبانِ فارسی"),
        ("تأثیر زبان فارسی بر زبان اردو", "تَأثیرِ زَبانِ فارسی بَر زَبانِ اُردو"),
        ("زندگی شاعران ایران", "زِندِگیِ شاعِرانِ ایران"),
        ("مجموعه مقالات", "مَجموعِهِ مَقالات"),
        ("دیوان حافظ", "دیوانِ حافِظ"),
        ("شعر نو", "شِعرِ نَو"),
        ("کتاب پدر من", "کِتابِ پِدَرِ مَن"),
        ("برای ایران", "بَرایِ ایران"),
        ("درباره ایران", "دَربارِهِ ایران"),
    ],
)
def test_noun_phrases(text: str, expected: str) -> None:
    assert read(text, "title") == nfc(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("یک قرن خودکفایی", "یِک قَرن خُودکَفایی"),
        ("پنج سال کار", "پَنج سال کار"),
        ("سه جلد کتاب", "سِه جِلد کِتاب"),
        ("تاریخ ۱۵۰ سال ادب فارسی", "تاریخِ ۱۵۰ سال اَدَبِ فارسی"),
        ("قیام پانزده خرداد", "قیامِ پانزدَهِْ خُرداد"),
        ("ساعت ده شب", "ساعَتِ دَهِْ شَب"),
        ("ده شب", "دَهْ شَب"),
    ],
)
def test_what_is_counted_and_what_is_dated(text: str, expected: str) -> None:
    assert read(text, "title") == nfc(expected)


def test_none_stands_behind_an_indefinite_noun_but_behind_the_adjective_of_its_letters() -> None:
    assert read("حکایتی کهن", "title") == nfc("حِکایَتی کُهَن")
    assert read("روایتی تازه از مشروطه", "title").startswith(nfc("رِوایَتی تازِه"))
    assert read("حقوق کیفری ایران", "title") == nfc("حُقوقِ کَیفَریِ ایران")
    assert read("موسیقی محلی جنوب", "title") == nfc("موسیقیِ مَحَلّیِ جُنوب")


def test_none_leads_to_a_verb() -> None:
    assert read("تیم ملی باخت.").startswith(nfc("تیمِ مِلّی باخت"))
    assert read("واژه را به خاطر بسپارد").endswith(nfc("بِه خاطِر بِسِپارَد"))
    assert read("به همراه داشت") == nfc("بِه هَمراه داشت")


def test_one_leads_to_a_participle() -> None:
    assert read("عدالت ادراک‌شده", "title") == nfc("عِدالَتِ اِدراک‌شُدِه")


def test_of_two_joined_words_the_second_has_the_ezafe() -> None:
    assert [word.ezafe for word in vocalize("به تصحیح و تحقیق استاد", kind="title").words][1:3] == [False, False]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("ایران در قرن نوزدهم", "در"),
        ("از تهران تا مشهد", "از تا"),
        ("نگاهی به شعر فارسی", "به"),
        ("با سعدی در شیراز", "با در"),
        ("ایران و جهان", "و ایران"),
        ("زن یا مرد", "یا زن"),
        ("این کتاب", "این"),
        ("آن مرد آمد", "آن مرد"),
        ("هر روز صبح", "هر"),
        ("او کتاب را خواند", "او کتاب را"),
        ("من ایرانی هستم", "من"),
        ("آمد مردی از تهران", "آمد"),
        ("گفت که می‌آید", "گفت که"),
        ("اگر باران ببارد", "اگر"),
        ("چرا انقلاب شد", "چرا"),
        ("پس از انقلاب", "پس از"),
        ("کتاب‌هایش در تهران", "کتاب‌هایش"),
    ],
)
def test_words_that_never_have_one(text: str, bare: str) -> None:
    wanted = bare.split()
    found = {word.source: word.ezafe for word in vocalize(text).words}
    assert {word: found[word] for word in wanted} == dict.fromkeys(wanted, False)


@pytest.mark.parametrize("stop", ["،", "؛", ":", ".", "؟", "!", ")", "]", " –"])
def test_none_before_a_stop(stop: str) -> None:
    assert vocalize(f"زبان{stop} فارسی").words[0].ezafe is False


@pytest.mark.parametrize("text", ["کتاب", "زبان فارسی", "در ایران", "«گلستان»", "تاریخ ایران."])
def test_none_behind_the_last_word(text: str) -> None:
    assert vocalize(text).words[-1].ezafe is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("فرهنگ، هنر و ارتباطات", "فَرهَنگ، هُنَر وَ اِرتِباطات"),
        ("زن، زندگی، آزادی", "زَن، زِندِگی، آزادی"),
        ("فرهنگ و هنر ایران", "فَرهَنگ وَ هُنَرِ ایران"),
        ("زبان و ادبیات فارسی", "زَبان وَ اَدَبیاتِ فارسی"),
    ],
)
def test_lists(text: str, expected: str) -> None:
    assert read(text, "title") == nfc(expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("محمد معین", "مُحَمَّد مُعین"),
        ("هوشنگ گلشیری", "هوشَنگ گُلشیری"),
        ("سیمین دانشور", "سیمین دانِشْوَر"),
        ("احمد کسروی", "اَحمَد کَسرَوِی"),
        ("علی شریعتی", "عَلی شَریعَتی"),
        ("ناصر خسرو قبادیانی", "ناصِرِ خُسرَوِ قُبادیانی"),
    ],
)
def test_names(name: str, expected: str) -> None:
    assert read(name, "name") == nfc(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قرن نوزدهم", "قَرنِ نوزدَهُم"),
        ("سال ۱۳۵۷", "سالِ ۱۳۵۷"),
        ("انقلاب ۱۳۵۷", "اِنقِلابِ ۱۳۵۷"),
        ("سه کتاب", "سِه کِتاب"),
        ("پنج کتاب", "پَنج کِتاب"),
        ("جنگ جهانی دوم", "جَنگِ جَهانیِ دُوُّم"),
    ],
)
def test_numerals(text: str, expected: str) -> None:
    assert read(text) == nfc(expected)


def test_a_numeral_before_its_noun_has_none() -> None:
    words = vocalize("پنج شعر نیما", kind="title").words
    assert [word.ezafe for word in words] == [False, True, False]


def test_what_a_numeral_measures_has_none() -> None:
    words = vocalize("دو قرن سکوت", kind="title").words
    assert [word.ezafe for word in words] == [False, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بزرگ‌ترین شهر ایران", "بُزُرگ‌تَرین شَهرِ ایران"),
        ("مهم‌ترین آثار سعدی", "مُهِمّ‌تَرین آثارِ سَعدی"),
        ("بهترین شعرهای فارسی", "بِهتَرین شِعر‌هایِ فارسی"),
    ],
)
def test_superlatives_stand_before_their_noun(text: str, expected: str) -> None:
    assert read(text) == nfc(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("کتاب «گلستان» سعدی", "کِتابِ «گُلِستانِ» سَعدی"),
        ("کتاب «گلستان»", "کِتابِ «گُلِستان»"),
        ("مجلۀ «یغما»", "مَجَلِّهٔ «یَغما»"),
        ("مجله «یغما»", "مَجَلِّهِ «یَغما»"),
        ("شعر «زمستان»", "شِعرِ «زِمِستان»"),
    ],
)
def test_across_quotation_marks(text: str, expected: str) -> None:
    assert read(text, "title") == nfc(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دنیا", "دُنْیا"),
        ("صدا و سیما", "صِدا وَ سیما"),
        ("گلوی او", "گَلویِ او"),
        ("راه دور", "راهِ دور"),
        ("ماه نو", "ماهِ نَو"),
        ("پادشاه ایران", "پادشاهِ ایران"),
        ("فرمانده سپاه", "فَرماندِهِ سِپاه|فَرماندِهٔ سِپاه|فَرماندِهِْ سِپاه"),
        ("فقه شیعه", "فِقهِ شیعِه"),
        ("مرکز پژوهش", "مَرکَزِ پِژوهِش|مَرکَزِ پَژوهِش"),
    ],
)
def test_how_it_is_written(text: str, expected: str) -> None:
    assert read(text, "title") in [nfc(one) for one in expected.split("|")]


@pytest.mark.parametrize("kind", ["title", "name", "text"])
@pytest.mark.parametrize(
    "text",
    [
        "سیاست خارجی ایران در خاورمیانه: گزارش «همایش» ملی",
        "او کتاب‌های پدر را به کتابخانه شهر داد که بخواند.",
        "ایرج افشار یزدی",
        "بیانیه‌ای که دو طرف در وین امضا کردند، الزام‌آور نبود.",
    ],
)
def test_the_evidence_is_the_sum_of_its_features(text: str, kind: str) -> None:
    weights = {feature: int(weight) for feature, weight in rows("ezafe")}
    words = sentence(text)
    choose(words, kind)
    line = line_of(words)
    for place in range(len(words)):
        for before in "01":
            found = sum(weights.get(one, 0) for one in features(line, place, kind, before))
            assert evidence(line, place, kind, before) == found / SCALE


def test_none_stands_behind_a_superlative_before_its_noun() -> None:
    assert read("بهترین جهان ممکن", "title") == nfc("بِهتَرین جَهانِ مُمکِن")


def test_none_stands_before_the_object_marker() -> None:
    assert read("جوی را", "title") == nfc("جوی را")
