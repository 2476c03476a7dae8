"""An entry of BibTeX as it stands in its file: how it is laid out, and what the values of its fields say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from ..references.record import Parts
from .bibtex_fields import DATE_FIELDS, LANGUAGE, PAGE, TEXT, VERBATIM, Bound, bindings, language_tag
from .bibtex_source import parts
from .latex import NEEDS_DECODING, decode

_ESCAPED_ADDRESS = re.compile(r"\\([_%&#~{}$])")


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
        names: the names of its fields.
    """

    before: str
    source: str
    kind: str
    item: dict[str, Any]
    strings: Mapping[str, str]
    renamed: Mapping[str, str] | None = None
    parts: Mapping[str, Parts] = MappingProxyType({})
    multiscript: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Where an entry of a type, with fields of these names, has what: variables, dates by their place, the subtype."""

    bounds: tuple[Bound, ...]
    dates: tuple[tuple[int, str], ...]
    subtype: int


@lru_cache(maxsize=4096)
def plan_of(kind: str, names: tuple[str, ...]) -> Plan:
    """Say where entries of a type have what, by the names of their fields."""
    names = tuple([name.lower() for name in names])
    # Turned round, so that of a field that stands twice the first is what counts.
    dates = tuple((place, name) for place, name in reversed(list(enumerate(names))) if name in DATE_FIELDS)
    subtype = names.index("entrysubtype") if "entrysubtype" in names else -1
    return Plan(bindings(kind, names), dates, subtype)


def raw_value(form: str, text: str, strings: Mapping[str, str]) -> str:
    """Give the LaTeX of a value: what stands between its delimiters, with the names of strings replaced."""
    if form == "#":
        return "".join([one if own else strings.get(one.lower(), one) for own, one in parts(text)])
    return text if form else strings.get(text.lower(), text)


def value_of(found: tuple[str, str, str, str], strings: Mapping[str, str]) -> str:
    """Give the LaTeX of a field as ``values`` gives it."""
    _, braced, quoted, bare = found
    return braced or quoted or (bare and raw_value("#" if "#" in bare else "", bare, strings))


def is_group(raw: str) -> bool:
    """Tell whether one pair of braces, inside the delimiters, holds all of the value."""
    if not raw.startswith("{") or not raw.endswith("}") or raw.startswith("{\\"):
        return False
    depth = 0
    for match in re.finditer(r"[{}]", raw):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end() == len(raw)
    return False


def text_of(raw: str, form: str) -> str:
    """Turn the LaTeX of a value into what the CSL variable holds."""
    if form == VERBATIM:
        return _ESCAPED_ADDRESS.sub(r"\1", raw).strip()
    if NEEDS_DECODING.search(raw) is None:
        text = raw.strip()
        return language_tag(text) if form == LANGUAGE else text
    if raw.startswith("{") or raw[:1].isspace():
        raw = raw.strip()
        if is_group(raw):
            raw = raw[1:-1]
    text = decode(raw, markup=form == TEXT, dash="-" if form == PAGE else "–")
    text = text.strip(" ")
    return language_tag(text) if form == LANGUAGE else text


def joint_of(title: str) -> str:
    """Give what goes between a title and its subtitle."""
    return " " if title.endswith((".", "?", "!", ":", "؟")) else ": "
