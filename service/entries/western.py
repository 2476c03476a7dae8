"""Entries after APA, Chicago, Harvard, Vancouver and the like: authors, year, title, what holds it, imprint."""

from __future__ import annotations

import re
from functools import cache

from . import names, terms
from .draft import GAP, Draft
from .marks import YEAR, take_date, take_edition, take_total_pages
from .parallel import divide
from .roles import take_roles
from .western_heading import hide_repeated_authors, take_heading
from .western_imprint import take_imprint_after, take_late_year
from .western_numbering import take_numbering
from .western_remainder import after_title, take_remainder

_OPENING = {"“": '”"“', "„": "“”", '"': '"”“', "«": "»", "‘": "’'", "'": "'’", "”": '”"'}
_CLOSED = r"(?=[.,;:?!]?\s|[.,;:]|\ue000|[a-z]{2,4}\.|$)"
_IN = re.compile(r"(?:(?<=[.,;”\"’'»?!\ue000]\s)|(?<=[”\"’»\ue000]))[Ii]n:?\s(?!press\b)(?=[^\s])")
_EDITORS_END = re.compile(r"[,\s]\s?\(?(?:[Ee]ditors?|[Ee]ds?\.?|[Hh]rsg\.|[Hh]g\.)(?!\w)\)?[.,:]{0,2}\s?(?=\S)")
_PRESENTED = re.compile(r"(?:Paper|Poster|Presentation|Lecture)\s(?:was\s)?presented\sat\s")
# ; 2001 Sep 13-15; Leeds, UK.
_CONFERENCE = re.compile(rf";\s{YEAR}\s[A-Z][a-z]{{2}}\s\d[^;.\ue000]{{0,16}};\s[^;.\ue000]{{3,60}}\.")
_IN_PRESS = re.compile(r"(?<=[.,]\s)(?:In press|Forthcoming)\b", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"\s*(?:\[?\d{1,4}(?:\]\.?|\.)\s?)?")


def parse_western(draft: Draft) -> None:
    """Take an entry of these styles apart."""
    end = len(draft.open)
    start = _LIST_NUMBER.match(draft.open).end() if not draft.open.startswith(GAP) else 0  # type: ignore[union-attr]
    while start < end and draft.open[start] in f" {GAP}":
        start += 1
    start = take_heading(draft, start, end)
    hide_repeated_authors(draft, start, end)
    title_end = _quoted_title(draft, start, end)
    after = start if title_end is None else title_end
    if reviewed := re.compile(r"Review of [^.\ue000]{3,150}, by [^.\ue000]{3,60}\.").search(draft.open, after, end):
        draft.hide(*reviewed.span())
    if presented := _PRESENTED.search(draft.open, after, end):
        draft.hide(*presented.span())
    _patent_and_report(draft, after, end)
    unpublished = _hide_state(draft, after, end)
    take_edition(draft, after, end)
    after_in = _chapter(draft, after, end)
    take_roles(draft, after, end)
    take_imprint_after(draft, after, end, titled=title_end is not None or after_in is not None)
    take_total_pages(draft, after, end)
    body = after if title_end is not None else after_title(draft, after, end)
    numbered = take_numbering(draft, after, end, body)
    _genre(draft, after, end)
    if not draft.has("date"):
        take_date(draft, body, end, month_alone=True)
    if not draft.has("year"):
        take_late_year(draft, after, end)
    take_remainder(draft, start, end, title_end, after_in, numbered=numbered or unpublished)
    _type(draft, after_in is not None)


