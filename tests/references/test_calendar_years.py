"""Hijri years with the Gregorian ones beside them."""

import pytest
import romanbib
from romanbib.references.calendar_years import HijriYear, converted_issued, read_year


@pytest.mark.parametrize(
    ("year", "calendar", "expected"),
    [
        (1399, "solar", "2020/21"),
        (1378, "solar", "1999/2000"),
        (1300, "solar", "1921/22"),
        (1420, "lunar", "1999/2000"),
        (1403, "lunar", "1982/83"),
        (1, "lunar", "622/23"),
    ],
)
def test_a_year_is_two_gregorian_ones(year: int, calendar: str, expected: str) -> None:
    assert HijriYear(year, calendar, marked=False).gregorian() == expected


@pytest.mark.parametrize(("month", "expected"), [(1, "2020"), (7, "2020"), (9, "2020"), (10, "2020/21"), (11, "2021")])
def test_a_month_resolves_the_pair(month: int, expected: str) -> None:
    assert HijriYear(1399, "solar", marked=False).gregorian((month, month)) == expected


@pytest.mark.parametrize(
    ("text", "persian", "expected"),
    [
        ("۱۳۹۹", True, (1399, "solar", False)),
        ("1399", False, None),
        ("۱۴۲۰ق", False, (1420, "lunar", True)),
        ("۱۴۲۰ ه‍.ق", True, (1420, "lunar", True)),
        ("۱۳۶۸ ه.ش", True, (1368, "solar", True)),
        ("۱۳۶۸ شمسی", True, (1368, "solar", True)),
        ("2020", True, None),
        ("1150", True, None),
    ],
)
def test_marks_tell_the_calendar(text: str, persian: bool, expected: tuple[int, str, bool] | None) -> None:
    found = read_year(text, persian=persian)
    assert (None if found is None else (found.year, found.calendar, found.marked)) == expected


@pytest.mark.parametrize(
    ("entry", "year"),
    [
        ("آشوری، داریوش (۱۳۸۷). بازاندیشی زبان فارسی. تهران: نشر مرکز.", "(1387 [2008/09])"),
        ("نوری، رضا (۱۳۹۸). «چرا اصلاحات ناکام ماند»، روزنامه شرق، ۱۲ آبان، شماره ۳۵۶۲، ص ۶.", "(1398 [2019])"),
        ("کلینی، محمد (۱۴۰۷ق)، الکافی، تحقیق علی‌اکبر غفاری، تهران، اسلامیه، چ ۴.", "(1407 AH [1986/87])"),
        ("Ahmadi, B. (1380). Sākhtār-e matn. Tehran: Markaz. [In Persian]", "(1380 [2001/02])"),
    ],
)
def test_a_line_of_text_has_both_years(entry: str, year: str) -> None:
    result = romanbib.normalize(entry, from_format="text", gregorian=True)
    assert year in result.output
    (change,) = [one for one in result.changes if one["rule"].startswith("calendar")]
    assert entry[change["start"] : change["end"]] == change["before"]
    assert romanbib.normalize(result.output, from_format="text", gregorian=True).output == result.output


@pytest.mark.parametrize("entry", ["Scott J. 1399 things. London: Verso, 1998.", "Copernicus N. (1443). Book. Basel."])
def test_gregorian_years_stay(entry: str) -> None:
    assert romanbib.normalize(entry, from_format="text", gregorian=True).output == entry


def test_nothing_is_converted_unasked() -> None:
    assert "[" not in romanbib.normalize("آشوری، داریوش (۱۳۸۷). زبان. تهران: مرکز.", from_format="text").output


def test_a_solar_year_to_come_is_doubtful() -> None:
    result = romanbib.normalize("طوسی، محمد (۱۴۹۱). کتاب خوب. قم: دانش.", from_format="text", gregorian=True)
    assert "calendar" in {warning["rule"] for warning in result.warnings}
    assert "[" not in result.output


@pytest.mark.parametrize(
    ("issued", "literal"),
    [
        ({"date-parts": [[1387]]}, "1387 [2008/09]"),
        ({"date-parts": [["1399", 7, 12]]}, "1399 [2020]"),
        ({"raw": "۱۴۰۷ق"}, "1407 AH [1986/87]"),
    ],
)
def test_an_item_has_both_years(issued: dict, literal: str) -> None:
    item = {"id": "a", "type": "book", "title": "بازاندیشی زبان فارسی", "issued": issued}
    result = romanbib.normalize([item], gregorian=True)
    assert result.output[0]["issued"] == {**issued, "literal": literal}
    assert [one["after"] for one in result.changes if one["field"] == "issued"] == [literal]
    assert romanbib.normalize(result.output, gregorian=True).output == result.output


@pytest.mark.parametrize(
    "issued", [{"date-parts": []}, {"date-parts": [[]]}, {"date-parts": [[None]]}, "1399", None, {"raw": 5}]
)
def test_broken_dates_are_left(issued: object) -> None:
    assert converted_issued(issued, "{year} [{gregorian}]", persian=True) is None
