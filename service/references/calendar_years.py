"""Years of the solar and the lunar Hijri calendar with the Gregorian ones beside them: ۱۳۹۹ is 1399 [2020/21].

A year is lunar where ق, ه‍.ق. or قمری stands behind it, solar where ش, ه‍.ش. or شمسی does, or where nothing does, the
reference is Persian and the year lies between 1200 and 1500. ICU counts the days: the Persian calendar for the solar
year, the tabular Islamic one for the lunar. A month of which the reference tells narrows the pair to one year.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from .edits import Edit, EditedText

if TYPE_CHECKING:
    from ..entries import Field

PATTERN = "{year} [{gregorian}]"
FIRST, LAST = 1200, 1500  # solar years that need no mark
_CALENDARS = {"solar": "@calendar=persian", "lunar": "@calendar=islamic-civil"}
_ERAS = {"solar": "SH", "lunar": "AH"}
_H = r"(?:ه[\u0640\u200d]?\.?\s?)?"
_YEAR = re.compile(
    rf"(?<![\d/–-])(?P<year>\d{{4}})(?!\d)(?:\s?(?P<mark>{_H}ق(?:مری)?|{_H}ش(?:مسی)?|خورشیدی|AH|SH|[HA]\.\s?[QHS]\.?)(?!\w))?"
)
_LUNAR = re.compile("ق|AH|Q|A")
_ARABIC = re.compile("[\u0621-\u06cc]")
_PERSIAN_NOTE = re.compile(r"\bin (?:persian|farsi)\b", re.IGNORECASE)
_RULES = {"solar": "calendar: solar Hijri", "lunar": "calendar: lunar Hijri"}


@dataclass(frozen=True, slots=True)
class HijriYear:
    """A year of a Hijri calendar: ``calendar`` is solar or lunar, ``marked`` whether the text says so."""

    year: int
    calendar: str
    marked: bool

    def gregorian(self, months: tuple[int, int] = (1, 12)) -> str:
        """Give the Gregorian year or years: ``2020/21``; of some months (the first is 1) perhaps one alone."""
        first, last = _days(self.year, self.calendar, months)
        if first == last:
            return str(first)
        return f"{first}/{last % 100:02}" if first // 100 == last // 100 else f"{first}/{last}"

    def written(self, pattern: str, months: tuple[int, int] = (1, 12)) -> str:
        """Give the year as a profile writes it, with its era if the text had it."""
        year = f"{self.year} {_ERAS[self.calendar]}" if self.marked else str(self.year)
        return pattern.format(year=year, gregorian=self.gregorian(months))


@cache
def _days(year: int, calendar: str, months: tuple[int, int]) -> tuple[int, int]:
    """Give the Gregorian years of the first and the last day of some months of a year."""
    import icu  # here, so that a run without Hijri years loads none of it

    zone = icu.TimeZone.getGMT()
    hijri = icu.Calendar.createInstance(zone, icu.Locale(_CALENDARS[calendar]))
    gregorian = icu.GregorianCalendar(zone)

    def year_at(month: int, *, day_before: bool) -> int:
        hijri.clear()
        hijri.set(year + month // 12, month % 12, 1)
        gregorian.setTime(hijri.getTime())
        if day_before:
            gregorian.add(icu.UCalendarDateFields.DATE, -1)
        return int(gregorian.get(icu.UCalendarDateFields.YEAR))

    return year_at(months[0] - 1, day_before=False), year_at(months[1], day_before=True)


def is_persian(text: str) -> bool:
    """Tell whether a reference is Persian: in Arabic script, or with a note that says so."""
    return _ARABIC.search(text) is not None or _PERSIAN_NOTE.search(text) is not None


def read_year(text: str, *, persian: bool) -> HijriYear | None:
    """Read a year with what marks its calendar; None if it is of neither.

    Args:
        text: the year: ۱۳۹۹, ۱۴۲۰ق, 1399.
        persian: whether it stands in a Persian reference, where no mark means the solar calendar.
    """
    match = _YEAR.match(text.strip())
    if match is None:
        return None
    year, mark = int(match["year"]), match["mark"]
    if mark:
        return HijriYear(year, "lunar" if _LUNAR.search(mark) else "solar", True) if year <= LAST else None
    return HijriYear(year, "solar", False) if persian and FIRST <= year <= LAST else None


def _is_to_come(found: HijriYear) -> bool:
    """Tell whether an unmarked year lies ahead as a solar one: it is lunar then, or a mistake."""
    return not found.marked and _days(found.year, found.calendar, (1, 12))[0] > datetime.date.today().year


def months_in(text: str, calendar: str) -> tuple[int, int]:
    """Give the first and the last month that a date names, by month or season; 1 and 12 if it names none."""
    for months, name in _month_names(calendar):
        if re.search(rf"(?<!\w)(?:{name})(?!\w)", text):
            return months
    return 1, 12


@cache
def _month_names(calendar: str) -> tuple[tuple[tuple[int, int], str], ...]:
    from ..entries import terms

    table = next(table for table in terms.tables() if table["language"] == "fa")
    named = [((month, month), name) for month, name in enumerate(table[f"{calendar}_months"], start=1)]
    if calendar == "solar":
        named += [((3 * place + 1, 3 * place + 3), name) for place, name in enumerate(table["solar_seasons"])]
    return tuple(named)


def may_convert(text: str) -> bool:
    """Tell whether a text can have a Hijri year: a quick look before it is taken apart."""
    return _YEAR.search(text) is not None


def convert_years(text: EditedText, fields: Iterable[Field], pattern: str) -> list[Edit]:
    """Give the edits that put Gregorian years beside the year of publication, and warn of years that cannot be.

    Args:
        text: a line of text.
        fields: what it was taken apart into.
        pattern: how the year is written, from ``{year}`` and ``{gregorian}``.
    """
    fields = list(fields)
    dates = " ".join(field.value for field in fields if field.name == "date")
    persian = is_persian(text.text)
    edits = []
    for start in [field.start for field in fields if field.name == "year"]:
        match = _YEAR.match(text.text, start)
        found = read_year(match[0], persian=persian) if match else None
        if match is None or found is None or re.match(r"\s?\[\d{4}", text.text[match.end() :]):
            continue
        if _is_to_come(found):
            message = f"{found.year} is to come in the solar calendar; mark it ق if it is lunar"
            text.warn(*match.span(), message, "calendar")
            continue
        written = found.written(pattern, months_in(dates, found.calendar))
        edits.append(Edit(*match.span(), written, _RULES[found.calendar]))
    return edits


def converted_issued(
    issued: Any, pattern: str, beside: str = "", *, persian: bool
) -> tuple[dict[str, Any], str, str, str] | None:
    """Give a CSL date with the Gregorian years beside its Hijri one, ``"literal": "1399 [2020/21]"``.

    CSL's own dates hold one calendar; a literal, which is printed in their place, holds both. The date stays beside it.

    Args:
        issued: the date.
        pattern: how the year is written, from ``{year}`` and ``{gregorian}``.
        beside: the day or month where it does not stand in the date: مهر.
        persian: whether the reference is Persian.

    Returns:
        The date, the year before and after, and the rule; None if the year is no Hijri one.
    """
    if isinstance(issued, dict) and re.search(r"\[\d{4}", str(issued.get("literal", ""))):
        return None
    for written, months in _dates(issued):
        found = read_year(written, persian=persian)
        if found is not None and not _is_to_come(found):
            after = found.written(pattern, months or months_in(f"{written} {beside}", found.calendar))
            return {**issued, "literal": after}, written, after, _RULES[found.calendar]
        return None
    return None


def _dates(issued: Any) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """Yield the year of a CSL date as it is written, and its month if that is a number."""
    if not isinstance(issued, dict):
        return
    parts = issued.get("date-parts")
    if isinstance(parts, list) and len(parts) == 1 and isinstance(parts[0], list) and parts[0]:
        month = parts[0][1] if len(parts[0]) > 1 else None
        numbered = str(month).isdigit() and 1 <= int(str(month)) <= 12
        yield str(parts[0][0]), (int(str(month)), int(str(month))) if numbered else None
    for key in ("raw", "literal"):
        if isinstance(issued.get(key), str):
            yield issued[key], None
