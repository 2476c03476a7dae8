"""One Persian word at a time: its readings from the lists, from its parts, or from its letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .lexicon import NAMES, Reading, lookup, rows
from .spelling import DAMMA, FATHA, HAMZA_ABOVE, KASRA, SHADDA, SUKUN, ZWNJ, bare, ending, signed
from .verbs import verb_forms

MEMO = 60_000  # words
LONGEST_WORD = 40  # letters; anything longer is no word of Persian
_VOWELS = (FATHA, KASRA, DAMMA)
_HOSTS = ("n", "n+adj", "adj", "given", "n-pl")  # what a written ezafe stands behind: پای, شورای
# Spellings that a word may have beside the listed one, tried in turn: seats of the hamza, madda, te of the Arabic.
_VARIANTS = (
    ("أ", "ا"),
    ("إ", "ا"),
    ("ٱ", "ا"),
    ("ؤ", "و"),
    ("ۀ", "ه"),
    ("ة", "ه"),
    ("ة", "ت"),
    ("ى", "ی"),
    ("ئ", "ی"),
    ("ی", "ئ"),
    ("ء", ""),
    ("اا", "آ"),
)


@dataclass(frozen=True, slots=True)
class Affix:
    """A row of ``rules/persian/affixes.tsv``.

    Attributes:
        written: its letters.
        vocalized: its letters with their vowels; a sign at its beginning stands on the last letter of the host.
        after: endings of the host that it may follow: ``c`` consonant, ``v`` long vowel, ``e`` silent he, ``i`` long i.
        joins: ``solid``, ``joint`` (behind a zero-width non-joiner) or ``both``.
        pos: part of speech of the whole; ``=`` if the host's.
        ezafe: as in ``Reading``.
        confidence: how sure a word taken apart here is, from 0 to 1.
    """

    written: str
    vocalized: str
    after: str
    joins: str
    pos: str
    ezafe: str
    confidence: float


@cache
def _suffixes() -> dict[str, tuple[Affix, ...]]:
    return _affixes("suffix")


@cache
def _prefixes() -> dict[str, tuple[Affix, ...]]:
    return _affixes("prefix")


def _affixes(place: str) -> dict[str, tuple[Affix, ...]]:
    found: dict[str, list[Affix]] = {}
    for columns in rows("affixes"):
        if columns[2] == place:
            written, vocalized, _, after, joins, pos, ezafe, confidence = columns[:8]
            for form in vocalized.split("|"):
                affix = Affix(written, form, after, joins, pos, ezafe, float(confidence))
                found.setdefault(written, []).append(affix)
    return {written: tuple(some) for written, some in found.items()}


@cache
def _longest_affix() -> int:
    return max(map(len, [*_suffixes(), *_prefixes()]))


def readings(word: str) -> tuple[Reading, ...]:
    """Give the readings of a word in plain letters, the likeliest first; empty if lists and parts do not give one.

    Signs that the word carries are obeyed: readings against them are left out.
    """
    plain = bare(word)
    found = _of_letters(plain) if len(plain) <= LONGEST_WORD else ()
    if signed(word):
        found = tuple(
            one._replace(source="writer", confidence=max(one.confidence, 0.95)) for one in found if _agrees(one, word)
        )
    return found


def _of_letters(word: str) -> tuple[Reading, ...]:
    if word.endswith(("ۀ", HAMZA_ABOVE)):
        host = word[:-1] + "ه" if word[-1] == "ۀ" else word[:-1]
        return tuple(one._replace(ezafe="always") for one in _of_letters(host))
    if found := lookup(word):
        return _with_written_ezafe(word, _jointed(found, word))
    for written, other in _VARIANTS:
        if written in word and (found := lookup(word.replace(written, other))):
            return _jointed(found, word)
    found = _distinct(sorted(_from_parts(word, 0), key=lambda one: -one.confidence))
    if not found and "ا" in word:
        # A madda left out: اینده, الات.
        found = tuple(one._replace(confidence=one.confidence * 0.9) for one in lookup("آ" + word[1:]) if word[0] == "ا")
    return found


def _with_written_ezafe(word: str, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Put the noun with its ezafe first where a listed word could be one: پای, شورای, نیروی."""
    listed = found[0]
    if word[-2:] not in ("ای", "وی") or listed.ezafe in ("written", "never") or listed.name:
        return found
    hosts = [one for one in lookup(word[:-1]) if one.vocalized == listed.vocalized[:-1] and one.pos in _HOSTS]
    if not hosts:
        return found
    own = Reading(hosts[0].vocalized + "ی" + KASRA, hosts[0].pos, "affix", 0.95, "written")
    return (own, *found)


