"""The rule table: what its file holds, and the checks that make a mistake in it easy to mend."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar

import msgspec

from ..errors import RuleTableError, UnknownSchemeError
from .notation import EDGE, NotationError, Rule, parse_rule

APOSTROPHE = "ʼ"
T = TypeVar("T")


class Option(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A choice that the standard itself leaves: letters, rules and values laid over the table's own."""

    description: str
    letters: dict[str, str] = {}
    rules: list[str] = []
    values: dict[str, str] = {}
    examples: dict[str, str] = {}


class Examples(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words and sentences with their romanization: printed in the standard, or worked by hand from it."""

    published: dict[str, str] = {}
    worked: dict[str, str] = {}

    @property
    def all(self) -> dict[str, str]:
        """Both kinds together."""
        return {**self.published, **self.worked}


class Reverse(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Choices for the way back: which letter a shared result means, and what people type for a sign."""

    prefer: dict[str, str] = {}
    accept: dict[str, str] = {}


class TableFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A rule table as it stands in its file; docs/rule-tables.md describes every key."""

    id: str
    language: str
    standard: str
    edition: str
    year: int
    body: str
    url: str
    reversible: Literal["exact", "partly", "no"]
    notes: str
    extends: str | None = None
    abstract: bool = False
    capitals: Literal["throughout", "by-letter"] | None = None
    doubling: str | None = None
    across: str | None = None
    letters: dict[str, str] = {}
    context: dict[str, Any] = {}
    values: dict[str, str] = {}
    options: dict[str, Option] = {}
    reverse: Reverse = Reverse()
    examples: Examples = Examples()


@dataclass(frozen=True)
class RuleTable:
    """A rule table ready to be compiled: what it extends laid underneath, its rules read and checked."""

    meta: TableFile
    place: str
    letters: Mapping[str, str]
    rules: tuple[Rule, ...]
    prefer: Mapping[str, str]
    accept: Mapping[str, str]
    capitals_by_letter: bool
    doubling: str | None
    across: str | None
    options: Mapping[str, Option]
    chosen: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The scheme id with the options chosen, such as ``bgn-pcgn+diacritics``."""
        return "+".join((self.meta.id, *self.chosen))

    @property
    def language(self) -> str:
        """BCP 47 subtag of the language."""
        return self.meta.language

    @cached_property
    def alphabet(self) -> frozenset[str]:
        """Every source letter that the table knows, in lower case."""
        return frozenset("".join(self.letters)) | {char for rule in self.rules for char in "".join(rule.sources)}


def read_toml(place: Traversable, kind: type[T], described_in: str = "docs/rule-tables.md") -> T:
    """Read a TOML data file into ``kind``, a msgspec Struct that forbids unknown keys.

    Raises:
        RuleTableError: not UTF-8, not TOML (with line and column), or a key missing, unknown or of a wrong kind.
    """
    try:
        data = tomllib.loads(place.read_text(encoding="utf-8"))
    except OSError as error:
        raise RuleTableError(f"{place}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise RuleTableError(f"{place}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleTableError(f"{place}: not TOML: {error}") from error
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise RuleTableError(f"{place}: {error}; {described_in} lists the keys") from error


def _classes(place: str, context: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    classes: dict[str, frozenset[str]] = {}
    for name, letters in context.items():
        if name == "rules":
            if not isinstance(letters, list) or not all(isinstance(rule, str) for rule in letters):
                raise RuleTableError(f"{place}: context.rules: rules are a list of strings")
            continue
        if not isinstance(letters, str):
            raise RuleTableError(f"{place}: context.{name}: a class is a string of letters with blanks between")
        if name == EDGE.removeprefix("$"):
            raise RuleTableError(f"{place}: context.{name}: $edge is the edge of a word; give the class another name")
        _check_written(place, f"context.{name}", letters)
        classes[name] = frozenset(letters.split())
        if not classes[name]:
            raise RuleTableError(f"{place}: context.{name}: an empty class; list its letters or take it out")
        if long := [letter for letter in classes[name] if len(letter) > 1]:
            raise RuleTableError(
                f"{place}: context.{name}: {long[0]!r} is more than one letter; put blanks between the letters"
            )
    return classes


def _read_rules(
    place: str,
    key: str,
    written: list[str],
    classes: Mapping[str, frozenset[str]],
    values: Mapping[str, str],
    *,
    doubling: bool,
) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for number, rule in enumerate(written, start=1):
        letters = re.sub(r"\$\w+", "", rule)
        # With a doubling sign, rules see it directly behind its letter, where NFC puts vowel signs first.
        _check_written(place, f"{key}, rule {number}", unicodedata.normalize("NFC", letters) if doubling else letters)
        try:
            rules.append(parse_rule(rule, classes, values))
        except NotationError as error:
            raise RuleTableError(f"{place}: {key}, rule {number} ({rule}): {error}") from None
    return tuple(rules)


_ID = re.compile(r"[a-z0-9][a-z0-9.-]*(?:@[0-9]{4})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def _check_metadata(place: str, file: TableFile) -> None:
    for key, wrong, mend in (
        ("id", not _ID.fullmatch(file.id), "small letters, digits, dots and hyphens, with @ and a year if need be"),
        ("language", not _LANGUAGE.fullmatch(file.language), "a BCP 47 tag such as ru"),
        ("year", not 1000 <= file.year <= 2100, "the year of the edition, in four digits"),
        ("url", not re.fullmatch(r"(?:https?://\S+)?", file.url), 'the address of the table, or "" if it has none'),
    ):
        if wrong:
            raise RuleTableError(f"{place}: {key}: {getattr(file, key)!r} is none; give {mend}")


def _check_written(place: str, key: str, text: str) -> None:
    """Refuse capitals and uncomposed letters, which no rule would ever meet."""
    if text != unicodedata.normalize("NFC", text):
        raise RuleTableError(f"{place}: {key}: {text!r} is not in Unicode NFC; write it composed")
    if text != text.lower():
        raise RuleTableError(f"{place}: {key}: {text!r} has a capital; letters and results stand in lower case")


def _check_letters(place: str, key: str, letters: Mapping[str, str]) -> None:
    for letter, result in letters.items():
        where = f"{place}: {key}.{letter!r}"
        if not letter:
            raise RuleTableError(f"{where}: an empty key; name the letter")
        if letter != letter.lower():
            raise RuleTableError(f"{where}: not lower case; letters stand once, in lower case")
        for what, text in (("key", letter), ("result", result)):
            if text != unicodedata.normalize("NFC", text):
                raise RuleTableError(f"{where}: the {what} is not in Unicode NFC; write it composed")
        if result != result.lower():
            raise RuleTableError(f"{where}: the result {result!r} has a capital; results stand in lower case")


def build(files: list[tuple[str, TableFile]], chosen: tuple[str, ...] = ()) -> RuleTable:
    """Lay tables over what they extend and read the rules.

    Args:
        files: (place, file) pairs, the table itself first, then what it extends, then what that extends.
        chosen: names of the options to apply, of the table itself or of one that it extends.

    Raises:
        RuleTableError: a mistake in a table, with file, key and mend.
        UnknownSchemeError: an option that no table in the chain has; names those there are.
    """
    place, meta = files[0]
    classes: dict[str, frozenset[str]] = {}
    values: dict[str, str] = {}
    letters: dict[str, str] = {}
    prefer: dict[str, str] = {}
    accept: dict[str, str] = {}
    options: dict[str, Option] = {}
    written: list[tuple[str, str, list[str]]] = []
    for file_place, file in reversed(files):
        _check_metadata(file_place, file)
        classes |= _classes(file_place, file.context)
        for name, value in file.values.items():
            _check_written(file_place, f"values.{name}", value)
        values |= file.values
        _check_letters(file_place, "letters", file.letters)
        letters |= file.letters
        for piece, letter in file.reverse.prefer.items():
            _check_written(file_place, f"reverse.prefer.{piece!r}", piece + letter)
        prefer |= file.reverse.prefer
        accept |= file.reverse.accept
        options |= file.options
        written.insert(0, (file_place, "context.rules", file.context.get("rules", [])))
    for name in chosen:
        if name not in options:
            known = ", ".join(sorted(options)) or "none"
            raise UnknownSchemeError(f"{meta.language}/{meta.id} has no option {name!r} (it has: {known})")
        option = options[name]
        _check_letters(place, f"options.{name}.letters", option.letters)
        letters |= option.letters
        values |= option.values
        written.insert(0, (place, f"options.{name}.rules", option.rules))
    doubling = next((file.doubling for _, file in files if file.doubling), None)
    across = next((file.across for _, file in files if file.across), None)
    if across is not None:
        try:
            re.compile(across)
        except re.error as error:
            raise RuleTableError(f"{place}: across is no regular expression ({error}); mend it") from None
    rules = tuple(
        rule
        for rule_place, key, lines in written
        for rule in _read_rules(rule_place, key, lines, classes, values, doubling=doubling is not None)
    )
    if not letters:
        raise RuleTableError(f"{place}: no letters; list them under [letters]")
    return RuleTable(
        meta=meta,
        place=place,
        letters=letters,
        rules=rules,
        prefer=prefer,
        accept=accept,
        capitals_by_letter=next((file.capitals for _, file in files if file.capitals), None) == "by-letter",
        doubling=doubling,
        across=across,
        options=options,
        chosen=chosen,
    )
