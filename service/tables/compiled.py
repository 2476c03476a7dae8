"""Compile a rule table into an ICU transliterator and run it.

Two passes make contexts see source letters only, as docs/rule-tables.md promises. The first runs the context rules and
puts private-use *marks* where a rule fits, one a letter; classes in contexts count a mark as the letter it stands for.
The second turns letters and marks into their results, in the case that their neighbours ask for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..errors import RuleTableError
from ..text.hygiene import visible, without_stress
from .notation import Element, Rule
from .registry import find
from .table import APOSTROPHE, RuleTable

TIE = "\u0361"
# U+0027 typewriter, U+0060 grave, U+2019 typographic, U+02BC the letter itself, U+02B9 prime.
APOSTROPHES = "'`’ʼʹ"
MARKS_START, MARKS_END = 0xE000, 0xF8FF
PRIVATE_USE = re.compile(f"[{chr(MARKS_START)}-{chr(MARKS_END)}]+")
LOWER, CAPITAL, ALL_CAPITALS = "lower", "capital", "all capitals"
# Capitals that cannot well be a word: consonants alone (КПРФ, ЦК), two and a vowel (США), or a vowel or two before them
# (ЭВМ, ЮАР). Others are words set in capitals (ЩУКА, ЖУК).
_CONSONANT, _VOWEL = r"[^\W\d_АЕЁИІЇЄОУЎЪЫЭЮЯаеёиіїєоуўъыэюя]", "[АЕЁИІЇЄОУЎЪЫЭЮЯ]"
ABBREVIATION = re.compile(
    rf"(?<![^\W\d_])(?:{_CONSONANT}{{2,4}}|{_CONSONANT}{{2}}{_VOWEL}|{_VOWEL}{_CONSONANT}{{2}}|{_VOWEL}{{2}}{_CONSONANT})"
    r"(?![^\W\d_])"
)
STRESSED = re.compile("(?<=[\u0400-\u052f])[\u0300\u0301\u030f\u0311]|[ѐѝЀЍ]")


def title_case(result: str) -> str:
    """Capitalize the first letter of a result, and the second too where a tie joins them (i͡u → I͡U)."""
    for position, char in enumerate(result):
        if char.isalpha() and char.upper() != char:
            end = position + 1
            while end < len(result) and unicodedata.combining(result[end]) and result[end] != TIE:
                end += 1
            if end < len(result) - 1 and result[end] == TIE:
                return result[:position] + result[position : end + 2].upper() + result[end + 2 :]
            return result[:position] + char.upper() + result[position + 1 :]
    return result


def _quote(text: str) -> str:
    return "".join(f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}" for char in text)


def _capital(letter: str) -> str:
    upper = letter.upper()
    return upper if len(upper) == 1 else letter


class _Marks:
    """Private-use characters, one for each (source letter, result, case)."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._marks: dict[tuple[str, str, str], str] = {}

    def get(self, source: str, result: str, case: str) -> str:
        """Give a mark for each letter of a source: the first one carries the result, the others stand for nothing."""
        rest = LOWER if case in (LOWER, CAPITAL) else CAPITAL
        return self._get(source[0], result, case) + "".join(self._get(letter, "", rest) for letter in source[1:])

    def _get(self, letter: str, result: str, case: str) -> str:
        key = (letter, result, case)
        if key not in self._marks:
            if MARKS_START + len(self._marks) > MARKS_END:
                raise RuleTableError(f"{self._place}: more than {len(self._marks)} results of context rules; use fewer")
            self._marks[key] = chr(MARKS_START + len(self._marks))
        return self._marks[key]

    def standing_for(self, letters: frozenset[str]) -> list[str]:
        """List the marks that stand for one of these letters."""
        return [mark for (letter, _, _), mark in self._marks.items() if letter in letters]

    def items(self) -> Iterator[tuple[str, str, str]]:
        """Yield (mark, result, case)."""
        for (_, result, case), mark in self._marks.items():
            yield mark, result, case


class _Pattern(NamedTuple):
    """The left side of an ICU rule, an element of each part a string."""

    before: tuple[str, ...]
    key: tuple[str, ...]
    after: tuple[str, ...]

    def hides(self, later: _Pattern) -> bool:
        """Tell whether a later rule can never apply, because this one fits wherever that one does."""
        ahead, later_ahead = self.key + self.after, later.key + later.after
        return (
            len(self.key) <= len(later.key)
            and later_ahead[: len(ahead)] == ahead
            and later.before[len(later.before) - len(self.before) :] == self.before
        )

    def __str__(self) -> str:
        before = f"{''.join(self.before)} {{ " if self.before else ""
        after = f" }} {''.join(self.after)}" if self.after else ""
        return f"{before}{''.join(self.key)}{after}"


