"""Running text: one language, one scheme, as fast as a bounded memo of words in front of ICU allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from .persian.spelling import plain_letters
from .tables.compiled import CompiledTable, compiled
from .tables.registry import ids
from .text.homoglyphs import Repair, repair
from .text.language import languages as known_languages
from .text.scripts import ARABIC_RANGES, CYRILLIC_RANGES

SOURCE_LETTER = re.compile(rf"(?=[^\W\d_])[{CYRILLIC_RANGES}{ARABIC_RANGES}]")
# Letters, digits and punctuation: ۱۳۹۸ and ، are romanized too.
SOURCE_SIGN = re.compile(f"[{CYRILLIC_RANGES}{ARABIC_RANGES}]")
CYRILLIC_LETTER = re.compile(f"[{CYRILLIC_RANGES}]")
# A word that mixes scripts. Roman numerals typed in Cyrillic alone (ХХ) are left to the repair of references: here they
# could be letters, and ISO 9 has to bring every string back.
_MAY_NEED_REPAIR = re.compile(f"[A-Za-z][{CYRILLIC_RANGES}]|[{CYRILLIC_RANGES}][A-Za-z]")
_IN_WORD = re.compile(r"[^\W_]|[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u200c'’ʼʹ`]").match
# Nothing to repair, no stress mark, no abbreviation: modern Cyrillic with punctuation, no two capitals together; or
# Arabic script with punctuation, which has none of these.
_CAPITALS = "ЁЂЃЄЅІЇЈЉЊЋЌЎЏА-ЯҐ"
_PLAIN = re.compile(
    rf"(?:[а-яёђѓєѕіїјљњћќўџґ0-9.,:;!?()\[\]/«»„“”–—…№\"'’-]++|[{_CAPITALS}](?![{_CAPITALS}]))*+"
    r"|[\u0600-\u06ff\u200c0-9.,:;!?()\[\]/«»“”–—…\"-]*+"
).fullmatch
_LONE_CAPITAL = re.compile(r"(?<!\S)([^\W\d_])(?!\S)")
# A word too long for an abbreviation, or a second word.
_IN_CAPITALS = re.compile(r"[^\W\d_]{5}|[^\W\d_]{2}\W+(?:\w\W+)?[^\W\d_]{2}")

BLOCK = 1 << 15  # characters romanized at a time
BATCH = 64  # tokens an ICU call: ICU slows down as the string grows
PIECE = 512  # characters of one "word" that ICU gets at a time, for the same reason
MEMO = 1 << 21  # characters that one scheme's memo may hold, about 30 MB with its overhead
QUIET = 1 << 15  # words known to romanize with nothing to report, of at most as many characters as the next line says
QUIET_LENGTH = 40
# What is neither letter nor figure, nor a sign that tables write letters with.
_SIGNS = re.compile(r"[^\w'’ʼʻʹʺ`\u0300-\u036f]+")


class WordMemo:
    """Romanize running text through a bounded memo of blank-separated tokens.

    Rules and repairs look no further than the token, so it romanizes alike wherever it stands. Where rules read across
    a blank, the table says which blanks those are (``across``), and the words beside one are one token; a table that
    does not say has its lines as tokens. A token met before costs a dictionary look-up; new ones go to ICU in batches.
    """

    def __init__(self, table: CompiledTable) -> None:
        self._table = table
        self._language = table.table.language
        self._scheme = table.table.id
        self._memo: dict[str, str] = {"": "", "\n": "\n"}
        self._held = 0
        self._quiet: dict[str, str] = {"": ""}
        across = table.table.across
        self._by_line = table.reads_across_blanks and not across
        # A blank that no rule reads across.
        self._cut = re.compile(f"(?!{across}) ") if across else None

    def romanize(self, text: str) -> str:
        """Romanize a text in NFC."""
        if self._by_line:
            return "\n".join(map(self._line, text.split("\n")))
        if len(text) <= BLOCK:
            return self._block(text)
        return "".join(map(self._block, _blocks(text)))

    def quietly(self, text: str) -> str | None:
        """Romanize a line in NFC word by word; None if there is something to report of it, or may be."""
        if _is_in_capitals(text):
            return None
        tokens = text.split(" ")
        try:
            return " ".join(map(self._quiet.__getitem__, tokens))
        except KeyError:
            learnt = not self._by_line and self._cut is None and self._learn_quiet(tokens)
            return " ".join(map(self._quiet.__getitem__, tokens)) if learnt else None

    def _learn_quiet(self, tokens: list[str]) -> bool:
        """Learn words that are plain, in the table's own letters and without any left; tell whether all are.

        A word must keep its signs, so that a text has the same ones in its romanization, and a letter or figure.
        """
        alphabet = self._table.table.alphabet
        memo, quiet = self._with(set(tokens)), self._quiet
        for token in tokens:
            letters = {letter.lower() for letter in SOURCE_LETTER.findall(token)}
            if len(token) > QUIET_LENGTH or not (_PLAIN(token) or token.isascii()) or not letters <= alphabet:
                return False
            romanized = memo[token]
            if SOURCE_LETTER.search(romanized) or _SIGNS.findall(romanized) != _SIGNS.findall(token):
                return False
            if any(map(str.isalnum, token)) and not any(map(str.isalnum, romanized)):
                return False
        if len(quiet) > QUIET:
            quiet = self._quiet = {"": ""}
        quiet.update((token, memo[token]) for token in tokens)
        return True

    def _line(self, line: str) -> str:
        """Romanize a line as one token, for tables that read across blanks."""
        if len(line) > PIECE:
            return "".join(self.without_memo(piece) for piece in _blocks(line, PIECE))
        try:
            return self._memo[line]
        except KeyError:
            return self._with({line})[line]

    def _block(self, block: str) -> str:
        spaced = block.replace("\n", " \n ")
        tokens = spaced.split(" ") if self._cut is None else self._cut.split(spaced)
        try:
            joined = " ".join(map(self._memo.__getitem__, tokens))
        except KeyError:
            joined = " ".join(map(self._with(set(tokens)).__getitem__, tokens))
        return joined.replace(" \n ", "\n")

    def _with(self, tokens: set[str]) -> dict[str, str]:
        """Learn the tokens not met before and give a memo that has all; a full one is replaced, never emptied."""
        memo = self._memo
        new = [token for token in tokens if token not in memo]
        plain: list[str] = []
        other: list[str] = []
        for token in new:
            (plain if _PLAIN(token) else other).append(token)
        for start in range(0, len(plain), BATCH):
            batch = plain[start : start + BATCH]
            romanized = unicodedata.normalize("NFC", self._table.run("\n".join(batch)))
            if CYRILLIC_LETTER.search(romanized):
                romanized = self._with_borrowed(romanized)
            memo.update(zip(batch, romanized.split("\n"), strict=True))
        for token in other:
            memo[token] = self.without_memo(token)
        self._held += sum(map(len, new)) + 8 * len(new)
        if self._held > MEMO:
            self._memo, self._held = {"": "", "\n": "\n"}, 0
        return memo

    def without_memo(self, token: str, *, abbreviations: bool = True) -> str:
        """Romanize one token in NFC: repairs first, then ICU, then letters that the table lacks."""
        if not SOURCE_SIGN.search(token):
            return token
        if _MAY_NEED_REPAIR.search(token):
            token = repair(token, language=self._language)[0]
        pieces = [token] if len(token) <= PIECE else _blocks(token, PIECE)
        romanized = "".join(self._table.romanize(piece, abbreviations=abbreviations) for piece in pieces)
        if SOURCE_LETTER.search(romanized):
            romanized = self._with_borrowed(romanized)
        return unicodedata.normalize("NFC", romanized)

    def _with_borrowed(self, romanized: str) -> str:
        """Romanize the letters that the table lacks."""
        return SOURCE_LETTER.sub(lambda match: borrowed(match[0], self._language, self._scheme), romanized)


def _blocks(text: str, size: int = BLOCK) -> Iterator[str]:
    """Cut a text into blocks, behind a blank or line end if there is one, else behind what is no part of a word."""
    start = 0
    while len(text) - start > size:
        cut = max(text.rfind(" ", start, start + size), text.rfind("\n", start, start + size)) + 1
        if cut <= start:
            ends = (end for end in range(start + size, start, -1) if not _IN_WORD(text[end - 1]))
            cut = next(ends, start + size)
        yield text[start:cut]
        start = cut
    yield text[start:]


@cache
def borrowed(letter: str, language: str, scheme: str) -> str:
    """Romanize a letter that a language's table lacks as the first other table of the scheme has it (ї in Russian)."""
    script = known_languages()[language].script if language in known_languages() else None
    others = [one.tag for one in known_languages().values() if one.script == script and one.tag != language]
    # A scheme of one language alone (gaj, kmu-2010) has no sister to borrow from; ALA-LC is the widest.
    for lender in (scheme, "ala-lc-plain"):
        for other in others:
            if lender in ids(other):
                table = compiled(other, lender)
                if letter.lower() in table.table.alphabet:
                    return table.romanize(letter)
    return letter


