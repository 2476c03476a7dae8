"""Entries in Persian script: «نام خانوادگی، نام (سال). عنوان. ترجمه … شهر: ناشر.», divided by commas or full stops."""

from __future__ import annotations

import re
from functools import cache

from . import terms
from .draft import GAP, Draft
from .marks import YEAR
from .persian_heading import ERA, QUOTED, take_authors, take_heading
from .persian_numbering import take_numbering
from .persian_roles import take_roles
from .persian_title import STOPS, title_end

_YEAR = re.compile(rf"(?<![\d])({YEAR}){ERA}(?=\s?(?:[.،؛:,()\ue000]|$))")


def parse_persian(draft: Draft) -> None:
    """Take an entry of these styles apart."""
    end = len(draft.open)
    start = 0
    while start < end and draft.open[start] in f" {GAP}":
        start += 1
    if match := terms.matcher(rf"\({{}}\s[^()\ue000]*?{YEAR}\)", "dated").search(draft.open, start, end):
        draft.take("year", *list(re.compile(YEAR).finditer(draft.open, *match.span()))[-1].span(), 0.85)
        draft.hide(*match.span())
        draft.type = "legislation"
    elif passed := terms.matcher(
        rf"(?:(?<=[\s،(])){{}}\s({YEAR})(?:،\s(?:با\s)?(?:اصلاحات|الحاقات)[^،\ue000]{{0,40}})?", "dated"
    ).search(draft.open, start, end):
        draft.take("year", *passed.span(1), 0.85)
        draft.hide(*passed.span())
        draft.type = "legislation"
    start = take_heading(draft, start, end)
    quoted = QUOTED.search(draft.open, start, end)
    if quoted and quoted.start() - start < 160:
        before = _genre(draft, start, quoted.start())  # «نام. پایان‌نامه …: «عنوان»»
        if not draft.has("author") and before > start:
            take_authors(draft, start, before)
        group = quoted.lastindex or 1
        draft.take("title", *quoted.span(group), 0.95)
        draft.hide(*quoted.span())
        after = quoted.end()
    else:
        quoted = None
        after = title_end(draft, start, end)
    take_numbering(draft, after, end)
    take_roles(draft, after, end)
    if not draft.has("genre"):
        _genre(draft, after, end)
    _imprint(draft, after, end)
    _rest(draft, start, after, end, quoted=quoted is not None)
    if not draft.type:
        if quoted or (draft.has("container") and (draft.has("volume") or draft.has("issue")) and draft.has("pages")):
            draft.type = (
                "article-newspaper"
                if draft.has("date") and not (draft.has("volume") or draft.has("issue"))
                else "chapter"
                if draft.has("publisher")
                else "article-journal"
            )
        else:
            draft.type = "webpage" if draft.has("URL") and not draft.has("place") else "book"


def _genre(draft: Draft, start: int, end: int) -> int:
    """Take what kind of thesis it is; give where that begins, or the end."""
    match = terms.matcher(
        r"(?<![\w\u200c])({}(?:\s(?!دانشگاه)[^،؛.,()\ue000]{1,20}){0,3}?)(?=\s?(?:[،؛.,()\ue000]|$|\sدانشگاه))", "genre"
    ).search(draft.open, start, end)
    if match:
        draft.take("genre", *match.span(1), 0.9)
        draft.type = "thesis"
    return match.start(1) if match else end


@cache
def _place_publisher() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=[،؛.,(\ue000]\s)|(?<=[،؛.,(\ue000])|^)(?P<place>[^\d،؛.,:()«»\ue000]{{2,24}}"
        rf"(?:\s?[-–]\s?{terms.place_name()})?)\s?:\s?"
        rf"(?P<publisher>[^:؛.«»\ue000]{{2,100}}?)(?=،\s?{YEAR}|\s\(|\)|[؛.](?:\s|$)|\s?\ue000|$|،\s?\ue000)"
    )


def _imprint(draft: Draft, start: int, end: int) -> None:
    text = draft.open
    found = None
    for match in _place_publisher().finditer(text, start, end):
        found = match
        if match["place"].strip() in terms.words("cities"):
            break
    if found:
        draft.take("place", *found.span("place"), 0.95)
        draft.take("publisher", *found.span("publisher"), 0.9)
        draft.hide(*found.span())
    elif city := terms.matcher(r"(?:(?<=[،؛.,\ue000]\s)|(?<=[،؛.,\ue000]))({})(?=\s?[،,.؛\ue000])", "place").search(
        text, start, end
    ):
        draft.take("place", *city.span(1), 0.9)
        publisher = re.compile(r"\s?[\ue000،,]+\s?([^\d،؛.,()«»\ue000]{2,60})(?=[،؛.,\ue000]|$)").match(
            draft.open, city.end() - 1, end
        )
        if (
            publisher
            and publisher[1].strip()
            and (terms.has_word(publisher[1], "publishers") or not terms.has_word(publisher[1], "serials"))
        ):
            draft.take("publisher", *publisher.span(1), 0.88)
    if not draft.has("year"):
        years = list(_YEAR.finditer(draft.open, start, end))
        if years:
            draft.take("year", *years[-1].span(1), 0.93)
            draft.hide(*years[-1].span())


def _rest(draft: Draft, start: int, after: int, end: int, *, quoted: bool) -> None:
    """Give title, container and publisher by their order where no form told them."""
    if not quoted:
        draft.take("title", start, after, 0.9)
    for match in terms.matcher(r"(?:(?<=[\s،؛.,\ue000])){}\s?", "dated").finditer(draft.open, after, end):
        draft.hide(*match.span())
        draft.type = "legislation"
    parts = [part for part in _parts(draft, after, end) if re.search(r"[^\W\d_]{2}", draft.open[part[0] : part[1]])]
    shelf = terms.matcher(r"{}\s(.+)", "archives")
    for part in parts:
        if shelved := shelf.search(draft.open, *part):
            draft.take("archive", *shelved.span(1), 0.85)
            draft.rename("issue", "archive_location")
            draft.type = "manuscript"
            others = [one for one in parts if one != part]
            if others and not draft.has("author"):
                draft.take("author", *others[0], 0.8)
            return
    if not parts:
        return
    first = parts[0]
    words = draft.open[first[0] : first[1]].strip()
    if draft.type == "thesis":
        university = next(
            (part for part in parts if terms.has_word(draft.open[part[0] : part[1]], "organizations")), first
        )
        draft.take("publisher", *university, 0.85)
        return
    holds = quoted or draft.has("pages") or draft.has("issue") or draft.has("URL") or terms.has_word(words, "serials")
    if holds:
        if inside := re.compile(r"\s?(?:در|In):?\s(?:کتاب\s(?=\S+\s\S+))?").match(draft.open, first[0], first[1]):
            draft.type = "" if draft.type == "thesis" else "chapter"
            first = (inside.end(), first[1])
        draft.take("container", *first, 0.9)
        if len(parts) > 1 and not draft.has("publisher") and draft.has("place"):
            draft.take("publisher", *parts[1], 0.7)
    elif not draft.has("publisher"):
        draft.take("publisher", *first, 0.7)


def _parts(draft: Draft, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    begin = start
    for match in STOPS.finditer(draft.open, start, end):
        found.append((begin, match.start()))
        begin = match.end()
    found.append((begin, end))
    return [part for part in found if draft.trimmed(*part) is not None]
