"""BibTeX and BibLaTeX files.

An entry that does not change leaves as it came; in one that does, only the values of the fields that changed are
written anew, in the delimiters, spacing and escapes that they had. Comments, @string, @preamble and fields that are no
CSL variable stay as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..errors import InputError
from ..references.record import Parts, Record
from .bibtex_compose import composed
from .bibtex_entry import Layout, joint_of, plan_of, raw_value, text_of, value_of
from .bibtex_fields import MONTH_STRINGS, NAMES, csl_type, read_date, read_issued
from .bibtex_multiscript import TRANSLATION, alternates, is_alternate_of, paired, paired_names, with_romanizations
from .bibtex_names import parse_names
from .bibtex_plain import plainly_changed
from .bibtex_rewriting import Rewriting
from .bibtex_source import Block, BrokenEntryError, blocks, fields, key_span, values

NAME = "bibtex"
SUFFIXES = (".bib", ".bibtex")
MEDIA_TYPES = ("application/x-bibtex", "text/x-bibtex")
BINARY = False
ORIGINALS = True
PLACES = {"fields": True, "inline": False, "ms": True}

_MOST_PENDING = 1 << 20  # characters of @string, @comment and the like that wait for the next entry
_ENTRY = re.compile(
    r"(?:\A|[\r\n])[\s\ufeff]*+@\s*+(?:(?:comment|preamble|string)\s*+[{(]|[A-Za-z]++\s*+[{(][^\r\n,{}=\"]*+(?:[,\r\n]|\Z))",
    re.IGNORECASE,
)
_STRING_HEAD = re.compile(r"@\s*+\w++\s*+[{(]")
# Values of ``type`` that BibLaTeX translates (its manual, 4.9.2.13), and what the styles print for them.
_GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "mastersthesis": "Master's thesis",
    "candthesis": "Candidate thesis", "bathesis": "Bachelor's thesis", "techreport": "Technical report",
    "resreport": "Research report",
}  # fmt: skip


# What begins no comment of BibTeX but JSON, XML or RIS under a wrong name.
_OTHER_FORMAT = re.compile(r"[\s\ufeff]*+(?:[\[{]\s*+[\[{\"\]}]|<[?!A-Za-z]|TY  -)")


def recognizes(head: str) -> bool:
    """Tell BibTeX by a line that begins an entry."""
    return _ENTRY.search(head) is not None


def read(chunks: Iterable[str]) -> Iterator[Record]:
    """Read entries as soon as they are complete.

    An entry that cannot be read is passed through with a warning that names its line.

    Args:
        chunks: the text of the file, in pieces of any size.

    Raises:
        InputError: a text of another format, with no entry in it.
    """
    strings: dict[str, str] = dict(MONTH_STRINGS)
    pending: list[str] = []
    waiting = number = 0
    seen = False
    for block in blocks(chunks):
        kind, why = block.kind, block.why
        if not seen and not kind and _OTHER_FORMAT.match(block.before):
            raise InputError("line 1: no BibTeX entry in it; an entry begins with a line such as '@article{key,'")
        seen = seen or bool(kind)
        if kind == "string" and not why:
            strings, why = _with_string(block.source, strings)
        if not why and kind in ("string", "preamble", "comment"):
            pending += (block.before, block.source)
            waiting += len(block.before) + len(block.source)
            if waiting > _MOST_PENDING:
                yield Record({}, f"line {block.line}", layout=Layout("".join(pending), "", "", {}, strings))
                pending, waiting = [], 0
            continue
        before = "".join([*pending, block.before]) if pending else block.before
        pending, waiting = [], 0
        if kind:
            number += 1
            yield _record(block, before, number, strings, why)
        else:
            yield Record({}, f"line {block.line}", layout=Layout(before, "", "", {}, strings))
    if pending:
        yield Record({}, "end", layout=Layout("".join(pending), "", "", {}, strings))


def _with_string(source: str, strings: dict[str, str]) -> tuple[dict[str, str], str]:
    """Take in a @string: the definitions from here on, and why it could not be read."""
    head = _STRING_HEAD.match(source)
    try:
        found = fields(source, head.end() if head is not None else 0)
    except BrokenEntryError as error:
        return strings, str(error)
    for one in found:
        if one.name in strings:  # entries read before keep what held for them
            strings = dict(strings)
        strings[one.name] = raw_value(one.form, one.text, strings)
    return strings, ""


def _record(block: Block, before: str, number: int, strings: Mapping[str, str], why: str) -> Record:
    source, kind = block.source, block.kind
    key = ""
    if not why:
        try:
            start, end = key_span(source)
            key = source[start:end]
            found = values(source, end)
            names = tuple([one[0] for one in found])
            item = _item(kind, key, found, names, strings)
            if "_trans" in source.lower() and alternates(names):
                return _multiscript(block, before, number, strings, item, found)
        except BrokenEntryError as error:
            why = str(error)
    name = f" ({key})" if key else ""
    if not why:
        place = f"entry {number}{name}, line {block.line}"
        return Record(item, place, layout=Layout(before, source, kind, item, strings, names=names))
    record = Record({}, f"entry {number}{name}, line {block.line}", layout=Layout(before, source, "", {}, strings))
    record.warn_of_record(f"@{kind} left as it is: {why}; mend it and run again")
    return record


def _multiscript(
    block: Block,
    before: str,
    number: int,
    strings: Mapping[str, str],
    item: dict[str, Any],
    found: list[tuple[str, str, str, str]],
) -> Record:
    """Make a record of an entry with multiscript fields: the item has the romanizations that stand in it."""
    names = tuple([one[0].lower() for one in found])
    language = str(item.get("language", "")).split("-")[0]
    parts: dict[str, Parts] = {}
    for bound in plan_of(block.kind, names).bounds:
        forms = [
            (one, raw)
            for one in alternates(tuple([one[0] for one in found]))
            if is_alternate_of(one, names[bound.place]) and (raw := value_of(found[one.place], strings))
        ]
        if not forms or bound.variable not in item:
            continue
        if bound.form == NAMES:
            lists = ((one.tag, parse_names(raw)) for one, raw in forms if one.form != TRANSLATION)
            parts |= paired_names(bound.variable, item[bound.variable], lists, language)
        elif part := paired(item[bound.variable], [(one, text_of(raw, bound.form)) for one, raw in forms], language):
            parts[bound.variable] = part
    item = with_romanizations(item, parts)
    layout = Layout(before, block.source, block.kind, item, strings, parts=parts, multiscript=True)
    return Record(item, f"entry {number} ({item['id']}), line {block.line}", layout=layout, parts=dict(parts))


def _item(
    kind: str, key: str, found: list[tuple[str, str, str, str]], names: tuple[str, ...], strings: Mapping[str, str]
) -> dict[str, Any]:
    """Make the CSL item of an entry, whose fields have these names."""
    plan = plan_of(kind, names)
    subtype = value_of(found[plan.subtype], strings) if plan.subtype >= 0 else ""
    item: dict[str, Any] = {"id": key, "type": csl_type(kind, subtype)}
    for place, variable, form, subtitle in plan.bounds:
        raw = found[place][1] or value_of(found[place], strings)
        if form == NAMES:
            if people := parse_names(raw):
                item[variable] = people
            continue
        text = text_of(raw, form)
        if subtitle >= 0 and (second := text_of(value_of(found[subtitle], strings), form)):
            text = f"{text}{joint_of(text)}{second}" if text else second
        if text:
            item[variable] = text
    if "genre" in item:
        item["genre"] = _GENRES.get(item["genre"], item["genre"])
    elif kind in ("phdthesis", "mastersthesis", "techreport"):
        item["genre"] = _GENRES[kind]
    if plan.dates:
        dates = {name: value_of(found[place], strings) for place, name in plan.dates}
        _add_dates(item, dates)
    return item


def _add_dates(item: dict[str, Any], values: dict[str, str]) -> None:
    if issued := read_issued(values):
        item["issued"] = issued
    for name, variable in (("urldate", "accessed"), ("eventdate", "event-date"), ("origdate", "original-date")):
        if name in values and (date := read_date(values[name])):
            item[variable] = date


def write(records: Iterable[Record]) -> Iterator[str]:
    """Write each entry back; what did not change in it stays as it stood."""
    for record in records:
        layout: Layout = record.layout
        if layout.before:
            yield layout.before
        asked = layout.renamed is not None or record.keeps_original
        if not layout.kind or (record.item == layout.item and not asked):
            yield layout.source
            continue
        more = asked or layout.multiscript or record.originals == "ms"
        more = more or any(part.translation for part in record.parts.values())
        plain = None if more else plainly_changed(layout, record.item)
        yield Rewriting(record).changed() if plain is None else plain


def compose(records: Iterable[Record]) -> Iterator[str]:
    """Write records that came from another format as entries of a new file."""
    return composed(records)
