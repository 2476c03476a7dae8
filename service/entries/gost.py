"""Entries after GOST R 7.0.5-2008, GOST R 7.0.100-2018 and DSTU 8302:2015: areas divided by «. –», « / », « // »."""

from __future__ import annotations

import re
from functools import cache

from . import names, terms
from .draft import GAP, Draft
from .imprint import take_imprint, take_place_alone
from .marks import PAGES, YEAR, take_date, take_edition, take_labelled, take_total_pages

_SLASHES = re.compile(r"\s?//\s?")
_SLASH = re.compile(r"(?<=[\s\ue000.\]])/(?=[\s\[])|(?<=\w\s)/(?=\w)")
_AREA = re.compile(r"[.\ue000»\])]\s*[–—-]+\s|\s[–—]\s(?=\ue000)")
_SHELF_MARK = re.compile(
    r"(?<!\w)Ф\.\s?\d?[\w-]{0,8}[.,]?\s?(?:\(|Оп|Разд|К\.|Карт|Ед|Д\.|Спр|№|Л\.|Арк)[^\ue000]{0,160}"
)
_YEAR_ALONE = re.compile(
    rf"(?<=[\s.,;–—\ue000])(?<!\d[–—-])({YEAR})(?:\s?(?:г|р)\.)?(?=\s?(?:[.,;:\ue000]|[–—](?!\d)|-\s|$|\s\())"
)
_COMPACT = re.compile(rf"(?<=[\s,])(\d{{1,4}})[.,]\s?(\d{{1,4}})\s?:\s?({PAGES})")
_LAW = re.compile(
    rf"(?:\sот\s|\sвід\s)(?P<date>\d{{1,2}}(?:\.\d{{1,2}}\.|\s\w+\.?\s)(?P<year>{YEAR}))(?:\s?(?:г|р)\.?)?|№\s?"
    rf"(?P<number>\d{{1,5}}[а-я]?(?:/\d{{2,4}})?(?:-[А-ЯІA-Z]{{1,6}})?)(?![\w/])"
)
_SERIES = re.compile(r"(?:[.\ue000]\s?(?:[–—-]\s)?)\(([^()\ue000]{4,120})\)")


def parse_gost(draft: Draft) -> None:
    """Take an entry of these styles apart."""
    text = draft.open
    end = len(text)
    slashes = _SLASHES.search(text)
    if _take_shelf_mark(draft, slashes.span() if slashes else None):
        end = slashes.start() if slashes else 0
        slashes = None
    start = _take_heading(draft, 0, slashes.start() if slashes else end)
    if slashes:
        _article(draft, start, slashes.start(), slashes.end(), end)
    elif end:
        _book(draft, start, end)


def _take_shelf_mark(draft: Draft, slashes: tuple[int, int] | None) -> bool:
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


def _take_heading(draft: Draft, start: int, end: int) -> int:
    """Take the authors at the beginning: Фамилия И. О., or Фамилия, И. О.; give where the title begins."""
    while start < end and draft.open[start] in f" {GAP}":
        start += 1
    found, after = names.people(draft.open, start, min(end, start + 600), "gost", "heading")
    if not found:
        found, after = _full_heading(draft, start, end)
    for place in found:
        draft.take("author", *place, 0.95)
    dated = re.compile(rf"\s?\(({YEAR})\)[.,]?\s").match(draft.open, after, end) if found else None
    if dated:
        draft.take("year", *dated.span(1), 0.95)
        draft.hide(*dated.span())
        return dated.end()
    return after if found else start


_FULL_HEADING = re.compile(
    rf"({names.FAMILY},\s(?:[А-ЯІЇЄҐЁ][\w’'-]+\s)?[А-ЯІЇЄҐЁ][\w’'-]+(?:вич|вна|ична|ич|івна|ївна))\.?\s"
)


