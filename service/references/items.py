"""Walk through a CSL-JSON item: which of its fields are romanized, and as what."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import msgspec

from ..one_language import language_tag
from ..text.language import languages as known_languages
from .arrange import Languages, append_language_note, arrange
from .authorities import find as find_authority
from .calendar_years import converted_issued, is_persian
from .edits import Edit, EditedText
from .fields import Field, Outcome, PlainField, Treatment, treatment
from .names import Kinship, kinship
from .record import Change, Parts, Record, Text
from .request import Request
from .segments import Segment, segments
from .signed_names import signed_name

ENTRY = "entry"
_DATE_NOTE = re.compile(r"(?:^|\s)date: ([^\n]*+)")
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
NAME_PARTS = frozenset({"family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"})


_NO_ITEM: dict[str, Any] = {}  # where texts stand that are none of an item


class _Text:
    """A text of an item: where it stands (``holder[key]``), its name, and what became of it."""

    __slots__ = ("holder", "key", "name", "outcome")

    outcome: Outcome

    def __init__(self, holder: dict[str, Any], key: str, name: str) -> None:
        self.holder = holder
        self.key = key
        self.name = name


class _Found(_Text):
    """A text in which something is found."""

    __slots__ = ("field",)

    def __init__(self, holder: dict[str, Any], key: str, name: str, field: Field | PlainField) -> None:
        self.holder = holder
        self.key = key
        self.name = name
        self.field = field


def normalize_record(record: Record, request: Request, *, own_places: bool | frozenset[str] = False) -> None:
    """Normalize one reference in place, adding to its changes and warnings.

    Args:
        record: a CSL-JSON item or a line of text.
        request: what the caller asked for.
        own_places: whether the format has places of its own for originals and translations: ``record.parts`` then says
            what goes there, and the fields hold the romanization alone. If only some fields have one, their names.
    """
    treat(record, treatment(request, own_places))


def treat(record: Record, treated: Treatment) -> None:
    """Normalize one reference in place, as ``normalize_record`` does, by what ``treatment`` gave for its request."""
    if record.own_places is not None:
        treated = treatment(treated.asked, record.own_places)
    record.keeps_original = treated.keeps_original
    record.originals = treated.asked.originals
    if record.entry is not None:
        texts: Sequence[_Text] = _normalize_entry(record, record.entry, treated)
    elif record.texts is not None:
        texts = _normalize_texts(record, record.texts, treated)
    else:
        texts = _normalize_item(record, treated)
    for one in texts:
        changes, warnings = one.outcome.reported(one.name)
        if changes:
            record.changes += changes
        if warnings:
            record.warnings += warnings


def _normalize_entry(record: Record, entry: str, treated: Treatment) -> Sequence[_Text]:
    item: dict[str, Any] = {}
    field = Field(ENTRY, entry, ENTRY, treated.request)
    text = _Found(item, ENTRY, ENTRY, field)
    languages = _arrange(record, [text], treated, record.item.get("language"))
    if treated.request.profile.language_note and not _is_heading(entry):
        append_language_note(field.edited, treated.request, languages)
    text.outcome = Outcome.of(field.edited, text.outcome.used, text.outcome.parts)
    record.entry = text.outcome.text
    return [text]


def _is_heading(line: str) -> bool:
    from ..entries.splitting import is_heading  # what a plain run does not need, it does not load

    return is_heading(line)


def _normalize_texts(record: Record, given: list[Text], treated: Treatment) -> Sequence[_Text]:
    if not given:
        return ()
    texts: list[_Found] = []
    pairs: list[tuple[Text, _Found]] = []
    for one in given:
        field = treated.field(one.path, one.text, one.kind)
        if field is not None:
            found = _Found(_NO_ITEM, "", one.path, field)
            texts.append(found)
            pairs.append((one, found))
    _arrange(record, texts, treated, record.language)
    for one, found in pairs:
        one.romanized = found.outcome.text
    return texts


def _normalize_item(record: Record, treated: Treatment) -> Sequence[_Text]:
    item, request = record.item, treated.request
    found = _texts(item, treated)
    languages = _arrange(record, found, treated, item.get("language"))
    for one in found:
        if one.field.kind == "name" and (established := _established(one, languages, treated)):
            one.outcome = established
            if treated.own_places is True and established.parts is not None:
                record.parts[one.name] = established.parts
    if "original-title" in item:
        for one in found:
            field = one.field
            # A title in its own script is no translation of the original one.
            if one.name != "title" or not isinstance(field, Field) or field.segments:
                continue
            if _pair_with_original_title(item["original-title"], field.edited, request, languages):
                one.outcome = Outcome.of(field.edited, [], None)
    texts: Sequence[_Text] = found
    if request.profile.language_note and isinstance(item.get("note", ""), str):
        note = EditedText("note", item.get("note", ""))
        append_language_note(note, request, languages)
        appended = _Text(item, "note", "note")
        appended.outcome = Outcome.of(note, [], None)
        texts = [*found, appended]
    record.item = _with_texts(item, texts)
    _convert_issued(record, request, languages)
    if not (request.originals and treated.own_places is True):  # originals stand beside the names themselves
        _keep_original_names(record, request, item.get("author"))
    return texts


def _arrange(record: Record, texts: list[_Found], treated: Treatment, said: Any) -> Languages:
    """Arrange the texts of a record, which may say its language; every one has a say in what languages are there."""
    languages = Languages(treated.request.language or _known_language(said), [one.field for one in texts])
    for one in texts:
        one.outcome = treated.outcome(one.field, languages)
        if treated.own_places and one.outcome.parts is not None:
            record.parts[one.name] = one.outcome.parts
    return languages


def _established(text: _Found, languages: Languages, treated: Treatment) -> Outcome | None:
    """Write a name in the form that it is known by, if an authority table has one: Ницше is Nietzsche."""
    holder, key, name, found = text.holder, text.key, text.name, text.field.segments
    family = holder.get("literal" if key == "literal" else "family")
    if not found or not isinstance(family, str) or key == "suffix" or not treated.may_be_established(family):
        return None
    request, segment, given = treated.request, found[0], holder.get("given")
    language = languages.of(segment)
    if language is None:
        return None
    if request.overrides and (signed := signed_name(holder, language, request.overrides)):
        form, rule = getattr(signed, key, ""), f"romanize: {signed.override.name}"
        return _named(holder[key], name, form, rule, segment, language, request) if form else None
    if request.overrides and request.overrides.in_text(holder[key], language, "name"):
        return None
    first = given if isinstance(given, str) and key != "literal" else ""
    own, folder = request.profile.own_names, treated.folder
    authority = find_authority(family, language, given=first, own=own, folder=folder)
    if authority is None:
        return None
    if key.endswith("particle"):
        whole = find_authority(f"{holder[key]} {family}", language, given=first, own=own, folder=folder)
        form = "" if whole is None else whole.family.removesuffix(authority.family).strip()
    else:
        form = authority.text if key == "literal" else getattr(authority, key)
    if not form:
        return None
    rule = f"authority: {authority.form} ({authority.place})"
    return _named(holder[key], name, form, rule, segment, language, request)


def _named(
    original: str, name: str, form: str, rule: str, segment: Segment, language: str, request: Request
) -> Outcome:
    edited = EditedText(name, original)
    edited.apply([Edit(0, len(original), form, rule)])
    tag = language_tag(language, request.scheme_for(language))
    parts = Parts(form, original, "", language, segment.script, tag)
    return Outcome.of(edited, [(language, len(segment.text))], parts)


def _known_language(language: Any) -> str | None:
    return language if isinstance(language, str) and language.split("-")[0].lower() in known_languages() else None


def _texts(item: dict[str, Any], treated: Treatment) -> list[_Found]:
    """Give the texts of an item in which something is found, passing over values of an unexpected kind."""
    texts: list[_Found] = []
    for key, value in item.items():
        if isinstance(value, str):
            kind = FIELDS.get(key)
            if kind is None:
                continue
            if key == "title" and "original-title" in item:  # which it is paired with even if nothing is found in it
                texts.append(_Found(item, key, key, Field(key, value, kind, treated.request)))
                continue
            field = treated.field(key, value, kind)
            if field is not None:
                texts.append(_Found(item, key, key, field))
        elif key in NAMES and isinstance(value, list):
            for place, name in enumerate(value):
                if not isinstance(name, dict):
                    continue
                for part, text in name.items():
                    if isinstance(text, str) and part in NAME_PARTS:
                        path = _path(key, place, part)
                        field = treated.field(path, text, "name")
                        if field is not None:
                            texts.append(_Found(name, part, path, field))
    return texts


@lru_cache(maxsize=1 << 10)
def _path(key: str, place: int, part: str) -> str:
    """Name a part of a name: ``author[0].family``."""
    return f"{key}[{place}].{part}"


def _with_texts(item: dict[str, Any], texts: Sequence[_Text]) -> dict[str, Any]:
    """Give a copy of the item with its texts as they are now; the writer compares the two."""
    now: dict[str, Any] | None = None
    names: dict[int, Any] = {}
    for one in texts:
        outcome, holder = one.outcome, one.holder
        if not outcome.changed:
            continue
        if now is None:
            now = dict(item)
        if holder is item:
            now[one.key] = outcome.text
            continue
        name = names.get(id(holder))
        if name is None:
            name = names[id(holder)] = dict(holder)
        name[one.key] = outcome.text
    if now is None:
        return item
    if names:
        for key, value in item.items():
            if key in NAMES and isinstance(value, list):
                now[key] = [names.get(id(name), name) for name in value]
    return now


def _pair_with_original_title(original: Any, title: EditedText, request: Request, languages: Languages) -> bool:
    """Put the romanization of ``original-title`` before a title that translates it, where the profile pairs them.

    Returns whether it did.
    """
    pattern = request.profile.pair("title")
    if not pattern or not isinstance(original, str) or segments(title.text):
        return False
    romanized = EditedText("original-title", original)
    alone = msgspec.structs.replace(request.profile, text="{romanized}")
    arrange(romanized, "text", replace(request, profile=alone), languages)
    if romanized.text == original or romanized.text in title.text:
        return False
    if kinship(romanized.text, title.text) is not Kinship.OTHER:
        return False
    paired = pattern.format(romanized=romanized.text, original=original, translation=title.text)
    title.apply([Edit(0, len(title.text), paired, f"original-title arranged as {request.profile.id}")])
    return True


def _convert_issued(record: Record, request: Request, languages: Languages) -> None:
    """Put the Gregorian years beside a Hijri year of publication, where the request says how."""
    if not request.gregorian or "issued" not in record.item:
        return
    written = f"{record.item.get('language', '')} {record.item.get('note', '')}"
    persian = languages.has_persian or written.startswith("fa") or is_persian(written)
    beside = str(record.item.get("date", "")) or " ".join(_DATE_NOTE.findall(written))
    converted = converted_issued(record.item["issued"], request.gregorian, beside, persian=persian)
    if converted is not None:
        issued, before, after, rule = converted
        record.item = {**record.item, "issued": issued}
        record.changes.append(Change("issued", 0, len(before), before, after, rule))


def _keep_original_names(record: Record, request: Request, names_before: Any) -> None:
    """Keep the authors' names as they were in ``original-author``, where the profile keeps originals."""
    if not request.profile.keeps_original:
        return
    item = record.item
    if item.get("author") != names_before and "original-author" not in item:
        record.item = {**item, "original-author": names_before}
        written = json.dumps(names_before, ensure_ascii=False)
        record.changes.append(Change("original-author", 0, 0, "", written, "original names kept"))
