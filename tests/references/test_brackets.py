"""Brackets, stops and quotation marks beside names and hard signs survive."""

import pytest
import romanbib


@pytest.mark.parametrize(
    ("source", "romanized", "with_original"),
    [
        ("Petrov, Ig. (Петров, Иг.) 2020", "Petrov, Ig. 2020", "Petrov, Ig. [Петров, Иг.] 2020"),
        ("Smith, J. (Смит, Дж.)", "Smith, J.", "Smith, J. [Смит, Дж.]"),
        ("Иванов, Ал. (Ivanov, Al.)", "Ivanov, Al.", "Ivanov, Al. [Иванов, Ал.]"),
    ],
)
def test_a_shortened_name_keeps_its_brackets(source, romanized, with_original):
    for profile, expected in (("romanized", romanized), ("romanized-original", with_original)):
        once = romanbib.normalize(source, profile=profile, language="ru").output
        assert once == expected
        assert romanbib.normalize(once, profile=profile, language="ru").output == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("«Объект» и субъект, 2020.", '«Ob"ekt» i sub"ekt, 2020.'),
        ("“Подъезд”, 2020.", '“Pod"ezd”, 2020.'),
    ],
)
def test_a_hard_sign_is_no_quotation_mark(source, expected):
    result = romanbib.normalize(source, scheme="bsi", language="ru")
    assert (result.output, result.warnings) == (expected, [])


def test_what_is_repaired_on_the_way_is_said_even_where_repairs_are_off():
    result = romanbib.normalize("Это Mocква", repairs=[], language="ru")
    assert result.output == "Ėto Moskva"
    assert any("Mocква" in warning["message"] for warning in result.warnings)
