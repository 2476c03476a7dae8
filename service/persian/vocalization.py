"""Persian in, vocalized Persian out: unwritten vowels, doubled consonants and the ezafe restored, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from . import ezafe
from .context import choose
from .letters import read_letters
from .lexicon import Reading
from .sentence import VERBS, WORD, Word, sentence, settle, with_ezafe
from .spelling import DAMMA, FATHA, HAMZA_ABOVE, KASRA, SIGNS, half_signed, lacks_vowels, plain_letters, signed
from .words import readings

# A short vowel; the one before a silent he is not counted, most writers leave it out.
_SHORT_VOWEL = re.compile(f"[{FATHA}{DAMMA}]|{KASRA}(?!ه(?:$|[^{SIGNS}\\w]))")
_AYN = "ع"
_EZAFE_INSIDE = re.compile(f"{KASRA}\u200c(?!ال)")
_TATWEELS = re.compile("\u0640+")  # typed for a dash where they stand alone
PROPER = frozenset(("given", "laqab", "place", "people", "person", "pn"))
OWN = ("given", "laqab", "place")  # names also inside a phrase of another kind: تاریخ ایران
_ALONE = frozenset(("surname", "inst"))  # names of persons and institutions; many are common words as well
_NAMES = PROPER | _ALONE
_PLURALS = ("ان", "ها", "یان")
FAMILY = ("surname", "nisba")  # most are adjectives, too: names only behind a name
GUESS = 0.7  # below this the letters are asked, too
UNSURE = 0.85  # below this a person should look


class VocalizedWord(NamedTuple):
    """A word with its vowels.

    Attributes:
        start, end: where it stands in the source, in characters; a joined ending (کتاب ها) belongs to it.
        source: the word as it stood.
        vocalized: the word with its vowels, its ezafe included.
        decided_by: ``writer``, ``override``, ``lexicon``, ``phrase``, ``affix``, ``letters`` or ``nothing``.
        ezafe: whether it has an ezafe.
        confidence: from 0 (a guess) to 1.
        sure_of_ezafe: how sure that is, from 0 to 1.
        readings: the readings that it could have, the chosen one first.
        proper: whether it is the name of a person, a place or a people.
    """

    start: int
    end: int
    source: str
    vocalized: str
    decided_by: str
    ezafe: bool
    confidence: float
    sure_of_ezafe: float = 1.0
    readings: tuple[Reading, ...] = ()
    proper: bool = False

    def alternatives(self) -> tuple[str, ...]:
        """Give what else the word could be, vocalized, the likelier first."""
        forms = [with_ezafe(one.vocalized) if self.ezafe else one.vocalized for one in self.readings[:4]]
        if forms and self.sure_of_ezafe < 0.9:
            chosen = self.readings[0].vocalized
            forms.insert(0, chosen if self.ezafe else with_ezafe(chosen))
        return tuple(form for form in dict.fromkeys(forms) if form != self.vocalized)


@dataclass(frozen=True, slots=True)
class Vocalization:
    """A vocalized text: the source, ``text`` with its words changed and all else as it stood, and the words."""

    source: str
    text: str
    words: tuple[VocalizedWord, ...]


def vocalize(text: str, *, kind: str = "text", settled: Sequence[tuple[int, int, str]] = ()) -> Vocalization:
    """Write the unwritten vowels of Persian into it.

    Args:
        text: Persian of one language; vowel signs that it carries are obeyed.
        kind: what the text is, one of ``romanbib.persian.KINDS``: it steers names and the ezafe.
        settled: places whose reading is known: (start, end, vocalized); an ezafe behind them is still to be decided.
    """
    if signed(text) and (written := _by_the_writer(text)):
        return Vocalization(text, plain_letters(text), written)
    words = sentence(text)
    for place in settled:
        settle(words, *place)
    for word in words:
        unknown = not word.readings or word.readings[0].confidence < GUESS
        if unknown and (not signed(word.plain) or half_signed(word.plain)):
            word.readings = tuple(sorted((*word.readings, *read_letters(word.plain)), key=lambda one: -one.confidence))
        if kind == "name" and word.plain == _AYN:  # an initial: ʻA. Ṣādiqī
            word.readings = (Reading(_AYN + FATHA, "abbr", "letters", 0.5, "never"),)
    choose(words, kind)
    ezafe.decide(words, kind)
    parts: list[str] = []
    done: list[VocalizedWord] = []
    end = 0
    before = None
    for word in words:
        one = _written(word, text, before)
        before = word if word.readings else None
        done.append(one)
        parts.append(_dashes(text[end : word.start]))
        parts.append(one.vocalized)
        end = word.end
    parts.append(_dashes(text[end:]))
    return Vocalization(text, "".join(parts), tuple(done))


def _dashes(gap: str) -> str:
    return _TATWEELS.sub("–", gap) if "\u0640" in gap else gap


def _by_the_writer(text: str) -> tuple[VocalizedWord, ...]:
    """Give the words of a text that its writer vocalized throughout, exactly as they stand; none if a word lacks it."""
    words: list[VocalizedWord] = []
    for match in WORD.finditer(text):
        plain = plain_letters(match[0])
        if not _complete(plain):
            return ()
        proper = any(one.pos in PROPER for one in readings(plain)[:1])
        words.append(VocalizedWord(*match.span(), match[0], plain, "writer", plain.endswith(KASRA), 1.0, proper=proper))
    return tuple(words)


def _complete(word: str) -> bool:
    """Tell whether a word has all its short vowels: as many as one of its known readings, if it has any."""
    known = readings(word)
    if not known:
        return not lacks_vowels(word) and not half_signed(word)
    own = len(_SHORT_VOWEL.findall(word.removesuffix(KASRA)))
    return any(len(_SHORT_VOWEL.findall(one.vocalized.removesuffix(KASRA))) <= own for one in known)


def _written(word: Word, text: str, before: Word | None) -> VocalizedWord:
    source = text[word.start : word.end]
    if not word.readings:
        return VocalizedWord(word.start, word.end, source, word.plain, "nothing", False, 0.1)
    chosen = word.readings[0]
    # آل‌احمد is two words behind its ezafe; the be- of a verb (بایستد) is none.
    vocalized = chosen.vocalized if chosen.pos in VERBS else _EZAFE_INSIDE.sub(f"{KASRA} ", chosen.vocalized)
    has_ezafe = bool(word.ezafe) or word.plain.endswith(KASRA)
    hamza = word.key.endswith(("ۀ", HAMZA_ABOVE))
    return VocalizedWord(
        word.start,
        word.end,
        source,
        with_ezafe(vocalized, hamza=hamza) if has_ezafe else vocalized,
        chosen.source,
        has_ezafe,
        chosen.confidence * word.sure_of_ezafe,
        word.sure_of_ezafe,
        word.readings,
        chosen.pos in PROPER
        or (chosen.source == "phrase" and _is_own(word, chosen))
        or (chosen.pos in FAMILY and before is not None and before.readings[0].name != "")
        or (chosen.pos in _ALONE and chosen.source != "phrase" and _is_name_alone(word.plain)),
    )


def _is_name_alone(word: str) -> bool:
    """Tell whether a name is nothing else: پوتین, but not کریمی, which is an adjective, nor قربانیان, a plural."""
    if any(one.pos not in _NAMES for one in readings(word)):
        return False
    if word.endswith("ی") and readings(word[:-1]):
        return False
    stems = (word.removesuffix(plural).removesuffix("\u200c") for plural in _PLURALS if word.endswith(plural))
    return not any(one.pos not in _NAMES for stem in stems for one in readings(stem))


def _is_own(word: Word, chosen: Reading) -> bool:
    """Tell whether a word inside a phrase is a name of its own: تاریخ بیهقی, but not the فرهنگ of فرهنگ سازی."""
    if chosen.pos in ("prep", "prep-ezafe"):
        return False
    if chosen.name in OWN and (chosen.name != "given" or chosen.pos in ("inst", "work")):
        return True
    own = chosen.vocalized.removesuffix(KASRA)
    listed = (one.pos for one in readings(word.plain) if one.vocalized.removesuffix(KASRA) == own)
    return any(pos in PROPER or pos in FAMILY for pos in listed)
