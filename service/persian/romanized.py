"""Persian romanized: vocalized line by line, written by a rule table, given the capitals that its script lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..word_memo import romanize
from .vocalization import UNSURE, Vocalization, vocalize

PERSIAN = "fa"
NAMED = 3  # unsure words that a warning names
SHORT = 200  # characters; journals, publishers and persons recur as a whole, and are shorter
MEMO = 1_000  # such texts
_PARTICLES = frozenset(("و", "بن", "بنت", "از", "به"))  # of names; they keep their small letters
# A part between blanks: the article with its hyphen and signs that have no capital, its first letter, the rest.
_ARTICLE = r"(?:[aeo](?:[^\W\d_][\u0300-\u036f]?|[sdt]h)-(?=\w))"
_PART = re.compile(rf"(?P<before>{_ARTICLE}?[^\w ]*[ʻʼʿʾ‘’]?)(?P<letter>[^\W\d_])(?P<rest>[^ ]*)")


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """A Persian text as it is read.

    Attributes:
        lines: its lines, vocalized.
        scheme: id of the rule table.
        output: the romanization.
    """

    lines: tuple[Vocalization, ...]
    scheme: str
    output: str

    def doubts(self) -> list[str]:
        """Say which words are unsure, in one sentence; none if all are sure."""
        unsure = [word.source for line in self.lines for word in line.words if word.confidence < UNSURE]
        if not unsure:
            return []
        named = ", ".join(dict.fromkeys(unsure[:NAMED]))
        more = f" and {len(unsure) - NAMED} more" if len(unsure) > NAMED else ""
        return [f"unwritten vowels or ezafe unsure: {named}{more}; write the vowel signs to settle them (سیاسَتِ خارِجی)"]

    def unsure(self) -> Iterator[tuple[int, int, str]]:
        """Say of each unsure word how it was read and how else it could be: (start, end, sentence)."""
        start = 0
        for line in self.lines:
            for word in line.words:
                if word.confidence < UNSURE:
                    others = " or ".join(romanize(other, PERSIAN, self.scheme) for other in word.alternatives()[:2])
                    also = f", could be {others}" if others else ""
                    read = romanize(word.vocalized, PERSIAN, self.scheme)
                    yield start + word.start, start + word.end, f"{word.source!r} read as {read}{also}; unsure"
            start += len(line.source) + 1


def read_aloud(text: str, scheme: str, kind: str) -> ReadAloud:
    """Vocalize and romanize a Persian text.

    Args:
        text: Persian in NFC.
        scheme: id of a rule table of Persian.
        kind: what the text is, one of ``romanbib.persian.KINDS``.
    """
    return _remembered(text, scheme, kind) if len(text) <= SHORT else _read_aloud(text, scheme, kind)


def _read_aloud(text: str, scheme: str, kind: str) -> ReadAloud:
    lines = tuple(vocalize(line, kind=kind) for line in text.split("\n"))
    written = [romanize(line.text, PERSIAN, scheme) for line in lines]
    if kind != "text":  # a title or name is going to stand in a reference
        written = [_with_capitals(*pair, scheme, kind) for pair in zip(written, lines, strict=True)]
    return ReadAloud(lines, scheme, "\n".join(written))


_remembered = lru_cache(MEMO)(_read_aloud)


def _with_capitals(output: str, line: Vocalization, scheme: str, kind: str) -> str:
    """Set the capitals that Persian script does not have: first word, proper names, all of a name but its particles."""
    end = 0
    for place, word in enumerate(line.words):
        named = word.proper if kind != "name" else word.source not in _PARTICLES
        if (place and not named) or word.decided_by == "writer":
            continue
        own = romanize(word.vocalized, PERSIAN, scheme)
        start = output.find(own, end)
        if start < 0:
            continue
        end = start + len(own)
        capital = _PART.sub(_capital, own, count=0 if named else 1)
        output = output[:start] + capital + output[end:]
    return output


def _capital(part: re.Match[str]) -> str:
    """Set the capital of a part of a name behind its article: al-Ḥusayn, ʻAlī."""
    return part["before"] + part["letter"].upper() + part["rest"]
