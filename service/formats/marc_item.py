"""A MARC 21 bibliographic record as a CSL-JSON item, as far as CSL has variables for it.

Tags and subfield codes are those of the MARC 21 Format for Bibliographic Data, punctuation that of ISBD.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .marc_fields import BLANKS, Field, core

ITEM_TAGS = frozenset({
    "020", "022", "024", "041", "100", "110", "111", "130", "245", "246", "250", "260", "264", "300", "490", "500",
    "502", "520", "653", "655", "700", "710", "711", "773", "856", "880",
})  # fmt: skip
ROLES = {
    "edt": "editor", "trl": "translator", "ill": "illustrator", "com": "compiler", "cmp": "composer",
    "drt": "director", "prf": "performer", "nrt": "narrator", "ive": "author", "ivr": "interviewer",
    "pro": "producer", "hst": "host", "cur": "curator", "ctb": "contributor", "rcp": "recipient",
    "aus": "script-writer", "orm": "organizer",
}  # fmt: skip
_NOT_PRINTED = frozenset({"pbl", "prt", "own", "dnr", "fmo", "dgs", "ths", "dgg", "his", "isb", "spn", "bkd"})
# Leader/06, type of record; leader/07 decides among texts.
TYPES = {"c": "musical_score", "d": "musical_score", "e": "map", "f": "map", "g": "motion_picture", "i": "song",
         "j": "song", "k": "graphic", "m": "software", "t": "manuscript"}  # fmt: skip
TEXTS = {"a": "chapter", "b": "article-journal", "i": "webpage", "s": "periodical"}
# MARC Code List for Languages; scc and scr are what Serbian and Croatian were until 2008.
LANGUAGES = {
    "bel": "be", "bul": "bg", "eng": "en", "fre": "fr", "ger": "de", "kaz": "kk", "mac": "mk", "per": "fa",
    "rus": "ru", "srp": "sr", "scc": "sr", "hrv": "hr", "scr": "hr", "tgk": "tg", "ukr": "uk", "ara": "ar",
    "tat": "tt", "arm": "hy", "aze": "az", "chi": "zh", "cze": "cs", "dut": "nl", "est": "et", "fin": "fi",
    "geo": "ka", "gre": "el", "heb": "he", "hun": "hu", "ita": "it", "jpn": "ja", "kir": "ky", "kor": "ko",
    "kur": "ku", "lat": "la", "lav": "lv", "lit": "lt", "mon": "mn", "pol": "pl", "por": "pt", "rum": "ro",
    "slo": "sk", "slv": "sl", "spa": "es", "swe": "sv", "tur": "tr", "urd": "ur", "uzb": "uz", "yid": "yi",
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_DIGITS = re.compile(r"\d+")
_RANGE = re.compile(r"(?:pages?|pp?\.|[сcS]\.|стр\.)\s*(\d+\s*[-–—]\s*\d+)")
# 773 $g, "Vol. 5, no. 3 (2020), p. 12-25", as catalogues of several languages write it.
_WHERE = {
    "volume": re.compile(r"(?:\b[Vv]ol|\b[Vv]|\b[ТтT]|\bTom|\bBd|\b[Jj]g)\.?\s*(\d[\w/-]*)"),
    "issue": re.compile(r"(?:\b[Nn]o|\b[Nn]r|\b[Ii]ss(?:ue)?|\bвып|\bВып|№|\bH)\.?\s*(\d[\w/-]*)"),
    "page": re.compile(r"(?:\bpages?|\bpp?|\b[СсCcS]|\bstr|\bстр|صص?)\.?\s*(\d[\w]*(?:\s*[-–—]\s*\d\w*)?)"),
}
_SEQUENCE = re.compile(r"([^:<]++)(?::([^:<]++))?(?:<(.++))?")
_RFC_5646 = "rfc5646"
_DATE_KIND, _ISSUED_AT, _DETAILED_AT = slice(6, 7), slice(7, 11), slice(11, 15)
_LANGUAGE_AT = slice(35, 38)


def _plain(text: str) -> str:
    """Take the ISBD punctuation off a subfield's end, and a full stop, unless it belongs to an abbreviation."""
    start, end = core(text)
    text = text[start:end]
    return text[:-1] if text.endswith(".") and text[-4:-1].isalpha() and len(text) > len("изд.") else text


def item_of(leader: str, control: Mapping[str, str], fields: Sequence[Field]) -> dict[str, Any]:
    """Map a record to a CSL-JSON item, as far as CSL has variables for it.

    Args:
        leader: the 24 characters of the leader.
        control: fields 001 and 008, where the record has them.
        fields: the data fields whose tag is in ``ITEM_TAGS``, in their order.
    """
    item: dict[str, Any] = {}
    if identifier := control.get("001", "").strip():
        item["id"] = identifier
    fixed = control.get("008", "")
    tags = {field.tag for field in fields}
    sort = TYPES.get(leader[6:7]) or TEXTS.get(leader[7:8], "book")
    item["type"] = "thesis" if "502" in tags and sort == "book" else sort
    if language := LANGUAGES.get(fixed[_LANGUAGE_AT]):
        item["language"] = language
    originals: dict[str, Any] = {}
    for field in fields:
        if field.tag != "880":
            _add(item, field)
        elif field.first("6")[:3] in ("100", "245", "700"):
            _add(originals, Field(field.first("6")[:3], field.indicators, field.subfields))
    for variable in ("title", "author"):
        if variable in originals:
            item[f"original-{variable}"] = originals[variable]
    if "issued" not in item and (year := fixed[_ISSUED_AT]).isdecimal() and year.isascii():
        detail = fixed[_DETAILED_AT] if fixed[_DATE_KIND] == "e" else ""
        more = [int(detail[start : start + 2]) for start in (0, 2) if detail[start : start + 2].strip().isdecimal()]
        item["issued"] = {"date-parts": [[int(year), *more]]}
    return item


