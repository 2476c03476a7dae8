"""The words that a layout writes (vol., pp., ed. by), from ``[print]`` in ``rules/terms/``, in the target language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from ..errors import RuleTableError
from ..text.language import languages

SOURCE_LETTER = re.compile("[\u0400-\u052f\u0600-\u06ff]")
_LETTER = r"[^\W\d_]"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one target language.

    Attributes:
        language: its BCP 47 subtag.
        forms: the forms of each word: for one, and for more than one if that is another.
        replaced: words of other languages, lower case, and what is said for them.
        degrees: words for academic degrees in the titles of dissertations, and what is said for them.
        sciences: the same for sciences.
        languages: names of languages by their subtags, where they differ from the English ones.
        translated: what says in other languages which one a work was translated from, and the name of that.
        before_numbers: words of other languages, lower case, and what is said for them before a number.
    """

    language: str
    forms: dict[str, tuple[str, ...]]
    replaced: dict[str, str]
    degrees: dict[str, str]
    sciences: dict[str, str]
    languages: dict[str, str]
    translated: dict[str, str]
    before_numbers: dict[str, str]

    def word(self, name: str, *, many: bool = False) -> str:
        """Give a word; a capital in its name asks for one in the word."""
        form = self.forms[name.lower()][-1 if many else 0]
        return form[:1].upper() + form[1:] if name[:1].isupper() else form

    def ordinal(self, number: int) -> str:
        """Write a number as an ordinal: 2nd, 5-е, 3."""
        endings = self.forms["ordinals"]
        if len(endings) == 4 and number % 10 and number % 100 not in (11, 12, 13):
            return f"{number}{endings[min(number % 10, 4) - 1]}"
        return f"{number}{endings[0] if number == 1 else endings[-1]}"

    def language_name(self, language: str) -> str:
        """Give the name of a language, in English where the target language has none for it."""
        known = languages().get(language)
        return self.languages.get(language, known.name if known is not None else language)

    def said(self, text: str) -> str:
        """Say a text's words in the target language, where the whole of it consists of words that are known here.

        Returns:
            What is said instead; "" if a word is not known.
        """
        bare = text.strip(" []().,:;").lower().replace("…", "...")
        if found := self.replaced.get(bare) or self.replaced.get(f"{bare}."):
            return found
        if dissertation := self._dissertation(bare):
            return dissertation
        said = [
            self.replaced.get(part) or self.replaced.get(f"{part}.")
            for one in _parts(bare)
            if (part := one.removeprefix("и ").removeprefix("і "))
        ]
        return ", ".join(dict.fromkeys(filter(None, said))) if said and all(said) else ""

    def numbered(self, text: str, *, wholly: bool = False) -> str:
        """Say the words before numbers in a text in the target language: «53 (ч. I)» is 53 (pt. I).

        Args:
            text: the text.
            wholly: whether nothing may be left in letters of another script.

        Returns:
            What is said instead; "" if that is nothing else, or something is left that may not be.
        """
        said = _before_number(self).sub(lambda match: f"{self.before_numbers[match[1].lower()]} ", text)
        return "" if said == text or (wholly and SOURCE_LETTER.search(said)) else said

    def original(self, text: str) -> tuple[str, str]:
        """Tell which language a work was translated from, if a text begins by saying so («пер. с нем. …»).

        Returns:
            The name of the language, or ""; and what else the text says.
        """
        bare = text.lower()
        for words, language in sorted(self.translated.items(), key=lambda one: -len(one[0])):
            if bare.startswith(words.rstrip(".")) and not bare[len(words.rstrip(".")) :][:1].isalpha():
                return language, text[len(words.rstrip(".")) :].lstrip(" .,:")
        return "", text

    def _dissertation(self, text: str) -> str:
        """Say «автореф. дис. ... канд. ист. наук»: Cand. hist. sci. diss. abstract."""
        words = text.split()
        if not words or not words[0].startswith(("дис", "автореф")):
            return ""
        degree = next((self.degrees[word] for word in words if word in self.degrees), "")
        science = next((self.sciences[word] for word in words if word in self.sciences), "")
        if not degree or not science:
            return ""
        last = [self.word("abstract")] if words[0].startswith("автореф") else []
        return " ".join([degree, science, "sci.", self.word("diss"), *last])


@cache
def _before_number(words: Words) -> re.Pattern[str]:
    """Find a word that is said otherwise before a number, which may be a Roman one in Cyrillic letters."""
    longest = sorted(words.before_numbers, key=len, reverse=True)
    known = "|".join(re.escape(word) for word in longest) or "(?!)"
    return re.compile(rf"(?<!\w)({known})\s?(?=\d|[IVXLІХ]+(?!\w))", re.IGNORECASE)


def _parts(text: str) -> Iterable[str]:
    return (part.strip() for part in re.split(r"[,;]|\s(?=[иі]\s)", text) if part.strip())


@cache
def words_of(language: str) -> Words:
    """Read the words of a target language.

    Raises:
        RuleTableError: it has none, or its file has a mistake.
    """
    place = _folder().joinpath(f"{language}.toml") if language in _there() else None
    if place is None:
        raise RuleTableError(f"language {language!r} has no words to print; there are: {', '.join(_there())}")
    table = _print_table(place)
    forms: dict[str, tuple[str, ...]] = {}
    tables: dict[str, dict[str, str]] = {}
    for key, value in table.items():
        if isinstance(value, list) and value and all(isinstance(form, str) for form in value):
            forms[key] = tuple(value)
        elif isinstance(value, dict) and all(isinstance(form, str) for form in value.values()):
            tables[key] = {word.lower(): form for word, form in value.items()}
        else:
            raise RuleTableError(f"{place}: print.{key}: not a list of words nor a table of words; mend it")
    if missing := sorted(WORDS - forms.keys()):
        raise RuleTableError(f"{place}: print: {missing[0]} is missing; every language that layouts write has it")
    wanted = ("replaced", "degrees", "sciences", "languages", "origins", "before-numbers")
    return Words(language, forms, *(tables.get(name, {}) for name in wanted))


WORDS = frozenset((
    "vol", "no", "page", "pages-total", "ed", "rev", "editor", "editors", "edited", "edited-by", "translator",
    "translated", "translated-by", "translated-from", "from", "by", "publ", "in", "and", "et-al", "available",
    "accessed", "dated", "diss", "no-date", "abstract", "ordinals", "months",
))  # fmt: skip


def _folder() -> Traversable:
    return resources.files("romanbib.rules").joinpath("terms")


def _print_table(place: Traversable) -> dict[str, object]:
    try:
        table = tomllib.loads(place.read_text(encoding="utf-8")).get("print", {})
    except tomllib.TOMLDecodeError as error:
        raise RuleTableError(f"{place}: not TOML: {error}") from error
    return table if isinstance(table, dict) else {}


@cache
def _there() -> tuple[str, ...]:
    """Target languages: those whose file has words to print."""
    places = sorted(_folder().iterdir(), key=lambda place: place.name)
    return tuple(
        place.name.removesuffix(".toml") for place in places if place.name.endswith(".toml") and _print_table(place)
    )
