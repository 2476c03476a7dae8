"""New MARC 21 records from CSL items, with ISBD punctuation, and originals in 880.

Tags, indicators and subfield codes are those of the MARC 21 Format for Bibliographic Data; leader/06-07 and 008 as it
has them; relators of the MARC Code List for Relators; content, media and carrier of the RDA value vocabularies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ..references.markup import without_tags
from ..references.record import Record
from ..text.scripts import ARABIC_RANGES
from .marc_fields import Field, has_source_word
from .marc_item import LANGUAGES, ROLES, TEXTS, TYPES
from .marc_linkage import ORIGINAL, link_to_original, link_to_regular
from .plain_values import date_parts, names, read_date, text_of, unreadable, with_translations

_CODES = {language: code for code, language in reversed(LANGUAGES.items())}
_RELATORS = {"author": "aut"} | {variable: code for code, variable in ROLES.items() if variable != "author"}
_PATH = re.compile(r"([\w-]++)(?:\[(\d{1,6})\]\.([\w-]++))?")
_LEADERS = {  # leader/06 and /07
    **{sort: f"{code}m" for code, sort in reversed(TYPES.items())},
    **{sort: f"a{level}" for level, sort in TEXTS.items()},
    "book": "am", "thesis": "am", "article": "ab", "article-magazine": "ab", "article-newspaper": "ab", "review": "ab",
    "review-book": "ab", "paper-conference": "aa", "entry": "aa", "entry-dictionary": "aa", "entry-encyclopedia": "aa",
    "dataset": "mm", "figure": "km", "performance": "gm", "broadcast": "gm", "speech": "im",
}  # fmt: skip
_UNKNOWN = "und"
_EXACT = frozenset({*TYPES.values(), *TEXTS.values(), "book", "thesis"})  # what comes back as it was
# Content, media and carrier of texts.
_PRINTED = (("text", "txt"), ("unmediated", "n"), ("volume", "nc"))
_ONLINE = (("text", "txt"), ("computer", "c"), ("online resource", "cr"))
_VOCABULARIES = ("rdacontent", "rdamedia", "rdacarrier")
_ARTICLE = re.compile(r"(?:The|An?) (?=\S)")
_ARABIC = re.compile(f"[{ARABIC_RANGES}]")
_SPACES = re.compile(r"\s+")
_NUMBERS = re.compile(r"[\s,;]+")
_SUBTITLE = re.compile(r"(?<!\s)\s*+:\s++")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SILENT = frozenset({
    "id", "type", "citation-key", "citation-label", "categories", "custom", "schema", "original-title",
    "original-author",
})  # fmt: skip
_OF_HOSTS = frozenset({"volume", "issue", "container-title-short", "journalAbbreviation"})
_NOTES = {"note": "500", "annote": "500", "abstract": "520"}
_READ = frozenset({
    "title", "title-short", "shortTitle", "container-title", "container-title-short", "journalAbbreviation", "volume",
    "issue", "page", "issued", "publisher", "publisher-place", "edition", "collection-title", "collection-number",
    "number-of-pages", "dimensions", "ISBN", "ISSN", "DOI", "URL", "language", "keyword", "genre", "event-title",
    "event-place", *_NOTES,
})  # fmt: skip


class Composed(NamedTuple):
    """A record before it is written: its leader, its control fields and its data fields, in the order of their tags."""

    leader: str
    control: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]


def composed(records: Iterable[Record]) -> Iterator[tuple[Record, Composed]]:
    """Make a MARC record of each item; warns on the record of each variable that MARC cannot hold."""
    for record in records:
        if not unreadable(record) and record.item:
            yield record, _composed(record)


def _composed(record: Record) -> Composed:
    record.item = item = with_translations(record)
    kind = str(item.get("type") or "document")
    sort = _LEADERS.get(kind, "am")
    if kind not in _EXACT and item.get("type"):
        record.warn_of_record(f"type {kind} has no kind of record of its own in MARC; written as leader/06-07 {sort}")
    for variable, value in item.items():
        if variable not in _SILENT and value not in ("", None, [], {}) and not _is_held(variable, value, item):
            record.warn_of_record(f"{variable} cannot be held by MARC; left out")
    found = list(zip(_fields(item, sort), _fields(_originals(record), sort), strict=True))
    if (part := record.parts.get("title")) and part.translation:
        parallel = _field("246", "31", ("a", part.translation))
        found.append((parallel, parallel))
    fields: list[Field] = []
    kept: list[Field] = []
    for one, original in sorted(found, key=lambda pair: pair[0].tag):
        now = one
        alike = one.subfields == original.subfields and one.indicators == original.indicators
        if not alike and any(has_source_word(text) for _, text in original.subfields):
            number = len(kept) + 1
            link = ("6", link_to_regular(original, one.tag, number))
            kept.append(Field(ORIGINAL, original.indicators, (link, *original.subfields)))
            now = Field(one.tag, one.indicators, (("6", link_to_original(number)), *one.subfields))
        fields.append(now)
    control = [("008", _fixed(item))]
    if identifier := _CONTROL.sub(" ", str(item.get("id") or "")).strip():
        control.insert(0, ("001", identifier))
    return Composed(f"00000n{sort} a2200000ui 4500", tuple(control), (*fields, *kept))


def _is_held(variable: str, value: Any, item: dict[str, Any]) -> bool:
    if variable in _RELATORS:
        return isinstance(value, list)
    if variable in _OF_HOSTS and not item.get("container-title"):
        return False
    return variable == "issued" or (variable in _READ and text_of(value) is not None)


def _originals(record: Record) -> dict[str, Any]:
    """Give the item with what is known of its originals in place of their romanizations."""
    item = dict(record.item)
    if isinstance(item.get("original-title"), str) and "title" in item:
        item["title"] = item["original-title"]
    kept, people = item.get("original-author"), item.get("author")
    if isinstance(kept, list) and isinstance(people, list) and len(kept) == len(people):
        item["author"] = kept
    for path, part in record.parts.items():
        match = _PATH.fullmatch(path)
        if match is None or match[1] not in item or not part.original:
            continue
        variable, number, name_part = match.groups()
        if number is None:
            item[variable] = part.original
        elif isinstance(item[variable], list):
            item[variable] = [
                {**name, name_part: part.original} if place == int(number) and isinstance(name, dict) else name
                for place, name in enumerate(item[variable])
            ]
    return item


def _fixed(item: dict[str, Any]) -> str:
    """Write 008: when it was entered, the dates, no place, the language; what is not known is filled with ``|``."""
    issued = item.get("issued")
    if isinstance(issued, dict) and "date-parts" not in issued:
        issued = read_date(str(issued.get("raw") or issued.get("literal") or ""))
    first = date_parts(issued)
    dates = "nuuuuuuuu"
    if issued and first and len(first[0]) == 4:
        ends = issued["date-parts"]
        last = date_parts({"date-parts": ends[1:]}) if len(ends) > 1 else []
        detailed = "".join(first[1:]).ljust(4)
        dates = f"m{first[0]}{last[0]}" if last else f"{'e' if len(first) > 1 else 's'}{first[0]}{detailed}"
    entered = datetime.now(UTC).strftime("%y%m%d")
    return f"{entered}{dates[:9].ljust(9)}xx {'|' * 17}{_marc_language(item)} d"


def _marc_language(item: dict[str, Any]) -> str:
    """Give the MARC code of the item's language: that of ``ru-RU`` is that of ``ru``."""
    return _CODES.get(_language(item).split("-")[0].lower(), _UNKNOWN)


