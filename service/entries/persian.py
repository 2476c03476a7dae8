"""Entries in Persian script: «نام خانوادگی، نام (سال). عنوان. ترجمه … شهر: ناشر.», divided by commas or full stops."""

from __future__ import annotations

import re
from functools import cache

from . import terms
from .draft import GAP, Draft
from .marks import PAGES, YEAR, take_date, take_edition, take_labelled, take_total_pages

_YEAR_BRACKET = re.compile(
    rf"\(\s?(?P<year>{YEAR})\s?(?:الف|ب|ج|ش|ق|خ)?\s?(?:[-–—/]\s?\d{{2,4}})?\s?\)|\((?:بی‌تا|بی تا)\)"
)
_STOPS = re.compile(r"[،؛.,;]\s?|\ue000[\ue000\s.،؛:,]*")
_QUOTED = re.compile(r"«([^«»]{2,400}(?:«[^«»]{1,100}»[^«»]{0,200}){0,4})»|“([^“”]{2,400})”|\"([^\"]{2,400})\"")
_YEAR = re.compile(rf"(?<![\d])({YEAR})(?:\s?(?:ش|ق|م|ه\.\s?[شق]|هـ\.\s?[شق]|شمسی|قمری))?(?=\s?(?:[.،؛:,()\ue000]|$))")
_NUMBERING = re.compile(
    rf"(?:(?<=[\s،؛,.\ue000]))(?<!شماره\s)(?<!شمارهٔ\s)(?<!\sش\s)(?P<volume>\d{{1,3}})\s?\((?!{YEAR})(?P<issue>[^()]{{1,12}})\)\s?(?:[:،,؛]\s?"
    rf"(?P<pages>{PAGES}))?"
)
_PAIR = re.compile(rf"(?:(?<=[\s،؛,]))(?P<volume>\d{{1,3}})\s?[،,]\s?(?P<issue>\d{{1,3}})\s?[:،]\s?(?P<pages>{PAGES})")
_BARE_PAGES = re.compile(r"(?:(?<=[:،,.\ue000]\s)|(?<=[:\ue000]))(\d{1,5}\s?[-–—]\s?\d{1,5})(?=\s?[.،؛)\ue000]|\s?$)")
_AND = re.compile(r"\s(?:و)\s")
LONGEST_NAME = 6  # words


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
    start = _heading(draft, start, end)
    quoted = _QUOTED.search(draft.open, start, end)
    if quoted and quoted.start() - start < 160:
        if not draft.has("author") and quoted.start() > start:
            _authors(draft, start, quoted.start())
        group = quoted.lastindex or 1
        draft.take("title", *quoted.span(group), 0.95)
        draft.hide(*quoted.span())
        after = quoted.end()
    else:
        quoted = None
        after = _title_end(draft, start, end)
    _labelled(draft, after, end)
    _roles(draft, after, end)
    _genre(draft, after, end)
    _imprint(draft, after, end)
    _rest(draft, start, after, end, quoted=quoted is not None)
    if not draft.type:
        if quoted:
            draft.type = (
                "article-newspaper" if draft.has("date") else "chapter" if draft.has("publisher") else "article-journal"
            )
        else:
            draft.type = "webpage" if draft.has("URL") and not draft.has("place") else "book"


