"""RIS: tagged lines from ``TY  - `` to ``ER  - ``.

After the RIS format specification of Research Information Systems (2001) and the tag table that EndNote and Reference
Manager have used since 2011; where the two differ, Zotero's reading decides. Lines that nobody knows travel through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import InputError
from ..references.record import Record
from .line_chunks import LINES, whole_lines
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
from .ris_tags import ORDER, TYPES, TYPES_BACK, tag_table, tags_back

NAME = "ris"
SUFFIXES = (".ris",)
MEDIA_TYPES = ("application/x-research-info-systems",)
BINARY = False
ORIGINALS = True

# A tag that says less than another one for the same variable waits until the other has spoken.
_LATE = frozenset({"JO", "BT", "PY", "Y1", "T3", "CT"})
# Values that ask for more than being taken as they are.
_SPECIAL = frozenset({"issued", "accessed", "genre", "note", "keyword", "page", "number-of-pages"})
_LISTS = {"keyword": "; ", "note": "\n"}
_OTHERWISE = {"container-title": "container-title-short", "collection-title": "volume-title"}
_START = re.compile(r"[ \t\ufeff]*+TY(?:  -(?!-)| -(?=[ \t\r\n]|\Z))")
_END = re.compile(r"[ \t]*+ER(?:  -(?!-)| -(?=[ \t\r\n]|\Z))")
# A line break, a tag, and the value; files in the wild leave out the blank behind the dash. The value goes on
# with the lines that have no tag of their own.
_LINE = (
    r"(?:\r\n?+|\n)[ \t]*+([A-Z][A-Z0-9]){sign}[ \t]*+"
    r"([^\r\n]*+(?:(?:\r\n?+|\n)(?![ \t]*+[A-Z][A-Z0-9]{sign})[^\r\n]*+)*+)"
)
_WIDE = re.compile(_LINE.replace("{sign}", "  -(?!-)"))
_NARROW = re.compile(_LINE.replace("{sign}", r" {1,2}-(?=[ \t\r\n]|\Z)"))
_BREAK = re.compile(r"\r\n|\n|\r")
_RANGE = re.compile(r"[-‐-―]+")
_TRANSLATED = re.compile(r"[\r\n][ \t]*+TT {1,2}-[ \t]*+(\S[^\r\n]*+)")
_PREAMBLE = 1_000_000


class _Layout:
    """A record as it stood, with what stood before it.

    Attributes:
        before: what stood between the record before and this one.
        source: the record, from ``TY`` to the end of its ``ER`` line.
        item: the item as it was read.
        places: where the values of a variable stand in the source; of names, one place a name.
        end: where a new line is put in; 0 in what is no record.
    """

    __slots__ = ("before", "end", "item", "places", "source")

    def __init__(
        self, before: str, source: str, item: dict[str, Any], places: dict[str, list[tuple[int, int]]], end: int = 0
    ) -> None:
        self.before = before
        self.source = source
        self.item = item
        self.places = places
        self.end = end


def recognizes(head: str) -> bool:
    """Tell RIS by the line that begins a record, which must be among the first lines with something on them."""
    lines = (line for line in LINES.findall(head[:4000]) if line.strip())
    return any(_START.match(line) for line, _ in zip(lines, range(4), strict=False))


def read(chunks: Iterable[str]) -> Iterator[Record]:
    """Read records, each as soon as it is complete.

    Raises:
        InputError: a text with no record at all.
    """
    number = 0
    for line, before, source in _split(chunks):
        if source:
            number += 1
            yield _record(before, source, number, line)
        elif before:
            yield _no_record(before, number, line)


def _split(chunks: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the line where it starts, what stands before it, and the record; at the end the rest, with no record."""
    line, started = 1, 1
    before: list[str] = []
    record: list[str] = []
    seen, size = False, 0
    for text in whole_lines(chunks):
        tag = text.lstrip(" \t\ufeff")[:4]
        if tag[:3] == "TY " and _START.match(text):
            if record:
                yield started, "".join(before), "".join(record)
                before, record = [], []
            record.append(text)
            seen, started = True, line
        elif record:
            record.append(text)
            if tag[:3] == "ER " and _END.match(text):
                yield started, "".join(before), "".join(record)
                before, record = [], []
        else:
            before.append(text)
            size += len(text)
            if not seen and size > _PREAMBLE:
                break
        line += 1
    if not seen and "".join(before).strip(" \t\r\n\ufeff"):
        raise InputError("line 1: no RIS record in it; a record begins with a line such as 'TY  - JOUR'")
    yield started if record else line, "".join(before), "".join(record)


