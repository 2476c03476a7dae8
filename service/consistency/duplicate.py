"""One work twice: in its own script and romanized or translated, or simply twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..references.request import Request
from ..text.language import detect
from .problem import Place, Problem, numbered
from .reading import JOURNAL, PERSON, Reference
from .sound import bare, families, family_of, is_english, is_native, romanized, skeleton, sound

LEAST_WORDS = 2  # of a title; Введение and Editorial are titles of many works
NEAREST = 20  # works of one key that each is compared with, so that a title of a thousand works takes no time
LEAST_LETTERS = 8  # of a title's key
_RANGE = re.compile(r"\d+\s*[-–—]+\s*\d+")
_FIGURES = re.compile(r"\d+")
_PREFIX = re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is kept of a reference: keys, no texts."""

    place: Place
    year: str
    volume: str
    issue: str
    pages: str
    persons: frozenset[int]
    contained: bool
    whole: bool


class Check:
    """See ``problem.Rule``.

    The same work has the same DOI; or ISBN and year; or year, volume or issue, pages and an author; or year, title
    and an author, where no volume, issue or page says otherwise. A title is the same in another script or where one
    is the translation that stands beside the other.
    """

    NAME = "consistency: duplicate"
    DESCRIPTION = "One work that is listed twice, in one script or in two."

    def __init__(self, wanted: Request) -> None:
        self._works: list[_Work] = []
        self._by_number: defaultdict[int, list[int]] = defaultdict(list)
        self._by_place: defaultdict[int, list[int]] = defaultdict(list)
        self._by_title: defaultdict[int, list[int]] = defaultdict(list)

    def take(self, reference: Reference) -> None:
        """Take in the keys of a reference."""
        numbers = reference.numbers
        title = reference.title
        where = Place(reference.place, "", 0, 0)
        if title is not None:
            where = Place(reference.place, title.field, title.start, title.end)
        pages = "-".join(_FIGURES.findall(numbers.get("pages", "")))
        work = _Work(
            where,
            numbers.get("year", ""),
            _number(numbers.get("volume", "")),
            _number(numbers.get("issue", "")),
            pages,
            frozenset(_persons(reference)),
            any(one.kind == JOURNAL for one in reference.mentions),
            bool(reference.whole),
        )
        index = len(self._works)
        self._works.append(work)
        if doi := re.sub(r"\s", "", _PREFIX.sub("", numbers.get("DOI", ""))).lower().rstrip("."):
            self._by_number[hash(("doi", doi))].append(index)
        if (isbn := re.sub(r"[^\dX]", "", numbers.get("ISBN", "").upper())) and work.year and not pages:
            self._by_number[hash(("isbn", isbn, work.year, work.volume))].append(index)
        if work.year and _RANGE.search(numbers.get("pages", "")) and (work.volume or work.issue):
            self._by_place[hash((work.year, work.volume, work.issue, pages))].append(index)
        for key in _title_keys(reference):
            self._by_title[hash((key, work.year))].append(index)

    def problems(self) -> Iterator[Problem]:
        """Report each work that is there more than once."""
        group: dict[int, int] = {}

        def first_of(one: int) -> int:
            while group.get(one, one) != one:
                one = group[one]
            return one

        for buckets, alike in (
            (self._by_number, lambda one, other: True),
            (self._by_place, _same_persons),
            (self._by_title, _same_work),
        ):
            for bucket in buckets.values():
                for place, other in enumerate(bucket):
                    for one in bucket[max(0, place - NEAREST) : place]:
                        if first_of(one) != first_of(other) and alike(self._works[one], self._works[other]):
                            group[first_of(other)] = first_of(one)
        members: defaultdict[int, set[int]] = defaultdict(set)
        for one in group:
            members[first_of(one)] |= {one, first_of(one)}
        for found in members.values():
            places = [self._works[one].place for one in sorted(found)]
            listed = numbered([one.record for one in places])
            yield Problem(places[1], f"{listed}: the same work", self.NAME, [places[0], *places[2:]])


def _number(text: str) -> str:
    return " ".join(_FIGURES.findall(text))


def _same_persons(one: _Work, other: _Work) -> bool:
    return bool(one.persons & other.persons)


def _same_work(one: _Work, other: _Work) -> bool:
    if one.whole or other.whole:
        return one.whole and other.whole
    apart = any(
        ours and theirs and ours != theirs
        for ours, theirs in ((one.volume, other.volume), (one.issue, other.issue), (one.pages, other.pages))
    )
    alike = bool(one.persons & other.persons) if one.persons or other.persons else True
    return bool(one.year) and alike and not apart and one.contained == other.contained


def _persons(reference: Reference) -> Iterator[int]:
    """Yield the sound keys of the surnames."""
    own = family_of(reference.language)
    for one in reference.mentions:
        if one.kind != PERSON:
            continue
        if is_native(one.text):
            if own is not None and (text := romanized(one.text, reference.language, "name")):
                yield hash((own.name, sound(text, own.name)))
            continue
        for name in families():
            yield hash((name, sound(one.text, name)))


def _title_keys(reference: Reference) -> Iterator[tuple[str, str]]:
    title = reference.title
    texts = [reference.whole] if reference.whole else [title.text, title.translation] if title is not None else []
    for text in texts:
        if len(text.split()) >= LEAST_WORDS:
            yield from ((kind, key) for kind, key in _keys(text, reference.language) if len(key) >= LEAST_LETTERS)


def _keys(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of a title: what it sounds like, in Persian its consonants; of an English one its letters."""
    if is_native(text):
        language = detect(text).language or ""
        family = family_of(language)
        if family is not None and family.name == "persian":
            yield family.name, skeleton(text)
        elif family is not None and (written := romanized(text, language, "title")):
            yield family.name, sound(written, family.name)
        return
    yield "latin", bare(text)
    if is_english(text):
        return
    own = family_of(language)
    for family in [own] if own is not None else families().values():
        yield family.name, skeleton(text) if family.name == "persian" else sound(text, family.name)
