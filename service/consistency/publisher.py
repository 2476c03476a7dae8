"""One publisher, several spellings: Наука and Nauka, نشر نی and Nashr-e Ney."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..references.request import Request
from .bodies import Bodies
from .forms import Cluster
from .problem import Problem
from .reading import PUBLISHER, Reference
from .sound import table


class Check:
    """See ``problem.Rule``."""

    NAME = "consistency: publisher"
    DESCRIPTION = "One publisher whose name is written in several romanizations or scripts."

    def __init__(self, wanted: Request) -> None:
        self._publishers = Bodies(PUBLISHER, "publisher", wanted, _own_name)

    def take(self, reference: Reference) -> None:
        """Take in the publisher of a reference."""
        self._publishers.take(reference)

    def clusters(self) -> Iterator[Cluster]:
        """Yield the publishers that have several forms."""
        return self._publishers.clusters()

    def problems(self) -> Iterator[Problem]:
        """Report them."""
        return self._publishers.problems(self.NAME)


@cache
def _left_out() -> frozenset[str]:
    return frozenset(table()["publisher"]["left_out"].split())


def _own_name(name: str) -> str:
    """Leave out words such as Издательство, unless nothing else is there."""
    words = [word for word in re.split(r"[\s,]+", name) if word.strip('.«»“”"').lower() not in _left_out()]
    return " ".join(words) or name
