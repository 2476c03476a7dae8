"""Whatever comes in: no exception, offsets that are right, nothing touched but Persian words."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from persian_texts import check_offsets, read, same_letters
from romanbib import explain, transliterate
from romanbib.persian import KINDS
from romanbib.persian.vocalization import UNSURE, vocalize

ZWNJ, ZWJ, RLM, LRM, ALM = "\u200c", "\u200d", "\u200f", "\u200e", "\u061c"
OTHER_LANGUAGES = [
    "میں اردو بولتا ہوں اور یہ ایک اچھی کتاب ہے۔ ڈاکٹر ٹھیک ہیں",  # Urdu
    "زه پښتو وایم او دا ښه کتاب دی؛ ځوان څوک دی، ډېر ړوند",  # Pashto
    "من کوردی دەزانم، ئەم کتێبە باشە؛ ڕۆژ و شەو، گوڵ و باڵ",  # Kurdish
    "هذا كتابٌ في تاريخِ الأدبِ العربيّ، وفيه مقدّمةٌ وفصولٌ ثلاثة",  # Arabic
    "مېن ئۇيغۇرچە سۆزلەيمەن",  # Uyghur
    "اوزبیک تیلی و ادبیاتی",  # Uzbek in Arabic script
    "שלום עולם",  # another script altogether
]
ODD = [
    "",
    " ",
    "\n",
    ZWNJ,
    ZWNJ * 7,
    f" {ZWNJ} {ZWJ} ",
    "ً",
    "َُِّْ",
    "ٔ",
    "ـــ",
    f"{ZWNJ}کتاب{ZWNJ}",
    f"کتاب{ZWNJ}{ZWNJ}{ZWNJ}ها",
    "کـــَـتاب",
    "می",
    "می ",
    "می می می می",
    "نمی ها تر ترین",
    "ها ها ها",
    "ای ی ی",
    "ال الال الالال",
    "ء ئ ؤ أ إ آ",
    "ه‌ه‌ه‌ه",
    "هٔ",
    "ۀ",
    "ۀۀۀ",
    "\x00کتاب\x01\x7f\u0085",
    "کتاب\ufffdها",
    "\ud800 کتاب \udfff",
    "کتا\ud83dب",
    f"{RLM}کتاب{LRM} {ALM}ایران\u202b\u202aزبان\u202c\u2066فارسی\u2069",
    "\ufeffکتاب",
    "﷽ ﷺ ﷼ ﻻ",
    "۱۲۳۴ ٥٦٧ 890",
    "…«»()[]{}–—،؛؟!",
    "ژ" * 41,
    "بَ" * 200,
    "و" * 500,
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", [*OTHER_LANGUAGES, *ODD])
def test_no_exception_and_right_offsets(text: str, kind: str) -> None:
    check_offsets(vocalize(text, kind=kind))
    told = explain(text, language="fa", kind=kind)
    for token in told.tokens:
        assert text[token.start : token.start + len(token.source)] == token.source


@pytest.mark.filterwarnings("ignore::romanbib.RomanizationWarning")
@pytest.mark.parametrize("scheme", ["ala-lc", "bgn-pcgn", "iranica", "paper"])
@pytest.mark.parametrize("text", [*OTHER_LANGUAGES, *ODD])
def test_every_scheme_gives_text(text: str, scheme: str) -> None:
    assert isinstance(transliterate(text, language="fa", scheme=scheme), str)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", ZWNJ, "123 – 456", "Tehran, 1998 (2nd ed.)", "۱۳۵۷", "Иванов", "\ud800", "«»؟،", "😀"]
)
def test_where_no_persian_is_nothing_is_done(text: str) -> None:
    done = vocalize(text)
    assert done.text == text
    assert done.words == ()


@pytest.mark.parametrize(
    "text",
    [
        "کتاب Title 123 ایران",
        "The Shahnameh (شاهنامه), ed. Khaleghi, vol. 2, 1988",
        "روش‌های NLP در زبان فارسی: BERT-base v2.0",
        "doi:10.1234/abc.۵ زبان",
    ],
)
def test_latin_and_figures_are_not_touched(text: str) -> None:
    others = re.compile(r"[^\W\u0600-\u06ff]+|[0-9۰-۹]+")
    kept = [one for one in others.findall(text) if not re.search("[\u0600-\u06ef]", one)]
    assert [one for one in others.findall(read(text)) if not re.search("[\u0600-\u06ef]", one)] == kept


@pytest.mark.filterwarnings("ignore::romanbib.RomanizationWarning")
@pytest.mark.parametrize(
    "unit",
    [
        "ک",
        "کتاب",
        "کتاب‌",
        "می",
        "ال",
        "ها",
        "ابوال",
        "کَ",
        "\u200c",
        "َ",
        "ـ",
        "کتاب ",
        "زبان فارسی ",
        "به خاطر ",
        "می ",
        "ه ای ",
        "ژپچگ ",
    ],
)
def test_a_megabyte_on_one_line(unit: str) -> None:
    text = unit * (500_000 // len(unit))
    text = text.rstrip(ZWNJ) or text  # a joint at the end joins nothing and is dropped
    done = vocalize(text)
    assert done.source == text
    assert len(done.text) >= len(text) - text.count("ـ") - text.count(" ")
    assert all(text[word.start : word.end] == word.source for word in done.words)


WORDS = st.sampled_from(
    [
        "کتاب",
        "ها",
        "می",
        "رود",
        "گفته",
        "اند",
        "خانه",
        "ای",
        "ایران",
        "و",
        "در",
        "زبان",
        "فارسی",
        "علم",
        "ملک",
        "محمد",
        "ابوالقاسم",
        "الدین",
        "نهج\u200cالبلاغه",
        "مسئله",
        "مسأله",
        "رای",
        "هیأت",
        "نمی\u200cخواهند",
        "سیاسَتِ",
        "مُلک",
        "مثلاً",
        "تاثیر",
        "شمس\u200cالدین",
        "به",
        "خاطر",
        "ی",
        "تر",
        "ترین",
        "اینده",
        "كتابي",
        "خانۀ",
        "خانهٔ",
    ]
)
GAPS = st.sampled_from(
    [" ", "  ", "، ", ZWNJ, " «", "» ", "\u00a0", ": ", "-", "/", "\n", "", " (", ") ", "؛ ", f" {ZWNJ}"]
)
SENTENCES = st.lists(st.tuples(WORDS, GAPS), max_size=12).map(lambda pairs: "".join(map("".join, pairs)))
LETTERS = st.text(
    "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآءئؤأةۀكيى\u064e\u0650\u064f\u0651\u064b\u0654\u0670\u200c  ـ", max_size=40
)


@settings(max_examples=300)
@given(st.one_of(SENTENCES, LETTERS), st.sampled_from(KINDS))
def test_only_signs_and_joints_are_added(text: str, kind: str) -> None:
    done = vocalize(text, kind=kind)
    check_offsets(done)
    for word in done.words:
        assert same_letters(word.source, word.vocalized), word


@settings(max_examples=300)
@given(SENTENCES, st.sampled_from(KINDS))
def test_vocalizing_twice_changes_nothing(text: str, kind: str) -> None:
    once = vocalize(text, kind=kind)
    assume(all(word.confidence >= UNSURE for word in once.words))  # a guess may be guessed anew
    assert vocalize(once.text, kind=kind).text == once.text


@settings(max_examples=300)
@given(st.text(max_size=80), st.sampled_from(KINDS))
def test_any_text_at_all(text: str, kind: str) -> None:
    check_offsets(vocalize(text, kind=kind))
    for token in explain(text, language="fa", kind=kind).tokens:
        assert text[token.start : token.start + len(token.source)] == token.source
