"""Those responsible after « / »: authors, editors and translators, divided by semicolons."""

from __future__ import annotations

import re
from functools import cache

from . import names, terms
from .draft import Draft

_SLASH = re.compile(r"(?<=[\s\ue000.\]])/(?=[\s\[])|(?<=\w\s)/(?=\w)")


@cache
def _role_sentence() -> re.Pattern[str]:
    return terms.matcher(r"\.\s(?=(?:{}|{})\s)", "editor", "translator")


def responsibility_mark(draft: Draft, start: int, end: int) -> re.Match[str] | None:
    """Find what stands before those responsible: « / », or the full stop in «. Сост. Д. Деянов»."""
    if slash := _SLASH.search(draft.open, start, end):
        return slash
    for match in _role_sentence().finditer(draft.open, start, end):
        if draft.open[match.end()].isupper() and names.all_people(draft.open, match.end(), min(end, match.end() + 90)):
            return match
    return None


@cache
def _role() -> re.Pattern[str]:
    return terms.matcher(
        r"(?<!\w)(?:(?P<translator>{})|(?P<editor>{})|(?P<contributor>{}))", "translator", "editor", "contributor"
    )


def take_responsibility(draft: Draft, start: int, end: int) -> None:
    """Take those responsible, who are divided by semicolons."""
    begin = start
    first = True
    text = draft.open
    thesis = _thesis().search(text, 0, start) is not None
    for stop in [*(match.start() for match in re.compile(";").finditer(text, start, end)), end]:
        _one_responsibility(draft, begin, stop, first=first, thesis=thesis)
        first = False
        begin = stop + 1


def _one_responsibility(draft: Draft, start: int, end: int, *, first: bool, thesis: bool) -> None:
    part = draft.open[start:end]
    roles = {kind for match in _role().finditer(part) for kind, found in match.groupdict().items() if found}
    if roles:
        name = "translator" if "translator" in roles else "editor" if "editor" in roles else ""
        if name:
            ends = (match.end() for match in _role().finditer(part))
            last_role = max((place for place in ends if not re.match(r"\s?\(", part[place:] or " ")), default=0)
            before = part[:last_role].rstrip()
            from_ = start if before.endswith(("(гл. ред.", "(отв. ред.")) else start + last_role
            for place in names.all_people(draft.open, from_, end):
                draft.take(name, *place, 0.9)
        draft.hide(start, end)
        return
    if thesis and terms.has_word(part, "organizations") and not draft.has("publisher"):
        draft.take("publisher", start, end, 0.8)
    elif first:
        _authors_after_slash(draft, start, end)
    draft.hide(start, end)


@cache
def _thesis() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:автореф|аўтарэф|дис\.|дыс\.|дисс|диссертац|дисертац|thesis)", re.IGNORECASE)


def _authors_after_slash(draft: Draft, start: int, end: int) -> None:
    heading = [field.value for field in draft.fields if field.name == "author"]
    if others := names.et_al().search(draft.open, start, end):
        draft.hide(*others.span())
        end = others.start()
    found = [match.span() for match in re.compile(r"[^,\ue000]+").finditer(draft.open, start, end)]
    for place in found:
        where = draft.trimmed(*place)
        if where is None:
            continue
        name = draft.open[where[0] : where[1]]
        if any(_same(name, one) for one in heading):
            continue
        if terms.has_word(name, "organizations") and (heading or len(found) > 1):
            continue
        draft.take("author", *where, 0.85)


def _same(one: str, other: str) -> bool:
    """Tell whether two forms name one person: a family name and the first initial agree."""
    words, others = re.findall(r"\w+", one.casefold()), re.findall(r"\w+", other.casefold())
    if not words or not others:
        return False
    return others[0] in words and any(
        word[0] == others[-1][0] or word[0] == others[min(1, len(others) - 1)][0] for word in words
    )
