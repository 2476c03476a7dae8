"""Title, parallel title and kind of work in an entry of GOST."""

from __future__ import annotations

import re
from functools import cache

from . import terms
from .draft import GAP, Draft
from .gost_responsibility import responsibility_mark, take_responsibility

AREA = re.compile(r"[.\ue000»\])]\s*[–—-]+\s|\s[–—]\s(?=\ue000)")


def first_area(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """Give the part up to what is taken or to «. –»."""
    while start < end and draft.open[start] in f" .,;–—-{GAP}":
        start += 1
    gap = draft.open.find(GAP, start, end)
    end = end if gap < 0 else gap
    area = AREA.search(draft.open, start, end)
    return start, area.start() + 1 if area else end


def take_title(draft: Draft, start: int, end: int, law: bool) -> None:
    """Take title, parallel title, kind of work and those responsible before the other areas."""
    while start < end and draft.open[start] in f" .,;{GAP}":
        start += 1
    slash = responsibility_mark(draft, start, end)
    if slash:
        take_responsibility(draft, slash.end(), first_area(draft, slash.end(), end)[1])
    begin, stop = first_area(draft, start, slash.start() if slash else end)
    quoted = re.compile(r"\s?[.,]?\s?«((?:[^«»]|«[^«»]*»){3,500})»").search(draft.open, stop, end) if law else None
    if quoted and terms.matcher(r"{}", "genre").match(draft.open, begin, stop):
        draft.take("genre", begin, stop, 0.8)
        draft.take("title", *quoted.span(1), 0.85)
        draft.hide(*quoted.span())
        return
    if match := _bracketed().search(draft.open, begin, stop):
        kind = "genre" if terms.has_word(match[1], "genre") else "translation"
        if draft.trimmed(begin, match.start()) is None:
            draft.take("title", *match.span(1), 0.8)
            draft.hide(begin, match.end())
            return
        if terms.has_word(match[1], "kinds"):
            kind = "genre" if kind == "genre" else ""
        if kind:
            draft.take(kind, *(match.span() if kind == "genre" else match.span(1)), 0.9, bare=kind != "genre")
        draft.hide(*match.span())
        stop = match.start()
    begin, stop = without_kind(draft, begin, stop, genre=True)
    if parallel := re.compile(r"\s=\s").search(draft.open, begin, stop):
        draft.take("translation", parallel.end(), stop, 0.9)
        stop = parallel.start()
    draft.take("title", begin, stop, 0.9)
    if law:
        draft.type = "legislation"


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r"\[([^\[\]\ue000]{3,300})\]")


@cache
def _kind() -> re.Pattern[str]:
    return terms.matcher(r"\s?[:;,.]\s(?:\[?{}|({}|\[{}))", "kinds", "genre", "genre")


def without_kind(draft: Draft, start: int, end: int, *, genre: bool = False) -> tuple[int, int]:
    """Leave out the kind of the work after the title («учебник», «сб. ст.»), taking it as genre if asked."""
    match = _kind().search(draft.open, start + 1, end)
    while match and draft.open[match.start() : match.end()].lstrip()[0] in ",." and not _is_dissertation(match[0]):
        match = _kind().search(draft.open, match.end(), end)
    if match is None:
        match = _whole_genre().search(draft.open, start + 1, end) if genre else None
    if match is None:
        return start, end
    if genre:
        begin = match.end() if match[1] is None else match.start(1)
        stop = end
        if match[1] is None:
            following = terms.matcher(r"\s?:\s({})", "genre").search(draft.open, match.end() - 1, end)
            begin = following.start(1) if following else end
        if further := re.compile(r"\s?:\s").search(draft.open, begin, end):
            stop = further.start()
        if begin < stop:
            draft.take("genre", begin, stop, 0.85, bare=draft.open[begin] != "[")
    draft.hide(match.start(), end)
    return start, match.start()


@cache
def _whole_genre() -> re.Pattern[str]:
    """What is the kind of the work also as a sentence of its own: «Учеб. пособие для вузов»."""
    return terms.matcher(r"(?<=\w)\.\s({})(?=[^.]{0,60}\.?\s?(?:\ue000|$))", "whole_genre")


def _is_dissertation(text: str) -> bool:
    return re.match(r"\s?[:;,.]\s(?:автореф|дис)", text, re.IGNORECASE) is not None
