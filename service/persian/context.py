"""Which reading a word has where it stands: علم is science before سیاست and a banner beside محرم."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from .lexicon import rows
from .sentence import Word, between
from .spelling import bare, folded

_EVERYWHERE = frozenset(("و", "در", "از", "به", "با", "که", "را", "این", "آن"))  # they favour nothing
REACH = 2  # words to either side
LIKELY = 0.4  # confidence of a reading that may take the place of a first one


@dataclass(frozen=True, slots=True)
class Favour:
    """What speaks for one reading of a word: neighbours (bare words), kinds of text, parts of speech beside it."""

    vocalized: str
    neighbours: frozenset[str]
    kinds: frozenset[str]


@cache
def _favours() -> dict[str, tuple[Favour, ...]]:
    """Read what favours each reading: the lists written by hand, then those learned from titles."""
    found: dict[str, tuple[Favour, ...]] = {}
    for name, column in (("homographs", 4), ("collocations", 1)):
        for columns in rows(name):
            favours = columns[column].split(";") if len(columns) > column else ()
            word = folded(columns[0])
            found[word] = (*found.get(word, ()), *map(_favour, favours))
    return found


def _favour(written: str) -> Favour:
    """Read ``reading: word, word, @kind``."""
    reading, _, some = written.partition(":")
    listed = [one.strip() for one in some.split(",")]
    kinds = frozenset(one[1:] for one in listed if one.startswith("@"))
    neighbours = frozenset(folded(one) for one in listed if one and one[0] != "@") - _EVERYWHERE
    return Favour(reading.strip(), neighbours, kinds)


def choose(words: list[Word], kind: str) -> None:
    """Put the reading that the neighbours favour first in each word that has several."""
    known = _favours()
    for place, word in enumerate(words):
        if len(word.readings) < 2 or word.fixed:
            continue
        ends = place + 1 == len(words) or between(word.gap) != "_"
        if ends and word.readings[0].ezafe == "written":
            _without_written_ezafe(word)
        favours = known.get(word.key) or (_of_stem(word, known) if word.readings[0].source == "affix" else ())
        if favours:
            _favoured(words, place, kind, favours)
        elif kind == "name":
            _as_name(word)


def _of_stem(word: Word, known: dict[str, tuple[Favour, ...]]) -> tuple[Favour, ...]:
    """Give what favours the readings of an inflected word: مهرهای is to مُهر and مِهر what مهر is."""
    for size in range(len(word.key) - 1, 1, -1):
        if favours := known.get(word.key[:size]):
            forms = [one.vocalized for one in word.readings]
            return tuple(
                replace(favour, vocalized=form)
                for favour in favours
                for form in forms
                if form.startswith(favour.vocalized) and bare(form[len(favour.vocalized) :][:1])
            )
    return ()


def _favoured(words: list[Word], place: int, kind: str, favours: tuple[Favour, ...]) -> None:
    word = words[place]
    around = {
        one.key: abs(place - at)
        for at, one in enumerate(words[max(0, place - REACH) : place + REACH + 1], max(0, place - REACH))
        if at != place
    }
    points: dict[str, float] = {}
    for favour in favours:
        near = [distance for one, distance in around.items() if one in favour.neighbours]
        own = sum(1 / distance for distance in near) + (0.6 if kind in favour.kinds else 0)
        points[favour.vocalized] = points.get(favour.vocalized, 0) + own
    best = max(points, key=lambda one: points[one], default="")
    if best and points[best] > 0:
        chosen = [one for one in word.readings if one.vocalized == best]
        if chosen:
            first = chosen[0]._replace(confidence=0.95)
            word.readings = (first, *(one for one in word.readings if one.vocalized != best))
    elif kind == "name":
        _as_name(word)


def _without_written_ezafe(word: Word) -> None:
    """Where nothing follows that an ezafe could lead to, خدای is the old form of God; نامه‌های stays what it is."""
    others = [one for one in word.readings if one.ezafe != "written"]
    if others and others[0].confidence >= LIKELY:
        word.readings = (*others, *(one for one in word.readings if one.ezafe == "written"))


def _as_name(word: Word) -> None:
    """In a name the reading as a name goes first."""
    for one in word.readings[1:]:
        if one.name and not word.readings[0].name:
            word.readings = (one, *(other for other in word.readings if other is not one))
            return
