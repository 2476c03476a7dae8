"""How names are spelled: their words, the form under which a spelling is looked up, particles, scripts."""

from __future__ import annotations

import re
import unicodedata

from ...text.language import languages

SCRIPTS = ("Cyrl", "Arab")

# Particles are written or left out, with the surname or with the given names, as everybody likes.
PARTICLES = frozenset((
    "де", "дю", "да", "ди", "дель", "делла", "дер", "ден", "тер", "ван", "вон", "фон", "д",
    "la", "le", "de", "du", "da", "di", "del", "della", "der", "den", "ter", "van", "von", "zu", "d", "y",
    "دو", "دی", "دلا", "وان", "ون", "فان", "فون",
))  # fmt: skip
WORD = re.compile(r"[^\W\d_][\u0300-\u036f\u064b-\u0655\u0670]*(?:['’ʼ]?[^\W\d_][\u0300-\u036f\u064b-\u0655\u0670]*)*")
_SIGNS = re.compile("[\u0300-\u0305\u0307\u0309-\u036f\u064b-\u0652\u0670'’ʼ\u0640]")
_SAME_LETTERS = str.maketrans("ёґيكى", "егیکی")


def key_of(text: str) -> str:
    """Bring a spelling to the form under which it is looked up; hyphens, blanks and joiners are one."""
    plain = unicodedata.normalize("NFC", _SIGNS.sub("", unicodedata.normalize("NFC", text.lower())))
    return " ".join(plain.translate(_SAME_LETTERS).replace("\u200c", " ").replace("-", " ").replace("‑", " ").split())


def given_words(text: str) -> list[str]:
    """Cut given names into the keys of their words, particles left out."""
    return [word for word in key_of(text).replace(".", " ").split() if word not in PARTICLES]


def script_of(language: str) -> str:
    """Give the script of a language, as an ISO 15924 code; "" if the tables have no names in it."""
    known = languages().get(language.split("-")[0].lower())
    return known.script if known is not None and known.script in SCRIPTS else ""


def is_arabic(char: str) -> bool:
    """Tell whether a letter is of the Arabic script."""
    return "\u0600" <= char <= "\u06ff"
