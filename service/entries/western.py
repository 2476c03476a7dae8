"""Entries after APA, Chicago, Harvard, Vancouver and the like: authors, year, title, what holds it, imprint."""

from __future__ import annotations

import re
from functools import cache

from . import names, terms
from .draft import GAP, Draft
from .imprint import take_imprint
from .marks import PAGES, YEAR, take_date, take_edition, take_labelled, take_total_pages
from .parallel import divide
from .roles import take_roles

_YEAR_IN_BRACKETS = re.compile(
    rf"\((?:c\.\s?|ca\.\s)?(?P<year>{YEAR})(?P<letter>[a-z])?(?:\s?[-–—/]\s?\d{{2,4}})?(?:,\s"
    rf"(?P<date>[^()\ue000]{{3,24}}))?\)|\((?:n\.\s?d\.|in press|forthcoming)\)",
    re.IGNORECASE,
)
_OPENING = {"“": '”"“', "„": "“”", '"': '"”“', "«": "»", "‘": "’'", "'": "'’", "”": '”"'}
_CLOSED = r"(?=[.,;:?!]?\s|[.,;:]|\ue000|[a-z]{2,4}\.|$)"
_NUMBERINGS = tuple(
    re.compile(pattern)
    for pattern in (
        # 2002 Jul 25;347(4):284-7
        rf"(?<=[.\s])(?P<year>{YEAR})(?:\s(?P<date>[A-Z][a-z]{{2,8}}(?:[ -–]\d{{1,2}})?))?\s?;\s?"
        rf"(?P<volume>\d{{1,4}})?(?:\s?(?:Suppl\s?\d*))?(?:\s?\((?P<issue>[^()]{{1,16}})\))?\s?(?::\s?"
        rf"(?P<pages>{PAGES}))?",
        rf"(?<=[.\s])(?P<year>{YEAR})(?:\s(?P<date>[A-Z][a-z]{{2,8}}(?:[ -]\d{{1,2}})?))?\s?;\s?(?:Sect\.\s\w+:)"
        rf"(?P<pages>\d+)(?:\s\(col\.\s\d+\))?",
        # 115, no. 2 (May 2009): 405–50
        rf"(?<=[\s,])(?<!\.\s)(?P<volume>\d{{1,4}}|[IVXLC]{{1,6}})(?:\s?[,/]\s?(?:[Nn]o\.\s?)?(?P<issue>\d{{1,4}}"
        rf"(?:[-–/]\d{{1,4}})?))?\s?,?\s?\((?:[^()\d]{{1,20}}(?:\d{{1,2}},\s)?)?(?P<year>{YEAR})\)(?:\s?[:,]\s?"
        rf"(?:pp?\.\s?)?(?P<pages>{PAGES}))?",
        rf"(?<=[\s,])[Nn]os?\.\s?(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,4}})?)\s?\((?:[^()\d]{{1,20}}(?:\d{{1,2}},\s)?)?"
        rf"(?P<year>{YEAR})\)(?:\s?[:,]\s?(?:pp?\.\s?)?(?P<pages>{PAGES}))?",
        # 46, no. 2: 391-425; 5, 4: 416-436; 57(2), pp. 137–145; 25 (2): 275-294
        rf"(?<=[\s,;\ue000])(?P<volume>\d{{1,4}}|[IVXLC]{{1,6}})\s?\((?P<issue>[^()]{{1,20}})\)\s?(?:[:,;]\s?(?:pp?\.\s?)?"
        rf"(?P<pages>{PAGES})|[:,;]\s(?:Article|Art\.)\s(?P<number>\w+))?",
        rf"(?<=[\s,])(?<!\.\s)(?P<volume>\d{{1,4}}|[IVXLC]{{1,6}})\s?,\s?(?:[Nn]o\.\s?)?(?P<issue>\d{{1,4}}"
        rf"(?:[-–/]\d{{1,4}})?)\s?[:,]\s?(?:pp?\.\s?)?(?P<pages>{PAGES})",
        rf"(?<=[\s,])(?P<volume>\d{{1,4}})[.](?P<issue>\d{{1,4}})\s?(?:\((?P<year>{YEAR})\))?\s?[:,]\s?"
        rf"(?P<pages>{PAGES})",
        rf"(?<=[\s,])(?P<volume>\d{{1,4}}|[IVXLC]{{1,6}})\s?[,:]\s?(?:pp?\.\s?)?(?P<pages>{PAGES}(?<!\d{{4}}\s)"
        rf"(?=[\s.,;)\ue000]|$))",
        r"(?<=[\s,])(?P<volume>\d{1,4})[,:]\s(?:Article|Art\.)\s(?P<number>\w+)",
        r"(?<=[\s,])(?P<volume>\d{1,3})\s?,\s(?:[Nn]o\.\s?)?(?P<issue>\d{1,3})(?=\.|\ue000|\s?$)",
    )
)
_PARENTHESIZED = re.compile(
    rf"\((?P<place>[^():\ue000]{{2,60}}):\s?(?P<publisher>[^():\ue000]{{2,100}}),\s(?P<year>{YEAR})\)"
)
_IN = re.compile(r"(?:(?<=[.,;”\"’'»?!\ue000]\s)|(?<=[”\"’»\ue000]))[Ii]n:?\s(?=[^\s])")
_EDITORS_END = re.compile(r"[,\s]\s?\(?(?:[Ee]ditors?|[Ee]ds?\.?|[Hh]rsg\.|[Hh]g\.)(?!\w)\)?[.,:]{0,2}\s?(?=\S)")
_ROLE_AFTER_AUTHORS = re.compile(r"[,\s]{0,2}\(?(?:[Ee]ds?\.?|[Ee]ditors?|[Cc]omp\.|[Hh]rsg\.)\)?(?=[.,:\s])[.,:]?\s?")
_INVENTOR = re.compile(r"[,\s]+(?:inventors?|authors?)(?:;[^;\ue000]{2,80}?assignees?)?\s?\.?")
_WORK = re.compile(r"^(?:[\s\d.\[\]]{0,6})")


