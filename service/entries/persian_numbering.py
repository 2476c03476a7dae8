"""Volume, issue and pages in an entry in Persian script: «دوره ۱۰، شماره ۳۸، صص. ۷-۳۴», «۲۲(۱): ۱۲-۱۹»."""

from __future__ import annotations

import re

from .draft import Draft
from .marks import PAGES, YEAR, take_date, take_edition, take_labelled, take_total_pages

_NUMBERING = re.compile(
    rf"(?:(?<=[\s،؛,.\ue000]))(?<!شماره\s)(?<!شمارهٔ\s)(?<!\sش\s)(?P<volume>\d{{1,3}})\s?\((?!{YEAR})(?P<issue>[^()]{{1,12}})\)\s?(?:[:،,؛]\s?"
    rf"(?P<pages>{PAGES}))?"
)
_PAIR = re.compile(rf"(?:(?<=[\s،؛,]))(?P<volume>\d{{1,3}})\s?[،,]\s?(?P<issue>\d{{1,3}})\s?[:،]\s?(?P<pages>{PAGES})")
_BARE_PAGES = re.compile(r"(?:(?<=[:،,.\ue000]\s)|(?<=[:\ue000]))(\d{1,5}\s?[-–—ـ]\s?\d{1,5})(?=\s?[.،؛)\ue000]|\s?$)")


def take_numbering(draft: Draft, start: int, end: int) -> None:
    """Take volume, issue, pages, edition and date."""
    take_total_pages(draft, start, end)
    take_edition(draft, start, end)
    for pattern in (_NUMBERING, _PAIR):
        if match := pattern.search(draft.open, start, end):
            for name, value in match.groupdict().items():
                if value and not draft.has(name):
                    draft.take(name, *match.span(name), 0.93)
            draft.hide(*match.span())
    take_labelled(draft, "pages", start, end)
    if not draft.has("volume"):
        _volume(draft, start, end)
    take_labelled(draft, "issue", start, end)
    if not draft.has("pages") and (match := _BARE_PAGES.search(draft.open, start, end)):
        draft.take("pages", *match.span(1), 0.9)
        draft.hide(*match.span())
    take_date(draft, start, end)


def _volume(draft: Draft, start: int, end: int) -> None:
    """Take the volume: of «دورهٔ دوم، سال ۲» the last one, for that is the running volume."""
    while take_labelled(draft, "volume", start, end):
        first = draft.fields[-1]
        draft.fields.pop()
        again = take_labelled(draft, "volume", start, end)
        if not again:
            draft.fields.append(first)
            return