def _heading(draft: Draft, start: int, end: int) -> int:
    """Take the authors and the year beside them; give where the title begins."""
    text = draft.open
    dated = _YEAR_BRACKET.search(text, start, min(end, start + 400))
    quoted = _QUOTED.search(text, start, end)
    if dated and not (quoted and quoted.start() < dated.start()) and _authors(draft, start, dated.start()):
        if dated["year"]:
            draft.take("year", *dated.span("year"), 0.97)
        draft.hide(start, dated.end())
        return dated.end()
    match = re.compile(rf"([^\d«»()\ue000]{{4,160}}?)[.،؛]\s?({YEAR})\s?[.،؛]\s").match(text, start, end)
    if match and _all_persons(match[1]) and _authors(draft, *match.span(1)):
        draft.take("year", *match.span(2), 0.95)
        draft.hide(start, match.end())
        return match.end()
    if quoted and quoted.start() - start < 200:
        return start
    # family، given. title / family، given، title
    stop = re.compile(r"(?<![\s،]\w)[.؛](?:\s|$)|\ue000").search(text, start, end)
    if stop:
        block = text[start : stop.start()]
        persons = _short_names(block) and _all_persons(block) and draft.trimmed(stop.end(), end) is not None
        if persons and _authors(draft, start, stop.start()):
            draft.hide(start, stop.end())
            return stop.end()
    match = re.compile(r"([^،.؛,«»\ue000]{2,40})،\s?([^،.؛,«»\ue000]{2,40})،\s?(?=\S)").match(text, start, end)
    if (
        match
        and _short_names(match[1])
        and _short_names(match[2])
        and len(match[2].split()) <= 4
        and not terms.has_word(match[0], "dated", "archives", "serials")
    ) and (not terms.has_word(match[1].split()[0], "title_words") or len(match[1].split()) == 1):
        if _role().match(draft.open, match.start(2) + len(match[2]) + 1, end) or _role().match(text, match.end(), end):
            # «ناصر خسرو، سفرنامه، به کوشش …»: a single name and its title
            draft.take("author", *match.span(1), 0.7)
            draft.hide(match.start(), match.start(2))
            return match.start(2)
        draft.take("author", match.start(1), match.end(2), 0.8)
        draft.hide(*match.span())
        return match.end()
    return start


def _short_names(block: str) -> bool:
    return all(len(part.split()) <= LONGEST_NAME for part in re.split(r"[،؛,;]|\sو\s", block))


def _all_persons(block: str) -> bool:
    """Tell whether each name has its comma: «زند، مهناز و خزایی، طاهره»."""
    block = terms.matcher(r"[،؛\s]*{}\.?\s*$", "et_al").sub("", block.strip(" .،؛:,"))
    groups = re.split(r"[؛;]\s?(?:و\s)?|،?\sو\s", block.strip(" .،؛:,"))
    return all(len(re.findall("[،,]", group)) == 1 for group in groups)


def _authors(draft: Draft, start: int, end: int) -> bool:
    """Take names as «family، given», divided by semicolons or و, from a part; tell whether it holds names."""
    text = draft.open
    if others := terms.matcher(r"[،؛\s]*{}\.?", "et_al").search(text, start, end):
        end = others.start()
    block = text[start:end].strip(" .،؛:,")
    if not block or not _short_names(block) or len(block) > 320 or re.search(r"[«»:]", block):
        return False
    if terms.has_word(block, "organizations") and "،" not in block.rstrip("،"):
        draft.take("author", start, end, 0.8)
        return True
    for begin, stop in _split_names(text, start, end):
        draft.take("author", begin, stop, 0.93)
    return True