def parse_western(draft: Draft) -> None:
    """Take an entry of these styles apart."""
    end = len(draft.open)
    start = _WORK.match(draft.open).end() if not draft.open.startswith(GAP) else 0  # type: ignore[union-attr]
    while start < end and draft.open[start] in f" {GAP}":
        start += 1
    start = _heading(draft, start, end)
    title_end = _quoted_title(draft, start, end)
    after = start if title_end is None else title_end
    if reviewed := re.compile(r"Review of [^.\ue000]{3,150}, by [^.\ue000]{3,60}\.").search(draft.open, after, end):
        draft.hide(*reviewed.span())
    _patent_and_report(draft, after, end)
    take_edition(draft, after, end)
    after_in = _chapter(draft, after, end)
    take_roles(draft, after, end)
    _imprint(draft, after, end, titled=title_end is not None or after_in is not None)
    take_total_pages(draft, after, end)
    numbered = _numbering(draft, after, end)
    _genre(draft, after, end)
    if not draft.has("date"):
        take_date(draft, after, end, month_alone=True)
    if not draft.has("year"):
        _late_year(draft, after, end)
    _remaining(draft, start, end, title_end, after_in, numbered=numbered)
    _type(draft, after_in is not None)


def _heading(draft: Draft, start: int, end: int) -> int:
    """Take authors and the year beside them; give where the title begins."""
    text = draft.open
    dated = _YEAR_IN_BRACKETS.search(text, start, min(end, start + 1200))
    if dated:
        block = text[start : dated.start()]
        found, after = names.people(text, start, dated.start(), "inverted", "vancouver", "gost", "full", "initials")
        covered = draft.trimmed(after, dated.start()) if found else (0, 0)
        rest = text[after : dated.start()].strip(" .,;:") if found else ""
        if found and (covered is None or _mere_role(rest) or re.fullmatch(r"\([^()]*\)", rest)):
            return _dated(draft, found, dated, editors=_mere_role(rest))
        if (
            (found and len(found) > 1 and len(rest) < 60 and not re.search(r"[“”\"«»:]", rest))
            and rest.count(" ") < 6
            and ". " not in rest
        ):
            more, _ = names.people(text, after, dated.start(), "natural")
            return _dated(draft, [*found, *more], dated, editors=False)
        if _corporate(block):
            draft.take("author", start, dated.start(), 0.8)
            return _dated(draft, [], dated, editors=False)
        if re.search(r"[,.][”\"“]\s*$", block) or (block.count(" ") > 5 and not found):
            _title_first(draft, start, dated)
            return dated.end()
    match = re.compile(rf"([^.,:;(\ue000]{{2,80}}),?\s({YEAR})[a-z]?[,:]\s").match(text, start, end)
    if match and (names.people(text, start, match.end(1), "inverted", "vancouver")[0] or _corporate(match[1])):
        draft.take("author", *match.span(1), 0.8)
        draft.take("year", *match.span(2), 0.9)
        draft.hide(match.start(), match.end())
        return match.end()
    return _undated_heading(draft, start, end)