class _Rules:
    """Write a table's ICU rules."""

    def __init__(self, table: RuleTable) -> None:
        self._table = table
        self._marks = _Marks(table.place)
        # Large tables write the same set hundreds of times; ICU takes only so many, but a variable any number of times.
        self._sets: dict[str, str] = {}
        self._written: dict[tuple[frozenset[str], bool], str] = {}
        # Marks are made before contexts are written, because a context must know every mark of its letters.
        self._context_rules = [
            (rule, cased, self._marks.get(typed, rule.result, case))
            for rule in self._rules()
            for source in rule.sources
            for typed in self._typed(source)
            for cased, case in self._cases(typed)
        ]

    def _rules(self) -> Iterator[Rule]:
        yield from self._table.rules
        if APOSTROPHE in self._table.letters:
            letter = (Element(frozenset(self._table.alphabet)),)
            yield Rule(letter, (APOSTROPHE,), letter, self._table.letters[APOSTROPHE], "apostrophe")

    @staticmethod
    def _typed(source: str) -> Iterator[str]:
        """Yield the ways in which people type a source that has an apostrophe; other sources as they are."""
        if APOSTROPHE in source:
            yield from (source.replace(APOSTROPHE, apostrophe) for apostrophe in APOSTROPHES)
        else:
            yield source

    @staticmethod
    def _cases(source: str) -> Iterator[tuple[str, str]]:
        yield source, LOWER
        capital = _capital(source[0]) + source[1:]
        if capital != source:
            yield capital, CAPITAL
        upper = "".join(map(_capital, source))
        if upper not in (source, capital):
            yield upper, ALL_CAPITALS

    def _set(self, element: Element) -> str:
        return self._named(self._written_set(element)) + element.repeat

    def _named(self, written: str) -> str:
        """Give the variable that stands for a set."""
        return self._sets.setdefault(written, f"$s{len(self._sets)}")

    def _written_set(self, element: Element) -> str:
        """Write a set; once contexts are written there are no new marks, so it stays the same."""
        key = element.letters, element.negated
        if key not in self._written:
            self._written[key] = self._newly_written(element)
        return self._written[key]

    def _newly_written(self, element: Element) -> str:
        letters = element.letters | set(APOSTROPHES) if APOSTROPHE in element.letters else element.letters
        chars = {*letters, *map(_capital, letters), *self._marks.standing_for(letters)}
        inside = "".join(map(_quote, sorted(chars)))
        return f"[{'^' if element.negated else ''}{inside}]"

    def _context(self, elements: tuple[Element, ...], *, before: bool) -> list[tuple[str, ...]]:
        """Write a context; an edge makes two of it, with and without an apostrophe that is no part of the word."""
        marks = f"\\u{MARKS_START:04X}-\\u{MARKS_END:04X}"
        apostrophes = _quote(APOSTROPHES)
        no_word = self._named(f"[^[:L:][:M:]{marks}{apostrophes}]")
        no_letter = self._named(f"[^[:L:][:M:]{marks}]")
        quote = self._named(f"[{apostrophes}]")
        contexts: list[tuple[str, ...]] = [()]
        for element in elements:
            if element.edge:
                loose = (no_letter, quote) if before else (quote, no_letter)
                contexts = [(*context, *edge) for context in contexts for edge in ((no_word,), loose)]
            else:
                contexts = [(*context, self._set(element)) for context in contexts]
        return contexts

    def _first_pass(self) -> Iterator[str]:
        earlier: dict[str, list[_Pattern]] = defaultdict(list)
        for rule, cased, marks in self._context_rules:
            for before in self._context(rule.before, before=True):
                for after in self._context(rule.after, before=False):
                    pattern = _Pattern(before, tuple(map(_quote, cased)), after)
                    same_start = earlier[pattern.key[0]]
                    if any(one.hides(pattern) for one in same_start):  # overridden; ICU refuses rules that cannot apply
                        continue
                    same_start.append(pattern)
                    yield f"{pattern} > {marks};"

    def _units(self) -> Iterator[tuple[str, str, str]]:
        """Yield (source characters, result, case), longer letters first."""
        yield from self._marks.items()
        for letter in sorted(self._table.letters, key=len, reverse=True):
            if letter == APOSTROPHE:
                continue
            result = self._table.letters[letter]
            if self._table.doubling:
                for _, case in self._cases(letter):
                    yield letter + self._table.doubling, result * 2, case
            for cased, case in self._cases(letter):
                yield cased, result, case

    def _second_pass(self) -> Iterator[str]:
        units = list(self._units())
        capital_marks = "".join(source for source, _, case in units if case != LOWER and PRIVATE_USE.match(source))
        lower_marks = "".join(source for source, _, case in units if case == LOWER and PRIVATE_USE.match(source))
        next_capital = f"[{_quote(APOSTROPHES)}]? [[:Lu:]{_quote(capital_marks)}]"
        next_lower = f"[[:Ll:]{_quote(lower_marks)}]"
        for source, result, case in units:
            written = _quote(source)
            title, upper = title_case(result), result.upper()
            if case == LOWER:
                yield f"{written} > {_quote(result)};"
            elif case == ALL_CAPITALS or title == upper:
                yield f"{written} > {_quote(upper)};"
            else:
                yield f"{written} }} {next_capital} > {_quote(upper)};"
                yield f"{written} }} {next_lower} > {_quote(title)};"
                yield f"[:Lu:] [:M:]* {{ {written} > {_quote(upper)};"
                yield f"{written} > {_quote(title)};"

    def __str__(self) -> str:
        first = list(self._first_pass())
        sets = (f"{name} = {written};" for written, name in self._sets.items())
        return "\n".join([*sets, *first, ":: Null;", *self._second_pass()])


