"""MARCXML: MARC 21 records in the namespace ``http://www.loc.gov/MARC21/slim``, alone or inside another document.

A record is cut out of the text by its tags and looked at by itself, so that a file of any length streams; a declaration
of entities or a reference to a file is never followed. Of a record that changes, only the subfields that do and the
fields that come new are written.

Source: MARCXML schema of the Library of Congress, version 1.2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape

from ..references.record import Record
from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES
from .marc_compose import composed
from .marc_fields import KINDS, Field
from .marc_item import ITEM_TAGS, item_of
from .marc_linkage import ORIGINAL, SCRIPT_CODES, Pairs, Rewrite, find_pairs

NAME = "marcxml"
SUFFIXES = (".marcxml", ".xml")
MEDIA_TYPES = ("application/marcxml+xml",)
BINARY = False
ORIGINALS = True

_NAMESPACE = "http://www.loc.gov/MARC21/slim"
_LONGEST = 1 << 24  # characters after which a record without an end is given up
_TAG_LENGTH = 4096  # characters that a record's first tags may take
_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+"
# Comments and the like are passed over whole. What is called record in other formats holds no MARC elements.
_OPENING = re.compile(
    r"<!--|<!\[CDATA\[|<\?"
    rf"|<(?P<prefix>(?:[\w.-]{{1,64}}:)?)record(?=[\s>]){_ATTRIBUTES}>\s*+(?=<(?P=prefix)(?:leader|controlfield|datafield)[\s>])"
)
_PASSED_OVER = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
# First a subfield and the opening of a field as nearly every program writes them, each in one go. What is never closed
# goes to the end: looking for that end from each of many openings would take the square of their number.
_TOKEN = re.compile(
    r"<(?:[\w.-]{1,64}:)?subfield code=\"(?P<code>[^\"<&]*+)\">(?P<text>[^<]*+)</(?:[\w.-]{1,64}:)?subfield>"
    r"|<(?:[\w.-]{1,64}:)?datafield tag=\"(?P<tag>[^\"<&]*+)\" ind1=\"(?P<ind1>[^\"<&]*+)\""
    r" ind2=\"(?P<ind2>[^\"<&]*+)\">"
    r"|<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    rf"|<(?P<close>/?)(?:[\w.-]{{1,64}}:)?(?P<name>[\w.-]++)(?P<attributes>{_ATTRIBUTES})>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w.:-]++)\s*+=\s*+(\"[^\"]*+\"|'[^']*+')")
_TAG_OF_FIELD = re.compile(r"(\btag\s*+=\s*+[\"'])[^\"']*+")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]{1,8})|#([0-9]{1,8})|(amp|lt|gt|quot|apos));")
_ENTITY = re.compile(r"&([A-Za-z_][\w.-]*+);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LARGEST_CHARACTER = 0x10FFFF
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SOURCE = re.compile(f"[{CYRILLIC_RANGES}{ARABIC_RANGES}]|&#|880-")
_BLANKS = re.compile(r"\s*+")
_HEAD = re.compile(r"<(?:[\w.-]{1,64}:)?(?:record|collection)[\s>]")
_CHARACTER_SETS = "066"


class _UnreadableError(ValueError):
    """Why a record cannot be read."""


class _Subfield(NamedTuple):
    """A subfield: its code, and where its element and its content stand in the record."""

    code: str
    start: int
    end: int
    inside: int
    inside_end: int


class _Element(NamedTuple):
    """A data field: its tag, indicators, subfields, and where it stands in the record."""

    tag: str
    indicators: tuple[str, str]
    start: int
    head_end: int
    end: int
    subfields: tuple[_Subfield, ...]


@dataclass(frozen=True, slots=True)
class _Layout:
    """The text of a record, and what is to romanize in it; None where there is nothing."""

    source: str
    elements: Sequence[_Element] = ()
    pairs: Pairs | None = None


def recognizes(head: str) -> bool:
    """Tell MARCXML by the namespace and an element of it."""
    return _NAMESPACE in head and _HEAD.search(head) is not None


def read(chunks: Iterable[str]) -> Iterator[Record]:
    """Read records; what stands between them comes along as records without fields."""
    number = 0
    for text, is_record in _pieces(chunks):
        if is_record:
            number += 1
            yield _record(text, number)
        else:
            yield Record({}, f"text {number}", layout=_Layout(text))


def _pieces(chunks: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Cut a stream into records and what stands between them.

    A look for an end goes on where the last one stopped, so that no text is gone through twice.
    """
    source = iter(chunks)
    text, start, position, ended = "", 0, 0, False
    ending = ""  # what ends the piece that begins at ``start``
    is_record = False
    while True:
        if ending:
            found = text.find(ending, position)
            end = text.find(">", found + len(ending) - 1) + 1 if found >= 0 else 0
            if end:
                yield text[start:end], is_record
                start, position, ending = end, end, ""
                continue
            position = found if found >= 0 else max(position, len(text) - len(ending))
        elif match := _OPENING.search(text, start):
            if match.start() > start:
                yield text[start : match.start()], False
            start, position = match.start(), match.end()
            is_record = match["prefix"] is not None
            ending = f"</{match['prefix']}record" if is_record else _PASSED_OVER[match.group()]
            continue
        else:
            keep = len(text) if ended else max(start, len(text) - _TAG_LENGTH)
            if keep > start:
                yield text[start:keep], False
            start = keep
        if ended or len(text) - start > _LONGEST:
            if start < len(text):
                yield text[start:], is_record and bool(ending)
            if ended:
                return
            text, start, position, ending = "", 0, 0, ""
        more, ended = _gathered(source, max(_TAG_LENGTH, len(text) - start))
        text, position, start = text[start:] + more, position - start, 0