def _mere_role(text: str) -> bool:
    return re.fullmatch(r"\(?(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Cc]omps?)\.?\)?", text.strip(" .,")) is not None


def _dated(draft: Draft, people: list[tuple[int, int]], dated: re.Match[str], *, editors: bool) -> int:
    for place in people:
        draft.take("editor" if editors else "author", *place, 0.95)
    if dated["year"]:
        draft.take("year", *dated.span("year"), 0.97)
    if dated["date"] and terms.has_word(dated["date"], "months"):
        draft.take("date", *dated.span("date"), 0.9)
    draft.hide(0, dated.end())
    return dated.end()


def _corporate(block: str) -> bool:
    """Tell whether what stands before the year can be an institution: a few words and no sentence."""
    bare = block.strip(" .,;")
    if not bare or len(bare) > 110 or re.search(r"[“”\"«»?!:]|\.\s|\(.*\),", bare):
        return False
    count = len(bare.split())
    return count <= 4 or (count <= 12 and terms.has_word(bare, "organizations"))


def _title_first(draft: Draft, start: int, dated: re.Match[str]) -> None:
    text = draft.open
    if dated["year"]:
        draft.take("year", *dated.span("year"), 0.95)
    end = start + len(text[start : dated.start()].rstrip(" ,."))
    if text[end - 1] in '”"' and text[end - 2] in ",.":
        end -= 2
    title, translation = divide(draft.text, *(draft.trimmed(start, end) or (start, end)))
    if translation:
        draft.take("translation", *translation, 0.85)
    draft.take("title", *title, 0.85)
    draft.hide(start, len(text[: dated.end()]))


def _undated_heading(draft: Draft, start: int, end: int) -> int:
    text = draft.open
    limit = min(end, start + 900)
    if (after_note := _note_heading(draft, start, limit)) is not None:
        return after_note
    # Vancouver: Halpern SD, Ubel PA, et al. Title
    found, after = names.people(text, start, limit, "vancouver")
    if found and (
        text[after : after + 1] in ".,;"
        or text[after - 2 : after].strip() == "."
        or names.et_al().match(text, after - 8)
    ):
        if match := _ROLE_AFTER_AUTHORS.match(text, after, end):
            return _people_before(draft, found, match.end(), "editor")
        if match := _INVENTOR.match(text, after, end):
            after = match.end()
            draft.type = "patent" if "inventor" in match[0] else ""
        elif match := re.compile(r";\s[^.;\ue000]{3,80}\.\s").match(text, after, end):
            after = match.end()
        return _people_before(draft, found, after)
    found, after = names.people(text, start, limit, "gost", "inverted")
    if found and re.match(r"[.,:;]?\s?[^\s]", text[after:] or " "):
        if match := _ROLE_AFTER_AUTHORS.match(text, after, end):
            return _with_year(draft, _people_before(draft, found, match.end(), "editor"), end)
        return _with_year(draft, _people_before(draft, found, after), end)
    found, after = _chicago_names(text, start, limit)
    if found:
        if match := _ROLE_AFTER_AUTHORS.match(text, after, end):
            return _with_year(draft, _people_before(draft, found, match.end(), "editor"), end)
        if text[after : after + 1] in (".", ",") or text[:after].rstrip()[-1:] in (".", ","):
            return _with_year(draft, _people_before(draft, found, after), end)
    if match := re.compile(rf"({names.UPPER}\w{{1,30}})\.\s(?=[“\"])").match(text, start, limit):
        return _people_before(draft, [match.span(1)], match.end())
    match = re.compile(rf"([^.\ue000]{{2,110}})\.\s(?=\S)(?:({YEAR})[.,]\s)?").match(text, start, limit)
    if match and terms.has_word(match[1], "organizations") and _corporate(match[1]):
        later = draft.sentences(match.end(), end)
        if match[2] or len(later) > 1 or (later and draft.has("URL")):
            draft.take("author", *match.span(1), 0.75)
            if match[2]:
                draft.take("year", *match.span(2), 0.9)
            draft.hide(*match.span())
            return match.end()
    return start


