"""Entries written anew by a layout: a line of text is taken apart for it, an item is ready for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from ..layouts import Layout, dates, write
from ..layouts.source_words import said
from ..layouts.writing import (
    CONTAINER_TRANSLATION,
    DATE,
    ET_AL,
    LANGUAGE_NOTE,
    ORIGINAL_LANGUAGE,
    OWN,
    REST,
    ROMANIZED_PUBLISHER,
    TRANSLATION,
    noted,
)
from ..tables.registry import languages as romanized_languages
from ..text.language import languages as known_languages
from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES
from .arrange import Languages, own_language
from .fields import Field
from .items import ENTRY, normalize_record
from .leftovers import pieces
from .markup import without_tags
from .names import Kinship, kinship
from .profiles import Profile, plain_layout
from .record import Caution, Change, Record, Text
from .request import Request
from .segments import segments

if TYPE_CHECKING:
    from ..entries import Parsed

_SOURCE_LETTER = re.compile(f"[{CYRILLIC_RANGES}{ARABIC_RANGES}]")
_PAIRS = (("title", TRANSLATION), ("container-title", CONTAINER_TRANSLATION))
_NUMBERING = re.compile(r"\s*(?:[(\[]?[\d۰-۹]{1,4}[.)\]]+|[\d۰-۹]{1,4}\s?[-–])\s+")
_LANGUAGE_IN_NOTE = re.compile(r"(?:in\s+)?(?P<language>[A-Z][a-z]+)", re.IGNORECASE)
_MONTH = re.compile(r"(?:^|(?<=\d )|(?<=\d))[^\W\d_]")  # its first letter
_MOST_SHOWN = 80
LONGEST = 4000  # characters of a line that is taken apart; the parser looks no further
AS_FOUND = "entry as found"  # what repairs of a line are reported under, before it is taken apart


def lay_out_entry(record: Record, request: Request) -> bool:
    """Write a line of text by the profile's layout; ``record`` then holds the entry, changes and warnings.

    Returns:
        Whether it did: a line that cannot be taken apart with enough confidence is left, with a warning.
    """
    from ..entries import parse  # what a plain run does not need, it does not load
    from ..entries.splitting import is_heading

    layout, entry = request.profile.layout, record.entry or ""
    if layout is None:
        return False
    field = Field(ENTRY, entry, ENTRY, replace(request, sentence_case=False, established=False, gregorian=""))
    text = field.edited.text
    if len(text) > LONGEST:
        record.warn_of_record("romanized where it stands: too long for one entry; divide it")
        return False
    if is_heading(text.strip()):
        return False
    numbering = _NUMBERING.match(text)
    begin = numbering.end() if numbering else 0
    parsed = parse(text[begin:])
    if parsed.confidence < layout.confidence or not parsed.values("title"):
        if any(map(str.isalpha, text)):
            record.warn_of_record("romanized where it stands: it cannot be told what is what in it; lay it out by hand")
        return False
    item = _item_of(parsed)
    if language := _language_of(item, field, request):
        item["language"] = language
    inner = Record(item, record.place)
    changes, left = _normalized(inner, request, layout)
    changes = [*put_in_nominative(parsed), *changes]
    rest = _rest(parsed, text[begin:], inner, request, changes)
    note = _language_note(inner, parsed, request.profile)
    values = {**inner.item, **({LANGUAGE_NOTE: note} if note else {})}
    rest = [one for one in rest if not _stands_in(one, write(values, layout).text)]
    if rest:
        values[REST] = ". ".join(one.rstrip(".") for one in rest)
    written = write(values, layout)
    number = text[:begin] if layout.language == "fa" else text[:begin].translate(dates.FIGURES)
    after = number + written.text
    record.entry = after
    record.warnings += [*field.edited.warnings, *inner.warnings, *left]
    for one in rest:
        shown = one if len(one) <= _MOST_SHOWN else f"{one[:_MOST_SHOWN]}…"
        record.warn_of_record(f"{shown!r} belongs to no field; it stands at the end of the entry")
    for name in written.added:
        record.warn_of_record(f"the layout has no place for {name}; it stands at the end of the entry")
    if after != entry:
        whole = Change(ENTRY, 0, len(entry), entry, after, f"layout: {request.profile.id}")
        repairs = [msgspec.structs.replace(one, field=AS_FOUND) for one in field.edited.changes]
        record.changes += [*repairs, *changes, whole]
    return True


def normalize_for_layout(record: Record, request: Request) -> None:
    """Normalize an item so that ``write_entry`` can write it as an entry."""
    record.item = {**record.item, **noted(record.item.get("note"))}
    changes, left = _normalized(record, request, request.profile.layout or plain_layout())
    record.changes += changes
    record.warnings += left


def put_in_nominative(parsed: Parsed) -> list[Change]:
    """Report the names of an entry that its item has in the nominative."""
    from ..entries.nominative import RULE, case_changes

    return [Change(name, 0, len(old), old, new, RULE) for name, old, new in case_changes(parsed)]


def write_entry(record: Record, request: Request) -> None:
    """Write a normalized item as an entry, by the profile's layout or the plain one; ``record.entry`` then holds it."""
    profile = request.profile
    if not record.item:  # what stands between records
        return
    values = dict(record.item)
    if profile.keeps_original:
        for name in ("title", "container-title"):
            if (parts := record.parts.get(name)) is not None:
                values[name] = profile.text.format(romanized=parts.romanized, original=parts.original, translation="")
    if (note := _language_note(record, None, profile)) and LANGUAGE_NOTE not in values:
        values[LANGUAGE_NOTE] = note
    values = {name: without_tags(one) if isinstance(one, str) else one for name, one in values.items()}
    record.entry = write(values, profile.layout or plain_layout()).text


