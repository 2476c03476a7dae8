"""A name that stands in a field for names, in the form that it is known by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..inflection import case_forms
from .spelling import PARTICLES, WORD, given_words, key_of, script_of
from .tables import Names, Spelling, folder_in_force, read_names

LONGEST_FAMILY = 4  # words: Пико делла Мирандола, Тейяр де Шарден
LONGEST_NAME = 120  # letters; what is longer is no name
MEMO = 1 << 13  # names whose form, or lack of one, is remembered


@dataclass(frozen=True, slots=True)
class Authority:
    """A name in its established form.

    Attributes:
        form: as the table has it, such as ``Nietzsche, Friedrich``.
        family: the surname, with a particle if one was written before it.
        given: the given names as they were written: initials stay initials, none stay none.
        text: the whole name, in the order and with the comma in which it was written.
        person: what the person is: ``philosopher``.
        place: file and line of the table.
    """

    form: str
    family: str
    given: str
    text: str
    person: str
    place: str


def find(
    name: str, language: str, *, given: str = "", own: bool = False, folder: str | None = None
) -> Authority | None:
    """Find the established form of a name that stands in a field for names.

    Args:
        name: a surname, or a whole name in either order, with a comma or without.
        language: BCP 47 subtag of the text; it says which script the spelling is in.
        given: given names or initials, where they have a field of their own.
        own: also look among names of the language's own (Чайковский, خمینی).
        folder: what ``folder_in_force`` gives, if that has been asked already.

    Returns:
        The name, or None where the tables do not know it, know two persons who could be meant, or know another given
        name for it.

    Raises:
        RuleTableError: a table has a mistake; names the file, the line and the mend.
    """
    if len(name) + len(given) > LONGEST_NAME:
        return None
    return _found(name, given, language, own, folder_in_force() if folder is None else folder)


def may_be_known(name: str, *, own: bool, folder: str) -> bool:
    """Tell whether ``find`` may know a name or surname, in any language: a quick look before it is asked.

    Args:
        name: a surname, or a whole name.
        own: as for ``find``.
        folder: what ``folder_in_force`` gives.
    """
    if len(name) > LONGEST_NAME or not name.strip():
        return False
    keys = {key_of(family) for family, _, _ in [(name, "", ""), *_splits(name, "")]}
    keys |= {_without_particles(key) for key in keys}
    return any(key in spellings for spellings in read_names(own, folder).by_family.values() for key in keys)


@lru_cache(maxsize=MEMO)  # persons recur, and both parts of a name are asked for
def _found(name: str, given: str, language: str, own: bool, folder: str) -> Authority | None:
    script = script_of(language)
    if not script or not name.strip():
        return None
    names = read_names(own, folder)
    for family, first, pattern in _splits(name, given):
        found = _chosen(names, script, family, first)
        if found is not None:
            return filled(found, family, first, pattern)
    return None


def _splits(name: str, given: str) -> Iterator[tuple[str, str, str]]:
    """Yield the ways to part a name into surname and given names, with the pattern that puts it together again."""
    name = name.strip()
    if given.strip():
        yield name, given.strip(), "{family}, {given}"
        return
    comma = re.search("[,،]", name)
    if comma:
        yield name[: comma.start()].strip(), name[comma.end() :].strip(), "{family}, {given}"
        return
    yield name, "", "{family}"
    # Дж.Р.Р. Толкин has no blanks between the initials, and Толкин Дж.Р.Р. none either.
    parts = name.split()
    for count in range(len(parts) - 1, 0, -1):
        if count <= LONGEST_FAMILY:
            yield " ".join(parts[-count:]), " ".join(parts[:-count]), "{given} {family}"
            yield " ".join(parts[:count]), " ".join(parts[count:]), "{family} {given}"


def _chosen(names: Names, script: str, family: str, given: str) -> Spelling | None:
    """Choose the one spelling that a surname and given names can stand for."""
    spellings = names.by_family[script]
    key = key_of(family)
    candidates = spellings.get(key) or spellings.get(_without_particles(key), [])
    fitting = [one for one in candidates if (fits(one, given) if given else one.sure in ("yes", "name"))]
    if any(one.row.users for one in fitting):
        fitting = [one for one in fitting if one.row.users]
    return fitting[0] if len({one.row.form for one in fitting}) == 1 else None


def _without_particles(key: str) -> str:
    words = key.split()
    while len(words) > 1 and words[0] in PARTICLES:
        del words[0]
    return " ".join(words)


def fits(spelling: Spelling, given: str, language: str = "") -> bool:
    """Tell whether written given names can be those of a spelling, and are as full as it asks for."""
    aligned = align(spelling, given, language)
    return bool(aligned) and (spelling.sure != "given" or any(whole for _, whole in aligned))


def align(spelling: Spelling, given: str, language: str = "") -> list[tuple[int, bool]]:
    """Align written given names with those of the row: the place of each and whether it is written in full.

    Every written name must have its own in the row, in the row's order; empty if one has none.
    """
    dots = {match.start() for match in re.finditer(r"\.", given)}
    aligned: list[tuple[int, bool]] = []
    place = 0
    for match in WORD.finditer(given):
        word = key_of(match[0])
        if word in PARTICLES:
            continue
        short = len(word) == 1 or match.end() in dots
        while place < len(spelling.given) and not _is_given(word, short, spelling.given[place], language):
            place += 1
        if place == len(spelling.given):
            return _aligned_whole(spelling, given)
        aligned.append((place, not short))
        place += 1
    return aligned


def _aligned_whole(spelling: Spelling, given: str) -> list[tuple[int, bool]]:
    """Take given names as one word: روح الله and روح‌الله are روحالله."""
    whole = "".join(given_words(given))
    return [(0, True)] if len(spelling.given) == 1 and whole in spelling.given[0] else []


def _is_given(word: str, short: bool, known: frozenset[str], language: str) -> bool:
    if short:
        return any(one.startswith(word) for one in known)
    return word in known or (bool(language) and any(word in case_forms(one, language) for one in known))


def filled(spelling: Spelling, family: str, given: str, pattern: str) -> Authority:
    """Write a name in its established form, as long as it was written."""
    row = spelling.row
    first, rest = key_of(family).split()[0], len(key_of(family).split()) > 1
    with_particle = row.particle and rest and first in PARTICLES
    latin_family = f"{row.particle} {row.family}" if with_particle else row.family
    latin_given = _latin_given(spelling, given)
    text = pattern.format(family=latin_family, given=latin_given)
    return Authority(row.form, latin_family, latin_given, text, row.person, row.place)


def _latin_given(spelling: Spelling, given: str) -> str:
    """Put the Latin given names in the places of the written ones, punctuation kept."""
    places = iter(align(spelling, given, "ru") or align(spelling, given, "uk"))
    words = list(WORD.finditer(given))
    written = [match for match in words if key_of(match[0]) not in PARTICLES]
    if len(written) > 1 and len(align(spelling, given)) == 1:  # several words stand for one name
        return spelling.row.given[0]
    pieces: list[str] = []
    end = 0
    for match in words:
        between = given[end : match.start()].replace("\u200c", "-" if "-" in spelling.row.form else " ")
        pieces.append(between)
        if key_of(match[0]) in PARTICLES:
            pieces.append(spelling.row.particle)
        else:
            place, whole = next(places)
            latin = spelling.row.given[place]
            pieces.append(latin if whole else latin[0])
        end = match.end()
    pieces.append(given[end:])
    return "".join(pieces).strip()