def _no_record(before: str, number: int, line: int) -> Record:
    record = Record({}, "end", layout=_Layout(before, "", {}, {}))
    if _WIDE.search("\n" + before):
        record.place = f"record {number + 1}, before line {line}"
        record.warn_of_record(
            "left as it is: lines with tags stand outside a record; begin them with a line 'TY  - JOUR'"
        )
    return record


def _record(before: str, source: str, number: int, line: int) -> Record:
    found = _START.match(source)
    start = found.end() if found else 0
    wide = source.startswith("  -", start - 3)
    tags = (_WIDE if wide else _NARROW).finditer(source, start)
    first_line = _BREAK.search(source, start)
    end = first_line.start() if first_line else len(source)
    kind = source[start:end].strip().upper()
    table = tag_table(kind if kind in TYPES else "GEN")
    item: dict[str, Any] = {"type": TYPES.get(kind, "document")}
    places: dict[str, list[tuple[int, int]]] = {}
    record = Record(item, f"record {number}, line {line}")
    late: list[tuple[str, str, int, int]] = []
    pages: dict[str, tuple[str, int, int]] = {}
    closed = False
    for match in tags:
        tag, text = match.groups()
        if tag == "ER":
            closed = True
            break
        text = text.rstrip()
        begin = match.start(2)
        end = begin + len(text)
        variable = table.get(tag)
        if variable is None or not text:
            continue
        if tag in _LATE:
            late.append((tag, variable, begin, end))
        elif variable in NAME_VARIABLES:
            name = read_name(_one_line(text))
            if variable in item:
                item[variable].append(name)
                places[variable].append((begin, end))
            else:
                item[variable] = [name]
                places[variable] = [(begin, end)]
        elif variable not in item and variable not in _SPECIAL:
            item[variable] = _one_line(text)
            places[variable] = [(begin, end)]
        elif tag in ("SP", "EP"):
            pages.setdefault(tag, (text, begin, end))
        else:
            _take(record, places, tag, variable, text, begin, end)
    if kind in ("CONF", "CPAPER"):
        _part_conference(record, places)
    for tag, variable, begin, stop in late:
        _take(record, places, tag, variable, source[begin:stop], begin, stop)
    if pages:
        _take_pages(item, places, pages, table["SP"])
    if "id" in item:
        record.place = f"record {number} ({item['id'][:80]}), line {line}"
    if not closed:
        record.warn_of_record("has no ER line; add one behind its last line")
    if kind not in TYPES:
        record.warn_of_record(f"type {kind[:20]!r} is unknown; read as a document of no special kind")
    record.layout = _Layout(before, source, item, places, end)
    return record


def _part_conference(record: Record, places: dict[str, list[tuple[int, int]]]) -> None:
    """Read ``T2`` as the name of the conference where ``C3`` gives the title of the proceedings."""
    if "C3" in places:
        if "container-title" in record.item:
            record.item["event-title"] = record.item.pop("container-title")
            places["event-title"] = places.pop("container-title")
        (begin, end) = places.pop("C3")[0]
        record.item["container-title"] = record.item.pop("C3")
        places["container-title"] = [(begin, end)]


def _one_line(text: str) -> str:
    """Join a value that runs on in further lines."""
    return " ".join(text.split()) if "\n" in text or "\r" in text else text


