"""What an entry of APA, Chicago, Harvard or Vancouver begins with: authors, and the year beside them."""

from __future__ import annotations

import re

from . import names, terms
from .draft import Draft
from .marks import YEAR
from .parallel import divide
from .western_imprint import PARENTHESIZED

_YEAR_IN_BRACKETS = re.compile(
    rf"\((?:c\.\s?|ca\.\s)?(?P<year>{YEAR})(?P<letter>[a-z])?(?:\s?[-–—/]\s?\d{{2,4}})?(?:,\s"
    rf"(?P<date>[^()\ue000]{{3,24}}))?\)|\((?:n\.\s?d\.|in press|forthcoming)\)",
    re.IGNORECASE,
)
_ROLE_AFTER_AUTHORS = re.compile(r"[,\s]{0,2}\(?(?:[Ee]ds?\.?|[Ee]ditors?|[Cc]omp\.|[Hh]rsg\.)\)?(?=[.,:\s])[.,:]?\s?")
_INVENTOR = re.compile(r"[,\s]+(?:inventors?|authors?)(?:;[^;\ue000]{2,80}?assignees?)?\s?\.?")


def take_heading(draft: Draft, start: int, end: int) -> int:
    """Take authors and the year beside them; give where the title begins."""
    text = draft.open
    dated = _YEAR_IN_BRACKETS.search(text, start, min(end, start + 1200))
    if dated:
        block = text[start : dated.start()]
        found, after = names.people(text, start, dated.start(), "inverted", "vancouver", "gost", "full", "initials")
        covered = draft.trimmed(after, dated.start()) if found else (0, 0)
        rest = text[after : dated.start()].strip(" .,;:") if found else ""
        if found and (covered is None or _mere_role(rest) or re.fullmatch(r"\([^()]*\)", rest)):
            return _dated(draft, found, dated, editors=_mere_role(rest))
        if (
            (found and len(found) > 1 and len(rest) < 60 and not re.search(r"[“”\"«»:]", rest))
            and rest.count(" ") < 6
            and ". " not in rest
        ):
            more, _ = names.people(text, after, dated.start(), "natural")
            return _dated(draft, [*found, *more], dated, editors=False)
        if _corporate(block):
            draft.take("author", start, dated.start(), 0.8)
            return _dated(draft, [], dated, editors=False)
        if re.search(r"[,.][”\"“]\s*$", block) or (block.count(" ") > 5 and not found):
            _title_first(draft, start, dated)
            return dated.end()
    match = re.compile(rf"([^.:;(\ue000]{{2,120}}?),?\s({YEAR})[a-z]?[.,:]\s").match(text, start, end)
    if match:
        found, after = names.people(text, start, match.end(1), "inverted", "vancouver")
        if not found or after < match.end(1):
            found = [match.span(1)] if "," not in match[1] and _corporate(match[1]) else []
    if match and found:
        for place in found:
            draft.take("author", *place, 0.8)
        draft.take("year", *match.span(2), 0.9)
        draft.hide(match.start(), match.end())
        return match.end()
    return _undated_heading(draft, start, end)


def _mere_role(text: str) -> bool:
    return re.fullmatch(r"\(?(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Cc]omps?)\.?\)?", text.strip(" .,")) is not None


def _dated(draft: Draft, people: list[tuple[int, int]], dated: re.Match[str], *, editors: bool) -> int:
    for place in people:
        draft.take("editor" if editors else "author", *place, 0.95)
    if dated["year"]:
        draft.take("year", *dated.span("year"), 0.97)
    if dated["date"] and terms.has_word(dated["date"], "months"):
        draft.take("date", *dated.span("date"), 0.9)
    draft.hide(0, dated.end())
    return dated.end()


def _corporate(block: str) -> bool:
    """Tell whether what stands before the year can be an institution: a few words and no sentence."""
    bare = block.strip(" .,;")
    if not bare or len(bare) > 110 or re.search(r"[“”\"«»?!:]|\.\s|\(.*\),", bare):
        return False
    count = len(bare.split())
    return count <= 4 or (count <= 12 and terms.has_word(bare, "organizations"))


def _title_first(draft: Draft, start: int, dated: re.Match[str]) -> None:
    text = draft.open
    if dated["year"]:
        draft.take("year", *dated.span("year"), 0.95)
    end = start + len(text[start : dated.start()].rstrip(" ,."))
    if text[end - 1] in '”"' and text[end - 2] in ",.":
        end -= 2
    title, translation = divide(draft.text, *(draft.trimmed(start, end) or (start, end)))
    if translation:
        draft.take("translation", *translation, 0.85)
    draft.take("title", *title, 0.85)
    draft.hide(start, len(text[: dated.end()]))


