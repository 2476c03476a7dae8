"""Names inside running text, where only those count whose established form is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..inflection import case_forms
from .names import LONGEST_FAMILY, Authority, filled, fits
from .spelling import SCRIPTS, WORD, is_arabic, key_of, script_of
from .tables import Spelling, folder_in_force, read_names

LONGEST_GIVEN = 4
_GLUED = frozenset(" \u00a0-‑\u200c")  # what may stand between two words of one name
_BOUND = frozenset("-‑\u200c'’ʼ")  # beside a name, it makes the name a part of another word


def may_know(text: str, language: str, *, own: bool = False) -> bool:
    """Tell whether a surname of the tables may stand in a text: a quick look before names are looked for."""
    script = script_of(language)
    if not script:
        return False
    first = _first_words(script, own, folder_in_force())
    return any(key_of(word[0]).partition(" ")[0] in first for word in WORD.finditer(text))


@cache
def _first_words(script: str, own: bool, folder: str) -> frozenset[str]:
    return frozenset(family.partition(" ")[0] for family in read_names(own, folder).by_family[script])


def in_text(text: str, language: str, *, own: bool = False) -> Iterator[tuple[int, int, Authority]]:
    """Yield the names in running text whose established form is sure: where they stand, and the form.

    A surname that is sure by itself counts alone; any other needs a given name or initials beside it. In Russian and
    Ukrainian the case forms of the nominative count too, and the form is that of the nominative. Nothing here says
    that the text should be changed: ALA-LC romanizes the words of a title as they stand.

    Raises:
        RuleTableError: a table has a mistake; names the file, the line and the mend.
    """
    script = script_of(language)
    if not script:
        return
    folder = folder_in_force()
    forms = _case_index(own, language if language in ("ru", "uk") else script, folder)
    words = list(WORD.finditer(text))
    place, free = 0, 0
    while place < len(words):
        found = _found_at(text, words, place, free, forms, language)
        if found is None:
            place += 1
            continue
        start, end, place, authority = found
        free = place
        yield start, end, authority


def _found_at(
    text: str,
    words: list[re.Match[str]],
    place: int,
    free: int,
    forms: dict[str, list[Spelling]],
    language: str,
) -> tuple[int, int, int, Authority] | None:
    """Find a name whose surname begins at a word: start, end, the next word, and the name."""
    if words[place][0][0].islower() and not is_arabic(words[place][0][0]):
        return None
    last = place
    while (
        last + 1 < len(words)
        and last + 1 < place + LONGEST_FAMILY
        and text[words[last].end() : words[last + 1].start()] in _GLUED
    ):
        last += 1
    for end in range(last, place - 1, -1):
        start, stop = words[place].start(), words[end].end()
        candidates = forms.get(key_of(text[start:stop]), [])
        if not candidates or text[start - 1 : start] in _BOUND or text[stop : stop + 1] in _BOUND:
            continue
        found = _with_given(text, words, place, end, free, candidates, language)
        if found is not None:
            return found
    return None


def _with_given(
    text: str,
    words: list[re.Match[str]],
    place: int,
    end: int,
    free: int,
    candidates: list[Spelling],
    language: str,
) -> tuple[int, int, int, Authority] | None:
    """Decide whether a surname in running text is meant, by the given names beside it."""
    start, stop = words[place].start(), words[end].end()
    family = text[start:stop]
    for first in range(max(free, place - LONGEST_GIVEN), place):  # Г. В. Ф. Гегель, Карла Маркса
        given = text[words[first].start() : start].rstrip(" \u00a0")
        fitting = _fitting(candidates, given, language) if re.fullmatch(r"[\w.\-\u200c\u00a0 ]+", given) else []
        if len({one.row.form for one in fitting}) == 1:
            return words[first].start(), stop, end + 1, filled(fitting[0], family, given, "{given} {family}")
    initials = re.compile(r"(?:[ \u00a0]|, )((?:[^\W\d_]{1,2}\.[ \u00a0-]?)+)").match(text, stop)
    if initials and text[initials.start(1)].isalpha():
        given = initials[1].rstrip(" \u00a0-")
        fitting = _fitting(candidates, given, language)
        if len({one.row.form for one in fitting}) == 1:
            after = end + 1 + len(WORD.findall(given))
            written = filled(fitting[0], family, given, f"{{family}}{text[stop : initials.start(1)]}{{given}}")
            return start, initials.start(1) + len(given), after, written
    if initials or (place > free and _is_initial(text, words[place - 1], start)):
        return None  # initials of somebody else
    sure = {one.row.form: one for one in candidates if one.sure == "yes"}
    if len(sure) != 1:
        return None
    return start, stop, end + 1, filled(next(iter(sure.values())), family, "", "{family}")


def _fitting(candidates: list[Spelling], given: str, language: str) -> list[Spelling]:
    return [one for one in candidates if fits(one, given, language)]


def _is_initial(text: str, word: re.Match[str], start: int) -> bool:
    return len(word[0]) == 1 and text[word.end() : start].strip(" \u00a0") == "."


@cache
def _case_index(own: bool, language: str, folder: str) -> dict[str, list[Spelling]]:
    """Index the surnames of a script with the case forms of a language; a script alone has none."""
    script = language if language in SCRIPTS else "Cyrl"
    index: dict[str, list[Spelling]] = {}
    for family, spellings in read_names(own, folder).by_family[script].items():
        for form in {family, *case_forms(family, language)}:
            index.setdefault(form, []).extend(spellings)
    return index
