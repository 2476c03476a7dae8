"""What holds the work, after « // »: a journal with its numbers, or a book with its imprint."""

from __future__ import annotations

import re
from functools import cache

from . import names, terms
from .draft import GAP, Draft
from .gost_numbers import take_numbers
from .gost_responsibility import responsibility_mark, take_responsibility
from .gost_title import first_area, without_kind
from .imprint import take_imprint, take_place_alone
from .marks import YEAR, take_edition
from .styles import UKRAINIAN

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


def collection_at(draft: Draft, start: int, head_end: int, imprint: int, end: int) -> int | None:
    """Tell where the collection begins in «Назва. Збірник матеріалів конф. Львів, 2019. С. 3–9».

    DSTU 8302 lets a full stop stand for « // », so that in Ukrainian the second sentence is the book.
    """
    if not re.search(r"[.\ue000]\s[СCSPБ]{1,2}\.\s?\d+\s?[-–—]", draft.open[imprint:end]):
        return None
    later = draft.sentences(start, head_end)[1:]
    for part in later:
        if terms.has_word(draft.open[part[0] : head_end], "collections", "serials"):
            return part[0]
    return later[0][0] if later and UKRAINIAN.search(draft.open) else None


def take_host(draft: Draft, start: int, end: int) -> None:
    """Take what holds the work, with its numbers or its imprint."""
    text = draft.open
    while start < end and text[start] in f" {GAP}":
        start += 1
    if inside := terms.matcher(r"{}\s?:?\s(?=\W?\w{3})", "in_words").match(text, start, end):
        start = inside.end() if inside[0].rstrip(": ").endswith(".") else start
    found, after = names.people(text, start, min(end, start + 200), "gost", "inverted")
    if found and after < end and draft.trimmed(after, end):
        if edited := terms.matcher(r"[,\s]*(?:{}|\({}\))\s", "editor", "editor").match(draft.open, after, end):
            for place in found:
                draft.take("editor", *place, 0.85)
            after = edited.end()
        draft.hide(start, after)
        start = after
    take_edition(draft, start, end)
    slash = responsibility_mark(draft, start, end)
    imprint = take_imprint(draft, slash.end() if slash else start, end)
    in_book = draft.has("publisher")
    # In the title of a collection stands when the conference was held.
    dated = take_numbers(draft, start, end, dates=imprint is None and not draft.has("place"))
    if dated and draft.has("date") and not in_book:
        draft.type = "article-newspaper"
    slash = responsibility_mark(draft, start, end)
    head = first_area(draft, start, slash.start() if slash else end)
    if slash:
        take_responsibility(draft, slash.end(), first_area(draft, slash.end(), end)[1])
    head = without_kind(draft, *head)
    if bracket := terms.matcher(r"\s?\[?{}\]?\s?$", "kinds").search(draft.open, *head):
        head = (head[0], bracket.start()) if draft.open[bracket.end() - 1] == "]" else head
    if city := terms.matcher(r"\s\(({})\)[.\s]*$", "place").search(draft.open, *head):
        draft.take("place", *city.span(1), 0.85)
        head = (head[0], city.start())
    draft.take("container", *head, 0.9)
    if imprint is None and draft.has("pages") is False:
        take_place_alone(draft, head[1], end)
