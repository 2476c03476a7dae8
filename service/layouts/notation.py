"""The notation of layouts: pieces such as ``", @vol {volume}"``, each left out if a variable in it has no value."""

from __future__ import annotations

import re
from dataclasses import dataclass

NATURAL = "natural"
NAMES = ("author", "editor", "translator")
VARIABLES = (
    *NAMES, "title", "translation", "container", "container-translation", "series", "year", "date", "volume", "issue",
    "pages", "number-of-pages", "edition", "place", "publisher", "romanized-publisher", "genre", "number", "event",
    "original-language", "archive", "archive-location", "DOI", "URL", "accessed", "ISBN", "language-note", "rest",
)  # fmt: skip
_TOKEN = re.compile(r"\{(?P<variable>[^{}]*+)\}|@(?P<word>[A-Za-z]+(?:-[A-Za-z]+)*+)|(?P<stray>[{}])")


class NotationError(ValueError):
    """A piece that is not in the notation; says what is wrong and what to write."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable.

    Attributes:
        name: one of ``VARIABLES``.
        natural: whether names stand with the given name first, whatever the layout's names look like.
        capital: whether its text begins with a capital.
    """

    name: str
    natural: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the target language, by its name in ``rules/terms``."""

    name: str


Token = str | Variable | Word
Piece = tuple[Token, ...]
Choice = tuple[Piece, ...]  # of which the first one that is complete is written


def piece(text: str, words: frozenset[str]) -> Piece:
    """Read a piece.

    Args:
        text: as it stands in the profile.
        words: names of the words of the target language.

    Raises:
        NotationError: a variable or word that does not exist, or a bracket without its partner.
    """
    tokens: list[Token] = []
    place = 0
    for match in _TOKEN.finditer(text):
        if match.start() > place:
            tokens.append(text[place : match.start()])
        place = match.end()
        if match["stray"]:
            raise NotationError(f"{text!r}: {match['stray']} has no partner; variables stand in {{}}")
        if match["word"] is not None:
            if match["word"].lower() not in words:
                raise NotationError(f"{text!r}: @{match['word']} is no word; there are: {', '.join(sorted(words))}")
            tokens.append(Word(match["word"]))
            continue
        asked, _, how = match["variable"].partition(":")
        capital = asked not in VARIABLES and asked[:1].isupper()
        name = asked[:1].lower() + asked[1:] if capital else asked
        if name not in VARIABLES:
            raise NotationError(f"{text!r}: {{{asked}}} is no variable; there are: {', '.join(VARIABLES)}")
        if how and (how != NATURAL or name not in NAMES):
            raise NotationError(f"{text!r}: {{{name}:{how}}}: only names can be asked for as {NATURAL!r}")
        tokens.append(Variable(name, bool(how), capital))
    if place < len(text):
        tokens.append(text[place:])
    return tuple(tokens)
