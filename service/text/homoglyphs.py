"""Look-alike letters: a Latin letter typed in a Cyrillic word, or a Cyrillic one in a Latin word.

Such words look right and romanize wrong. They are repaired only where the result is certain; what may be meant as it
is (VIP-клиент, IBMовский, гепатит C) is left. The letters are those of `rules/homoglyphs.toml`.

A word here is a stretch of letters: hyphens, digits, dots and apostrophes part words, so that every part of Wi-Fi-сеть
or Газета.ru is judged by itself. A word's letters are either telling (ж, ы; f, z) or look-alikes (о, с; o, c); a word
speaks for the script of its telling letters.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

from .language import detect, languages
from .scripts import script_of

LATIN = "Latn"
CYRILLIC = "Cyrl"

_LATIN_LETTER = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")
_CYRILLIC_NUMERAL = re.compile("[ХІӀ][ХІӀСМ]|[СМ][ХІӀ]")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u00ad\u0300-\u036f\u200b-\u200d\u2060])*")
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|\bwww\.|\b10\.\d{4,9}/")
_INITIALS = re.compile(r"(?<!\w)[^\W\d_]\.(?:[ \u00a0\u2009\u202f]?-?[^\W\d_]\.)*")
_BLANKS = re.compile(r"[ \u00a0\u2009\u202f]+")
_DASH = re.compile(r"[-\u2010-\u2014]")

# Standard form only: IIII and IC are words or abbreviations rather than numerals.
_ROMAN = re.compile("(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMERAL_ENDING = re.compile("(?:в|вв|ст|век|века|го|й|я|е)$")
# Capitals of one script, small letters of the other: an abbreviation with an ending or a prefix (PCшный, экоPC).
_ABBREVIATION = re.compile("LL+c+|CC+l+|c+LL+|l+CC+")

_MAX_PASSES = 10


@dataclass(frozen=True, slots=True)
class Repair:
    """A word put right: `before` stood at `[start:end]` of the input, `after` stands there now, of the same length.

    `to_script` is the script of the letters put in, "Latn" or "Cyrl".
    """

    start: int
    end: int
    before: str
    after: str
    to_script: str


@dataclass(frozen=True, slots=True)
class _Table:
    to_cyrillic: dict[str, str]
    to_latin: dict[str, str]
    words: dict[str, frozenset[str]]
    openings: dict[str, frozenset[str]]
    standing_alone: frozenset[str]  # all words and openings, in Latin letters


class _Word(NamedTuple):  # not a dataclass: one is made for every word of every text
    start: int
    end: int
    text: str
    scripts: frozenset[str]
    speaks_for: str | None  # "Latn" or "Cyrl"; None: look-alikes only, telling letters of both, or a Roman numeral

    @property
    def mixed(self) -> bool:
        return self.scripts == {LATIN, CYRILLIC}

    @property
    def is_name(self) -> bool:
        return len(self.text) > 1 and self.text[0].isupper()


class _Line:
    """The text of one pass, its words, and what is true of it as a whole."""

    def __init__(self, text: str, language: str | None) -> None:
        self.text = text
        self.language = language
        self.words = list(_words(text))

    @cached_property
    def cyrillic_language(self) -> str:
        """The language given, else the one that the text seems to be in; empty where it cannot be told."""
        return self.language or detect(self.text).language or ""

    @cached_property
    def has_cyrillic(self) -> bool:
        """Whether a word is Cyrillic beyond a lone look-alike."""
        return any(CYRILLIC in it.scripts and (len(it.text) > 1 or it.speaks_for == CYRILLIC) for it in self.words)

    @cached_property
    def has_small_letters(self) -> bool:
        return any(char.islower() for char in self.text)

    @cached_property
    def latin_words(self) -> frozenset[str]:
        """The words in Latin letters, Roman numerals left out."""
        return frozenset(it.text for it in self.words if it.scripts == {LATIN} and not _is_roman(it.text))

    def neighbours(self, index: int) -> Iterator[tuple[_Word, str]]:
        """Give the words before and after a word, each with what stands between."""
        words, text = self.words, self.text
        if index > 0:
            yield words[index - 1], text[words[index - 1].end : words[index].start]
        if index + 1 < len(words):
            yield words[index + 1], text[words[index].end : words[index + 1].start]


@cache
def _table() -> _Table:
    data = tomllib.loads(files("romanbib.rules").joinpath("homoglyphs.toml").read_text(encoding="utf-8"))
    letters: dict[str, str] = data["letters"]
    pairs = [*letters.items(), *data["letters_to_latin"].items(), *data["numerals"].items()]
    to_latin = {cyrillic: latin for latin, cyrillic in pairs}
    words = {tag: frozenset(listed.split()) for tag, listed in data["words"].items()}
    openings = {tag: frozenset(listed.split()) for tag, listed in data["openings"].items()}
    listed = frozenset().union(*words.values(), *openings.values())
    return _Table(letters, to_latin, words, openings, frozenset(_mapped(word, to_latin) for word in listed))


def repair(text: str, *, language: str | None = None) -> tuple[str, list[Repair]]:
    """Put look-alike letters of the wrong script right where that is certain.

    Repaired are words that mix both scripts though one of them could spell the whole word (Poccия); initials beside a
    name of the other script (Иванов A. C.); lone function words (учение o душе); and Roman numerals typed with
    Cyrillic letters (ХIХ, ХХ), which become Latin. Addresses and DOIs are left alone.

    Args:
        text: any text; positions in the repairs refer to it.
        language: tag of the language of the Cyrillic words, where it is known. It decides which Cyrillic letters may
            be put in, and what a word of look-alikes only is.

    Returns:
        The text, as long as the input, and the repairs in the order of their places.

    """
    if not _CYRILLIC_LETTER.search(text) or not (_LATIN_LETTER.search(text) or _CYRILLIC_NUMERAL.search(text)):
        return text, []
    if language is not None and (language not in languages() or languages()[language].script != CYRILLIC):
        language = None
    repaired = text
    for _ in range(_MAX_PASSES):  # a repaired word can make its neighbour certain
        before, repaired = repaired, _repair_once(repaired, language)
        if repaired == before:
            break
    return repaired, _differences(text, repaired) if repaired != text else []


def _differences(text: str, repaired: str) -> list[Repair]:
    repairs = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        before, after = match.group(), repaired[start:end]
        if before != after:
            put_in = next(new for old, new in zip(before, after, strict=True) if old != new)
            repairs.append(Repair(start, end, before, after, script_of(put_in)))
    return repairs


def _repair_once(text: str, language: str | None) -> str:
    line = _Line(text, language)
    standing_alone = _table().standing_alone
    chars = list(text)
    for index, word in enumerate(line.words):
        if CYRILLIC in word.scripts and (numeral := _numeral(line, index)):
            after = numeral
        elif word.mixed:
            after = _unmixed(line, index)
        elif len(word.text) == 1 and CYRILLIC in word.scripts:
            after = _lone_latin(line, index)
        elif word.text in standing_alone:
            after = _function_word(line, index)
        else:
            continue
        chars[word.start : word.end] = after
    for start, end, after in _initials(line):
        chars[start:end] = after
    return "".join(chars)


def _words(text: str) -> Iterator[_Word]:
    for token in _TOKEN.finditer(text):
        if _ADDRESS.search(token.group()):
            continue
        for match in _WORD.finditer(text, *token.span()):
            yield _Word(*match.span(), match.group(), *_judged(match.group()))


@lru_cache(maxsize=8192)
def _judged(word: str) -> tuple[frozenset[str], str | None]:
    """Give the scripts of a word's letters, and the one that it speaks for."""
    table = _table()
    letters = [char for char in word if char.isalpha()]
    scripts = frozenset(map(script_of, letters))
    telling = {script_of(char) for char in letters if char not in table.to_cyrillic and char not in table.to_latin}
    certain = len(telling) == 1 and telling <= {LATIN, CYRILLIC} and not _is_roman(word)
    return scripts, telling.pop() if certain else None