def _gathered(source: Iterator[str], least: int) -> tuple[str, bool]:
    """Take chunks until they come to some length; tell whether that was all."""
    found, size = [], 0
    for chunk in source:
        found.append(chunk)
        size += len(chunk)
        if size >= least:
            return "".join(found), False
    return "".join(found), True


def _record(source: str, number: int) -> Record:
    place = f"record {number}"
    try:
        leader, control, elements = _parsed(source)
        if identifier := control.get("001", "").strip():
            place = f"record {number} ({identifier[:64]})"
        tags = {one.tag for one in elements}
        if "200" in tags and "245" not in tags:
            raise _UnreadableError("it has 200 and no 245 and so looks like UNIMARC; convert it to MARC 21")
        item = item_of(leader, control, [_field(source, one) for one in elements if one.tag in ITEM_TAGS])
        pairs = None
        if _SOURCE.search(source):
            pairs = find_pairs(_fields(source, elements))
    except _UnreadableError as error:
        record = Record({}, place, layout=_Layout(source), texts=[])
        record.warn_of_record(f"left as it is: {error}")
        return record
    record = Record(item, place, layout=_Layout(source, elements, pairs), language=item.get("language"))
    record.texts = pairs.texts if pairs else []  # the item is only for people to read: subfields are romanized
    if pairs:
        for note in pairs.notes:
            record.warn_of_record(note)
    return record


