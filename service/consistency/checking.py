"""All rules over one bibliography, while its records stream."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from ..references.record import Record
from ..references.request import Request
from .problem import Rule
from .reading import read

# Modules of this package, in the order in which their problems are listed.
RULES = (
    "person", "journal", "publisher", "place", "spelling", "mixed_schemes", "duplicate", "language_note", "translation",
    "language_field",
)  # fmt: skip


@cache
def _checks() -> list[Any]:
    return [import_module(f".{name}", __package__).Check for name in RULES]


def descriptions() -> dict[str, str]:
    """Say in a sentence what each rule finds, by its name."""
    return {check.NAME: check.DESCRIPTION for check in _checks()}


class Consistency:
    """Gathers a bibliography record by record and says in the end where it contradicts itself."""

    def __init__(self, wanted: Request) -> None:
        self.rules: list[Rule] = [check(wanted) for check in _checks()]

    def take(self, record: Record) -> None:
        """Take in a record as it was read, before it is normalized."""
        reference = read(record)
        if reference is not None:
            for rule in self.rules:
                rule.take(reference)

    def problems(self) -> list[dict[str, Any]]:
        """List what is wrong, as ``pipeline.check`` does."""
        return [problem.as_dict() for rule in self.rules for problem in rule.problems()]
