"""The fields that a label or their own form tells, wherever they stand in an entry."""

from __future__ import annotations

import re
from functools import cache

from . import terms
from .draft import GAP, Draft

PAGES = (
    r"(?:[A-Za-z]{0,2}\d{1,7}(?:[SsAa](?=[-–]))?(?:\s?[-–—ـ]\s?[A-Za-z]{0,2}\d{1,7}(?:[SsAa](?!\w))?)?(?:,\s\d{1,5}\s?[-–—]\s?\d{1,5})*+"
    r"|[ivxlc]{1,8}\s?[-–—]\s?[ivxlc]{1,8})"
)
_NUMBER = re.compile(r"\s*(?:\[\d{1,4}\]\.?|\d{1,3}[.)](?!\d)|\(\d{1,3}\)|\d{1,3}\s?[-–](?=\s)|[•·▪◦*–—-](?=\s))\s*")
_DOI = re.compile(
    r"(?:<\s?)?(?:https?://(?:dx\.)?doi\.org/|\bdoi\s?:?\s{0,3}(?:https?://(?:dx\.)?doi\.org/)?)?\s{0,3}(10\.\d{4,9}/[^\s<>]+)",
    re.IGNORECASE,
)
_BROKEN_DOI = re.compile(r"<\s?(?:doi\s?:?\s*)?(10\.\d{4,9}/[^<>\n]{1,200})>", re.IGNORECASE)
_ADDRESS = re.compile(r"<?\s?((?:https?|ftp)\s?://[^\s<>]+|www\.[^\s<>]+)>?", re.IGNORECASE)
_CONTINUED = re.compile(r"\s([a-z0-9][\w./%?=&#~+-]*)")
_BOOK_NUMBERS = re.compile(
    r"\b(?:PubMed\s)?(?:ISBN|ISSN|eISSN|PMID|PMCID)(?:-1[03])?:?\s?[\dXХ–-]{5,20}|\bPMC\d+", re.IGNORECASE
)
YEAR = r"(?:[1۱١][3-9۳-۹]\d\d|[2۲][0۰]\d\d)"
DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}(?:st|nd|rd"
    r"|th)?\s[^\W\d_]{2,12}\.?,?\s\d{4}"
    r"|[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{4}\s[^\W\d_]{3,12}\.?\s\d{1,2}|[^\W\d_]{3,12}\s\d{4})"
)


def take_marks(draft: Draft) -> None:
    """Take what is told by its form alone: addresses, dates of access, notes on the language; hide what is no field."""
    if number := _NUMBER.match(draft.open):
        draft.hide(0, number.end())
    _take_addresses(draft)
    _take_accessed(draft)
    _take_language(draft)
    for match in _BOOK_NUMBERS.finditer(draft.open):
        draft.hide(*match.span())
    for match in _noise().finditer(draft.open):
        draft.hide(*match.span())


def _take_addresses(draft: Draft) -> None:
    label = _available()
    for match in _BROKEN_DOI.finditer(draft.open):
        draft.take("DOI", *match.span(1), 0.98)
        draft.hide(*match.span())
    for match in _DOI.finditer(draft.open):
        end = _balanced(draft.open, match.start(1), match.end())
        begin = _label_before(draft, label, match.start())
        if not draft.has("DOI"):
            draft.take("DOI", match.start(1), end, 0.98, bare=False)
        draft.hide(begin, end)
    for match in _ADDRESS.finditer(draft.open):
        end = match.end(1)
        while True:
            following = _CONTINUED.match(draft.open, end)
            if following is None or not _continues(draft.open[match.start(1) : end], following[1]):
                break
            end = following.end(1)
        end = _balanced(draft.open, match.start(1), end)
        begin = _label_before(draft, label, match.start())
        if not draft.has("URL"):
            draft.take("URL", match.start(1), end, 0.98, bare=False)
        draft.hide(begin, end + (draft.open[end : end + 1] == ">"))


def _label_before(draft: Draft, label: re.Pattern[str], place: int) -> int:
    found = None
    for match in label.finditer(draft.open, max(0, place - 60), place):
        found = match
    return found.start() if found and found.end() >= place else place


def _continues(address: str, word: str) -> bool:
    """Tell whether a word after a blank still belongs to an address that a line break has broken."""
    if word.isalpha() and terms.has_word(word, "accessed", "available", "and", "languages"):
        return False
    if address.endswith(("/", "-", "_", "=", "&", "?")):
        return True
    return "/" in word and (address.endswith(".") or address[-1].isdigit()) and "//" not in word