def _mapped(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in word)


def _is_roman(word: str) -> bool:
    return len(word) > 1 and _ROMAN.fullmatch(word) is not None


def _numeral(line: _Line, index: int) -> str | None:
    """Give a Roman numeral that is typed with Cyrillic letters in Latin ones; None where it may be something else."""
    word = line.words[index].text
    if not word[0].isupper():
        return None
    ending = _NUMERAL_ENDING.search(word)
    head = word[: ending.start()] if ending else word
    latin = _mapped(head, _table().to_latin)
    if _stands_for_numeral(head, latin):
        if latin == "IX" and not line.has_small_letters:
            return None  # in a line of capitals it may be Belarusian іх
        return latin + word[len(head) :]
    if len(word) == 1 and latin in ("X", "I"):  # Х–ХІ вв.
        for other, gap in line.neighbours(index):
            mapped = _mapped(other.text, _table().to_latin)
            if _DASH.fullmatch(gap) and _stands_for_numeral(other.text, mapped):
                return latin
    return None


def _stands_for_numeral(word: str, latin: str) -> bool:
    if not _is_roman(latin):
        return False
    if "X" not in latin and "II" not in latin and "V" not in latin:
        return False  # МС, СМ, ММ, СІ are abbreviations
    if any(script_of(char) == LATIN for char in word):
        return True
    return not set(latin) & set("CM") or len(latin) > 3  # СХ and МХ are abbreviations too


