"""How sure it is what is what in an entry: of fields with a confidence of 0.9, nine in ten are right.

The confidence of a whole entry is the F1 to be expected of it: how much of what it holds is found and right.

Two logistic functions say so, whose weights stand in ``rules/entry-confidence.toml``; ``training/entry_confidence.py``
fits them. What they go by: how a field was found, what it is, how much of the entry is left over, and what it lacks.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .draft import Draft
from .model import Field

NEEDED = ("title", "year", "author")
_MOST = 0.99  # nothing is certain


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the whole of an entry says of its fields.

    Attributes:
        leftover: share of its letters and figures that is in no field.
        missing: how many of title, year and author it lacks.
        few: whether it has fewer than four fields.
        grammar: the grammar that it was taken apart by.
    """

    leftover: float
    missing: int
    few: bool
    grammar: str

    @classmethod
    def of(cls, draft: Draft, grammar: str) -> Evidence:
        """See what an entry says once it is taken apart."""
        left = sum(map(str.isalnum, draft.open))
        written = sum(map(str.isalnum, draft.text[: len(draft.open)]))
        missing = sum(not draft.has(name) for name in NEEDED)
        return cls(left / max(1, written), missing, len(draft.fields) < 4, grammar)


def field_features(field: Field, evidence: Evidence) -> dict[str, float]:
    """Give what the confidence of a field goes by; ``field.confidence`` is that of the rule that found it."""
    sure = min(max(field.confidence, 0.05), _MOST)
    return {
        "bias": 1.0,
        "rule": math.log(sure / (1 - sure)),
        f"is {field.name}": 1.0,
        f"{evidence.grammar} {field.name}": 1.0,
        "long": max(0.0, (len(field.value) - 120) / 100),
        **_of_entry(evidence),
    }


def entry_features(draft: Draft, evidence: Evidence) -> dict[str, float]:
    """Give what the confidence of an entry as a whole goes by."""
    sure = [min(field.confidence, _MOST) for field in draft.fields]
    held = any(draft.has(name) for name in ("container", "publisher", "place", "URL"))
    return {
        "bias": 1.0,
        "rule": sum(math.log(one / (1 - one)) for one in sure) / max(1, len(sure)),
        "weakest": min(sure, default=0.0),
        "not held": float(not held),
        evidence.grammar: 1.0,
        **_of_entry(evidence),
    }


def _of_entry(evidence: Evidence) -> dict[str, float]:
    return {
        "leftover": evidence.leftover,
        "much leftover": float(evidence.leftover > 0.2),
        "missing": float(evidence.missing),
        "few": float(evidence.few),
    }


@cache
def _weights() -> dict[str, dict[str, float]]:
    found = files("romanbib.rules").joinpath("entry-confidence.toml").read_text(encoding="utf-8")
    return tomllib.loads(found)


def _probability(features: dict[str, float], table: str) -> float:
    weights = _weights()[table]
    total = sum(value * weights.get(name, 0.0) for name, value in features.items())
    return round(min(_MOST, 1 / (1 + math.exp(-max(-30.0, total)))), 2)


def with_confidence(draft: Draft, grammar: str) -> tuple[list[Field], float]:
    """Give the fields with how sure they are, and how sure the whole is; 0 where nothing was found."""
    if not draft.fields:
        return [], 0.0
    evidence = Evidence.of(draft, grammar)
    fields = [
        Field(one.name, one.value, one.start, one.end, _probability(field_features(one, evidence), "fields"))
        for one in draft.fields
    ]
    return fields, _probability(entry_features(draft, evidence), "entries")