def _take(
    record: Record, places: dict[str, list[tuple[int, int]]], tag: str, variable: str, text: str, begin: int, end: int
) -> None:
    """Take up one value; a second that says the same is kept in step, one that says something else finds a place."""
    item = record.item
    value: Any = _one_line(text)
    if variable in ("issued", "accessed"):
        value = read_date(value) or (None if tag == "DA" else {"literal": value})
        if value is None or variable in item:
            return
    elif variable == "genre" and value.startswith("10."):
        variable = "DOI"
    elif variable == "note" and (original := read_original(value)) is not None:
        variable, skipped = original
        if variable not in item and text.startswith(value[:skipped]):
            text = text[skipped:].lstrip()
            item[variable] = [read_name(one) for one in text.split("; ")] if variable == "original-author" else text
            return
        variable = "note"
    if variable in _LISTS:
        item[variable] = f"{item[variable]}{_LISTS[variable]}{value}" if variable in item else value
    elif variable not in item:
        item[variable] = value
    elif item[variable] != value:
        other = _OTHERWISE.get(variable)
        if other is not None and item.get(other, value) == value:
            variable, item[other] = other, value
        else:
            if not value.isascii():
                record.warn_of_record(f"{tag} is left as it is: another line gives the {variable} as well")
            return
    places.setdefault(variable, []).append((begin, end))


def _take_pages(
    item: dict[str, Any],
    places: dict[str, list[tuple[int, int]]],
    pages: dict[str, tuple[str, int, int]],
    variable: str,
) -> None:
    first, last = pages.get("SP"), pages.get("EP")
    if first and last and not _RANGE.search(first[0]):
        variable = "page"
        item[variable] = f"{first[0]}-{last[0]}"
        places[variable] = [first[1:], last[1:]]
    elif only := first or last:
        item[variable] = only[0]
        places[variable] = [only[1:]]


def write(records: Iterable[Record]) -> Iterator[str]:
    """Write records back; of a record that changed, only the values that changed."""
    for record in records:
        layout: _Layout = record.layout
        if layout.before:
            yield layout.before
        item = record.item
        same = item is layout.item or item == layout.item
        yield layout.source if same and not record.parts else _rewritten(record)


def _rewritten(record: Record) -> str:
    layout: _Layout = record.layout
    source = layout.source
    found = _START.match(source)
    if found is None:
        return source
    translated_line = _TRANSLATED.search(source) if "TT" in source else None
    standing = translated_line[1] if translated_line else ""
    record.item = item = with_translations(record, standing)
    kind = (source[found.end() :].split(maxsplit=1) or ["GEN"])[0].upper()
    edits: list[tuple[int, int, str]] = []
    added: list[tuple[str, str]] = []
    for variable in (*layout.item, *(one for one in item if one not in layout.item)):
        before, after = layout.item.get(variable), item.get(variable)
        if before is after or before == after or (variable.startswith("original-") and before is None):
            continue
        places = layout.places.get(variable)
        if places is None:
            added += _lines(record, variable, kind)
        else:
            more = _edit(record, variable, before, after, edits)
            added += _lines(record, variable, kind, more) if more is not None else []
    if kept := original_notes(record, layout.item):
        standing = set(_notes(source))
        added += [("N1", note) for note in kept if note not in standing]
    if (translated := translated_title(record)) and not standing:
        added.append(("TT", translated))
    if added:
        line_end = found_break[0] if (found_break := _BREAK.search(source)) else "\n"
        sign = "  - " if found[0].endswith("TY  -") else " - "
        edits.append((layout.end, layout.end, "".join(f"{line_end}{tag}{sign}{text}" for tag, text in added)))
    pieces: list[str] = []
    position = 0
    for start, end, text in sorted(edits):
        pieces += (source[position:start], text)
        position = end
    return "".join([*pieces, source[position:]])


def _notes(source: str) -> Iterator[str]:
    for match in _NARROW.finditer(source):
        if match[1] == "N1":
            yield _one_line(match[2].strip())


def _edit(record: Record, variable: str, before: Any, after: Any, edits: list[tuple[int, int, str]]) -> Any:
    """Write a changed value into the places it came from; give what has no place there, or None."""
    source, places = record.layout.source, record.layout.places[variable]
    if variable in NAME_VARIABLES:
        after = list(names(after))
        for (start, end), old, new in zip(places, before, after, strict=False):
            if old != new:
                edits.append((start, end, rewritten_name(_one_line(source[start:end]), old, new)))
        edits += [(start, end, "") for start, end in places[len(after) :]]
        return after[len(places) :] or None
    if variable in ("issued", "accessed"):
        parts = date_parts(after)
        for start, end in places:
            edits.append((start, end, "/".join(parts) if "/" in source[start:end] or not parts else parts[0]))
        return None
    text = text_of(after) if variable != "note" else after
    if text is None or not isinstance(text, str):
        edits += [(start, end, "") for start, end in places]
        return None
    if variable in _LISTS:
        values = text.split(_LISTS[variable])
        if len(values) < len(places):
            values = [text_of(text) or ""] + [""] * (len(places) - 1)
        edits += [(*place, " ".join(value.split())) for place, value in zip(places, values, strict=False)]
        return _LISTS[variable].join(values[len(places) :]) or None
    if variable == "page" and len(places) == 2:
        halves = _RANGE.split(text, maxsplit=1)
        if len(halves) < 2:
            record.warn_of_record(f"page {text[:40]!r} cannot be parted into SP and EP; they are left as they are")
            return None
        edits += [(*place, half.strip()) for place, half in zip(places, halves, strict=True)]
        return None
    edits += [(*place, text) for place in places]
    return None


