"""Language and scheme of a romanized string; strings that are none."""

import subprocess
import sys

import pytest
from romanbib.references.romanized import APPLIED
from romanbib.respelling import recognize


@pytest.mark.parametrize(
    ("text", "language", "scheme"),
    [
        ("Voprosy istorii i teorii literatury Rossii", "ru", "ala-lc"),
        ("Istorii͡a gosudarstva Rossiĭskogo", "ru", "ala-lc"),
        ("Istoriya gosudarstva Rossiyskogo", "ru", "bgn-pcgn"),
        ("Istorija russkoj literatury i žurnalistiki", "ru", "scientific"),
        ("Istoriia russkoi literatury", "ru", "ala-lc-plain"),
        ("Istorii͡a ukraïnsʹkoï movy", "uk", "ala-lc"),
        ("Zovnishnia polityka Ukrainy ta yii bezpeka", "uk", "kmu-2010"),
        ("Razvitie na obrazovanieto v Bŭlgarii͡a", "bg", "ala-lc"),
        ("Tārīkh-i mashrūṭah-ʼi Īrān", "fa", "ala-lc"),
    ],
)
def test_language_and_scheme(text, language, scheme):
    found = recognize(text)
    assert found is not None
    assert (found.language, scheme in found.schemes) == (language, True)
    assert found.confidence > APPLIED


def test_a_string_that_fits_several_schemes_names_them():
    found = recognize("Istoriya Rossii")
    assert found is not None
    assert {"bgn-pcgn", "bs-2979", "bsi"} <= set(found.schemes)
    assert "ala-lc" not in found.schemes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vneshniaya politika Rosiji", "ru"),
        ("Fasl’nāmeh-ye motālë’āt", "fa"),
        ("Istorija Ukrayiny ta yiyi narodu", "uk"),
    ],
)
def test_mixed_spellings_follow_no_scheme(text, language):
    found = recognize(text)
    assert found is not None
    assert (found.language, found.schemes) == (language, ())


@pytest.mark.parametrize(
    "text",
    [
        "Realism, Culture and Grand Strategy",
        "Journal of Slavic Military Studies",
        "Histoire de la Russie contemporaine",
        "Geschichte der russischen Literatur",
        "Polityka zagraniczna Rosji",
        "Historia literatury polskiej",
        "Zahraniční politika Ruska",
        "Politika i ekonomija",
        "Ruska književnost",
        "Majstor i Margarita",
        "Türk dili ve edebiyatı",
        "Siyasi tarih",
        "Sejarah Islam di Indonesia",
        "Tārīkh al-adab al-ʻArabī",
        "Kitab al-tawhid",
        "Mantiq al-tayr",
        "Urdu adab ki tarikh",
        "De rerum natura",
        "Storia della letteratura russa",
        "Bustan and Gulistan",
        "Sofia",
        "Ivanov",
        "",
        "1999",
        "XIX",
        "'-’",
    ],
)
def test_what_is_no_romanization_stays_below_the_threshold(text):
    found = recognize(text)
    assert found is None or found.confidence < APPLIED


def test_text_in_its_own_script_is_not_looked_at():
    assert recognize("История Rossii") is None
    assert recognize("تاریخ Iran") is None


def test_long_and_odd_input_ends():
    for text in ("a" * 100_000, "-e" * 50_000, "’" * 50_000, "ia" * 50_000, "shch " * 20_000, "a\u0301" * 20_000):
        recognize(text)


@pytest.mark.parametrize("language", ["ru", "uk", "bg", "fa", None])
def test_hostile_input_ends(language):
    megabyte = "Istoriya gosudarstva Rossii " * 36_000
    odd = "".join(map(chr, [*range(32), 0x7F, 0x85, 0x2028, 0x202E, 0x200D, 0xFEFF, 0xE000, 0xFFFF, 0x10FFFF]))
    for text in (megabyte, "q" * 1_000_000, "-ye " * 250_000, odd, "\0".join("Istoriya"), f"Tarikh{odd}-e{odd}Iran"):
        found = recognize(text, language)
        assert found is None or 0 <= found.confidence <= 1


def test_a_word_does_not_reach_across_a_control_character():
    found = recognize("Istoriya\nRossii\x00gosudarstva")
    assert found is not None
    assert set(found.evidence) == {"Istoriya: история", "Rossii: россии", "gosudarstva: государства"}


def test_nothing_is_loaded_without_being_asked_for():
    code = (
        "import sys, romanbib; romanbib.normalize('Istoriya Rossii. История.');"
        "assert not [name for name in sys.modules if 'respelling' in name or name.startswith('pymorphy')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
