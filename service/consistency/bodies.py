"""What the rules for journals, publishers and places have in common: names that are compared as wholes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..references.request import Request
from .forms import Cluster, Form, Forms, are_variants, by_sound, preferred, problem, why_preferred, without_english
from .problem import Problem
from .reading import Reference

SURE_KEY = 6  # letters of a sound key that a name needs for `unify`


class Bodies:
    """The names of one kind in a bibliography.

    Args:
        kind: ``journal``, ``publisher`` or ``place``.
        vocalized_as: what such a name is to a vocalizer.
        wanted: what the caller asked for.
        bare_name: leaves out of a name what does not tell it from others.
    """

    def __init__(self, kind: str, vocalized_as: str, wanted: Request, bare_name: Callable[[str], str] = str) -> None:
        self._kind = kind
        self._vocalized_as = vocalized_as
        self._scheme = wanted.scheme
        self._bare_name = bare_name
        self._forms = Forms(kind)

    def take(self, reference: Reference) -> None:
        """Take in the names of a reference."""
        self._forms.take(reference)

    @property
    def forms(self) -> Iterator[Form]:
        """The forms so far."""
        return iter(self._forms)

    def clusters(self) -> Iterator[Cluster]:
        """Yield the names that have several forms."""
        for family, key, group in by_sound(without_english(list(self._forms)), self._vocalized_as, self._bare_name):
            if chosen := are_variants(group, family, key, self._vocalized_as):
                best = preferred(chosen, self._vocalized_as, self._scheme)
                whole = all(self._bare_name(one.text) == one.text for one in chosen)
                yield Cluster(chosen, best, why_preferred(chosen, best), whole and len(key) >= SURE_KEY)

    def problems(self, rule: str) -> Iterator[Problem]:
        """Report the names that have several forms."""
        for one in self.clusters():
            yield problem(one, rule, f"one {self._kind}")