def _unmixed(line: _Line, index: int) -> str:
    """Give a word that mixes both scripts in one of them; as it is, where the mixture may be meant."""
    word, table = line.words[index], _table()
    letters = [char for char in word.text if char.isalpha()]
    shape = "".join(
        (kind.upper() if char.isupper() else kind)
        for char in letters
        for kind in ("l" if script_of(char) == LATIN else "c")
    )
    if _ABBREVIATION.fullmatch(shape):
        return word.text
    target = word.speaks_for or _likelier_script(line, index, shape.lower())
    if target == LATIN:
        after = _mapped(word.text, table.to_latin)
    elif target == CYRILLIC:
        allowed = _cyrillic_letters(letters, line.language)
        after = _mapped(word.text, {k: v for k, v in table.to_cyrillic.items() if v.lower() in allowed})
    else:
        return word.text
    whole = all(script_of(char) == target for char in after if char.isalpha())
    return after if whole else word.text


def _likelier_script(line: _Line, index: int, shape: str) -> str | None:
    """Give the script of a mixed word of look-alikes only: its neighbours', else that of nearly all its letters."""
    if any(char not in _table().to_cyrillic and char not in _table().to_latin for char in line.words[index].text):
        return None  # telling letters of both scripts, or marks
    beside = {other.speaks_for for other in line.words[max(index - 1, 0) : index + 2]} - {None}
    if beside:
        return beside.pop() if len(beside) == 1 else None
    if line.language is not None:
        return CYRILLIC
    if shape.count("c") >= 3 * shape.count("l"):
        return CYRILLIC
    return LATIN if shape.count("l") >= 3 * shape.count("c") else None


def _cyrillic_letters(letters: list[str], language: str | None) -> frozenset[str]:
    """Give the letters that may be put into a word: those of the languages that have its own Cyrillic letters."""
    own = {char.lower() for char in letters if script_of(char) == CYRILLIC}
    known = [it for it in languages().values() if it.script == CYRILLIC and language in (None, it.tag)]
    fitting = [it for it in known if own <= it.alphabet | it.also]
    return frozenset().union(*(it.alphabet | it.also for it in fitting or known))


