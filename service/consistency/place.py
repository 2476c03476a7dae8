"""One place, several names: Moskva, Moscow and Москва in references of one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from ..references.request import Request
from .bodies import Bodies
from .forms import Cluster, Form, preferred, problem, why_preferred
from .problem import Problem
from .reading import PLACE, Reference
from .sound import family_of, plain, table


class Check:
    """See ``problem.Rule``.

    Places that ``rules/consistency.toml`` knows are told by their names there, the others by their sound. Languages
    have names of their own for a place: Kyiv in a Ukrainian reference and Kiev in a Russian one are both right.
    """

    NAME = "consistency: place"
    DESCRIPTION = "One place whose name is written in several romanizations, scripts or languages."

    def __init__(self, wanted: Request) -> None:
        self._scheme = wanted.scheme
        self._places = Bodies(PLACE, "place", wanted)

    def take(self, reference: Reference) -> None:
        """Take in the place of a reference."""
        self._places.take(reference)

    def clusters(self) -> Iterator[Cluster]:
        """Yield the places that have several forms."""
        known: defaultdict[tuple[str, str], list[Form]] = defaultdict(list)
        for form in self._places.forms:
            name = _known().get(plain(form.text))
            if name is not None and (form.native or not form.language or family_of(form.language) is not None):
                known[name, form.language].append(form)
        for group in known.values():
            if len({_spelling(one.text) for one in group}) > 1:
                best = preferred(group, "place", self._scheme)
                yield Cluster(group, best, why_preferred(group, best), False)
        for one in self._places.clusters():
            if not any(plain(form.text) in _known() for form in one.forms):
                yield one

    def problems(self) -> Iterator[Problem]:
        """Report them."""
        for one in self.clusters():
            yield problem(one, self.NAME, "one place")


@cache
def _known() -> dict[str, str]:
    """Give the place that each known name stands for."""
    return {plain(form): name for name, forms in table()["places"].items() for form in (name, *forms)}


@cache
def _abbreviated() -> dict[str, str]:
    return {plain(short): plain(whole) for short, whole in table()["abbreviated"].items()}


def _spelling(name: str) -> str:
    """Give what counts as one spelling of a place: an abbreviation counts as the whole name."""
    return _abbreviated().get(plain(name), plain(name))