def _item_of(parsed: Parsed) -> dict[str, Any]:
    """Give the item of an entry, with what CSL has no variable for in variables of its own."""
    item = parsed.item()
    item |= noted(item.pop("note", ""))
    for name, translation in _PAIRS:
        latin, other = item.get(name, ""), item.get(translation, "")
        if _SOURCE_LETTER.search(other) and not _SOURCE_LETTER.search(latin):
            item[name], item[translation] = other, latin
    return item


def _language_of(item: Mapping[str, Any], field: Field, request: Request) -> str | None:
    """Language of an entry by all of its text, where its title does not tell; a title says less than an entry."""
    told = segments(item["title"])
    if request.language or not told:
        return request.language
    own, sure = own_language(told[0].text)
    if sure and own != "fa" and own in romanized_languages():
        return None
    # A Persian name alone may be an Arabic one, and Arabic has no table of its own.
    return Languages(None, [field]).of_script(told[0].script)


def _normalized(record: Record, request: Request, layout: Layout) -> tuple[list[Change], list[Caution]]:
    """Normalize an item field by field, for a layout: what is paired in a field stands in two then.

    Returns:
        What was changed, and what there is to warn of.
    """
    record.item = _with_original_title(record.item)
    translated = {name: str(record.item[other]) for name, other in _PAIRS if record.item.get(other)}
    record.item, spoken = said(record.item, layout)
    changes = [Change(one.field, 0, len(one.before), one.before, one.after, _terms(layout)) for one in spoken]
    normalize_record(record, _plain(request), own_places=True)
    changes += record.changes
    record.changes = []
    item = dict(record.item)
    warnings: list[Caution] = []
    for name, other in _PAIRS:
        parts = record.parts.get(name)
        if parts is not None and parts.translation and name not in translated:
            item[other] = parts.translation
        if parts is None or not item.get(name):
            continue
        beside = item.get(other, "")
        if beside and kinship(item[name], beside, without_vowels=parts.language == "fa") is Kinship.SAME:
            rule = "own Latin form kept, original left out"
            changes.append(Change(name, 0, len(parts.original), parts.original, beside, rule))
            item[name] = item.pop(other)
        elif name == "title" and not beside and request.profile.wants_translation:
            warnings.append(Caution("title", 0, len(parts.original), "no translation stands beside it", "translation"))
    if _is_registered(changes, "container-title"):
        item.pop(CONTAINER_TRANSLATION, None)
    if item.get("publisher") and ("publisher" in record.parts or any(one.field == "publisher" for one in spoken)):
        item[ROMANIZED_PUBLISHER] = item["publisher"]
    _romanize_others(item, record, request, changes)
    record.item = item
    return changes, warnings


def _with_original_title(item: dict[str, Any]) -> dict[str, Any]:
    """Give an item whose Latin title stands for an ``original-title`` in another script with both in their places."""
    original, title = item.get("original-title"), item.get("title")
    if not isinstance(original, str) or not isinstance(title, str) or item.get(TRANSLATION):
        return item
    if _SOURCE_LETTER.search(title) or not _SOURCE_LETTER.search(original):
        return item
    rest = {name: value for name, value in item.items() if name != "original-title"}
    return {**rest, "title": original, TRANSLATION: title}


def _terms(layout: Layout) -> str:
    return f"terms: {layout.language}"


def _is_registered(changes: list[Change], field: str) -> bool:
    return any(one.field == field and one.rule.startswith("authority:") for one in changes)


