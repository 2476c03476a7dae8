"""What the rules look at in a record: its names, titles, numbers and language, as they came in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ..references.items import NAMES
from ..references.record import Record, Text
from ..text.language import detect
from ..text.language import languages as known_languages
from .sound import family_of, is_english, is_native, romanized, sound, table

PERSON, JOURNAL, PUBLISHER, PLACE = "person", "journal", "publisher", "place"
CERTAIN = 0.8  # confidence from which a field of a line of text is looked at
WHOLE = 0.5  # confidence from which the line is taken apart at all
DOUBTFUL_LANGUAGE = 0.6  # confidence below which a Latin title is not taken for a romanization
LONGEST = 400  # characters of a name; what is longer is none
_ITEM_FIELDS = {"container-title": JOURNAL, "publisher": PUBLISHER, "publisher-place": PLACE}
_ENTRY_FIELDS = {"container": JOURNAL, "container_translation": JOURNAL, "publisher": PUBLISHER, "place": PLACE}
_TEXT_KINDS = {"container": JOURNAL, "publisher": PUBLISHER, "place": PLACE}
_ORIGINALS = "880"  # MARC keeps the original of a field there, by design
_NOTE = re.compile(r"[(\[]\s*[Ii]n (?P<language>[A-Z]\w+)(?:,? and \w+)*\.?\s*[)\]]")
_YEAR = re.compile(r"(?<!\d)(1[3-9]\d\d|20\d\d)(?!\d)")
_TITLE_IN_NOTE = re.compile(r"^title-translation: (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in a record.

    Attributes:
        kind: ``person``, ``journal``, ``publisher`` or ``place``.
        text: the name; of a person the surname, or the whole name where it is in one piece.
        given: given names of a person, if they are known apart.
        field: the field that it stands in.
        start: where the name stands in the field.
        end: where it ends.
    """

    kind: str
    text: str
    given: str
    field: str
    start: int
    end: int


@dataclass(slots=True)
class Title:
    """The title of a record: the text as it stands in ``field[start:end]``, and what stands beside it."""

    text: str
    field: str
    start: int
    end: int
    translation: str = ""


@dataclass(slots=True)
class Reference:
    """What the rules look at in one record.

    Attributes:
        place: the record's place, such as ``line 12``.
        language: BCP 47 subtag of what the reference is in; empty if it cannot be told.
        said: the language that its field for it names; empty if none.
        noted: the language that a note such as [In Persian] names; empty if there is none.
        title: its title; None if it has none.
        mentions: its names.
        numbers: year, volume, issue, pages, DOI, ISBN, as far as they are there, by their CSL names.
        whole: the line of text, where it could not be taken apart with any certainty.
    """

    place: str
    language: str = ""
    said: str = ""
    noted: str = ""
    title: Title | None = None
    mentions: list[Mention] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    whole: str = ""


def read(record: Record) -> Reference | None:
    """Read what the rules look at in a record that has not been normalized yet; None if it is no reference."""
    if record.entry is not None:
        found = _of_entry(record.place, record.entry)
    elif record.item or record.texts:
        found = _of_item(record)
    else:
        return None
    found.language = _language(found)
    found.mentions = list(_without_pairs(found))
    return found


def _of_entry(place: str, entry: str) -> Reference:
    from ..entries import parse  # only here: most formats do without it

    found = Reference(place)
    if note := _NOTE.search(entry):
        found.noted = language_tag(note["language"])
    parsed = parse(entry)
    if parsed.confidence < WHOLE:
        found.whole = entry
        return found
    for one in parsed.fields:
        if one.confidence < CERTAIN:
            continue
        kind = _ENTRY_FIELDS.get(one.name)
        if one.name in ("author", "editor", "translator"):
            found.mentions += _person_in(one.value, "entry", one.start)
        elif kind is not None:
            found.mentions.append(Mention(kind, one.value, "", "entry", one.start, one.end))
        elif one.name == "title" and found.title is None:
            found.title = Title(one.value, "entry", one.start, one.end)
        elif one.name == "translation" and found.title is not None:
            found.title.translation = one.value
        elif one.name in ("year", "volume", "issue", "pages", "DOI"):
            found.numbers.setdefault(one.name, one.value)
    return found


def _person_in(value: str, field_name: str, start: int = 0) -> Iterator[Mention]:
    """Yield a person whose name stands in one piece, its surname at its place."""
    from ..entries.names import csl_name

    parts = csl_name(value)
    family = parts.get("family") or parts.get("literal", "")
    place = value.find(family)
    if family and place >= 0:
        at = start + place
        yield Mention(PERSON, family, parts.get("given", ""), field_name, at, at + len(family))


