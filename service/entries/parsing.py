"""Take one entry apart: rules first, in the grammar of the style it seems to follow."""

from __future__ import annotations

from .draft import Draft
from .gost import parse_gost
from .marks import take_marks
from .model import Parsed
from .persian import parse_persian
from .styles import family, style
from .western import parse_western

_GRAMMARS = {"gost": parse_gost, "persian": parse_persian, "western": parse_western}
_NEEDED = ("title", "year", "author")


def parse(entry: str) -> Parsed:
    """Take an entry apart into its fields.

    Args:
        entry: one entry of a reference list, in any of the styles of `styles.py`, with or without its number. Only its
            first 4000 characters are looked at.

    Returns:
        The fields with their places in ``entry``; ``entry[start:end]`` is the value, as it stands.
    """
    draft = Draft(entry)
    take_marks(draft)
    grammar = family(draft.open)
    _GRAMMARS[grammar](draft)
    fields = tuple(sorted(draft.fields, key=lambda field: (field.start, field.end)))
    return Parsed(entry, style(entry, grammar), draft.type or "document", fields, _confidence(draft))


def _confidence(draft: Draft) -> float:
    """Give how sure the whole is: the mean of the fields, less for what is missing and for what was left over."""
    if not draft.fields:
        return 0.0
    mean = sum(field.confidence for field in draft.fields) / len(draft.fields)
    missing = sum(not draft.has(name) for name in _NEEDED)
    covered = sum(char.isalnum() for char in draft.open)
    written = max(1, sum(char.isalnum() for char in draft.text[: len(draft.open)]))
    alone = 0.7 if len(draft.fields) == 1 else 1.0
    return round(max(0.0, alone * mean * (1 - 0.12 * missing) * (1 - 0.6 * covered / written)), 2)
