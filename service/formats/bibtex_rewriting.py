"""An entry of BibTeX in which something changes: only the values that changed are written anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..references.record import Record
from .bibtex_compose import original_names
from .bibtex_entry import Layout, is_group, joint_of, plan_of, raw_value, text_of
from .bibtex_fields import (
    ADDED_FIELDS,
    LANGUAGE,
    NAMES,
    ORIGINAL_FIELDS,
    PAGE,
    TEXT,
    TRANSLATION_FIELDS,
    VERBATIM,
    Bound,
    language_name,
    written_date,
)
from .bibtex_multiscript import TRANSLATED_TO, TRANSLATION, alternate_name
from .bibtex_names import changed_names, format_name
from .bibtex_source import Field, fields, key_span
from .latex import Style, encode, uses_commands

KEY_FIELDS = ("crossref", "xref", "xdata", "related", "entryset")
_SEPARATOR = re.compile(r"(\s*),(\s*)")
_BLANKS = re.compile(r"\s*")


class Rewriting:
    """An entry that is being changed."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.layout: Layout = record.layout
        self.source = self.layout.source
        self.key = key_span(self.source)
        self.fields = fields(self.source, self.key[1])
        self.names = tuple([one.name for one in self.fields])
        self.bounds = {bound.variable: bound for bound in plan_of(self.layout.kind, self.names).bounds}
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
        raw = raw_value(one.form, one.text, self.layout.strings)
        core = raw.strip()
        lead, trail = (raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :]) if core else ("", "")
        around = f"{lead}\0{trail}"
        if form != NAMES and is_group(core):
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
        old = text_of(raw_value(one.form, one.text, self.layout.strings), bound.form)
        joint = joint_of(old)
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