def _lines(record: Record, variable: str, kind: str, value: Any = None) -> list[tuple[str, str]]:
    """Give the lines that hold a value, with a warning where there are none."""
    value = record.item.get(variable) if value is None else value
    tag = tags_back(kind).get(variable)
    if variable == "container-title" and kind == "CONF" and "event-title" not in record.item:
        tag = "T2"
    if value is None or value in ("", []) or variable in ("type", "original-title", "original-author"):
        return []
    if tag is not None and variable in NAME_VARIABLES:
        return [(tag, write_name(name)) for name in names(value)]
    if tag is not None and variable in ("issued", "accessed"):
        return _date_lines(record, variable, value)
    text = text_of(value)
    if tag is None or text is None:
        record.warn_of_record(f"{variable} cannot be held by RIS ({kind}); left out")
        return []
    if variable == "page":
        halves = _RANGE.split(text, maxsplit=1)
        whole = len(halves) == 2 and all(half.strip() for half in halves) and not re.search(r"[,;]", text)
        return [("SP", halves[0].strip()), ("EP", halves[1].strip())] if whole else [("SP", text)]
    if variable == "keyword":
        return [(tag, word.strip()) for word in re.split(r"[;,\n]", value) if word.strip()]
    if variable == "note":
        return [(tag, " ".join(line.split())) for line in str(value).splitlines() if line.strip()]
    return [(tag, text)]


def _date_lines(record: Record, variable: str, value: Any) -> list[tuple[str, str]]:
    parts = date_parts(value)
    if isinstance(value, dict) and (len(value.get("date-parts", [])) > 1 or value.get("circa")):
        record.warn_of_record(f"{variable}: a range or a doubt cannot be held by RIS; only the first date is written")
    if not parts:
        text = text_of(value.get("literal") or value.get("raw")) if isinstance(value, dict) else None
        if text is None:
            record.warn_of_record(f"{variable} cannot be held by RIS; left out")
            return []
        return [("PY" if variable == "issued" else "Y2", text)]
    season = text_of(value.get("season")) or ""
    whole = "/".join([*parts, "", ""][:3]) + f"/{season}"
    if variable == "accessed":
        return [("Y2", whole)]
    return [("PY", parts[0])] + ([("DA", whole)] if len(parts) > 1 or season else [])


def compose(records: Iterable[Record]) -> Iterator[str]:
    """Write records that came from another format, with line ends as the specification has them (CR LF).

    What RIS cannot hold is left out with a warning on the record; a line of text becomes a note.
    """
    for record in records:
        if unreadable(record):
            continue
        record.item = item = with_translations(record)
        kind = TYPES_BACK.get(str(item.get("type", "")), "GEN")
        if record.entry is not None:
            lines = [("N1", " ".join(record.entry.split()))]
            record.warn_of_record("a line of text has no fields; written as a note")
        else:
            if item.get("type") and kind == "GEN" and item["type"] not in ("document", "event"):
                record.warn_of_record(f"type {item['type']} has no RIS type; written as GEN")
            order = dict.fromkeys(variable for variable in (*ORDER, *item) if variable in item)
            lines = [line for variable in order for line in _lines(record, variable, kind)]
            lines += [("N1", note) for note in original_notes(record, {})]
            if translated := translated_title(record):
                lines.append(("TT", translated))
        yield "".join(f"{tag}  - {text}\r\n" for tag, text in [("TY", kind), *lines, ("ER", "")]) + "\r\n"
