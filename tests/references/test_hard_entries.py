"""Entries on which a careless reading goes wrong."""

import re

import pytest
import romanbib


def line(text, **wishes):
    return romanbib.normalize(text, from_format="text", **wishes)


def applied(original, changes):
    text = original
    for change in sorted(changes, key=lambda one: (one["start"], one["end"]), reverse=True):
        assert original[change["start"] : change["end"]] == change["before"]
        text = text[: change["start"]] + change["after"] + text[change["end"] :]
    return text


@pytest.mark.parametrize(
    "entry", ["Война  и мир", "Poccия  в мире", "A.Иванов", "в  А)", '«Эхо" , «Мир"', "Эхо,  , . 2024-2018 гг."]
)
@pytest.mark.parametrize("profile", ["romanized", "romanized-original", "original-romanized", "paper", "apa"])
def test_changes_lead_to_the_output_and_twice_is_once(entry, profile):
    result = line(entry, profile=profile)
    assert applied(entry, result.changes) == result.output
    assert line(result.output, profile=profile).output == result.output


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Иванов А. (Ivanov, A.). Название. 2020.", "Ivanov, A. Nazvanie. 2020."),
        ("Иванов А., Петров Б. (Ivanov A., Petrov B.). Название.", "Ivanov A., Petrov B. Nazvanie."),
    ],
)
def test_one_stop_behind_a_name(entry, expected):
    assert line(entry, language="ru").output == expected


@pytest.mark.parametrize(
    "entry",
    ["Gorbachev M. (Горбачев Н.)", "Preobrazhensky A. (Преображенский В.)", "Смирнов А. (Smirnov V.)"],
)
def test_initials_that_disagree(entry):
    assert line(entry, language="ru").warnings


@pytest.mark.parametrize(
    "entry",
    ["https://x.org/y. 10.1234/abc", "www.x.ru. a/b", "DOI: 10.1000/1 2/3", "DOI: 10.1000/1. 2/3",
     "https://x.org/ state-of-the-art systems", "https://x.org/doc- and/or other", "http://www.kremlin.ru/ 2020",
     "Phone: 555-123", "факс: 555-444", "Москва, 117-105", "счёт: 5-3", "ГОСТ: 9327-1960", "ИСО: 9001-2015",
     "ФЗ: 273-172", "Резолюция ООН: 2202-2015", "ISSN print 2024-2018", "DOI 10.1000/p. 20-10", "a\t\tb"],
)  # fmt: skip
def test_nothing_is_guessed(entry):
    result = line(entry, language="ru")
    assert not [one for one in result.changes if one["rule"].startswith("repair")]


def test_numbered_lists_are_sound():
    assert line("1) Ivanov I.").warnings == []


@pytest.mark.parametrize(
    ("entry", "wishes"),
    [("195–231 ; .", {}), ("а ,", {"profile": "paper"}), ("тоно(tono) , ", {}), ("l Ь п", {"scheme": "icao"}),
     ("ёїї", {"profile": "romanized-original", "scheme": "scientific"}),
     ("Київ", {"language": "ru"}), ("ХI век", {}), ("ХI век", {"profile": "paper"}),
     ("Имени Әл-Фараби", {"profile": "romanized-original"}), ("د Анто(Anton]", {"profile": "romanized-original"})],
)  # fmt: skip
def test_twice_is_once(entry, wishes):
    once = line(entry, **wishes).output
    assert line(once, **wishes).output == once


@pytest.mark.parametrize("entry", ["Москва: Наука, 2020", "Александр Лукин. 2020", "Книга о науке. 2020"])
def test_russian_by_default(entry):
    assert line(entry, profile="paper").output.endswith("[In Russian]")


def test_the_paper_knows_ukrainian_and_bulgarian():
    assert line("Її Київ. 1989.", profile="paper").output == "Yi Kyiv. 1989. [In Ukrainian]" or not re.search(
        "[а-яїі]", line("Її Київ. 1989.", profile="paper").output
    )


@pytest.mark.parametrize("piece", ["Мир", "е́", "\ufeff", "1-", "Война (War), "])
def test_long_lines_are_romanized_throughout(piece):
    assert not re.search("[а-я]", line(piece * (50_000 // len(piece))).output)
