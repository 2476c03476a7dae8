"""What an entry of GOST begins with: authors, the body behind a law, the number of a patent; or a shelf mark alone."""

from __future__ import annotations

import re
from functools import cache

from . import names, terms
from .draft import GAP, Draft
from .marks import YEAR

_SHELF_MARK = re.compile(
    r"(?<!\w)Ф\.\s?\d?[\w-]{0,8}[.,]?\s?(?:\(|Оп|Разд|К\.|Карт|Ед|Д\.|Спр|№|Л\.|Арк)[^\ue000]{0,160}"
)
_FULL_HEADING = re.compile(
    rf"({names.FAMILY},\s(?:{names.UPPER}[\w’'-]+\s)?{names.UPPER}[\w’'-]+(?:вич|вна|ична|ич|івна|ївна))\.?\s"
    rf"|({names.UPPER}[\w’'-]+\s{names.UPPER}[\w’'-]+\s{names.UPPER}[\w’'-]+(?:вич|вна|ична|івна|ївна))\.\s"
    rf"|([\w’'-]+,\s{names.UPPER}[\w’'-]+(?:\s{names.UPPER}(?:\.|[\w’'-]+))?)\.?\s(?<=\.\s)"
)


def take_shelf_mark(draft: Draft, slashes: tuple[int, int] | None) -> bool:
    """Take an archive and its shelf mark, if the entry or what follows its slashes is one; tell whether it is."""
    begin = slashes[1] if slashes else 0
    match = _SHELF_MARK.search(draft.open, begin)
    if match is None or match.start() - begin > 120:
        return False
    if draft.trimmed(begin, match.start()) is None:
        return False
    draft.take("archive_location", *match.span(), 0.95)
    draft.take("archive", begin, match.start(), 0.9)
    draft.type = "manuscript"
    return True


@cache
def _patent() -> re.Pattern[str]:
    return terms.matcher(
        r"[\s\ue000]*({})\s(?:№\s?)?(\d{4,8}),?\s[^.:;/]{2,60}?(?:,?\sМПК[^:;]{2,60}?)?[.:]\s(?=\w{3})",
        "patents",
    )


def take_patent(draft: Draft) -> int:
    """Take «Пат. 2187888 Российская Федерация, МПК7 Н 04 В 1/38.»; give where the title begins, or 0."""
    match = _patent().match(draft.open)
    if match is None:
        return 0
    draft.take("genre", *match.span(1), 0.85)
    draft.take("number", *match.span(2), 0.95)
    draft.hide(*match.span())
    draft.type = "patent"
    return match.end()


def hide_issuing_body(draft: Draft) -> int:
    """Pass over «Российская Федерация. Законы.» before the title of a law; give where that begins, or 0."""
    match = terms.matcher(
        r"[\s\ue000]*[^\W\d_]{3,20}(?:\s[^\W\d_]{3,20})?\.\s{}[^.:/]{0,40}\.\s", "issuing_bodies"
    ).match(draft.open)
    if match is None:
        return 0
    draft.hide(*match.span())
    return match.end()


def take_heading(draft: Draft, start: int, end: int) -> int:
    """Take the authors at the beginning: Фамилия И. О., or Фамилия, И. О.; give where the title begins."""
    while start < end and draft.open[start] in f" {GAP}":
        start += 1
    found, after = names.people(draft.open, start, min(end, start + 600), "gost", "heading")
    if not found:
        found, after = _full_heading(draft, start, end)
    edited = terms.matcher(r"\s?\({}\)[.,]?", "editor").match(draft.open, after, end) if found else None
    for place in found:
        draft.take("editor" if edited else "author", *place, 0.95)
    if edited:
        draft.hide(*edited.span())
        return edited.end()
    dated = re.compile(rf"\s?\(({YEAR})\)[.,]?\s").match(draft.open, after, end) if found else None
    if dated:
        draft.take("year", *dated.span(1), 0.95)
        draft.hide(*dated.span())
        return dated.end()
    return after if found else start


@cache
def _given_and_family() -> re.Pattern[str]:
    given, family = terms.alternatives("given_names"), rf"{names.UPPER}[\w’'-]{{2,}}"
    patronymic = rf"(?:\s{names.UPPER}[\w’'-]+(?:вич|вна|ична|ич|івна|ївна))?"
    return re.compile(rf"(?:{given}{patronymic}\s{family}|{family}\s{given}{patronymic})(?!\w)")


def _by_given_names(draft: Draft, start: int, end: int) -> list[tuple[int, int]]:
    """Read «Юрий Лотман.», «Фёдоров Юрий, Баранов Николай.»: names without initials, told by the given name."""
    found = []
    place = start
    while match := _given_and_family().match(draft.open, place, end):
        found.append(match.span())
        place = match.end() + 2
        if draft.open[match.end() : place] not in (", ", "; "):
            break
    if not found or not re.compile(rf"\.\s(?=\S)|\s(?={names.UPPER})").match(draft.open, found[-1][1], end):
        return []
    alone = terms.matcher(r"\W{0,3}{}\s?[:;,]", "place").match(draft.open, found[-1][1], end)
    return [] if alone else found  # «Анна Каренина. М.: …» is a title


def _full_heading(draft: Draft, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
    if found := _by_given_names(draft, start, end):
        return found, found[-1][1] + 1
    match = _FULL_HEADING.match(draft.open, start, end)
    if match is None or (match[3] and terms.has_word(match[3], "organizations", "cities", "serials", "genre")):
        return [], start
    return [match.span(match.lastindex or 1)], match.end()
