"""Lay a reading in Latin letters over a Persian spelling and so write its vowels into the Persian.

A reading is broad phonemic Tehran Persian: vowels ``a e o â i u``, diphthongs ``ey ow``, consonants ``b p t j ch kh d r
z zh s sh gh q f k g l m n v h y '``, doubled consonants doubled, the ezafe as ``-e`` or ``-ye`` behind its word. A
reading that the letters cannot have is refused, so that the alignment checks every entry by itself.

The alignment walks over both at once. At each position a function for the class of the letter that stands there yields
every way to go on, with what it costs; the cheapest way to the end of both is taken. Costs are small whole numbers: 0
for what the spelling says by rule, more for what it allows as an exception.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from romanbib.persian.spelling import DAMMA, FATHA, HAMZA_ABOVE, KASRA, SHADDA, SIGNS, SUKUN, ZWNJ

SHORT_O = "\u065d"  # reversed damma: the vav behind it is a short o (دِمٝوکراسی)
DAGGER = "\u0670"
TATWEEL = "\u0640"

# What was read before a position.
START = "^"  # nothing: a word or a part behind a joint begins
CONSONANT = "C"  # a consonant, or a letter that carries a vowel: a short vowel may follow
SHORT = "S"  # a short vowel
VOWEL = "V"  # a long vowel, or anything else that no vowel may follow

_ORNAMENT = re.compile(f"[{SIGNS}\u0653]")
_LETTERS = str.maketrans("يك", "یک")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_EZAFE = re.compile("-(y?e)$")
# Words whose ezafe may be a letter of its own: هایِ, خانه‌یِ.
_YE_OF_EZAFE = re.compile(f"[اوآ{ZWNJ}]ی$|ه ?ی$")

_CONSONANTS = {
    **dict.fromkeys("ب", "b"),
    **dict.fromkeys("پ", "p"),
    **dict.fromkeys("تط", "t"),
    **dict.fromkeys("ثسص", "s"),
    "ج": "j",
    "چ": "ch",
    "ح": "h",
    "خ": "kh",
    "د": "d",
    **dict.fromkeys("ذزضظ", "z"),
    "ر": "r",
    "ژ": "zh",
    "ش": "sh",
    "غ": "gh",
    "ف": "f",
    "ق": "q",
    "ک": "k",
    "گ": "g",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
}
_SUN_LETTERS = frozenset("تثدذرزسشصضطظلن")
_SHORT_VOWELS = {"a": FATHA, "e": KASRA, "o": DAMMA}
_LONGEST_WAY = 10**6  # more than any way costs
_NO_WAY = (_LONGEST_WAY, "")


class MisfitError(ValueError):
    """The reading cannot be one of this spelling."""


def vocalize(word: str, reading: str, *, article: bool = False) -> str:
    """Write a reading into one word: ``("سیاست", "siyâsat-e")`` → ``"سیاسَتِ"``.

    Args:
        word: the Persian spelling; vowel signs in it are dropped, Arabic ye and kaf become Persian ones.
        reading: how it is read, with ``-e`` or ``-ye`` behind it for an ezafe; other hyphens mean nothing.
        article: whether ال at the beginning of the word is the Arabic article wherever the reading allows it.

    Returns:
        The letters of the word with its vowel signs, the ezafe on the last letter. A shadda stands before its vowel,
        which is not the order of NFC.

    Raises:
        MisfitError: the letters cannot be read so.
    """
    letters = _ORNAMENT.sub("", word).translate(_LETTERS)
    reading = reading.translate(_APOSTROPHES)
    ezafe = _EZAFE.search(reading)
    reading = _EZAFE.sub("", reading).replace("-", "")
    if ezafe and _YE_OF_EZAFE.search(letters) and not reading.endswith(("i", "y")):
        with suppress(MisfitError):
            return _aligned(letters[:-1], reading, article) + "ی" + KASRA
    if letters.endswith(("ۀ", "ه" + HAMZA_ABOVE)):
        letters = letters.rstrip(HAMZA_ABOVE).replace("ۀ", "ه")
    body = _aligned(letters, reading, article)
    if not ezafe:
        return body
    if ezafe[1] == "ye" and body.endswith("ه") and reading.endswith(("e", "a")):
        return body + HAMZA_ABOVE
    if body.endswith("ه" + SUKUN):
        return body[:-1] + KASRA + SUKUN  # canonical order of the signs
    return body + KASRA


def _aligned(letters: str, reading: str, article: bool) -> str:
    """Give the letters with the signs of the cheapest way, or raise :class:`MisfitError` if there is none."""
    cost, body = _cheapest(letters, reading, article)
    if cost >= _LONGEST_WAY:
        raise MisfitError(f"{letters!r} cannot be read {reading!r}")
    return body


class Step(NamedTuple):
    """One way to go on from a position.

    Attributes:
        cost: how far from the rule it is.
        written: the letters and signs that it writes.
        letters: how many letters of the spelling it takes.
        sounds: how many characters of the reading it takes.
        then: what has been read behind it: ``START``, ``CONSONANT``, ``SHORT`` or ``VOWEL``.
    """

    cost: int
    written: str
    letters: int
    sounds: int
    then: str


@dataclass(frozen=True, slots=True)
class Position:
    """How far the spelling and the reading have been laid over each other.

    Attributes:
        letters: the whole spelling.
        reading: the whole reading.
        articled: whether ال at the beginning is the article without further cost.
        i: how many letters are behind.
        j: how many characters of the reading are behind.
        after: what was read last: ``START``, ``CONSONANT``, ``SHORT`` or ``VOWEL``.
    """

    letters: str
    reading: str
    articled: bool
    i: int
    j: int
    after: str

    @property
    def letter(self) -> str:
        """The letter that stands here; empty at the end."""
        return self.letters[self.i : self.i + 1]

    @property
    def following(self) -> str:
        """The letter behind this one; empty if there is none."""
        return self.letters[self.i + 1 : self.i + 2]

    @property
    def before(self) -> str:
        """The letter before this one; empty at the beginning."""
        return self.letters[self.i - 1] if self.i else ""

    @property
    def heard(self) -> str:
        """The character of the reading before this position; empty at the beginning."""
        return self.reading[self.j - 1] if self.j else ""

    @property
    def last(self) -> bool:
        """Whether the letter ends the word or a part of it."""
        return self.following in ("", ZWNJ)

    def hears(self, *sounds: str, skip: int = 0) -> bool:
        """Tell whether the reading goes on with one of these sounds, ``skip`` characters further on."""
        return self.reading.startswith(sounds, self.j + skip)

    def spells(self, letters: str, skip: int = 0) -> bool:
        """Tell whether the spelling goes on with these letters, ``skip`` letters further on."""
        return self.letters.startswith(letters, self.i + skip)


@lru_cache(maxsize=1 << 18)
def _cheapest(letters: str, reading: str, articled: bool) -> tuple[int, str]:
    """Give cost and result of the cheapest way over spelling and reading; ``_NO_WAY`` if there is none."""

    @cache
    def best(i: int, j: int, after: str) -> tuple[int, str]:
        if i == len(letters) and j == len(reading):
            return 0, ""
        ways: list[tuple[int, str]] = []
        for step in _steps(Position(letters, reading, articled, i, j, after)):
            cost, rest = best(i + step.letters, j + step.sounds, step.then)
            if cost < _LONGEST_WAY:
                ways.append((step.cost + cost, step.written + rest))
        # Of ways that cost the same the first by code points, so that the result is one.
        return min(ways, default=_NO_WAY)

    return best(0, 0, START)


def _steps(at: Position) -> Iterator[Step]:
    """Yield every way to go on: a vowel that has no letter, or what the letter may stand for."""
    yield from _unwritten_vowel(at)
    if letter_class := _CLASSES.get(at.letter):
        yield from letter_class(at)


def _unwritten_vowel(at: Position) -> Iterator[Step]:
    """A vowel behind a consonant that no letter shows."""
    if at.after != CONSONANT:
        return
    for vowel, sign in _SHORT_VOWELS.items():
        if at.hears(vowel):
            joined = at.spells(ZWNJ + "ا")  # there the alef behind the joint is the likelier seat of the vowel
            yield Step(2 if joined else 0, sign, 0, 1, SHORT)
    if at.hears("â") and at.before not in ("ا", "آ"):
        yield Step(4, DAGGER, 0, 1, VOWEL)  # an alef that is not written: اسحق, رحمن


def _joint(at: Position) -> Iterator[Step]:
    """ZWNJ: another part of the word begins behind it."""
    yield Step(0, ZWNJ, 1, 0, START)


def _tatweel(at: Position) -> Iterator[Step]:
    """Tatweel only lengthens."""
    yield Step(0, TATWEEL, 1, 0, at.after)


def _consonant(at: Position) -> Iterator[Step]:
    """A letter with one sound of its own, once or doubled."""
    letter, sound = at.letter, _CONSONANTS[at.letter]
    if at.hears(sound * 2):
        yield Step(0, letter + SHADDA, 1, 2 * len(sound), CONSONANT)
    if at.hears(sound):
        yield Step(0, letter, 1, len(sound), CONSONANT)
    # Tehran has one sound for both; readings spell it either way.
    if letter == "غ" and at.hears("q"):
        yield Step(1, letter, 1, 1, CONSONANT)
    if letter == "ق" and at.hears("gh"):
        yield Step(1, letter, 1, 2, CONSONANT)
    if letter == "ن" and at.hears("m") and at.following in ("ب", "پ"):
        yield Step(1, letter, 1, 1, CONSONANT)  # شنبه


def _he(at: Position) -> Iterator[Step]:
    """ه: the consonant, the silent he at the end of a word, or te marbuta without its dots."""
    if at.last and at.hears("h"):
        # A heard he where the rule says that it is silent: a sukun tells so.
        doubtful = at.after == SHORT or (at.before in ("ی", "و") and at.heard in ("i", "u"))
        yield Step(0, "ه" + (SUKUN if doubtful else ""), 1, 1, CONSONANT)
    else:
        yield from _consonant(at)
    if at.last and at.after == SHORT and at.heard in ("e", "a"):
        yield Step(0, "ه", 1, 0, VOWEL)
    if at.last and at.hears("t"):
        yield Step(1, "ة", 1, 1, CONSONANT)  # دایره‌المعارف


def _te_marbuta(at: Position) -> Iterator[Step]:
    """ة: a t, or silent at the end of a word."""
    if at.hears("t"):
        yield Step(0, "ة", 1, 1, CONSONANT)
    if at.last and at.after == SHORT:
        yield Step(0, "ة", 1, 0, VOWEL)


def _hamza_or_ayn(at: Position) -> Iterator[Step]:
    """ع and hamza on any seat: a stop, heard or not."""
    letter = at.letter
    if at.hears("''"):
        yield Step(0, letter + SHADDA, 1, 2, CONSONANT)
    if at.hears("'"):
        yield Step(0, letter, 1, 1, CONSONANT)
    if letter == "ئ" and at.hears("y"):
        yield Step(2, letter, 1, 1, CONSONANT)  # آئین is read âyin
    yield Step(0 if at.after == START else 3, letter, 1, 0, CONSONANT)


def _alef_madda(at: Position) -> Iterator[Step]:
    """آ: â, with a stop before it or without."""
    if at.hears("'â"):
        yield Step(0, "آ", 1, 2, VOWEL)
    if at.hears("â"):
        yield Step(0, "آ", 1, 1, VOWEL)


def _alef_wasla(at: Position) -> Iterator[Step]:
    """ٱ carries a vowel and is no sound itself."""
    yield Step(0, at.letter, 1, 0, CONSONANT)


def _alef(at: Position) -> Iterator[Step]:
    """ا: at the beginning a seat for any vowel, elsewhere â; with ل behind it perhaps the article."""
    yield from _allah(at)
    if at.after == START:
        yield from _alef_at_the_beginning(at)
    else:
        yield from _article_inside(at)
        yield from _alef_inside(at)


def _allah(at: Position) -> Iterator[Step]:
    """الله, whose own â is not written; its a is lost behind a vowel: عبدالله."""
    if not at.spells("الله"):
        return
    if at.hears("llâh") and at.after in (START, SHORT):
        yield Step(0, "الله", 4, 4, CONSONANT)
    if at.hears("allâh") and at.after != VOWEL:
        yield Step(0, "الله", 4, 5, CONSONANT)


def _alef_at_the_beginning(at: Position) -> Iterator[Step]:
    yield Step(0, "ا", 1, 0, CONSONANT)
    surely_article = at.articled or at.i > 0
    if at.hears(*_SHORT_VOWELS):
        if at.following == "ل" and at.i + 3 < len(at.letters):
            yield from _article(at, vowel=1, cost=0 if surely_article else 1)
    elif at.following == "ل" and surely_article:
        yield from _article(at, vowel=0)
    if at.hears("'"):
        yield Step(0, "ا", 1, 1, CONSONANT)
    if at.hears("â"):
        yield Step(3, "آ", 1, 1, VOWEL)  # madda left out


def _article_inside(at: Position) -> Iterator[Step]:
    """The article behind a vowel of the word before: عبدُالرحمن, ابوالحسن."""
    if at.following != "ل":
        return
    if at.after == SHORT:
        yield from _article(at, vowel=0)
    elif at.after == VOWEL:
        if at.before == "و" and at.hears("o", "e"):
            yield from _article(at, vowel=1)
        elif at.hears("l"):
            yield Step(2, "ا", 1, 0, VOWEL)


def _alef_inside(at: Position) -> Iterator[Step]:
    if at.hears("â"):
        yield Step(0, "ا", 1, 1, VOWEL)
    if at.hears("'"):
        yield Step(1, "أ", 1, 1, CONSONANT)  # hamza left out
    if at.hears("an") and at.last:
        yield Step(1, "اً", 1, 2, VOWEL)
    if at.hears(*_SHORT_VOWELS) and at.after in (VOWEL, CONSONANT):
        # Parts written solid: ابواحمد.
        yield Step(2 if at.after == VOWEL else 4, ZWNJ + "ا", 1, 0, CONSONANT)
    if at.last and at.after == VOWEL and at.before == "و":
        yield Step(2, "ا", 1, 0, VOWEL)  # عملوا


def _article(at: Position, *, vowel: int, cost: int = 0) -> Iterator[Step]:
    """The Arabic article from its alef on.

    Args:
        at: where its alef stands.
        vowel: how many characters of the reading its own vowel takes; none if the letter before carries it.
        cost: what it costs to read an article here.
    """
    moon = at.letters[at.i + 2 : at.i + 3]
    if at.hears("l", skip=vowel):
        yield Step(cost, "ال", 2, vowel + 1, START if moon in ("ا", "آ", "أ", "إ") else VOWEL)
    if moon in _SUN_LETTERS and at.hears(_CONSONANTS[moon] * 2, skip=vowel):
        yield Step(cost, "ال" + moon + SHADDA, 3, vowel + 2 * len(_CONSONANTS[moon]), CONSONANT)


def _vav(at: Position) -> Iterator[Step]:
    """و: v, u, a short or long o, the diphthong ow, or silent."""
    yield from _vav_as_consonant(at)
    yield from _vav_as_long_vowel(at)
    yield from _vav_as_o(at)
    yield from _vav_unheard(at)


def _vav_as_consonant(at: Position) -> Iterator[Step]:
    if at.hears("vv"):
        yield Step(0, "و" + SHADDA, 1, 2, CONSONANT)
    if at.hears("v"):
        # The sukun keeps it from being read as the vowel of the consonant before; before an alef it cannot be one.
        sukun = SUKUN if at.after == CONSONANT and at.following not in ("ا", "آ") else ""
        yield Step(0, sukun + "و" + _vowel_of_glide(at), 1, 1, CONSONANT)
    if at.hears("'") and at.after in (SHORT, VOWEL):
        yield Step(1, "ؤ", 1, 1, CONSONANT)  # hamza left out


def _vav_as_long_vowel(at: Position) -> Iterator[Step]:
    if at.hears("u"):
        yield Step(0, "و", 1, 1, VOWEL)
    if at.hears("vu"):
        yield Step(2, "وو", 1, 2, VOWEL)  # داود, طاوس
    if at.hears("ow") and at.after in (CONSONANT, START):
        yield Step(0, (FATHA if at.after == CONSONANT else "") + "و", 1, 2, VOWEL)
    if at.hears("â") and at.following in ("ة", "ه"):
        yield Step(1, "و" + DAGGER, 1, 1, VOWEL)  # صلوة


def _vav_as_o(at: Position) -> Iterator[Step]:
    if not at.hears("o"):
        return
    if at.after == START or (at.after == VOWEL and at.following == ZWNJ):
        yield Step(0, "و", 1, 1, VOWEL)
    elif at.after == CONSONANT:
        # Old words that everybody reads with o need no sign of their own: خود, خوش; تو, دو, چو.
        known = (at.before == "خ" and at.following in ("د", "ر", "ش")) or (
            at.i == 1 and at.last and at.before in ("ت", "د", "چ")
        )
        yield Step(0, (DAMMA if known else SHORT_O) + "و", 1, 1, VOWEL)
    elif at.after == VOWEL and at.heard != "u":
        yield Step(1, SHORT_O + "و", 1, 1, VOWEL)


def _vav_unheard(at: Position) -> Iterator[Step]:
    if at.after != CONSONANT:
        return
    if at.hears("o") and at.spells("ال", skip=1):
        yield Step(0, "و", 1, 0, VOWEL)  # the article swallows the vowel: ابوالحسن
    if at.before == "خ" and at.following in ("ا", "ی"):
        yield Step(0, "و", 1, 0, CONSONANT)  # خواهر, خویش
    if at.last:
        yield Step(3, "و", 1, 0, VOWEL)  # عمرو


def _ye(at: Position) -> Iterator[Step]:
    """ی and alef maqsura: y, i, the diphthong ey, â, or silent before an article."""
    yield from _ye_doubled(at)
    if at.hears("y"):
        sukun = SUKUN if at.after == CONSONANT else ""
        yield Step(0, sukun + "ی" + _vowel_of_glide(at), 1, 1, CONSONANT)
    if at.hears("iy"):
        yield Step(0, "ی", 1, 2, CONSONANT)
    if at.hears("i"):
        yield Step(0, "ی", 1, 1, VOWEL)
    if at.hears("ey") and at.after == CONSONANT:
        yield Step(0, FATHA + "ی", 1, 2, CONSONANT if at.hears(*_SHORT_VOWELS, "â", skip=2) else VOWEL)
    if at.hears("â"):
        yield Step(1, "ی" + DAGGER, 1, 1, VOWEL)  # موسی
    if at.hears("'"):
        yield Step(1, "ئ", 1, 1, CONSONANT)  # hamza left out
    if at.after == SHORT and at.last and at.spells("ال", skip=2):
        yield Step(1, "ی", 1, 0, VOWEL)  # علی‌الخصوص


def _ye_doubled(at: Position) -> Iterator[Step]:
    if at.hears("yy"):
        yield Step(0, "ی" + SHADDA, 1, 2, CONSONANT)
    if at.hears("eyy") and at.after == CONSONANT:
        yield Step(0, FATHA + "ی" + SHADDA, 1, 3, CONSONANT)
    if at.hears("iyy"):
        yield Step(0, KASRA + "ی" + SHADDA, 1, 3, CONSONANT)


def _vowel_of_glide(at: Position) -> str:
    """Give the sign that shows a vav or ye between two vowels to be a consonant: نُوِین, شُیُوع."""
    if at.after == SHORT and at.hears("i", skip=1):
        return KASRA
    if at.after == SHORT and at.hears("u", skip=1):
        return DAMMA
    return ""


_CLASSES: dict[str, Callable[[Position], Iterator[Step]]] = {
    ZWNJ: _joint,
    TATWEEL: _tatweel,
    **dict.fromkeys(_CONSONANTS, _consonant),
    "ه": _he,
    "ة": _te_marbuta,
    **dict.fromkeys("عءئأؤإ", _hamza_or_ayn),
    "آ": _alef_madda,
    "ا": _alef,
    "ٱ": _alef_wasla,
    "و": _vav,
    **dict.fromkeys("یى", _ye),
}