def _split_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split names at semicolons and at the و between two; commas pair family and given names."""
    groups: list[tuple[int, int]] = []
    begin = start
    for match in re.compile(r"[؛;]\s?(?:و\s)?|،?\sو\s").finditer(text, start, end):
        if text[begin : match.start()].strip(" ،.,"):
            groups.append((begin, match.start()))
        begin = match.end()
    groups.append((begin, end))
    found = []
    for first, last in groups:
        commas = [
            match.start()
            for match in re.compile("[،,]").finditer(text, first, last)
            if text[match.end() : last].strip(" ،,.")
        ]
        if len(commas) < 2:
            found.append((first, last))
            continue
        pieces = [first, *(place + 1 for place in commas)]
        ends = [*commas, last]
        found.extend((pieces[number], ends[min(number + 1, len(ends) - 1)]) for number in range(0, len(pieces), 2))
    return found


def _title_end(draft: Draft, start: int, end: int) -> int:
    """Tell where a title without quotation marks ends: at a stop before what is no title any more."""
    text = draft.open
    while start < end and text[start] in " .،؛,:":
        start += 1
    first = _STOPS.search(text, start, end)
    full = re.compile(r"[.؛]\s|\.$|\ue000").search(text, start, end)
    if first is None:
        return end
    if full and text[full.start()] == "." and "،" in text[start : full.start()]:
        after = text[full.end() :]
        inside = text[start : full.start()]
        if not _ends_title().search(inside) and after.strip():
            return full.start()
    match = _ends_title().search(text, start, end)
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
    return re.compile(
        rf"\s\({terms.alternatives('edition')}|[،؛.,]\s*(?:\(?(?:{roles})|(?:ج|جلد|دوره|سال|ش|شماره|ص|صص)\.?\s?\d"
        rf"|{terms.place_name()}\s?[:،,]|{terms.alternatives('serials')}|{YEAR})|\s*\ue000",
        re.IGNORECASE,
    )


def _labelled(draft: Draft, start: int, end: int) -> None:
    take_total_pages(draft, start, end)
    take_edition(draft, start, end)
    for pattern in (_NUMBERING, _PAIR):
        if match := pattern.search(draft.open, start, end):
            for name, value in match.groupdict().items():
                if value and not draft.has(name):
                    draft.take(name, *match.span(name), 0.93)
            draft.hide(*match.span())
    take_labelled(draft, "pages", start, end)
    if not draft.has("volume"):
        _volume(draft, start, end)
    take_labelled(draft, "issue", start, end)
    if not draft.has("pages") and (match := _BARE_PAGES.search(draft.open, start, end)):
        draft.take("pages", *match.span(1), 0.9)
        draft.hide(*match.span())
    take_date(draft, start, end)


def _volume(draft: Draft, start: int, end: int) -> None:
    """Take the volume: of «دورهٔ دوم، سال ۲» the last one, for that is the running volume."""
    while take_labelled(draft, "volume", start, end):
        first = draft.fields[-1]
        draft.fields.pop()
        again = take_labelled(draft, "volume", start, end)
        if not again:
            draft.fields.append(first)
            return


@cache
def _role() -> re.Pattern[str]:
    return terms.matcher(
        r"(?:(?<=[،؛.,(\ue000]\s)|(?<=[،؛.,(\ue000])|^)(?:(?P<translator>{})|(?P<editor>{})|"
        r"(?P<contributor>{}))\s?:?\s",
        "translator",
        "editor",
        "contributor",
    )


def _roles(draft: Draft, start: int, end: int) -> None:
    """Take translators and editors, each up to the next stop."""
    while match := _role().search(draft.open, start, end):
        name = next(kind for kind, found in match.groupdict().items() if found)
        stop = re.compile(r"[،؛()\ue000]|(?<!\s\w)\.(?=\s|$)").search(draft.open, match.end(), end)
        last = stop.start() if stop else end
        people = _natural_names(draft.open, match.end(), last)
        while stop and draft.open[stop.start()] == "،":
            following = re.compile(r"\s?([^،؛.():\ue000]{4,40})\sو\s([^،؛.():\ue000]{4,40})(?=[،.؛])").match(
                draft.open, stop.end(), end
            )
            if following is None or terms.has_word(following[0], "publishers", "cities"):
                break
            people += [following.span(1), following.span(2)]
            last = following.end()
            break
        if name != "contributor":
            for place in people:
                draft.take(name, *place, 0.9)
        draft.hide(match.start(), last)


def _natural_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if others := terms.matcher(r"[،؛\s]*{}\.?", "et_al").search(text, start, end):
        end = others.start()
    found = []
    begin = start
    for match in _AND.finditer(text, start, end):
        found.append((begin, match.start()))
        begin = match.end()
    return [*found, (begin, end)]


def _genre(draft: Draft, start: int, end: int) -> None:
    match = terms.matcher(
        r"(?<![\w\u200c])({}(?:\s(?!دانشگاه)[^،؛.,()\ue000]{1,20}){0,3}?)(?=\s?(?:[،؛.,()\ue000]|$|\sدانشگاه))", "genre"
    ).search(draft.open, start, end)
    if match:
        draft.take("genre", *match.span(1), 0.9)
        draft.type = "thesis"


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
        if publisher and publisher[1].strip() and not terms.has_word(publisher[1], "serials"):
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
    for match in _STOPS.finditer(draft.open, start, end):
        found.append((begin, match.start()))
        begin = match.end()
    found.append((begin, end))
    return [part for part in found if draft.trimmed(*part) is not None]
