"""Pairs of romanization and original: $6, 880, indicators and punctuation."""

import pytest
from marc_records import build, fields_of, normalized, romanized, warnings
from romanbib.formats.marc_fields import nonfiling_indicator, pieces, with_punctuation

RUSSIAN = "008 000101s2000    ru            000 0 rus d"
PERSIAN = "008 000101s2000    ir            000 0 per d"


def test_a_title_in_cyrillic_becomes_its_romanization_and_moves_to_880():
    assert romanized(RUSSIAN, "245 10$aВойна и мир :$bроман /$cЛев Толстой ; перевод с английского.") == [
        RUSSIAN,
        "245 10$6880-01$aVoĭna i mir :$broman /$cLev Tolstoĭ ; perevod s angliĭskogo.",
        "880 10$6245-01/(N$aВойна и мир :$bроман /$cЛев Толстой ; перевод с английского.",
    ]


def test_a_title_in_persian_reads_from_the_right():
    assert romanized(PERSIAN, "245 10$aسیاست خارجی /$cعلی.", "260   $aتهران :$bنی،$c1380.") == [
        PERSIAN,
        "245 10$6880-01$aSiyāsat-i khārijī /$cʻalī.",
        "260   $6880-02$aTihrān :$bNay,$c1380.",
        "880 10$6245-01/(3/r$aسیاست خارجی /$cعلی.",
        "880   $6260-02/(3/r$aتهران :$bنی،$c1380.",
    ]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("100 1 $aТолстой, Лев,$d1828-1910.", "100 1 $6880-01$aTolstoĭ, Lev,$d1828-1910."),
        ("110 2 $aАкадемия наук.$bОтдел.", "110 2 $6880-01$aAkademii͡a nauk.$bOtdel."),
        ("250   $aИзд. 2-е.", "250   $6880-01$aIzd. 2-e."),
        ("260   $aМосква :$bНаука,$c2000.", "260   $6880-01$aMoskva :$bNauka,$c2000."),
        ("264  1$aМосква :$bНаука,$c2000.", "264  1$6880-01$aMoskva :$bNauka,$c2000."),
        ("490 1 $aНаука ;$vт. 5", "490 1 $6880-01$aNauka ;$vt. 5"),
        ("600 10$aПушкин, А. С.", "600 10$6880-01$aPushkin, A. S."),
        ("651  4$aМосква.", "651  4$6880-01$aMoskva."),
        ("700 1 $aИванов, И. И.,$4edt", "700 1 $6880-01$aIvanov, I. I.,$4edt"),
        ("830  0$aНаука ;$vт. 5.", "830  0$6880-01$aNauka ;$vt. 5."),
    ],
)
def test_the_other_fields_are_paired_alike(field, expected):
    title = "245 10$aPeace."
    found = romanized(RUSSIAN, *sorted((title, field)))
    tag, data = field.split(" ", 1)
    assert found == [RUSSIAN, *sorted((title, expected)), f"880 {data[:2]}$6{tag}-01/(N{data[2:]}"]


def test_what_is_not_linked_by_880_stays():
    note = "500   $aЗагл. обл."
    assert romanized(RUSSIAN, "245 10$aPeace.", "300   $a245 с.", note) == [
        RUSSIAN,
        "245 10$aPeace.",
        "300   $a245 с.",
        note,
    ]


def test_a_whole_pair_is_left_alone():
    data = build(RUSSIAN, "245 10$6880-01$aVoĭna i mir.", "880 10$6245-01/(N$aВойна и мир.")
    assert normalized(data)[0] == data


def test_a_pair_the_other_way_round_is_left_alone():
    data = build(RUSSIAN, "245 10$6880-01$aВойна и мир.", "880 10$6245-01/(B$aVoĭna i mir.")
    assert normalized(data)[0] == data


def test_a_pair_with_the_original_in_both_halves_gets_its_romanization():
    assert romanized(RUSSIAN, "245 10$6880-03$aМир.", "880 10$6245-03/(N$aМир.") == [
        RUSSIAN,
        "245 10$6880-03$aMir.",
        "880 10$6245-03/(N$aМир.",
    ]


def test_a_missing_880_is_supplied_under_the_number_that_is_there():
    assert romanized(RUSSIAN, "245 10$6880-07$aМир.") == [
        RUSSIAN,
        "245 10$6880-07$aMir.",
        "880 10$6245-07/(N$aМир.",
    ]


def test_an_empty_880_is_filled():
    assert romanized(RUSSIAN, "245 10$6880-01$aМир.", "880 10$6245-01") == [
        RUSSIAN,
        "245 10$6880-01$aMir.",
        "880 10$6245-01/(N$aМир.",
    ]


def test_a_missing_regular_field_is_supplied():
    assert romanized(RUSSIAN, "245 10$aPeace.", "880 1 $6700-04/(N$aИванов, И. И.") == [
        RUSSIAN,
        "245 10$aPeace.",
        "700 1 $6880-04$aIvanov, I. I.",
        "880 1 $6700-04/(N$aИванов, И. И.",
    ]


