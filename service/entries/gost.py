"""Entries after GOST R 7.0.5-2008, GOST R 7.0.100-2018 and DSTU 8302:2015: areas divided by «. –», « / », « // »."""

from __future__ import annotations

import re

from . import terms
from .draft import Draft
from .gost_heading import hide_issuing_body, take_heading, take_patent, take_shelf_mark
from .gost_host import collection_at, host_mark, host_without_slashes, take_host
from .gost_law import take_law
from .gost_numbers import take_year
from .gost_responsibility import responsibility_mark
from .gost_title import AREA, take_title
from .imprint import take_imprint, take_place_alone
from .marks import take_date, take_edition, take_labelled, take_total_pages

_SERIES = re.compile(r"(?:[.\ue000]\s?(?:[–—-]\s)?)\(([^()\ue000]{4,120})\)")


def parse_gost(draft: Draft) -> None:
    """Take an entry of these styles apart."""
    text = draft.open
    end = len(text)
    slashes = host_mark().search(text)
    if take_shelf_mark(draft, slashes.span() if slashes else None):
        end = slashes.start() if slashes else 0
        slashes = None
    first = take_patent(draft) or hide_issuing_body(draft)
    start = take_heading(draft, first, slashes.start() if slashes else end)
    if slashes:
        _article(draft, start, slashes.start(), slashes.end(), end)
    elif end:
        _book(draft, start, end)


def _book(draft: Draft, start: int, end: int) -> None:
    take_total_pages(draft, start, end)
    take_edition(draft, start, end)
    law = take_law(draft, start, end)
    _take_series(draft, start, end)
    slash = responsibility_mark(draft, start, end)
    imprint = take_imprint(draft, slash.end() if slash else start, end)
    if imprint is None and not slash and (host := host_without_slashes(draft, start, end)) is not None:
        _article(draft, start, host, host, end)
        return
    head_end = slash.start() if slash else imprint
    if imprint is not None and head_end and (host := collection_at(draft, start, head_end, imprint, end)) is not None:
        _article(draft, start, host, host, end)
        return
    if imprint is None:
        _loose_imprint(draft, start, end)
    take_labelled(draft, "series_issue", start, end, "volume", 0.9)
    take_labelled(draft, "volume", start, end)
    take_labelled(draft, "pages", imprint or start, end, "pages", 0.85)
    if draft.has("number_of_pages") is False and imprint is None:
        take_date(draft, start, end)
    if imprint is not None and not draft.has("year"):
        take_year(draft, start, end)
    take_title(draft, start, end, law)
    if not draft.has("year"):
        take_year(draft, start, end)
    if not draft.type:
        draft.type = (
            "legislation" if law else "book" if draft.has("place") else "webpage" if draft.has("URL") else "book"
        )


def _article(draft: Draft, start: int, end: int, host: int, stop: int) -> None:
    """Take an entry with « // » apart: the work before it, what holds the work after it."""
    take_total_pages(draft, start, end)
    law = take_law(draft, start, end)
    slash = responsibility_mark(draft, start, end)
    if slash and AREA.search(draft.open, slash.end(), end):
        take_edition(draft, slash.end(), end)
        _take_series(draft, slash.end(), end)
        take_imprint(draft, slash.end(), end)
    take_host(draft, host, stop)
    if not draft.has("year"):
        take_date(draft, max(start, end - 40), end)
    take_title(draft, start, end, law)
    if not draft.type:
        if law:
            draft.type = "legislation"
        elif draft.has("publisher"):
            draft.type = "chapter"
        else:
            draft.type = "webpage" if draft.has("URL") and not draft.has("pages") else "article-journal"


def _take_series(draft: Draft, start: int, end: int) -> None:
    for match in _SERIES.finditer(draft.open, start, end):
        if any(char.isalpha() for char in match[1]) and not terms.has_word(match[1], "edition", "languages"):
            parts = re.match(r"(.*?)(?:\s?;\s.*|\.\s(?:Т|Вып|Кн)\..*)?$", match[1])
            stop = match.start(1) + (parts.end(1) if parts else len(match[1]))
            draft.take("series", match.start(1), stop, 0.85)
            draft.hide(match.start(1) - 1, match.end())


def _loose_imprint(draft: Draft, start: int, end: int) -> None:
    """Take «2003. М., Наука.» or a year alone."""
    take_place_alone(draft, start, end)
    take_year(draft, start, end)
