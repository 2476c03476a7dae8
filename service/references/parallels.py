"""Parallel text: the translation, romanization or own Latin form that already stands beside a segment."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from .names import Kinship, kinship
from .segments import Segment

Compare = Callable[[str], Kinship]

_LATIN_WORD = re.compile(r"[^\W\d_]{3}|[^\W\d_]\.")
_OTHER_SCRIPT = re.compile("[\u0400-\u052f\u0600-\u06ff]")
_IN_BRACKETS = re.compile(r"\.?[»”\"“]?\s*[(\[](?P<latin>[^()\[\]]{0,1000})[)\]]")
_BEHIND_COMMA = re.compile(
    r"\s*[,=/]\s+(?P<latin>[^()\[\]\"“”«»\d\n]{0,500}?)"
    r"(?=[,.;:]?\s*(?:[\d(\[\"”»<]|$|Available\b|Accessed\b|Retrieved\b|https?:|[Vv]ol\.|[Nn]o\.|pp?\.))"
)
_SOMETHING = re.compile(r"[^\W_]|[(\[]")
_BOUNDARY = re.compile(r"[\"“”«»()\[\]]|\b\d{4}\b|//")
_OPENING = re.compile(r"\s*[(\[]")
_CLOSING = re.compile(r"\.?[»”\"]?\s*[)\]]")
_NEAR = 400  # characters before a segment in which its parallel text is looked for
_NAMES = re.compile(r"\s*(?:[;&]|\band\b)\s*")
_SEPARATOR = re.compile(r"[,=/:.]\s*$")
_NOTE = re.compile(r"\s*in [A-Z]\w+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parallel:
    """Latin text beside a segment.

    Attributes:
        start: where the Latin text starts in the field.
        end: where it ends, brackets not counted.
        kinship: how it stands to the segment's romanization.
        first: whether it stands before the segment.
        whole: the span of both together, brackets included.
        bracketed: whether one of the two stands in brackets.
    """

    start: int
    end: int
    kinship: Kinship
    first: bool
    whole: tuple[int, int]
    bracketed: bool


def _is_parallel(latin: str) -> bool:
    return bool(_LATIN_WORD.search(latin)) and not _OTHER_SCRIPT.search(latin) and not _NOTE.fullmatch(latin)


def _exact(text: str, segment: Segment, romanized: str) -> Parallel | None:
    """Find the very romanization in a pair of brackets with the segment, whatever brackets and quotes it contains."""
    if text[segment.start - 1 : segment.start] in ("(", "[") and text[segment.end : segment.end + 1] in (")", "]"):
        end = len(text[max(0, segment.start - _NEAR) : segment.start - 1].rstrip()) + max(0, segment.start - _NEAR)
        start = end - len(romanized)
        if start >= 0 and text.startswith(romanized, start):
            return Parallel(start, end, Kinship.SAME, True, (start, segment.end + 1), True)
    opening = _OPENING.match(text, segment.end)
    start = opening.end() if opening else 0
    end = start + len(romanized)
    if opening and text.startswith(romanized, start) and text[end : end + 1] in (")", "]"):
        return Parallel(start, end, Kinship.SAME, False, (segment.start, end + 1), True)
    return None


def _behind(text: str, segment: Segment, compare: Compare) -> Parallel | None:
    for pattern, bracketed in ((_IN_BRACKETS, True), (_BEHIND_COMMA, False)):
        match = pattern.match(text, segment.end)
        if match and _is_parallel(match["latin"]):
            start, end = match.span("latin")
            whole = (segment.start, match.end() if bracketed else end)
            kin = compare(match["latin"])
            return Parallel(start, end, kin, False, whole, bracketed)
    return None


def _before(text: str, segment: Segment, romanized: str, compare: Compare) -> Parallel | None:
    near = max(0, segment.start - _NEAR)
    opening = re.search(r"\s*[(\[]\s*[«“\"]?$", text[near : segment.start])
    found = opening or _SEPARATOR.search(text[near : segment.start])
    if found is None:
        return None
    end = near + found.start()
    start = max((match.end() for match in _BOUNDARY.finditer(text, near, end)), default=near)
    start += len(text[start:end]) - len(text[start:end].lstrip(" ,.;:"))
    if start >= end or not _is_parallel(text[start:end]):
        return None
    whole_end = segment.end
    if opening:
        closing = _CLOSING.match(text, segment.end)
        whole_end = closing.end() if closing else whole_end
    kin, latin = _kinship_with_tail(text[start:end], romanized, compare)
    if opening and whole_end == segment.end and kin is not Kinship.OTHER:
        return None  # the bracket closes elsewhere, and what goes with the segment cannot be told
    start = end - len(latin)
    return Parallel(start, end, kin, True, (start, whole_end), bool(opening))


def _kinship_with_tail(latin: str, romanized: str, compare: Compare) -> tuple[Kinship, str]:
    """Compare with all the text before a segment, the last of several names in it, and its last words.

    Returns the kinship and the part of the text that it holds for.
    """
    words = list(re.finditer(r"\S+", latin))[-len(romanized.split()) :]
    for candidate in (latin, _NAMES.split(latin)[-1], latin[words[0].start() :]):
        kin = compare(candidate)
        if kin is not Kinship.OTHER:
            return kin, candidate
    return Kinship.OTHER, latin


def parallel_of(text: str, segment: Segment, romanized: str, *, without_vowels: bool = False) -> Parallel | None:
    """Find the Latin text that stands for a segment: behind it in brackets, around it, or beside it at a comma.

    Args:
        text: the field.
        segment: a segment of it.
        romanized: the segment's romanization.
        without_vowels: the segment is Persian without vowel signs.
    """
    if not _SOMETHING.search(text, segment.end) and not _SOMETHING.search(text, 0, segment.start):
        return None  # as in nearly every field: nothing stands beside the segment
    exact = _exact(text, segment, romanized)
    if exact is not None:
        return exact
    compare = partial(kinship, romanized, without_vowels=without_vowels)
    behind = _behind(text, segment, compare)
    before = _before(text, segment, romanized, compare)
    candidates = [one for one in (before, behind) if one is not None]
    if not candidates:
        return None
    related = [one for one in candidates if one.kinship is not Kinship.OTHER]
    bracketed = [one for one in candidates if one.bracketed]
    return (related or bracketed or candidates)[0]