def test_an_880_with_no_number_gets_the_next_one():
    found = romanized(
        RUSSIAN, "245 10$6880-01$aMir.", "880 10$6245-01/(N$aМир.", "880 1 $6700-00/(N$aИванов, И. И."
    )  # fmt: skip
    assert found == [
        RUSSIAN,
        "245 10$6880-01$aMir.",
        "700 1 $6880-02$aIvanov, I. I.",
        "880 10$6245-01/(N$aМир.",
        "880 1 $6700-02/(N$aИванов, И. И.",
    ]


def test_a_romanization_that_is_there_without_its_link_gets_one():
    assert romanized(RUSSIAN, "245 10$aPeace.", "700 1 $aIvanov, I. I.", "880 1 $6700-04/(N$aИванов, И. И.") == [
        RUSSIAN,
        "245 10$aPeace.",
        "700 1 $6880-04$aIvanov, I. I.",
        "880 1 $6700-04/(N$aИванов, И. И.",
    ]


def test_a_title_kept_apart_on_purpose_is_not_doubled():
    data = build(RUSSIAN, "245 10$aPeace.", "880 10$6245-00/(N$aМир.")
    assert normalized(data)[0] == data


def test_an_original_in_both_places_without_a_link_is_linked_and_not_doubled():
    assert romanized(RUSSIAN, "245 10$aМир.", "880 10$6245-00/(N$aМир.") == [
        RUSSIAN,
        "245 10$6880-01$aMir.",
        "880 10$6245-01/(N$aМир.",
    ]


def test_a_link_to_an_original_that_nobody_has_is_reported():
    data = build(RUSSIAN, "245 10$6880-01$aMir.")
    assert normalized(data)[0] == data
    assert any("245" in one and "880-01" in one for one in warnings(data))


def test_numbers_go_on_from_the_highest_even_of_other_fields():
    found = romanized(RUSSIAN, "245 10$aМир.", "500   $6880-09$aNote.")
    assert found[1] == "245 10$6880-10$aMir."
    assert found[-1] == "880 10$6245-10/(N$aМир."


def test_a_new_880_comes_behind_the_others_and_before_local_fields():
    found = romanized(RUSSIAN, "245 10$aМир.", "880 1 $6700-01/$1$a李.", "999   $ax")
    assert [one[:3] for one in found] == ["008", "245", "880", "880", "999"]


def test_a_latin_subfield_stands_in_both_halves():
    assert romanized(RUSSIAN, "245 10$aМир =$bPeace.")[1:] == [
        "245 10$6880-01$aMir =$bPeace.",
        "880 10$6245-01/(N$aМир =$bPeace.",
    ]


def test_a_look_alike_letter_is_mended_without_an_880():
    assert romanized(RUSSIAN, "245 10$aThe Pоst.") == [RUSSIAN, "245 10$aThe Post."]


def test_normalizing_again_changes_nothing():
    once = normalized(build(RUSSIAN, "100 1 $aТолстой, Лев,", "245 10$aМир /$cЛев Толстой.", "880   $6500-01$ax"))[0]
    assert normalized(once)[0] == once


@pytest.mark.parametrize("profile", ["romanized", "romanized-original", "original-romanized", "apa", "paper"])
def test_the_profile_puts_no_brackets_into_a_pair(profile):
    found = fields_of(normalized(build(RUSSIAN, "245 10$aМир =$bPeace."), profile)[0])
    assert found[1] == "245 10$6880-01$aMir =$bPeace."


@pytest.mark.parametrize(
    ("original", "romanized", "indicator", "expected"),
    [
        ("Война", "Voĭna", "0", "0"),
        ("القانون", "al-Qānūn", "2", "3"),
        ("القانون", "al-Qānūn", "0", "3"),
        ("«القانون»", "«al-Qānūn»", "3", "4"),
        ("The Война", "The Voĭna", "4", "4"),
        ("Die Щука", "Die Shchuka", "4", "4"),
        ("Ще війна", "Shche viĭna", "3", "6"),
        ("Война", "Voĭna", " ", " "),
        ("Альманах", "Alʹmanakh", "0", "0"),
    ],
)
def test_nonfiling_characters_are_those_of_the_romanization(original, romanized, indicator, expected):
    assert nonfiling_indicator(original, romanized, indicator) == expected


def test_the_original_keeps_its_own_count_of_nonfiling_characters():
    found = romanized(RUSSIAN, "245 13$aЩе війна.")
    assert found[1].startswith("245 16$6")
    assert found[2].startswith("880 13$6")


def test_punctuation_around_and_between_the_pieces_stays():
    text = " Мир :  война ;"
    spans = pieces(text)
    assert [text[start:end] for start, end in spans] == ["Мир", "война"]
    new = [(*span, word) for span, word in zip(spans, ("Mir", "voĭna"), strict=True)]
    assert with_punctuation(text, new) == " Mir :  voĭna ;"
