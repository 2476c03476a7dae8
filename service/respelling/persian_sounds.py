"""What a Persian word sounds like, whichever way it is spelled: keys under which romanized and vocalized words meet.

A key has one letter for all that spellings mix up: s for س ص ث, G for ق غ, A for a and ā, I for e and i and their
diphthong, U for o and u and theirs. Ayn, hamza and doubling are left out, and so is a glide beside its vowel.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ..persian.spelling import DAMMA, FATHA, KASRA, SHADDA, SUKUN, ZWNJ

_CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "C", "ح": "h", "خ": "X", "د": "d", "ذ": "z", "ر": "r",
    "ز": "z", "ژ": "Z", "س": "s", "ش": "S", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "غ": "G", "ف": "f", "ق": "G",
    "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "h",
}  # fmt: skip
_REVERSED_DAMMA, _DAGGER, _FATHATAN = "\u065d", "\u0670", "\u064b"
_VOWELS = {FATHA: "A", KASRA: "I", DAMMA: "U", _REVERSED_DAMMA: "U", _DAGGER: "A", _FATHATAN: "An"}
_LONG = {"ا": "A", "آ": "A", "أ": "A", "إ": "I", "ٱ": ""}
_AND = f"{ZWNJ}و{ZWNJ}"  # heard as o between the halves of a word: گفت‌وگو
_SILENT_HE = re.compile(f"[{FATHA}{KASRA}]ه(?=$|[{ZWNJ}ٔ ])")
_LETTER = re.compile(rf"([^{SHADDA}{FATHA}{KASRA}{DAMMA}{SUKUN}{_REVERSED_DAMMA}{_DAGGER}{_FATHATAN}])"
                     rf"([{SHADDA}{FATHA}{KASRA}{DAMMA}{SUKUN}{_REVERSED_DAMMA}{_DAGGER}{_FATHATAN}]*)")  # fmt: skip

# Latin groups, longest first, each with what it may stand for.
_GROUPS: dict[str, tuple[str, ...]] = {
    "tch": ("C",), "kh": ("X",), "gh": ("G",), "ch": ("C",), "sh": ("S", "sh"), "zh": ("Z",), "dj": ("j",),
    "th": ("s", "th"), "dh": ("z", "dh"), "ph": ("f",), "q": ("G",), "ġ": ("G",), "ḡ": ("G",), "ğ": ("G",), "ǧ": ("j",),
    "x": ("X",), "ḵ": ("X",), "ḫ": ("X",), "č": ("C",), "ç": ("C",), "c": ("C",), "š": ("S",),
    "ş": ("S", "s"), "ṣ": ("s",),
    "ž": ("Z",), "j": ("j", "Z"), "ǰ": ("j",), "ḏ": ("z",), "ṯ": ("s",), "ẕ": ("z",), "w": ("v",), "aa": ("A",),
    "oo": ("U",), "ou": ("U",), "ee": ("I",), "a": ("A",), "e": ("I",), "i": ("I",), "o": ("U",), "u": ("U",),
    "ḥ": ("h",), "ᵛ": ("",),
}  # fmt: skip
_GROUP = re.compile("|".join(sorted(_GROUPS, key=len, reverse=True)) + "|.[\u0300-\u036f]*", re.DOTALL)
_SIGN = re.compile("['’ʼʹʺ`´‘ʻʿʾ\"″′ \u2010\u2011-]")
_INNER_HE = re.compile("[aei]h(?=['’ʹ-])")  # a silent he before a joint
MOST_KEYS = 6
LONGEST = 40

_DOUBLED = re.compile(r"(.)(?=\1)")  # all letters of a repetition but the last
_JOINED = (
    (re.compile("Xv(?=A)"), "X"),  # silent vav
    (re.compile("(?<=[^AIU\n])y(?=[AIU])"), "I"),
    (re.compile("y*Iy*"), "I"),
    (re.compile("A(?:I|y(?![AIU]))"), "I"),
    (re.compile("(?:A(?:U|v(?![AIU]))|Uv(?![AIU]))"), "U"),
)


def _settled(forms: Iterable[str]) -> list[str]:
    """Leave out of the sounds of spellings what they do not agree on."""
    sounds = _DOUBLED.sub("", "\n".join(forms))
    for written, one in _JOINED:
        sounds = written.sub(one, sounds)
    return _DOUBLED.sub("", sounds).split("\n")


_ARTICLE = re.compile("(?<=[^AIU])[AIU]*Al")


def keys_of_vocalized(word: str) -> tuple[str, ...]:
    """Give the keys of a vocalized word (docs/persian.md) without an ezafe; the article inside it is al or ol."""
    (key,) = _settled((_sounds(word),))
    if "ال" in word[1:]:
        return tuple(dict.fromkeys((key, _ARTICLE.sub("Al", key, count=1), _ARTICLE.sub("Ul", key, count=1))))
    return (key,)


def _sounds(word: str) -> str:
    sounds: list[str] = []
    before = ""  # what the last letter was: V a long vowel, A, I or U a short one, c a consonant, . one with a sukun
    for letter, signs in _LETTER.findall(_SILENT_HE.sub(KASRA, word.replace(_AND, DAMMA))):
        vowel = "".join(_VOWELS.get(sign, "") for sign in signs)
        if letter in _CONSONANTS:
            sounds.append(_CONSONANTS[letter] + vowel)
            before = vowel or ("." if SUKUN in signs else "c")
        elif letter in "وی":
            glide = "v" if letter == "و" else "y"
            if letter == "و" and sounds and sounds[-1] == "X" and not signs and word.find("خوا") >= 0:
                continue
            if letter == "ی" and _DAGGER in signs:
                sounds.append("A")
                before = "V"
            elif signs or not before or before in "V.":
                sounds.append(glide + vowel)
                before = vowel or "c"
            elif before == "A":
                sounds.append(glide)
                before = "c"
            else:  # long, with or without its short sign before it
                sounds.append("U" if letter == "و" else "I")
                before = "V"
        elif letter in _LONG:
            sounds.append(vowel if vowel and not before else _LONG[letter] + (vowel if before else ""))
            before = "V" if before or not vowel or letter == "آ" else vowel
            if letter != "آ" and not vowel and sounds == ["A"]:
                sounds, before = [], "c"  # the bearer of a long vowel: ایران, او
        elif letter == ZWNJ or letter in " -":
            before = ""
        else:  # hamza and ayn
            sounds.append(vowel)
            before = vowel or "c"
    return "".join(sounds)


@lru_cache(maxsize=1 << 14)
def keys_of_latin(word: str) -> tuple[str, ...]:
    """Give the keys of a romanized word in lower case, the likeliest first; none if its letters are no spelling."""
    if len(word) > LONGEST:
        return ()
    word = unicodedata.normalize("NFC", _SIGN.sub("", _INNER_HE.sub("e", word)))
    forms = [""]
    for group in _GROUP.findall(word):
        meanings = _GROUPS.get(group)
        if meanings is None:
            plain = _without_marks(group)
            if not (plain.isascii() and plain.isalpha()):
                return ()
            meanings = _GROUPS.get(plain, (plain,))[:1]
        forms = [form + one for one in meanings for form in forms][:MOST_KEYS]
    plain_word = _without_marks(word)
    if plain_word.endswith(("eh", "ih")) or word.endswith("ah"):
        forms = [*(form[:-2] + "I" for form in forms), *forms]
    elif word.endswith("a"):
        forms += [form[:-1] + "I" for form in forms]
    return tuple(dict.fromkeys(_settled(forms)))[:MOST_KEYS]


def _without_marks(word: str) -> str:
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
