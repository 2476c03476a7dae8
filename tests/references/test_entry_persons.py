"""Persons in lines of text, in the form that an authority table has."""

import pytest
import romanbib


@pytest.mark.parametrize(
    ("entry", "begins"),
    [
        ("Ницше Ф. Так говорил Заратустра. М.: Мысль, 1990.", "Nietzsche F. Tak govoril"),
        ("Хабермас, Ю. Модерн // Вопросы философии. 1992. № 4. С. 40-52.", "Habermas, J. Modern"),
        ("فوکو، میشل (۱۳۷۸). مراقبت و تنبیه. تهران: نشر نی.", "Foucault, Michel (1378)"),
    ],
)
def test_the_established_form(entry: str, begins: str) -> None:
    result = romanbib.normalize(entry, from_format="text")
    assert result.output.startswith(begins)
    (change,) = [one for one in result.changes if one["rule"].startswith("authority: ")]
    assert entry[change["start"] : change["end"]] == change["before"]


def test_a_title_is_romanized_as_it_stands() -> None:
    entry = "Петров А. В. Ницше и русская культура. М.: Мысль, 1990."
    assert "Nit͡sshe i russkai͡a" in romanbib.normalize(entry, from_format="text").output


def test_own_names_only_where_the_profile_says_so() -> None:
    entry = "Чайковский П. И. Музыкальные эссе. М.: Музыка, 1986."
    assert romanbib.normalize(entry, from_format="text").output.startswith("Chaĭkovskiĭ P. I.")


def test_originals_that_are_kept_stay_beside_their_romanization() -> None:
    entry = "Ницше Ф. Так говорил Заратустра. М.: Мысль, 1990."
    output = romanbib.normalize(entry, from_format="text", profile="romanized-original").output
    assert "Ницше Ф. Так говорил Заратустра" in output
