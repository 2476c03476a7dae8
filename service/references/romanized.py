"""Text of a reference that is romanized already: its stretches found, and respelled in the scheme that is asked for.

A stretch is respelled only where recognition is confident, and each respelling is reported; less certain ones are only
proposed, and names always: how persons write themselves is theirs to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..respelling import Respelling, recognize, respelled
from ..text.language import languages as known_languages
from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES
from .edits import Edit, EditedText
from .registered import english_places
from .request import Request

KINDS = frozenset(("title", "container", "publisher", "place", "name", "entry"))
APPLIED = 0.8  # confidence from which a respelling is made
PROPOSED = 0.5  # confidence from which it is proposed
JOINED = 0.3  # confidence at which a piece belongs to the stretch of the same language beside it
LONGEST_PIECE = 300  # characters between two marks; longer ones are no title
LONGEST_STRETCH = 600  # characters of several pieces
RULE = "respell"

_OTHER_SCRIPT = re.compile(f"[{CYRILLIC_RANGES}{ARABIC_RANGES}]")
_LATIN_WORD = re.compile("[a-z]{3}")
# What no title reaches across: addresses, tags, quotation marks, brackets, full stops, GOST's slashes, figures.
_HARD = (
    r"https?://\S++|www\.\S++|(?<!\S)[^\s@]++@\S++|<[^<>\n]{1,40}>|[\"“”„«»()\[\]<>=|\n]|(?<=[^\W\d_]{2})[.?!](?=\s|$)"
    r"|(?<=[^\W_])\.(?=\s|$)|//|\s/\s|\d++"
)
_SOFT = r"[,;:]\s|\s[-–—]\s"
_MARK = re.compile(f"(?P<hard>{_HARD})|(?P<soft>{_SOFT})")


# Initials behind a piece make a person of it, or before it: Hosseini, M.; M. Hosseini.
_INITIALS_BEHIND = re.compile(r",?\s[^\W\d_]\.?(?=[\s,;.)]|$)")
_INITIALS_BEFORE = re.compile(r"(?:^|[\s(])[^\W\d_]\.\s?$")
MOST_NAMES = 3  # words of a person's name


class _Piece(NamedTuple):
    """A piece between two marks; ``hard`` says of which kind the mark before it is."""

    start: int
    end: int
    hard: bool


def has_romanized(text: str, kind: str) -> bool:
    """Tell whether a field may hold romanized text: Latin words, and no other script."""
    return kind in KINDS and _LATIN_WORD.search(text) is not None and _OTHER_SCRIPT.search(text) is None


def respell(text: EditedText, kind: str, request: Request, language: str | None) -> list[tuple[str, int]]:
    """Respell what is romanized in a field.

    Args:
        text: the field.
        kind: what it is, out of ``KINDS``.
        request: what the caller asked for.
        language: BCP 47 tag of the language that the record says it is in, if it says so.

    Returns:
        language and length of each stretch that was respelled.
    """
    if not has_romanized(text.text, kind) or (kind == "name" and not language) or text.text in english_places():
        return []
    used: list[tuple[str, int]] = []
    edits: list[Edit] = []
    for start, end, one in _respellings(text.text, kind, request, language):
        if one.confidence >= APPLIED and kind != "name":
            edits.append(Edit(start, end, one.text, one.rule))
            used.append((one.language, end - start))
        elif one.confidence >= PROPOSED:
            text.warn(start, end, _proposal(text.text[start:end], one), RULE)
    text.apply(edits)
    return used


def _proposal(before: str, one: Respelling) -> str:
    name = known_languages()[one.language].name
    spelled = f"by {one.before}" if one.before else "by no scheme"
    why = f"; {one.doubts[0]}" if one.doubts else ""
    return (
        f"{before!r} seems to be romanized {name}, {spelled}; by {one.scheme} it would be {one.text!r} "
        f"(confidence {one.confidence:.2f}{why})"
    )


def _respellings(text: str, kind: str, request: Request, language: str | None) -> Iterator[tuple[int, int, Respelling]]:
    spans = [(0, len(text))] if kind != "entry" and len(text) <= LONGEST_PIECE else []
    for start, end in spans:
        if (one := _respelled(text[start:end], request, language)) is not None and one.confidence >= APPLIED:
            yield start, end, one
            return
    for start, end in _stretches(text, language):
        if (one := _respelled(text[start:end], request, language)) is not None:
            yield start, end, one


def _respelled(text: str, request: Request, language: str | None) -> Respelling | None:
    found = recognize(text, language)
    return respelled(text, request.scheme_for(found.language), language) if found is not None else None


def _pieces(text: str) -> Iterator[_Piece]:
    start, hard = 0, True
    for mark in _MARK.finditer(text):
        yield from _piece(text, start, mark.start(), hard)
        start, hard = mark.end(), mark["hard"] is not None
    yield from _piece(text, start, len(text), hard)


def _piece(text: str, start: int, end: int, hard: bool) -> Iterator[_Piece]:
    inside = text[start:end]
    stripped = inside.strip(" ,.;:-–—")
    if stripped and len(stripped) <= LONGEST_PIECE:
        begin = start + inside.index(stripped)
        yield _Piece(begin, begin + len(stripped), hard)
    elif hard or stripped:
        yield _Piece(end, end, True)


def _is_no_title(text: str, piece: _Piece) -> bool:
    """Tell whether a piece is nothing, a person with initials, or a place under the name that it has in English."""
    inside = text[piece.start : piece.end]
    if inside in english_places():
        return True
    names = inside.split()
    if len(names) > MOST_NAMES or not all(name[0].isupper() for name in names):
        return not inside
    before = text[max(0, piece.start - 4) : piece.start]
    return bool(_INITIALS_BEHIND.match(text, piece.end) or _INITIALS_BEFORE.search(before))


def _stretches(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    """Yield what is recognized: a piece, with those beside it that are of the same language and go on with it."""
    pieces = list(_pieces(text))
    told = [
        None if _is_no_title(text, piece) else recognize(text[piece.start : piece.end], language) for piece in pieces
    ]
    place = 0
    while place < len(pieces):
        one = told[place]
        if one is None:
            place += 1
            continue
        last, best = place, one.confidence
        for after in range(place + 1, len(pieces)):
            if pieces[after].hard or pieces[after].end - pieces[place].start > LONGEST_STRETCH:
                break
            other = told[after]
            if other is None or other.language != one.language or other.confidence < JOINED:
                break
            together = recognize(text[pieces[place].start : pieces[after].end], language)
            if together is None or together.language != one.language or together.confidence < best - 0.05:
                break
            last, best = after, together.confidence
        yield pieces[place].start, pieces[last].end
        place = last + 1
