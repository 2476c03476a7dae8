"""EndNote XML: ``<record>`` after ``<record>``, with ``<style>`` elements inside the values.

Records are cut out of the text and read one at a time by a strict tokenizer that knows the five entities of XML and
character references and nothing else: nothing is expanded, no document type is read, no address is asked. Changes go
inside the ``<style>`` elements. Element names after EndNote's RSXML document type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from ..errors import InputError
from ..references.record import Record
from .endnote_elements import BOOK_PATHS, BOOKS, BY_NAME, ORDER, OTHERWISE, PATHS, SERIALS, TYPES, TYPES_BACK
from .endnote_tokens import FORBIDDEN, BrokenRecordError, Text, values_of
from .plain_values import (
    NAME_VARIABLES,
    date_parts,
    names,
    original_notes,
    read_date,
    read_name,
    read_original,
    rewritten_name,
    text_of,
    translated_title,
    unreadable,
    with_translations,
    write_name,
)

NAME = "endnote-xml"
SUFFIXES = (".xml", ".enx")
MEDIA_TYPES = ("application/x-endnote+xml",)
BINARY = False
ORIGINALS = True

_OPENING = re.compile(r"<record(?=[\s>])")
_CLOSING = "</record>"
_REF_NAME = re.compile(r"<ref-type\s++name\s*+=\s*+[\"']([^\"']*+)")
_TRANSLATED_TITLE = "titles/translated-title"
_TAG = re.compile(r"<[^<>]*+>")
_WORDS = re.compile(r"\s+|\S+")
_PREAMBLE = 1_000_000


@dataclass(frozen=True, slots=True)
class _Layout:
    """A record as it stood, with what stood before it.

    Attributes:
        before: what stood between the record before and this one.
        source: the record, from ``<record`` to ``</record>``.
        item: the item as it was read.
        places: by variable the values it came from, each as its stretches of text.
        ends: by path the place in front of the closing tag of an element, for what is added.
        kind: EndNote's number of the type.
    """

    before: str
    source: str
    item: dict[str, Any]
    places: dict[str, list[list[Text]]]
    ends: dict[str, int]
    kind: str = ""


def recognizes(head: str) -> bool:
    """Tell EndNote XML by its records and one of the elements that only EndNote has."""
    return bool(_OPENING.search(head)) and any(
        mark in head for mark in ("<ref-type", "<source-app", "<rec-number", "<foreign-keys", "<titles>")
    )


def read(chunks: Iterable[str]) -> Iterator[Record]:
    """Read records, each as soon as it is complete.

    Raises:
        InputError: a text in which no record begins and that is no empty list of records either.
    """
    number, line = 0, 1
    for before, source in _split(chunks):
        line += before.count("\n")
        if source:
            number += 1
            yield _record(before, source, number, line)
            line += source.count("\n")
        elif before:
            yield _rest(before, number, line)


def _split(chunks: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands before a record, and the record; at the end the rest, with no record."""
    held, opened, scanned = "", -1, 0
    seen = False
    for chunk in chunks:
        held += chunk
        start = 0
        while True:
            if opened < 0:
                found = _OPENING.search(held, scanned)
                if found is None:
                    scanned = max(start, len(held) - len("<record>"))
                    break
                opened, scanned, seen = found.start(), found.end(), True
            end = held.find(_CLOSING, scanned)
            if end < 0:
                scanned = max(scanned, len(held) - len(_CLOSING))
                break
            end += len(_CLOSING)
            yield held[start:opened], held[opened:end]
            start, opened, scanned = end, -1, end
        if start:
            held = held[start:]
            scanned -= start
            opened = opened - start if opened >= 0 else -1
        if not seen and len(held) > _PREAMBLE:
            break
    if not seen and "<records" not in held and held.strip(" \t\r\n\ufeff"):
        raise InputError("line 1: no EndNote record in it; a record stands between <record> and </record>")
    yield held, ""


def _rest(before: str, number: int, line: int) -> Record:
    record = Record({}, "end", layout=_Layout(before, "", {}, {}, {}))
    if _OPENING.search(before):
        record.place = f"record {number + 1}, line {line}"
        record.warn_of_record("left as it is: it has no </record>; the file may be cut off, export it again")
    return record


