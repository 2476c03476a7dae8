"""Profiles: what a journal wants beside a romanization, as data files in ``rules/profiles/`` or anybody's own."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter
from typing import Any

import msgspec

from ..errors import RuleTableError, UnknownProfileError
from ..layouts.layout import Layout
from ..layouts.layout import check as check_layout
from ..tables.table import read_toml
from .repairs import REPAIRS

PARTS = frozenset({"romanized", "original", "translation"})
SUFFIX = ".toml"  # by which a profile of one's own is told from the id of one that is here


class Example(msgspec.Struct, forbid_unknown_fields=True, frozen=True, eq=False):
    """A worked example of a profile: an entry, or a CSL-JSON item, and what becomes of it.

    Attributes:
        output: the entry that the profile gives.
        entry: a line of text.
        item: a CSL-JSON item, if it is no line of text.
    """

    output: str
    entry: str = ""
    item: dict[str, Any] = {}

    @property
    def source(self) -> str:
        """What it starts from, on one line."""
        return self.entry or json.dumps(self.item, ensure_ascii=False)


class Profile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, eq=False):
    """One profile as it stands in its file; docs/profiles.md describes every key.

    Attributes:
        id: the name by which people ask for it.
        name: what it is called.
        description: what it does, in a sentence.
        text: what takes the place of text in its own script, with ``{romanized}`` and ``{original}``.
        title: how a title and its translation stand in a field of their own, or "" to leave them as found.
        container: the same for the title of what contains the work.
        scheme: the scheme it is meant for, used where the caller names none.
        own_names: whether names of the language's own are written as they are known abroad (Tchaikovsky).
        wants_translation: whether a title without a translation is reported.
        language_note: note behind an entry, with ``{language}``, or "".
        repairs: kinds of repair that it makes.
        schemes: the schemes for languages that go by another than ``scheme``, by BCP 47 subtag.
        registered_titles: whether journals are written as they are registered, where a table knows them.
        english_places: whether places of publication are written in English.
        sentence_case: whether titles printed in capitals are written in small letters.
        gregorian_years: how a Hijri year stands with the Gregorian ones, from ``{year}`` and ``{gregorian}``, or "".
        respell: whether what is romanized already is written in the profile's scheme.
        layout: how an entry is written; None to leave its parts where they were found.
        example: worked examples.
    """

    id: str
    name: str
    description: str
    text: str
    title: str = ""
    container: str = ""
    scheme: str = "ala-lc"
    own_names: bool = False
    wants_translation: bool = False
    language_note: str = ""
    repairs: tuple[str, ...] = tuple(REPAIRS)
    schemes: dict[str, str] = {}
    registered_titles: bool = False
    english_places: bool = False
    sentence_case: bool = False
    gregorian_years: str = ""
    respell: bool = False
    layout: Layout | None = None
    example: tuple[Example, ...] = ()

    @property
    def keeps_original(self) -> bool:
        """Whether the original script stays beside the romanization."""
        return "{original}" in self.text

    def pair(self, kind: str) -> str:
        """Pattern for a field that holds a text and its translation, by the field's kind."""
        return {"title": self.title, "container": self.container}.get(kind, "")


def _check(place: str, profile: Profile) -> None:
    for key in ("text", "title", "container", "language_note", "gregorian_years"):
        known = {"language_note": {"language"}, "gregorian_years": {"year", "gregorian"}}.get(key, PARTS)
        try:
            names = {name for _, name, _, _ in Formatter().parse(getattr(profile, key)) if name is not None}
        except ValueError as error:
            raise RuleTableError(f"{place}: {key}: {error}; write brackets that are no part twice") from None
        if wrong := names - known:
            raise RuleTableError(f"{place}: {key}: {{{wrong.pop()}}} is no part; there are: {', '.join(sorted(known))}")
    if "{romanized}" not in profile.text:
        raise RuleTableError(f"{place}: text: has no {{romanized}}; a profile says where the romanization goes")
    if wrong := set(profile.repairs) - set(REPAIRS):
        raise RuleTableError(f"{place}: repairs: {wrong.pop()!r} is no repair; there are: {', '.join(REPAIRS)}")
    for example in profile.example:
        if bool(example.entry) == bool(example.item):
            raise RuleTableError(f"{place}: example: give either an entry or an item, and its output")
    try:
        check_layout(profile.layout)
    except RuleTableError as error:
        raise RuleTableError(f"{place}: {error}") from None


def _loaded(place: Traversable) -> Profile:
    profile = read_toml(place, Profile, "docs/profiles.md")
    _check(str(place), profile)
    return profile


@cache
def profiles() -> dict[str, Profile]:
    """Every profile by its id.

    Raises:
        RuleTableError: a profile file has a mistake; names the file, the key and the mend.
    """
    places = sorted(resources.files("romanbib.rules").joinpath("profiles").iterdir(), key=lambda place: place.name)
    return {profile.id: profile for profile in (_loaded(place) for place in places if place.name.endswith(SUFFIX))}


def find_profile(name: str) -> Profile:
    """Load one profile by its id.

    Raises:
        UnknownProfileError: no such profile; names those there are.
    """
    try:
        return profiles()[name]
    except KeyError:
        raise UnknownProfileError(f"profile {name!r} does not exist; there are: {', '.join(profiles())}") from None


def own_profile(path: str) -> Profile:
    """Load a profile of one's own from a file.

    Raises:
        UnknownProfileError: no such file.
        RuleTableError: it has a mistake; names the file, the key and the mend.
    """
    if not Path(path).is_file():
        raise UnknownProfileError(f"{path}: no such file; name a profile file or one of: {', '.join(profiles())}")
    return _loaded(Path(path))


@cache
def plain_layout() -> Layout:
    """Give the layout by which entries are written where the profile has none of its own."""
    return read_toml(resources.files("romanbib.rules").joinpath("layout.toml"), Layout, "docs/profiles.md")