def _language(item: dict[str, Any]) -> str:
    language = item.get("language")
    return language if isinstance(language, str) else ""


def _field(tag: str, indicators: str, *subfields: tuple[str, str]) -> Field:
    """Make a field of the subfields that hold something."""
    held = tuple((code, _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip()) for code, text in subfields if text)
    return Field(tag, indicators, held)


def _fields(item: dict[str, Any], sort: str) -> Iterator[Field]:
    """Yield the data fields of an item."""
    text = {variable: without_tags(found) for variable, value in item.items() if (found := text_of(value))}
    in_host = "container-title" in text
    for isbn in _NUMBERS.split(text.get("ISBN", "")):
        if isbn and not in_host:
            yield _field("020", "  ", ("a", isbn))
    if "ISSN" in text and not in_host:
        yield _field("022", "  ", ("a", text["ISSN"]))
    if "DOI" in text:
        yield _field("024", "7 ", ("a", text["DOI"]), ("2", "doi"))
    if (language := _language(item)) and _marc_language(item) == _UNKNOWN:
        yield _field("041", " 7", ("a", language), ("2", "rfc5646"))
    people = [(variable, name) for variable in _RELATORS for name in names(item.get(variable))]
    main = people[0][0] == "author" if people else False
    for place, (variable, name) in enumerate(people):
        yield _name(name, _RELATORS[variable], added=place > 0 or not main)
    if "title" in text:
        yield _title(item, text["title"], main)
    for short in ("title-short", "shortTitle"):
        if short in text:
            yield _field("246", "3 ", ("a", text[short]))
    if "edition" in text:
        yield _field("250", "  ", ("a", text["edition"]))
    yield from _imprint(item, text, in_host)
    if "number-of-pages" in text or "dimensions" in text:
        count = text.get("number-of-pages", "")
        extent = f"{count} pages" if count.isdecimal() else count
        yield _field("300", "  ", ("a", extent), ("c", text.get("dimensions", "")))
    elif "page" in text and not in_host:
        yield _field("300", "  ", ("a", f"pages {text['page']}"))
    if sort[0] == "a":
        medium = _ONLINE if "URL" in text else _PRINTED
        for tag, (term, code), vocabulary in zip(("336", "337", "338"), medium, _VOCABULARIES, strict=True):
            yield _field(tag, "  ", ("a", term), ("b", code), ("2", vocabulary))
    if "collection-title" in text:
        number = text.get("collection-number", "")
        yield _field("490", "0 ", ("a", text["collection-title"] + (" ;" if number else "")), ("v", number))
    for variable, tag in _NOTES.items():
        for line in text_lines(item.get(variable)):
            yield _field(tag, "  ", ("a", line))
    if "genre" in text:
        thesis = item.get("type") == "thesis"
        yield _field("502", "  ", ("b", text["genre"])) if thesis else _field("655", " 4", ("a", text["genre"]))
    for word in re.split(r"[;,]", text.get("keyword", "")):
        if word.strip():
            yield _field("653", "  ", ("a", word))
    if "event-title" in text:
        venue = text.get("event-place", "")
        yield _field("711", "2 ", ("a", text["event-title"]), ("c", f"({venue})" if venue else ""))
    if in_host:
        yield _host(item, text)
    if "URL" in text:
        yield _field("856", "40", ("u", text["URL"]))


