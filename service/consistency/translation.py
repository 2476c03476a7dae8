"""Romanized titles without the translation that the profile wants."""

from __future__ import annotations

from collections.abc import Iterator

from ..references.request import Request
from .problem import Place, Problem
from .reading import Reference
from .sound import family_of, is_english, is_native


class Check:
    """See ``problem.Rule``. Titles in their own script are reported where they are arranged, not here."""

    NAME = "consistency: translation"
    DESCRIPTION = "A romanized title without the translation that the profile asks for."

    def __init__(self, wanted: Request) -> None:
        self._wanted = wanted.profile.wants_translation
        self._found: list[tuple[Place, str]] = []

    def take(self, reference: Reference) -> None:
        """Take in a title without translation."""
        title = reference.title
        if not self._wanted or title is None or title.translation or family_of(reference.language) is None:
            return
        if is_native(title.text) or is_english(title.text):
            return
        shown = title.text if len(title.text) <= 60 else f"{title.text[:59].rstrip()}…"
        self._found.append((Place(reference.place, title.field, title.start, title.end), shown))

    def problems(self) -> Iterator[Problem]:
        """Report the titles one by one."""
        for place, shown in self._found:
            yield Problem(place, f"no translation stands beside {shown!r}", self.NAME)
