"""Lists whose entries are broken over lines, in a file of plain text."""

import json
from pathlib import Path

import pytest
import romanbib
from romanbib.formats import plain_text

DATA = Path(__file__).parents[1] / "data" / "entries"
GOLD = [json.loads(line) for line in (DATA / "develop.jsonl").read_text("utf-8").splitlines()]
ENTRIES = [row["entry"] for row in GOLD]
NUMBERED = (
    "[1] Лотман Ю. М. Структура художествен-\nного текста. М.: Искусство,\n1970. 384 с.\n"
    "[2] Пропп В. Я. Исторические корни волшебной\nсказки. Л.: Изд-во ЛГУ, 1986. 366 с.\n"
)
HANGING = (
    "Лотман Ю. М. Структура художественного текста. М.: Искусство,\n    1970. 384 с.\n"
    "Пропп В. Я. Исторические корни волшебной сказки.\n    Л.: Изд-во ЛГУ, 1986. 366 с.\n"
)


def entries(text: str) -> list[str]:
    return [record.entry for record in plain_text.read([text]) if record.entry is not None]


def test_a_numbered_list() -> None:
    assert entries(NUMBERED) == [
        "[1] Лотман Ю. М. Структура художественного текста. М.: Искусство, 1970. 384 с.",
        "[2] Пропп В. Я. Исторические корни волшебной сказки. Л.: Изд-во ЛГУ, 1986. 366 с.",
    ]


def test_a_persian_numbered_list() -> None:
    text = (
        "۱. آشوری، داریوش (۱۳۸۷). بازاندیشی زبان\nفارسی. تهران: نشر مرکز.\n"
        "۲. مسکوب، شاهرخ (۱۳۸۴). هویت ایرانی.\nتهران: فرزان روز.\n"
    )
    assert entries(text) == [
        "۱. آشوری، داریوش (۱۳۸۷). بازاندیشی زبان فارسی. تهران: نشر مرکز.",
        "۲. مسکوب، شاهرخ (۱۳۸۴). هویت ایرانی. تهران: فرزان روز.",
    ]


def test_a_hanging_indent() -> None:
    assert entries(HANGING) == [
        "Лотман Ю. М. Структура художественного текста. М.: Искусство, 1970. 384 с.",
        "Пропп В. Я. Исторические корни волшебной сказки. Л.: Изд-во ЛГУ, 1986. 366 с.",
    ]


def test_paragraphs_between_blank_lines() -> None:
    text = (
        "Habermas, J. (1989). The structural transformation of the public\nsphere. Cambridge: MIT Press.\n\n"
        "Scott, James C. Seeing Like a State: How Certain Schemes to\nImprove the Human Condition. 1998. 445 p.\n"
    )
    assert entries(text) == [line.replace("\n", " ").strip() for line in text.split("\n\n")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_does_not_change_keeps_its_lines(end: str) -> None:
    text = "1. Scott J. Seeing like\n   a state. London: Yale, 1998.\n2. Kuhn T. The\n   structure. 1996.\n".replace(
        "\n", end
    )
    assert len(entries(text)) == 2
    assert romanbib.normalize(text, from_format="text").output == text


def test_what_changes_is_written_on_one_line() -> None:
    text = (
        "  1. Лотман Ю. М. Структура худо-\n     жественного текста. М., 1970. 384 с.  \r\n"
        "  2. Scott J. Seeing like\n     a state. 1998.\n"
    )
    result = romanbib.normalize(text, from_format="text", language="ru", scheme="ala-lc-plain")
    assert result.output == (
        "  1. Lotman Iu. M. Struktura khudozhestvennogo teksta. M., 1970. 384 s.  \r\n"
        "  2. Scott J. Seeing like\n     a state. 1998.\n"
    )
    assert {change["record"] for change in result.changes} == {"line 1"}
    assert result.records == 2
    (title,) = [change for change in result.changes if change["before"].startswith("Структура")] or result.changes[:1]
    joined = "1. Лотман Ю. М. Структура художественного текста. М., 1970. 384 с."
    assert joined[title["start"] : title["end"]] == title["before"]


def test_places_count_the_lines_of_the_file() -> None:
    assert [record.place for record in plain_text.read([NUMBERED + "\nМир\n"]) if record.entry] == [
        "line 1",
        "line 4",
        "line 7",
    ]


def test_the_number_is_no_part_of_the_title() -> None:
    items = json.loads(romanbib.normalize(NUMBERED, from_format="text", to_format="csl-json").output)
    assert [item["title"] for item in items] == [
        "Struktura khudozhestvennogo teksta",
        "Istoricheskie korni volshebnoĭ skazki",
    ]


@pytest.mark.parametrize("number", ["", "{}. ", "[{}] "])
def test_one_entry_a_line_stays_so(number: str) -> None:
    lines = [number.format(place) + entry for place, entry in enumerate(ENTRIES, start=1)]
    assert entries("\n".join(lines)) == lines


def test_titles_and_words_are_never_joined() -> None:
    titles = [row["fields"].get("title", "x") for row in GOLD]
    assert entries("\n".join(titles)) == titles
    words = ["мир", "Дом,", "и", "сад-", "лес", "1990", "  год", "1. раз", "два", "2. три"]
    assert entries("\n".join(words)) == words


@pytest.mark.parametrize("size", [1, 7, 100])
def test_chunks_make_no_difference(size: int) -> None:
    text = NUMBERED + "\n" + HANGING
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    assert [record.entry for record in plain_text.read(chunks)] == [record.entry for record in plain_text.read([text])]


def test_a_list_longer_than_the_window() -> None:
    count = 700
    text = "".join(f"{n}. Лотман Ю. М. Струк-\nтура текста. М., 1970.\n" for n in range(1, count + 1))
    assert entries(text) == [f"{n}. Лотман Ю. М. Структура текста. М., 1970." for n in range(1, count + 1)]
