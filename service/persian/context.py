"""Which reading a word has where it stands: علم is science before سیاست and a banner beside محرم."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from .lexicon import Reading, first_columns
from .sentence import VERBS, Word, between
from .spelling import KASRA, ZWNJ, bare, folded
from .verbs import past_stem

_EVERYWHERE = frozenset(("و", "در", "از", "به", "با", "که", "را", "این", "آن"))  # they favour nothing
_LINKS = ("conj", "prep", "prep-ezafe")
_BEFORE_NOUNS = ("adj-sup", "num", "quant")
REACH = 2  # words to either side
_SENTENCE_ENDS = re.compile(r"[»\")]?[.؟!]")
SHORT = 2  # letters of a word that many others begin with
_INFLECTED = re.compile(f"{ZWNJ}|ها|ی")
MEMO = 2_000  # words whose favours are held
LIKELY = 0.4  # confidence of a reading that may take the place of a first one


@dataclass(frozen=True, slots=True)
class Favour:
    """What speaks for one reading of a word: neighbours (bare words), kinds of text, parts of speech beside it."""

    vocalized: str
    neighbours: frozenset[str]
    kinds: frozenset[str]


@cache
def _listed() -> dict[str, list[str]]:
    """Read what favours the readings of each word: the list written by hand, then the one learned from titles."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, column in (("homographs", 3), ("collocations", 0)):
        for word, rest in first_columns(name):
            columns = rest.split("\t")
            if len(columns) > column:
                found[folded(word)] += columns[column].split(";")
    return found


@lru_cache(maxsize=MEMO)
def _favours(word: str) -> tuple[Favour, ...]:
    """Give what favours the readings of a word."""
    return tuple(map(_favour, _listed().get(word, ())))


def _favour(written: str) -> Favour:
    """Read ``reading: word, word, @kind``."""
    reading, _, some = written.partition(":")
    listed = [one.strip() for one in some.split(",")]
    kinds = frozenset(one[1:] for one in listed if one.startswith("@"))
    neighbours = frozenset(folded(one) for one in listed if one and one[0] != "@") - _EVERYWHERE
    return Favour(reading.strip(), neighbours, kinds)


def choose(words: list[Word], kind: str) -> None:
    """Put the reading that the neighbours favour first in each word that has several."""
    for place, word in enumerate(words):
        if word.fixed:
            continue
        ends_sentence = kind == "text" and place > 1 and _SENTENCE_ENDS.match(word.gap)
        if ends_sentence and _as_verb(word, words[place - 1]):
            continue
        if len(word.readings) < 2:
            continue
        ends = place + 1 == len(words) or between(word.gap) != "_" or _no_head(words[place + 1])
        if ends and word.readings[0].ezafe == "written":
            _without_written_ezafe(word)
        favours = _favours(word.key) or (_of_stem(word) if word.readings[0].source == "affix" else ())
        if favours:
            _favoured(words, place, kind, favours)
        elif kind == "name":
            _as_name(word)


def _no_head(word: Word) -> bool:
    """Tell whether no ezafe can lead to a word."""
    return word.finite or word.pos in _LINKS or word.key == "را"


def _as_verb(word: Word, before: Word) -> bool:
    """At the end of a sentence read what may be a verb as one: به میدان نبرد; but not در نبرد, آخرین نبرد."""
    if word.pos in VERBS or _no_head(before) or before.pos in _BEFORE_NOUNS:
        return False
    past = past_stem(word.key)
    listed = next((one.vocalized for one in word.readings if one.pos == "v"), None)
    form = past or listed
    if form is None:
        return False
    verb = Reading(form, "v", "affix", 0.9, "never")
    word.readings = (verb, *(one for one in word.readings if one.vocalized != form))
    return True


def _of_stem(word: Word) -> tuple[Favour, ...]:
    """Give what favours the readings of an inflected word: مهرهای is to مُهر and مِهر what مهر is."""
    if word.pos in VERBS:  # می‌خوانند is no form of می
        return ()
    for size in range(len(word.key) - 1, 1, -1):
        if size == SHORT and not _INFLECTED.match(word.key, size):  # nor دوستی of دو
            return ()
        if favours := _favours(word.key[:size]):
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
    """Where nothing follows that an ezafe could lead to, خدای is the old form of God; نهادهای stays what it is."""
    old_form = word.readings[0].vocalized.removesuffix(KASRA)
    others = [one for one in word.readings if one.ezafe != "written"]
    if others and others[0].confidence >= LIKELY and others[0].vocalized == old_form:
        word.readings = (*others, *(one for one in word.readings if one.ezafe == "written"))


def _as_name(word: Word) -> None:
    """In a name the reading as a name goes first."""
    for one in word.readings[1:]:
        if one.name and not word.readings[0].name:
            word.readings = (one, *(other for other in word.readings if other is not one))
            return
