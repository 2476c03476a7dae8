"""Days as reference lists write them, read and written anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from .words import Words

# How a day is written, by its example; {0} the day, {1} the month by name, {2} by number, {3} the year.
EXAMPLES = {
    "23 May 2023": ("{0} {1} {3}", "{0} {1}", "{1} {3}"),
    "May 23, 2023": ("{1} {0}, {3}", "{1} {0}", "{1} {3}"),
    "23.05.2023": ("{0:02}.{2:02}.{3}", "{0:02}.{2:02}", "{2:02}.{3}"),
    "2023 May 23": ("{3} {1} {0}", "{1} {0}", "{3} {1}"),
    "2023-05-23": ("{3}-{2:02}-{0:02}", "{2:02}-{0:02}", "{3}-{2:02}"),
}
_NUMBERS = re.compile(
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>\d{4}))?|(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
)
_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})\s)?(?P<month>[^\W\d_]{3,10})\.?(?:\s(?P<behind>\d{1,2})(?:st|nd|rd|th)?(?!\d))?"
    r"(?:,?\s(?P<year>\d{4})(?:\s(?:г|р)\.?)?)?|(?P<before>\d{4})\s(?P<named>[^\W\d_]{3,10})\.?\s(?P<last>\d{1,2})"
)
FIGURES = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
Day = tuple[int, int, int]  # year, month, day; 0 for what is not said


@cache
def _months() -> dict[str, int]:
    """Names of the months and their numbers, in the languages whose lists begin with the twelve of the calendar."""
    from ..entries.terms import tables

    found: dict[str, int] = {}
    for table in tables():
        if table["language"] in ("en", "ru", "uk"):
            for place, name in enumerate(table["months"][:12]):
                found[name[:3].lower()] = place + 1
    return found | {"мая": 5, "май": 5}


def read(text: str) -> Day | None:
    """Read a day; None if it is written in no way known here."""
    text = " ".join(text.split()).strip(" .,")
    if match := _NUMBERS.fullmatch(text):
        year, month, day = (
            match[one] or match[other] or 0 for one, other in (("year", "y"), ("month", "m"), ("day", "d"))
        )
        return (int(year), int(month), int(day)) if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None
    match = _WORDS.fullmatch(text)
    month_number = _months().get((match["month"] or match["named"])[:3].lower()) if match else None
    if match is None or month_number is None:
        return None
    day = int(match["day"] or match["behind"] or match["last"] or 0)
    return (int(match["year"] or match["before"] or 0), month_number, day) if day <= 31 else None


def of_csl(date: Any) -> Day | str | None:
    """Give the day of a CSL date, or its text if it is written in no way known here."""
    if not isinstance(date, Mapping):
        return None
    parts = date.get("date-parts")
    literal = date.get("literal")
    if parts and isinstance(literal, str) and literal.strip():  # it is printed in place of the date
        return literal
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        try:
            year, month, day = (*(int(part) for part in parts[0][:3]), 0, 0)[:3]
        except (TypeError, ValueError):
            return None
        return year, month if 1 <= month <= 12 else 0, day
    raw = date.get("raw", date.get("literal"))
    return (read(raw) or raw) if isinstance(raw, str) and raw.strip() else None


def written(day: Day, example: str, words: Words, *, with_year: bool = True) -> str:
    """Write a day as the example is written; "" if there is nothing but a year in it and that is not wanted."""
    year, month, number = day
    if not month:
        return str(year) if with_year and year else ""
    name = words.forms["months"][month - 1]
    whole, without_year, without_day = EXAMPLES[example]
    if number and year and with_year:
        return whole.format(number, name, month, year)
    if number:
        return without_year.format(number, name, month)
    return without_day.format(number, name, month, year) if year and with_year else name
