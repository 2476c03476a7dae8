import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from romanbib.entries import split


def texts(text: str) -> list[str]:
    return [entry.text for entry in split(text)]


@pytest.mark.parametrize(
    "markers",
    [("1. ", "2. ", "3. "), ("[1] ", "[2] ", "[3] "), ("1) ", "2) ", "3) "), ("• ", "• ", "• "), ("– ", "– ", "– "),
     ("۱- ", "۲- ", "۳- "), ("9. ", "10. ", "11. "), ("(1) ", "(2) ", "(3) ")],
)  # fmt: skip
def test_marked_lists(markers: tuple[str, str, str]) -> None:
    entries = ["Иванов И. И. Книга. М., 1990.", "Петров П. П. Другая. М., 1991.", "Сидоров С. С. Третья. Л., 1992."]
    assert texts("\n".join(marker + entry for marker, entry in zip(markers, entries, strict=True))) == entries


def test_a_year_at_the_beginning_of_a_line_is_no_number() -> None:
    assert texts("1. Иванов И. И. Книга. М.,\n1990. 200 с.\n2. Петров П. П. Другая. М., 1991.") == [
        "Иванов И. И. Книга. М., 1990. 200 с.",
        "Петров П. П. Другая. М., 1991.",
    ]


def test_blank_lines_divide_entries_of_several_lines() -> None:
    assert texts("Kant, I. (1998). Critique of\nPure Reason. Cambridge.\n\nHegel, G. (1977).\nPhenomenology.\n") == [
        "Kant, I. (1998). Critique of Pure Reason. Cambridge.",
        "Hegel, G. (1977). Phenomenology.",
    ]


def test_a_hanging_indent_divides_entries() -> None:
    assert texts(
        "Kant, Immanuel. Critique of\n    Pure Reason. 1998.\nHegel, Georg. Phenomenology\n    of Spirit. 1977."
    ) == [
        "Kant, Immanuel. Critique of Pure Reason. 1998.",
        "Hegel, Georg. Phenomenology of Spirit. 1977.",
    ]


def test_a_list_copied_from_a_pdf() -> None:
    text = (
        "СПИСОК ЛИТЕРАТУРЫ\n"
        "Лотман Ю. М. Структура художествен-\nного текста. М.: Искусство, 1970. 384 с.\n"
        "Пропп В. Я. Исторические корни волшебной\nсказки. Л.: Изд-во ЛГУ, 1986. 366 с. URL: https://site.ru/a/\nb-c.html\n"
        "Повесть временных лет. М.; Л., 1950.\n"
    )
    assert texts(text) == [
        "Лотман Ю. М. Структура художественного текста. М.: Искусство, 1970. 384 с.",
        "Пропп В. Я. Исторические корни волшебной сказки. Л.: Изд-во ЛГУ, 1986. 366 с. URL: https://site.ru/a/b-c.html",
        "Повесть временных лет. М.; Л., 1950.",
    ]


def test_one_entry_a_line_without_marks() -> None:
    entries = [
        "Иванов И. И. Книга. М., 1990. 20 с.",
        "Петров П. П. Другая книга. М., 1991. 120 с.",
        "Азбука. М., 1992. 5 с.",
    ]
    assert texts("\n".join(entries)) == entries


def test_a_hyphen_before_a_capital_or_a_digit_stays() -> None:
    assert texts("1. Иванов И. И. Книга. Санкт-\nПетербург, 1990. С. 12-\n15.") == [
        "Иванов И. И. Книга. Санкт-Петербург, 1990. С. 12-15."
    ]


def test_nothing_in_nothing() -> None:
    assert split("") == split(" \n\n ") == split("References\n") == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="Аб. \n\r-–1[]2)•,\tA:/\u00ad", max_size=200))
def test_positions_lead_back_to_the_list(text: str) -> None:
    end = 0
    for entry in split(text):
        assert entry.start >= end
        assert len(entry.positions) == len(entry.text)
        assert (entry.positions[0], entry.positions[-1] + 1) == (entry.start, entry.end)
        assert list(entry.positions) == sorted(entry.positions)
        for char, place in zip(entry.text, entry.positions, strict=True):
            assert char == text[place] or (char == " " and text[place].isspace())
        end = entry.end


@pytest.mark.parametrize("piece", ["1. А\n", "a", "\n", "А-\n", "http://a/\n", "• ", "- \n", " "])
def test_a_long_list_is_no_trouble(piece: str) -> None:
    given = piece * (300_000 // len(piece))
    assert sum(len(entry.text) for entry in split(given)) <= len(given)
