"""Tell whether a Latin string is romanized Russian, Ukrainian, Bulgarian or Persian, and by which scheme.

Each language says how likely it finds the words, and so do the languages that are no romanization
(``rules/respelling/other-languages.tsv``); the likeliest wins, with the confidence that its lead gives.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from . import cyrillic_words as cyrillic
from . import persian_words as persian
from .scheme_pieces import may_write
from .words import Word, greatest_share_elsewhere, other_script, plain_signs, words

LONGEST = 600  # characters of a string that is looked at; a longer one is judged by its beginning
# Logarithms: most strings in Latin letters are no romanization, and most romanizations are of Russian or Persian.
PRIORS = {"ru": -2.5, "uk": -3.0, "bg": -4.0, "fa": -3.0}
CONSISTENT = 1.5  # what a string of several words gains that are all spelled by one scheme
MOST = 0.99  # confidence that no lead exceeds
LEAST = 0.05  # confidence below which nothing is said
# Confidence that no string of Persian words exceeds that has no Persian grammar, and none that has the Arabic article.
UNPROVEN, ARABIC_AS_WELL = 0.7, 0.4
SAID = 4.0  # what a language gains that the record names, and what the others lose
HOPELESS = 6.0  # what no consistency makes up for
EXPLAINED = -10.0  # share a word above which a string without an ezafe is not tried as Persian
NEGLIGIBLE = 9.0  # lag behind another language that leaves no trace in a confidence
SHORTEST_SURE = 9  # letters; shorter strings are names and chance


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a Latin string is a romanization of.

    Attributes:
        language: BCP 47 subtag of the language that was romanized: ru, uk, bg or fa.
        schemes: ids of the schemes that fit, best first; empty if it follows none.
        confidence: from 0 to 1, that it is a romanization of this language.
        evidence: what speaks for it, a phrase each.
    """

    language: str
    schemes: tuple[str, ...]
    confidence: float
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class _Hypothesis:
    """A string as one language reads it."""

    language: str
    share: float = 0.0
    known: int = 0  # letters in known words
    letters: int = 0
    schemes: set[str] | None = None
    evidence: list[str] = field(default_factory=list)


def recognize(text: str, language: str | None = None) -> Recognition | None:
    """Tell what a Latin string is a romanization of.

    Args:
        text: a title, a name, a phrase; a long one is judged by its beginning.
        language: BCP 47 tag of the language that the record says it is in, if it says so.

    Returns:
        None if it is a romanization of nothing known here, such as a text in English, or there is no telling.
    """
    return _recognized(text[:LONGEST], language.split("-")[0].lower() if language else "")


@lru_cache(maxsize=1 << 12)
def _recognized(text: str, language: str) -> Recognition | None:
    if other_script(text):
        return None
    some = words(text)
    if not some:
        return None
    elsewhere = greatest_share_elsewhere(some)
    hypotheses = _hypotheses(text, some, language, elsewhere)
    if not hypotheses:
        return None
    hypotheses.sort(key=lambda one: -one.share)
    best = hypotheses[0]
    if not best.known or best.share < elsewhere - HOPELESS:
        return None
    rivals = [elsewhere, *(one.share for one in hypotheses[1:])]
    if _confidence(text, best, best.share + CONSISTENT, rivals) < LEAST:
        return None
    fitting = _fitting_persian(text) if best.language == persian.LANGUAGE else _fitting(some, best)
    share = best.share + (CONSISTENT if fitting and len(some) > 1 else 0.0)
    confidence = _confidence(text, best, share, rivals)
    if confidence < LEAST:
        return None
    return Recognition(best.language, fitting, round(confidence, 3), tuple(best.evidence[:5]))


def _hypotheses(text: str, some: Sequence[Word], said: str, elsewhere: float) -> list[_Hypothesis]:
    """Read a string as each language that may turn out likely."""
    found: list[_Hypothesis] = []
    least = elsewhere - HOPELESS
    plain = [plain_signs(word.lower) for word in some]
    greatest = {
        language: [cyrillic.greatest_share(word, language) for word in plain] for language in cyrillic.LANGUAGES
    }
    for language in sorted(greatest, key=lambda language: -sum(greatest[language])):
        one = _as_cyrillic(some, language, said, greatest[language], least)
        if one is not None:
            found.append(one)
            least = max(least, one.share - NEGLIGIBLE)
    read = max((one.share for one in found), default=-math.inf)
    if persian.has_ezafe(text) or max(read, elsewhere) < EXPLAINED * len(some):
        one = _as_persian(text, said, least)
        if one is not None:
            found.append(one)
    return found


