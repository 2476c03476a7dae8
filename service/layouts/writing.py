"""Write an entry by a layout, from a CSL-JSON item."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import dates
from .layout import Compiled, Layout, compiled
from .names import listed
from .notation import NAMES, Choice, Piece, Variable, Word

# What CSL has no variable for stands in an item under these names, as in its note: ``title-translation: …``.
TRANSLATION, CONTAINER_TRANSLATION = "title-translation", "container-title-translation"
LANGUAGE_NOTE, REST, DATE, ROMANIZED_PUBLISHER = "language-note", "rest", "date", "romanized-publisher"
ORIGINAL_LANGUAGE = "original-language"
OWN = (TRANSLATION, CONTAINER_TRANSLATION, LANGUAGE_NOTE, DATE)
ET_AL = frozenset({"others", "et al", "и др", "та ін", "и другие", "та інші", "و همکاران", "و دیگران", "و همکارانش"})

_TEXTS = {
    "title": "title", "translation": TRANSLATION, "container": "container-title",
    "container-translation": CONTAINER_TRANSLATION, "series": "collection-title", "volume": "volume", "issue": "issue",
    "number-of-pages": "number-of-pages", "edition": "edition", "place": "publisher-place", "publisher": "publisher",
    "romanized-publisher": ROMANIZED_PUBLISHER, "genre": "genre", "number": "number", "archive": "archive",
    "archive-location": "archive_location", "DOI": "DOI", "URL": "URL", "ISBN": "ISBN", "language-note": LANGUAGE_NOTE,
    "original-language": ORIGINAL_LANGUAGE,
    "rest": REST,
}  # fmt: skip
# What says the same as another variable, and is no loss where that is written.
_SAME = {"romanized-publisher": "publisher", "publisher": "romanized-publisher"}
_AS_THEY_ARE = frozenset({"URL", "DOI", "language-note"})
_RANGE = re.compile(r"(?<=\w)\s?[-–—‒−]{1,2}\s?(?=\w)")
_MANY = re.compile(r"\w\s?[-–—,;]\s?\w")
_NOTE_LINE = re.compile(r"(?P<name>[a-z-]+): (?P<value>.+)")
_CLOSING = '”’"»'
_ADDRESS_END = re.compile(r"(?:https?://|www\.|doi:\s?10\.|DOI:?\s?10\.)\S*$")


@dataclass(frozen=True, slots=True)
class Value:
    """What a variable stands for; ``many``: whether it is more than one page or person."""

    text: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """An entry, and the variables that it had no place for, which stand at its end."""

    text: str
    added: tuple[str, ...]


def write(item: Mapping[str, Any], layout: Layout) -> Written:
    """Write an entry.

    Args:
        item: a CSL-JSON item in the target script; what CSL has no variable for stands in it under the names above,
            or in its note.
        layout: how it is written.

    Nothing that the layout does not leave out on purpose is lost: what it has no place for is added at the end.
    """
    ready = compiled(layout)
    values = _values(item, ready)
    text, used = _text(ready.of(str(item.get("type", ""))), values, item, ready)
    spared = {_SAME.get(name, "") for name in used} | set(layout.leaves_out) | used
    added = [name for name in values if name not in spared and values[name].text not in text]
    added = [name for name in added if name != ROMANIZED_PUBLISHER or "publisher" not in added]
    if added:
        rest = ". ".join(values[name].text.rstrip(".") for name in ("rest", *added) if name in values)
        values["rest"] = Value(rest)
        text, used = _text(ready.of(str(item.get("type", ""))), values, item, ready)
        if "rest" not in used:
            text = _with(text.rstrip(), f"{'' if _ends(text) else '.'} {rest}.")
    text = " ".join(text.split()).rstrip(" ,:;")
    note = values.get(LANGUAGE_NOTE)
    noted_last = note is not None and text.endswith(note.text)
    if text and layout.end and not noted_last and not _ends(text) and not _ADDRESS_END.search(text):
        text += layout.end
    return Written(text, tuple(name for name in added if name != "rest"))


def _ends(text: str) -> bool:
    return text.rstrip().rstrip(_CLOSING).endswith((".", "?", "!", "…"))


def _values(item: Mapping[str, Any], ready: Compiled) -> dict[str, Value]:
    """Give what each variable stands for; those that stand for nothing are missing."""
    item = {**noted(item.get("note")), **item}
    found: dict[str, Value] = {}
    for name in NAMES:
        people = item.get(name)
        if isinstance(people, list) and (text := _people(people, ready, natural=False)):
            found[name] = Value(text, len(people) > 1)
    for name, key in _TEXTS.items():
        value = item.get(key)
        if isinstance(value, str | int) and (text := " ".join(str(value).split())):
            text = text if ready.layout.language == "fa" else text.translate(dates.FIGURES)
            found[name] = Value(text if name in _AS_THEY_ARE else _trimmed(text, ready.layout.quotes))
    if isinstance(pages := item.get("page"), str | int) and str(pages).strip():
        text = str(pages).strip()
        ranges = ready.layout.ranges
        found["pages"] = Value(_RANGE.sub(ranges, text) if ranges else text, bool(_MANY.search(text)))
    found |= _days(item, ready)
    if "DOI" in found and "doi.org/" in found.get("URL", Value("")).text:
        del found["URL"]
    return found


def _trimmed(text: str, quotes: str) -> str:
    """Leave out the marks around a text and the blanks that GOST sets before colons; write the quotes wanted."""
    text = re.sub(r" (?=[:;,] )", "", text.strip(" ,;:"))
    if text[:1] in ("“", "«") and text.count(text[:1]) > text.count("”" if text[0] == "“" else "»"):
        text = text[1:]  # its partner stood behind something else
    if quotes:
        text = text.translate({ord("«"): quotes[0], ord("»"): quotes[-1], ord("„"): quotes[0]})
    return (
        text[:-1] if text.endswith(".") and not re.search(r"(?:\b[^\W\d_]{1,4}|\.[^\W\d_]*|…|\.\.)\.$", text) else text
    )


def _days(item: Mapping[str, Any], ready: Compiled) -> dict[str, Value]:
    found: dict[str, Value] = {}
    example, words = ready.layout.dates, ready.words
    issued = dates.of_csl(item.get("issued"))
    written = item.get(DATE)
    day = dates.read(written) if isinstance(written, str) else None
    if isinstance(issued, str):
        found["year"] = Value(issued)
    elif issued is not None:
        if issued[0]:
            found["year"] = Value(str(issued[0]))
        day = day or issued
    if day is not None and (text := dates.written(day, example, words, with_year=False)):
        found["date"] = Value(text)
    elif isinstance(written, str) and written.strip():
        found["date"] = Value(written.strip(" ."))
    accessed = dates.of_csl(item.get("accessed"))
    if accessed is not None:
        text = accessed if isinstance(accessed, str) else dates.written(accessed, example, words)
        found["accessed"] = Value(text)
    return found


def noted(note: Any) -> dict[str, str]:
    """Give what stands in a note as ``name: value``, of the names that are known here."""
    if not isinstance(note, str):
        return {}
    lines = (match for line in note.splitlines() if (match := _NOTE_LINE.fullmatch(line.strip())))
    return {match["name"]: match["value"] for match in lines if match["name"] in OWN}


def _people(people: Sequence[Any], ready: Compiled, *, natural: bool) -> str:
    names = [name for name in people if isinstance(name, Mapping)]
    return listed(names, ready.layout.names, ready.words, natural=natural, et_al=ET_AL)


def _text(
    choices: Sequence[Choice], values: Mapping[str, Value], item: Mapping[str, Any], ready: Compiled
) -> tuple[str, set[str]]:
    """Write the pieces one behind the other; give the text and the variables in it."""
    text = ""
    used: set[str] = set()
    for choice in choices:
        complete = next((one for one in choice if _is_complete(one, values, used)), None)
        if complete is None:
            continue
        used |= {token.name for token in complete if isinstance(token, Variable)}
        many = any(values[token.name].many for token in complete if isinstance(token, Variable))
        for token in complete:
            if isinstance(token, str):
                text = _with(text, token)
            elif isinstance(token, Word):
                text = _with(text, ready.words.word(token.name, many=many))
            else:
                people = _people(item[token.name], ready, natural=True) if token.natural else ""
                value = people or values[token.name].text
                text = _with(text, value[:1].upper() + value[1:] if token.capital else value, is_value=True)
    return text, used


def _is_complete(piece: Piece, values: Mapping[str, Value], used: set[str]) -> bool:
    return all(token.name in values and token.name not in used for token in piece if isinstance(token, Variable))


def _with(text: str, more: str, *, is_value: bool = False) -> str:
    """Put more behind a text, with one mark and one blank where the two would make two."""
    if not text:
        return more if is_value else more.lstrip(" .,:;/–—-=")
    if is_value:
        return text + more
    before = text.rstrip(_CLOSING + " ")
    last = before[-1:] if before else ""
    first = more[:1]
    if last in ".?!…" and (first == "." or (first in ",;:" and text.endswith(" "))):
        more = more[1:]
    elif first == "." and last in ",;:":
        text = text[:-1] if text.endswith(last) else text
    elif (first == "," and last in ",?!") or (first in ";:" and last == first):
        more = more[1:]
    return text + (more.lstrip(" ") if text.endswith(" ") else more)
