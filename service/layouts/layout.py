"""A layout as it stands in a profile, checked and compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from ..errors import RuleTableError
from . import notation
from .dates import EXAMPLES as DATES
from .names import Names, style, with_words
from .words import Words, words_of

DEFAULT = "default"
# CSL types whose entries are written like those of another one, where a layout says nothing of them.
LIKE = {
    "article": "article-journal", "article-magazine": "article-newspaper", "review": "article-journal",
    "review-book": "article-journal", "entry": "chapter", "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter", "post": "webpage", "post-weblog": "webpage", "broadcast": "webpage",
    "monograph": "book", "manuscript": "book", "standard": "report", "legislation": "report", "bill": "report",
    "patent": "report", "dataset": "webpage", "paper-conference": "chapter", "thesis": "book", "report": "book",
}  # fmt: skip
_DEEPEST = 8  # how far one part may stand in another
Pieces = list[str | list[str]]


class Layout(msgspec.Struct, forbid_unknown_fields=True, frozen=True, eq=False, rename="kebab"):
    """How entries are written, as a profile has it; docs/profiles.md describes every key.

    Attributes:
        works: the pieces of an entry, by CSL type; ``default`` for those not named.
        language: BCP 47 subtag of the words that it writes.
        names: how names are written.
        parts: pieces that stand in several works, by the names by which ``+name`` asks for them.
        leaves_out: variables that it leaves out on purpose; any other that it has no place for goes to the end.
        ranges: what stands between two pages; "" to leave it as found.
        dates: how a day is written, by the example of 23 May 2023.
        end: what the entry ends with, if it does not end with a stop or an address.
        quotes: the two marks that take the place of « and » inside a variable; "" to leave them.
        confidence: how sure it must be what is what in a line of text, from 0 to 1.
    """

    works: dict[str, Pieces]
    language: str = "en"
    names: Names = Names()
    parts: dict[str, Pieces] = {}
    leaves_out: tuple[str, ...] = ()
    ranges: str = ""
    dates: str = "23 May 2023"
    end: str = ""
    quotes: str = ""
    confidence: float = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A layout ready to be written with."""

    layout: Layout
    words: Words
    works: Mapping[str, tuple[notation.Choice, ...]]

    def of(self, kind: str) -> tuple[notation.Choice, ...]:
        """Give the pieces for a CSL type."""
        seen: list[str] = []
        while kind not in self.works and kind in LIKE and kind not in seen:
            seen.append(kind)
            kind = LIKE[kind]
        return self.works.get(kind, self.works[DEFAULT])


@lru_cache(maxsize=64)
def compiled(layout: Layout) -> Compiled:
    """Check and compile a layout.

    Raises:
        RuleTableError: a mistake in it; names the key and the mend.
    """
    words = words_of(layout.language)
    names = frozenset(words.forms)
    if DEFAULT not in layout.works:
        raise RuleTableError(f"layout.works: {DEFAULT} is missing; it is for kinds of work that are not named")
    if layout.dates not in DATES:
        raise RuleTableError(f"layout.dates: {layout.dates!r} is no way to write a day; there are: {'; '.join(DATES)}")
    for key in ("first", "others", "natural", "between", "last", "two", "et_al"):
        value = getattr(layout.names, key)
        try:
            if key in ("first", "natural") or (key == "others" and value):
                style(value)
            with_words(value, words)
        except ValueError as error:
            raise RuleTableError(f"layout.names.{key.replace('_', '-')}: {error}") from None
        except KeyError as error:
            raise RuleTableError(
                f"layout.names.{key}: @{error.args[0]} is no word; there are: {', '.join(sorted(names))}"
            ) from None
    if wrong := set(layout.leaves_out) - set(notation.VARIABLES):
        known = ", ".join(notation.VARIABLES)
        raise RuleTableError(f"layout.leaves-out: {wrong.pop()!r} is no variable; there are: {known}")
    if len(layout.quotes) not in (0, 2):
        raise RuleTableError(f"layout.quotes: {layout.quotes!r} is not two marks, such as “”")
    if not 0 <= layout.confidence <= 1:
        raise RuleTableError(f"layout.confidence: {layout.confidence} is not between 0 and 1")
    works = {
        kind: tuple(_choices(f"layout.works.{kind}", pieces, layout, names)) for kind, pieces in layout.works.items()
    }
    for name, pieces in layout.parts.items():  # also those that no work asks for
        _choices(f"layout.parts.{name}", pieces, layout, names)
    return Compiled(layout, words, works)


def _choices(key: str, pieces: Pieces, layout: Layout, names: frozenset[str], depth: int = 0) -> list[notation.Choice]:
    if depth > _DEEPEST:
        raise RuleTableError(f"{key}: parts ask for each other in a circle; cut it")
    found: list[notation.Choice] = []
    for one in pieces:
        if isinstance(one, str) and one.startswith("+"):
            if one[1:] not in layout.parts:
                there = ", ".join(layout.parts) or "none"
                raise RuleTableError(f"{key}: {one!r}: no such part under layout.parts; there are: {there}")
            found += _choices(key, layout.parts[one[1:]], layout, names, depth + 1)
            continue
        try:
            found.append(tuple(notation.piece(text, names) for text in ([one] if isinstance(one, str) else one)))
        except notation.NotationError as error:
            raise RuleTableError(f"{key}: {error}") from None
    return found


def wants_initials(layout: Layout) -> bool:
    """Tell whether any name is written with initials."""
    names = layout.names
    return any(style(example).initials is not None for example in (names.first, names.others or names.first))


def check(layout: Any) -> None:
    """Check a layout on load; raises what ``compiled`` raises."""
    if layout is not None:
        compiled(layout)