@lru_cache(maxsize=32)
def _plain(request: Request) -> Request:
    """Give a request for romanization alone: what stands beside it, and the note on the language, is the layout's."""
    plain = msgspec.structs.replace(
        request.profile, text="{romanized}", title="{romanized}", container="{romanized}", language_note="",
        wants_translation=False, layout=None,
    )  # fmt: skip
    return replace(request, profile=plain)


def _romanize_others(item: dict[str, Any], record: Record, request: Request, changes: list[Change]) -> None:
    """Romanize, in place, what stands in the item beside CSL's own variables, such as a shelfmark."""
    found = {name: item[name] for name in (*OWN, "archive_location") if isinstance(item.get(name), str)}
    accessed = item.get("accessed")
    if isinstance(accessed, Mapping) and isinstance(accessed.get("raw"), str):
        found["accessed"] = accessed["raw"]
    found = {name: text for name, text in found.items() if name not in (DATE, "accessed") or dates.read(text) is None}
    for name, text in romanized_texts(found, record, request, changes).items():
        written = _MONTH.sub(lambda match: match[0].upper(), text) if name == DATE else text
        item[name] = {"raw": written} if name == "accessed" else written


def romanized_texts(
    texts: Mapping[str, str], record: Record, request: Request, changes: list[Change]
) -> dict[str, str]:
    """Romanize texts that are no variables of CSL, in the language of the record."""
    wanted = {name: text for name, text in texts.items() if _SOURCE_LETTER.search(text)}
    if not wanted:
        return dict(texts)
    inner = Record({}, record.place, texts=[Text(name, "text", text, text) for name, text in wanted.items()])
    language = request.language or next((parts.language for parts in record.parts.values()), None)
    normalize_record(inner, replace(_plain(request), language=language))
    changes += inner.changes
    record.warnings += inner.warnings
    return {**texts, **{one.path: one.romanized for one in inner.texts or ()}}


def _language_note(record: Record, parsed: Parsed | None, profile: Profile) -> str:
    """Give the profile's note on the language of the work; the note found, if the profile has none."""
    layout = profile.layout or plain_layout()
    found = next(iter(parsed.values("language_note")), "") if parsed is not None else ""
    if not profile.language_note:
        return found
    from ..layouts.words import words_of

    parts = record.parts.get("title")
    if parts is not None and parts.language:
        return profile.language_note.format(language=words_of(layout.language).language_name(parts.language))
    match = _LANGUAGE_IN_NOTE.search(found)
    if match is None:
        return found
    said = match["language"]
    name = next((one.name for one in known_languages().values() if one.name.startswith(said)), said)  # In Russ.
    return profile.language_note.format(language=name)


def _rest(parsed: Parsed, text: str, inner: Record, request: Request, changes: list[Change]) -> list[str]:
    """Give what no field of an entry took, romanized; what only says which field is which is not among it."""
    layout = request.profile.layout or plain_layout()
    found: list[str] = []
    roles = ("author", "editor", "translator")
    people = [name for role in roles for name in inner.item.get(role, ())]
    before = [name for role in roles for name in parsed.item().get(role, ())]
    for piece in pieces(parsed, text, layout):
        if piece.original:
            inner.item[ORIGINAL_LANGUAGE] = piece.original
        if piece.others and not _says_others(inner.item.get("author")):
            inner.item["author"] = [*inner.item.get("author", ()), {"literal": "et al."}]
        if piece.of_year and inner.item.get("issued"):
            inner.item["issued"] = {"literal": f"{inner.item['issued']['date-parts'][0][0]}{piece.text}"}
        elif piece.text and not _repeats_a_name(piece.text, before):
            found.append(piece.text)
    romanized = romanized_texts({f"rest[{place}]": one for place, one in enumerate(found)}, inner, request, changes)
    return [one for one in romanized.values() if not _repeats_a_name(one, people)]


def _says_others(people: Any) -> bool:
    return bool(people) and str(people[-1].get("literal")) in ET_AL


def _repeats_a_name(text: str, people: list[Any]) -> bool:
    return any(_is_name(text, name) for name in people)


def _is_name(text: str, name: Any) -> bool:
    if not isinstance(name, Mapping):
        return False
    whole = ", ".join(str(name[part]) for part in ("family", "given", "literal") if name.get(part))
    return bool(whole) and kinship(whole, text) is not Kinship.OTHER


def _stands_in(text: str, entry: str) -> bool:
    """Tell whether each word of a text stands in the entry, if only in an address."""
    words = re.findall(r"\w+", text.lower())
    return all(word in entry.lower() for word in words)
