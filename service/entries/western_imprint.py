"""Place, publisher and year as English books have them: (London: Verso, 2006), New York: Norton; 1999."""

from __future__ import annotations

import re
from functools import cache

from . import names, terms
from .draft import Draft
from .imprint import take_imprint
from .marks import PAGES, YEAR
from .western_numbering import NUMBERINGS

PARENTHESIZED = re.compile(
    rf"\((?P<place>[^():\ue000]{{2,60}}):\s?(?P<publisher>[^():\ue000]{{2,100}}),\s(?P<year>{YEAR})\)"
)


def take_imprint_after(draft: Draft, start: int, end: int, *, titled: bool) -> None:
    """Take place and publisher, with the year beside them.

    Args:
        draft: the entry.
        start: where to begin.
        end: where to stop.
        titled: whether the title ended before, so that a place may stand first.
    """
    if match := PARENTHESIZED.search(draft.open, start, end):
        for name in ("place", "publisher", "year"):
            if not draft.has(name):
                draft.take(name, *match.span(name), 0.95)
        draft.hide(*match.span())
        cited = re.compile(rf"\s?,\s?(?:pp?\.\s)?({PAGES})(?=[\s.\ue000]|$)").match(draft.open, match.end(), end)
        if cited:
            draft.take("pages", *cited.span(1), 0.85)
            draft.hide(*cited.span())
        return
    if re.compile(rf"{YEAR}\s?(?:[A-Z][a-z]{{2}}\s?\d{{0,2}})?;\s?\d").search(draft.open, start, end):
        return
    known = None
    for match in _place_and_publisher().finditer(draft.open, start, end):
        if _sure_place(draft, match, start, end, titled=titled):
            known = match
    if known:
        draft.take("place", *known.span("place"), 0.93)
        draft.take("publisher", *known.span("publisher"), 0.9)
        year = re.compile(rf"[,;.]\s?[c©]?({YEAR})[a-z]?(?=[.,;\s\ue000]|$)").match(draft.open, known.end(), end)
        if year and not draft.has("year"):
            draft.take("year", *year.span(1), 0.93)
        draft.hide(known.start(), year.end() if year else known.end())
        return
    if titled or not any(pattern.search(draft.open, start, end) for pattern in NUMBERINGS[:7]):
        take_imprint(draft, start, end)


def _sure_place(draft: Draft, match: re.Match[str], start: int, end: int, *, titled: bool) -> bool:
    """Tell whether «Words: words» is place and publisher, not a title with its subtitle."""
    if terms.matcher(r"{}(?!\w)", "place").match(match["place"]):
        return titled or draft.trimmed(start, match.start()) is not None
    if not titled and draft.trimmed(start, match.start()) is None:
        return False
    if any(pattern.search(draft.open, start, end) for pattern in NUMBERINGS[:7]):
        return False
    words = match["publisher"]
    return terms.has_word(words, "publishers") or len(words.split()) <= 4


@cache
def _place_and_publisher() -> re.Pattern[str]:
    word = rf"{names.UPPER}[\w’'-]{{1,20}}\.?"
    unknown = rf"(?:{word}(?:\s{word}){{0,2}})"
    state = rf"(?:,\s(?:{names.UPPER}{{2}}|[A-Z]\.[A-Z]\.|[A-Z][a-z]+\.?|[A-Z][a-z]+\s[A-Z][a-z]+)|\s\([A-Z][\w.]*\))?"
    known = (
        rf"(?i:{terms.place_name()})(?:,\s(?:{names.UPPER}{{2}}(?!\w)|[A-Z]\.[A-Z]\.|[A-Z][a-z]{{2,4}}\."
        r"|England|UK|USA|Iran|Russia|Canada)|\s\([A-Z][\w.]*\))?"
    )
    return re.compile(
        rf"(?:(?<=[.?!\ue000,(;”\"’»\])]\s)|(?<=[\ue000]))(?P<place>(?:{known}(?:\s?(?:[;/]|and"
        rf"|&)\s?{known}){{0,3}})|(?<=[.?!\ue000)\]]\s){unknown}{state})"
        rf"\s?:\s(?P<publisher>[^:;\ue000]{{2,120}}?)(?=[,;]\s?[c©]?(?:{YEAR})|,\s(?:pp?\.\s?)?\d|\.?\s?(?:\ue000"
        rf"|$)|(?<!\s\w)\.\s(?:\d|[(\[]|{names.UPPER}))"
    )


def take_late_year(draft: Draft, start: int, end: int) -> None:
    """Take the last year that stands by itself."""
    found = None
    for match in re.compile(
        rf"(?:(?<=[\s,(;\ue000]))\(?(?:c(?={YEAR}[-–]))?({YEAR})[a-z]?(?:(?<=c\d{{4}})[-–]\d{{2,4}})?\)?(?=[.,;:)\s\ue000]|$)"
    ).finditer(draft.open, start, end):
        found = match
    if found:
        draft.take("year", *found.span(1), 0.8)
        draft.hide(*found.span())