def _balanced(text: str, start: int, end: int) -> int:
    """Leave out punctuation and brackets after an address that belong to the sentence."""
    while end > start:
        last = text[end - 1]
        if last in ".,;:!>»”\"'*–—،؛" or (
            last in ")]" and text.count(last, start, end) > text.count("(["[last == "]"], start, end)
        ):
            end -= 1
        else:
            break
    return end


@cache
def _available() -> re.Pattern[str]:
    return terms.matcher(r"(?<![\w\u200c]){}\s?:?\s*<?\s*(?:URL:?\s*)?", "available")


@cache
def _accessed() -> re.Pattern[str]:
    return terms.matcher(
        rf"[(\[]?\s?(?<![\w\u200c]){{}}\s?:?\s*(?:on\s|:)?\s*({DATE}(?:\s?г\.)?)\s?[)\]]?(?:,?\s(?:from|at)(?=[\s:]))?",
        "accessed",
    )


def _take_accessed(draft: Draft) -> None:
    for match in _accessed().finditer(draft.open):
        draft.take("accessed", *match.span(1), 0.97)
        draft.hide(*match.span())


@cache
def _languages() -> re.Pattern[str]:
    return terms.matcher(r"[(\[]\s?(?:(?:full text|article|text)\s)?{}\s?\.?\s?[)\]]", "languages")


@cache
def _language_at_end() -> re.Pattern[str]:
    return terms.matcher(rf"(?<=[.\ue000])\s*({{}})\.?[\s{GAP}]*$", "languages")


def _take_language(draft: Draft) -> None:
    for match in _languages().finditer(draft.open):
        draft.take("language_note", *match.span(), 0.98, bare=False)
    if not draft.has("language_note") and (last := _language_at_end().search(draft.open, max(0, len(draft.open) - 80))):
        draft.take("language_note", *last.span(1), 0.9)


@cache
def _noise() -> re.Pattern[str]:
    words, to_stop, sets, to_end = (
        terms.alternatives(kind) for kind in ("noise", "noise_to_stop", "sets", "noise_to_end")
    )
    return re.compile(
        rf"\[\s?{words}\s?\.?\]|\(\s?{to_stop}[^()]{{0,80}}\)|(?<=[.;–—\ue000])\s?{words}\s?(?=[.,;\ue000–—]|$|\s//)"
        rf"|(?<=[.:;–—\ue000”\"]\s){to_stop}\s?[^.\ue000]{{0,120}}|(?<=[\s:\[]){sets}\]?(?=[\s.,;:/،؛]|$)"
        rf"|(?<=[.–—]\s){to_end}.*+|\[about\s[^\]\ue000]{{1,20}}\]|\[(?:updated|modified|revised)\s[^\];\ue000]{{1,60}};?"
        r"|(?<=[.–—]\s)\d{2,6}\sэкз\b|:\sил\b\.?|(?<=[.,–—]\s)(?:Ст|Арт)\.\s?\d+",
        re.IGNORECASE,
    )


@cache
def _labelled(kind: str) -> re.Pattern[str]:
    value = {
        "pages": PAGES,
        "volume": r"(?:\d{1,4}(?:\s?[-–/]\s?\d{1,4})?|[IVXLCІХ]{1,7}[aа]?(?!\w)"
        rf"|{terms.alternatives('ordinals')})",
        "issue": r"(?:\d{1,5}[а-яa-z]?(?:\s?[-–/]\s?\d{1,5})?(?:\s?\((?:(?!" + YEAR + r")\d{1,5}|ч\.\s?[\dIVX]+)\))?"
        rf"|[IVXLC]{{1,6}}(?!\w)|{terms.alternatives('ordinals')})",
    }[kind.removeprefix("series_")]
    return terms.matcher(rf"(?<![\w\u200c]){{}}\s?({value})(?![\w\u200c])", kind)


def take_labelled(draft: Draft, kind: str, start: int, end: int, name: str = "", confidence: float = 0.95) -> bool:
    """Take volume, issue, series_issue or pages after their labels; tell whether any was found."""
    name = name or kind
    found = False
    for match in _labelled(kind).finditer(draft.open, start, end):
        if GAP in match[0] or draft.has(name):
            continue
        if (
            kind == "volume"
            and match[1].isalpha()
            and not match[1].rstrip("aа").isupper()
            and not terms.has_word(match[1], "ordinals")
        ):
            continue
        if draft.take(name, *match.span(1), confidence):
            draft.hide(*match.span())
            found = True
    return found


