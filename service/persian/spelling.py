"""Persian spelling as the rule tables expect it: one code point for one letter, no ornaments."""

from __future__ import annotations

import re
import unicodedata

# Presentation forms (U+FB50-U+FDFF, U+FE70-U+FEFC) are the shapes of old encodings; NFKC gives the letters themselves.
_PRESENTATION = re.compile("[\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+")
_TATWEEL = "\u0640"
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")
_LETTERS = re.compile("[\u0621-\u064a\u066e-\u06d3]")
# Long vowels alone leave nothing to restore: با، او، سی are read as they stand.
_NEEDS_VOWELS = re.compile("[\u0621-\u063a\u0641-\u0647\u067e-\u06cb]{2}")


def plain_letters(text: str) -> str:
    """Replace presentation forms by their letters and drop tatweel; everything else stays."""
    text = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return text.replace(_TATWEEL, "")


def lacks_vowels(word: str) -> bool:
    """Tell whether a word has two consonants side by side and no vowel sign at all, so that it cannot be read aloud."""
    letters = "".join(_LETTERS.findall(word))
    return bool(_NEEDS_VOWELS.search(letters)) and not _VOWEL_SIGNS.search(word)
