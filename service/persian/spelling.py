"""Persian spelling as the rule tables expect it: one code point for one letter, no ornaments."""

from __future__ import annotations

import re
import unicodedata

# Presentation forms (U+FB50-U+FDFF, U+FE70-U+FEFC) are the shapes of old encodings; NFKC gives the letters themselves.
_PRESENTATION = re.compile("[\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+")
# Arabic yeh and kaf as other keyboards type them; alef maqsura (U+0649) stays, it may be one. Tatweel only lengthens.
_LETTERS_OF_PERSIAN = str.maketrans({"\u064a": "\u06cc", "\u0643": "\u06a9", "\u0640": None})
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")
_LETTERS = re.compile("[\u0621-\u064a\u066e-\u06d3]")
# Long vowels alone leave nothing to restore: با، او، سی are read as they stand.
_NEEDS_VOWELS = re.compile("[\u0628-\u063a\u0641-\u0647\u067e-\u06af]{2}")


def plain_letters(text: str) -> str:
    """Give presentation forms and Arabic letters as the Persian letters they stand for; drop tatweel."""
    text = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return text.translate(_LETTERS_OF_PERSIAN)


def lacks_vowels(word: str) -> bool:
    """Tell whether a word has two consonants side by side and no vowel sign at all, so that it cannot be read aloud."""
    letters = "".join(_LETTERS.findall(word))
    return bool(_NEEDS_VOWELS.search(letters)) and not _VOWEL_SIGNS.search(word)
