"""Romanized Persian words found in the lexicon by their sound: whole, with their endings, or as compounds."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache

from ..persian.sentence import with_ezafe
from ..persian.spelling import ZWNJ, bare
from ..tables.registry import available
from ..word_memo import romanize
from .persian_index import SECOND, entries, entries_like, share
from .persian_sounds import keys_of_latin
from .words import plain_signs

LANGUAGE = "fa"
IMPOSSIBLE = math.log(1e-9)  # share of a word that the lexicon has nothing like
_MOST_FREQUENT = -4.5  # share that no word exceeds
EZAFE = -4.0  # share of an ezafe
_UNLIKE = 20.0  # what a spelling loses that has nothing of a scheme's own
_EXACT = 1.0  # what a spelling gains that is a scheme's own, signs and marks included
_VOWEL = 3.0  # what a reading loses that has a short vowel for a long one, or one for two
_AYN = 1.5  # what a reading loses whose ayn or hamza the spelling leaves out; three times that the other way round
_SHORT = 2.0  # what a key of one or two letters loses: too many words of other languages have it
# What an analysis loses against a word found whole: an ending, a compound at a joint, one that is written solid.
_ENDING, _COMPOUND, _SOLID = 1.0, 2.0, 6.0
_MISSPELLED = 2.0
_OTHER_HALF = 0.1  # how much the better half of a compound counts
_BOTH_HALVES = 1 + 2 * _OTHER_HALF
SHORTEST_PART, SHORTEST_SOLID = 3, 8  # letters of a half of a compound that is written solid, and of the whole
# Likeness of a spelling whose vowels are none of the lexicon's; and likeness that leaves little doubt.
ALIKE, NEAR = 0.82, 0.87
_OTHERWISE = 0.99  # how much likeness counts that is not identity

_HYPHEN = "\u2010\u2011-"
_SIGNS = "'’ʼʹʺ`´‘ʻʿʾ"
_ARTICLE = rf"[ {_SIGNS}{_HYPHEN}][aoue]l[ {_SIGNS}{_HYPHEN}](?=[^\W\d_])"
TOKEN = re.compile(
    rf"[{_SIGNS}]?[^\W\d_](?:{_ARTICLE}|[^\W\d_]|[\u0300-\u036f]|[{_SIGNS}{_HYPHEN}]{{1,2}}(?=[^\W\d_])|[ʹʻʿ](?!\w))*+"
)
# An ezafe as people write it: -e, -ye, -i, -yi, -ʼi; behind a blank as well.
_EZAFE = re.compile(rf"(?<=[^\W\d_])[{_SIGNS}]?[{_HYPHEN}][{_SIGNS}]?(?:y?[eiē]|yé|é)$")
_PARTS = re.compile(rf"[{_SIGNS}{_HYPHEN}]+")
# Endings: how they are written, what they add, whether they bring an ezafe.
_ENDINGS = (
    (re.compile(rf"[{_SIGNS}{_HYPHEN}]?h[aāâá]$"), f"{ZWNJ}ها", False),
    (re.compile(rf"[{_SIGNS}{_HYPHEN}]?h[aāâá][{_SIGNS}{_HYPHEN}]?y[ei]$"), f"{ZWNJ}ها", True),
    (re.compile(rf"[{_SIGNS}{_HYPHEN}]?h[aāâá][{_SIGNS}]?y?[iī]$"), f"{ZWNJ}هایی", False),
    (re.compile(rf"[{_SIGNS}{_HYPHEN}]?t[aā]r$"), f"{ZWNJ}تَر", False),
    (re.compile(rf"[{_SIGNS}{_HYPHEN}]?tar[iī]n$"), f"{ZWNJ}تَرین", False),
    (re.compile("[āâa]n$"), "ان", False),
    (re.compile("[āâa]t$"), "ات", False),
    (re.compile(rf"[{_SIGNS}]?y?[iī]$"), "ی", False),
)
_GRAMMAR = re.compile(r"(?<![\w-])(?:va|dar|az|bar|bā|rā|tā|barā[-ʼ']?y[ei]|baray[ei])(?![\w-])|h[aā]-?y[ei](?!\w)")
_ENGLISH = re.compile(r"(?<![\w-])(?:and|of|the|in|for|from|on|to)(?![\w-])")
_AL = re.compile(r"(?<!\w)al-", re.IGNORECASE)
_SILENT_HE = ("ِه", "َه")
_TWO_VOWELS = ("ای", "یی", "ئی")
_ADJECTIVE_OF_HE = re.compile(rf"e[h{_SIGNS}{_HYPHEN}]*y?[iī]$")  # hastei, hasteh-i: هسته‌ای
_OF_HE = f"{ZWNJ}ای"  # its ending
_INNER_AYN = re.compile("(?<=.)[ʻʿʾʼ'](?=.)")  # ’ is a joint as often
_HAS_AYN = re.compile("[عءئأؤ]")
_AND = frozenset(("v", "o", "u", "wa"))  # و as people write it who do not write va
_MACRON_A = re.compile("[āâ]")

# How sure a word is that is found as it stands, is spelled unlike any scheme, has vowels of its own, consists of parts,
# or of parts written solid; and what is left of that if another reading comes as close as CLOSE.
FOUND, UNLIKELY, MISSPELLED, PARTS, SOLID = 0.98, 0.85, 0.7, 0.98, 0.6
RIVALLED, CLOSE = 0.85, 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a romanized word.

    Attributes:
        vocalized: the word vocalized, with the ezafe that it is written with.
        ezafe: whether it is written with one.
        share: logarithm of its share in running text, less what speaks against this reading.
        sure: from 0 to 1, how sure it is that this word is meant, if the string is Persian.
    """

    vocalized: str
    ezafe: bool
    share: float
    sure: float


