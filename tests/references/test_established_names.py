"""Names that an authority table knows, in the name fields of a record."""

from __future__ import annotations

from typing import Any

import pytest
import romanbib


def author(name: dict[str, str], **asked: Any) -> dict[str, str]:
    (item,) = romanbib.normalize([{"author": [name], "title": "Book"}], **asked).output
    return dict(item["author"][0])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"family": "Ницше", "given": "Ф."}, {"family": "Nietzsche", "given": "F."}),
        ({"family": "Ницше", "given": "Фридрих"}, {"family": "Nietzsche", "given": "Friedrich"}),
        ({"family": "هابرماس", "given": "یورگن"}, {"family": "Habermas", "given": "Jürgen"}),
        ({"literal": "Карл Маркс"}, {"literal": "Karl Marx"}),
        ({"family": "Косов", "given": "А. П."}, {"family": "Kosov", "given": "A. P."}),
        ({"family": "Маркс", "given": "А. Н."}, {"family": "Marks", "given": "A. N."}),
        ({"family": "Чайковский", "given": "П. И."}, {"family": "Chaĭkovskiĭ", "given": "P. I."}),
    ],
)
def test_a_name_field(name: dict[str, str], expected: dict[str, str]) -> None:
    assert author(name) == expected


def test_the_report_names_the_table() -> None:
    done = romanbib.normalize([{"author": [{"family": "Хайдеггер", "given": "М."}]}])
    assert done.output[0]["author"] == [{"family": "Heidegger", "given": "M."}]
    rules = {change["rule"] for change in done.changes}
    assert all(rule.startswith("authority: Heidegger, Martin (") for rule in rules)


def test_a_title_is_romanized_as_it_stands() -> None:
    (item,) = romanbib.normalize([{"title": "Философия Ницше"}]).output
    assert item["title"] == "Filosofii͡a Nit͡sshe"


def test_the_original_is_kept_where_the_profile_keeps_it() -> None:
    bib = romanbib.normalize(
        '[{"id": "n", "type": "book", "title": "Весёлая наука", "author": [{"family": "Ницше", "given": "Ф."}]}]',
        profile="romanized-original",
        to_format="bibtex",
    ).output
    assert "author = {Nietzsche, F.}" in bib
    assert "namea = {Ницше, Ф.}" in bib


def test_a_particle_of_its_own_belongs_to_the_established_form() -> None:
    name = {"family": "Хайек", "given": "Фридрих", "non-dropping-particle": "фон"}
    (item,) = romanbib.normalize([{"id": "1", "type": "book", "title": "Мир", "author": [name]}]).output
    assert item["author"] == [{"family": "Hayek", "given": "Friedrich", "non-dropping-particle": "von"}]
