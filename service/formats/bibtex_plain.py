"""An entry of BibTeX in which plain values become other plain values, as in most: each is replaced where it stands."""

from __future__ import annotations

import re
from typing import Any

from .bibtex_entry import Layout, plan_of
from .bibtex_fields import NAMES
from .bibtex_names import format_name
from .latex import NEEDS_DECODING, NEEDS_ENCODING, Style

_NAME_BEFORE = re.compile(r"""[^\s=,{}"#%()']++\s*+=\s*+\Z""")
_LONGEST_NAME = 64  # characters of a field's name, with the blanks and the sign behind it
_NO_STYLE = Style()


def plainly_changed(layout: Layout, after: dict[str, Any]) -> str | None:
    """Replace what changed in an entry; None where there may be more to do than that.

    Args:
        layout: the entry as it stands.
        after: what its item is to be.
    """
    source, before = layout.source, layout.item
    if "\\" in source or len(before) != len(after):
        return None
    places = {bound.variable: bound for bound in plan_of(layout.kind, layout.names).bounds}
    for variable, new in after.items():
        old = before.get(variable)
        if old is new or old == new:
            continue
        bound = places.get(variable)
        if bound is None or bound.subtitle >= 0:
            return None
        name = layout.names[bound.place].lower()
        values = _names(old, new) if bound.form == NAMES else (old, new)
        changed = _replaced(source, name, *values) if values is not None else None
        if changed is None or sum(one.lower() == name for one in layout.names) > 1:
            return None
        source = changed
    return source


def _names(before: Any, after: Any) -> tuple[str, str] | None:
    """Give a list of plain names as it stands and as it is to stand."""
    if not isinstance(before, list) or not isinstance(after, list) or len(before) != len(after):
        return None
    old: list[str] = []
    new: list[str] = []
    for one, other in zip(before, after, strict=True):
        if len(one) != 2 or "family" not in one or "given" not in one:
            return None
        written = f"{one['family']}, {one['given']}"
        old.append(written)
        new.append(written if one == other else format_name(other, _NO_STYLE))
    return " and ".join(old), " and ".join(new)


def _replaced(source: str, name: str, old: Any, new: Any) -> str | None:
    """Replace the value of a field if it stands in braces, plain and once."""
    if not isinstance(old, str) or not isinstance(new, str) or not (_is_plain(old) and _is_plain(new)):
        return None
    value = f"{{{old}}}"
    start = source.find(value)
    if start < 0 or source.find(value, start + 1) >= 0:
        return None
    if source.count("{", 0, start) - source.count("}", 0, start) != 1:  # it stands inside another value
        return None
    before = _NAME_BEFORE.search(source, max(0, start - _LONGEST_NAME), start)
    if before is None or before[0].rstrip("= \t\r\n").lower() != name:
        return None
    return f"{source[:start]}{{{new}}}{source[start + len(value) :]}"


def _is_plain(text: str) -> bool:
    return NEEDS_DECODING.search(text) is None and NEEDS_ENCODING.search(text) is None
