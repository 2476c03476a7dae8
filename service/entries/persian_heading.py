"""The authors of an entry in Persian script, and the year beside them."""

from __future__ import annotations

import re
from functools import cache

from . import terms
from .draft import Draft
from .marks import YEAR
from .persian_roles import role_word

_YEAR_BRACKET = (  # (۱۳۹۹), (مهر ۱۳۹۹), (۱۳۹۹، ۱۲ مهر)
    rf"\(\s?(?:(?P<before>(?:\d{{1,2}}\s)?{{}})\s)?(?P<year>{YEAR})\s?(?:الف|ب|ج|ش|ق|خ)?\s?"
    r"(?:[-–—/]\s?\d{2,4}|/\d{1,2}/\d{1,2}|[،,]\s?(?P<behind>(?:\d{1,2}\s)?{}))?\s?\)"
    r"|\((?:بی‌تا|بی تا)\)"
)
QUOTED = re.compile(r"«([^«»]{2,400}(?:«[^«»]{1,100}»[^«»]{0,200}){0,4})»|“([^“”]{2,400})”|\"([^\"]{2,400})\"")
ERA = r"(?:\s?(?:ش|ق|م|هـ?\u200d?\.?\s?[شق]|شمسی|قمری|میلادی)(?!\w))?+"
# ساعی، احمد؛ علیخانی، مهدی، …
_PERSON_AND_MORE = re.compile(
    r"([^،.؛,«»\ue000]{2,40})،\s?([^،.؛,«»\ue000]{2,40}?)؛\s?(?:و\s)?(?=[^،.؛,«»:\ue000]{2,40}،\s?([^،.؛,«»:\ue000]{2,40})،)"
)
LONGEST_NAME = 6  # words
# موسوی م، احمدی ر، کریمی س.: names and initials without a comma between them, as medical journals print them
_INITIAL = r"\s[^\W\d_](?![\w\u200c])"
_PERSON = rf"[^\W\d_][\w\u200c]+(?:\s[^\W\d_][\w\u200c]+){{0,2}}{_INITIAL}(?:{_INITIAL})?"
_WITH_INITIALS = re.compile(_PERSON)
_MEDICAL = re.compile(rf"(?P<people>{_PERSON}(?:[،,]\s?{_PERSON})*)(?P<end>[،,]?\s[^،.]{{4,12}})?\.\s")


def take_heading(draft: Draft, start: int, end: int) -> int:
    """Take the authors and the year beside them; give where the title begins."""
    text = draft.open
    if (medical := _medical(text, start, end)) is not None:
        for person in _WITH_INITIALS.finditer(text, *medical.span("people")):
            draft.take("author", *person.span(), 0.9)
        draft.hide(start, medical.end())
        return medical.end()
    dated = _year_bracket().search(text, start, min(end, start + 400))
    quoted = QUOTED.search(text, start, end)
    edited = terms.matcher(r"\s?\({}\)\s?$", "editor").search(text, start, dated.start()) if dated else None
    if (
        dated
        and not (quoted and quoted.start() < dated.start())
        and take_authors(draft, start, (edited or dated).start())
    ):
        if edited:
            draft.rename("author", "editor")
        if dated["year"]:
            draft.take("year", *dated.span("year"), 0.97)
        for beside in ("before", "behind"):
            if dated[beside]:
                draft.take("date", *dated.span(beside), 0.9)
        draft.hide(start, dated.end())
        return dated.end()
    match = re.compile(rf"([^\d«»()\ue000]{{4,160}}?)[.،؛]\s?({YEAR}){ERA}\s?[.،؛]\s").match(text, start, end)
    if match and _all_persons(match[1]) and take_authors(draft, *match.span(1)):
        draft.take("year", *match.span(2), 0.95)
        draft.hide(start, match.end())
        return match.end()
    if quoted and quoted.start() - start < 200:
        return start
    # family، given؛ family، given، title
    while (more := _PERSON_AND_MORE.match(text, start, end)) and _is_given_name(more[3]):
        draft.take("author", more.start(1), more.end(2), 0.8)
        draft.hide(*more.span())
        start = more.end()
    # family، given. title / family، given، title
    stop = re.compile(r"(?<![\s،]\w)[.؛](?:\s|$)|\ue000").search(text, start, end)
    if stop:
        block = text[start : stop.start()]
        persons = _short_names(block) and _all_persons(block) and draft.trimmed(stop.end(), end) is not None
        if persons and take_authors(draft, start, stop.start()):
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
        if role_word().match(text, match.start(2), match.end(2)):  # «قرآن کریم، ترجمه …»: a title alone
            return start
        if (
            role_word().match(draft.open, match.start(2) + len(match[2]) + 1, end)
            or role_word().match(text, match.end(), end)
            or terms.matcher(r"{}\s?[:،]", "place").match(text, match.end(), end)
        ):
            # «ناصر خسرو، سفرنامه، به کوشش …»: a single name and its title
            draft.take("author", *match.span(1), 0.7)
            draft.hide(match.start(), match.start(2))
            return match.start(2)
        draft.take("author", match.start(1), match.end(2), 0.8)
        draft.hide(*match.span())
        return match.end()
    return start


def _medical(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find names with initials and nothing between them, at least two or "et al." behind one."""
    found = _MEDICAL.match(text, start, end)
    if found is None:
        return None
    others = found["end"] and terms.matcher(r"[،,]?\s{}", "et_al").fullmatch(found["end"])
    several = re.search("[،,]", found["people"]) is not None
    return found if (several and not found["end"]) or others else None


@cache
def _year_bracket() -> re.Pattern[str]:
    named = terms.alternatives("months", "seasons")
    return re.compile(_YEAR_BRACKET.replace("{}", named), re.IGNORECASE)


def _is_given_name(text: str) -> bool:
    kinds = ("translator", "editor", "contributor", "edition", "cities", "publishers", "serials", "organizations")
    return len(text.split()) <= 3 and not terms.has_word(text, *kinds)


def _short_names(block: str) -> bool:
    return all(len(part.split()) <= LONGEST_NAME for part in re.split(r"[،؛,;]|\sو\s", block))


def _all_persons(block: str) -> bool:
    """Tell whether each name has its comma: «زند، مهناز و خزایی، طاهره»."""
    block = terms.matcher(r"[،؛\s]*{}\.?\s*$", "et_al").sub("", block.strip(" .،؛:,"))
    groups = re.split(r"[؛;]\s?(?:و\s)?|،?\sو\s", block.strip(" .،؛:,"))
    return all(len(re.findall("[،,]", group)) == 1 for group in groups)


def take_authors(draft: Draft, start: int, end: int) -> bool:
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