def language_of(fixed: str, fields: Iterable[Field]) -> str | None:
    """Give the language of a record, as its item has it; None if it names none.

    Args:
        fixed: field 008.
        fields: the fields 041.
    """
    named = (text for field in fields for _, text in _language(field))
    return LANGUAGES.get(fixed[_LANGUAGE_AT]) or next(filter(None, named), None)


def _add(item: dict[str, Any], field: Field) -> None:
    tag = field.tag
    if tag in _JOINED:
        variable, code, joint = _JOINED[tag]
        if text := field.first(code).strip().split(" " if tag == "020" else "\0")[0]:  # 9785020000000 (в пер.)
            item[variable] = f"{item[variable]}{joint}{text}" if variable in item else text
    elif tag in _SETTERS:
        for variable, text in _SETTERS[tag](field):
            if text:
                item.setdefault(variable, text)
    elif tag in ("260", "264"):
        _add_imprint(item, field)
    elif tag in ("100", "700", "110", "710", "111"):
        _add_name(item, field)


def _title(field: Field) -> Iterable[tuple[str, str]]:
    title = ""
    for code, text in field.subfields:
        if code in ("a", "b", "n", "p") and (piece := _plain(text)):
            title += (": " if code == "b" else ". " if title else "") + piece if title else piece
    return [("title", title)]


def _standard_number(field: Field) -> Iterable[tuple[str, str]]:
    return [("DOI", field.first("a").strip())] if field.first("2").strip() == "doi" else []


def _host(field: Field) -> Iterable[tuple[str, str]]:
    """Read the host of a part: its title, imprint and numbers, and where the part stands in it."""
    found = [("container-title", _plain(field.first("t"))), ("container-title-short", _plain(field.first("p")))]
    found += [("ISSN", field.first("x").strip()), ("ISBN", field.first("z").strip())]
    place, colon, publisher = field.first("d").partition(" : ")
    found += [("publisher-place", place), ("publisher", publisher.rpartition(", ")[0])] if colon else []
    where = field.first("g")
    found += [(variable, match[1]) for variable, pattern in _WHERE.items() if (match := pattern.search(where))]
    if match := _SEQUENCE.fullmatch(field.first("q").strip()):
        found += [
            (variable, text or "") for variable, text in zip(("volume", "issue", "page"), match.groups(), strict=True)
        ]
    return found


def _series(field: Field) -> Iterable[tuple[str, str]]:
    return [("collection-title", _plain(field.first("a"))), ("collection-number", _plain(field.first("v")))]


def _pages(field: Field) -> Iterable[tuple[str, str]]:
    extent = field.first("a")
    if match := _RANGE.search(extent):
        return [("page", match[1])]
    match = _DIGITS.search(extent)
    return [("number-of-pages", match.group() if match else ""), ("dimensions", field.first("c").strip())]


def _language(field: Field) -> Iterable[tuple[str, str]]:
    return [("language", field.first("a").strip())] if field.first("2").strip() == _RFC_5646 else []


def _meeting(field: Field) -> Iterable[tuple[str, str]]:
    return [("event-title", _plain(field.first("a"))), ("event-place", _plain(field.first("c")).strip("()"))]


# Fields that may be repeated: variable, subfield, and what stands between the texts.
_JOINED = {
    "020": ("ISBN", "a", " "),
    "500": ("note", "a", "\n"),
    "520": ("abstract", "a", "\n"),
    "653": ("keyword", "a", "; "),
}


_SETTERS: dict[str, Callable[[Field], Iterable[tuple[str, str]]]] = {
    "022": lambda field: [("ISSN", field.first("a").strip())],
    "024": _standard_number,
    "041": _language,
    "245": _title,
    "250": lambda field: [("edition", field.first("a").rstrip(BLANKS + ":;/=,"))],
    "300": _pages,
    "490": _series,
    "502": lambda field: [("genre", field.first("b").strip())],
    "655": lambda field: [("genre", _plain(field.first("a")))],
    "711": _meeting,
    "773": _host,
    "856": lambda field: [("URL", field.first("u").strip())],
}


def _add_imprint(item: dict[str, Any], field: Field) -> None:
    if field.tag == "264" and field.indicators[1:] not in ("1", " "):
        return
    for variable, code in (("publisher-place", "a"), ("publisher", "b")):
        if text := _plain(field.first(code)).strip("[]"):
            item.setdefault(variable, text)
    if years := _YEAR.findall(field.first("c"))[:2]:
        item.setdefault("issued", {"date-parts": [[int(year)] for year in years if year >= years[0]]})


def _add_name(item: dict[str, Any], field: Field) -> None:
    roles = [role.strip()[-3:] for role in field.all("4")]
    if field.first("t") or (roles and roles[0] in _NOT_PRINTED):
        return
    name = _plain(field.first("a"))
    if not name:
        return
    if field.tag[1:] == "00" and field.indicators[:1] == "1":
        family, _, given = name.replace("،", ",", 1).partition(",")
        written = {"family": family.strip(), "given": given.strip()} if given.strip() else {"family": family.strip()}
    else:
        units = field.all("ab") if field.tag[1:] == "10" else [name]
        written = {"literal": ". ".join(piece for piece in map(_plain, units) if piece)}
    item.setdefault(ROLES.get(roles[0], "author") if roles else "author", []).append(written)
