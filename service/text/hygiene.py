"""Unicode hygiene that romanization relies on.

What concerns one script's spelling (Arabic presentation forms, tatweel, Arabic ye and kaf) belongs to that script's
own layer, not here.
"""

import re
import unicodedata

_STRESS = "\u0300\u0301\u030f\u0311"  # the last two, double grave and inverted breve, are Serbian accents
_MARKED_CYRILLIC = re.compile(r"([\u0400-\u0481\u048a-\u052f])([\u0300-\u036f]+)")
# Soft hyphen, Arabic letter mark, zero-width blank, bidi marks, embeddings and isolates, word joiner, byte order mark.
# The zero-width (non-)joiners are not among them: they are spelling in Persian.
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# C0 but tab and newline, DEL, C1, line and paragraph separators, bidi controls, BOM, and halves of surrogate pairs.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def compose(text: str) -> str:
    """Give the text in Unicode Normalization Form C (UAX 15); a text that is in it already is returned as it is."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def without_stress(text: str) -> str:
    """Compose the text and take stress marks (U+0300, U+0301; Serbian U+030F, U+0311) off Cyrillic letters.

    The marks only show which vowel is stressed. Letters that composition makes one character, such as Macedonian ѓ ќ
    and Bulgarian ѝ ѐ, are left alone; so are marks on letters of other scripts.
    """
    return compose(_MARKED_CYRILLIC.sub(_unstressed, compose(text)))


def _unstressed(match: re.Match[str]) -> str:
    letter, marks = match.groups()
    return letter + "".join(mark for mark in marks if mark not in _STRESS)


def without_invisible(text: str) -> str:
    """Drop soft hyphens, bidi controls, word joiners and byte order marks, for comparing and looking up words.

    Not for text that is given back to a person: bidi controls may be what makes it readable.
    """
    return _INVISIBLE.sub("", text)


def visible(text: str) -> str:
    """Make control characters visible, so that a text can be quoted in a message; tab and newline stay.

    C0 controls become their Unicode control pictures (NUL → ␀), every other one its code point (⟨U+202E⟩).
    """
    return _UNPRINTABLE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
