"""MARC 21 in ISO 2709: UTF-8 and MARC-8, record by record.

A record in which nothing is romanized leaves byte for byte as it came, whatever its leader says. Of one that changes,
the fields that do not are kept as bytes; directory and leader are built anew.

Source: MARC 21 Specifications for Record Structure, Character Sets, and Exchange Media (ISO 2709:2008).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any

from ..references.record import Record
from . import marc8
from .marc_compose import composed
from .marc_fields import KINDS, Field
from .marc_item import ITEM_TAGS, item_of, language_of
from .marc_linkage import ORIGINAL, SCRIPT_CODES, Pairs, Rewrite, find_pairs

NAME = "marc"
SUFFIXES = (".mrc", ".marc")
MEDIA_TYPES = ("application/marc",)
BINARY = True
ORIGINALS = True

_RECORD_END, _FIELD_END, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_LEADER = 24
_ENTRY, _TAG = 12, 3
_LARGEST_RECORD = 99999
_LONGEST = 1 << 24  # bytes without a record's end that are still looked upon as one record
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?[\s\x00\x1a]{0,64}?[\d ]{5}[\x20-\x7e]{7}\d{5}[\x20-\x7e]{7}[^\x1d]*?\x1e", re.DOTALL
)
_BETWEEN = re.compile(rb"(?:\xef\xbb\xbf|[\r\n\x00\x1a])*+")
_BLANK = re.compile(rb"[\s\x00\x1a]*+")
_FIELDS = re.compile(r"(...)([0-9]{4})([0-9]{5})", re.DOTALL)
# What a record must hold to have a Cyrillic or Arabic letter in it: first bytes of them in UTF-8, or MARC-8's escape.
_UTF8_SOURCE = re.compile(
    rb"[\xd0-\xdb\xe0-\xe2\xea\xef]"
    rb"(?:(?<=[\xd0-\xdb])|(?<=\xe0)[\xa1-\xa3]|(?<=\xe1)\xb2|(?<=\xe2)\xb7|(?<=\xea)[\x99\x9a]|(?<=\xef)[\xad-\xbb])"
)
_MOST_CYRILLIC = (b"\xd0", b"\xd1")
_MARC8_SOURCE = re.compile(rb"\x1b|&#x")
_FIELD_SIGN, _SUBFIELD_SIGN = "\x1e", "\x1f"
_LINK = _SUBFIELD + b"6"
_LINKED = _SUBFIELD + b"6880-"
_CHARACTER_SETS = "066"


class _UnreadableError(ValueError):
    """Why a record cannot be read, and the mend."""


# A field as it stands: tag, bytes without the field's end, and where its data began.
_Raw = tuple[str, bytes, int]


class _Layout:
    """The bytes before a record, its own, and what is to romanize in it; None where there is nothing.

    ``text`` is the record decoded as a whole, if it is in UTF-8 throughout.
    """

    __slots__ = ("before", "fields", "pairs", "source", "text", "utf8")

    def __init__(
        self,
        before: bytes,
        source: bytes,
        fields: list[_Raw] | None = None,
        pairs: Pairs | None = None,
        *,
        utf8: bool = True,
        text: str | None = None,
    ) -> None:
        self.before = before
        self.source = source
        self.fields = [] if fields is None else fields
        self.pairs = pairs
        self.utf8 = utf8
        self.text = text


def recognizes(head: bytes) -> bool:
    """Tell MARC by its leader: its length, a base address, and a directory that ends."""
    return _HEAD.match(head) is not None


def read(chunks: Iterable[bytes]) -> Iterator[Record]:
    """Read records; one that is broken comes without fields, with a warning."""
    number = 0
    for piece, whole in _pieces(chunks):
        if not whole and not _BLANK.sub(b"", piece[:4096]) and _BLANK.fullmatch(piece):
            yield Record({}, "end", layout=_Layout(piece, b""))
            continue
        number += 1
        start = _BETWEEN.match(piece).end()  # type: ignore[union-attr]
        yield _record(piece[:start], piece[start:], number, whole)


def _pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut a stream behind each record's end; tell whether one was there."""
    waiting: list[bytes] = []
    size = 0
    for chunk in chunks:
        start = 0
        while (end := chunk.find(_RECORD_END, start) + 1) > 0:
            waiting.append(chunk[start:end])
            yield b"".join(waiting), True
            waiting.clear()
            start, size = end, 0
        if start < len(chunk):
            waiting.append(chunk[start:])
            size += len(chunk) - start
        if size > _LONGEST:
            yield b"".join(waiting), False
            waiting.clear()
            size = 0
    if waiting:
        yield b"".join(waiting), False


