"""Place, publisher and year, which stand together in most styles: «М. : Наука, 1976», "London: Verso"."""

from __future__ import annotations

import re
from functools import cache

from . import terms
from .draft import Draft
from .marks import YEAR
from .names import UPPER

_AREA = re.compile(r"\.\s[–—-]\s|[\[\]/]")
_WORD = rf"{UPPER}[\w’'-]{{1,24}}\.?"
_UNKNOWN_PLACE = rf"(?:{_WORD}(?:\s{_WORD}){{0,2}})"
_STATE = rf"(?:,\s(?:{UPPER}{{2}}|[A-Z]\.[A-Z]\.|[A-Z][a-z]+\.?)|\s\([A-Z][\w.]*\))?"
_BEFORE = r"(?:^|(?<=[.,;:–—\-/\ue000!?»”)\](…]\s)|(?<=[.\ue000(\[–—]))"
_PUBLISHER = r"[^:\ue000]{2,150}?(?:\s:\s[^:\ue000]{2,80}?)?"


@cache
def _full() -> re.Pattern[str]:
    """Place: publisher, year; the last one counts, for a title may look the same."""
    known = rf"{terms.place_name()}{_STATE}"
    any_place = rf"(?:\[?(?:(?i:{known})|{_UNKNOWN_PLACE}{_STATE})\]?)"
    places = rf"{any_place}(?:\s?[;–—-]\s?{any_place}){{0,3}}"
    return re.compile(
        rf"{_BEFORE}(?P<place>{places})\s?:\s?(?P<publisher>{_PUBLISHER})[,;]\s?(?:[cс©]\s?)?\[?(?P<year>{YEAR})(?:\s?г\.)?(?!\d)"
    )


@cache
def _known() -> re.Pattern[str]:
    """A known place with a publisher, with or without a year."""
    any_place = rf"(?:\[?{terms.place_name()}{_STATE}\]?)"
    places = rf"{any_place}(?:\s?[;–—]\s?{any_place}){{0,3}}"
    return re.compile(
        rf"{_BEFORE}(?P<place>{places})(?:\s?:\s?(?P<publisher>[^:\ue000]{{2,150}}?(?:\s:\s[^:\ue000]{{2,80}}?)?)"
        rf"|,\s?+(?!(?-i:[A-Z]{{2}})(?!\w))(?P<second>[^:\ue000\d]{{2,150}}?))(?:[,;]\s?\[?(?P<year>{YEAR})(?!\d)|(?=\.?\s?(?:\ue000|$)))",
        re.IGNORECASE,
    )


@cache
def _place_and_year() -> re.Pattern[str]:
    any_place = rf"(?:(?i:{terms.place_name()}){_STATE})"
    places = rf"{any_place}(?:\s?[;–—]\s?{any_place}){{0,3}}"
    return re.compile(rf"{_BEFORE}(?P<place>{places}),\s?(?P<year>{YEAR})(?!\d)")


@cache
def _place_alone() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?P<place>(?i:{terms.place_name()}){_STATE})(?=\.|\s*\ue000|$)")


def take_imprint(draft: Draft, start: int, end: int) -> int | None:
    """Take place, publisher and year of the style of GOST; give where they begin."""
    for pattern, known, confidence in (
        (_full(), True, 0.96), (_place_and_year(), True, 0.95), (_known(), True, 0.9), (_full(), False, 0.75),
    ):  # fmt: skip
        found = _last(pattern, draft.open, start, end, known=known)
        if found is None:
            continue
        groups = found.groupdict()
        kind = next((key for key in ("publisher", "second") if groups.get(key)), None)
        spans = [("place", *found.span("place"))]
        if kind:
            spans.append(("publisher", *_first_publisher(draft, *found.span(kind))))
        if groups.get("year") and not draft.has("year"):
            spans.append(("year", *found.span("year")))
        for name, begin, stop in spans:
            draft.take(name, begin, stop, confidence)
        draft.hide(*found.span())
        return found.start()
    return None


def take_place_alone(draft: Draft, start: int, end: int) -> None:
    """Take a known place that stands alone between full stops."""
    if match := _place_alone().search(draft.open, start, end):
        draft.take("place", *match.span("place"), 0.8)


def _last(pattern: re.Pattern[str], text: str, start: int, end: int, *, known: bool) -> re.Match[str] | None:
    """Give the last match, from the first of several places on; of unknown places none that begins the part."""
    found = None
    reach = -1
    place = start
    while match := pattern.search(text, place, end):
        place = match.start() + 1
        if known:
            if not _of_known_place().match(match["place"]):
                continue
        elif _AREA.search(match["publisher"]) or not text[start : match.start()].strip(" .,;:"):
            continue
        if match.end("place") > reach:
            found, reach = match, match.end("place")
    return found


@cache
def _of_known_place() -> re.Pattern[str]:
    return re.compile(rf"\[?{terms.place_name()}{_STATE}\]?(?:\s?[;–—-]|$)", re.IGNORECASE)


def _first_publisher(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """Of several publishers, keep those before «, изд. центр …» or a second place."""
    cut = re.compile(r";\s(?=[^;]*\s:)|,\s(?=изд\.|вид\.|изд-во|вид-во)").search(draft.open, start + 2, end)
    return (start, cut.start()) if cut else (start, end)
