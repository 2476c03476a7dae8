"""What holds the work, after « // »: a journal with its numbers, or a book with its imprint."""

from __future__ import annotations

import re
from functools import cache

from . import names, terms
from .draft import GAP, Draft
from .gost_responsibility import responsibility_mark, take_responsibility
from .gost_title import first_area, without_kind
from .imprint import take_imprint, take_place_alone
from .marks import PAGES, YEAR, take_date, take_edition, take_labelled

_YEAR_ALONE = re.compile(
    rf"(?<=[\s.,;–—\ue000])(?<!\d[–—-])(?<!\s[зЗ]а\s)(?<!\s[вскуВСКУ]\s)(?<!\sдо\s)(?<!\sпо\s)(?<!\sот\s)(?<!\sна\s)({YEAR})(?:\s?(?:г|р)\.)?(?=\s?(?:[.,;:\ue000]|[–—](?!\d)|-\s|$|\s\())"
)
# 5, 4: 416-436; 59(4): 22–29
_COMPACT = re.compile(rf"(?<=[\s,;])(\d{{1,4}})(?:[.,]\s?(\d{{1,4}})|\s?\((\d{{1,4}})\))\s?:\s?({PAGES})")
# София: ЛИК, 1999, 17-42.
_PAGES_ALONE = re.compile(r"(?<=\ue000,\s)(\d{1,4}\s?[-–—]\s?\d{1,4})(?=\.?[\s\ue000]*$)")
# Психологический журнал, 2017, 38, № 1
_VOLUME_ALONE = re.compile(r"(?<=\ue000,\s)(\d{1,3})(?=,\s?\ue000)")
_YEAR_AFTER_MONTH = re.compile(rf"\([^\W\d_]{{3,9}}\.?,?\s({YEAR})\)")  # No. 1 (Mar., 1959)
_NUMBERED = re.compile(
    rf"(?<=[.,]\s)(?:{YEAR}[.,]\s(?:\d{{1,2}}\s|(?:[ТВTV][а-яa-z]{{0,3}}\.|№|No\.|Ч\.)\s?\d)|(?:Т\.|Вип\.|Вып\.|№"
    rf"|Vol\.|No\.)\s?\d|{YEAR}\.\s\ue000)"
)


@cache
def host_mark() -> re.Pattern[str]:
    """What stands before that which holds the work: « // », or «. – В: »."""
    return terms.matcher(r"\s?//\s?|(?<=[.»“”\"])\s(?:[–—-]\s)?{}:\s", "in_words")


def host_without_slashes(draft: Draft, start: int, end: int) -> int | None:
    """Tell where the journal begins in «Назва. Журнал. 2013. Вип. 1. С. 3–9», which DSTU 8302 allows."""
    numbered = _NUMBERED.search(draft.open, start, end)
    if numbered is None and draft.has("URL") and not draft.has("year"):
        parts = draft.sentences(start, end)
        named = len(parts) == 2 and terms.has_word(draft.open[slice(*parts[1])], "organizations", "serials")
        return parts[1][0] if named else None
    if numbered is None or not re.search(
        r"№|Вип|Вып|No\.|[СCPС]\.\s?\d|\d\s\w{3,}|\.\s\ue000", draft.open[numbered.start() : end]
    ):
        return None
    parts = draft.sentences(start, numbered.start())
    if len(parts) < 2:
        return None
    serial = next((part for part in parts[1:] if terms.has_word(draft.open[part[0] : part[1]], "serials")), parts[-1])
    return serial[0]


def collection_at(draft: Draft, start: int, imprint: int, end: int) -> int | None:
    """Tell where the collection begins in «Назва. Збірник матеріалів конф. Львів, 2019. С. 3–9»."""
    if not re.search(r"[.\ue000]\s[СCSPБ]{1,2}\.\s?\d+\s?[-–—]", draft.open[imprint:end]):
        return None
    for part in draft.sentences(start, imprint)[1:]:
        if terms.has_word(draft.open[part[0] : imprint], "collections", "serials"):
            return part[0]
    return None


def take_host(draft: Draft, start: int, end: int) -> None:
    """Take what holds the work, with its numbers or its imprint."""
    text = draft.open
    while start < end and text[start] in f" {GAP}":
        start += 1
    if inside := terms.matcher(r"{}\s?:?\s(?=\W?\w{3})", "in_words").match(text, start, end):
        start = inside.end() if inside[0].rstrip(": ").endswith(".") else start
    found, after = names.people(text, start, min(end, start + 200), "gost", "inverted")
    if found and after < end and draft.trimmed(after, end):
        draft.hide(start, after)
        start = after
    take_edition(draft, start, end)
    slash = responsibility_mark(draft, start, end)
    imprint = take_imprint(draft, slash.end() if slash else start, end)
    if match := _COMPACT.search(draft.open, start, end):
        for group, name in ((4, "pages"), (3 if match[3] else 2, "issue"), (1, "volume")):
            draft.take(name, *match.span(group), 0.9)
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
    # In the title of a collection stands when the conference was held.
    dated = imprint is None and not draft.has("place") and take_date(draft, start, end)
    numeric = re.compile(rf"(?<=[.,;]\s)(\d{{1,2}}\.\d{{1,2}})\.({YEAR})(?=[.,\s\ue000]|$)").search(
        draft.open, start, end
    )
    if numeric and not draft.has("year"):
        draft.take("date", *numeric.span(1), 0.85)
        draft.take("year", *numeric.span(2), 0.95)
        draft.hide(*numeric.span())
        dated = True
    if not draft.has("year") and (inside := _YEAR_AFTER_MONTH.search(draft.open, start, end)):
        draft.take("year", *inside.span(1), 0.9)
        draft.hide(*inside.span())
    take_year(draft, start, end)
    if not draft.has("volume") and (alone := _VOLUME_ALONE.search(draft.open, start, end)):
        draft.take("volume", *alone.span(1), 0.85)
    if dated and not in_book:
        draft.type = "article-newspaper"
    slash = responsibility_mark(draft, start, end)
    head = first_area(draft, start, slash.start() if slash else end)
    if slash:
        take_responsibility(draft, slash.end(), first_area(draft, slash.end(), end)[1])
    head = without_kind(draft, *head)
    if bracket := terms.matcher(r"\s?\[?{}\]?\s?$", "kinds").search(draft.open, *head):
        head = (head[0], bracket.start()) if draft.open[bracket.end() - 1] == "]" else head
    draft.take("container", *head, 0.9)
    if imprint is None and draft.has("pages") is False:
        take_place_alone(draft, head[1], end)


def take_year(draft: Draft, start: int, end: int) -> None:
    """Take a year that stands alone; one that is there twice is covered."""
    match = _YEAR_ALONE.search(draft.open, start + 4 if start + 4 < end else start, end)
    if match:
        if not draft.has("year"):
            draft.take("year", *match.span(1), 0.9)
        elif (year := draft.last("year")) and year.value != match[1]:
            return
        draft.hide(*match.span())