def _undated_heading(draft: Draft, start: int, end: int) -> int:
    text = draft.open
    limit = min(end, start + 900)
    if (after_note := _note_heading(draft, start, limit)) is not None:
        return after_note
    # Vancouver: Halpern SD, Ubel PA, et al. Title
    found, after = names.people(text, start, limit, "vancouver")
    if found and (
        text[after : after + 1] in ".,;"
        or text[after - 2 : after].strip() == "."
        or names.et_al().match(text, after - 8)
    ):
        if match := _ROLE_AFTER_AUTHORS.match(text, after, end):
            return _people_before(draft, found, match.end(), "editor")
        if match := _INVENTOR.match(text, after, end):
            after = match.end()
            draft.type = "patent" if "inventor" in match[0] else ""
        elif match := re.compile(r";\s[^.;\ue000]{3,80}\.\s").match(text, after, end):
            after = match.end()
        return _people_before(draft, found, after)
    found, after = names.people(text, start, limit, "gost", "inverted")
    if found and re.match(r"[.,:;]?\s?[^\s]", text[after:] or " "):
        if match := _ROLE_AFTER_AUTHORS.match(text, after, end):
            return _with_year(draft, _people_before(draft, found, match.end(), "editor"), end)
        return _with_year(draft, _people_before(draft, found, after), end)
    found, after = _chicago_names(text, start, limit)
    if found:
        if match := _ROLE_AFTER_AUTHORS.match(text, after, end):
            return _with_year(draft, _people_before(draft, found, match.end(), "editor"), end)
        if text[after : after + 1] in (".", ",") or text[:after].rstrip()[-1:] in (".", ","):
            return _with_year(draft, _people_before(draft, found, after), end)
    if match := re.compile(rf"({names.UPPER}\w{{1,30}})\.\s(?=[“\"])").match(text, start, limit):
        return _people_before(draft, [match.span(1)], match.end())
    match = re.compile(rf"([^.\ue000]{{2,110}})\.\s(?=\S)(?:({YEAR})[.,]\s)?").match(text, start, limit)
    if match and terms.has_word(match[1], "organizations") and _corporate(match[1]):
        later = draft.sentences(match.end(), end)
        if match[2] or len(later) > 1 or (later and draft.has("URL")):
            draft.take("author", *match.span(1), 0.75)
            if match[2]:
                draft.take("year", *match.span(2), 0.9)
            draft.hide(*match.span())
            return match.end()
    return start


def _note_heading(draft: Draft, start: int, limit: int) -> int | None:
    """Take the authors of a note: «Cheryl Strayed, Wild (New York: Knopf, 2012)»; give where the title begins."""
    text = draft.open
    if not (PARENTHESIZED.search(text, start, limit) or re.compile(r",\s[“\"‘]").search(text, start, limit)):
        return None
    found, _ = names.people(text, start, limit, "natural", "initials")
    joined = 1
    while joined < len(found) and " and " in text[found[joined - 1][1] : found[-1][0] + 1] and joined < 4:
        joined += 1
    found = found[:joined]
    if not found or text[found[-1][1] : found[-1][1] + 2] != ", ":
        return None
    return _people_before(draft, found, found[-1][1] + 1)


def _chicago_names(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
    """Read «Ward, Geoffrey C., and Ken Burns.»: the first name inverted, the others not."""
    found, after = names.people(text, start, end, "full")
    if not found:
        return [], start
    first = found[0]
    if (
        len(found) == 1
        or text[after : after + 1] in (".", ",")
        or text[:after].rstrip()[-1:] == "."
        or _ROLE_AFTER_AUTHORS.match(text, after)
    ):
        return found, after
    return ([first], first[1]) if text[first[1] : first[1] + 1] == "." or text[first[1] - 1] == "." else ([], start)


def _people_before(draft: Draft, people: list[tuple[int, int]], after: int, name: str = "author") -> int:
    for place in people:
        draft.take(name, *place, 0.92)
    if people:
        draft.hide(people[0][0], after)
    return after


def _with_year(draft: Draft, start: int, end: int) -> int:
    """Take the year after the names of the author-date system."""
    match = re.compile(rf"[.,\s]{{0,3}}\(?({YEAR})[a-z]?\)?[.,:]\s").match(draft.open, start, end)
    if match is None:
        return start
    draft.take("year", *match.span(1), 0.95)
    draft.hide(*match.span())
    return match.end()


def hide_repeated_authors(draft: Draft, start: int, end: int) -> None:
    """Hide the authors where they stand a second time: «… Mazarr, Michael J., et al.»."""
    first = next((field for field in draft.fields if field.name == "author"), None)
    place = draft.open.find(first.value, start, end) if first else -1
    if first and place >= 0 and (others := names.et_al().match(draft.open, place + len(first.value), end)):
        draft.hide(place, others.end())
