"""Write a romanized string in another scheme: back to Cyrillic or vocalized Persian, and out again."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from ..persian.sentence import with_ezafe
from ..persian.spelling import bare
from ..persian.vocalization import vocalize
from ..tables.registry import ids
from ..tables.reverse import MARKS
from ..word_memo import romanize
from . import cyrillic_words as cyrillic
from . import persian_words as persian
from .recognition import Recognition, recognize
from .words import plain_signs, words

# How sure a word is that is not listed: a dictionary knows it, a scheme writes it so, it is left as it stands.
KNOWN, BY_RULE, LEFT = 0.93, 0.85, 0.3
GUESSED = 0.5  # read by a scheme that the string as a whole does not follow
SUPPLIED_EZAFE = 0.75  # of a string whose ezafes are supplied
_SOFTENED = re.compile("(?<=[лнтдсзвмр])(?=[бвгджзклмнпстфхцчшщ]|$)")  # where a soft sign may have been left out
MOST_SOFTENED = 2
_ARTICLE = re.compile("[ae]l-(?=.)")
_JOINT, _QUOTED = re.compile(r"[-’'](?=\s)"), re.compile(r"(?<!\S)[‘'’]")  # Du’ fasl’nāmeh; not ‘a quotation’
_LETTER = re.compile(rf"[^\W\d_ʰ-˿][{MARKS}]?")


@dataclass(frozen=True, slots=True)
class Respelling:
    """A romanized string in another scheme.

    Attributes:
        text: the string in the wanted scheme.
        original: what it was brought back to: Cyrillic, or vocalized Persian.
        language: BCP 47 subtag of its language.
        before: id of the scheme that it followed, the best that fits; "" if it followed none.
        scheme: id of the wanted scheme.
        confidence: from 0 to 1, that it is all right.
        doubts: what lowers the confidence, a phrase each.
    """

    text: str
    original: str
    language: str
    before: str
    scheme: str
    confidence: float
    doubts: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """What a report calls the change, such as ``respell: ru/bgn-pcgn → ru/ala-lc (0.97)``."""
        before = self.before or "ad hoc"
        return f"respell: {self.language}/{before} → {self.language}/{self.scheme} ({self.confidence:.2f})"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word brought back: where it stood, its original, what it becomes, how sure that is."""

    start: int
    end: int
    original: str
    output: str
    sure: float


def respelled(text: str, scheme: str, language: str | None = None) -> Respelling | None:
    """Write a romanized string in another scheme.

    Args:
        text: a title, a name, a phrase in Latin letters.
        scheme: id of the wanted scheme.
        language: BCP 47 tag of the language that the record says it is in, if it says so.

    Returns:
        None if it is no romanization, the scheme does not write its language, or it follows the scheme as it is.
    """
    found = recognize(text, language)
    if found is None or scheme in found.schemes or scheme.partition("+")[0] not in ids(found.language):
        return None
    doubts: list[str] = []
    if found.language == persian.LANGUAGE:
        some = _persian(text, scheme, doubts)
    else:
        some = list(_cyrillic(text, found, scheme, doubts))
    output, original = _with(text, some, "output"), _with(text, some, "original")
    if output == text:
        return None
    lengths = [one.end - one.start for one in some]
    mean = sum(one.sure * length for one, length in zip(some, lengths, strict=True)) / sum(lengths)
    confidence = found.confidence * mean * (0.7 + 0.3 * min(one.sure for one in some))
    if any("ezafe" in doubt for doubt in doubts):
        confidence *= SUPPLIED_EZAFE
    before = found.schemes[0] if found.schemes else ""
    return Respelling(output, original, found.language, before, scheme, round(confidence, 2), tuple(doubts))


def _with(text: str, some: list[_Word], what: str) -> str:
    parts, end = [], 0
    for one in some:
        parts += [text[end : one.start], getattr(one, what)]
        end = one.end
    return "".join([*parts, text[end:]])


def _cyrillic(text: str, found: Recognition, scheme: str, doubts: list[str]) -> Iterator[_Word]:
    for word in words(text):
        plain = plain_signs(word.lower)
        original, sure = _read(plain, found, scheme)
        if not original:
            doubts.append(f"{word.written} is left as it stands")
            yield _Word(word.start, word.end, word.written, word.written, LEFT)
            continue
        if sure < KNOWN:
            doubts.append(f"{word.written} read as {original}")
        original = _cased(original, word.written)
        yield _Word(word.start, word.end, original, romanize(original, found.language, scheme), sure)


