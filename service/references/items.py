"""Walk through a CSL-JSON item: which of its fields are romanized, and as what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from ..text.language import languages as known_languages
from .arrange import Found, Languages, Request, append_language_note, arrange
from .edits import Edit, EditedText
from .names import Kinship, kinship
from .record import Change, Parts, Record
from .repairs import repair
from .segments import segments

ENTRY = "entry"
# Variables of CSL 1.0.2 that are printed in a reference, by kind; the schema keeps two in camel case for older exports.
# Abstracts, keywords and annotations are not printed, and original-title and original-author are the place for what
# stays in its own script.
FIELDS = {
    "title": "title",
    "title-short": "title",
    "shortTitle": "title",
    "reviewed-title": "title",
    "volume-title": "title",
    "part-title": "title",
    "container-title": "container",
    "container-title-short": "container",
    "journalAbbreviation": "container",
    "collection-title": "container",
    "event": "text",
    "event-title": "text",
    "event-place": "place",
    "publisher": "publisher",
    "publisher-place": "place",
    "archive": "publisher",
    "archive-place": "place",
    "authority": "publisher",
    "jurisdiction": "place",
    "division": "text",
    "section": "text",
    "genre": "text",
    "medium": "text",
    "dimensions": "text",
    "scale": "text",
    "source": "text",
    "status": "text",
    "number": "number",
    "volume": "text",
    "issue": "text",
    "edition": "text",
    "page": "page",
    "URL": "address",
    "DOI": "address",
}
NAMES = frozenset({
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
    "director", "editor", "editor-translator", "editorial-director", "executive-producer", "guest", "host",
    "illustrator", "interviewer", "narrator", "organizer", "performer", "producer", "recipient", "reviewed-author",
    "script-writer", "series-creator", "translator",
})  # fmt: skip
NAME_PARTS = ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle")


@dataclass(slots=True)
class _Field:
    """One text of an item: ``holder[key]``, its kind, and its text on the way."""

    holder: dict[str, Any]
    key: str
    kind: str
    text: EditedText


def normalize_record(record: Record, request: Request, *, own_places: bool = False) -> None:
    """Normalize one reference in place, adding to its changes and warnings.

    Args:
        record: a CSL-JSON item or a line of text.
        request: what the caller asked for.
        own_places: whether the format has places of its own for originals and translations: ``record.parts`` then says
            what goes there, and the fields hold the romanization alone.
    """
    item = record.item
    record.keeps_original = request.profile.keeps_original
    parts = record.parts if own_places else None
    if own_places and request.profile.keeps_original:
        request = replace(request, profile=msgspec.structs.replace(request.profile, text="{romanized}"))
    if record.entry is not None:
        line: dict[str, Any] = {ENTRY: record.entry}
        fields = {ENTRY: _Field(line, ENTRY, ENTRY, EditedText(ENTRY, record.entry))}
    elif record.texts:
        fields = {one.path: _Field({}, "", one.kind, EditedText(one.path, one.text)) for one in record.texts}
    else:
        fields = {field.text.field: field for field in _fields(item)}
    languages = _arrange_fields(fields, request, _language_of(item), parts)
    names_before = item.get("author")
    if record.entry is not None:
        append_language_note(fields[ENTRY].text, request, languages)
        record.entry = fields[ENTRY].text.text
    elif record.texts:
        for one in record.texts:
            one.romanized = fields[one.path].text.text
    else:
        _pair_with_original_title(item, fields, request, languages)
        if isinstance(item.get("note", ""), str):
            note = _Field(item, "note", "note", EditedText("note", item.get("note", "")))
            append_language_note(note.text, request, languages)
            fields["note"] = note
        record.item = _with_texts(item, fields)
        _keep_original_names(record, request, names_before)
    for field in fields.values():
        if field.text.changed:
            record.changes += field.text.changes
        record.warnings += field.text.warnings


def _arrange_fields(
    fields: dict[str, _Field], request: Request, language: str | None, parts: dict[str, Parts] | None
) -> Languages:
    """Repair all fields, tell the languages from what that leaves, arrange, and mend what arranging left over."""
    for field in fields.values():
        repair(field.text, field.kind, request.repairs)
    languages = Languages(request.language or language, [field.text.text for field in fields.values()])
    for field in fields.values():
        if field.kind != "address":
            found = None if parts is None else Found()
            original = field.text.text
            arrange(field.text, field.kind, request, languages, found)
            if field.text.changed:
                repair(field.text, field.kind, request.repairs)
            if parts is not None and found is not None and found.language:
                if found.translation:
                    original = original.replace(found.translation, "").strip(" ,.;:=/[]()")
                name, romanized = field.text.field, field.text.text
                parts[name] = Parts(romanized, original, found.translation, found.language, found.script)
    return languages


def _language_of(item: dict[str, Any]) -> str | None:
    language = item.get("language")
    return language if isinstance(language, str) and language.split("-")[0].lower() in known_languages() else None


def _fields(item: dict[str, Any]) -> Iterator[_Field]:
    """Yield the texts of an item that are to be looked at; values of an unexpected kind are nobody's business here."""
    for key, value in item.items():
        if key in FIELDS and isinstance(value, str):
            yield _Field(item, key, FIELDS[key], EditedText(key, value))
        elif key in NAMES and isinstance(value, list):
            for place, name in enumerate(value):
                if isinstance(name, dict):
                    for part in NAME_PARTS:
                        if isinstance(name.get(part), str):
                            yield _Field(name, part, "name", EditedText(f"{key}[{place}].{part}", name[part]))


def _with_texts(item: dict[str, Any], fields: dict[str, _Field]) -> dict[str, Any]:
    """Give a copy of the item with its texts as they are now; the writer compares the two."""
    changed = [field for field in fields.values() if field.text.changed]
    if not changed:
        return item
    copies = {id(item): dict(item)}
    for key, value in item.items():
        if key in NAMES and isinstance(value, list):
            copies[id(item)][key] = [
                copies.setdefault(id(one), dict(one)) if isinstance(one, dict) else one for one in value
            ]
    for field in changed:
        copies[id(field.holder)][field.key] = field.text.text
    return copies[id(item)]


def _pair_with_original_title(
    item: dict[str, Any], fields: dict[str, _Field], request: Request, languages: Languages
) -> None:
    """Put the romanization of ``original-title`` before a title that translates it, where the profile pairs them."""
    original, pattern = item.get("original-title"), request.profile.pair("title")
    if "title" not in fields or not pattern or not isinstance(original, str):
        return
    title = fields["title"].text
    if segments(title.text):
        return
    romanized = EditedText("original-title", original)
    arrange(
        romanized,
        "text",
        replace(request, profile=msgspec.structs.replace(request.profile, text="{romanized}")),
        languages,
    )
    if romanized.text == original or romanized.text in title.text:
        return
    if kinship(romanized.text, title.text) is Kinship.OTHER:
        paired = pattern.format(romanized=romanized.text, original=original, translation=title.text)
        title.apply([Edit(0, len(title.text), paired, f"original-title arranged as {request.profile.id}")])


def _keep_original_names(record: Record, request: Request, names_before: Any) -> None:
    """Keep the authors' names as they were in ``original-author``, where the profile keeps originals."""
    item = record.item
    if request.profile.keeps_original and item.get("author") != names_before and "original-author" not in item:
        record.item = {**item, "original-author": names_before}
        written = json.dumps(names_before, ensure_ascii=False)
        record.changes.append(Change("original-author", 0, 0, "", written, "original names kept"))
