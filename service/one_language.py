"""A stretch of text in one language: romanized, with what a person should know of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from .overrides import NONE, Match, Overrides
from .persian.romanized import PERSIAN, read_aloud
from .tables.compiled import compiled
from .tables.registry import languages, transform_of
from .word_memo import SOURCE_LETTER, borrowed, repairs, romanize


class Romanized(NamedTuple):
    """What became of a stretch of one language.

    Attributes:
        output: its romanization.
        notes: what a person should know about it, a sentence each.
        unsure: words whose reading is unsure: (start, end, sentence).
        settled: where overrides hold in it.
    """

    output: str
    notes: list[str]
    unsure: list[tuple[int, int, str]]
    settled: Sequence[Match]


def subtag_of(language: str) -> str:
    """Reduce a language tag to one that has tables; ``find`` names the languages there are if none has."""
    return language if language in languages() else language.split("-")[0].lower()


def romanize_segment(
    text: str, language: str, scheme: str, kind: str = "text", overrides: Overrides = NONE
) -> Romanized:
    """Romanize a stretch of one language.

    Raises what ``transliterate`` raises.
    """
    language = subtag_of(language)
    if language == PERSIAN:
        read = read_aloud(text, scheme, kind, overrides)
        output, unsure, settled = read.output, list(read.unsure()), read.settled
    else:
        settled = tuple(overrides.in_text(text, language, kind))
        output, unsure = romanize_around(text, language, scheme, settled), []
    notes: list[str] = []
    rest = outside(text, settled)
    if strange := _strange_letters(rest, language, scheme):
        notes.append(f"not in rule table {language}/{scheme}, romanized as in another language: {' '.join(strange)}")
    if left := sorted({letter.lower() for letter in SOURCE_LETTER.findall(output)}):
        notes.append(f"in no rule table of {scheme}, left as it is: {' '.join(left)}")
    notes.extend(
        f"{one.before!r} read as {one.after!r}: letters of another script that look alike"
        for one in repairs(rest, language)
    )
    return Romanized(output, notes, unsure, settled)


def romanize_around(text: str, language: str, scheme: str, settled: Sequence[Match]) -> str:
    """Romanize a text in which overrides hold in some places."""
    parts: list[str] = []
    end = 0
    for match in settled:
        parts += (romanize(text[end : match.start], language, scheme), match.override.output)
        end = match.end
    parts.append(romanize(text[end:], language, scheme))
    return "".join(parts)


def outside(text: str, settled: Sequence[Match]) -> str:
    """Blank out where overrides hold, every other character in its place."""
    if not settled:
        return text
    parts: list[str] = []
    end = 0
    for match in settled:
        parts += (text[end : match.start], " " * (match.end - match.start))
        end = match.end
    return "".join((*parts, text[end:]))


def _strange_letters(text: str, language: str, scheme: str) -> list[str]:
    """List the letters of a text that the language's table lacks and another table of the scheme has."""
    alphabet = compiled(language, scheme).table.alphabet
    letters = {letter.lower() for letter in SOURCE_LETTER.findall(unicodedata.normalize("NFC", text))}
    strange = letters - alphabet - {"ѐ", "ѝ"}
    return sorted(letter for letter in strange if borrowed(letter, language, scheme) != letter)


def language_tag(language: str, scheme: str) -> str:
    """Tag a romanized string (BCP 47, RFC 6497): ``ru-Latn-t-ru-m0-alaloc``."""
    return f"{language}-Latn-t-{language}-{transform_of(scheme)}"
