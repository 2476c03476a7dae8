"""Which schemes cannot have written a word: a cheap look at the pieces of their tables before they are run.

Whatever the rules of a table, a source letter becomes one of the results that the table has for it. A spelling that
cannot be put together from these is none of that scheme.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache

from ..tables.registry import available, find
from ..tables.table import APOSTROPHE
from .words import plain_signs


@cache
def _letters(language: str, scheme: str) -> frozenset[str]:
    """Give the characters that a table writes, and those that it accepts on the way back."""
    table = find(language, scheme)
    written = "".join([*table.letters.values(), *(rule.result for rule in table.rules), *table.accept])
    return frozenset(written + unicodedata.normalize("NFC", written) + plain_signs(written))


def may_read(spelling: str, language: str, scheme: str) -> bool:
    """Tell whether a scheme may bring a spelling back, which has to consist of its letters."""
    return _letters(language, scheme).issuperset(spelling)


@cache
def _results(language: str, scheme: str) -> dict[str, frozenset[str]]:
    """Give what each source letter may become, whatever stands beside it."""
    table = find(language, scheme)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for sources, result in (
        *(((source,), result) for source, result in table.letters.items()),
        *((rule.sources, rule.result) for rule in table.rules),
    ):
        written = unicodedata.normalize("NFC", plain_signs(result))
        for source in sources:  # the first letter of several becomes it all
            found[source[0]] |= {written, written * 2} if table.doubling else {written}
            for letter in source[1:]:
                found[letter].add("")
    if table.doubling:
        found[table.doubling].add("")
    return {letter: frozenset(some) for letter, some in found.items() if letter != APOSTROPHE}


@cache
def _alike(language: str) -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """Give what each letter always becomes one of, with the schemes that have these results for it."""
    found: dict[str, dict[frozenset[str], set[str]]] = {}
    for table in available(language):
        for letter, results in _results(language, table.id).items():
            if "" not in results:
                found.setdefault(letter, {}).setdefault(results, set()).add(table.id)
    return {letter: [(results, frozenset(some)) for results, some in one.items()] for letter, one in found.items()}


def out_of_question(word: str, spelling: str, language: str) -> set[str]:
    """Give the schemes that cannot have written a word so, because none of a letter's results is there: a coarse sieve.

    Args:
        word: in its own script, in lower case and NFC.
        spelling: in lower case and NFC, apostrophes as ``plain_signs`` writes them.
        language: BCP 47 subtag.
    """
    alike = _alike(language)
    found: set[str] = set()
    for letter in set(word):
        for results, having in alike.get(letter, ()):
            if not any(result in spelling for result in results):
                found |= having
    return found


def may_write(word: str, spelling: str, language: str, scheme: str) -> bool:
    """Tell whether a word's letters can become a spelling one by one: a fine sieve, for tables slow to compile.

    Args:
        word: as ``out_of_question`` has it, and so the next two.
        spelling: what it may be written as.
        language: BCP 47 subtag.
        scheme: id of one of the language's schemes.
    """
    results = _results(language, scheme)
    ends = {0}
    for letter in word:
        if letter not in results and letter.isalpha():
            return True  # another table lends what it becomes
        some = results.get(letter, frozenset())
        if not letter.isalpha():
            some |= {plain_signs(letter)}
        ends = {end + len(one) for end in ends for one in some if spelling.startswith(one, end)}
        if not ends:
            return False
    return len(spelling) in ends