def _record(before: bytes, source: bytes, number: int, whole: bool) -> Record:
    place = f"record {number}"
    try:
        if not whole:
            raise _UnreadableError("it has no end (hex 1D); the file may be cut off")
        fields = _split(source)
        by_tag = {tag: data for tag, data, _ in reversed(fields)}
        if identifier := by_tag.get("001", b"").strip().decode("ascii", "replace"):
            place = f"record {number} ({identifier[:64]})"
        if "200" in by_tag and "245" not in by_tag:
            raise _UnreadableError("it has 200 and no 245 and so looks like UNIMARC; convert it to MARC 21")
        utf8 = source[9:10] == b"a" or _is_utf8_all_the_same(source)
        text = _text(source) if utf8 else None
        decode = _field_of_utf8 if utf8 else _field_of_marc8
        control: dict[str, str] = {
            tag: by_tag[tag].decode("ascii", "replace") for tag in ("001", "008") if tag in by_tag
        }
        item = partial(_item, source, fields, control, decode)
        made = None if text is not None else item()  # its fields can be read, at least
        pairs = None
        as_read = fields
        if _may_be_romanized(source, utf8) or _LINKED in source:
            if not utf8:
                fields = [(tag, _with_own_escapes(data), offset) for tag, data, offset in fields]
            pairs = find_pairs(_decoded(fields, decode, _texts(text, fields)))
    except _UnreadableError as error:
        return _untouched(before, source, place, str(error))
    except marc8.MissingTablesError as error:
        return _untouched(before, source, place, str(error))
    except ValueError as mistake:
        return _untouched(before, source, place, f"not encoded as its leader/09 says ({mistake}); convert it to UTF-8")
    # The item is only for people to read, and for other formats: subfields are romanized.
    layout = _Layout(before, source, fields, pairs, utf8=utf8, text=text)
    record = Record(item if made is None else made, place, layout=layout)
    record.texts = pairs.texts if pairs else []
    codes = [decode(tag, data) for tag, data, _ in as_read if tag == "041"] if "041" in by_tag else []
    record.language = language_of(control.get("008", ""), codes)
    if pairs:
        for note in pairs.notes:
            record.warn_of_record(note)
    return record


def _untouched(before: bytes, source: bytes, place: str, why: str) -> Record:
    record = Record({}, place, layout=_Layout(before, source), texts=[])
    record.warn_of_record(f"left as it is: {why}")
    return record


def _split(source: bytes) -> list[_Raw]:
    """Cut a record into its fields.

    Raises:
        _UnreadableError: leader and directory do not lead to fields that follow one another to the record's end.
    """
    base = source[12:17]
    if len(source) <= _LEADER or not base.isdigit():
        raise _UnreadableError("its leader has no base address at 12-16; mend or leave out the record")
    start = int(base)
    if start > len(source) or source[start - 1 : start] != _FIELD_END:
        raise _UnreadableError(f"its directory does not end at the base address {start}; mend the leader")
    directory = source[_LEADER : start - 1].decode("latin-1")
    data = source[start:].split(_FIELD_END)
    tags = [directory[place : place + _TAG] for place in range(0, len(directory), _ENTRY)]
    if len(data) == len(tags) + 1 and data.pop() == _RECORD_END:  # one behind the other, in most files
        lengths = [len(one) + 1 for one in data]
        positions = _positions(lengths)
        if _directory(tags, lengths, positions) == directory:
            return list(zip(tags, data, positions, strict=True))
    return _split_by_directory(source, start, directory)


