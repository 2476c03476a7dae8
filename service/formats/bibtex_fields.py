"""What the entry types and fields of BibTeX and BibLaTeX are in CSL, and the other way round.

Sources: the BibLaTeX manual (2.1 entry types, 2.2 fields), the standard BibTeX styles (btxdoc), CSL 1.0.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from .latex import decode

TEXT, PLAIN, PAGE, NAMES, VERBATIM, LANGUAGE = "text", "plain", "page", "names", "verbatim", "language"

CSL_TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "review": "review", "book": "book",
    "mvbook": "book", "collection": "book", "mvcollection": "book", "manual": "book", "proceedings": "book",
    "mvproceedings": "book", "reference": "book", "mvreference": "book", "booklet": "pamphlet", "inbook": "chapter",
    "bookinbook": "chapter", "suppbook": "chapter", "incollection": "chapter", "suppcollection": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "inreference": "entry",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "patent": "patent", "periodical": "periodical",
    "unpublished": "manuscript", "dataset": "dataset", "software": "software", "audio": "song", "music": "song",
    "video": "motion_picture", "movie": "motion_picture", "image": "graphic", "artwork": "graphic",
    "letter": "personal_communication", "legislation": "legislation", "jurisdiction": "legal_case",
    "legal": "treaty", "standard": "standard", "performance": "performance",
}  # fmt: skip
ENTRY_TYPES = {
    "article": "article", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "review-book": "article", "book": "book", "classic": "book", "pamphlet": "booklet",
    "chapter": "incollection", "entry": "inreference", "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference", "paper-conference": "inproceedings", "thesis": "phdthesis",
    "report": "techreport", "webpage": "online", "post": "online", "post-weblog": "online", "patent": "patent",
    "periodical": "periodical", "manuscript": "unpublished", "dataset": "dataset", "software": "software",
    "song": "audio", "motion_picture": "video", "broadcast": "video", "graphic": "image", "map": "misc",
    "personal_communication": "letter", "legislation": "legislation", "bill": "legislation",
    "regulation": "legislation", "legal_case": "jurisdiction", "treaty": "legal", "standard": "standard",
    "performance": "performance",
}  # fmt: skip

# Field, what it is, and the variables it may be: the first that no field before it has taken.
_FIELDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("author", NAMES, ("author",)),
    ("editor", NAMES, ("editor",)),
    ("translator", NAMES, ("translator",)),
    ("bookauthor", NAMES, ("container-author",)),
    ("commentator", NAMES, ("contributor",)),
    ("annotator", NAMES, ("contributor",)),
    ("title", TEXT, ("title",)),
    ("shorttitle", TEXT, ("title-short",)),
    ("journaltitle", TEXT, ("container-title",)),
    ("journal", TEXT, ("container-title",)),
    ("maintitle", TEXT, ("container-title", "collection-title")),
    ("booktitle", TEXT, ("container-title", "volume-title")),
    ("issuetitle", TEXT, ("volume-title",)),
    ("shortjournal", TEXT, ("container-title-short",)),
    ("series", TEXT, ("collection-title",)),
    ("eventtitle", TEXT, ("event-title",)),
    ("venue", TEXT, ("event-place",)),
    ("publisher", TEXT, ("publisher",)),
    ("school", TEXT, ("publisher", "authority")),
    ("institution", TEXT, ("publisher", "authority")),
    ("organization", TEXT, ("publisher", "authority")),
    ("location", TEXT, ("publisher-place",)),
    ("address", TEXT, ("publisher-place",)),
    ("edition", TEXT, ("edition",)),
    ("volume", TEXT, ("volume",)),
    ("issue", TEXT, ("issue",)),
    ("volumes", TEXT, ("number-of-volumes",)),
    ("part", TEXT, ("part-number",)),
    ("chapter", TEXT, ("chapter-number",)),
    ("pages", PAGE, ("page",)),
    ("pagetotal", TEXT, ("number-of-pages",)),
    ("type", TEXT, ("genre",)),
    ("howpublished", TEXT, ("medium",)),
    ("version", TEXT, ("version",)),
    ("note", TEXT, ("note",)),
    ("annotation", TEXT, ("annote",)),
    ("annote", TEXT, ("annote",)),
    ("abstract", TEXT, ("abstract",)),
    ("keywords", PLAIN, ("keyword",)),
    ("keyword", PLAIN, ("keyword",)),
    ("doi", VERBATIM, ("DOI",)),
    ("url", VERBATIM, ("URL",)),
    ("isbn", PLAIN, ("ISBN",)),
    ("issn", PLAIN, ("ISSN",)),
    ("langid", LANGUAGE, ("language",)),
    ("language", LANGUAGE, ("language",)),
    ("hyphenation", LANGUAGE, ("language",)),
    ("origtitle", TEXT, ("original-title",)),
    ("origpublisher", TEXT, ("original-publisher",)),
    ("origlocation", TEXT, ("original-publisher-place",)),
)
_NUMBER_IN = {
    "article": "issue", "periodical": "issue", "suppperiodical": "issue", "review": "issue", "report": "number",
    "techreport": "number", "patent": "number", "manual": "number", "legislation": "number", "jurisdiction": "number",
    "standard": "number", "dataset": "number", "misc": "number", "online": "number",
}  # fmt: skip
_SUBTITLES = {
    "title": "subtitle", "journaltitle": "journalsubtitle", "journal": "journalsubtitle", "booktitle": "booksubtitle",
    "maintitle": "mainsubtitle", "issuetitle": "issuesubtitle",
}  # fmt: skip
DATE_FIELDS = frozenset({"date", "year", "month", "day", "urldate", "eventdate", "origdate"})

# Where the original of a romanized value goes. BibLaTeX's data model has a place for original titles alone; for the
# rest these are its user fields of the same kind (a list of names, a literal list, a text), good for any entry type.
ORIGINAL_FIELDS = {
    "title": "origtitle", "author": "namea", "editor": "nameb", "translator": "namec", "container-title": "usere",
    "collection-title": "userf", "publisher": "lista", "publisher-place": "listb",
}  # fmt: skip
# Where the translation of a title goes, by the field of the title; without one it stays in brackets behind the title.
TRANSLATION_FIELDS = {
    "title": "titleaddon", "journaltitle": "journaltitleaddon", "journal": "journaltitleaddon",
    "booktitle": "booktitleaddon", "maintitle": "maintitleaddon", "issuetitle": "issuetitleaddon",
}  # fmt: skip
# What a pipeline may add to an item, and the field that takes it.
ADDED_FIELDS = {
    "original-title": "origtitle", "original-author": "namea", "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation", "note": "note", "language": "langid",
}  # fmt: skip

LANGUAGE_NAMES = {
    "ru": "russian", "uk": "ukrainian", "be": "belarusian", "bg": "bulgarian", "sr": "serbian", "mk": "macedonian",
    "fa": "persian", "ar": "arabic", "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian",
    "pt": "portuguese", "pl": "polish", "cs": "czech", "sk": "slovak", "sl": "slovene", "hr": "croatian",
    "bs": "bosnian", "ro": "romanian", "hu": "magyar", "fi": "finnish", "et": "estonian", "lv": "latvian",
    "lt": "lithuanian", "sv": "swedish", "da": "danish", "nb": "norsk", "nn": "nynorsk", "nl": "dutch", "el": "greek",
    "tr": "turkish", "he": "hebrew", "la": "latin", "hy": "armenian", "ka": "georgian", "kk": "kazakh",
    "mn": "mongolian", "ur": "urdu", "ja": "japanese", "zh": "chinese", "ko": "korean", "ku": "kurmanji",
    "en-US": "american", "en-GB": "british", "de-AT": "naustrian", "pt-BR": "brazilian", "tg": "tajik", "ky": "kyrgyz",
    "uz": "uzbek", "az": "azerbaijani", "tt": "tatar",
}  # fmt: skip
_SUBTAGS = {name: subtag for subtag, name in LANGUAGE_NAMES.items()} | {
    "farsi": "fa", "dari": "fa-AF", "ngerman": "de", "austrian": "de-AT", "usenglish": "en-US", "ukenglish": "en-GB",
    "serbianc": "sr", "hungarian": "hu", "norwegian": "nb", "slovenian": "sl", "brazil": "pt-BR", "ukraineb": "uk",
    "acadian": "fr", "canadien": "fr", "francais": "fr", "kirghiz": "ky", "belorussian": "be",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"), start=1)
    for name in (names, names[:3], f"{names[:3]}.")
}  # fmt: skip
MONTH_STRINGS = {name: str(number) for number, name in enumerate(_MONTHS, start=1)}
_DATE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)(?:T\S*+)?")
_YEAR = re.compile(r"-?\d{1,4}")  # Persian figures, too


class Bound(NamedTuple):
    """A field that is a CSL variable.

    Attributes:
        place: the field's place in the entry.
        variable: the CSL variable.
        form: what the field holds: TEXT and so on.
        subtitle: place of the field with the subtitle; -1 if there is none.
    """

    place: int
    variable: str
    form: str
    subtitle: int = -1


@lru_cache(maxsize=4096)
def bindings(kind: str, names: tuple[str, ...]) -> tuple[Bound, ...]:
    """Say which fields of an entry are which variables.

    Args:
        kind: entry type in lower case.
        names: names of its fields in lower case; of a name that stands twice the first counts.
    """
    places = {name: index for index, name in reversed(list(enumerate(names)))}
    found: dict[str, Bound] = {}
    for name, form, variables in _FIELDS:
        if name not in places:
            continue
        for variable in variables:
            if variable not in found:
                subtitle = places.get(_SUBTITLES.get(name, ""), -1)
                found[variable] = Bound(places[name], variable, form, subtitle)
                break
    if "number" in places:
        variable = _NUMBER_IN.get(kind, "collection-number")
        variable = "number" if variable in found else variable
        found[variable] = Bound(places["number"], variable, TEXT)
    if "eid" in places and "number" not in found:
        found["number"] = Bound(places["eid"], "number", TEXT)
    if "namea" in places and "original-author" not in found:
        found["original-author"] = Bound(places["namea"], "original-author", NAMES)
    return tuple(found.values())


def csl_type(kind: str, subtype: str) -> str:
    """Give the CSL type of an entry.

    Args:
        kind: entry type in lower case.
        subtype: its ``entrysubtype``, in which newspapers and magazines say what they are.
    """
    if kind == "article" and subtype.lower() in ("newspaper", "magazine"):
        return f"article-{subtype.lower()}"
    return CSL_TYPES.get(kind, "document")


def language_tag(name: str) -> str:
    """Give the BCP 47 tag of a babel or polyglossia language name; what is none stays as it is."""
    low = name.strip().lower()
    return _SUBTAGS.get(low) or _SUBTAGS.get(low.removeprefix("lang")) or name


def language_name(tag: str) -> str:
    """Give the babel name of a language; a tag that has none stays as it is."""
    return LANGUAGE_NAMES.get(tag) or LANGUAGE_NAMES.get(tag.split("-")[0]) or tag


def read_date(text: str) -> dict[str, Any] | None:
    """Turn a BibLaTeX date (ISO 8601-2, levels 0 and 1) into a CSL date; what is no date becomes a literal."""
    text = text.strip()
    if not text:
        return None
    parts: list[list[int]] = []
    circa = False
    season = 0
    for one in text.split("/")[:2]:
        match = _DATE.fullmatch(one)
        if match is None:
            if parts and one in ("", "..", "open"):
                break
            return {"literal": text}
        year, month, day, doubt = match.groups()
        circa = circa or bool(doubt)
        numbers = [int(number) for number in (year, month, day) if number is not None]
        if len(numbers) > 1 and numbers[1] > 12:
            season = numbers[1] - 20 if numbers[1] in (21, 22, 23, 24) else 0
            numbers = numbers[:1]
        parts.append(numbers)
    if text.count("/") > 1:
        return {"literal": text}
    found: dict[str, Any] = {"date-parts": parts}
    if season:
        found["season"] = season
    if circa:
        found["circa"] = True
    return found


def read_issued(values: Mapping[str, str]) -> dict[str, Any] | None:
    """Make the date of issue from ``date``, or from ``year``, ``month`` and ``day``."""
    if values.get("date"):
        return read_date(values["date"])
    year = decode(values.get("year", ""), markup=False).strip()
    if not year:
        return None
    if _YEAR.fullmatch(year) is None:
        return read_date(year)
    parts = [int(year)]
    month = values.get("month", "").strip().lower()
    number = int(month) if month.isascii() and month.isdecimal() and len(month) < 3 else _MONTH_NAMES.get(month, 0)
    if 1 <= number <= 12:
        parts.append(number)
        day = values.get("day", "").strip()
        if day.isascii() and day.isdecimal() and len(day) < 3:
            parts.append(int(day))
    return {"date-parts": [parts]}


def written_date(date: Mapping[str, Any]) -> str:
    """Write a CSL date as BibLaTeX does; "" if it is none."""
    for key in ("literal", "raw"):
        if isinstance(date.get(key), str):
            return str(date[key])
    parts = date.get("date-parts")
    if not isinstance(parts, list) or not parts:
        return ""
    written: list[str] = []
    for one in parts[:2]:
        try:
            numbers = [int(number) for number in one]
        except (TypeError, ValueError):
            return ""
        if not numbers:
            return ""
        year = f"{numbers[0]:05d}" if numbers[0] < 0 else f"{numbers[0]:04d}"
        written.append("-".join([year, *(f"{number:02d}" for number in numbers[1:3])]))
    season = date.get("season")
    if len(written) == 1 and str(season) in ("1", "2", "3", "4") and "-" not in written[0][1:]:
        written[0] += f"-2{season}"
    if date.get("circa"):
        written[0] += "~"
    return "/".join(written)
