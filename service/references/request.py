"""What a caller asks for: how every field of a bibliography is to be treated."""

from __future__ import annotations

from dataclasses import dataclass

from ..overrides import NONE, Overrides
from .profiles import Profile


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller asked for: a profile, a scheme, and a language if it is to be taken as given.

    ``originals`` says where originals are kept, of the places that the format has; "" for the first of them.
    ``schemes`` names the schemes of languages that go by another than ``scheme``; ``sentence_case`` says whether titles
    printed in capitals are written in small letters. ``gregorian`` says how Hijri years are written with Gregorian ones
    (``calendar_years.PATTERN``); "" leaves them. ``established`` says whether persons in a line of text get the form
    that they are known by; ``respell`` whether what is romanized already is written in the scheme. ``overrides`` go
    ahead of all lists, models and authority tables.
    """

    profile: Profile
    scheme: str
    language: str | None
    repairs: frozenset[str]
    originals: str = ""
    schemes: tuple[tuple[str, str], ...] = ()
    sentence_case: bool = False
    gregorian: str = ""
    established: bool = True
    respell: bool = False
    overrides: Overrides = NONE

    def scheme_for(self, language: str) -> str:
        """Scheme for a language."""
        return dict(self.schemes).get(language.split("-")[0], self.scheme)
