"""Persian spelling as the rule tables and the lexicon expect it: one code point for one letter, no ornaments."""

from __future__ import annotations

import re
import unicodedata

ZWNJ = "\u200c"
FATHA, KASRA, DAMMA, SHADDA, SUKUN = "\u064e", "\u0650", "\u064f", "\u0651", "\u0652"
HAMZA_ABOVE = "\u0654"
# Vowel signs, tanwin, shadda, sukun, dagger alef, reversed damma: what a word is stripped of to be looked up.
SIGNS = "\u064b-\u0652\u0656-\u065f\u0670"

# Presentation forms (U+FB50-U+FDFF, U+FE70-U+FEFC) are the shapes of old encodings; NFKC gives the letters themselves.
_PRESENTATION = re.compile("[\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+")
# Arabic yeh and kaf as other keyboards type them; alef maqsura (U+0649) stays, it may be one. Tatweel only lengthens.
_LETTERS_OF_PERSIAN = str.maketrans({"\u064a": "\u06cc", "\u0643": "\u06a9", "\u0640": None})
_ODD = re.compile("[\u0640\u0643\u064a\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_FOLDED = str.maketrans("ةأإئؤ", "هاایو")
_VOWEL_SIGN = re.compile(f"[{SIGNS}]")
_LETTERS = re.compile("[\u0621-\u064a\u066e-\u06d3]")
# Long vowels alone leave nothing to restore: با، او، سی are read as they stand.
_CONSONANT = "[\u0628-\u063a\u0641-\u0647\u067e-\u06af]"
_NEEDS_VOWELS = re.compile(f"{_CONSONANT}{{2}}")
# No syllable begins with two consonants, and between two vowels there are three at most.
_LEFT_OUT = re.compile(f"(?:^|{ZWNJ}){_CONSONANT}{{2}}|{_CONSONANT}{{4}}")


def plain_letters(text: str) -> str:
    """Give presentation forms and Arabic letters as the Persian letters they stand for; drop tatweel."""
    if not _ODD.search(text):
        return text
    text = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return text.translate(_LETTERS_OF_PERSIAN)


def folded(word: str) -> str:
    """Give a word as phrases are looked up by: Arabic ة and the seats of the hamza as Persian keyboards write them."""
    return word.translate(_FOLDED)


def bare(word: str) -> str:
    """Give a word without its vowel signs."""
    return _VOWEL_SIGN.sub("", word)


def signed(word: str) -> bool:
    """Tell whether a word carries a vowel sign."""
    return _VOWEL_SIGN.search(word) is not None


def lacks_vowels(word: str) -> bool:
    """Tell whether a word has two consonants side by side and no vowel sign at all, so that it cannot be read aloud."""
    letters = "".join(_LETTERS.findall(word))
    return bool(_NEEDS_VOWELS.search(letters)) and not _VOWEL_SIGN.search(word)


def half_signed(word: str) -> bool:
    """Tell whether a word carries a vowel sign here and lacks one there: دُزسنجی."""
    return signed(word) and _LEFT_OUT.search(word) is not None


def ending(vocalized: str) -> str:
    """Tell how a vocalized word ends: ``c`` consonant, ``v`` long vowel, ``i`` long i, ``e`` silent he."""
    last = vocalized[-1]
    if last == "ه" and len(vocalized) > 1 and vocalized[-2] in (FATHA, KASRA):
        return "e"
    if last in "اآ":
        return "v"
    if last == "و":
        return "c" if vocalized[-2:-1] in (FATHA, SUKUN, "ا", "ی") else "v"
    if last in "یى":
        return "c" if vocalized[-2:-1] in (FATHA, SUKUN) else "v" if vocalized[-2:-1] == "ا" else "i"
    return "v" if vocalized.endswith("یٰ") else "c"
