"""New BibTeX entries from CSL items, in the fields that BibTeX and BibLaTeX both understand where there are such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..references.record import Record
from .bibtex_fields import ENTRY_TYPES, ORIGINAL_FIELDS, TRANSLATION_FIELDS, language_name, written_date
from .bibtex_multiscript import TRANSLATED_TO, TRANSLATION, alternate_name
from .bibtex_names import format_name
from .latex import Style, encode

_NAME_FIELDS = {
    "author": "author", "editor": "editor", "translator": "translator", "container-author": "bookauthor",
    "contributor": "commentator", "original-author": "namea",
}  # fmt: skip
_TEXT_FIELDS = {
    "title": "title", "original-title": "origtitle", "title-short": "shorttitle", "shortTitle": "shorttitle",
    "container-title-short": "shortjournal", "journalAbbreviation": "shortjournal", "collection-title": "series",
    "event-title": "eventtitle", "event": "eventtitle", "event-place": "venue", "publisher-place": "address",
    "edition": "edition", "volume": "volume", "number-of-volumes": "volumes", "part-number": "part",
    "chapter-number": "chapter", "number-of-pages": "pagetotal", "genre": "type", "medium": "howpublished",
    "version": "version", "annote": "annotation", "abstract": "abstract", "keyword": "keywords", "ISBN": "isbn",
    "ISSN": "issn", "original-publisher": "origpublisher", "original-publisher-place": "origlocation",
    "archive": "library", "note": "note",
}  # fmt: skip
_DATE_FIELDS = {"accessed": "urldate", "event-date": "eventdate", "original-date": "origdate"}
_PUBLISHERS = {
    "phdthesis": "school", "mastersthesis": "school", "techreport": "institution", "online": "organization",
    "software": "organization", "unpublished": "howpublished", "misc": "howpublished", "booklet": "howpublished",
}  # fmt: skip
_IN_BOOKS = frozenset({"incollection", "inproceedings", "inreference"})
_SILENT = frozenset({"id", "type", "citation-key", "citation-label", "categories", "custom", "schema", "issued"})
_UNSAFE = re.compile(r"""[\s,{}"#%'()=~\\@^$&\x00-\x1f\x7f]+""")
_MASTERS = re.compile(r"\bmaster|магист|магіст|کارشناسی ارشد", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def letters(number: int) -> str:
    """Count in letters: a, b and so on to z, then aa, ab."""
    written = ""
    while number >= 0:
        written = _LETTERS[number % 26] + written
        number = number // 26 - 1
    return written


def composed(records: Iterable[Record]) -> Iterator[str]:
    """Write an entry for each record, with an empty line between them.

    Citation keys are the CSL ids without the characters that a key cannot have, a, b … behind those that come again.
    """
    keys: set[str] = set()
    first = True
    for record in records:
        if not record.item:
            continue
        if not first:
            yield "\n"
        first = False
        yield _entry(record, _key(record.item, keys))


def _key(item: dict[str, Any], keys: set[str]) -> str:
    key = _UNSAFE.sub("_", str(item.get("id", ""))).strip("_") or _made_key(item)
    number, base = 0, key
    while key.lower() in keys:
        key, number = base + letters(number), number + 1
    keys.add(key.lower())
    return key


def _made_key(item: dict[str, Any]) -> str:
    """Make a key in ASCII of the first author and the year."""
    from .citation_keys import ascii_key  # which builds on this module

    names = item.get("author") or item.get("editor")
    name = names[0] if isinstance(names, list) and names and isinstance(names[0], dict) else {}
    family = str(name.get("family") or name.get("literal") or "entry").split(" ")[0]
    issued = item.get("issued")
    year = re.match(r"-?[0-9]+", written_date(issued)) if isinstance(issued, dict) else None
    return ascii_key(_UNSAFE.sub("", family)) + (year[0] if year is not None else "")


def _entry(record: Record, key: str) -> str:
    item = record.item
    kind = ENTRY_TYPES.get(str(item.get("type")), "misc")
    if kind == "phdthesis" and _MASTERS.search(str(item.get("genre", ""))):
        kind = "mastersthesis"
    if kind == "incollection" and not item.get("container-title") and not item.get("volume-title"):
        kind = "inbook"
    found = _fields(record, kind)
    _add_parts(record, kind, found)
    lines = [f"  {name} = {value},\n" for name, value in found.items()]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _fields(record: Record, kind: str) -> dict[str, str]:
    """Give the fields of an item, with their delimiters; warn of what has no field."""
    item = record.item
    found: dict[str, str] = {}
    style = Style()

    def put(name: str, value: str) -> None:
        if name in found:
            record.warn_of_record(f"{variable} cannot be held by BibTeX beside what is in {name}; left out")
        else:
            found[name] = value

    for variable, value in item.items():
        if variable in _SILENT or value in ("", None, [], {}):
            continue
        if variable in _NAME_FIELDS and isinstance(value, list):
            names = [format_name(name, style) for name in value if isinstance(name, dict)]
            put(_NAME_FIELDS[variable], "{" + " and ".join(names) + "}")
        elif variable in _DATE_FIELDS and isinstance(value, dict):
            put(_DATE_FIELDS[variable], "{" + encode(written_date(value), style) + "}")
        elif not isinstance(value, str | int | float):
            record.warn_of_record(f"{variable} cannot be held by BibTeX; left out")
        elif variable in ("URL", "DOI"):
            put(variable.lower(), "{" + _balanced_address(str(value)) + "}")
        elif variable == "page":
            put("pages", "{" + encode(str(value), Style(found={"-": ["--"], "–": ["--"]})) + "}")
        elif variable == "language":
            put("langid", "{" + encode(language_name(str(value)), style) + "}")
        elif name := _field_of(variable, kind, item):
            put(name, "{" + encode(str(value), style) + "}")
        else:
            record.warn_of_record(f"{variable} cannot be held by BibTeX; left out")
    found |= _date(item.get("issued"))
    order = ("author", "namea", "editor", "translator", "title", "origtitle")
    return {name: found[name] for name in (*(one for one in order if one in found), *found)}


def _field_of(variable: str, kind: str, item: dict[str, Any]) -> str | None:
    """Say which field a text variable goes into, in an entry of this type."""
    if variable == "container-title":
        if kind in ("article", "periodical"):
            return "journal"
        if kind in _IN_BOOKS:
            return "maintitle" if item.get("volume-title") else "booktitle"
        return "maintitle" if kind in ("book", "inbook") else "organization" if kind == "online" else None
    if variable == "volume-title":
        return "booktitle" if kind in _IN_BOOKS else "issuetitle" if kind == "article" else None
    if variable in ("publisher", "authority"):
        field = _PUBLISHERS.get(kind, "publisher")
        return field if variable == "publisher" else "organization" if field != "organization" else "institution"
    if variable == "issue":
        return "number"
    if variable == "number":
        return "number" if not item.get("issue") else "eid"
    if variable == "collection-number":
        return "number" if not item.get("issue") and not item.get("number") else None
    return _TEXT_FIELDS.get(variable)


def _balanced_address(text: str) -> str:
    """Write an address as it is; braces in it, which BibTeX would count, as they are in an address."""
    return text.replace("{", "%7B").replace("}", "%7D")


def _date(issued: Any) -> dict[str, str]:
    """Write the date of issue: year, month and day where that says it all, else a BibLaTeX date as well."""
    if not isinstance(issued, dict):
        return {}
    written = written_date(issued)
    simple = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?(?:-([0-9]{2}))?", written)
    if simple is None:
        year = re.match(r"-?[0-9]{4}", written)
        if "date-parts" in issued and year is not None:
            return {"date": f"{{{written}}}", "year": f"{{{year[0]}}}"}  # BibTeX knows no date
        return {"year": "{" + encode(written, Style()) + "}"} if written else {}
    year_text, month, day = simple.groups()
    found = {"year": f"{{{year_text}}}"}
    if month:
        found["month"] = _MONTHS[int(month) - 1]
    if day:
        found["day"] = f"{{{int(day)}}}"
    return found


def original_names(variable: str, names: Any, parts: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the names of a list as they were before romanization; none if none of them was romanized.

    Args:
        variable: ``author`` and so on.
        names: the names as they were read.
        parts: the record's parts, by ``author[0].family`` and so on.
    """
    if not isinstance(names, list) or not any(key.startswith(f"{variable}[") for key in parts):
        return []
    return [name for name in names if isinstance(name, dict)]


def _add_parts(record: Record, kind: str, found: dict[str, str]) -> None:
    """Add translations of what was romanized, and the originals where the profile keeps them."""
    parts = record.parts
    if record.originals == "ms":
        _add_alternates(record, kind, found)
        return
    for variable, part in parts.items():
        field = "title" if variable == "title" else _field_of(variable, kind, record.item)
        if not part.translation or field not in found:
            continue
        name, text = TRANSLATION_FIELDS.get(field), encode(part.translation, Style())
        if name is not None and name not in found:
            found[name] = f"{{{text}}}"
        else:
            found[field] = f"{found[field][:-1]} [{text}]}}"
    if not record.keeps_original or not parts:
        return
    for variable, name in ORIGINAL_FIELDS.items():
        if name in found:
            continue
        if variable in parts and parts[variable].original:
            found[name] = "{" + encode(parts[variable].original, Style()) + "}"
        elif names := original_names(variable, _names_before(variable, record.item.get(variable), parts), parts):
            found[name] = "{" + " and ".join(format_name(one, Style()) for one in names) + "}"
    if "langid" not in found and (language := next(iter(parts.values())).language):
        found["langid"] = f"{{{language_name(language)}}}"


def _add_alternates(record: Record, kind: str, found: dict[str, str]) -> None:
    """Put originals into the fields, and their romanizations and translations beside them as multiscript fields."""
    style = Style()
    for variable, field in _NAME_FIELDS.items():
        tag = next((part.tag for path, part in record.parts.items() if path.startswith(f"{variable}[")), "")
        if tag and field in found:
            found[alternate_name(field, tag)] = found[field]
            names = _names_before(variable, record.item.get(variable), record.parts)
            found[field] = "{" + " and ".join(format_name(one, style) for one in names) + "}"
    for variable, part in record.parts.items():
        name = "title" if variable == "title" else _field_of(variable, kind, record.item)
        if name not in found or not part.tag:
            continue
        found[alternate_name(name, part.tag)] = found[name]
        found[name] = f"{{{encode(part.original, style)}}}"
        if part.translation:
            found[alternate_name(name, TRANSLATED_TO, TRANSLATION)] = f"{{{encode(part.translation, style)}}}"
    if "langid" not in found and record.parts:
        found["langid"] = f"{{{language_name(next(iter(record.parts.values())).language)}}}"


def _names_before(variable: str, names: Any, parts: dict[str, Any]) -> list[dict[str, Any]]:
    """Put the originals back into a list of names."""
    found: list[dict[str, Any]] = []
    for number, name in enumerate(names if isinstance(names, list) else []):
        if isinstance(name, dict):
            places = {key: parts.get(f"{variable}[{number}].{key}") for key in name}
            found.append({key: part.original if (part := places[key]) else value for key, value in name.items()})
    return found
