"""What is said in bibliographic words of the source's language, said in those of a layout before it is romanized."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from .dates import FIGURES
from .layout import Compiled, Layout, compiled, wants_initials
from .names import with_cyrillic_initials
from .notation import NAMES, Variable
from .words import SOURCE_LETTER

_QUOTED = re.compile(r"«[^«»]+»|“[^“”]+”|\"[^\"]+\"")
_EDITION = re.compile(r"(?<!\d)(?P<number>\d{1,3})(?:[-‑]?(?:е|ге|тє|те|ше|є|ое|st|nd|rd|th|م|ام))?\.?(?!\d)")


class Said(NamedTuple):
    """What a variable of an item said, and what is said instead."""

    field: str
    before: str
    after: str


def said(item: Mapping[str, Any], layout: Layout) -> tuple[dict[str, Any], list[Said]]:
    """Say edition, genre and publisher of an item in the words of a layout, and shorten given names if it wants that.

    Returns:
        A copy of the item, and what was said otherwise in it.
    """
    ready = compiled(layout)
    now = dict(item)
    changes: list[Said] = []
    for key, how in _SAYING:
        before = now.get(key)
        if isinstance(before, str | int) and (after := how(str(before), ready)) and after != str(before):
            now[key] = after
            changes.append(Said(key, str(before), after))
    if wants_initials(layout):
        for role in NAMES:
            people = now.get(role)
            if isinstance(people, list):
                now[role] = [with_cyrillic_initials(one) if isinstance(one, Mapping) else one for one in people]
    return now, changes


def _number(text: str, ready: Compiled) -> str:
    number = _ordinal_numbers().get(text.strip())
    return ready.words.numbered(text) if number is None else str(number)


def _pages(text: str, ready: Compiled) -> str:
    """Write the stroke that Persian typists lengthen into a dash as one: ۲۷۹ـ۳۰۲."""
    return re.sub(r"(?<=\d)\u0640+(?=\d)", "-", text)


def _genre(text: str, ready: Compiled) -> str:
    return ready.words.said(text) if SOURCE_LETTER.search(text) else ""


def _edition(text: str, ready: Compiled) -> str:
    """Say «Изд. 5-е, испр.»: 5th ed., rev.; "" if there is a word in it that is not known."""
    plain = text.translate(FIGURES)
    if not SOURCE_LETTER.search(plain) and not plain.strip().isdigit():
        return ""
    plain = _ordinals().sub(lambda match: f" {_ordinal_numbers()[match[0]]} ", plain)
    number = _EDITION.search(plain)
    if number is None:
        return ""
    rest = re.sub(_edition_words(), "", plain[: number.start()] + plain[number.end() :], flags=re.IGNORECASE)
    said = [f"{ready.words.ordinal(int(number['number']))} {ready.words.word('ed')}"]
    if rest.strip(" .,;:"):
        notes = ready.words.said(rest)
        if not notes:
            return ""
        said.append(notes)
    return ", ".join(said)


@cache
def _edition_words() -> str:
    from ..entries.terms import words

    return "|".join(rf"(?<!\w){re.escape(word)}(?!\w)\.?" for word in words("edition"))


@cache
def _ordinal_numbers() -> dict[str, int]:
    """Ordinals written in words, of all languages."""
    from ..entries.terms import tables

    return {word: number for table in tables() for word, number in table.get("ordinal_numbers", {}).items()}


@cache
def _ordinals() -> re.Pattern[str]:
    longest = sorted(_ordinal_numbers(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)")


def _publisher(text: str, ready: Compiled) -> str:
    """Leave out the word for publisher where the layout writes its own behind the name; "" if it has none."""
    if not SOURCE_LETTER.search(text) or not _has_own_word(ready):
        return ""
    bare = _publisher_word().sub("", text, count=1).strip(" ,")
    return bare[1:-1] if _QUOTED.fullmatch(bare) else bare


@cache
def _publisher_word() -> re.Pattern[str]:
    from ..entries.terms import words

    kinds = "|".join(re.escape(word) for word in words("publisher_kinds"))
    return re.compile(rf"^(?:(?:{kinds})(?![\w-])\s*)+|(?<=[»\s,])\s*(?:{kinds})$", re.IGNORECASE)


@cache
def _has_own_word(ready: Compiled) -> bool:
    tokens = (token for choices in ready.works.values() for choice in choices for piece in choice for token in piece)
    return any(isinstance(token, Variable) and token.name == "romanized-publisher" for token in tokens)


_SAYING = (
    ("edition", _edition), ("volume", _number), ("issue", _number), ("page", _pages), ("genre", _genre),
    ("publisher", _publisher),
)  # fmt: skip