def _record(before: str, source: str, number: int, line: int) -> Record:
    place = f"record {number}, line {line}"
    try:
        values, ends = values_of(source)
    except BrokenRecordError as error:
        record = Record({}, place, layout=_Layout(before, source, {}, {}, {}))
        record.warn_of_record(f"left as it is: {error}")
        return record
    kind = "".join(one.text for one in values.get("ref-type", [[]])[0]).strip()
    found = _REF_NAME.search(source)
    if found and found[1] in BY_NAME:
        kind = BY_NAME[found[1]]
    books = BOOK_PATHS if kind in BOOKS else {}
    item: dict[str, Any] = {"type": TYPES[kind][1] if kind in TYPES else "document"}
    places: dict[str, list[list[Text]]] = {}
    record = Record(item, place)
    for path, found_values in values.items():
        variable = books.get(path) or PATHS.get(path)
        if variable is None:
            continue
        for value in found_values:
            text = value[0].text if len(value) == 1 else "".join(one.text for one in value)
            if text and not text.isspace():
                _take(record, places, variable, kind, text, value)
    record.place = f"record {number} ({item['id'][:80]}), line {line}" if "id" in item else place
    record.layout = _Layout(before, source, item, places, ends, kind)
    return record


def _take(
    record: Record, places: dict[str, list[list[Text]]], variable: str, kind: str, text: str, value: list[Text]
) -> None:
    """Take up one value of a variable; a second one that says the same is kept in step."""
    item = record.item
    text = text.strip()
    read: Any = text
    if variable in NAME_VARIABLES:
        item.setdefault(variable, []).append(read_name(text))
    elif variable == "keyword":
        item[variable] = f"{item[variable]}; {text}" if variable in item else text
    else:
        if variable in ("issued", "accessed"):
            read = read_date(text) or {"literal": text}
        elif variable == "ISBN" and kind in SERIALS:
            variable = "ISSN"
        elif variable == "note":
            read = "\n".join(_with_originals(item, text))
        if read and variable not in item:
            item[variable] = read
        elif read and item[variable] != read:
            other = OTHERWISE.get(variable)
            if other is None or item.get(other, read) != read:
                if not text.isascii():
                    record.warn_of_record(f"a second {variable} is left as it is: {text[:40]}")
                return
            variable, item[other] = other, read
    places.setdefault(variable, []).append(value)


def _with_originals(item: dict[str, Any], text: str) -> Iterator[str]:
    """Yield the lines of a note; those that keep an original go into the item."""
    for line in re.split(r"\r\n|\n|\r", text):
        original = read_original(line)
        if original is None or original[0] in item:
            yield line
        else:
            kept = line[original[1] :].strip()
            item[original[0]] = [read_name(one) for one in kept.split("; ")] if "author" in original[0] else kept


def write(records: Iterable[Record]) -> Iterator[str]:
    """Write records back; of a record that changed, only the values that changed."""
    for record in records:
        layout = record.layout
        if layout.before:
            yield layout.before
        same = record.item is layout.item or record.item == layout.item
        yield layout.source if same and not record.parts else _rewritten(record)


def _rewritten(record: Record) -> str:
    layout = record.layout
    record.item = item = with_translations(record, _translation_there(layout))
    edits: list[tuple[int, int, str]] = []
    added: dict[str, list[str]] = {}
    for variable in {**layout.item, **item}:
        before, after = layout.item.get(variable), item.get(variable)
        if before == after or (variable.startswith("original-") and before is None):
            continue
        values = layout.places.get(variable, [])
        texts, olds, now = _texts(record, variable, after), list(names(before)), list(names(after))
        for place, value in enumerate(values):
            if variable in NAME_VARIABLES and place < min(len(now), len(olds)):
                if olds[place] != now[place]:
                    text = rewritten_name(_joined(value), olds[place], now[place])
                    edits += _edits(layout.source, value, text)
            elif variable in NAME_VARIABLES or variable == "keyword":
                edits += _edits(layout.source, value, texts[place] if place < len(texts) else "")
            elif variable == "note" and isinstance(before, str) and str(after).startswith(before):
                texts = [str(after)[len(before) :].strip("\n")]
            else:
                edits += _edits(layout.source, value, texts[0] if texts else "")
        several = variable in NAME_VARIABLES or variable == "keyword"
        rest = texts[len(values) :] if several else texts if variable == "note" or not values else []
        if rest and (path := _path(record, variable, layout.kind)):
            added.setdefault(path, []).extend(rest)
    standing = _joined([one for value in layout.places.get("note", []) for one in value])
    for note in original_notes(record, layout.item):
        if note not in re.split(r"\r\n|\n|\r", standing):
            added.setdefault("notes", []).append(note)
    if (translated := translated_title(record)) and _TRANSLATED_TITLE not in layout.ends:
        added[_TRANSLATED_TITLE] = [translated]
    for path, texts in added.items():
        edits.append(_addition(layout, path, texts))
    pieces: list[str] = []
    position = 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (layout.source[position:start], text)
        position = end
    return "".join([*pieces, layout.source[position:]])


