"""Markup in titles, and Persian figures that stand alone."""

import pytest
import romanbib

ZOTERO = 'Роль <span class="nocase">НАТО</span> в <i>Европе</i> и мире [The Role of NATO in Europe]'


def title(text, profile):
    originals = "inline" if profile == "romanized-original" else None
    result = romanbib.normalize([{"id": "1", "title": text, "language": "ru"}], profile=profile, originals=originals)
    return result.output[0]["title"], result.warnings


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("romanized", 'Rolʹ <span class="nocase">NATO</span> v <i>Evrope</i> i mire [The Role of NATO in Europe]'),
        ("paper", 'Rol <span class="nocase">NATO</span> v <i>Evrope</i> i mire, The Role of NATO in Europe'),
        ("apa", 'Rolʹ <span class="nocase">NATO</span> v <i>Evrope</i> i mire [The Role of NATO in Europe]'),
    ],
)
def test_a_title_with_markup_is_one_title(profile, expected):
    assert title(ZOTERO, profile) == (expected, [])


def test_the_original_keeps_its_markup_whole():
    found, _ = title("О <i>вкусной</i> и здоровой пище", "romanized-original")
    assert found == "O <i>vkusnoĭ</i> i zdorovoĭ pishche [О <i>вкусной</i> и здоровой пище]"
    found, _ = title("<i>Книга</i> о пище", "romanized-original")
    assert found == "<i>Kniga</i> o pishche [<i>Книга</i> о пище]"


def test_a_segment_inside_a_pair_of_tags_leaves_the_tags_outside():
    assert title("<i>Книга</i>", "romanized-original")[0] == "<i>Kniga [Книга]</i>"


PERSIAN = "نوری، ع. (۱۳۹۸). «سِیاسَتِ خارِجی»، ۱۲(۳): ۴۵–۶۷."


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("romanized", "Nūrī, ʻA. (1398). «Siyāsat-i khārijī», 12(3): 45–67."),
        ("original-romanized", "نوری، ع [Nūrī, ʻA]. (۱۳۹۸). «سِیاسَتِ خارِجی [Siyāsat-i khārijī]»، ۱۲(۳): ۴۵–۶۷."),
        ("paper", "Nuri, A. (1398). «Siyasat-i khariji», 12(3): 45–67. [In Persian]"),
    ],
)
def test_persian_figures_and_commas_follow_their_entry(profile, expected):
    assert romanbib.normalize(PERSIAN, profile=profile).output == expected


def test_figures_of_an_arabic_entry_are_nobody_s_business():
    source = "كتاب في التاريخ العربي، ١٩٩٨"
    assert romanbib.normalize(source).output == source
