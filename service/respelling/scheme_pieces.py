"""Which schemes cannot have written a word: a cheap look at the pieces of their tables before ICU is asked.

Whatever the rules of a table, a source letter becomes one of the results that the table has for it. A spelling in
which none of these stands is no spelling of that scheme.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache

from ..tables.registry import find
from .words import plain_signs


@cache
def _pieces(language: str, scheme: str) -> dict[str, tuple[str, ...]]:
    """Give what each letter of a table may become; letters that may become nothing are left out."""
    table = find(language, scheme)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for sources, result in (
        *(((source,), result) for source, result in table.letters.items()),
        *((rule.sources, rule.result) for rule in table.rules),
    ):
        for letter in "".join(sources):
            found[letter].add(unicodedata.normalize("NFC", plain_signs(result)))
    return {letter: tuple(some) for letter, some in found.items() if "" not in some and letter.isalpha()}


def may_write(word: str, spelling: str, language: str, scheme: str) -> bool:
    """Tell whether a scheme may write a word so.

    Args:
        word: in its own script, in lower case and NFC.
        spelling: in lower case and NFC, apostrophes as ``plain_signs`` writes them.
        language: BCP 47 subtag.
        scheme: id of one of the language's schemes.
    """
    pieces = _pieces(language, scheme)
    return all(any(piece in spelling for piece in pieces[letter]) for letter in word if letter in pieces)