def text_lines(value: Any) -> list[str]:
    """Give the lines of a text that hold something."""
    return [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else []


def _name(name: dict[str, Any], relator: str, *, added: bool) -> Field:
    first = "7" if added else "1"
    role = ("4", relator)
    if "family" not in name and "given" not in name:
        return _field(f"{first}10", "2 ", ("a", str(name.get("literal") or "")), role)
    family = f"{name.get('non-dropping-particle') or ''} {name.get('family') or name.get('given') or ''}".strip()
    given = f"{name.get('given') or ''} {name.get('dropping-particle') or ''}".strip() if name.get("family") else ""
    suffix = str(name.get("suffix") or "")
    comma = "،" if _ARABIC.search(family) else ","
    whole = f"{family}{comma} {given}" if given else family
    return _field(f"{first}00", "1 ", ("a", f"{whole}{comma}" if suffix else whole), ("c", suffix), role)


def _title(item: dict[str, Any], title: str, main: bool) -> Field:
    """Write 245: title, other title information, statement of responsibility."""
    first, *rest = _SUBTITLE.split(title, maxsplit=1)
    people = [_in_order(name) for name in names(item.get("author"))]
    responsible = ", ".join(one for one in people if one)
    subfields = [("a", first), *(("b", one) for one in rest if one), *([("c", responsible)] if responsible else [])]
    signs = {"b": " :", "c": " /"}
    following = [*(signs[code] for code, _ in subfields[1:]), ""]
    written = [(code, text + sign) for (code, text), sign in zip(subfields, following, strict=True)]
    written[-1] = (written[-1][0], _closed(written[-1][1]))
    article = _ARTICLE.match(title) if _language(item).split("-")[0] == "en" else None
    return _field("245", f"{int(main)}{article.end() if article else 0}", *written)


def _in_order(name: dict[str, Any]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return str(name.get("literal") or " ".join(str(name[part]) for part in parts if name.get(part)))


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?", "]", ")")) else f"{text}."


def _imprint(item: dict[str, Any], text: dict[str, str], in_host: bool) -> Iterator[Field]:
    """Yield 264; the imprint of a part is that of its host, and stands there."""
    issued = item.get("issued")
    literal = text_of(issued.get("literal") or issued.get("raw")) if isinstance(issued, dict) else None
    year = "-".join(date_parts(issued)[:1] + _until(issued)) or literal or ""
    place, publisher = text.get("publisher-place", ""), text.get("publisher", "")
    if in_host or not (place or publisher or year):
        return
    yield _field(
        "264",
        " 1",
        ("a", place and place + (" :" if publisher else "," if year else "")),
        ("b", publisher and publisher + (("،" if _ARABIC.search(publisher) else ",") if year else "")),
        ("c", year and _closed(year)),
    )


def _until(issued: Any) -> list[str]:
    """Give the last year of a range of dates."""
    ends = issued.get("date-parts") if isinstance(issued, dict) else None
    return date_parts({"date-parts": ends[1:]})[:1] if isinstance(ends, list) and len(ends) > 1 else []


def _host(item: dict[str, Any], text: dict[str, str]) -> Field:
    """Write 773: the journal or book that a part is in, and where it stands there."""
    year = "".join(date_parts(item.get("issued"))[:1])
    volume, issue, page = (text.get(variable, "") for variable in ("volume", "issue", "page"))
    where = ", ".join([*([f"Vol. {volume}"] if volume else []), *([f"no. {issue}"] if issue else [])])
    where = f"{where} ({year})".strip() if year else where
    imprint = " : ".join(text[one] for one in ("publisher-place", "publisher") if one in text)
    imprint = ", ".join(filter(None, [imprint, year])) if imprint else ""
    edition = text.get("container-title-short") or text.get("journalAbbreviation", "")
    return _field(
        "773",
        "0 ",
        ("t", text["container-title"]),
        ("d", imprint),
        ("g", ", ".join(filter(None, [where, f"p. {page}" if page else ""]))),
        ("p", edition),
        ("x", text.get("ISSN", "")),
        ("z", text.get("ISBN", "")),
    )