def _translation_there(layout: _Layout) -> str:
    """Give the translated title as it stands in the record, or ""."""
    end = layout.ends.get(_TRANSLATED_TITLE, 0)
    start = layout.source.rfind("<translated-title", 0, end)
    return unescape(_TAG.sub("", layout.source[start:end])).strip() if end else ""


def _joined(value: list[Text]) -> str:
    return "".join(one.text for one in value)


def _addition(layout: _Layout, path: str, texts: list[str]) -> tuple[int, int, str]:
    """Put values into a record: behind a note that stands there, else as new elements, styled if the record is."""
    ends = layout.ends
    if path == "notes" and layout.places.get("note"):
        last = layout.places["note"][-1][-1]
        written = "".join(f"\r{text}" for text in texts)
        return last.end, last.end, written if last.cdata else _escaped(written, layout.source)
    *around, name = path.split("/")
    style = '<style face="normal" font="default" size="100%">' if "<style" in layout.source else ""
    closing = "</style>" if style else ""
    if name == "notes":
        texts = ["\r".join(texts)]
    inner = "".join(f"<{name}>{style}{_escaped(text, layout.source)}{closing}</{name}>" for text in texts)
    while around and "/".join(around) not in ends:
        inner = f"<{around[-1]}>{inner}</{around[-1]}>"
        around.pop()
    place = ends["/".join(around)] if around else ends["record"]
    return place, place, inner


def _edits(source: str, value: list[Text], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that make a value say something else, each stretch of text keeping its part of it."""
    news = [text] if len(value) == 1 else _shared_out(value, text)
    for one, new in zip(value, news, strict=True):
        if one.text != new:
            blank = one.text[: len(one.text) - len(one.text.lstrip())] if len(value) == 1 else ""
            tail = one.text[len(one.text.rstrip()) :] if len(value) == 1 and one.text.strip() else ""
            new = f"{blank}{new}{tail}"
            if one.cdata:
                yield one.start, one.end, new.replace("]]>", "]]]]><![CDATA[>")
            else:
                yield one.start, one.end, _escaped(new, source[one.start : one.end])


def _shared_out(value: list[Text], text: str) -> list[str]:
    """Share a changed text out to the stretches it stood in: word for word, or else all to the longest that differs."""
    old_words, new_words = _WORDS.findall(_joined(value)), _WORDS.findall(text)
    if len(old_words) == len(new_words):
        news = [""] * len(value)
        place, room = 0, len(value[0].text)
        for old, new in zip(old_words, new_words, strict=True):
            while room <= 0 and place < len(value) - 1:
                place += 1
                room += len(value[place].text)
            if old != new or len(old) <= room:
                news[place] += new
                room -= len(old)
                continue
            for letter in old:
                while room <= 0 and place < len(value) - 1:
                    place += 1
                    room += len(value[place].text)
                news[place] += letter
                room -= 1
        return news
    first, last = 0, len(value)
    while first < last - 1 and text.startswith(value[first].text):
        text = text[len(value[first].text) :]
        first += 1
    while last > first + 1 and text.endswith(value[last - 1].text):
        last -= 1
        text = text[: len(text) - len(value[last].text)]
    longest = max(range(first, last), key=lambda place: len(value[place].text))
    return [
        one.text if place < first or place >= last else text if place == longest else ""
        for place, one in enumerate(value)
    ]


def _escaped(text: str, like: str) -> str:
    """Escape a text as the file does: letters beyond ASCII as references where they stood so before."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;")
    text = FORBIDDEN.sub("\ufffd", text)
    if "&quot;" in like:
        text = text.replace('"', "&quot;")
    if "&apos;" in like:
        text = text.replace("'", "&apos;")
    if "&#" in like and like.isascii() and not text.isascii() and re.search(r"&#(?:x0*[0-9A-Fa-f]{2}|[0-9]{3})", like):
        text = text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return text