def has_ezafe(text: str) -> bool:
    """Tell whether something in a string is written like an ezafe."""
    return any(_EZAFE.search(token.lower()) for token in text.split())


def has_grammar(text: str) -> bool:
    """Tell whether a string has a word of Persian grammar, and none of English grammar."""
    return _GRAMMAR.search(text) is not None and _ENGLISH.search(text) is None


def has_article(text: str) -> bool:
    """Tell whether a string has an Arabic article."""
    return _AL.search(text) is not None


def marks_long_a(text: str) -> bool:
    """Tell whether a string tells ā from a."""
    return _MACRON_A.search(text.lower()) is not None


@cache
def schemes() -> tuple[str, ...]:
    """Ids of the schemes of Persian, the commonest first."""
    ids = [table.id for table in available(LANGUAGE)]
    return tuple(sorted(ids, key=lambda scheme: (not scheme.startswith(("ala-lc", "ijmes", "iran")), scheme)))


def _letters(text: str, *, with_macrons: bool) -> str:
    """Give the letters of a spelling without its signs and marks, but for the macron of ā if it is to count."""
    text = _PARTS.sub("", text.lower().replace(" ", ""))
    if with_macrons:
        text = _MACRON_A.sub("ɑ", unicodedata.normalize("NFC", text)).replace("ɑi", "ɑyi").replace("ɑī", "ɑyi")
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return plain.replace("ow", "o").replace("ou", "o")


@lru_cache(maxsize=1 << 14)
def spelled(vocalized: str, scheme: str) -> str:
    """Write a vocalized word in a scheme."""
    return romanize(vocalized, LANGUAGE, scheme)


def _likeness(latin: str, spellings: Iterable[str], marked: bool, least: float = 0.0) -> float:
    """Tell how near a spelling is to the nearest of those that schemes have, from 0 to 1; 0 if not ``least``."""
    with_macrons = marked or _MACRON_A.search(latin) is not None
    given = _letters(latin, with_macrons=with_macrons)
    best = 0.0
    for one in spellings:
        other = _letters(one, with_macrons=with_macrons and _MACRON_A.search(one) is not None)
        if other == given:
            return 1.0
        matcher = SequenceMatcher(None, given, other, autojunk=False)
        if _OTHERWISE * matcher.quick_ratio() > max(best, least):
            best = max(best, _OTHERWISE * matcher.ratio())
    return best if best >= least else 0.0