def _split_by_directory(source: bytes, start: int, directory: str) -> list[_Raw]:
    entries = _FIELDS.findall(directory)
    if len(entries) * _ENTRY != len(directory):
        raise _UnreadableError("its directory is not made of entries of 12 characters; mend or leave out the record")
    fields: list[_Raw] = []
    held = 0
    for tag, length, offset in entries:
        begins = int(offset)
        begin = start + begins
        end = begin + int(length) - 1
        if end < begin or source[end : end + 1] != _FIELD_END:
            raise _UnreadableError(
                f"field {tag} does not end where its directory says (characters may have been counted instead of "
                "bytes); write the file anew"
            )
        held += end + 1 - begin
        fields.append((tag, source[begin:end], begins))
    if start + held + 1 != len(source):
        raise _UnreadableError("its directory does not account for all of its data; write the file anew")
    return fields


def _is_utf8_all_the_same(source: bytes) -> bool:
    """Tell whether a record is UTF-8 though its leader/09 does not say so.

    The first bytes of Cyrillic and Arabic letters in UTF-8 stand for nothing in MARC-8's default sets.
    """
    if source.isascii() or b"\x1b" in source or not _UTF8_SOURCE.search(source):
        return False
    return _text(source) is not None


def _may_be_romanized(source: bytes, utf8: bool) -> bool:
    """Tell whether there may be a Cyrillic or Arabic letter in a record."""
    if not utf8:
        return _MARC8_SOURCE.search(source) is not None
    return any(first in source for first in _MOST_CYRILLIC) or _UTF8_SOURCE.search(source) is not None


def _text(source: bytes) -> str | None:
    """Decode a record; None if it is not in UTF-8 throughout."""
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _texts(record: str | None, fields: list[_Raw]) -> list[str]:
    """Cut a decoded record into the texts of its fields; give none where each has to be decoded by itself."""
    if record is None:
        return []
    texts = record.split(_FIELD_SIGN)[1:-1]
    offsets = [offset for _, _, offset in fields]
    return texts if len(texts) == len(fields) and offsets == sorted(offsets) else []


def _field_of_utf8(tag: str, data: bytes) -> Field:
    return _field(tag, data, lambda text: text.decode("utf-8"))


def _field_of_marc8(tag: str, data: bytes) -> Field:
    return _field(tag, data, marc8.decode)


def _field(tag: str, data: bytes, decode: Callable[[bytes], str]) -> Field:
    indicators, *subfields = data.split(_SUBFIELD)
    return Field(
        tag,
        indicators.decode("ascii", "replace"),
        tuple([(one[:1].decode("ascii", "replace"), decode(one[1:])) for one in subfields]),
    )


def _is_control(tag: str) -> bool:
    return tag.startswith("00")


def _decoded(fields: list[_Raw], decode: Callable[[str, bytes], Field], texts: list[str]) -> dict[int, Field]:
    """Give the fields that can have an original or be linked to one.

    Args:
        fields: the fields of a record.
        decode: decodes one.
        texts: all of them decoded, or none.
    """
    found: dict[int, Field] = {}
    for index, (tag, data, _) in enumerate(fields):
        if tag in KINDS or tag == ORIGINAL or (_LINK in data and not _is_control(tag)):
            cut = _cut(tag, texts[index]) if texts else None
            found[index] = decode(tag, data) if cut is None else cut
    return found


def _cut(tag: str, text: str) -> Field | None:
    """Cut a decoded field into subfields; None if its codes are not ASCII, as they should be, and may be cut in two."""
    indicators, *rest = text.split(_SUBFIELD_SIGN)
    subfields = []
    for one in rest:
        code = one[:1]
        if not code.isascii():
            return None
        subfields.append((code, one[1:]))
    return Field(tag, indicators, tuple(subfields)) if indicators.isascii() else None


def _item(
    source: bytes, fields: list[_Raw], control: dict[str, str], decode: Callable[[str, bytes], Field]
) -> dict[str, Any]:
    known = [decode(tag, data) for tag, data, _ in fields if tag in ITEM_TAGS]
    return item_of(source[:_LEADER].decode("ascii", "replace"), control, known)


