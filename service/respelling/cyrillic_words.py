"""Words of Russian, Ukrainian and Bulgarian by their sound, and how each scheme writes them."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files

from ..errors import NotReversibleError
from ..tables.registry import available
from ..tables.reverse import reversed_table
from ..word_memo import romanize
from .cyrillic_sounds import keys_of_cyrillic, keys_of_latin, keys_of_words
from .scheme_pieces import may_read, out_of_question
from .words import plain_signs

LANGUAGES = ("ru", "uk", "bg")
DICTIONARIES = ("ru", "uk")  # languages of which pymorphy3 has one
# Shares in running text, as logarithms: of a word by its rank (Zipf), and of one that is not listed.
_HARMONIC = math.log(11.5)
UNLISTED = math.log(1e-7)
LIKELY = math.log(3e-6)  # of one that is not listed and ends as many listed ones do
ENDING, MANY = 5, 4  # letters of such an ending in a key, and words that have it
IMPOSSIBLE = math.log(1e-9)  # of one that cannot be of the language
LENIENT = math.log(0.25)  # for a spelling that no scheme has


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a romanized word.

    Attributes:
        cyrillic: the word in Cyrillic, in lower case.
        schemes: ids of the schemes that write it as it stands.
        listed: whether it is a known word.
        share: logarithm of its share in running text.
    """

    cyrillic: str
    schemes: frozenset[str]
    listed: bool
    share: float


@cache
def schemes(language: str) -> tuple[str, ...]:
    """Ids of the schemes of a language, the commonest first."""
    ids = [table.id for table in available(language)]
    return tuple(sorted(ids, key=lambda scheme: (scheme not in _COMMON, _COMMON.get(scheme, 0), "@" in scheme, scheme)))


# Where several schemes write a string alike, the one that bibliographies have most often goes first.
_COMMON = {
    scheme: place
    for place, scheme in enumerate(
        ("ala-lc", "bgn-pcgn", "ala-lc-plain", "scientific", "iso-9", "kmu-2010", "bg-2009", "gost-7.79-b")
    )
}


class _Words:
    """The listed words of a language, by the keys of their sound."""

    def __init__(self, language: str) -> None:
        text = files("romanbib.rules").joinpath("respelling", f"{language}.txt").read_text("utf-8")
        self.words = [word for word in text.split("\n") if word and word[0] != "#"]
        self._places: dict[str, int | tuple[int, ...]] = {}
        places = self._places
        for key, place in keys_of_words(self.words, language):
            held = places.get(key)
            places[key] = place if held is None else (*((held,) if isinstance(held, int) else held), place)
        self.endings = Counter(key[-ENDING:] for key in places if len(key) > ENDING)

    def of(self, key: str) -> Iterator[tuple[str, int]]:
        """Yield the words of a key with their rank, the most frequent first."""
        found = self._places.get(key, ())
        for place in (found,) if isinstance(found, int) else found:
            yield self.words[place], place


@cache
def _words(language: str) -> _Words:
    return _Words(language)


@cache
def _listed(language: str) -> frozenset[str]:
    return frozenset(_words(language).words)


def _writing(cyrillic: str, word: str, language: str) -> frozenset[str]:
    """Give the schemes that write a Cyrillic word in lower case as it stands."""
    out = out_of_question(cyrillic, word, language)
    return frozenset(
        scheme
        for scheme in schemes(language)
        if scheme not in out and unicodedata.normalize("NFC", plain_signs(romanize(cyrillic, language, scheme))) == word
    )


@lru_cache(maxsize=1 << 15)
def _sounding(word: str, language: str) -> dict[str, float]:
    """Give the known words that sound like a romanized word, with the logarithm of their share."""
    words = _words(language)
    return {
        cyrillic: -math.log(rank + 10) - _HARMONIC
        for key in keys_of_latin(word, language)
        for cyrillic, rank in words.of(key)
    }


@lru_cache(maxsize=1 << 14)
def readings(word: str, language: str) -> tuple[Reading, ...]:
    """Give the known words that a romanized word can be: those that a scheme writes so first, then by frequency.

    Args:
        word: in lower case and NFC, apostrophes as ``plain_signs`` writes them.
        language: one of ``LANGUAGES``.
    """
    found: list[Reading] = []
    for cyrillic, share in _sounding(word, language).items():
        exact = _writing(cyrillic, word, language)
        found.append(Reading(cyrillic, exact, True, share if exact else share + LENIENT))
    return tuple(sorted(found, key=lambda one: (not one.schemes, -one.share)))


def share_unlisted(word: str, language: str) -> float:
    """Give the logarithm of the share of a romanized word that is not listed."""
    if looks_like(word, language):
        return LIKELY
    return UNLISTED if keys_of_latin(word, language) else IMPOSSIBLE


@lru_cache(maxsize=1 << 15)
def greatest_share(word: str, language: str) -> float:
    """Give what no reading of a romanized word exceeds: told from sounds alone, since most strings go no further."""
    sounding = _sounding(word, language)
    return max(sounding.values()) if sounding else share_unlisted(word, language)


@lru_cache(maxsize=1 << 14)
def looks_like(word: str, language: str) -> bool:
    """Tell whether a romanized word that is not listed ends as words of the language do."""
    endings = _words(language).endings
    return any(endings.get(key[-ENDING:], 0) >= MANY for key in keys_of_latin(word, language) if len(key) > ENDING)


@lru_cache(maxsize=1 << 14)
def brought_back(word: str, language: str, scheme: str) -> Reading | None:
    """Read a word that is not listed as a scheme reads it; None if the scheme does not write it so."""
    if not may_read(word, language, scheme):
        return None
    try:
        back = reversed_table(language, scheme).word(word)
    except NotReversibleError:
        return None
    if not back.certain or not set(keys_of_cyrillic(back.text, language)) & set(keys_of_latin(word, language)):
        return None  # the second: etnograficheskoe is not what ISO 9 makes of етнографицхеское
    known = is_word(back.text, language)
    return Reading(back.text, frozenset((scheme,)), known, UNLISTED + (2.0 if known else 0.0))


@lru_cache(maxsize=1 << 12)
def in_dictionary(word: str, language: str) -> bool:
    """Tell whether pymorphy3 knows a romanized word that is not listed, as one of the schemes has it."""
    if language not in DICTIONARIES or _dictionary(language) is None:
        return False
    return any(
        back is not None and back.listed for back in (brought_back(word, language, one) for one in schemes(language))
    )


def is_word(word: str, language: str) -> bool:
    """Tell whether a Cyrillic word in lower case is listed, or known to pymorphy3 where that is installed."""
    if word in _listed(language):
        return True
    known = _dictionary(language) if language in DICTIONARIES else None
    return known is not None and known(word)


@cache
def _dictionary(language: str) -> Callable[[str], bool] | None:
    try:
        return import_module("pymorphy3").MorphAnalyzer(lang=language).word_is_known  # type: ignore[no-any-return]
    except (ImportError, ValueError):  # the package, or its dictionary of this language, is not installed
        return None
