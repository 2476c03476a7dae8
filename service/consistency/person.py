"""One person, several spellings: Khlopov, Хлопов and Hlopov."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..references.authorities import find as find_authority
from ..references.request import Request
from .forms import Cluster, Form, Forms, are_variants, by_sound, preferred, problem, why_preferred
from .problem import Problem
from .reading import PERSON, Reference
from .sound import Family, family_of, is_native, plain, romanized, sound

NAME = "consistency: person"
DESCRIPTION = "One person whose name is written in several romanizations or scripts."
SHORTEST = 4  # letters of a sound key; Ли and Lee are too many people
MOST_NAMESAKES = 600  # forms of one surname, given names counted; in more of them chance finds namesakes
SURE_KEY = 5  # letters of a sound key that a name needs for `unify`, beside two given names
_GIVEN = re.compile(r"[^\W\d_][\w\u0300-\u036f'’ʹʻʿ]*")
_VOWEL_LETTERS = frozenset("اآعأإ")
_SOUNDED_VOWELS = re.compile("[aeiouяюəэ]")


@dataclass(frozen=True, slots=True)
class _Name:
    """A given name as a sound key; ``any_vowel`` is a Persian initial that stands for any vowel."""

    key: str
    any_vowel: bool


class Check:
    """See ``problem.Rule``."""

    NAME = NAME
    DESCRIPTION = DESCRIPTION

    def __init__(self, wanted: Request) -> None:
        self._scheme = wanted.scheme
        self._own_names = wanted.profile.own_names
        self._forms = Forms(PERSON)

    def take(self, reference: Reference) -> None:
        """Take in the persons of a reference."""
        self._forms.take(reference)

    def clusters(self) -> Iterator[Cluster]:
        """Yield the persons that have several forms."""
        for family, key, group in by_sound(self._forms, "name"):
            if len({plain(one.text) for one in group}) < 2 or len(group) > MOST_NAMESAKES:
                continue
            for same in _persons(group, family):
                found = self._cluster(same, family, key)
                if found is not None:
                    yield found

    def _cluster(self, same: list[Form], family: Family, key: str) -> Cluster | None:
        chosen = are_variants(same, family, key, "name", shortest=SHORTEST) if len(key) >= SHORTEST else []
        if not chosen:
            return None
        established = next((form for one in chosen if one.native and (form := self._established(one))), "")
        names = [_given_keys(one, family) for one in chosen]
        sure = bool(established) or (len(key) >= SURE_KEY and min(map(len, names)) > 1)
        best = preferred(chosen, "name", self._scheme, established)
        return Cluster(chosen, best, why_preferred(chosen, best, established), sure)

    def _established(self, form: Form) -> str:
        found = find_authority(form.text, form.language, given=form.given, own=self._own_names)
        return found.family if found is not None else ""

    def problems(self) -> Iterator[Problem]:
        """Give the persons that have several forms."""
        for one in self.clusters():
            yield problem(one, NAME, "one person" if one.sure else "probably one person")


def _given_keys(form: Form, family: Family) -> list[_Name]:
    """Give the given names of a form, an initial as its letter: Ю. and Yu. are one."""
    text = form.given
    if is_native(text):
        own = form.language if family_of(form.language) is family else next(iter(family.languages))
        return [_native_name(match[0], own, family) for match in _GIVEN.finditer(text)]
    if text.isupper() and text.isalpha() and len(text) <= 3:  # Khlopov OA
        text = " ".join(text)
    return [_Name(sound(match[0], family.name), False) for match in _GIVEN.finditer(text)]


def _native_name(word: str, language: str, family: Family) -> _Name:
    if len(word) == 1 and word in _VOWEL_LETTERS:
        return _Name("", True)
    return _Name(sound(romanized(word, language, "name"), family.name), False)


def _persons(group: list[Form], family: Family) -> Iterator[list[Form]]:
    """Part forms of one surname into persons, by their given names.

    Forms that could be either of two persons (Ivanov A., beside Ivanov A. B. and Ivanov A. C.) go to neither.
    """
    names = {id(one): _given_keys(one, family) for one in group}
    nameless = [one for one in group if not names[id(one)]]
    persons: list[list[Form]] = []
    for one in sorted(group, key=lambda form: -_fullness(names[id(form)])):
        if not names[id(one)]:
            continue
        fitting = [
            person for person in persons if all(_compatible(names[id(one)], names[id(other)]) for other in person)
        ]
        if len(fitting) == 1:
            fitting[0].append(one)
        elif not fitting:
            persons.append([one])
    if persons:
        yield from (person for person in persons if len(person) > 1)
    elif len(nameless) > 1:
        yield nameless


def _fullness(names: list[_Name]) -> int:
    return 100 * len(names) + sum(len(one.key) for one in names)


def _compatible(ours: list[_Name], theirs: list[_Name]) -> bool:
    return all(_same(one, other) for one, other in zip(ours, theirs, strict=False))


def _same(one: _Name, other: _Name) -> bool:
    if one.any_vowel or other.any_vowel:
        key = one.key or other.key
        return not key or bool(_SOUNDED_VOWELS.match(key))
    if len(one.key) == 1 or len(other.key) == 1:
        return one.key[:1] == other.key[:1]
    if one.key == other.key:
        return True
    return (
        one.key[:1] == other.key[:1]
        and one.key[-1:] == other.key[-1:]
        and _SOUNDED_VOWELS.sub("", one.key) == _SOUNDED_VOWELS.sub("", other.key)
    )