def _with_own_escapes(data: bytes) -> bytes:
    """Let each subfield in another set begin with the escape sequence for it, where one before it did that for both."""
    if b"\x1b" not in data:
        return data
    first, *subfields = data.split(_SUBFIELD)
    in_force = b""
    out = [first]
    for one in subfields:
        out.append(one[:1] + in_force + one[1:] if in_force and one[1:2] != b"\x1b" else one)
        last = one.rfind(b"\x1b")
        if last >= 0:
            in_force = (
                b"" if one[last + 1 : last + 3] == b"(B" or one[last + 1 : last + 2] == b"s" else one[last : last + 3]
            )
    return _SUBFIELD.join(out)


def write(records: Iterable[Record]) -> Iterator[bytes]:
    """Write each record back; one whose texts were romanized gets its originals in 880.

    A record that would grow beyond what ISO 2709 can hold is left as it is, with a warning.
    """
    for record in records:
        layout: _Layout = record.layout
        rewrites = layout.pairs.rewrites() if layout.pairs else []
        if layout.before:
            yield layout.before
        yield _rewritten(record, layout, rewrites) if rewrites else layout.source


def _rewritten(record: Record, layout: _Layout, rewrites: list[Rewrite]) -> bytes:
    encode = _encoder(layout)
    fields = list(layout.fields)
    new: list[tuple[str, bytes]] = []
    for rewrite in rewrites:
        data = _data(layout.fields[rewrite.source][1], rewrite, encode)
        if rewrite.target is None:
            new.append((rewrite.tag, data))
        else:
            tag, _, offset = fields[rewrite.target]
            fields[rewrite.target] = (tag, data, offset)
    for tag, data in new:
        _insert(fields, tag, data)
    _declare_sets(fields, layout.utf8)
    leader = layout.source[:_LEADER]
    if layout.utf8 and leader[9:10] != b"a":
        leader = leader[:9] + b"a" + leader[10:]
        record.warn_of_record("leader/09 said MARC-8 where the text is UTF-8; it says so now")
    written = _joined(leader, fields)
    if written is None:
        record.warn_of_record(
            "left as it is: with its originals it would be longer than ISO 2709 allows (99999 bytes, 9999 a field); "
            "convert it to MARCXML"
        )
        return layout.source
    return written


def _encoder(layout: _Layout) -> Callable[[str], bytes]:
    """Encode as the record does; letters and marks are kept apart where it keeps them apart."""
    if not layout.utf8:
        return marc8.encode
    text = layout.source.decode("utf-8", "replace") if layout.text is None else layout.text
    if unicodedata.is_normalized("NFC", text):
        return _encoded
    return lambda value: _encoded(unicodedata.normalize("NFD", value))


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair
        return text.encode("utf-8", "replace")


def _in_ascii(text: str) -> bytes:
    return text.encode("utf-8") if text.isascii() else text.encode("ascii", "replace")


def _data(source: bytes, rewrite: Rewrite, encode: Callable[[str], bytes]) -> bytes:
    if not rewrite.values and rewrite.link is not None and _LINK not in source:  # an original, as it stands
        _, sign, kept = source.partition(_SUBFIELD)
        return _in_ascii(rewrite.indicators) + _LINK + _in_ascii(rewrite.link) + sign + kept
    subfields = source.split(_SUBFIELD)[1:]
    for number, text in rewrite.values.items():
        subfields[number] = subfields[number][:1] + encode(text)
    if rewrite.link is not None:
        link = b"6" + _in_ascii(rewrite.link)
        linked = [number for number, one in enumerate(subfields) if one.startswith(b"6")]
        if linked:
            subfields[linked[0]] = link
        else:
            subfields.insert(0, link)
    return _SUBFIELD.join([_in_ascii(rewrite.indicators), *subfields])


def _insert(fields: list[_Raw], tag: str, data: bytes) -> None:
    """Put a new field behind the last one whose tag is not higher."""
    place = len(fields)
    while place and fields[place - 1][0] > tag:
        place -= 1
    offset = fields[place - 1][2] if place else -1
    fields.insert(place, (tag, data, offset))


