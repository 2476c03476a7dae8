"""Take one entry apart: rules first, in the grammar of the style it seems to follow."""

from __future__ import annotations

from .confidence import with_confidence
from .draft import Draft
from .gost import parse_gost
from .marks import take_marks
from .model import Parsed
from .persian import parse_persian
from .styles import family, style
from .western import parse_western

_GRAMMARS = {"gost": parse_gost, "persian": parse_persian, "western": parse_western}


def parse(entry: str) -> Parsed:
    """Take an entry apart into its fields.

    Args:
        entry: one entry of a reference list, in any of the styles of `styles.py`, with or without its number. Only its
            first 4000 characters are looked at.

    Returns:
        The fields with their places in ``entry``; ``entry[start:end]`` is the value, as it stands.
    """
    draft, grammar = raw_parse(entry)
    found, confidence = with_confidence(draft, grammar)
    fields = tuple(sorted(found, key=lambda field: (field.start, field.end)))
    return Parsed(entry, style(entry, grammar), draft.type or "document", fields, confidence)


def raw_parse(entry: str) -> tuple[Draft, str]:
    """Take an entry apart; its fields have the confidence of the rules that found them. Give the grammar, too."""
    draft = Draft(entry)
    take_marks(draft)
    grammar = family(draft.open)
    _GRAMMARS[grammar](draft)
    return draft, grammar