def _note_heading(draft: Draft, start: int, limit: int) -> int | None:
    """Take the authors of a note: «Cheryl Strayed, Wild (New York: Knopf, 2012)»; give where the title begins."""
    text = draft.open
    if not (_PARENTHESIZED.search(text, start, limit) or re.compile(r",\s[“\"‘]").search(text, start, limit)):
        return None
    found, _ = names.people(text, start, limit, "natural", "initials")
    joined = 1
    while joined < len(found) and " and " in text[found[joined - 1][1] : found[-1][0] + 1] and joined < 4:
        joined += 1
    found = found[:joined]
    if not found or text[found[-1][1] : found[-1][1] + 2] != ", ":
        return None
    return _people_before(draft, found, found[-1][1] + 1)


def _chicago_names(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
    """Read «Ward, Geoffrey C., and Ken Burns.»: the first name inverted, the others not."""
    found, after = names.people(text, start, end, "full")
    if not found:
        return [], start
    first = found[0]
    if (
        len(found) == 1
        or text[after : after + 1] in (".", ",")
        or text[:after].rstrip()[-1:] == "."
        or _ROLE_AFTER_AUTHORS.match(text, after)
    ):
        return found, after
    return ([first], first[1]) if text[first[1] : first[1] + 1] == "." or text[first[1] - 1] == "." else ([], start)


def _people_before(draft: Draft, people: list[tuple[int, int]], after: int, name: str = "author") -> int:
    for place in people:
        draft.take(name, *place, 0.92)
    if people:
        draft.hide(people[0][0], after)
    return after


def _with_year(draft: Draft, start: int, end: int) -> int:
    """Take the year after the names of the author-date system."""
    match = re.compile(rf"[.,\s]{{0,3}}\(?({YEAR})[a-z]?\)?[.,:]\s").match(draft.open, start, end)
    if match is None:
        return start
    draft.take("year", *match.span(1), 0.95)
    draft.hide(*match.span())
    return match.end()


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
        r"|Tech\. Rep\.|Publication|NBER Working Paper)\s?(?:No\.|Number|#)\s?(?P<report>[\w./-]+)\)?"
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


def _chapter(draft: Draft, start: int, end: int) -> int | None:
    """Take editors and the book of «In … (Eds.), …»; give where the book's own part begins."""
    match = _IN.search(draft.open, start, end)
    if match is None:
        return None
    book = match.end()
    found, after = names.people(
        draft.open, book, min(end, book + 500), "initials", "inverted", "vancouver", "gost", "full", "natural"
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


def _imprint(draft: Draft, start: int, end: int, *, titled: bool) -> None:
    if match := _PARENTHESIZED.search(draft.open, start, end):
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
    if titled or not any(pattern.search(draft.open, start, end) for pattern in _NUMBERINGS[:6]):
        take_imprint(draft, start, end)


def _sure_place(draft: Draft, match: re.Match[str], start: int, end: int, *, titled: bool) -> bool:
    """Tell whether «Words: words» is place and publisher, not a title with its subtitle."""
    if terms.matcher(r"{}(?!\w)", "place").match(match["place"]):
        return titled or draft.trimmed(start, match.start()) is not None
    if not titled and draft.trimmed(start, match.start()) is None:
        return False
    if any(pattern.search(draft.open, start, end) for pattern in _NUMBERINGS[:6]):
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


def _numbering(draft: Draft, start: int, end: int) -> bool:
    """Take volume, issue and pages, by their labels or by their order; tell whether any was found."""
    labelled = take_labelled(draft, "volume", start, end)
    for number, pattern in enumerate(_NUMBERINGS):
        if number == 4 and (draft.has("volume") or take_date(draft, start, end, month_alone=True)):
            labelled = _labels(draft, start, end) or labelled
        if draft.has("volume"):
            break
        for match in pattern.finditer(draft.open, start, end):
            groups = match.groupdict()
            if not any(groups.get(name) for name in ("volume", "issue", "pages", "number")) or GAP in match[0]:
                continue
            if (
                groups.get("volume")
                and re.fullmatch(YEAR, groups["volume"])
                and draft.trimmed(start, match.start()) is None
            ):
                continue
            for name, value in groups.items():
                if value and not draft.has(name):
                    draft.take(name, *match.span(name), 0.93)
            draft.hide(*match.span())
            _labels(draft, start, end)
            return True
    return _labels(draft, start, end) or labelled


def _labels(draft: Draft, start: int, end: int) -> bool:
    found = [take_labelled(draft, kind, start, end) for kind in ("pages", "volume", "issue")]
    if not draft.has("pages"):
        bare = re.compile(rf"(?:(?<=[,:\ue000]\s)|(?<=:))({PAGES})(?=\.?\s?(?:\ue000|$)|\.\s|,)").search(
            draft.open, start, end
        )
        if bare and re.search(r"[-–—]|^[A-Z]\d", bare[1]) and not re.fullmatch(rf"{YEAR}\s?[-–—]\s?{YEAR}", bare[1]):
            draft.take("pages", *bare.span(1), 0.85)
            draft.hide(*bare.span())
    return any(found)


@cache
def _genres() -> re.Pattern[str]:
    return terms.matcher(r"(?:[(\[]\s?({}[^()\[\]\ue000]{0,60})[)\]]|(?<=[.,\ue000]\s)({}))", "genre", "genre")


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


def _late_year(draft: Draft, start: int, end: int) -> None:
    found = None
    for match in re.compile(rf"(?:(?<=[\s,(;\ue000]))\(?({YEAR})[a-z]?\)?(?=[.,;:)\s\ue000]|$)").finditer(
        draft.open, start, end
    ):
        found = match
    if found:
        draft.take("year", *found.span(1), 0.8)
        draft.hide(*found.span())


def _remaining(draft: Draft, start: int, end: int, title_end: int | None, book: int | None, *, numbered: bool) -> None:
    """Give what no form told its name by its order: title, container, publisher."""
    if not draft.has("title"):
        stop = book if book is not None else end
        parts = draft.sentences(start, stop)
        if not parts:
            return
        count = 1
        holds = numbered or draft.has("date") or draft.has("URL")
        if len(parts) > 2 and book is None and holds and not draft.has("place"):
            count = len(parts) - 1
        if book is not None:
            count = len(parts)
        if draft.open[parts[0][0] : parts[0][1]].strip()[:1] in '"“' and len(parts) > 2:
            count = 2
        while count > 1 and GAP in draft.open[parts[0][0] : parts[count - 1][1]].rstrip(f" .{GAP}") and book is None:
            count -= 1
        _take_title(draft, parts[0][0], parts[count - 1][1])
        rest = parts[count:]
    else:
        rest = [] if book is not None else draft.sentences(title_end if title_end is not None else start, end)
    if book is not None:
        rest = draft.sentences(book, end)
        if rest:
            stop = rest[0][1]
            draft.take("container", rest[0][0], stop, 0.9)
            rest = rest[1:]
            if rest and not draft.has("publisher"):
                draft.take("publisher", *rest[0], 0.75)
        return
    rest = [part for part in rest if re.search(r"[^\W\d_]{2}", draft.open[part[0] : part[1]])]
    if not rest:
        return
    _container_or_publisher(draft, rest, numbered=numbered, quoted=title_end is not None)


def _take_title(draft: Draft, start: int, end: int) -> None:
    tail = terms.matcher(r",\s([^,:\ue000]{3,60}),\s({})\.?\s*$", "place").search(draft.open, start, end)
    if tail and not draft.has("publisher") and terms.has_word(tail[1], "publishers"):
        draft.take("place", *tail.span(2), 0.8)
        draft.take("publisher", *tail.span(1), 0.8)
        end = tail.start()
    bracket = re.compile(r"\[([^\[\]\ue000]{4,300})\]").search(draft.open, start, end)
    if bracket and draft.trimmed(start, bracket.start()) is not None:
        draft.take("translation", *bracket.span(1), 0.9)
        draft.hide(*bracket.span())
        end = bracket.start()
    elif bracket:
        start, end = bracket.span(1)
    place = draft.trimmed(start, end)
    if place is None:
        return
    title, translation = divide(draft.text, *place)
    if translation and not draft.has("translation"):
        draft.take("translation", *translation, 0.8)
        draft.take("title", *title, 0.85)
    else:
        draft.take("title", *place, 0.88)


def _container_or_publisher(draft: Draft, rest: list[tuple[int, int]], *, numbered: bool, quoted: bool) -> None:
    numbered = numbered and (
        draft.has("issue") or draft.has("pages") or draft.has("number") or not draft.has("edition")
    )
    first = rest[0]
    words = draft.open[first[0] : first[1]]
    if quoted and not numbered and draft.has("date") and terms.has_word(words, "repositories"):
        comma = draft.open.find(", ", *first)
        draft.take("archive", first[0], comma if comma > 0 else first[1], 0.75)
        if comma > 0:
            draft.take("archive_location", comma, first[1], 0.7)
        draft.type = "manuscript"
        return
    if draft.type == "thesis":
        draft.take("publisher", *first, 0.85)
        return
    if draft.type == "report" or (
        draft.type != "article" and not quoted and not numbered and not draft.has("date") and _published(draft, words)
    ):
        if not draft.has("publisher"):
            _publisher_and_place(draft, first)
        return
    if draft.has("publisher") and not numbered and not quoted:
        return
    place = draft.trimmed(*first)
    if place is None:
        return
    container, translated = divide(draft.text, *place)
    if translated and re.fullmatch(r"\S{1,3}|\S+\.[a-z]{2,4}", draft.text[slice(*translated)]):
        translated = None
    if translated:
        draft.take("container_translation", *translated, 0.8)
    bracket = re.compile(r"\s\(([^()]{2,80})\)$").search(draft.open, *container)
    if bracket and not translated and re.search(r"[^\x00-\x7f]", draft.open[container[0] : bracket.start()]):
        if not re.search(r"\w\.\w", bracket[1]) and len(bracket[1]) > 3:
            draft.take("container_translation", *bracket.span(1), 0.8)
        container = (container[0], bracket.start())
    city = terms.matcher(r",\s({}(?:,\s[A-Z]{2})?)$", "place").search(draft.open, *container)
    if city and not draft.has("place"):
        draft.take("place", *city.span(1), 0.8)
        container = (container[0], city.start())
    draft.take("container", *container, 0.88)


def _published(draft: Draft, words: str) -> bool:
    """Tell whether a sentence after the title names a publisher rather than a journal or a site."""
    if draft.has("edition") or draft.has("translator"):
        return True
    publisher, serial = terms.has_word(words, "publishers"), terms.has_word(words, "serials")
    if draft.has("URL"):
        return publisher and not serial
    return not serial or publisher


def _publisher_and_place(draft: Draft, part: tuple[int, int]) -> None:
    city = terms.matcher(r",\s({}(?:,\s[\w\s]{2,20})?)\s?\.?$", "place").search(
        draft.open, *(draft.trimmed(*part) or part)
    )
    if city and not draft.has("place"):
        draft.take("place", *city.span(1), 0.85)
        part = (part[0], city.start())
    draft.take("publisher", *part, 0.82)


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