@cache
def memo_of(language: str, scheme: str) -> WordMemo:
    """Give the memo of a language and scheme.

    Raises:
        UnknownLanguageError, UnknownSchemeError: there is no such table.
    """
    return WordMemo(compiled(language, scheme))


def romanize(text: str, language: str, scheme: str) -> str:
    """Romanize a text of one language."""
    memo = memo_of(language, scheme)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if language == "fa":
        text = plain_letters(text)
    elif _is_in_capitals(text):
        return _in_capitals(text, memo)
    return memo.romanize(text)


def romanize_quietly(text: str, language: str, scheme: str) -> str | None:
    """Romanize a line of plain words as ``romanize`` does; None if there is something to report of it, or may be.

    There is if letters were borrowed from another table or left, or look-alikes repaired; in Persian always.
    """
    if language == "fa" or "\n" in text or not unicodedata.is_normalized("NFC", text):
        return None
    return memo_of(language, scheme).quietly(text)


def _is_in_capitals(text: str) -> bool:
    return text.isupper() and _IN_CAPITALS.search(text) is not None


def _in_capitals(text: str, memo: WordMemo) -> str:
    """Romanize a text set in capitals: its short words are no abbreviations, and a lone letter is no initial."""
    words = _LONE_CAPITAL.split(text)
    romanized = [memo.without_memo(part, abbreviations=False) for part in words]
    return "".join(part.upper() if place % 2 else part for place, part in enumerate(romanized))


def repairs(text: str, language: str) -> Iterator[Repair]:
    """Yield the repairs made in a text: token by token, as its romanization makes them."""
    for token in re.finditer(r"[^ \n]+", text):
        if _MAY_NEED_REPAIR.search(token[0]):
            for one in repair(token[0], language=language)[1]:
                yield replace(one, start=one.start + token.start(), end=one.end + token.start())