def _distinct(found: list[Reading]) -> tuple[Reading, ...]:
    """Leave out readings that only repeat a likelier one."""
    seen: dict[str, Reading] = {}
    for one in found:
        seen.setdefault(one.vocalized, one)
    return tuple(seen.values())[:6]


def _jointed(found: tuple[Reading, ...], word: str) -> tuple[Reading, ...]:
    """Keep the joints of the writer where the list has the word solid."""
    if ZWNJ not in word or any(ZWNJ in one.vocalized for one in found):
        return found
    return tuple(one._replace(vocalized=_with_joints(one.vocalized, word)) for one in found)


def _with_joints(vocalized: str, word: str) -> str:
    places, letters = set(), 0
    for letter in word:
        if letter == ZWNJ:
            places.add(letters)
        else:
            letters += 1
    written: list[str] = []
    letters = 0
    for sign in vocalized:
        if bare(sign):
            if letters in places:
                written.append(ZWNJ)
                places.discard(letters)
            letters += 1
        written.append(sign)
    return "".join(written)


def _from_parts(word: str, depth: int) -> Iterator[Reading]:
    yield from verb_forms(word)
    if depth > 2:
        return
    if word.startswith("ال") and len(word) > 4:
        yield from _with_article(word)
    yield from _with_suffix(word, depth)
    yield from _with_prefix(word, depth)
    if ZWNJ in word:
        yield from _compound(word)


def _parts(word: str, depth: int) -> tuple[Reading, ...]:
    """Give the readings of a part of a word, the best three."""
    if found := lookup(word):
        return found[:3]
    if len(word) < 2:
        return ()
    return _distinct(sorted(_from_parts(word, depth + 1), key=lambda one: -one.confidence))[:2]


def _with_suffix(word: str, depth: int) -> Iterator[Reading]:
    suffixes = _suffixes()
    for size in range(1, min(_longest_affix(), len(word) - 1) + 1):
        some = suffixes.get(word[-size:])
        if not some:
            continue
        host = word[:-size]
        joint = host.endswith(ZWNJ)
        host = host.rstrip(ZWNJ)
        if host[-2:-1] == ZWNJ:
            continue  # a cut through a joined ending: کتاب‌ه|ای
        if len(host) < 2 and not (joint and host):
            continue
        for affix in some:
            if (affix.joins == "solid" and joint) or (affix.joins == "joint" and not joint):
                continue
            for one in _hosts(host, affix, depth):
                two_pronouns = one.pos == affix.pos == "n-clitic"  # دوستانش is not دوست with two of them
                if ending(one.vocalized) in affix.after and not two_pronouns:
                    yield _attached(one, affix, joint)


def _hosts(host: str, affix: Affix, depth: int) -> tuple[Reading, ...]:
    if affix.after == "h":
        # گی, گان take the place of the silent he: خستگی, بچگان.
        return tuple(
            one._replace(vocalized=one.vocalized[:-2] + KASRA)
            for one in _parts(host + "ه", depth)
            if ending(one.vocalized) == "e"
        )
    return _parts(host, depth)


def _attached(host: Reading, affix: Affix, joint: bool) -> Reading:
    # A heard he stays one before a joint: هجده‌ساله.
    stem = host.vocalized if joint and affix.vocalized[0] not in _VOWELS else host.vocalized.removesuffix(SUKUN)
    between = ZWNJ if joint or (affix.joins == "both" and affix.written[:2] == "ها") else ""
    if affix.vocalized[0] in _VOWELS:
        between = ""
    elif stem.endswith(SHADDA) and affix.vocalized[0] not in "یاآو" and not between:
        stem = stem.removesuffix(SHADDA)
    pos = host.pos if affix.pos == "=" else affix.pos
    if affix.pos == "+i" and host.pos == "n":
        pos = "n+i"  # a story (حکایتی کهن) or an adjective (حقوق کیفری); of other hosts an abstract noun
    sure = host.confidence * affix.confidence
    return Reading(stem + between + affix.vocalized, pos, "affix", sure, affix.ezafe, _name(affix))


