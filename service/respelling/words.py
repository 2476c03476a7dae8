"""The words of a Latin string, and how much they look like those of languages that are no romanization."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES

_SIGNS = "'’ʼʹʺ`´‘ʻʿʾ\"″′"
_WORD = re.compile(rf"[ʻʿʼ]?[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|[{_SIGNS}](?=[^\W\d_])|[ʹʺ`'’ʼʻʿ](?!\w))*+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼʹ`´‘′", "'") | dict.fromkeys('ʺ″"', "''"))
_QUOTES = ("'", "’", "‘", "`")
_ROMAN = re.compile(r"[IVXLCDM]{2,}|[IVXLC](?=[.\d])")
_OTHER_SCRIPT = re.compile(f"[{CYRILLIC_RANGES}{ARABIC_RANGES}]")
# Letters and signs that romanizations have and none of the languages listed writes.
_PECULIAR = re.compile("[\u0361ʹʺ`″ʻʿḥḍṭẓṣḵḫġẖẕēōḳǰȳẑŝŭèê]|[^\\W\\d_]['’ʼ][^\\W\\d_]|i\u0306|ĭ|i͡|t͡")
# Groups that romanizations are full of and languages listed have seldom.
_UNUSUAL = re.compile("kh|zh|shch|[iy][aeiouy](?=y|i|$)|[iy]y$|oi$")
# Shares in running text, as logarithms: of a word that is not listed, of one that would be
# unusual, and of one that no such language would write.
UNLISTED, SELDOM, STRANGE = math.log(2e-6), math.log(5e-7), math.log(1e-8)
_HARMONIC = math.log(11.5)
ANY = "?"  # any language not listed
# Romanized Arabic has the signs of romanized Persian; its article and little words tell it.
ARABIC = "ar"
_ARABIC_WORDS = frozenset(
    ("al", "el", "fi", "fī", "wa", "ibn", "bin", "min", "ila", "ilá", "ʻalá", "ʻan", "ahl", "abī")
)
_ARABIC_WORD = math.log(0.02)


class Word(NamedTuple):
    """A word as it stands at ``start``, and in lower case and NFC."""

    start: int
    written: str
    lower: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.written)


def words(text: str) -> list[Word]:
    """Find the words of a text; Roman numerals and initials are none."""
    found = []
    quoted = False  # by single marks, which could be signs of a word
    for match in _WORD.finditer(text):
        written = match[0]
        quoted = quoted or text[match.start() - 1 : match.start()] in _QUOTES
        if quoted and written[-1] in _QUOTES:
            written, quoted = written[:-1], False
        lone = len(written) == 1 and text[match.end() : match.end() + 1] == "."
        if not _ROMAN.fullmatch(written) and not lone:
            found.append(Word(match.start(), written, unicodedata.normalize("NFC", written.lower())))
    return found


def plain_signs(word: str) -> str:
    """Write every apostrophe and prime alike."""
    return word.translate(_APOSTROPHES)


def other_script(text: str) -> bool:
    """Tell whether there is Cyrillic or Arabic script in a text."""
    return _OTHER_SCRIPT.search(text) is not None


@cache
def _others() -> dict[str, str]:
    text = files("romanbib.rules").joinpath("respelling", "other-languages.tsv").read_text("utf-8")
    return dict(line.split("\t", 1) for line in text.split("\n") if line and line[0] != "#")


def _ranks(word: str) -> Iterator[tuple[str, int]]:
    for one in _others().get(word, "").split():
        language, _, rank = one.partition(":")
        yield language, int(rank)


# Serbo-Croatian has the words of Russian and Bulgarian in letters that the scholarly schemes have, too: a word of such
# letters alone, without the digraphs of the other schemes, is half its own even if it is not listed.
SERBO_CROATIAN = "sh"
_ITS_LETTERS = re.compile(r"(?!.*(?:kh|zh|sh|ch|ts|ou|i[aeu]|(.)\1))[a-pr-vzčćđšž]+")
_ITS_UNLISTED = math.log(1e-5)


@lru_cache(maxsize=1 << 15)
def _evidence(word: str) -> tuple[float, dict[str, float]]:
    """Give the logarithm of the share of a word in a language that does not list it, and how far others are ahead."""
    unlisted = STRANGE if _PECULIAR.search(word) else SELDOM if _UNUSUAL.search(word) else UNLISTED
    ahead = {ARABIC: (_ARABIC_WORD if word in _ARABIC_WORDS else UNLISTED) - unlisted}
    for language, rank in _ranks(word):
        ahead[language] = -math.log(rank + 10) - _HARMONIC - unlisted
    if SERBO_CROATIAN not in ahead and len(word) > 1 and _ITS_LETTERS.fullmatch(word):
        ahead[SERBO_CROATIAN] = _ITS_UNLISTED - unlisted
    return unlisted, ahead


def greatest_share_elsewhere(some: Iterable[Word]) -> float:
    """Give the logarithm of the share of words together in the likeliest language that is no romanization."""
    total = 0.0
    ahead = {ANY: 0.0}
    for word in some:
        unlisted, of_word = _evidence(word.lower)
        total += unlisted
        for language, more in of_word.items():
            ahead[language] = ahead.get(language, 0.0) + more
    return total + max(ahead.values())
