"""Originals in Zotero's field Extra, which is ``note`` in CSL-JSON: lines such as ``original-title: Заглавие``.

Zotero has no field for ``original-title`` and ``original-author``; it and citeproc-js read a line of Extra that begins
with the name of a CSL variable as that variable, names as ``Family || Given``, one a line.

Sources: Zotero's documentation, "Citing fields from Extra"; citeproc-js, which reads such lines at the top of a note.
"""

from __future__ import annotations

import re
from typing import Any

_LINE = re.compile(r"original[- ](title|author)[ \t]*+:[ \t]*+(\S.*+)", re.IGNORECASE)
_BARS = re.compile(r"\|{2,}+")


def without_extra(item: dict[str, Any]) -> dict[str, Any]:
    """Give an item whose note holds lines for originals with them as variables; any other item as it is."""
    note = item.get("note")
    if not isinstance(note, str) or "riginal" not in note.lower():
        return item
    found: dict[str, Any] = {}
    rest: list[str] = []
    for line in note.split("\n"):
        match = _LINE.fullmatch(line.strip())
        variable = f"original-{match[1].lower()}" if match else ""
        if match is None or variable in item or (variable in found and variable == "original-title"):
            rest.append(line)
        elif variable == "original-title":
            found[variable] = match[2]
        else:
            found.setdefault(variable, []).append(_read_name(match[2]))
    if not found:
        return item
    return {**item, "note": "\n".join(rest).strip(), **found}


def extended(note: str, rest_before: str, rest_now: str) -> str:
    """Write what came before and behind the rest of a note around the whole of it.

    Args:
        note: the note as it stood.
        rest_before: what ``without_extra`` left of it.
        rest_now: that, with lines for originals before it and something more behind it.
    """
    before: list[str] = []
    line, _, rest = rest_now.partition("\n")
    while rest_before and _LINE.fullmatch(line) and not rest_before.startswith(line):
        before.append(line)
        rest_now = rest
        line, _, rest = rest.partition("\n")
    note = "\n".join([*before, note])
    added = rest_now[len(rest_before.rstrip()) :].strip()
    if not added:
        return note
    end = note.rstrip()
    return (
        f"{end}\n{added}" if not rest_before or _LINE.fullmatch(end.rsplit("\n", 1)[-1].strip()) else f"{end} {added}"
    )


def with_extra(note: str, title: Any, authors: Any) -> str:
    """Put lines for the originals before a note.

    Args:
        note: the note, or "".
        title: the original title, if it is to be kept.
        authors: the original names as CSL names, if they are to be kept.
    """
    lines = [f"original-title: {_one_line(title)}"] if isinstance(title, str) and title.strip() else []
    names = [_written_name(name) for name in authors if isinstance(name, dict)] if isinstance(authors, list) else []
    lines += [f"original-author: {name}" for name in names if name]
    return "\n".join([*lines, note] if note else lines)


def _read_name(text: str) -> dict[str, str]:
    family, bars, given = (part.strip() for part in text.partition("||"))
    return {"family": family, "given": given} if bars and family and given else {"literal": family or given or text}


def _written_name(name: dict[str, Any]) -> str:
    parts = {part: _BARS.sub("|", _one_line(name.get(part) or "")) for part in ("family", "given", "literal")}
    if parts["family"] and (particle := _one_line(name.get("non-dropping-particle") or "")):
        parts["family"] = f"{_BARS.sub('|', particle)} {parts['family']}"
    if parts["family"] and parts["given"]:
        return f"{parts['family']} || {parts['given']}"
    return parts["family"] or parts["given"] or parts["literal"]


def _one_line(text: Any) -> str:
    return " ".join(str(text).split())
