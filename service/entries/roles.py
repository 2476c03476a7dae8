"""Editors and translators that a word names: "Translated by …", "(J. Strachey, Trans.)", «ترجمه …»."""

from __future__ import annotations

import re
from functools import cache

from . import names, terms
from .draft import GAP, Draft

_SHAPES = ("initials", "inverted", "vancouver", "full", "natural")


@cache
def _before_names() -> re.Pattern[str]:
    return terms.matcher(
        r"(?:(?<=[.,;:(\[\ue000”\"»]\s)|(?<=[(\[\ue000]))(?:(?P<translator>{})|(?P<editor>{}))[\s:]+(?=\S)",
        "translator",
        "editor",
    )


@cache
def _after_names() -> re.Pattern[str]:
    return terms.matcher(r",?\s\(?(?:(?P<translator>{})|(?P<editor>{}))[.)\s,]", "translator", "editor")


def take_roles(draft: Draft, start: int, end: int) -> None:
    """Take translators and editors whose names follow a word for their role, or stand in brackets before it."""
    for match in list(_before_names().finditer(draft.open, start, end)):
        name = "translator" if match["translator"] else "editor"
        stop = min(end, match.end() + 300)
        found, after = names.people(draft.open, match.end(), stop, "initials", "natural", "inverted")
        if found and len(draft.open[match.end() : after].split()) >= 2:
            for place in found:
                draft.take(name, *place, 0.9)
            draft.hide(match.start(), after)
    for match in re.compile(r",\s(?:editors?|translators?)(?=[.;])").finditer(draft.open, start, end):
        begin = max(draft.open.rfind(mark, start, match.start()) + 1 for mark in (". ", "; ", GAP))
        begin += len(draft.open[begin:]) - len(draft.open[begin:].lstrip())
        found, after = names.people(draft.open, begin, match.start(), *_SHAPES)
        if found and after >= match.start():
            for place in found:
                draft.take("translator" if "transl" in match[0] else "editor", *place, 0.9)
            draft.hide(begin, match.end())
    for match in re.compile(
        r"[(\[]([^()\[\]\ue000]{3,200}?)(?:[)\]]|;\s?(?=\ue000))|\[([^\[\]\ue000]{3,200})\]"
    ).finditer(draft.open, start, end):
        inner = match.span(1) if match[1] else match.span(2)
        role = _after_names().search(draft.open, inner[0], min(inner[1] + 1, len(draft.open)))
        if role is None:
            continue
        found, after = names.people(draft.open, inner[0], role.start(), *_SHAPES)
        if found:
            for place in found:
                draft.take("translator" if role["translator"] else "editor", *place, 0.9)
            draft.hide(*match.span())