def _fit(latin: str, vocalized: str, spellings: Sequence[str], marked: bool) -> float:
    """Weigh how well a spelling fits a reading, as what is added to the reading's share."""
    if plain_signs(latin) in map(plain_signs, spellings):
        return _EXACT
    fit = -_UNLIKE * (1 - _likeness(latin, spellings, marked))
    if _ADJECTIVE_OF_HE.search(latin) and not vocalized.endswith(_TWO_VOWELS):
        fit -= _VOWEL
    longer = len(_MACRON_A.findall(latin)) - max(len(_MACRON_A.findall(one)) for one in spellings)
    fit -= _VOWEL * max(longer, 0)
    written, has = _INNER_AYN.search(latin) is not None, _HAS_AYN.search(vocalized) is not None
    return fit - (_AYN if has and not written else 3 * _AYN if written and not has and "\u200c" not in vocalized else 0)


def _loss_of_short(key: str) -> float:
    return _SHORT if len(key) < 3 else 0.0


@lru_cache(maxsize=1 << 14)
def _whole(latin: str, marked: bool, second: bool = False) -> tuple[Reading, ...]:
    """Find a spelling in the lexicon as it stands, or among the second parts of compounds."""
    found: dict[str, Reading] = {}
    for key in keys_of_latin(latin):
        for vocalized, spellings in entries(SECOND + key if second else key):
            if vocalized not in found:
                fit = _fit(latin, vocalized, spellings, marked)
                sure = FOUND if fit > -_AYN - _VOWEL / 2 else UNLIKELY
                found[vocalized] = Reading(vocalized, False, share(vocalized) + fit - _loss_of_short(key), sure)
    return tuple(sorted(found.values(), key=lambda one: -one.share))


@lru_cache(maxsize=1 << 13)
def _nearly(latin: str, marked: bool, second: bool = False) -> tuple[Reading, ...]:
    """Find a spelling whose vowels are none of the lexicon's, by its consonants: motefavet is متفاوت."""
    found: dict[str, Reading] = {}
    for key in keys_of_latin(latin)[:2]:
        for vocalized, spellings in entries_like(SECOND + key if second else key):
            near = _likeness(latin, spellings, marked, ALIKE)
            if near >= ALIKE:
                fit = _fit(latin, vocalized, spellings, marked) - _MISSPELLED
                sure = UNLIKELY if near >= NEAR or second else MISSPELLED
                found[vocalized] = Reading(vocalized, False, share(vocalized) + fit, sure)
    return tuple(sorted(found.values(), key=lambda one: -one.share))


def _stems(latin: str) -> Iterator[tuple[str, str, bool]]:
    """Yield what is left of a spelling without an ending, the ending, and whether that brings an ezafe."""
    if match := _ADJECTIVE_OF_HE.search(latin):
        yield latin[: match.start()] + "e", _OF_HE, False
    for written, ending, ezafe in _ENDINGS:
        match = written.search(latin)
        if match is not None and match.start() >= 2:
            yield latin[: match.start()], ending, ezafe


def _with_ending(latin: str, marked: bool) -> Iterator[Reading]:
    for stem, ending, ezafe in _stems(latin):
        for host in _whole(stem, marked)[:2]:
            vocalized = _ended(host.vocalized, ending)
            if vocalized:
                yield Reading(vocalized, ezafe, host.share - _ENDING, host.sure * PARTS)


def _ended(vocalized: str, ending: str) -> str:
    """Give a word with an ending; "" if it takes none."""
    silent_he = vocalized.endswith(_SILENT_HE)
    if ending == _OF_HE:
        return vocalized + ending if silent_he else ""
    if ending[0] == ZWNJ or not (silent_he or vocalized[-1] in "اوی"):
        return vocalized + ending
    if ending != "ی" or vocalized[-1] == "ی":
        return ""
    return vocalized + (_OF_HE if silent_he else "یی")


