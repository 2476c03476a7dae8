"""Walk through a CSL-JSON item: which of its fields are romanized, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from ..text.language import languages as known_languages
from .arrange import Languages, Request, append_language_note, arrange
from .edits import EditedText
from .names import Kinship, kinship
from .record import Change, Record
from .segments import segments

ENTRY = "entry"
# Variables of CSL 1.0.2 that are printed in a reference, by kind. Abstracts, keywords and annotations are not, and
# original-title and original-author are the place for what stays in its own script.
FIELDS = {
    "title": "title",
    "title-short": "title",
    "reviewed-title": "title",
    "volume-title": "title",
    "part-title": "title",
    "container-title": "container",
    "container-title-short": "container",
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
    "number": "text",
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


@dataclass(frozen=True, slots=True)
class _Field:
    """One text of an item: ``holder[key]``, the name by which it is reported, and its kind."""

    name: str
    holder: dict[str, Any]
    key: str
    kind: str

    @property
    def text(self) -> str:
        text: str = self.holder[self.key]
        return text


def normalize_record(record: Record, request: Request) -> None:
    """Normalize one reference in place, adding to its changes and warnings.

    Args:
        record: the reference; its item is a CSL-JSON item, or ``{"entry": …}`` for a line of text.
        request: what the caller asked for.
    """
    item = record.item
    fields = list(_fields(item))
    languages = Languages(request.language or _language_of(item), [field.text for field in fields])
    names_before = deepcopy(item.get("author"))
    for field in fields:
        text = EditedText(field.name, field.text)
        arrange(text, field.kind, request, languages)
        if field.kind == ENTRY:
            append_language_note(text, request, languages)
        field.holder[field.key] = text.text
        record.changes += text.changes
        record.warnings += text.warnings
    if ENTRY in item:
        return
    _pair_with_original_title(record, request, languages)
    _keep_original_names(record, request, names_before)
    _note_language(record, request, languages)


def _language_of(item: dict[str, Any]) -> str | None:
    language = item.get("language")
    return language if isinstance(language, str) and language.split("-")[0].lower() in known_languages() else None


def _fields(item: dict[str, Any]) -> Iterator[_Field]:
    """Yield the texts of an item that are to be looked at; values of an unexpected kind are nobody's business here."""
    for key, value in item.items():
        if key == ENTRY:
            yield _Field(ENTRY, item, ENTRY, ENTRY)
        elif key in FIELDS and isinstance(value, str):
            yield _Field(key, item, key, FIELDS[key])
        elif key in NAMES and isinstance(value, list):
            for place, name in enumerate(value):
                if isinstance(name, dict):
                    for part in NAME_PARTS:
                        if isinstance(name.get(part), str):
                            yield _Field(f"{key}[{place}].{part}", name, part, "name")


def _pair_with_original_title(record: Record, request: Request, languages: Languages) -> None:
    """Put the romanization of ``original-title`` before a title that translates it, where the profile pairs them."""
    item = record.item
    title, original = item.get("title"), item.get("original-title")
    pattern = request.profile.pair("title")
    if not (pattern and isinstance(title, str) and isinstance(original, str)) or segments(title):
        return
    text = EditedText("title", original)
    arrange(
        text, "text", replace(request, profile=msgspec.structs.replace(request.profile, text="{romanized}")), languages
    )
    if text.text == original or kinship(text.text, title) is not Kinship.OTHER or text.text in title:
        return
    paired = pattern.format(romanized=text.text, original=original, translation=title)
    record.changes.append(
        Change("title", 0, len(title), title, paired, f"original-title arranged as {request.profile.id}")
    )
    item["title"] = paired


def _keep_original_names(record: Record, request: Request, names_before: Any) -> None:
    """Keep the authors' names as they were in ``original-author``, where the profile keeps originals."""
    item = record.item
    if request.profile.keeps_original and item.get("author") != names_before and "original-author" not in item:
        item["original-author"] = names_before
        record.changes.append(Change("original-author", 0, 0, "", "names as they were", "original names kept"))


def _note_language(record: Record, request: Request, languages: Languages) -> None:
    """Write the profile's note on the language into ``note``, behind what stands there."""
    note = record.item.get("note", "")
    if not request.profile.language_note or not languages.used or not isinstance(note, str):
        return
    text = EditedText("note", note)
    append_language_note(text, request, languages)
    record.changes += text.changes
    record.warnings += text.warnings
    if text.changes:
        record.item["note"] = text.text.strip()