def _of_item(record: Record) -> Reference:
    item = record.item
    found = Reference(record.place, said=language_tag(_text(item, "language")))
    if note := _NOTE.search(_text(item, "note")):
        found.noted = language_tag(note["language"])
    if record.texts is not None:
        _read_texts(found, record.texts)
        return found
    found.mentions += _persons(item)
    for name, kind in _ITEM_FIELDS.items():
        if text := _text(item, name):
            found.mentions += _mentions(kind, text, name)
    if text := _text(item, "title"):
        found.title = _title(text, _text(item, "note"))
    for name, key in (("volume", "volume"), ("issue", "issue"), ("page", "pages"), ("DOI", "DOI"), ("ISBN", "ISBN")):
        value = item.get(name)
        if isinstance(value, str | int) and value != "":
            found.numbers[key] = str(value)
    if year := _YEAR.search(str(item.get("issued", ""))):
        found.numbers["year"] = year[0]
    return found


def _read_texts(found: Reference, texts: list[Text]) -> None:
    """Read the texts of a format that has more of them than CSL-JSON has variables."""
    for one in texts:
        bare = one.text.strip(" ,.;:/=[]")
        start = one.text.find(bare)
        if one.path.startswith(_ORIGINALS) or not bare:
            continue
        if one.kind == "title":
            if found.title is None:
                found.title = Title(bare, one.path, start, start + len(bare))
        elif one.kind == "name":
            found.mentions += _person_in(bare, one.path, start)
        elif one.kind in _TEXT_KINDS:
            found.mentions.append(Mention(_TEXT_KINDS[one.kind], bare, "", one.path, start, start + len(bare)))


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _persons(item: dict[str, Any]) -> Iterator[Mention]:
    for role, names in item.items():
        if role not in NAMES or not isinstance(names, list):
            continue
        for place, name in enumerate(names):
            if not isinstance(name, dict):
                continue
            family, given, literal = (_text(name, part) for part in ("family", "given", "literal"))
            if family:
                yield Mention(PERSON, family, given, f"{role}[{place}].family", 0, len(family))
            elif literal:
                yield from _person_in(literal, f"{role}[{place}].literal")


def _parts(text: str) -> list[tuple[int, int]]:
    """Cut a text that holds two forms of one thing, the second in brackets or behind a comma."""
    from ..entries.parallel import divide

    first, second = divide(text, 0, len(text))
    return [first] if second is None else [first, second]


def _mentions(kind: str, text: str, name: str) -> Iterator[Mention]:
    if len(text) <= LONGEST:
        for start, end in _parts(text):
            yield Mention(kind, text[start:end], "", name, start, end)


def _title(text: str, note: str) -> Title:
    parts = _parts(text) if len(text) <= 2 * LONGEST else [(0, len(text))]
    start, end = parts[0]
    title = Title(text[start:end], "title", start, end)
    if len(parts) > 1:
        title.translation = text[slice(*parts[1])]
    elif translated := _TITLE_IN_NOTE.search(note):
        title.translation = translated[1]
    return title


@cache
def _tags() -> dict[str, str]:
    names = {name: tag for tag, written in table()["languages"].items() for name in written}
    return {one.name.lower(): one.tag for one in known_languages().values()} | names


def language_tag(name: str) -> str:
    """Give the subtag of a language that is called by a tag, a code or a name; empty for what is none of these."""
    first = re.split(r"[-_,;/ ]", name.strip().lower(), maxsplit=1)[0]
    if first in _tags():
        return _tags()[first]
    return first if 2 <= len(first) <= 3 and first.isascii() and first.isalpha() else ""


def _language(found: Reference) -> str:
    """Tell the language of a reference: by its own script, its note, its field, or what its title looks like."""
    title = found.title
    native = " ".join(
        text
        for text in (title.text if title else "", title.translation if title else "", found.whole)
        if is_native(text)
    )
    if not native and (title is None or not is_english(title.text)):
        native = " ".join(one.text for one in found.mentions if is_native(one.text))
    if native:
        return detect(native).language or ""
    if found.noted or found.said:
        return found.noted or found.said
    if title is None:
        return ""
    from ..respelling import recognize  # only here: it brings tables that native titles need not

    english = is_english(title.text)
    start, comma, _ = title.text.partition(", ")
    if english and (not comma or is_english(start)):
        return "en"
    told = recognize(start if english else title.text)  # a translation may stand behind a comma
    if told is not None and told.confidence >= DOUBTFUL_LANGUAGE:
        return told.language
    return "en" if english else ""


def _without_pairs(found: Reference) -> Iterator[Mention]:
    """Leave out an original that stands beside its own romanization: ТАСС (TASS) is one form."""
    family = family_of(found.language)
    if family is None:
        yield from found.mentions
        return
    latin = {(one.kind, sound(one.text, family.name)) for one in found.mentions if not is_native(one.text)}
    for one in found.mentions:
        paired = is_native(one.text) and any(kind == one.kind for kind, _ in latin)
        if not paired or (one.kind, sound(romanized(one.text, found.language, "name"), family.name)) not in latin:
            yield one
