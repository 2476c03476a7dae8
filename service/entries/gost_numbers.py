"""Volume, issue, pages and date of what holds a work after GOST: «2010. Т. 5, № 3. С. 25–37», «59(4): 22–29»."""

from __future__ import annotations

import re

from . import terms
from .draft import Draft
from .marks import PAGES, YEAR, take_date, take_labelled

_YEAR_ALONE = re.compile(
    rf"(?<=[\s.,;–—\ue000])(?<!\d[–—-])(?<!\s[зЗ]а\s)(?<!\s[вскуВСКУ]\s)(?<!\sдо\s)(?<!\sпо\s)(?<!\sот\s)(?<!\sна\s)({YEAR})(?:\s?(?:г|р)\.)?(?=\s?(?:[.,;:\ue000]|[–—](?!\d)|-\s|$|\s\())"
)
# 5, 4: 416-436; 59(4): 22–29
_COMPACT = re.compile(rf"(?<=[\s,;])(\d{{1,4}})(?:[.,]\s?(\d{{1,4}})|\s?\((\d{{1,4}})\))\s?:\s?({PAGES})")
# София: ЛИК, 1999, 17-42.
_PAGES_ALONE = re.compile(r"(?<=\ue000,\s)(\d{1,4}\s?[-–—]\s?\d{1,4})(?=\.?[\s\ue000]*$)")
# Психологический журнал, 2017, 38, № 1
_VOLUME_ALONE = re.compile(r"(?<=\ue000,\s)(\d{1,3})(?=,\s?\ue000)")
_YEAR_AFTER_MONTH = re.compile(rf"\([^\W\d_]{{3,9}}\.?,?\s({YEAR})\)(?::\s({PAGES}))?")  # No. 1 (Mar., 1959): 5–9
_NUMERIC_DATE = re.compile(rf"(?<=[.,;т]\s)(\d{{1,2}}\.\d{{1,2}})\.({YEAR})(?=[.,\s\ue000]|$)")  # № 34 от 22.02.2021


def take_numbers(draft: Draft, start: int, end: int, *, dates: bool) -> bool:
    """Take what numbers the part: volume, issue, pages, year and date.

    Args:
        draft: the entry.
        start: where to begin.
        end: where to stop.
        dates: whether a day and month in words may be the date of the work.

    Returns:
        Whether a date was found.
    """
    if match := _COMPACT.search(draft.open, start, end):
        for group, name in ((4, "pages"), (3 if match[3] else 2, "issue"), (1, "volume")):
            draft.take(name, *match.span(group), 0.9)
        draft.hide(*match.span())
    if match := terms.matcher(r"(?<!\w){}\s?(\d{1,4})\s?\((\d{1,3})\)", "volume").search(draft.open, start, end):
        draft.take("volume", *match.span(1), 0.9)
        draft.take("issue", *match.span(2), 0.9)
        draft.hide(*match.span())
    take_labelled(draft, "pages", start, end)
    if not draft.has("pages") and (bare := _PAGES_ALONE.search(draft.open, start, end)):
        draft.take("pages", *bare.span(1), 0.85)
    in_book = draft.has("publisher")
    if in_book:
        take_labelled(draft, "volume", start, end)
    for kind in ("issue", "series_issue"):
        take_labelled(draft, kind, start, end, "volume" if in_book and kind == "series_issue" else "issue", 0.9)
    take_labelled(draft, "volume", start, end)
    if not draft.has("year") and (inside := _YEAR_AFTER_MONTH.search(draft.open, start, end)):
        draft.take("year", *inside.span(1), 0.9)
        if inside[2] and not draft.has("pages"):
            draft.take("pages", *inside.span(2), 0.9)
        draft.hide(*inside.span())
    dated = dates and take_date(draft, start, end, month_alone=True)
    numeric = _NUMERIC_DATE.search(draft.open, start, end)
    if numeric and not draft.has("year"):
        draft.take("date", *numeric.span(1), 0.85)
        draft.take("year", *numeric.span(2), 0.95)
        draft.hide(*numeric.span())
        dated = True
    if not draft.has("year") or not draft.has("place"):
        take_year(draft, start, end)
    if not draft.has("volume") and (alone := _VOLUME_ALONE.search(draft.open, start, end)):
        draft.take("volume", *alone.span(1), 0.85)
    return dated


def take_year(draft: Draft, start: int, end: int) -> None:
    """Take a year that stands alone; one that is there twice is covered."""
    match = _YEAR_ALONE.search(draft.open, start + 4 if start + 4 < end else start, end)
    if match:
        if not draft.has("year"):
            draft.take("year", *match.span(1), 0.9)
        elif (year := draft.last("year")) and year.value != match[1]:
            return
        draft.hide(*match.span())
