"""Sound keys: one key for a name in whatever script and romanization it is written.

What the schemes disagree on stands in ``rules/consistency.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from ..errors import UnknownLanguageError, UnknownSchemeError
from ..one_language import romanize_segment
from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES
from ..word_memo import romanize_quietly

PLAIN_SCHEME = "ala-lc-plain"
MEMO = 1 << 14
SHORTEST_EVIDENT = 5  # letters of a name that can show anything
NATIVE = re.compile(f"[{CYRILLIC_RANGES}{ARABIC_RANGES}]")
ARABIC = re.compile(f"[{ARABIC_RANGES}]")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f'’‘ʼʹʺʻʿʾ`])*+")
_EZAFE = re.compile(r"(?<=\w)[’']?-(?:ye?|yi|e|i)\b")
_DOUBLED = re.compile(r"([^\W\d])\1+")
_DOUBLED_BUT_H = re.compile(r"([^\W\dh])\1+")  # shh is one letter in GOST 7.79
_X_AS_KH = re.compile(r"^x(?=[^aeiouy])")
_TRIVIAL = re.compile(r"[^\w\u0300-\u036f']+|_")
_APOSTROPHES = re.compile("['’‘ʼʹʺʻʿʾ`]")
_VOWELS = re.compile("[aiuəv]")
_SKELETON = frozenset("bptsjčhxdzržšqfkglmn0123456789abcdefghijklmnopqrstuvwxyz") - frozenset("aeiouvy")
_FINAL_H = re.compile(r"ه(?!\w)")
# The consonants of Persian script in the letters of the Persian sound key; و, ی and ا may be vowels and count for none.
_CONSONANTS = str.maketrans(
    "بپتثجچحخدذرزژسشصضطظغفقکكگلمنه",
    "bptsjčhxdzrzžsšszt" "zqfqkkglmnh",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """The conventions of the languages of one script."""

    name: str
    languages: frozenset[str]
    marked: dict[int, str]
    pattern: re.Pattern[str]
    letters: dict[str, str]
    final: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]
    endings: tuple[str, ...]
    hints: tuple[str, ...]


@cache
def table() -> dict[str, Any]:
    """Give what ``rules/consistency.toml`` says."""
    return tomllib.loads(resources.files("romanbib.rules").joinpath("consistency.toml").read_text("utf-8"))


@cache
def families() -> dict[str, Family]:
    """Give the conventions of each script."""
    found = {}
    for name in ("cyrillic", "persian"):
        data = table()[name]
        letters: dict[str, str] = dict(data["letters"])
        longest = sorted(letters, key=len, reverse=True)
        found[name] = Family(
            name,
            frozenset(data["languages"]),
            str.maketrans(data["marked"]),
            re.compile("|".join(map(re.escape, longest))),
            letters,
            tuple((end, key) for end, key in data["final"]),
            tuple(data["signs"]),
            tuple(data["endings"]),
            tuple(data["hints"]),
        )
    return found


def family_of(language: str) -> Family | None:
    """Give the conventions that go for a language; None if it is none of ours."""
    return next((one for one in families().values() if language in one.languages), None)


def is_native(text: str) -> bool:
    """Tell whether a text has letters of a source script."""
    return bool(NATIVE.search(text))


@lru_cache(maxsize=MEMO)
def romanized(text: str, language: str, kind: str, scheme: str = PLAIN_SCHEME) -> str:
    """Romanize a text in its own script; empty if the scheme has no table for its language.

    Args:
        text: the text.
        language: BCP 47 subtag.
        kind: what it is: ``name``, ``title``, ``container``, ``publisher`` or ``place``.
        scheme: scheme id.
    """
    try:
        return romanize_quietly(text, language, scheme) or romanize_segment(text, language, scheme, kind)[0]
    except (UnknownLanguageError, UnknownSchemeError):
        return ""


@lru_cache(maxsize=MEMO)
def sound(text: str, family: str) -> str:
    """Bring a Latin text to its sound key: what is left of it once schemes no longer matter.

    Khlopov, Hlopov and Xlopov have one key, and Faslnāmeh-ye and Faṣlnāmah-i have one.
    """
    one = families()[family]
    lowered = unicodedata.normalize("NFC", text.lower().replace("\u0361", ""))
    if family == "persian":
        lowered = _EZAFE.sub("", lowered)
    return "".join(_sound_of(word, one) for word in _WORD.findall(lowered))


def _sound_of(word: str, family: Family) -> str:
    marked = unicodedata.normalize("NFKD", word.translate(family.marked))
    bare = "".join(char for char in marked if char.isalnum() and not "ʰ" <= char <= "˿")
    bare = _X_AS_KH.sub("h", _DOUBLED_BUT_H.sub(r"\1", bare) if family.name == "cyrillic" else bare)
    for end, key in family.final:
        if bare.endswith(end) and len(bare) > len(end) + 1 and not marked.endswith("a\u0304h"):
            bare = bare[: -len(end)] + key
            break
    return _DOUBLED.sub(r"\1", family.pattern.sub(lambda match: family.letters[match[0]], bare))


def skeleton(text: str) -> str:
    """Give the consonants of a Persian text: what script and romanization have in common, without reading it."""
    if ARABIC.search(text):
        written = _FINAL_H.sub("", unicodedata.normalize("NFC", text)).translate(_CONSONANTS)
        return "".join(char for char in map(_plain_figure, written) if char in _SKELETON)
    return _VOWELS.sub("", sound(text, "persian"))


def _plain_figure(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdigit() else char


def plain(text: str) -> str:
    """Leave out what is no matter of romanization: case, punctuation, blanks, hyphens, the kind of an apostrophe."""
    one = _APOSTROPHES.sub("'", unicodedata.normalize("NFC", text.casefold()))
    return _TRIVIAL.sub("", one.translate({0x64A: "ی", 0x643: "ک", 0x200C: None}))


def bare(text: str) -> str:
    """Leave out diacritics and apostrophes as well."""
    return "".join(
        char for char in unicodedata.normalize("NFKD", plain(text)) if char.isalnum() and not "ʰ" <= char <= "˿"
    )


def is_evident(text: str, family: Family, *, hint: bool = False) -> bool:
    """Tell whether the spelling of a Latin name shows that it is romanized from a script.

    Args:
        text: the name.
        family: the conventions of the script.
        hint: whether a hint is enough.
    """
    lowered = unicodedata.normalize("NFC", text.lower()).strip(" .,")
    if len(lowered) < SHORTEST_EVIDENT:
        return False
    if lowered.endswith(family.endings) or any(sign in lowered for sign in family.signs):
        return True
    return hint and any(lowered.endswith(one[1:]) if one[0] == "-" else one in lowered for one in family.hints)


@cache
def _english() -> frozenset[str]:
    return frozenset(table()["english"]["words"].split())


def is_english(text: str) -> bool:
    """Tell whether a Latin text is evidently English."""
    return not is_native(text) and any(word in _english() for word in _WORD.findall(text.lower()))
