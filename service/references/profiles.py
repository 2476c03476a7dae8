"""Profiles: what a journal wants beside a romanization, as data files in ``rules/profiles/``."""

from __future__ import annotations

from functools import cache
from importlib import resources
from string import Formatter

import msgspec

from ..errors import RuleTableError, UnknownProfileError
from ..tables.table import read_toml
from .repairs import REPAIRS

PARTS = frozenset({"romanized", "original", "translation"})


class Profile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
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

    @property
    def keeps_original(self) -> bool:
        """Whether the original script stays beside the romanization."""
        return "{original}" in self.text

    def pair(self, kind: str) -> str:
        """Pattern for a field that holds a text and its translation, by the field's kind."""
        return {"title": self.title, "container": self.container}.get(kind, "")


def _check(place: str, profile: Profile) -> None:
    for key in ("text", "title", "container"):
        names = {name for _, name, _, _ in Formatter().parse(getattr(profile, key)) if name is not None}
        if wrong := names - PARTS:
            raise RuleTableError(f"{place}: {key}: {{{wrong.pop()}}} is no part; there are: {', '.join(sorted(PARTS))}")
    if "{romanized}" not in profile.text:
        raise RuleTableError(f"{place}: text: has no {{romanized}}; a profile says where the romanization goes")
    if wrong := set(profile.repairs) - set(REPAIRS):
        raise RuleTableError(f"{place}: repairs: {wrong.pop()!r} is no repair; there are: {', '.join(REPAIRS)}")


@cache
def profiles() -> dict[str, Profile]:
    """Every profile by its id.

    Raises:
        RuleTableError: a profile file has a mistake; names the file, the key and the mend.
    """
    found: dict[str, Profile] = {}
    for place in sorted(resources.files("romanbib.rules").joinpath("profiles").iterdir(), key=lambda place: place.name):
        if place.name.endswith(".toml"):
            profile = read_toml(place, Profile)
            _check(str(place), profile)
            found[profile.id] = profile
    return found


def find_profile(name: str) -> Profile:
    """Load one profile.

    Raises:
        UnknownProfileError: no such profile; names those there are.
    """
    try:
        return profiles()[name]
    except KeyError:
        raise UnknownProfileError(f"profile {name!r} does not exist; there are: {', '.join(profiles())}") from None