def _compounds(latin: str, marked: bool) -> Iterator[Reading]:
    for joint in _PARTS.finditer(latin):
        yield from _joined(latin[: joint.start()], latin[joint.end() :], _COMPOUND, marked)
    if _PARTS.search(latin) is None and len(latin) >= SHORTEST_SOLID:
        for place in range(SHORTEST_PART, len(latin) - SHORTEST_PART + 1):
            yield from _joined(latin[:place], latin[place:], _SOLID, marked)


def _joined(first: str, second: str, loss: float, marked: bool) -> Iterator[Reading]:
    for left in _whole(first, marked)[:1]:
        ends = (*_whole(second, marked, second=True)[:1], *_nearly(second, marked, second=True)[:1])
        for right in (*_whole(second, marked)[:1], *ends, *_with_ending(second, marked)):
            together = min(left.share, right.share) + _OTHER_HALF * (left.share + right.share) - loss
            sure = min(left.sure, right.sure) * (PARTS if loss == _COMPOUND else SOLID)
            yield Reading(f"{left.vocalized}{ZWNJ}{right.vocalized}", right.ezafe, together, sure)


def _without_ezafe(latin: str) -> tuple[str, bool]:
    """Give a spelling without its ezafe, and whether it had one."""
    latin = latin.strip(_HYPHEN)
    written = _EZAFE.search(latin)
    return (latin[: written.start()], True) if written else (latin, False)


@lru_cache(maxsize=1 << 13)
def reading(latin: str, marked: bool = False) -> Reading | None:
    """Read a romanized word, the likeliest way; None if the lexicon has nothing that sounds like it.

    Args:
        latin: a match of ``TOKEN`` in lower case, its ezafe included.
        marked: whether the string tells ā from a, so that what has no mark is short.
    """
    base, written = _without_ezafe(latin)
    if base in _AND and not written:
        return Reading("وَ", False, share("وَ") - 2 * _SHORT, FOUND)
    found = [*_whole(base, marked), *_with_ending(base, marked)]
    if not found or (not written and _PARTS.search(base)):
        found += _compounds(base, marked)
    found = found or list(_nearly(base, marked))
    if not found:
        return None
    best = max(found, key=lambda one: one.share)
    letters = bare(best.vocalized).replace(ZWNJ, "")
    if any(one.share > best.share - CLOSE and bare(one.vocalized).replace(ZWNJ, "") != letters for one in found):
        best = replace(best, sure=best.sure * RIVALLED)
    if not written and not best.ezafe:
        return best
    hamza = written and bool(re.search("[aei]h?$", unicodedata.normalize("NFD", base)))
    vocalized = with_ezafe(best.vocalized, hamza=hamza and best.vocalized.endswith(_SILENT_HE))
    return Reading(vocalized, True, best.share, best.sure)


@lru_cache(maxsize=1 << 14)
def greatest_share(latin: str) -> float:
    """Give what no reading of a word exceeds, nor its having none: told from sounds, since most strings go no further.

    Args:
        latin: as ``reading`` has it; the share of its ezafe is counted in.
    """
    base, written = _without_ezafe(latin)
    found = [_greatest_listed(base), *(_greatest_listed(stem) - _ENDING for stem, _, _ in _stems(base))]
    if base in _AND:
        found.append(share("وَ"))
    joint = _PARTS.search(base) is not None
    if joint or (found[0] == -math.inf and len(base) >= SHORTEST_SOLID):
        found.append(_BOTH_HALVES * _MOST_FREQUENT - (_COMPOUND if joint else _SOLID))
    if found[0] == -math.inf:
        found += (
            share(entry.vocalized) - _MISSPELLED for key in keys_of_latin(base)[:2] for entry in entries_like(key)
        )
    return max(max(found) + _BOTH_HALVES * _EXACT, IMPOSSIBLE) + (EZAFE if written else 0.0)


def _greatest_listed(latin: str) -> float:
    shares = (share(one.vocalized) - _loss_of_short(key) for key in keys_of_latin(latin) for one in entries(key))
    return max(shares, default=-math.inf)
