"""Whether a Latin form stands for the same word or person as a romanization, whatever the spelling convention."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from enum import Enum

# Spellings that romanization schemes and established usage disagree on, brought to one form; longest first.
_CONVENTIONS = [
    ("shch", "s"), ("sch", "s"), ("šč", "s"), ("shh", "s"), ("tch", "c"), ("tsch", "c"),
    ("kh", "h"), ("zh", "z"), ("ch", "c"), ("sh", "s"), ("ts", "c"), ("tz", "c"), ("cz", "c"), ("gh", "g"),
    ("yu", "u"), ("iu", "u"), ("ju", "u"), ("ya", "a"), ("ia", "a"), ("ja", "a"), ("yo", "o"), ("io", "o"), ("jo", "o"),
    ("ye", "e"), ("ie", "e"), ("je", "e"), ("yi", "i"), ("iy", "i"), ("ij", "i"), ("ii", "i"), ("yy", "i"), ("yj", "i"),
    ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ff", "v"),
    ("x", "ks"), ("y", "i"), ("j", "i"), ("w", "v"), ("q", "g"),
]  # fmt: skip
_CONVENTION = re.compile("|".join(written for written, _ in _CONVENTIONS))
_FOLDED = dict(_CONVENTIONS)
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+(?:['’·-](?:[^\W\d_][\u0300-\u036f]*)+)*")
_PATRONYMIC = re.compile("(?:ic|icna|vna)$")  # as folded: Petrovich, Petrovych, Ilʹich, Ilʹinichna, Petrovna
LONGEST_NAME = 4  # words
SAME_WORD = 0.88  # similarity of folded spellings; Aleksandr/Alexander is 0.95, ekonomika/economics 0.67
SAME_GIVEN_NAME = 0.6
SAME_SKELETON = 0.85  # similarity of the consonants of a Persian text without vowels
SHORTEST_SKELETON = 4  # consonants: fewer are shared by too many words


class Kinship(Enum):
    """How a Latin text stands to the romanization of the text beside it."""

    SAME = "the same in another spelling"
    DIFFERING = "the same person, but the names disagree"
    OTHER = "another text, such as a translation"


def unify(word: str) -> str:
    """Bring a Latin spelling to one form across romanization conventions, without diacritics and signs."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", word.lower()) if char.isalpha() and not "ʰ" <= char <= "˿"
    )
    return _CONVENTION.sub(lambda match: _FOLDED[match[0]], plain)


def fold(word: str) -> str:
    """Unify a spelling and write doubled letters once."""
    return re.sub(r"(.)\1+", r"\1", unify(word))


def _skeleton(text: str) -> str:
    """Give what Persian script writes of a text without its vowels."""
    return re.sub("[aeiou ]", "", " ".join(_words(text)))


def similarity(one: str, other: str) -> float:
    """Give the similarity of two folded spellings, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return [word for word in map(fold, _WORD.findall(text)) if word]


def kinship(romanized: str, latin: str, *, without_vowels: bool = False) -> Kinship:
    """Tell whether ``latin`` is another spelling of ``romanized``, the same person's name, or another text.

    Args:
        romanized: the romanization of a text.
        latin: what stands beside the text.
        without_vowels: the text is Persian without vowel signs, so that only consonants can be compared.

    Examples: Aleksandr/Alexander, Khlopov A., Oleg/Khlopov, O.A. and RIA Novosti/RIA Novosti are the same; Kosov A. P./
    Kosov, P. is one person under differing names; Ėkonomika/Economics are different texts.
    """
    ours, theirs = _words(romanized), _words(latin)
    if not ours or not theirs:
        return Kinship.OTHER
    if without_vowels and (skeleton := _skeleton(romanized)):
        same = len(skeleton) >= SHORTEST_SKELETON and similarity(skeleton, _skeleton(latin)) >= SAME_SKELETON
        return Kinship.SAME if same else Kinship.OTHER
    if len(ours) == len(theirs) == 1 and ours == theirs and unify(romanized) != unify(latin):
        return Kinship.OTHER  # a doubled letter makes a cognate (balet, ballet), not a spelling
    same_initials = sorted(word for word in ours if len(word) == 1) == sorted(word for word in theirs if len(word) == 1)
    as_long = abs(len(ours) - len(theirs)) <= len(ours) // 4
    if same_initials and as_long and similarity(" ".join(ours), " ".join(theirs)) >= SAME_WORD:
        return Kinship.SAME
    if not 2 <= max(len(ours), len(theirs)) <= LONGEST_NAME or not _like_a_name(romanized, latin):
        return Kinship.OTHER
    family = max(
        ((similarity(one, other), one, other) for one in ours if len(one) > 2 for other in theirs if len(other) > 2),
        default=(0.0, "", ""),
    )
    if family[0] < SAME_WORD:
        return Kinship.OTHER
    ours.remove(family[1])
    theirs.remove(family[2])
    if _has_initials(romanized) or _has_initials(latin):
        return _given_names(ours, theirs)
    # Without initials, two words may as well be a title: Sovetskiĭ Iran is no spelling of Soviet Iran.
    return Kinship.SAME if ours and theirs and similarity(ours[0], theirs[0]) >= SAME_WORD else Kinship.OTHER


def _like_a_name(*texts: str) -> bool:
    """Tell whether texts look like names rather than titles: initials, or two words in all."""
    return all(len(_words(text)) <= 2 for text in texts) or any(map(_has_initials, texts))


def _has_initials(text: str) -> bool:
    return any(word[0].isupper() and len(fold(word)) == 1 for word in _WORD.findall(text))


def _given_names(ours: list[str], theirs: list[str]) -> Kinship:
    """Compare given names and initials once the family names agree.

    Every name of the shorter list must have its match in the longer one, in any order, and the longer one's first name
    must be among the matched: A. P. may become A., but not P. A word without a match that is neither an initial nor a
    patronymic means that one of the texts holds more than the name: Yakovlev A. A. Kant is not Kant, I.
    """
    shorter, longer = sorted((ours, theirs), key=len)
    unmatched = dict(enumerate(longer))
    missing: list[str] = []
    for name in shorter:
        match = next((place for place, other in unmatched.items() if _same_given(name, other)), None)
        if match is None:
            missing.append(name)
        else:
            del unmatched[match]
    strange = [name for place, name in unmatched.items() if place == 0 or not _PATRONYMIC.search(name)]
    if any(len(name) > 2 for name in (*missing, *strange)):
        return Kinship.OTHER
    return Kinship.DIFFERING if missing or 0 in unmatched else Kinship.SAME


def _same_given(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return similarity(one, other) >= SAME_GIVEN_NAME