def _declare_sets(fields: list[_Raw], utf8: bool) -> None:
    """Name in 066 $c the sets that 880 is in.

    A MARC-8 record must have the field. Unicode records need none, yet many keep it, and there it is kept right.
    """
    present = -1
    for index, (tag, _, _) in enumerate(fields):
        if tag == _CHARACTER_SETS:
            present = index
            break
    if utf8 and present < 0:
        return
    if utf8:
        originals = b"\n".join([data for tag, data, _ in fields if tag == ORIGINAL])
        used = [code for code in SCRIPT_CODES.values() if f"/{code}".encode() in originals]
    else:
        used = marc8.sets_used(b"".join([data for _, data, _ in fields]))
    declared, offset = (fields[present][1], fields[present][2]) if present >= 0 else (b"  ", 0)
    named = {one[1:].replace(b")", b"(") for one in declared.split(_SUBFIELD)[1:]}
    missing = [code.encode("ascii") for code in used if code.encode("ascii") not in named]
    if not missing:
        return
    declared += b"".join([_SUBFIELD + b"c" + code for code in missing])
    if present < 0:
        _insert(fields, _CHARACTER_SETS, declared)
    else:
        fields[present] = (_CHARACTER_SETS, declared, offset)


def compose(records: Iterable[Record]) -> Iterator[bytes]:
    """Write records that came from another format, in UTF-8, with their originals in 880.

    What MARC cannot hold is left out with a warning on the record.
    """
    for record, made in composed(records):
        fields: list[_Raw] = [(tag, text.encode(), place) for place, (tag, text) in enumerate(made.control)]
        for place, one in enumerate(made.fields, start=len(fields)):
            subfields = [code.encode() + text.encode("utf-8", "replace") for code, text in one.subfields]
            fields.append((one.tag, _SUBFIELD.join([one.indicators.encode(), *subfields]), place))
        written = _joined(made.leader.encode(), fields)
        if written is None:
            record.warn_of_record(
                "left out: it is longer than ISO 2709 allows (99999 bytes, 9999 a field); convert it to MARCXML"
            )
        else:
            yield written


def _joined(leader: bytes, fields: list[_Raw]) -> bytes | None:
    """Build a record; None where its numbers would not fit. Data stays in the order in which it stood."""
    offsets = [offset for _, _, offset in fields]
    tags = [tag for tag, _, _ in fields]
    data = [one for _, one, _ in fields]
    lengths = [len(one) + 1 for one in data]
    if offsets == sorted(offsets):
        positions = _positions(lengths)
    else:
        order = sorted(range(len(fields)), key=offsets.__getitem__)
        data = [data[index] for index in order]
        positions = [0] * len(fields)
        for index, position in zip(order, _positions([lengths[index] for index in order]), strict=True):
            positions[index] = position
    base = _LEADER + len(fields) * _ENTRY + 1
    total = base + sum(lengths) + 1
    directory = _directory(tags, lengths, positions) if total <= _LARGEST_RECORD else None
    if directory is None:
        return None
    body = _FIELD_END.join([directory.encode("latin-1"), *data, _RECORD_END])
    return b"%05d" % total + leader[5:12] + b"%05d" % base + leader[17:] + body


def _positions(lengths: list[int]) -> list[int]:
    """Tell where each of some fields begins that stand one behind the other."""
    positions: list[int] = []
    position = 0
    for length in lengths:
        positions.append(position)
        position += length
    return positions


def _directory(tags: list[str], lengths: list[int], positions: list[int]) -> str | None:
    """Write the directory of a record; None where a number would not fit."""
    figures = _figures()
    largest = len(figures)
    entries: list[str] = []
    for index, tag in enumerate(tags):
        length, position = lengths[index], positions[index]
        if length >= largest or position >= 10 * largest:
            return None
        first = "0" if position < largest else str(position // largest)
        entries.append(f"{tag}{figures[length]}{first}{figures[position % largest]}")
    return "".join(entries)


@cache
def _figures() -> list[str]:
    """Write the numbers of four figures, for look-up: a directory is full of them."""
    return [f"{number:04d}" for number in range(10_000)]