class CompiledTable:
    """One rule table as an ICU transliterator.

    Attributes:
        table: the rule table.
        reads_across_blanks: whether a rule looks further than its word (Persian: دارُ المُعَلِّمین).
    """

    def __init__(self, table: RuleTable) -> None:
        import icu  # here, so that importing romanbib loads no ICU data

        self.table = table
        name = f"romanbib-{table.language}-{table.id}"
        try:
            self._icu = icu.Transliterator.createFromRules(name, str(_Rules(table)), icu.UTransDirection.FORWARD)
        except icu.ICUError as error:
            said = visible(str(error))[:120]
            raise RuleTableError(f"{table.place}: ICU cannot compile its rules ({said}); look for odd signs") from error
        self.reads_across_blanks = any(
            " " in element.letters and not element.negated
            for rule in table.rules
            for element in (*rule.before, *rule.after)
        )
        # A vowel with a grave that the table does not list is a vowel with a stress mark.
        self._plain_vowels = {
            ord(stressed): vowel
            for stressed, vowel in (("ѐ", "е"), ("ѝ", "и"), ("Ѐ", "Е"), ("Ѝ", "И"))
            if stressed.lower() not in table.alphabet
        }
        self._doubling = (
            re.compile(f"([\u064b-\u0650\u0652\u0670]+)({re.escape(table.doubling)})") if table.doubling else None
        )

    def run(self, text: str) -> str:
        """Run the rules on text in NFC that has no stress marks, abbreviations or private-use characters."""
        if self._doubling is not None:
            text = self._doubling.sub(r"\2\1", text)  # NFC puts the vowel first; rules see the doubling sign first
        return str(self._icu.transliterate(text))

    def romanize(self, text: str, *, abbreviations: bool = True) -> str:
        """Romanize text; characters that the table does not know pass through.

        Args:
            text: source text in Unicode NFC.
            abbreviations: whether short words in capitals may be abbreviations, which some standards capitalize letter
                by letter (``capitals = "by-letter"``); not so in a line that is all in capitals.
        """
        if STRESSED.search(text):
            text = without_stress(text).translate(self._plain_vowels)
        if abbreviations and self.table.capitals_by_letter and not text.islower():
            text = ABBREVIATION.sub(self._abbreviation, text)
        if PRIVATE_USE.search(text):
            kept = PRIVATE_USE.findall(text)
            pieces = map(self.run, PRIVATE_USE.split(text))
            return "".join(piece + mark for piece, mark in zip(pieces, [*kept, ""], strict=True))
        return self.run(text)

    def _abbreviation(self, match: re.Match[str]) -> str:
        word = match[0]
        if not word.isupper():
            return word
        return "".join(self._icu.transliterate(letter) for letter in word)


@cache
def compiled(language: str, scheme: str) -> CompiledTable:
    """The compiled table of a scheme, made once a process; raises what ``registry.find`` raises."""
    return CompiledTable(find(language, scheme))
