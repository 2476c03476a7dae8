"""What a Slavonic word sounds like, whichever way it is spelled: keys under which romanized and Cyrillic words meet.

A key leaves out what romanizations write differently or not at all: soft and hard signs, doubled letters, what tells
и, й, ы and ї apart, the glide before a vowel. Latin spellings of more than one meaning (h, x, ch) have several keys.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

# Consonants of a key that are written with several Latin letters: S ш, C ч, Z ж, c ц.
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "Z", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "C", "ш": "S", "щ": "SC", "ъ": "", "ы": "i",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_CYRILLIC = str.maketrans(_LETTERS)
# Bulgarian ъ is a vowel, which people write in any of these ways.
_BULGARIAN_VOWELS = ("a", "u", "i", "e", "")

# Latin groups, longest first, each with what it may stand for; a group of one meaning goes into every key alike.
_GROUPS: dict[str, tuple[str, ...]] = {
    "shch": ("SC",), "schtsch": ("SC",), "tsch": ("C",), "šč": ("SC",), "shh": ("SC",), "stch": ("SC",),
    "sch": ("SC", "S"), "tch": ("C",), "kh": ("h",), "zh": ("Z", "zh"), "ch": ("C", "h"), "sh": ("S", "sh"),
    "ts": ("c",),    "tz": ("c",), "tc": ("c",), "cz": ("c", "C"), "ou": ("u", "ou"), "gh": ("g",), "ph": ("f",),
    "yu": ("iu",), "ya": ("ia",), "jo": ("io", "e"), "yo": ("io", "e"), "eh": ("e", "eh"), "tsh": ("tS", "ch"),
    "x": ("h", "ks"), "j": ("i", "Z"), "y": ("i",), "w": ("v",), "q": ("k",),
    "š": ("S",), "ş": ("S",), "ŝ": ("SC",), "č": ("C",), "ç": ("C",), "ž": ("Z",), "ẑ": ("Z",),
    "û": ("iu",), "â": ("ia", "a"), "ŭ": ("u", "a"), "ă": ("a",), "ǎ": ("a",), "ë": ("e",), "ö": ("e",), "ï": ("i",),
    "ĭ": ("i",), "h": ("h", "g"),
}  # fmt: skip
_GROUP = re.compile("|".join(sorted(_GROUPS, key=len, reverse=True)) + "|.[\u0300-\u036f]*", re.DOTALL)
_SIGN = re.compile("['’ʼʹʺ`´\"″′‘\u0361\u02bb]")
_MARK = re.compile("[\u0300-\u036f]")
MOST_KEYS = 6  # keys of one spelling; the likelier come first
LONGEST = 40  # letters; no word of these languages is longer

_DOUBLED = re.compile(r"([^\W\d_])(?=\1)")  # all letters of a repetition but the last
_GLIDE = re.compile("i+(?=[e])")
_JOINED = (("tC", "C"), ("sC", "SC"), ("tc", "c"), ("ts", "c"), ("iia", "ia"), ("iiu", "iu"))


def _settled(keys: str) -> list[str]:
    """Leave out of keys, one a line, what spellings do not agree on; all at once, because lists have thousands."""
    keys = _DOUBLED.sub("", keys)
    for written, one in _JOINED:
        keys = keys.replace(written, one)
    return _DOUBLED.sub("", _GLIDE.sub("", keys)).split("\n")


def keys_of_words(words: Iterable[str], language: str) -> Iterator[tuple[str, int]]:
    """Yield each key of Cyrillic words in lower case, with the place of its word."""
    forms: list[str] = []
    places: list[int] = []
    for place, word in enumerate(words):
        if language == "bg" and ("ъ" in word or "щ" in word):
            word = word.replace("щ", "шт")
            some = [word.replace("ъ", vowel) for vowel in _BULGARIAN_VOWELS] if "ъ" in word else [word]
        elif "ё" in word:
            some = [word, word.replace("ё", "io")]
        else:
            forms.append(word)
            places.append(place)
            continue
        forms += some
        places += [place] * len(some)
    if language == "uk":
        forms = [form.replace("г", "х").replace("ґ", "х") for form in forms]
    return zip(_settled("\n".join(forms).translate(_CYRILLIC)), places, strict=True)


def keys_of_cyrillic(word: str, language: str) -> tuple[str, ...]:
    """Give the keys of a Cyrillic word in lower case."""
    return tuple(dict.fromkeys(key for key, _ in keys_of_words((word,), language)))


def keys_of_latin(word: str, language: str) -> tuple[str, ...]:
    """Give the keys of a romanized word in lower case, the likeliest first; none if its letters are no spelling."""
    keys = _keys_of_latin(word.replace("ŝ", "št") if language == "bg" else word)
    if language == "uk" and any("g" in key for key in keys):
        return tuple(dict.fromkeys(_settled("\n".join(keys).replace("g", "h"))))
    return keys


@lru_cache(maxsize=1 << 14)
def _keys_of_latin(word: str) -> tuple[str, ...]:
    if len(word) > LONGEST:
        return ()
    word = _SIGN.sub("", unicodedata.normalize("NFC", word))
    forms = [""]
    for group in _GROUP.findall(word):
        meanings = _GROUPS.get(group)
        if meanings is None:
            plain = _MARK.sub("", unicodedata.normalize("NFD", group))
            if not (plain.isascii() and plain.isalpha()):
                return ()
            meanings = _GROUPS.get(plain, (plain,))[:1]
        forms = [form + one for one in meanings for form in forms][:MOST_KEYS]
    return tuple(dict.fromkeys(_settled("\n".join(forms))))
