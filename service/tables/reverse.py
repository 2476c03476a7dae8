"""The way back: from a romanization to the original script, checked by running every candidate forward."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..errors import NotReversibleError
from .compiled import CompiledTable, compiled
from .table import APOSTROPHE

MOST_STEPS = 2000  # search steps a word may take; a real word takes about as many as it has letters
LONGEST_WORD = 100  # letters; a longer "word" is brought back piece by piece, without the search
CLOSING_QUOTES = {"'": "'", '"': '"', "“": "”", "‘": "’", "`": "''", "„": "“"}
MARKS = "\u0300-\u036f"

_CASED = re.compile(r"[^\W\d_\u02b0-\u02ff]")  # letters, without the modifier letters that stand for signs

Unit = tuple[str, str]  # (piece of the romanization, source letters)


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A piece of a romanization that more than one source letter would have given."""

    piece: str
    chosen: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reversed:
    """A word brought back, what in it is ambiguous, and whether the scheme would write the word that way."""

    text: str
    ambiguities: tuple[Ambiguity, ...]
    certain: bool


class ReversedTable:
    """One rule table read from right to left."""

    def __init__(self, forward: CompiledTable) -> None:
        table = forward.table
        if table.meta.reversible == "no":
            raise NotReversibleError(
                f"{table.language}/{table.id} does not lead back to the original script; "
                "`romanbib schemes` lists the schemes that do"
            )
        self._forward = forward
        self._sources: dict[str, list[str]] = {}
        for letter, result in table.letters.items():
            self._add(result, "'" if letter == APOSTROPHE else letter)
        for rule in table.rules:
            for source in rule.sources:
                self._add(rule.result, source)
        for piece, letter in table.prefer.items():
            self._sources[piece] = [letter, *(other for other in self._sources.get(piece, ()) if other != letter)]
        self._longest = max(map(len, self._sources))
        self._accept = {
            cased(typed): cased(sign)
            for typed, sign in table.accept.items()
            if typed not in self._sources
            for cased in (str, str.upper, str.capitalize)
        }
        signs = {char for piece in (*self._sources, *self._accept) for char in piece if not char.isalpha()}
        inside = rf"[^\W\d_]|[{MARKS}{re.escape(''.join(sorted(signs)))}]"
        self.words = re.compile(rf"[^\W\d_](?:{inside})*")
        self.word = lru_cache(maxsize=1 << 14)(self._word)

    def _add(self, piece: str, source: str) -> None:
        # A letter may have no composed capital (ǰ, J̌), and then comes back from one in two characters.
        for form in {piece, unicodedata.normalize("NFC", piece.upper()).lower()} - {""}:
            if source not in self._sources.setdefault(form, []):
                self._sources[form].append(source)

    def _word(self, word: str) -> Reversed:
        """Bring one word back; ``word`` is in NFC and stands alone."""
        typed = self._as_written(word)
        lower = typed.lower()
        if len(lower) != len(typed):  # a letter such as İ, which no table writes
            return Reversed(word, (), certain=False)
        units = next(self._candidates(lower), None)
        if units is None:
            return Reversed(self._cased(self._greedy(lower), typed), (), certain=False)
        return Reversed(self._cased(units, typed), tuple(self._ambiguities(units, lower)), certain=True)

    def _as_written(self, word: str) -> str:
        for typed, sign in self._accept.items():
            word = word.replace(typed, sign)
        return word

    def _units_at(self, word: str, position: int) -> Iterator[Unit]:
        """Yield what may stand at a position: longest piece first, then in the order of the table."""
        for length in range(min(self._longest, len(word) - position), 0, -1):
            piece = word[position : position + length]
            for source in self._sources.get(piece, ()):
                yield piece, source

    def _candidates(self, word: str) -> Iterator[list[Unit]]:
        """Yield the readings of a word that romanize to it, the likeliest first."""
        if len(word) > LONGEST_WORD:
            return
        steps = 0
        whole = unicodedata.normalize("NFC", word)
        pending: list[tuple[int, str, Iterator[Unit]]] = [(0, "", self._units_at(word, 0))]
        chosen: list[Unit] = []
        while pending and steps < MOST_STEPS:
            steps += 1
            position, text, units = pending[-1]
            unit = next(units, None)
            if unit is None:
                pending.pop()
                if chosen:
                    chosen.pop()
                continue
            longer, end = text + unit[1], position + len(unit[0])
            romanized = self._forward.romanize(longer)
            if end == len(word):
                if romanized == whole:
                    yield [*chosen, unit]
            elif romanized.startswith(
                unicodedata.normalize("NFC", word[:position])
            ):  # the last letter may still change with what follows
                chosen.append(unit)
                pending.append((end, longer, self._units_at(word, end)))

    def _greedy(self, word: str) -> list[Unit]:
        units: list[Unit] = []
        position = 0
        while position < len(word):
            unit = next(self._units_at(word, position), (word[position], word[position]))
            units.append(unit)
            position += len(unit[0])
        return units

    @staticmethod
    def _cased(units: list[Unit], word: str) -> str:
        """Give the letters the case of the pieces they come from; a caseless sign takes its neighbours'."""
        parts: list[str] = []
        position = 0
        capitals = word.isupper() and sum(char.isupper() for char in word) > 1
        for piece, source in units:
            written = word[position : position + len(piece)]
            position += len(piece)
            cased = [char for char in written if char.lower() != char.upper()]
            if not cased:
                before = _CASED.findall(word[: position - len(piece)])[-1:]
                behind = _CASED.findall(word[position:])[:1]
                beside_capitals = bool(behind) and all(map(str.isupper, before + behind))
                parts.append(source.upper() if capitals or beside_capitals else source)
            elif not cased[0].isupper():
                parts.append(source)
            else:
                parts.append(source.upper() if len(cased) > 1 and all(map(str.isupper, cased)) else source.capitalize())
        return "".join(parts)

    def _ambiguities(self, units: list[Unit], word: str) -> Iterator[Ambiguity]:
        seen: set[Unit] = set()
        for place, (piece, source) in enumerate(units):
            if (piece, source) in seen:
                continue
            seen.add((piece, source))
            before = "".join(unit[1] for unit in units[:place])
            after = "".join(unit[1] for unit in units[place + 1 :])
            others = tuple(
                other for other in self._others(piece, source) if self._forward.romanize(before + other + after) == word
            )
            if others:
                yield Ambiguity(piece, source, others)

    def _others(self, piece: str, source: str) -> Iterator[str]:
        for other in self._sources[piece]:
            if other != source:
                yield other
        for cut in range(1, len(piece)):
            for first in self._sources.get(piece[:cut], ())[:1]:
                for second in self._sources.get(piece[cut:], ())[:1]:
                    yield first + second


@cache
def reversed_table(language: str, scheme: str) -> ReversedTable:
    """The way back of a scheme, made once a process.

    Raises:
        NotReversibleError: the scheme does not lead back; otherwise what ``registry.find`` raises.
    """
    return ReversedTable(compiled(language, scheme))


def bring_back(text: str, language: str, scheme: str) -> tuple[str, list[tuple[int, str, Reversed]]]:
    """Bring a text back to its original script: (text, its words with where each stood)."""
    table = reversed_table(language, scheme)
    words: list[tuple[int, str, Reversed]] = []

    waiting: list[str] = []  # quotation marks that will close those that stand open, and are no signs of a word

    def back(match: re.Match[str]) -> str:
        word, tail = match[0], ""
        before = match.string[match.start() - 1] if match.start() else ""
        if before in CLOSING_QUOTES:
            waiting.append(CLOSING_QUOTES[before])
        if waiting and word.endswith(waiting[-1]):
            tail = waiting.pop()
            word = word.removesuffix(tail)
        result = table.word(word)
        words.append((match.start(), word, result))
        return result.text + tail

    return table.words.sub(back, unicodedata.normalize("NFC", text)), words