def _with_prefix(word: str, depth: int) -> Iterator[Reading]:
    prefixes = _prefixes()
    for size in range(1, min(_longest_affix(), len(word) - 2) + 1):
        some = prefixes.get(word[:size])
        if not some:
            continue
        host = word[size:]
        joint = host.startswith(ZWNJ)
        host = host.lstrip(ZWNJ)
        for affix in some:
            if (affix.joins == "solid" and joint) or (affix.joins == "joint" and not joint) or len(host) < 2:
                continue
            joint = joint or host[0] == "ا"  # نو + افلاطونی is not read navā-
            for one in _parts(host, depth):
                if one.pos == "v":
                    continue
                pos = one.pos if affix.pos == "=" else affix.pos
                between = ZWNJ if joint else ""
                sure = one.confidence * affix.confidence
                yield Reading(affix.vocalized + between + one.vocalized, pos, "affix", sure, one.ezafe, _name(affix))


def _name(affix: Affix) -> str:
    """Say what an affix makes of a word as a name: ‌زاده makes surnames."""
    return affix.pos if affix.pos in NAMES else ""


_SUN_LETTERS = frozenset("تثدذرزسشصضطظلن")


def _with_article(word: str) -> Iterator[Reading]:
    """Read an Arabic word with its article, which takes on the sound of a sun letter: الدین is read addīn."""
    for one in _parts(word[2:], 1)[:1]:
        host = one.vocalized
        if host[0] in _SUN_LETTERS and host[1:2] != SHADDA:
            host = host[0] + SHADDA + host[1:]
        yield Reading("ال" + host, "ar", "affix", 0.9 * one.confidence, "may")


def _compound(word: str) -> Iterator[Reading]:
    """Read a word of several joined parts part by part."""
    parts = [part for part in word.split(ZWNJ) if part]
    if len(parts) < 2:
        return
    found = [_parts(parts[0], 1), *map(_second, parts[1:])]
    if all(found):
        sure = 0.93
        for some in found:
            sure *= some[0].confidence
        last = found[-1][0]
        pos = last.pos
        if pos == "verb" and ending(last.vocalized) == "e":
            pos = "adj"  # حل‌شده is one, whatever شده is
        elif pos in ("prep", "prep-ezafe", "conj", "part", "pron"):
            pos = "n"
        yield Reading(ZWNJ.join(some[0].vocalized for some in found), pos, "affix", sure, last.ezafe)


def _second(part: str) -> tuple[Reading, ...]:
    """Give the readings of a part behind another; وخیز of جست‌وخیز is "and" with خیز."""
    if part[0] == "و" and len(part) > 2 and not lookup(part) and (rest := lookup(part[1:])):
        return tuple(one._replace(vocalized="و" + one.vocalized) for one in rest[:3])
    return _parts(part, 1)


def _agrees(reading: Reading, word: str) -> bool:
    """Tell whether a reading has the signs that the writer put: every one, at its letter."""
    letters = _lettered(reading.vocalized)
    for place, (letter, signs) in enumerate(_lettered(word.replace(HAMZA_ABOVE, ""))):
        if place >= len(letters):
            return False
        own = letters[place]
        if letter != own[0]:
            return False
        last = place + 1 == len(letters)
        for sign in signs:
            if sign not in own[1] and not (last and sign == KASRA) and sign != SUKUN:
                return False
    return True


def _lettered(vocalized: str) -> list[tuple[str, str]]:
    """Cut a vocalized word into letters with the signs that they carry; joints are left out."""
    letters: list[tuple[str, str]] = []
    for sign in vocalized:
        if sign == ZWNJ:
            continue
        if bare(sign) and sign != HAMZA_ABOVE:
            letters.append((sign, ""))
        elif letters:
            letters[-1] = (letters[-1][0], letters[-1][1] + sign)
    return letters