def _lone_latin(line: _Line, index: int) -> str:
    """Give a lone Cyrillic look-alike in Latin where no word of the text is Cyrillic ("А study", "Vitamin С").

    The reverse is not done: Latin letters are signs of their own in Cyrillic texts, Cyrillic ones not in Latin texts.
    """
    word = line.words[index]
    latin = _table().to_latin.get(word.text)
    if latin is None or line.has_cyrillic:
        return word.text
    beside = [other for other, gap in line.neighbours(index) if _BLANKS.fullmatch(gap)]
    return latin if any(it.speaks_for == LATIN and len(it.text) > 1 for it in beside) else word.text


def _function_word(line: _Line, index: int) -> str:
    """Give a Cyrillic function word typed in Latin ("учение o душе", "K вопросу"); as it is, where it may be a sign."""
    table, words = _table(), line.words
    word = words[index]
    cyrillic = _mapped(word.text, table.to_cyrillic)
    if index + 1 == len(words) or words[index + 1].speaks_for != CYRILLIC:
        return word.text
    following = words[index + 1]
    if not _BLANKS.fullmatch(line.text[word.end : following.start]):
        return word.text
    alone = table.words.get(line.cyrillic_language, frozenset())
    openings = table.openings.get(line.cyrillic_language, frozenset())
    if index == 0:
        certain = cyrillic in openings and following.text[0].islower() and not line.text[: word.start].strip()
    else:
        gap = line.text[words[index - 1].end : word.start]
        if cyrillic == "а":  # the conjunction comes after a comma; between blanks an a is more often a sign
            gap = gap[1:] if gap.startswith(",") else ""
        certain = cyrillic in alone and words[index - 1].speaks_for == CYRILLIC and bool(_BLANKS.fullmatch(gap))
    # Another Latin word or sign makes it likely that this is one more; so does an a.
    function_words = {_mapped(it, table.to_latin) for it in alone | openings} - {"a"} | {word.text}
    return cyrillic if certain and line.latin_words <= function_words else word.text


def _initials(line: _Line) -> Iterator[tuple[int, int, str]]:
    """Give the places of initials beside a name of the other script, and the initials in the name's script."""
    text = line.text
    by_end = {word.end: word for word in line.words}
    by_start = {word.start: word for word in line.words}
    for match in _INITIALS.finditer(text):
        letters = [char for char in match.group() if char.isalpha()]
        if match.start() not in by_start or not all(char.isupper() for char in letters):
            continue
        before, gap = _before(text, match.start(), by_end)
        after = _after(text, match.end(), by_start)
        names = {it.speaks_for for it in (before, after) if it and it.is_name and it.speaks_for}
        beside = {it.speaks_for for it in (before, after) if it and it.speaks_for}
        if len(names) != 1 or len(beside) != 1:
            continue
        target = names.pop()
        if len(letters) == 1 and not _one_initial_is_certain(text, match.end(), before, gap, after):
            continue
        put_in = _mapped(match.group(), _table().to_cyrillic if target == CYRILLIC else _table().to_latin)
        if all(script_of(char) == target for char in put_in if char.isalpha()):
            yield match.start(), match.end(), put_in


def _one_initial_is_certain(text: str, end: int, before: _Word | None, gap: str, after: _Word | None) -> bool:
    """Tell an initial from a sign that ends a sentence: "Иванов, A." and "A. Иванов", but not "Гепатит C. Лечение"."""
    if before and before.is_name and before.speaks_for:
        return gap.startswith(",") or text[end : end + 1] == ","
    return bool(after and after.is_name) and (before is None or len(before.text) == 1)


def _before(text: str, start: int, by_end: dict[int, _Word]) -> tuple[_Word | None, str]:
    end = start
    while end and _BLANKS.match(text[end - 1]):
        end -= 1
    if end < start and text[end - 1 : end] == ",":
        end -= 1
    return (by_end.get(end) if end < start else None), text[end:start]


def _after(text: str, end: int, by_start: dict[int, _Word]) -> _Word | None:
    gap = _BLANKS.match(text, end)
    return by_start.get(gap.end() if gap else end)
