"""Fields of a MARC 21 bibliographic record: which subfields are romanized, and how they are written.

Tags, indicators and subfield codes are those of the MARC 21 Format for Bibliographic Data, punctuation that of ISBD.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES

_WORD = re.compile(r"[^\W\d_]++")
_SOURCE_WORD = re.compile(rf"(?<![^\W\d_])(?:(?=[^\W\d_])[{CYRILLIC_RANGES}{ARABIC_RANGES}])++(?![^\W\d_])")
_RUSSIAN_WORD = re.compile(r"(?<!\w)[А-Яа-я]++(?!\w)")  # most are, and it is quickly found
_SOURCE_LETTER = re.compile(rf"(?P<Cyrl>[{CYRILLIC_RANGES}])|(?P<Arab>(?=[^\W\d_])[{ARABIC_RANGES}])")
_DIRECTION_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BLANKS = " \t\r\n\u00a0" + _DIRECTION_MARKS
_ISBD = frozenset(":;/=,+،؛")
_AROUND = _ISBD.union(BLANKS)
_DIVIDING = ":;/=؛"
_BETWEEN_PIECES = re.compile(rf"(?<!\s)\s++[{_DIVIDING}]\s++")
_TO_LATIN_MARKS = str.maketrans({"،": ",", "؛": ";", "؟": "?"} | dict.fromkeys(_DIRECTION_MARKS))

_PERSON = {"a": "name", "q": "name", "t": "title", "p": "title", "u": "publisher"}
_BODY = {"a": "publisher", "b": "publisher", "t": "title", "p": "title", "u": "publisher", "c": "place"}
_MEETING = {"c": "place", "t": "title", "p": "title", "u": "publisher"}
_TITLE = {"a": "title", "b": "title", "p": "title"}
_IMPRINT = {"a": "place", "b": "publisher", "e": "place", "f": "publisher"}
_PLAIN: dict[str, str] = {}
_HOST = {"a": "name", "k": "title", "p": "container", "s": "title", "t": "container"}
# Kind of each subfield, by tag; a subfield that is not named here is text.
KINDS: dict[str, dict[str, str]] = {
    **dict.fromkeys(("100", "600", "700", "800"), _PERSON),
    **dict.fromkeys(("110", "610", "710", "810"), _BODY),
    **dict.fromkeys(("111", "611", "711", "811"), _MEETING),
    **dict.fromkeys(("130", "240", "243", "245", "246", "247", "440", "490", "630", "730", "740", "830"), _TITLE),
    **dict.fromkeys(("260", "264"), _IMPRINT),
    **dict.fromkeys(("250", "647", "648", "650"), _PLAIN),
    "651": {"a": "place"},
    **dict.fromkeys(("760", "762", "765", "767", "770", "772", "773", "774", "775", "776", "777", "780", "785", "786",
                     "787"), _HOST),
}  # fmt: skip
# Numbers, codes and addresses rather than text; every subfield whose code is a digit is one as well.
_CODES = frozenset("w")
_LINKING_CODES = frozenset("oqruwxyz")
# Where the number of non-filing characters stands: position of the indicator.
NONFILING = {"130": 0, "630": 0, "730": 0, "740": 0} | dict.fromkeys(("240", "243", "245", "440", "830"), 1)
_ARTICLE = re.compile(r"[\W_]*+al-", re.IGNORECASE)
_LARGEST_INDICATOR = 9


class Field:
    """A data field: two indicators, and the subfields as pairs of code and text, in their order."""

    __slots__ = ("indicators", "subfields", "tag")

    def __init__(self, tag: str, indicators: str, subfields: tuple[tuple[str, str], ...]) -> None:
        self.tag = tag
        self.indicators = indicators
        self.subfields = subfields

    def first(self, codes: str) -> str:
        """Give the text of the first subfield with one of these codes, or an empty string."""
        for code, text in self.subfields:
            if code in codes and code:
                return text
        return ""

    def all(self, codes: str) -> list[str]:
        """Give the texts of the subfields with these codes, in their order."""
        return [text for code, text in self.subfields if code in codes and code]


def script_of_field(field: Field) -> str | None:
    """Give the source script that comes first in a field, Cyrl or Arab, as $6 wants it; None where there is none."""
    for code, text in field.subfields:
        if not code.isdigit() and (match := _SOURCE_LETTER.search(text)):
            return match.lastgroup
    return None


def has_source_word(text: str) -> bool:
    """Tell whether a text holds a word of a source script, not only a look-alike letter in a word of another."""
    return _RUSSIAN_WORD.search(text) is not None or _SOURCE_WORD.search(text) is not None


def kind_of(tag: str, code: str) -> str | None:
    """Give the kind of a subfield, or None where it is not romanized."""
    kinds = KINDS.get(tag)
    if kinds is None or not code.isalpha() or code in (_LINKING_CODES if kinds is _HOST else _CODES):
        return None
    return kinds.get(code, "text")


def has_source_letter(text: str) -> bool:
    """Tell whether a text holds a letter of a source script."""
    return not text.isascii() and _SOURCE_LETTER.search(text) is not None


def core(text: str) -> tuple[int, int]:
    """Give where the text of a subfield begins and ends, without blanks and ISBD punctuation around it."""
    if text and text[0] not in BLANKS and text[-1] not in _AROUND:
        return (0, len(text))
    end = len(text.rstrip(BLANKS))
    if end and text[end - 1] in _ISBD:
        end = len(text[: end - 1].rstrip(BLANKS))
    return (min(end, len(text) - len(text.lstrip(BLANKS))), end)


def pieces(text: str) -> list[tuple[int, int]]:
    """Cut the core of a subfield at the ISBD signs inside it, such as the `` ; `` between statements of 245 $c."""
    start, end = core(text)
    if not any(text.find(sign, start, end) >= 0 for sign in _DIVIDING):
        return [(start, end)]
    found = []
    for match in _BETWEEN_PIECES.finditer(text, start, end):
        found.append((start, match.start()))
        start = match.end()
    return [*found, (start, end)]


def with_punctuation(original: str, romanized: Sequence[tuple[int, int, str]]) -> str:
    """Put romanizations in place of spans of a subfield; blanks and punctuation between them stay, in Latin form."""
    out: list[str] = []
    position = 0
    for start, end, text in romanized:
        out += (_in_latin_marks(original[position:start]), text)
        position = end
    return "".join([*out, _in_latin_marks(original[position:])])


def _in_latin_marks(between: str) -> str:
    return between if between.isascii() else between.translate(_TO_LATIN_MARKS)


def words_of(text: str) -> list[str]:
    """Give the words of a text."""
    return _WORD.findall(text)


def nonfiling_indicator(original: str, romanized: str, indicator: str) -> str:
    """Count the characters of a romanized title that filing passes over.

    Args:
        original: the title in its own script.
        romanized: its romanization.
        indicator: the count for the original; anything but a digit is given back.

    Source: MARC 21, "Nonfiling characters"; of the languages romanized here only Arabic has an article before the
    word, which ALA-LC writes ``al-``.
    """
    if indicator not in "0123456789" or not indicator:
        return indicator
    skipped = original[: int(indicator)]
    count = 0
    if article := _ARTICLE.match(romanized):
        count = article.end()
    elif skipped and romanized.startswith(skipped):
        count = len(skipped)
    elif words := len(skipped.split()) * skipped[-1:].isspace():
        count = len(romanized) - len((romanized.split(None, words)[words:] or [""])[0])
    return str(count) if count <= _LARGEST_INDICATOR else "0"
