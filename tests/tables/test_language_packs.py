"""romanbib's schemes as language packs of the ``transliterate`` package, and its own packs as a second opinion."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import romanbib
import transliterate as package
from hypothesis import given
from hypothesis import strategies as st

OURS, THEIRS = "import romanbib\n", "from transliterate import translit, get_available_language_codes\n"
IMPORTS = {
    "ours first": OURS + THEIRS,
    "theirs first": THEIRS + OURS,
    "theirs at work before": THEIRS + "translit('ш', 'ru', reversed=True)\n" + OURS,
}


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("imports", IMPORTS.values(), ids=IMPORTS)
def test_the_packs_are_there_whichever_is_imported_first(imports: str) -> None:
    run(
        imports
        + "assert translit('Щукин, Царь', 'ru-ala-lc', reversed=True) == 'Shchukin, T\\u0361Sar\\u02b9'\n"
        + "assert translit('Shchukin, T\\u0361Sar\\u02b9', 'ru-ala-lc') == 'Щукин, Царь'\n"
        + "assert translit('Київ', 'uk-kmu-2010', reversed=True) == 'Kyiv'\n"
        + "codes = set(get_available_language_codes())\n"
        + "assert {'ru', 'uk', 'bg', 'sr', 'mk', 'el', 'hy', 'ka'} <= codes, codes\n"
        + "assert {'ru-ala-lc', 'ru-gost-7.79-b', 'uk-bgn-pcgn@1965', 'be-by-2007', 'sr-gaj'} <= codes, codes\n"
        + "assert translit('щ', 'ru', reversed=True) == 'sch'\n"
        + "assert translit('Υγεία', 'el', reversed=True) == 'Ugeia'\n"
    )


def test_a_submodule_may_be_imported_first() -> None:
    run(
        "import romanbib\n"
        "from transliterate.base import registry\n"
        "from transliterate.utils import translit\n"
        "assert translit('щ', 'ru-iso-9', reversed=True) == '\\u015d'\n"
    )


TEXTS = [
    "Съешь же ещё этих мягких французских булок, да выпей чаю.",
    "ЩУКА и Щука; О. Щ.",
    "Latin and кириллица",
    "",
]


@pytest.mark.parametrize("scheme", ["ala-lc", "bgn-pcgn", "gost-7.79-b", "iso-9", "icao"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_pack_gives_what_we_give(scheme: str, text: str) -> None:
    romanized = romanbib.transliterate(text, language="ru", scheme=scheme)
    assert package.translit(text, f"ru-{scheme}", reversed=True) == romanized


@pytest.mark.parametrize("text", TEXTS[:2])
def test_a_pack_brings_back(text: str) -> None:
    romanized = package.translit(text, "ru-iso-9", reversed=True)
    assert package.translit(romanized, "ru-iso-9") == text


# The package's own packs follow no standard throughout; on these letters theirs agree with one of ours.
AGREE = [
    ("ru", "gost-7034", "абвгдежзийклмнопрстуфчшыьэ"),  # not: ё e, х h, ц c or ts, щ sch, ъ ', ю ju, я ja
    ("uk", "kmu-2010", "абвгґдежзиіклмнопрстуфхцчшщ"),  # not: й j, є ye and ї yi everywhere, ь ', ю ju, я ja
    ("bg", "bg-2009", "абвгдежзийклмнопрстуфхцчшщьюя"),  # not: ъ, which ours drops at the end of a word (old spelling)
]


@pytest.mark.parametrize(("language", "scheme", "letters"), AGREE, ids=[language for language, _, _ in AGREE])
@given(data=st.data())
def test_the_packages_own_packs_agree(language: str, scheme: str, letters: str, data: st.DataObject) -> None:
    word = data.draw(st.text(letters, min_size=1, max_size=10))
    if language == "uk":
        word = re.sub("з+г", "г", word)  # zgh in the resolution, so that it is not read as ж
    if language == "bg":
        word = word.replace("ия", "я")  # -ia at the end of a word, by the Act
    theirs = package.translit(word, language, reversed=True)
    assert romanbib.transliterate(word, language=language, scheme=scheme) == theirs


@pytest.mark.parametrize(
    ("language", "scheme", "word", "theirs", "ours"),
    [
        ("ru", "gost-7034", "хор", "hor", "xor"),
        ("ru", "gost-7034", "юла", "jula", "yula"),
        ("ru", "gost-7034", "щи", "schi", "shhi"),
        ("uk", "kmu-2010", "стрий", "stryj", "stryi"),
        ("uk", "kmu-2010", "згода", "zhoda", "zghoda"),
        ("bg", "bg-2009", "мария", "mariya", "maria"),
    ],
)
def test_where_they_differ(language: str, scheme: str, word: str, theirs: str, ours: str) -> None:
    assert package.translit(word, language, reversed=True) == theirs
    assert romanbib.transliterate(word, language=language, scheme=scheme) == ours
