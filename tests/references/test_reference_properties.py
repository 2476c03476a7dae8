"""What must hold for every entry, made up or not."""

import re

import pytest
import romanbib
from hypothesis import given, settings
from hypothesis import strategies as st

PROFILES = ["romanized", "romanized-original", "original-romanized", "paper", "apa"]
SCHEMES = [None, "bgn-pcgn", "iso-9", "scientific"]
CYRILLIC = re.compile("[\u0400-\u052f]")
ENTRIES = [
    "Иванов И. И. Название книги // Журнал. – 2020. – Т. 5, № 3. – С. 12–25.",
    "Khlopov, O.A. (Хлопов А., Олег). Title. 2020.",
    "Concept of the Foreign Policy (Концепция Внешней Политики Российской Федерации). 2016.",
    "Общество: политика, экономика, право, Society: Politics, Economics, Law. 2020. № 5. С. 12–25.",
    "Антонов, А (Antonov, Anatoly). 2019. Эхо войны.",
    "Foreign policy of Russia = Внешняя политика России. 2011.",
    "Роль IT в экономике XXI века: «Эхо» и «Мир». М.: Наука, 1999.",
    "Ivanov, A. (Иванов, А.), Petrov, B. (Петров, Б.) & Sidorov, V. (Сидоров, В.). Title (Рынок и мы). 2020.",
    "Шевченко Т. Г. Кобзар. Київ: Наукова думка, 1989. Її",
    "Андрић, Иво. На Дрини ћуприја. Београд: Просвета, 1945.",
    '“Title one". URL: https://x.org/ path/page.html (accessed 5 May 2020), pp. 195–231, .',
    "Режим доступа: https://mgimo.ru/about/news/ (дата обращения: 05.05.2020). [In Russian]",
]


def applied(original, changes):
    """Apply changes to the original text, the last one first."""
    text = original
    for change in sorted(changes, key=lambda one: (one["start"], one["end"]), reverse=True):
        assert original[change["start"] : change["end"]] == change["before"]
        text = text[: change["start"]] + change["after"] + text[change["end"] :]
    return text


def check_properties(entry, profile, scheme):
    result = romanbib.normalize(entry, from_format="text", profile=profile, scheme=scheme)
    assert applied(entry, result.changes) == result.output
    again = romanbib.normalize(result.output, from_format="text", profile=profile, scheme=scheme)
    assert again.output == result.output
    if profile == "romanized" and not any("left as it is" in one["message"] for one in result.warnings):
        assert not CYRILLIC.search(result.output)
    for one in [*result.changes, *result.warnings]:
        assert 0 <= one["start"] <= one["end"] <= len(entry)
        assert one["record"] == "line 1"
        assert one["field"] == "entry"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("entry", ENTRIES)
def test_entries_as_people_have_them(entry, profile, scheme):
    check_properties(entry, profile, scheme)


CYRILLIC_PIECES = ["Иванов И. И.", "Щукин, П. П.", "Эхо войны", "Роль IT в экономике", "Журнал", "Мир и мы", "С. 12–25"]
LATIN_PIECES = ["Ivanov, I.", "Echo of war", "Society: Politics, Law", "RIA Novosti", "XXI", "Moscow", "Müller"]
NEUTRAL_PIECES = [
    "2020",
    "№ 3",
    "12–25",
    "(41)",
    "[2]",
    "https://a.ru/b",
    "DOI:10.1/2-3",
    "中文",
    "Ελλάδα",
    "😀",
    "%s {0}",
]
JOINTS = [" ", ", ", ". ", ": ", " // ", " = ", " / ", " – ", "; ", " ("]

pieces = st.sampled_from(CYRILLIC_PIECES + LATIN_PIECES + NEUTRAL_PIECES)


@st.composite
def entries(draw):
    """Pieces in several scripts, some in brackets or quotation marks, with all kinds of joints."""
    entry = ""
    for place in range(draw(st.integers(1, 6))):
        joint = draw(st.sampled_from(JOINTS)) if place else ""
        piece = draw(pieces)
        if joint == " (":
            piece += ")"
        elif draw(st.booleans()) and draw(st.booleans()):
            piece = f"«{piece}»"
        entry += joint + piece
    return entry + draw(st.sampled_from(["", "."]))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(entries(), st.sampled_from(PROFILES), st.sampled_from(SCHEMES))
def test_entries_made_up(entry, profile, scheme):
    check_properties(entry, profile, scheme)


LATIN_OR_SIGN = st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda char: not "\u0400" <= char <= "\u08ff")
LATIN_TEXT = st.text(LATIN_OR_SIGN, max_size=40).filter(
    lambda text: not re.search("[\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f\ufb50-\ufefc]", text)
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(LATIN_TEXT, st.sampled_from(PROFILES))
def test_without_source_script_and_repairs_nothing_changes(text, profile):
    result = romanbib.normalize(text, from_format="text", profile=profile, repairs=())
    assert result.output == text
    assert result.changes == []


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text("аеёЁщЩїћъь abC.,;:()[]«»“”\"'-–/0129<>\u0301\u00a0\t", max_size=30), st.sampled_from(PROFILES))
def test_no_text_is_too_strange(text, profile):
    result = romanbib.normalize(text, from_format="text", profile=profile)
    assert isinstance(result.output, str)
    if not text.strip():
        assert result.output == text


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "title": pieces,
            "container-title": pieces,
            "publisher": pieces,
            "page": st.sampled_from(["12–25", "С. 12", 5]),
            "author": st.lists(st.fixed_dictionaries({"family": pieces}), max_size=2),
            "note": st.sampled_from(["", "x", "[In Russian]"]),
            "custom": pieces,
        },
    ),
    st.sampled_from(PROFILES),
)
def test_items_made_up(item, profile):
    result = romanbib.normalize([item], profile=profile)
    (out,) = result.output
    assert out.get("custom") == item.get("custom")
    assert list(out)[: len(item)] == list(item)
    assert romanbib.normalize([out], profile=profile).output == [out]
    for key in ("title", "container-title", "publisher"):
        if key in item:
            changes = [one for one in result.changes if one["field"] == key]
            assert applied(item[key], changes) == out[key]