@cache
def _total_pages() -> re.Pattern[str]:
    return terms.matcher(
        r"(?:^|(?<=[.,;–—:\ue000\s]))(?:[IVXLC]{1,8},\s)?(\d{1,5})(?:,\s?\[\d{1,3}\])?\s?{}"
        r"(?=[\s.,;:\ue000)]|$)",
        "total_pages",
    )


def take_total_pages(draft: Draft, start: int, end: int) -> None:
    """Take the number of pages of a book: 384 с., 151 pp."""
    for match in _total_pages().finditer(draft.open, start, end):
        if draft.open[match.end() : match.end() + 1] == ":":
            continue
        if draft.take("number_of_pages", *match.span(1), 0.95):
            draft.hide(*match.span())
            return


@cache
def _edition() -> re.Pattern[str]:
    words, names, notes = (terms.alternatives(kind) for kind in ("edition", "edition_names", "edition_notes"))
    more = rf"(?:[,\s]+(?:и\s|і\s|та\s|und\s|and\s)?{notes})*+"
    ordinals = terms.alternatives("ordinals")
    return re.compile(
        rf"(?<![\w\u200c])(?:\d{{1,3}}(?:\s?-?\s?[^\W\d_]{{1,3}})?\.?,?{more}\s(?![\u0600-\u06ff]){words}{more}"
        rf"|(?:изд|вид)\.\s\d{{1,3}}(?:-[^\W\d_]{{1,3}})?{more}"
        rf"|\d{{1,3}}(?:st|nd|rd|th)\s{names}\s{words}|{names},?\s(?:(?:and\s)?{names},?\s)?{words}"
        rf"|(?:چاپ|چ|ویراست|ویرایش)\.?\s(?:{ordinals}|\d{{1,3}}))",
        re.IGNORECASE,
    )


def take_edition(draft: Draft, start: int, end: int) -> None:
    """Take the edition with its words."""
    for match in _edition().finditer(draft.open, start, end):
        if GAP in match[0] or draft.has("edition"):
            continue
        begin, stop = match.span()
        if draft.open[stop - 1] != "." and draft.open[stop : stop + 1] == ".":
            stop += draft.open[begin:stop].casefold().endswith(("ed", "изд", "вид", "испр", "доп"))
        draft.take("edition", begin, stop, 0.95, bare=False)
        if draft.open[begin - 1 : begin] in "([" and begin:
            draft.hide(begin - 1, stop + 1)


@cache
def dates() -> re.Pattern[str]:
    """Give the regular expression for a day and month, or a month, with the year beside it if there is one."""
    months, seasons = terms.alternatives("months"), terms.alternatives("seasons")
    return re.compile(
        rf"(?<![\w\u200c-])(?:(?P<y1>{YEAR})\s(?P<d1>{months}\.?(?:\s\d{{1,2}}(?:[-–]\d{{1,2}})?)?)(?!\w)"
        rf"|(?P<d2>\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?\s{months}(?:\s?[–-]\s?\d{{1,2}}\s{months})?)(?!\w)(?:,?\s"
        rf"(?P<y2>{YEAR}))?(?:\s(?:г|р)\.)?"
        rf"|(?P<y6>{YEAR})[.,]\s(?P<d6>{months})(?=[.,]\s)"
        rf"|(?P<d3>{months}\.?\s\d{{1,2}}(?:[-–]\d{{1,2}})?)(?!\d)(?:,\s(?P<y3>{YEAR}))?"
        rf"|(?P<d4>{months})\s(?P<y4>{YEAR})|{seasons}\s(?P<y5>{YEAR}))",
        re.IGNORECASE,
    )


def take_date(draft: Draft, start: int, end: int, *, month_alone: bool = False) -> bool:
    """Take day and month, with the year beside them."""
    for match in dates().finditer(draft.open, start, end):
        if GAP in match[0]:
            continue
        groups = match.groupdict()
        date = next((key for key in ("d1", "d2", "d3", "d4", "d6") if groups[key]), None)
        year = next((key for key in ("y1", "y2", "y3", "y4", "y5", "y6") if groups[key]), None)
        if date and (date != "d4" or month_alone):
            draft.take("date", *match.span(date), 0.9)
        if year and not draft.has("year"):
            draft.take("year", *match.span(year), 0.95)
        draft.hide(*match.span())
        return True
    return False
