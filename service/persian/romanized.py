"""Persian romanized: vocalized line by line, written by a rule table, given the capitals that its script lacks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ..overrides import Match, Overrides
from ..word_memo import romanize
from .vocalization import UNSURE, Vocalization, vocalize

PERSIAN = "fa"
NAMED = 3  # unsure words that a warning names
SHORT = 200  # characters; journals, publishers and persons recur as a whole, and are shorter
MEMO = 2_000  # such texts
WORDS = 3_000  # words whose romanization by themselves is remembered
_GOES_ON = re.compile(r"\s*[،,؛;:]|\s+\w")  # what begins so is the middle of something
_PARTICLES = frozenset(("و", "بن", "بنت", "از", "به", "دیگران", "همکاران"))  # of names; they keep their small letters
# The article: al-, before a sun letter od-, behind a vowel l-; a word of its own (od dīn) behind another.
_SUN = r"[^\W\d_][\u0300-\u036f]?|[sdt]h"
_ARTICLE = rf"(?:[aeo]?l-(?=\w)|[aeo](?P<sun>{_SUN})-(?=(?P=sun))|(?<= )[aeo](?:l |(?P<own>{_SUN}) (?=(?P=own))))"
# A part between blanks: the article and signs that have no capital, its first letter, the rest.
_PART = re.compile(rf"(?P<before>{_ARTICLE}?[^\w ]*[ʻʼʿʾ‘’]?)(?P<letter>[^\W\d_])(?P<rest>[^ ]*)")
# The second part of a compound given name: ʿAli-Akbar, not the article of ʿAbd-al-Raḥmān.
_SECOND_GIVEN = re.compile(
    rf"(?P<before>-(?![aeo](?:l|{_SUN})-)[ʻʼʿʾ‘’]?)(?P<letter>[^\W\d_])(?P<rest>)(?=[^\W\d_]{{2}})"
)
_ALLAH = re.compile(r"(?<!\w)(?P<before>)(?P<letter>[aeo])(?P<rest>ll[āâa]h)(?!\w)")
_SON = ("bin", "ben")  # as the second part of محمدبن
_SENTENCE_ENDS = re.compile(r"[.!?؟]\s+[«“\"(]*$")
_ABBREVIATION = 2  # letters; a full stop behind so few ends no sentence
_SLACK, _REACH = 8, 400  # characters by which a romanized word may stand off from where it is looked for, and at most


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """A Persian text as it is read.

    Attributes:
        lines: its lines, vocalized.
        scheme: id of the rule table.
        output: the romanization.
        settled: where overrides hold.
    """

    lines: tuple[Vocalization, ...]
    scheme: str
    output: str
    settled: tuple[Match, ...] = ()

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


def read_aloud(text: str, scheme: str, kind: str, overrides: Overrides | None = None) -> ReadAloud:
    """Vocalize and romanize a Persian text.

    Args:
        text: Persian in NFC.
        scheme: id of a rule table of Persian.
        kind: what the text is, one of ``romanbib.persian.KINDS``.
        overrides: what goes ahead of the lists and the model.
    """
    if overrides and (settled := overrides.in_text(text, PERSIAN, kind)):
        return _with_overrides(text, scheme, kind, settled)
    recurs = kind not in ("title", "text") and len(text) <= SHORT
    return _remembered(text, scheme, kind) if recurs else _read_aloud(text, scheme, kind)


def _read_aloud(text: str, scheme: str, kind: str) -> ReadAloud:
    lines = tuple(vocalize(line, kind=kind) for line in text.split("\n"))
    written = [romanize(line.text, PERSIAN, scheme) for line in lines]
    if kind != "text":  # a title or name is going to stand in a reference
        first = _GOES_ON.match(text) is None
        written = [_with_capitals(*pair, scheme, kind, first=first) for pair in zip(written, lines, strict=True)]
    return ReadAloud(lines, scheme, "\n".join(written))


def _with_overrides(text: str, scheme: str, kind: str, settled: list[Match]) -> ReadAloud:
    """Read a text in which overrides hold: a reading goes on to the rule table, a romanization stands as it is."""
    lines: list[Vocalization] = []
    written: list[str] = []
    held: list[Match] = []
    start = 0
    for source in text.split("\n"):
        end = start + len(source)
        here = [
            replace(one, start=one.start - start, end=one.end - start) for one in settled if start <= one.start < end
        ]
        readings = [(one.start, one.end, one.override.output) for one in here if one.override.is_reading]
        line = vocalize(source, kind=kind, settled=readings)
        whole = [one for one in here if _holds(line, one)]
        lines.append(line)
        written.append(_written(line, [one for one in whole if not one.override.is_reading], scheme, kind))
        held += [replace(one, start=one.start + start, end=one.end + start) for one in whole]
        start = end + 1
    return ReadAloud(tuple(lines), scheme, "\n".join(written), tuple(held))


def _holds(line: Vocalization, match: Match) -> bool:
    """Tell whether an override covers whole words, and not the first half of کتاب ها."""
    inside = [word for word in line.words if word.start < match.end and word.end > match.start]
    return bool(inside) and inside[0].start == match.start and inside[-1].end <= match.end


def _written(line: Vocalization, romanized: list[Match], scheme: str, kind: str) -> str:
    """Romanize a line piece by piece, with the romanizations that are given between the pieces."""
    parts: list[str] = []
    begin, behind = 0, 0  # in the source, and in the vocalized line
    shift = 0
    for match in [*romanized, None]:
        end = len(line.source) if match is None else match.start
        words = tuple(word for word in line.words if begin <= word.start < end)
        grown = sum(len(word.vocalized) - len(word.source) for word in words)
        moved = tuple(word._replace(start=word.start - begin, end=word.end - begin) for word in words)
        piece = Vocalization(line.source[begin:end], line.text[behind : end + shift + grown], moved)
        output = romanize(piece.text, PERSIAN, scheme)
        parts.append(
            _with_capitals(output, piece, scheme, kind, first=begin == 0 and not _GOES_ON.match(line.source))
            if kind != "text"
            else output
        )
        if match is None:
            break
        inside = [word for word in line.words if match.start <= word.start < match.end]
        parts.append(match.override.output + (_ezafe(match.override.output, scheme) if inside[-1].ezafe else ""))
        shift += grown + sum(len(word.vocalized) - len(word.source) for word in inside)
        begin, behind = match.end, match.end + shift
    return "".join(parts)


@cache
def _ezafe_of(vowel: bool, scheme: str) -> str:
    """Ezafe as a scheme writes it behind a consonant (باب) or a vowel (بابا)."""
    bare, with_it = ("بابا", "بابایِ") if vowel else ("باب", "بابِ")
    return romanize(with_it, PERSIAN, scheme).removeprefix(romanize(bare, PERSIAN, scheme))


def _ezafe(output: str, scheme: str) -> str:
    last = next(filter(str.isalpha, reversed(unicodedata.normalize("NFD", output.lower()))), "")
    return _ezafe_of(last in tuple("aeiou"), scheme)


_remembered = lru_cache(MEMO)(_read_aloud)


def _with_capitals(output: str, line: Vocalization, scheme: str, kind: str, *, first: bool = True) -> str:
    """Set the capitals that Persian script does not have: first word, proper names, all of a name but its particles."""
    parts: list[str] = []
    end = done = reach = behind = 0  # in the output: behind the last word, what is in ``parts``; in the source
    before = ""
    for place, word in enumerate(line.words):
        own = _word(word.vocalized, scheme)
        gap = line.source[behind : word.start]
        if not place:
            opens = first
        else:
            opens = gap != " " and len(before) > _ABBREVIATION and _SENTENCE_ENDS.search(gap) is not None
        before, behind = word.source, word.end
        if own and output.startswith(own, end + len(gap)):  # as nearly always
            start = end + len(gap)
            stop = start + len(own)
        else:
            reach = min(reach + len(gap) + len(own) + _SLACK, _REACH)
            start, stop = _found(output, own, end, end + reach)
            if start < 0:
                continue
        end, reach = stop, 0
        named = (word.proper or kind == "name") and word.source not in _PARTICLES
        if not opens and not named and "ll" not in own:
            continue
        written = output[start:stop]
        if opens or named:
            blank = " " if place else ""  # tells _PART that the article does not begin the text
            written = _PART.sub(_capital, blank + written, count=0 if named else 1)[len(blank) :]
        if named and word.readings and word.readings[0].name == "given":
            written = _SECOND_GIVEN.sub(_capital, written)
        parts += output[done:start], _ALLAH.sub(_capital, written)
        done = stop
    return "".join((*parts, output[done:]))


@lru_cache(WORDS)
def _word(vocalized: str, scheme: str) -> str:
    """Romanize a word by itself."""
    return romanize(vocalized, PERSIAN, scheme)


def _found(output: str, own: str, start: int, stop: int) -> tuple[int, int]:
    """Find a romanized word, whose beginning (الدین: al-, od-) and end (ة: -at, -eh) depend on those beside it."""
    place = output.find(own, start, stop) if own else -1
    if place >= 0:
        return place, place + len(own)
    for cut, piece in ((1, own[1:]), (0, own[:-1]), (1, own[1:-1]), (0, own[:-2])):
        place = output.find(piece, start, stop) if piece else -1
        if place - cut >= start:
            return place - cut, place + len(piece)
    return -1, -1


def _capital(part: re.Match[str]) -> str:
    """Set the capital of a part of a name behind its article: al-Ḥusayn, ʻAlī."""
    if part[0] in _SON:
        return part[0]
    return part["before"] + part["letter"].upper() + part["rest"]
