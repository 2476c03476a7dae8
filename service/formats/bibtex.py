"""BibTeX and BibLaTeX files.

An entry that does not change leaves as it came; in one that does, only the values of the fields that changed are
written anew, in the delimiters, spacing and escapes that they had. Comments, @string, @preamble and fields that are no
CSL variable stay as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from ..references.record import Parts, Record
from .bibtex_compose import composed, original_names
from .bibtex_fields import (
    ADDED_FIELDS,
    DATE_FIELDS,
    LANGUAGE,
    MONTH_STRINGS,
    NAMES,
    ORIGINAL_FIELDS,
    PAGE,
    TEXT,
    TRANSLATION_FIELDS,
    VERBATIM,
    Bound,
    bindings,
    csl_type,
    language_name,
    language_tag,
    read_date,
    read_issued,
    written_date,
)
from .bibtex_multiscript import (
    TRANSLATED_TO,
    TRANSLATION,
    alternate_name,
    alternates,
    is_alternate_of,
    paired,
    paired_names,
    with_romanizations,
)
from .bibtex_names import changed_names, format_name, parse_names
from .bibtex_source import Block, BrokenEntryError, Field, blocks, fields, key_span, parts, values
from .latex import NEEDS_DECODING, Style, decode, encode, uses_commands

NAME = "bibtex"
SUFFIXES = (".bib", ".bibtex")
MEDIA_TYPES = ("application/x-bibtex", "text/x-bibtex")
BINARY = False
ORIGINALS = True
PLACES = {"fields": True, "inline": False, "ms": True}

KEY_FIELDS = ("crossref", "xref", "xdata", "related", "entryset")
_MOST_PENDING = 1 << 20  # characters of @string, @comment and the like that wait for the next entry
_ENTRY = re.compile(
    r"(?:\A|[\r\n])[\s\ufeff]*+@\s*+(?:(?:comment|preamble|string)\s*+[{(]|[A-Za-z]++\s*+[{(][^\r\n,{}=\"]*+(?:[,\r\n]|\Z))",
    re.IGNORECASE,
)
_STRING_HEAD = re.compile(r"@\s*+\w++\s*+[{(]")
_ESCAPED_ADDRESS = re.compile(r"\\([_%&#~{}$])")
_SEPARATOR = re.compile(r"(\s*),(\s*)")
_BLANKS = re.compile(r"\s*")
# Values of ``type`` that BibLaTeX translates (its manual, 4.9.2.13), and what the styles print for them.
_GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "mastersthesis": "Master's thesis",
    "candthesis": "Candidate thesis", "bathesis": "Bachelor's thesis", "techreport": "Technical report",
    "resreport": "Research report",
}  # fmt: skip


class Layout(NamedTuple):
    """How an entry stood in its file.

    Attributes:
        before: what stood before it.
        source: the entry.
        kind: its type, in lower case.
        item: what it was when read.
        strings: the @string definitions that hold for it.
        renamed: new citation keys by the old ones, for the fields that name other entries.
        parts: originals and romanizations that stand in it as multiscript fields.
        multiscript: whether it has such fields.
    """

    before: str
    source: str
    kind: str
    item: dict[str, Any]
    strings: Mapping[str, str]
    renamed: Mapping[str, str] | None = None
    parts: Mapping[str, Parts] = MappingProxyType({})
    multiscript: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    bounds: tuple[Bound, ...]
    dates: tuple[tuple[int, str], ...]
    subtype: int


def recognizes(head: str) -> bool:
    """Tell BibTeX by a line that begins an entry."""
    return _ENTRY.search(head) is not None


def read(chunks: Iterable[str]) -> Iterator[Record]:
    """Read entries as soon as they are complete.

    An entry that cannot be read is passed through with a warning that names its line.

    Args:
        chunks: the text of the file, in pieces of any size.
    """
    strings: dict[str, str] = dict(MONTH_STRINGS)
    pending: list[str] = []
    waiting = number = 0
    for block in blocks(chunks):
        kind, why = block.kind, block.why
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
        strings[one.name] = _raw(one.form, one.text, strings)
    return strings, ""


def _record(block: Block, before: str, number: int, strings: Mapping[str, str], why: str) -> Record:
    source, kind = block.source, block.kind
    key = ""
    if not why:
        try:
            start, end = key_span(source)
            key = source[start:end]
            found = values(source, end)
            item = _item(kind, key, found, strings)
            if "_trans" in source.lower() and alternates(tuple([one[0] for one in found])):
                return _multiscript(block, before, number, strings, item, found)
        except BrokenEntryError as error:
            why = str(error)
    name = f" ({key})" if key else ""
    if not why:
        place = f"entry {number}{name}, line {block.line}"
        return Record(item, place, layout=Layout(before, source, kind, item, strings))
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
    for bound in _plan(block.kind, names).bounds:
        forms = [
            (one, raw)
            for one in alternates(tuple([one[0] for one in found]))
            if is_alternate_of(one, names[bound.place]) and (raw := _value(found[one.place], strings))
        ]
        if not forms or bound.variable not in item:
            continue
        if bound.form == NAMES:
            lists = ((one.tag, parse_names(raw)) for one, raw in forms if one.form != TRANSLATION)
            parts |= paired_names(bound.variable, item[bound.variable], lists, language)
        elif part := paired(item[bound.variable], [(one, _text(raw, bound.form)) for one, raw in forms], language):
            parts[bound.variable] = part
    item = with_romanizations(item, parts)
    layout = Layout(before, block.source, block.kind, item, strings, parts=parts, multiscript=True)
    return Record(item, f"entry {number} ({item['id']}), line {block.line}", layout=layout, parts=dict(parts))


@lru_cache(maxsize=4096)
def _plan(kind: str, names: tuple[str, ...]) -> _Plan:
    names = tuple([name.lower() for name in names])
    # Turned round, so that of a field that stands twice the first is what counts.
    dates = tuple((place, name) for place, name in reversed(list(enumerate(names))) if name in DATE_FIELDS)
    subtype = names.index("entrysubtype") if "entrysubtype" in names else -1
    return _Plan(bindings(kind, names), dates, subtype)


def _raw(form: str, text: str, strings: Mapping[str, str]) -> str:
    """Give the LaTeX of a value: what stands between its delimiters, with the names of strings replaced."""
    if form == "#":
        return "".join([one if own else strings.get(one.lower(), one) for own, one in parts(text)])
    return text if form else strings.get(text.lower(), text)


def _value(found: tuple[str, str, str, str], strings: Mapping[str, str]) -> str:
    """Give the LaTeX of a field as ``values`` gives it."""
    _, braced, quoted, bare = found
    return braced or quoted or (bare and _raw("#" if "#" in bare else "", bare, strings))


def _whole_group(raw: str) -> bool:
    """Tell whether one pair of braces, inside the delimiters, holds all of the value."""
    if not raw.startswith("{") or not raw.endswith("}") or raw.startswith("{\\"):
        return False
    depth = 0
    for match in re.finditer(r"[{}]", raw):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end() == len(raw)
    return False


def _text(raw: str, form: str) -> str:
    """Turn the LaTeX of a value into what the CSL variable holds."""
    if form == VERBATIM:
        return _ESCAPED_ADDRESS.sub(r"\1", raw).strip()
    if NEEDS_DECODING.search(raw) is None:
        text = raw.strip()
        return language_tag(text) if form == LANGUAGE else text
    if raw.startswith("{") or raw[:1].isspace():
        raw = raw.strip()
        if _whole_group(raw):
            raw = raw[1:-1]
    text = decode(raw, markup=form == TEXT, dash="-" if form == PAGE else "–")
    text = text.strip(" ")
    return language_tag(text) if form == LANGUAGE else text


def _item(kind: str, key: str, found: list[tuple[str, str, str, str]], strings: Mapping[str, str]) -> dict[str, Any]:
    """Make the CSL item of an entry."""
    plan = _plan(kind, tuple([one[0] for one in found]))
    subtype = _value(found[plan.subtype], strings) if plan.subtype >= 0 else ""
    item: dict[str, Any] = {"id": key, "type": csl_type(kind, subtype)}
    for place, variable, form, subtitle in plan.bounds:
        raw = found[place][1] or _value(found[place], strings)
        if form == NAMES:
            if names := parse_names(raw):
                item[variable] = names
            continue
        text = _text(raw, form)
        if subtitle >= 0 and (second := _text(_value(found[subtitle], strings), form)):
            text = f"{text}{_joint(text)}{second}" if text else second
        if text:
            item[variable] = text
    if "genre" in item:
        item["genre"] = _GENRES.get(item["genre"], item["genre"])
    elif kind in ("phdthesis", "mastersthesis", "techreport"):
        item["genre"] = _GENRES[kind]
    if plan.dates:
        dates = {name: _value(found[place], strings) for place, name in plan.dates}
        _add_dates(item, dates)
    return item


def _joint(title: str) -> str:
    return " " if title.endswith((".", "?", "!", ":", "؟")) else ": "


def _add_dates(item: dict[str, Any], values: dict[str, str]) -> None:
    if issued := read_issued(values):
        item["issued"] = issued
    for name, variable in (("urldate", "accessed"), ("eventdate", "event-date"), ("origdate", "original-date")):
        if name in values and (date := read_date(values[name])):
            item[variable] = date


def write(records: Iterable[Record]) -> Iterator[str]:
    """Write each entry back; what did not change in it stays as it stood."""
    for record in records:
        layout = record.layout
        if layout.before:
            yield layout.before
        asked = layout.renamed is not None or record.keeps_original
        if not layout.kind or (record.item == layout.item and not asked):
            yield layout.source
        else:
            yield _Entry(record).changed()


def compose(records: Iterable[Record]) -> Iterator[str]:
    """Write records that came from another format as entries of a new file."""
    return composed(records)


class _Entry:
    """An entry that is being changed."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.layout: Layout = record.layout
        self.source = self.layout.source
        self.key = key_span(self.source)
        self.fields = fields(self.source, self.key[1])
        self.names = tuple([one.name for one in self.fields])
        self.bounds = {bound.variable: bound for bound in _plan(self.layout.kind, self.names).bounds}
        self.ascii = uses_commands(self.source)
        self.edits: list[tuple[int, int, str]] = []
        self.taken = set(self.names)
        self.translations: list[tuple[int, str, str]] = []
        self.multiscript = self.layout.multiscript or self.record.originals == "ms"

    def changed(self) -> str:
        """Give the entry with what changed."""
        before, after = self.layout.item, self.record.item
        after = self._with_alternates(after) if self.multiscript else self._with_translations(after)
        if after.get("id") != before.get("id"):
            self.edits.append((*self.key, str(after.get("id"))))
        for variable, bound in self.bounds.items():
            new = after.get(variable)
            if new is not None and new != before.get(variable):
                self._change(bound, before.get(variable), new)
        if after.get("issued") != before.get("issued") and isinstance(after.get("issued"), dict):
            self._change_date(after["issued"])
        if self.record.keeps_original and not self.multiscript:
            self._keep_originals()
        for place, name, text in self.translations:
            self._insert(place, name, encode(text, self._plain()))
        if self.record.keeps_original:
            self._say_language()
        for variable, value in after.items():
            if variable not in before and variable not in self.bounds and variable in ADDED_FIELDS:
                self._add_variable(variable, value)
        if self.layout.renamed is not None:
            self._rename(self.layout.renamed)
        pieces: list[str] = []
        done = 0
        for start, end, text in sorted(self.edits, key=lambda edit: edit[:2]):
            pieces += (self.source[done:start], text)
            done = end
        return "".join([*pieces, self.source[done:]])

    def _with_translations(self, item: dict[str, Any]) -> dict[str, Any]:
        """Add the fields of translations; one without a field of its own goes behind what it translates."""
        for variable, part in self.record.parts.items():
            bound = self.bounds.get(variable)
            if not part.translation or bound is None:
                continue
            name = TRANSLATION_FIELDS.get(self.names[bound.place])
            if name is not None and name not in self.taken:
                self.translations.append((bound.place, name, part.translation))
                self.taken.add(name)
            else:
                item = {**item, variable: f"{item[variable]} [{part.translation}]"}
        return item

    def _with_alternates(self, item: dict[str, Any]) -> dict[str, Any]:
        """Leave originals in their fields and put what was romanized now beside them."""
        new = {path: part for path, part in self.record.parts.items() if path not in self.layout.parts}
        item = dict(item)
        for variable, bound in self.bounds.items():
            name = self.names[bound.place]
            if bound.form == NAMES:
                tag = next((part.tag for path, part in new.items() if path.startswith(f"{variable}[")), "")
                if tag:
                    names = " and ".join([format_name(one, self._plain()) for one in item[variable]])
                    self._add(bound.place, alternate_name(name, tag), names)
                    item[variable] = self.layout.item[variable]
            elif variable in new:
                part = new[variable]
                style = self._style(self.fields[bound.place], bound.form)[0]
                self._add(bound.place, alternate_name(name, part.tag), encode(item[variable], style))
                if part.translation:
                    translated = alternate_name(name, TRANSLATED_TO, TRANSLATION)
                    self._add(bound.place, translated, encode(part.translation, style))
                item[variable] = part.original
        return item

    def _style(self, one: Field, form: str) -> tuple[Style, str, str]:
        """Give how a field is written, its value without outer blanks and braces, and what goes around that."""
        raw = _raw(one.form, one.text, self.layout.strings)
        core = raw.strip()
        lead, trail = (raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :]) if core else ("", "")
        around = f"{lead}\0{trail}"
        if form != NAMES and _whole_group(core):
            core, around = core[1:-1], f"{lead}{{\0}}{trail}"
        style = Style(self.ascii, quoted=one.form == '"' and "{" not in around)
        if form != VERBATIM:
            style.learn(core, markup=form == TEXT, dash="-" if form == PAGE else "–")
        return style, core, around

    def _replace(self, one: Field, text: str, around: str) -> None:
        opening, closing = ('"', '"') if one.form == '"' else ("{", "}")
        self.edits.append((one.start, one.end, opening + around.replace("\0", text) + closing))

    def _change(self, bound: Bound, old: Any, new: Any) -> None:
        one = self.fields[bound.place]
        style, core, around = self._style(one, bound.form)
        if bound.form == NAMES:
            if isinstance(new, list):
                old = old if isinstance(old, list) else []
                self._replace(one, changed_names(core, old, new, style), around)
            return
        text = str(new)
        if bound.form == LANGUAGE:
            text = language_name(text)
        if bound.subtitle >= 0:
            text = self._change_subtitle(bound, text)
        self._replace(one, text if bound.form == VERBATIM else encode(text, style), around)

    def _change_subtitle(self, bound: Bound, text: str) -> str:
        """Write the part of a title that is the subtitle; gives the rest."""
        second = self.fields[bound.subtitle]
        one = self.fields[bound.place]
        old = _text(_raw(one.form, one.text, self.layout.strings), bound.form)
        joint = _joint(old)
        joint = f"{old[-1:]} " if joint == " " else joint
        pieces = text.split(joint)
        count = old.count(joint) + 1
        style, _, around = self._style(second, bound.form)
        if len(pieces) <= count:
            self._replace(second, "", "\0")
            return text
        first = joint.join(pieces[:count]) + joint[:1].strip(":")
        self._replace(second, encode(joint.join(pieces[count:]), style), around)
        return first

    def _change_date(self, issued: dict[str, Any]) -> None:
        date = written_date(issued)
        year = date.split("-")[0] if "literal" not in issued else date
        for name, text in (("date", date), ("year", year)):
            if name in self.names and text:
                one = self.fields[self.names.index(name)]
                if one.form or not text.isdecimal():
                    self._replace(one, encode(text, Style(self.ascii, one.form == '"')), "\0")
                else:
                    self.edits.append((one.start, one.end, text))
                return

    def _keep_originals(self) -> None:
        """Write originals behind the fields that were romanized."""
        found = self.record.parts
        for variable, name in ORIGINAL_FIELDS.items():
            bound = self.bounds.get(variable)
            if bound is None:
                continue
            if bound.form == NAMES:
                if names := original_names(variable, self.layout.item.get(variable), found):
                    self._add(bound.place, name, " and ".join(format_name(one, self._plain()) for one in names))
            elif variable in found and found[variable].original:
                style = self._style(self.fields[bound.place], bound.form)[0]
                self._add(bound.place, name, encode(found[variable].original, style))

    def _say_language(self) -> None:
        found = {path: part for path, part in self.record.parts.items() if path not in self.layout.parts}
        languages = [one.language for key, one in found.items() if key == "title"] or [
            one.language for one in found.values()
        ]
        if languages and languages[0] and not self.taken & {"langid", "language", "hyphenation"}:
            anchor = self.bounds.get("title")
            self._add(anchor.place if anchor else len(self.fields) - 1, "langid", language_name(languages[0]))

    def _plain(self) -> Style:
        return Style(self.ascii)

    def _add_variable(self, variable: str, value: Any) -> None:
        """Add a field for a variable that the entry did not have."""
        name = ADDED_FIELDS[variable]
        near = self.bounds.get(variable.removeprefix("original-"))
        index = near.place if near is not None else len(self.fields) - 1
        if isinstance(value, list):
            names = [one for one in value if isinstance(one, dict)]
            self._add(index, name, " and ".join(format_name(one, self._plain()) for one in names))
        elif isinstance(value, str | int):
            text = language_name(str(value)) if variable == "language" else str(value)
            self._add(index, name, encode(text, self._plain()))

    def _add(self, index: int, name: str, value: str) -> None:
        """Add a field behind another one, laid out as that one is; a field that is there already is left alone."""
        if name.lower() in self.taken:
            return
        self.taken.add(name.lower())
        self._insert(index, name, value)

    def _insert(self, index: int, name: str, value: str) -> None:
        if index < 0:
            end = self.key[1]
            self.edits.append((end, end, f", {name} = {{{value}}}"))
            return
        one = self.fields[index]
        before = self.source[self.fields[index - 1].end if index else self.key[1] : one.name_start]
        name_end = one.name_start + len(one.name)
        sign = self.source[name_end : one.start]
        width = len(one.name) + sign.find("=")
        aligned = len(self.fields) > 1 and all(
            len(other.name) + self.source.find("=", other.name_start) - other.name_start - len(other.name) == width
            for other in self.fields
        )
        blank = sign[: sign.find("=")]
        blank = " " * (width - len(name)) if aligned and len(name) < width else blank[:1]
        written = self.source[one.name_start : name_end]
        base, bar, form = name.partition("_")  # the form and language of a multiscript field are written as they are
        base = base.upper() if written.isupper() else base.capitalize() if written[:1].isupper() else base
        shown = f"{base}{bar}{form}"
        opening, closing = ('"', '"') if one.form == '"' and '"' not in value else ("{", "}")
        after = _BLANKS.match(sign, sign.find("=") + 1)
        text = f"{_between(before)}{shown}{blank}={after[0] if after else ' '}{opening}{value}{closing}"
        self.edits.append((one.end, one.end, text))

    def _rename(self, renamed: Mapping[str, str]) -> None:
        for one in self.fields:
            if one.name in KEY_FIELDS and one.form in ("{", '"'):
                text = renamed_keys(one.text, renamed)
                if text != one.text:
                    self.edits.append((one.start + 1, one.end - 1, text))


def _between(before: str) -> str:
    """Make what goes between two fields of what stands before a field: a comma, and the last line break and indent."""
    match = _SEPARATOR.fullmatch(before)
    if match is None:
        blank = before[len(before.rstrip()) :]
        return f",{blank[max(blank.rfind(chr(10)), 0) :] if blank else ' '}"
    if match[1]:
        return before
    blank = match[2]
    if "\n" not in blank:
        return before
    start = blank.rfind("\n")
    return f",{blank[start - 1 if start and blank[start - 1] == chr(13) else start :]}"


def renamed_keys(text: str, renamed: Mapping[str, str]) -> str:
    """Put new citation keys into a list of keys with commas between them."""
    pieces = re.split(r"(\s*,\s*)", text.strip())
    changed = "".join([renamed.get(piece, piece) for piece in pieces])
    return text.replace(text.strip(), changed, 1) if changed != text.strip() else text