def _quoted_title(draft: Draft, start: int, end: int) -> int | None:
    """Take a title in quotation marks; give what follows it, or None."""
    text = draft.open
    while start < end and text[start] in f" .,:;{GAP}":
        start += 1
    if start >= end or text[start] not in _OPENING:
        return None
    marks = "".join(sorted(_OPENING[text[start]]))
    closing = re.compile(rf"[{re.escape(marks)}]{_CLOSED}").finditer(text, start + 1, end)
    stop = None
    for match in closing:
        inside, following = text[match.start() - 1], text[match.end() : match.end() + 2]
        if (
            inside in ".,?!…;"
            or following[:1] in (".", ",", ";", ":")
            or re.match(r"\s*(?:[Ii]n\b|\ue000|$|[\[(A-Z])", text[match.end() :])
            or following[:1].isalpha()
        ):
            stop = match
            break
    if stop is None:
        return None
    opening = text[start + 1 : stop.start()]
    if len(opening) < 3 or (
        inside not in ".,?!…"
        and re.match(r"\.\s[A-Z]", text[stop.end() :])
        and re.search(r";\s?\d", text[stop.end() : end])
    ):
        return None
    title, translation = divide(draft.text, *(draft.trimmed(start + 1, stop.start()) or (start + 1, stop.start())))
    if translation:
        draft.take("translation", *translation, 0.85)
    draft.take("title", *title, 0.95)
    draft.hide(start, stop.end())
    bracket = re.compile(r"\s?\[([^\[\]\ue000]{4,300})\]").match(draft.open, stop.end(), end)
    if bracket and not draft.has("translation"):
        draft.take("translation", *bracket.span(1), 0.9)
        draft.hide(*bracket.span())
    short = re.compile(r"[a-z]{2,4}\.(?=\s?\ue000)").match(draft.open, stop.end())
    if short:
        draft.hide(*short.span())
    return stop.end()


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(
        r"(?:\((?:[A-Z][\w.]*\s){0,2})?(?:Report|Working Paper|Paper|Technical Report|Policy Paper|Research Report"
        r"|Tech\. Rep\.|Publication|NBER Working Paper)\s?(?:No\.:?|Number|#)\s?(?P<report>[\w./-]+)\)?"
        r"|arXiv:\s?(?P<arxiv>[\w./-]+\d)(?:\s?\[[\w.-]+\])?|(?:(?:United States|US|U\.S\.|European)\s)?[Pp]atent"
        r"(?:\sNo\.)?\s(?:[A-Z]{2}\s)?(?P<patent>[\d,/]{5,16}\w?\d?)"
    )


def _patent_and_report(draft: Draft, start: int, end: int) -> None:
    for match in _numbers().finditer(draft.open, start, end):
        kind = next(name for name in ("report", "arxiv", "patent") if match[name])
        if kind == "patent":
            word = re.compile(r"[Pp]atent").search(draft.open, *match.span())
            if word:
                draft.take("genre", *word.span(), 0.85)
        draft.type = {"report": "report", "arxiv": "article", "patent": "patent"}[kind]
        draft.take("number", *match.span(kind), 0.9)
        draft.hide(*match.span())


def _hide_state(draft: Draft, start: int, end: int) -> bool:
    """Hide when and where a conference was held, and «in press»; tell whether the work is yet to be published."""
    if conference := _CONFERENCE.search(draft.open, start, end):
        draft.hide(*conference.span())
        draft.type = "paper-conference"
    if in_press := _IN_PRESS.search(draft.open, start, end):
        draft.hide(*in_press.span())
    return in_press is not None


def _chapter(draft: Draft, start: int, end: int) -> int | None:
    """Take editors and the book of «In … (Eds.), …»; give where the book's own part begins."""
    match = _IN.search(draft.open, start, end)
    if match is None or not (draft.has("title") or draft.trimmed(start, match.start())):
        return None
    book = match.end()
    found, after = names.people(
        draft.open,
        book,
        min(end, book + 500),
        "initials",
        "inverted",
        "vancouver",
        "unstopped",
        "gost",
        "full",
        "natural",
    )
    role = _EDITORS_END.match(draft.open, after, end) if found else None
    if role is None and found:
        found, after = names.people(draft.open, book, min(end, book + 500), "natural", "initials")
        role = _EDITORS_END.match(draft.open, after, end) if found else None
    if found and role:
        for place in found:
            draft.take("editor", *place, 0.93)
        draft.hide(match.start(), role.end())
        return role.end()
    draft.hide(*match.span())
    return book


@cache
def _genres() -> re.Pattern[str]:
    return terms.matcher(r"(?:[(\[]\s?({}[^()\[\]\ue000]{0,60})[)\]]|(?<=[.,?!\ue000]\s)({}))", "genre", "genre")


def _genre(draft: Draft, start: int, end: int) -> None:
    match = _genres().search(draft.open, start, end)
    if match is None:
        return
    group = 1 if match[1] else 2
    begin, stop = match.span(group)
    parts = re.compile(r",\s").search(draft.open, begin, stop) if group == 1 else None
    draft.take("genre", begin, parts.start() if parts else stop, 0.9)
    if parts and not draft.has("publisher"):
        draft.take("publisher", parts.end(), stop, 0.85)
    if re.search(r"(?i)th[eè]s|diss|дис", match[0]):
        draft.type = "thesis"
    draft.hide(*match.span())


def _type(draft: Draft, chapter: bool) -> None:
    if draft.type:
        return
    if chapter:
        draft.type = "chapter"
    elif draft.has("container"):
        if draft.has("volume") or draft.has("issue") or draft.has("pages"):
            draft.type = "article-journal"
        elif draft.has("date"):
            draft.type = "article-newspaper"
        else:
            draft.type = "webpage" if draft.has("URL") else "article-journal"
    elif draft.has("publisher") or draft.has("place") or not draft.has("URL"):
        draft.type = "book"
    else:
        draft.type = "webpage"
