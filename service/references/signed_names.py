"""Persons as an override says that they sign, where surname and given names have fields of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..overrides import Override, Overrides


@dataclass(frozen=True, slots=True)
class SignedName:
    """A person's name in the fields of CSL-JSON, and the override that gave it."""

    family: str
    given: str
    override: Override


def signed_name(name: Mapping[str, Any], language: str, overrides: Overrides) -> SignedName | None:
    """Find the override for the whole of a name; None if there is none, or it cannot be told what of it is the surname.

    Args:
        name: a name as CSL-JSON has it; only its ``family`` and ``given`` count.
        language: BCP 47 subtag of the name.
        overrides: those in force.
    """
    family, given = name.get("family"), name.get("given")
    if not (isinstance(family, str) and isinstance(given, str) and family.strip() and given.strip()):
        return None
    for parts in ((family.strip(), given.strip()), (given.strip(), family.strip())):
        whole = " ".join(parts)
        matches = overrides.in_text(whole, language, "name")
        if len(matches) != 1 or (matches[0].start, matches[0].end) != (0, len(whole)) or matches[0].override.is_reading:
            continue
        output = matches[0].override.output
        if "," in output:
            surname, _, first = output.partition(",")
            return SignedName(surname.strip(), first.strip(), matches[0].override)
        words = output.split()
        cut = len(parts[0].split())
        before, behind = " ".join(words[:cut]), " ".join(words[cut:])
        if not behind:
            continue
        surname, first = (before, behind) if parts[0] == family.strip() else (behind, before)
        return SignedName(surname, first, matches[0].override)
    return None
