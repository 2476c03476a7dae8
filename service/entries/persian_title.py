"""Where a title in Persian script ends that has no quotation marks."""

from __future__ import annotations

import re
from functools import cache

from . import terms
from .draft import GAP, Draft
from .marks import YEAR

STOPS = re.compile(r"[،؛.,;]\s?|\ue000[\ue000\s.،؛:,]*")
_FULL_STOP = re.compile(r"[.؛]\s|\.$|\ue000")


def title_end(draft: Draft, start: int, end: int) -> int:
    """Tell where a title without quotation marks ends: at a stop before what is no title any more."""
    text = draft.open
    while start < end and text[start] in " .،؛,:":
        start += 1
    first = STOPS.search(text, start, end)
    full = _FULL_STOP.search(text, start, end)
    if first is None:
        return end
    if full and text[full.start()] == "." and "،" in text[start : full.start()]:
        after = text[full.end() :]
        inside = text[start : full.start()]
        if not _ends_title().search(inside) and after.strip():
            return full.start()
    if full and text[full.start()] == ".":
        following = STOPS.search(text, full.end(), end)
        next_part = text[full.end() : following.start() if following else end]
        # «عنوان. نشر مرکز، تهران»: the publisher before its place
        if terms.has_word(next_part, "serials") or terms.matcher(r"\s*{}\s", "publisher_begins").match(next_part):
            return full.start()
    match = _ends_title().search(text, start, end)
    if match and full and full.start() < match.start() and not match[0].strip(f" {GAP}"):
        return full.start()
    if match and match["numbered"]:
        if full and full.start() < match.start():
            return full.start()
        before = [stop.start() for stop in re.compile("[،؛]").finditer(text, start, match.start())]
        return before[-1] if before else match.start()
    if match and terms.has_word(match[0], "archives"):
        return first.start()
    if match:
        return match.start()
    return first.start()


@cache
def _ends_title() -> re.Pattern[str]:
    """What comes after a title: a role, an edition, a volume, a place, a serial."""
    roles = "|".join(
        terms.alternatives(kind)
        for kind in ("translator", "editor", "edition", "genre", "archives", "dated", "contributor")
    )
    ordinals, seasons = terms.alternatives("ordinals"), terms.alternatives("seasons")
    return re.compile(
        rf"\s\({terms.alternatives('edition')}|[،؛.,]\s*(?:\(?(?:{roles})|(?:ج|جلد|ص|صص)\.?\s?\d|(?P<numbered>(?:دوره|سال|س|ش|شماره)\.?\s?(?:\d|{ordinals})|{seasons}\s)"
        rf"|{terms.place_name()}\s?[:،,]|{terms.alternatives('serials')}|{YEAR})|\s*\ue000",
        re.IGNORECASE,
    )
