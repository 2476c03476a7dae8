"""Plain text, one entry a line: every line comes back in its place with the line end it had."""

import re

import pytest
import romanbib
from hypothesis import given, settings
from hypothesis import strategies as st

END = re.compile(r"\r\n|\r|\n")


def normalized(text, **wishes):
    return romanbib.normalize(text, from_format="text", language="ru", **wishes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мир\nДом\n", "Mir\nDom\n"),
        ("Мир\r\nДом\r\n", "Mir\r\nDom\r\n"),
        ("Мир\rДом\r", "Mir\rDom\r"),
        ("Мир\r\nДом\nСад\rЛес", "Mir\r\nDom\nSad\rLes"),
        ("Мир\n\nДом", "Mir\n\nDom"),
        ("\n\n\nМир\n\n", "\n\n\nMir\n\n"),
        ("\r\n\r\r\n\n", "\r\n\r\r\n\n"),
        ("\ufeffМир\r\nДом", "\ufeffMir\r\nDom"),
        ("  Мир  \n\t\n \nДом\t\n", "  Mir  \n\t\n \nDom\t\n"),
        ("Мир\u2028и дом\n", "Mir\u2028i dom\n"),
        ("Мир\x0bи\x0cдом\x85а\n", "Mir\x0bi\x0cdom\x85a\n"),
        ("", ""),
        (" \n\t\n", " \n\t\n"),
        ("\ufeff", "\ufeff"),
    ],
)
def test_line_ends_blank_lines_and_mark_are_kept(text, expected):
    assert normalized(text).output == expected


def test_bytes_are_utf_8():
    assert normalized("\ufeffМир\r\n".encode()).output == "\ufeffMir\r\n"


def test_only_lines_with_text_count_as_records():
    result = normalized("\nМир\n \n\nДом\n")
    assert result.records == 2
    assert [change["record"] for change in result.changes] == ["line 2", "line 5"]
    assert result.format == "text"


def test_one_line_does_not_spill_into_the_next():
    # Brackets, quotation marks, a parallel title and a broken address all end with their line.
    text = "«Мир (Дом\nMir) сад»\nhttps://a.ru/\nb/c.html\nForeign policy =\nДом\n"
    assert normalized(text).output == "«Mir (Dom\nMir) sad»\nhttps://a.ru/\nb/c.html\nForeign policy =\nDom\n"


def test_spans_count_characters_of_their_own_line():
    (change,) = normalized("Smith\n😀 Мир\n").changes
    assert (change["start"], change["end"], change["before"], change["after"]) == (2, 5, "Мир", "Mir")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Мир", "Дом, 2020.", "Title", "", " ", "«Эхо»"]), st.sampled_from(["\n", "\r\n", "\r"])
        )
    )
)
def test_every_line_end_comes_back(lines):
    text = "".join(line + end for line, end in lines)
    out = normalized(text).output
    assert END.findall(out) == END.findall(text)
    assert [line.strip() == "" for line in END.split(out)] == [line.strip() == "" for line in END.split(text)]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["Мир", "Дом, 2020.", "Title", "", "«Эхо войны»", "«Эхо"]), max_size=5))
def test_lines_together_are_lines_alone(lines):
    # The language is given, so that no line has to lend it to another.
    assert normalized("\n".join(lines)).output == "\n".join(normalized(line).output for line in lines)


def test_text_stays_text():
    assert romanbib.normalize("Мир", from_format="text", to_format="text").output == "Mir"
    with pytest.raises(romanbib.RomanbibError, match="csl-json"):
        romanbib.normalize("Мир", from_format="text", to_format="docx")