def _most_for_persian(text: str) -> float:
    """Give the most that may be thought of a string as Persian: its words are those of Arabic and Urdu titles, too."""
    if persian.has_ezafe(text) or persian.has_grammar(text):
        return 1.0
    return ARABIC_AS_WELL if persian.has_article(text) else UNPROVEN


def _confidence(text: str, best: _Hypothesis, share: float, rivals: Sequence[float]) -> float:
    """Give the confidence that the lead of a share is worth, less where words are unknown or few."""
    lead = -math.log(sum(math.exp(min(rival - share, 50.0)) for rival in rivals) + 1e-9)
    sure = MOST / (1 + math.exp(-lead))
    covered = best.known / best.letters
    confidence = sure * min(1.0, covered + 0.25) * min(1.0, best.known / SHORTEST_SURE)
    return min(confidence, _most_for_persian(text)) if best.language == persian.LANGUAGE else confidence


def _prior(language: str, said: str) -> float:
    return PRIORS[language] + (SAID if language == said else -SAID if said else 0.0)


def _as_cyrillic(
    some: Sequence[Word], language: str, said: str, greatest: Sequence[float], least: float
) -> _Hypothesis | None:
    """Read a string as a language in Cyrillic; None as soon as its share cannot become ``least``."""
    found = _Hypothesis(language, share=_prior(language, said) + sum(greatest))
    # Long words tell most; frequent short ones could be of any language.
    for word, at_best in sorted(zip(some, greatest, strict=True), key=lambda pair: -len(pair[0].lower)):
        if found.share < least:
            return None
        plain = plain_signs(word.lower)
        found.letters += len(plain)
        one = next(iter(cyrillic.readings(plain, language)), None)
        if one is None:
            if cyrillic.looks_like(plain, language):
                found.known += len(plain) if cyrillic.in_dictionary(plain, language) else len(plain) // 2
            continue
        found.share += one.share - at_best
        found.known += len(plain)
        if len(found.evidence) < 5:
            found.evidence.append(f"{word.written}: {one.cyrillic}")
    return found


def _as_persian(text: str, said: str, least: float) -> _Hypothesis | None:
    """Read a string as Persian; None as soon as its share cannot become ``least``."""
    tokens = persian.TOKEN.findall(text)
    greatest = [persian.greatest_share(token.lower()) for token in tokens]
    found = _Hypothesis(persian.LANGUAGE, share=_prior(persian.LANGUAGE, said) + sum(greatest))
    marked = persian.marks_long_a(text)
    for token, at_best in zip(tokens, greatest, strict=True):
        if found.share < least:
            return None
        found.letters += len(token)
        one = persian.reading(token.lower(), marked)
        if one is None:
            found.share += persian.IMPOSSIBLE - at_best
            continue
        found.share += one.share + (persian.EZAFE if one.ezafe else 0.0) - at_best
        found.known += len(token)
        if len(found.evidence) < 5:
            found.evidence.append(f"{token}: {one.vocalized}")
    return found


def _fitting(some: Sequence[Word], best: _Hypothesis) -> tuple[str, ...]:
    """Give the schemes that write every word as it stands, best first."""
    left = list(cyrillic.schemes(best.language))
    unlisted: list[str] = []
    for word in some:
        plain = plain_signs(word.lower)
        known = cyrillic.readings(plain, best.language)
        if not known:
            unlisted.append(plain)
            continue
        having = frozenset().union(*(one.schemes for one in known))
        left = [scheme for scheme in left if scheme in having]
    return tuple(
        scheme
        for scheme in left
        if all(cyrillic.brought_back(word, best.language, scheme) is not None for word in unlisted)
    )


def _fitting_persian(text: str) -> tuple[str, ...]:
    """Give the schemes that write every Persian word as it stands, best first."""
    marked = persian.marks_long_a(text)
    some: list[tuple[str, str]] = []
    for token in persian.TOKEN.finditer(text):
        lower = unicodedata.normalize("NFC", token[0].lower())
        one = persian.reading(lower, marked)
        if one is None:
            return ()
        some.append((one.vocalized, plain_signs(lower)))
    return tuple(
        scheme
        for scheme in persian.schemes()
        if all(may_write(vocalized, written, persian.LANGUAGE, scheme) for vocalized, written in some)
        and all(plain_signs(persian.spelled(vocalized, scheme)) == written for vocalized, written in some)
    )