def _read(plain: str, found: Recognition, scheme: str) -> tuple[str, float]:
    """Read a word as the string's schemes have it, else the likeliest way: the Cyrillic, "" if none, and how sure."""
    language, fitting = found.language, frozenset(found.schemes)
    known = cyrillic.readings(plain, language)
    if known:
        of_scheme = [one for one in known if one.schemes & fitting] if fitting else []
        candidates = of_scheme or [one for one in known if one.schemes] or list(known)
        best = max(candidates, key=lambda one: one.share)
        # Readings that come out alike are one: whether еще or ещё was meant is no matter where both are eshche.
        outputs = [romanize(one.cyrillic, language, scheme) for one in candidates]
        chosen = romanize(best.cyrillic, language, scheme)
        weights = [math.exp(one.share) for one in candidates]
        alike = sum(weight for weight, output in zip(weights, outputs, strict=True) if output == chosen)
        return best.cyrillic, 0.99 * alike / sum(weights)
    backs = [
        back
        for one in found.schemes or cyrillic.schemes(language)
        if (back := cyrillic.brought_back(plain, language, one))
    ]
    listed = [back for back in backs if back.listed]
    if listed:
        return listed[0].cyrillic, KNOWN
    if not fitting:
        for back in backs:
            if softened := _softened(back.cyrillic, language):
                return softened, BY_RULE
    return (backs[0].cyrillic, BY_RULE if fitting else GUESSED) if backs else ("", LEFT)


def _softened(word: str, language: str) -> str:
    """Give a word with the soft signs that make a known word of it; "" if none do."""
    places = [match.start() for match in _SOFTENED.finditer(word)]
    for count in range(1, MOST_SOFTENED + 1):
        for chosen in combinations(places, count):
            parts = [word[start:end] for start, end in zip((0, *chosen), (*chosen, len(word)), strict=True)]
            if cyrillic.is_word("ь".join(parts), language):
                return "ь".join(parts)
    return ""


def _cased(original: str, written: str) -> str:
    """Give a word the capitals of its romanization; SShA, with one for each Cyrillic letter, is США."""
    letters = [char for char in written if char.lower() != char.upper()]
    capitals = sum(map(str.isupper, letters))
    if len(original) > 1 and capitals > 1 and capitals in (len(letters), len(original)):
        return original.upper()
    return original[:1].upper() + original[1:] if letters and letters[0].isupper() else original


def _persian(text: str, scheme: str, doubts: list[str]) -> list[_Word]:
    tokens = list(persian.TOKEN.finditer(text))
    marked = persian.marks_long_a(text)
    found = [persian.reading(unicodedata.normalize("NFC", token[0].lower()), marked) for token in tokens]
    originals = [one.vocalized if one else "" for one in found]
    if len(tokens) > 1 and not any(one.ezafe for one in found if one) and all(originals):
        supplied = _with_supplied_ezafes(originals)
        if supplied != originals:
            doubts.append("its ezafes are supplied")
            originals = supplied
    some: list[_Word] = []
    for token, one, original in zip(tokens, found, originals, strict=True):
        start, end = token.span()
        if one is None:
            doubts.append(f"{token[0]} is left as it stands")
            some.append(_Word(start, end, token[0], token[0], LEFT))
            continue
        if one.sure < BY_RULE:
            doubts.append(f"{token[0]} read as {original}")
        output = romanize(original, persian.LANGUAGE, scheme)
        first = _LETTER.search(token[0])
        if first is not None and first[0][0].isupper():
            output = _capitalized(output)
        if _JOINT.match(text, end) and not _QUOTED.search(text):
            end += 1
        some.append(_Word(start, end, original, output, one.sure))
    return some


def _with_supplied_ezafes(originals: list[str]) -> list[str]:
    """Supply the ezafes of a string that is written without any, as the vocalizer has them."""
    line = vocalize(" ".join(map(bare, originals)), kind="title")
    if len(line.words) != len(originals):
        return originals
    return [with_ezafe(one) if word.ezafe else one for one, word in zip(originals, line.words, strict=True)]


def _capitalized(output: str) -> str:
    """Set the capital of a word, behind its article."""
    start = match.end() if (match := _ARTICLE.match(output)) else 0
    letter = _LETTER.search(output, start)
    if letter is None:
        return output
    return output[: letter.start()] + letter[0].capitalize() + output[letter.end() :]
