"""Translators and editors in an entry in Persian script: «ترجمهٔ …», «به کوشش …»."""

from __future__ import annotations

import re
from functools import cache

from . import terms
from .draft import Draft

_AND = re.compile(r"\s(?:و)\s")


@cache
def role_word() -> re.Pattern[str]:
    """Give the regular expression for a word for the role of those whose names follow."""
    return terms.matcher(
        r"(?:(?<=[،؛.,(\ue000]\s)|(?<=[،؛.,(\ue000])|^)(?:(?P<translator>{})|(?P<editor>{})|"
        r"(?P<contributor>{}))\s?:?\s",
        "translator",
        "editor",
        "contributor",
    )


def take_roles(draft: Draft, start: int, end: int) -> None:
    """Take translators and editors, each up to the next stop."""
    while match := role_word().search(draft.open, start, end):
        name = next(kind for kind, found in match.groupdict().items() if found)
        stop = re.compile(r"[،؛()\ue000]|(?<!\s\w)\.(?=\s|$)").search(draft.open, match.end(), end)
        last = stop.start() if stop else end
        people = _natural_names(draft.open, match.end(), last)
        while stop and draft.open[stop.start()] == "،":
            following = re.compile(r"\s?([^،؛.():\ue000]{4,40})\sو\s([^،؛.():\ue000]{4,40})(?=[،.؛])").match(
                draft.open, stop.end(), end
            )
            if following is None or terms.has_word(following[0], "publishers", "cities"):
                break
            people += [following.span(1), following.span(2)]
            last = following.end()
            break
        if name != "contributor":
            for place in people:
                draft.take(name, *place, 0.9)
        draft.hide(match.start(), last)


def _natural_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if others := terms.matcher(r"[،؛\s]*{}\.?", "et_al").search(text, start, end):
        end = others.start()
    found = []
    begin = start
    for match in _AND.finditer(text, start, end):
        found.append((begin, match.start()))
        begin = match.end()
    return [*found, (begin, end)]