def _parsed(source: str) -> tuple[str, dict[str, str], list[_Element]]:
    """Find leader, control fields and data fields of a record.

    Raises:
        _UnreadableError: its elements are not those of a record, or not closed in their order.
    """
    leader = ""
    control: dict[str, str] = {}
    elements: list[_Element] = []
    open_names: list[str] = []
    subfields: list[_Subfield] = []
    field = ("", ("", ""), 0, 0)  # tag, indicators, and where the opening tag stands
    inner = ("", 0, 0)  # attributes, and where the opening tag stands
    position = 0
    for match in _TOKEN.finditer(source):
        start, end = match.span()
        if start != position and source.find("<", position, start) >= 0:
            break
        position = end
        code, _, tag, first, second, _, close, name, attributes = match.groups()
        if code is not None:
            if open_names[-1:] == ["datafield"]:
                subfields.append(_Subfield(code, start, end, *match.span("text")))
        elif tag is not None:
            open_names.append("datafield")
            field, subfields = (tag, (first, second), start, end), []
        elif name is None:
            continue
        elif close:
            if not open_names or open_names.pop() != name:
                raise _UnreadableError(f"</{name}> closes nothing; mend the XML")
            if name == "datafield":
                elements.append(_Element(field[0], field[1], field[2], field[3], end, tuple(subfields)))
            elif name == "subfield":
                subfields.append(_Subfield(_attribute(inner[0], "code"), inner[1], end, inner[2], start))
            elif name == "leader":
                leader = _plain(source[inner[2] : start])
            elif name == "controlfield":
                control.setdefault(_attribute(inner[0], "tag"), _plain(source[inner[2] : start]))
        elif attributes.endswith("/"):
            if name == "subfield" and open_names[-1:] == ["datafield"]:
                subfields.append(_Subfield(_attribute(attributes, "code"), start, end, end, end))
        else:
            open_names.append(name)
            if name == "datafield":
                tag, first, second = (_attribute(attributes, key) for key in ("tag", "ind1", "ind2"))
                field, subfields = (tag, (first, second), start, end), []
            else:
                inner = (attributes, start, end)
    if open_names or "<" in source[position:]:
        raise _UnreadableError("it is not well-formed XML or cut off; mend the XML")
    return leader, control, elements


def _attribute(attributes: str, name: str) -> str:
    return next((value[1:-1] for key, value in _ATTRIBUTE.findall(attributes) if key == name), "")


def _field(source: str, element: _Element) -> Field:
    subfields = tuple([(one.code, _plain(source[one.inside : one.inside_end])) for one in element.subfields])
    return Field(element.tag, "".join(element.indicators), subfields)


def _fields(source: str, elements: Sequence[_Element]) -> dict[int, Field]:
    """Give the fields that can have an original or be linked to one."""
    return {
        index: _field(source, one)
        for index, one in enumerate(elements)
        if one.tag in KINDS or one.tag == ORIGINAL or any(sub.code == "6" for sub in one.subfields)
    }


def _plain(content: str) -> str:
    """Give the text of an element: comments left out, CDATA opened, references resolved."""
    if "<" in content:
        out, position = [], 0
        for match in _TOKEN.finditer(content):
            out.append(_resolved(content[position : match.start()]))
            out.append(match["cdata"] or "")
            position = match.end()
        return "".join([*out, _resolved(content[position:])])
    return _resolved(content)


def _resolved(text: str) -> str:
    if "&" not in text:
        return text
    for entity in _ENTITY.finditer(text):
        if entity[1] not in _NAMED:
            raise _UnreadableError(f"&{entity[1][:40]}; is no entity that XML knows; write the character itself")
    return _REFERENCE.sub(_referred, text)


