"""One journal, several spellings: Вопросы философии, Voprosy filosofii and Voprosi Filosofii."""

from __future__ import annotations

from collections.abc import Iterator

from ..references.request import Request
from .bodies import Bodies
from .forms import Cluster
from .problem import Problem
from .reading import JOURNAL, Reference


class Check:
    """See ``problem.Rule``."""

    NAME = "consistency: journal"
    DESCRIPTION = "One journal or other container whose name is written in several romanizations or scripts."

    def __init__(self, wanted: Request) -> None:
        self._journals = Bodies(JOURNAL, "container", wanted)

    def take(self, reference: Reference) -> None:
        """Take in the containers of a reference."""
        self._journals.take(reference)

    def clusters(self) -> Iterator[Cluster]:
        """Yield the journals that have several forms."""
        return self._journals.clusters()

    def problems(self) -> Iterator[Problem]:
        """Report them."""
        return self._journals.problems(self.NAME)