def _path(record: Record, variable: str, kind: str) -> str | None:
    """Give the path that holds a variable in a record of one type, with a warning where there is none."""
    if variable in ("ISBN", "ISSN"):
        return "isbn"
    table = PATHS | BOOK_PATHS if kind in BOOKS else PATHS
    for path, held in table.items():
        if held == variable:
            return path
    record.warn_of_record(f"{variable} cannot be held by EndNote XML ({TYPES.get(kind, ('Generic',))[0]}); left out")
    return None


def _texts(record: Record, variable: str, value: Any) -> list[str]:
    """Give a CSL value as the texts of EndNote's elements."""
    if variable in NAME_VARIABLES:
        return [write_name(name) for name in names(value)]
    if variable in ("issued", "accessed") and isinstance(value, dict):
        parts = date_parts(value)
        if not parts:
            return [text for text in [text_of(value.get("literal") or value.get("raw"))] if text]
        return parts[:1] if variable == "issued" else ["/".join(parts)]
    if variable == "keyword" and isinstance(value, str):
        return [word.strip() for word in re.split(r"[;\n]" if ";" in value else r"[,\n]", value) if word.strip()]
    text = value if variable == "note" and isinstance(value, str) else text_of(value)
    return [text] if text else []


def compose(records: Iterable[Record]) -> Iterator[str]:
    """Write records that came from another format as a file of its own.

    What EndNote XML cannot hold is left out with a warning on the record; a line of text becomes a note.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'
    number = 0
    for record in records:
        if not unreadable(record):
            number += 1
            yield _composed(record, number)
    yield "</records></xml>\n"


def _composed(record: Record, number: int) -> str:
    record.item = item = with_translations(record)
    kind = TYPES_BACK.get(str(item.get("type", "")), "13")
    elements: dict[str, list[str]] = {}
    if record.entry is not None:
        record.warn_of_record("a line of text has no fields; written as a note")
        elements["notes"] = [" ".join(record.entry.split())]
    for variable, value in item.items():
        if variable in ("type", "id", "original-title", "original-author"):
            continue
        path = _path(record, variable, kind)
        texts = _texts(record, variable, value)
        if path and texts:
            elements.setdefault(path, []).extend(texts)
            _warn_of_date(record, variable, value)
        elif path and value:
            record.warn_of_record(f"{variable} cannot be held by EndNote XML; left out")
    notes = elements.get("notes", []) + original_notes(record, {})
    if notes:
        elements["notes"] = ["\r".join(notes).replace("\n", "\r")]
    if translated := translated_title(record):
        elements[_TRANSLATED_TITLE] = [translated]
    if kind in SERIALS and "titles/secondary-title" in elements:
        elements["periodical/full-title"] = elements["titles/secondary-title"]
    label = f"<label>{_escaped(str(item['id']), '')}</label>" if item.get("id") else ""
    head = f'<record><rec-number>{number}</rec-number><ref-type name="{TYPES[kind][0]}">{kind}</ref-type>'
    return f"{head}{_nested(elements)}{label}</record>\n"


def _warn_of_date(record: Record, variable: str, value: Any) -> None:
    if variable == "issued" and isinstance(value, dict):
        dates = value.get("date-parts")
        if isinstance(dates, list) and (len(dates) > 1 or len(date_parts(value)) > 1):
            record.warn_of_record("issued: only the year can be held by EndNote XML; the rest is left out")


def _nested(elements: dict[str, list[str]]) -> str:
    """Write elements by their paths, those with the same beginning inside one element."""
    pieces: list[str] = []
    opened: list[str] = []
    for path in ORDER:
        if path not in elements:
            continue
        *around, name = path.split("/")
        while opened != around[: len(opened)]:
            pieces.append(f"</{opened.pop()}>")
        for outer in around[len(opened) :]:
            pieces.append(f"<{outer}>")
            opened.append(outer)
        pieces += [f"<{name}>{_styled(text)}</{name}>" for text in elements[path]]
    return "".join([*pieces, *(f"</{outer}>" for outer in reversed(opened))])


def _styled(text: str) -> str:
    return f'<style face="normal" font="default" size="100%">{_escaped(text, "")}</style>'