def _full_heading(draft: Draft, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
    match = _FULL_HEADING.match(draft.open, start, end)
    return ([match.span(1)], match.end()) if match else ([], start)


def _book(draft: Draft, start: int, end: int) -> None:
    take_total_pages(draft, start, end)
    take_edition(draft, start, end)
    law = _take_law(draft, start, end)
    _take_series(draft, start, end)
    slash = _SLASH.search(draft.open, start, end)
    imprint = take_imprint(draft, slash.end() if slash else start, end)
    if imprint is None and not slash and (host := _host_without_slashes(draft, start, end)) is not None:
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
        _take_year(draft, start, end)
    _title(draft, start, end, law)
    if not draft.has("year"):
        _take_year(draft, start, end)
    if not draft.type:
        draft.type = (
            "legislation" if law else "book" if draft.has("place") else "webpage" if draft.has("URL") else "book"
        )


_NUMBERED = re.compile(
    rf"(?<=[.,]\s)(?:{YEAR}[.,]\s(?:\d{{1,2}}\s|(?:[ТВTV][а-яa-z]{{0,3}}\.|№|No\.|Ч\.)\s?\d)|(?:Т\.|Вип\.|Вып\.|№"
    rf"|Vol\.|No\.)\s?\d)"
)


def _host_without_slashes(draft: Draft, start: int, end: int) -> int | None:
    """Tell where the journal begins in «Назва. Журнал. 2013. Вип. 1. С. 3–9», which DSTU 8302 allows."""
    numbered = _NUMBERED.search(draft.open, start, end)
    if numbered is None or not re.search(
        r"№|Вип|Вып|No\.|[СCPС]\.\s?\d|\d\s\w{3,}", draft.open[numbered.start() : end]
    ):
        return None
    parts = draft.sentences(start, numbered.start())
    if len(parts) < 2:
        return None
    serial = next((part for part in parts[1:] if terms.has_word(draft.open[part[0] : part[1]], "serials")), parts[-1])
    return serial[0]


def _article(draft: Draft, start: int, end: int, host: int, stop: int) -> None:
    """Take an entry with « // » apart: the work before it, what holds the work after it."""
    take_total_pages(draft, start, end)
    law = _take_law(draft, start, end)
    slash = _SLASH.search(draft.open, start, end)
    if slash and _AREA.search(draft.open, slash.end(), end):
        take_edition(draft, slash.end(), end)
        _take_series(draft, slash.end(), end)
        take_imprint(draft, slash.end(), end)
    _host(draft, host, stop)
    if not draft.has("year"):
        take_date(draft, max(start, end - 40), end)
    _title(draft, start, end, law)
    if not draft.type:
        if law:
            draft.type = "legislation"
        elif draft.has("publisher"):
            draft.type = "chapter"
        else:
            draft.type = "webpage" if draft.has("URL") and not draft.has("pages") else "article-journal"


def _host(draft: Draft, start: int, end: int) -> None:
    text = draft.open
    while start < end and text[start] in f" {GAP}":
        start += 1
    found, after = names.people(text, start, min(end, start + 200), "gost", "inverted")
    if found and after < end and draft.trimmed(after, end):
        draft.hide(start, after)
        start = after
    take_edition(draft, start, end)
    slash = _SLASH.search(draft.open, start, end)
    imprint = take_imprint(draft, slash.end() if slash else start, end)
    if match := _COMPACT.search(draft.open, start, end):
        for group, name in ((3, "pages"), (2, "issue"), (1, "volume")):
            draft.take(name, *match.span(group), 0.9)
        draft.hide(*match.span())
    take_labelled(draft, "pages", start, end)
    in_book = draft.has("publisher")
    if in_book:
        take_labelled(draft, "volume", start, end)
    for kind in ("issue", "series_issue"):
        take_labelled(draft, kind, start, end, "volume" if in_book and kind == "series_issue" else "issue", 0.9)
    take_labelled(draft, "volume", start, end)
    dated = take_date(draft, start, end)
    numeric = re.compile(rf"(?<=[.,;]\s)(\d{{1,2}}\.\d{{1,2}})\.({YEAR})(?=[.,\s\ue000]|$)").search(
        draft.open, start, end
    )
    if numeric and not draft.has("year"):
        draft.take("date", *numeric.span(1), 0.85)
        draft.take("year", *numeric.span(2), 0.95)
        draft.hide(*numeric.span())
        dated = True
    _take_year(draft, start, end)
    if dated and not in_book:
        draft.type = "article-newspaper"
    slash = _SLASH.search(draft.open, start, end)
    head = _first_area(draft, start, slash.start() if slash else end)
    if slash:
        _responsibility(draft, slash.end(), _first_area(draft, slash.end(), end)[1])
    head = _without_kind(draft, *head)
    if bracket := terms.matcher(r"\s?\[?{}\]?\s?$", "kinds").search(draft.open, *head):
        head = (head[0], bracket.start()) if draft.open[bracket.end() - 1] == "]" else head
    draft.take("container", *head, 0.9)
    if imprint is None and draft.has("pages") is False:
        take_place_alone(draft, head[1], end)


def _first_area(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """Give the part up to what is taken or to «. –»."""
    while start < end and draft.open[start] in f" .,;–—-{GAP}":
        start += 1
    gap = draft.open.find(GAP, start, end)
    end = end if gap < 0 else gap
    area = _AREA.search(draft.open, start, end)
    return start, area.start() + 1 if area else end


def _take_year(draft: Draft, start: int, end: int) -> None:
    match = _YEAR_ALONE.search(draft.open, start + 4 if start + 4 < end else start, end)
    if match:
        if not draft.has("year"):
            draft.take("year", *match.span(1), 0.9)
        draft.hide(*match.span())


def _take_law(draft: Draft, start: int, end: int) -> bool:
    """Take date and number of a law, if the part names one; tell whether it does."""
    if not terms.matcher(
        r"(?<!\w)(?:федеральн\w+|федер\.|указ|постановлени\w+|приказ|распоряжени\w+|закон|кодекс|конституци\w+"
        r"|постанова|наказ)(?!\w)"
    ).search(draft.open, start, end):
        return False
    found = False
    for match in _LAW.finditer(draft.open, start, end):
        found = True
        if match["year"] and not draft.has("year"):
            draft.take("year", *match.span("year"), 0.9)
        elif match["number"] and not draft.has("number"):
            draft.take("number", *match.span("number"), 0.9)
        draft.hide(*match.span())
    for match in re.compile(
        r"\((?:в\s)?ред\.\s[^()]{0,60}\)|\((?:принят|утв|прийнят)[^()]{0,90}\)|\(с\sизм[^()]{0,60}\)"
    ).finditer(draft.open, start, end):
        draft.hide(*match.span())
    if found and (
        passed := re.compile(rf":\s(?:принят|утв|одобр|прийнят)[^\ue000]{{0,60}}?({YEAR})[^\ue000]{{0,4}}").search(
            draft.open, start, end
        )
    ):
        if not draft.has("year"):
            draft.take("year", *passed.span(1), 0.85)
        draft.hide(*passed.span())
    return found


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
    _take_year(draft, start, end)


def _title(draft: Draft, start: int, end: int, law: bool) -> None:
    """Take title, parallel title, kind of work and those responsible before the other areas."""
    while start < end and draft.open[start] in f" .,;{GAP}":
        start += 1
    slash = _SLASH.search(draft.open, start, end)
    if slash:
        _responsibility(draft, slash.end(), _first_area(draft, slash.end(), end)[1])
    begin, stop = _first_area(draft, start, slash.start() if slash else end)
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
    begin, stop = _without_kind(draft, begin, stop, genre=True)
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


def _without_kind(draft: Draft, start: int, end: int, *, genre: bool = False) -> tuple[int, int]:
    """Leave out the kind of the work after the title («учебник», «сб. ст.»), taking it as genre if asked."""
    match = _kind().search(draft.open, start + 1, end)
    while match and draft.open[match.start() : match.end()].lstrip()[0] in ",." and not _is_dissertation(match[0]):
        match = _kind().search(draft.open, match.end(), end)
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


def _is_dissertation(text: str) -> bool:
    return re.match(r"\s?[:;,.]\s(?:автореф|дис)", text, re.IGNORECASE) is not None


@cache
def _role() -> re.Pattern[str]:
    return terms.matcher(
        r"(?<!\w)(?:(?P<translator>{})|(?P<editor>{})|(?P<contributor>{}))", "translator", "editor", "contributor"
    )


def _responsibility(draft: Draft, start: int, end: int) -> None:
    """Take those responsible, who are divided by semicolons."""
    begin = start
    first = True
    text = draft.open
    thesis = re.search(r"(?i)(?<!\w)(?:автореф|дис\.|дисс|thesis)", text[:start]) is not None
    for stop in [*(match.start() for match in re.compile(";").finditer(text, start, end)), end]:
        _one_responsibility(draft, begin, stop, first=first, thesis=thesis)
        first = False
        begin = stop + 1


def _one_responsibility(draft: Draft, start: int, end: int, *, first: bool, thesis: bool) -> None:
    part = draft.open[start:end]
    roles = {kind for match in _role().finditer(part) for kind, found in match.groupdict().items() if found}
    if roles:
        name = "translator" if "translator" in roles else "editor" if "editor" in roles else ""
        if name:
            last_role = max(
                match.end() for match in _role().finditer(part) if not re.match(r"\s?\(", part[match.end() :] or " ")
            )
            before = part[:last_role].rstrip()
            from_ = start if before.endswith(("(гл. ред.", "(отв. ред.")) else start + last_role
            for place in names.all_people(draft.open, from_, end):
                draft.take(name, *place, 0.9)
        draft.hide(start, end)
        return
    if first:
        _authors_after_slash(draft, start, end)
    elif thesis and terms.has_word(part, "organizations") and not draft.has("publisher"):
        draft.take("publisher", start, end, 0.8)
    draft.hide(start, end)


def _authors_after_slash(draft: Draft, start: int, end: int) -> None:
    heading = [field.value for field in draft.fields if field.name == "author"]
    if others := names.et_al().search(draft.open, start, end):
        draft.hide(*others.span())
        end = others.start()
    found = [match.span() for match in re.compile(r"[^,\ue000]+").finditer(draft.open, start, end)]
    for place in found:
        where = draft.trimmed(*place)
        if where is None:
            continue
        name = draft.open[where[0] : where[1]]
        if any(_same(name, one) for one in heading):
            continue
        if terms.has_word(name, "organizations") and (heading or len(found) > 1):
            continue
        draft.take("author", *where, 0.85)


def _same(one: str, other: str) -> bool:
    """Tell whether two forms name one person: a family name and the first initial agree."""
    words, others = re.findall(r"\w+", one.casefold()), re.findall(r"\w+", other.casefold())
    if not words or not others:
        return False
    return others[0] in words and any(
        word[0] == others[-1][0] or word[0] == others[min(1, len(others) - 1)][0] for word in words
    )