def _referred(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    return chr(code) if code <= _LARGEST_CHARACTER and not 0xD800 <= code <= 0xDFFF else match[0]


def write(records: Iterable[Record]) -> Iterator[str]:
    """Write each record back; one whose texts were romanized gets its originals in 880."""
    for record in records:
        layout: _Layout = record.layout
        rewrites = layout.pairs.rewrites() if layout.pairs else []
        yield _rewritten(layout, rewrites) if rewrites else layout.source


def compose(records: Iterable[Record]) -> Iterator[str]:
    """Write records that came from another format as a collection, with their originals in 880.

    What MARC cannot hold is left out with a warning on the record.
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{_NAMESPACE}">\n'
    for _, made in composed(records):
        lines = [f"<leader>{made.leader}</leader>"]
        lines += [f'<controlfield tag="{tag}">{_xml(text)}</controlfield>' for tag, text in made.control]
        for one in made.fields:
            lines.append(f'<datafield tag="{one.tag}" ind1="{one.indicators[0]}" ind2="{one.indicators[1]}">')
            lines += [f'  <subfield code="{code}">{_xml(text)}</subfield>' for code, text in one.subfields]
            lines.append("</datafield>")
        yield "<record>\n" + "".join(f"  {line}\n" for line in lines) + "</record>\n"
    yield "</collection>\n"


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _rewritten(layout: _Layout, rewrites: Sequence[Rewrite]) -> str:
    source, elements = layout.source, layout.elements
    spell = _speller(source)
    edits: list[tuple[int, int, str]] = []
    scripts: set[str] = set()
    for rewrite in rewrites:
        made = _element(source, elements[rewrite.source], rewrite, spell)
        if rewrite.target is not None:
            edits.append((elements[rewrite.target].start, elements[rewrite.target].end, made))
        else:
            start, end = elements[rewrite.source].start, _place(elements, rewrite.tag)
            edits.append((end, end, _blanks_before(source, start) + made))
        if rewrite.tag == ORIGINAL and rewrite.link:
            scripts |= {code for code in SCRIPT_CODES.values() if f"/{code}" in rewrite.link}
    edits += _declared_sets(source, elements, scripts)
    edits.sort(key=lambda edit: edit[:2])
    out, position = [], 0
    for start, end, text in edits:
        out += [source[position:start], text]
        position = end
    return "".join([*out, source[position:]])


def _place(elements: Sequence[_Element], tag: str) -> int:
    """Find where a new field goes: behind the last one whose tag is not higher, else before all of them."""
    return max((one.end for one in elements if one.tag <= tag), default=elements[0].start)


def _blanks_before(source: str, position: int) -> str:
    start = position
    while start and source[start - 1].isspace():
        start -= 1
    return source[start:position]


def _speller(source: str) -> Callable[[str, str], str]:
    """Write text as the record does: references where it has no other than ASCII characters, marks apart or not."""
    apart = not unicodedata.is_normalized("NFC", source)

    def spell(text: str, before: str) -> str:
        written = escape(unicodedata.normalize("NFD", text) if apart else text)
        if before.isascii():
            written = "".join(char if char < "\x80" else f"&#x{ord(char):X};" for char in written)
        return written

    return spell


def _element(source: str, element: _Element, rewrite: Rewrite, spell: Callable[[str, str], str]) -> str:
    """Write a field from another: its own layout, with tag, indicators, $6 and texts as they shall be."""
    head = source[element.start : element.head_end]
    if rewrite.tag != element.tag:
        head = _TAG_OF_FIELD.sub(rf"\g<1>{rewrite.tag}", head, count=1)
    for number, before in enumerate(element.indicators, start=1):
        after = rewrite.indicators[number - 1 : number]
        if after != before and len(rewrite.indicators) == 2:
            head = re.sub(rf"(\bind{number}\s*+=\s*+[\"'])[^\"']*+", rf"\g<1>{after}", head, count=1)
    out, position = [head], element.head_end
    linked = next((one for one in element.subfields if one.code == "6"), None)
    if rewrite.link is not None and linked is None and element.subfields:
        first = element.subfields[0]
        opening = source[first.start : first.inside]
        name = opening[1:].split(None, 1)[0]
        blanks = source[element.head_end : first.start]
        out.append(f'{blanks}<{name} code="6">{rewrite.link}</{name}>')
    for number, one in enumerate(element.subfields):
        if one is linked and rewrite.link is not None:
            opening = source[one.start : one.inside]
            out += [source[position : one.inside], rewrite.link]
            position = one.inside_end if not opening.endswith("/>") else one.inside
        elif number in rewrite.values:
            before = source[one.inside : one.inside_end]
            out += [source[position : one.inside], spell(rewrite.values[number], before)]
            position = one.inside_end
    return "".join([*out, source[position : element.end]])


def _declared_sets(source: str, elements: Sequence[_Element], scripts: set[str]) -> list[tuple[int, int, str]]:
    """Name scripts that came into 880 in a 066 that there is; Unicode records need none."""
    sets = next((one for one in elements if one.tag == _CHARACTER_SETS and one.subfields), None)
    if sets is None:
        return []
    named = {_plain(source[one.inside : one.inside_end]).replace(")", "(") for one in sets.subfields}
    last = sets.subfields[-1]
    name = source[last.start + 1 : last.inside].split(None, 1)[0]
    before = _blanks_before(source, last.start)
    text = "".join(f'{before}<{name} code="c">{code}</{name}>' for code in sorted(scripts - named))
    return [(last.end, last.end, text)] if text else []
