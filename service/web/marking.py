"""Cut a text before and after into pieces that say what was changed, for people to compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

import msgspec

from ..references.record import Caution, Change
from .alignment import ROMANIZED, Stretch

UNSURE = "vowels"  # the rule of a warning about a word whose reading is not certain
LAYOUT = "layout: "  # the rule of a change of a whole entry, which a profile's layout has written anew
LONGEST_COMPARED = 5000  # pieces of a text that are compared one by one
Words = Mapping[Change, Sequence[Stretch]]  # where the words of a change stand, if one is unsure
_PIECE = re.compile(r"\s+|\w+|[^\w\s]")


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of text.

    Attributes:
        text: the stretch.
        changed: whether it differs.
        unsure: whether its reading is not certain.
        look: whether a warning of another kind is about it.
        rule: what changed it.
        language: BCP 47 tag, if known.
        source: what it was romanized from, or stands within; "" where nothing was romanized.
        at: where in ``source`` it stands, in characters.
    """

    text: str
    changed: bool = False
    unsure: bool = False
    look: bool = False
    rule: str = ""
    language: str = ""
    source: str = ""
    at: int = 0


def pieces(
    before: str, after: str, changes: Sequence[Change], warnings: Sequence[Caution], words: Words
) -> tuple[list[Piece], list[Piece]]:
    """Cut a field before and after.

    Args:
        before: the field as it came.
        after: as it is now.
        changes: those made in it, in their order.
        warnings: those about it.
        words: where the words of changes with an unsure word stand.
    """
    return _before(before, changes, warnings), _after(before, after, changes, words)


def laid_out(
    before: str, after: str, changes: Sequence[Change], warnings: Sequence[Caution], words: Words
) -> tuple[list[Piece], list[Piece]]:
    """Cut an entry that a layout has written anew; changes and warnings are about the fields that were found in it."""
    inner = [one for one in changes if one.after and _source(one)]
    old, new = _differing(before, after)
    olds = list(_found(before, [(one.before, one) for one in inner]))
    news = list(_found(after, [(one.after, one) for one in inner]))
    doubts = []
    for warning in warnings:
        at = next(((start, one) for start, _, one in olds if _holds(one, warning)), None)
        if at is not None:
            start = at[0] + warning.start - at[1].start
            doubts.append((start, start + warning.end - warning.start, warning.rule))
    doubted = []
    origins = {}
    for start, _, change in news:
        for word in words.get(change, ()):
            origins[start + word.start] = word.at
            if word.unsure:
                doubted.append((start + word.start, start + word.end, UNSURE))
    return _cut(before, old, olds, doubts), _cut(after, new, news, doubted, origins)


def _holds(change: Change, warning: Caution) -> bool:
    return change.field == warning.field and change.start <= warning.start < warning.end <= change.end


def _before(text: str, changes: Sequence[Change], warnings: Sequence[Caution]) -> list[Piece]:
    """Cut a text where changes and warnings begin and end."""
    narrowed = [(*_narrowed(change)[:2], change) for change in changes]
    doubts = [(one.start, one.end, one.rule) for one in warnings]
    return _cut(text, [(start, end) for start, end, _ in narrowed], narrowed, doubts)


def _cut(
    text: str,
    differing: Sequence[tuple[int, int]],
    changes: Sequence[tuple[int, int, Change]],
    doubts: Sequence[tuple[int, int, str]],
    origins: Mapping[int, int] | None = None,
) -> list[Piece]:
    """Cut a text at every border; ``origins`` are where its words came from, if it is what became of another."""
    latin = origins is not None
    borders = {0, len(text)}
    borders.update(place for start, end in differing for place in (start, end))
    borders.update(place for start, end, _ in changes for place in (start, end))
    borders.update(place for start, end, _ in doubts for place in (start, end))
    found = []
    for start, end in pairwise(sorted(place for place in borders if 0 <= place <= len(text))):
        over = [(first, change) for first, last, change in changes if first <= start and end <= last]
        rules = {rule for first, last, rule in doubts if first <= start and end <= last}
        at, change = over[-1] if over else (0, None)
        language = _language(change.rule) if change is not None else ""
        found.append(
            Piece(
                text[start:end],
                changed=bool(language) or any(first <= start and end <= last for first, last in differing),
                unsure=UNSURE in rules,
                look=bool(rules - {UNSURE}),
                rule=change.rule if change is not None else "",
                language=f"{language}-Latn" if language and latin else language,
                source=_source(change) if change is not None else "",
                at=_origin(origins, start, end) if origins is not None else start - at if language else 0,
            )
        )
    return _merged(found)


def _origin(origins: Mapping[int, int], start: int, end: int) -> int:
    """Where the first word of a stretch came from; 0 if that is not known."""
    return next((at for place, at in origins.items() if start <= place < end), 0)


def _merged(cut: Iterable[Piece]) -> list[Piece]:
    """Put pieces together again of which the same is said."""
    merged: list[Piece] = []
    for piece in cut:
        if merged and _said(merged[-1]) == _said(piece):
            merged[-1] = msgspec.structs.replace(merged[-1], text=merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return merged


def _said(piece: Piece) -> tuple[object, ...]:
    return piece.changed, piece.unsure, piece.look, piece.rule, piece.source


def _after(before: str, after: str, changes: Sequence[Change], words: Words) -> list[Piece]:
    """Cut the changed text where changes begin and end; by comparing the texts where the changes do not say where."""
    found: list[Piece] = []
    done = 0
    for change in _outermost(changes):
        start, end, new = _narrowed(change)
        found += (Piece(before[done:start]), *_made(new, change, words.get(change, ())))
        done = end
    found.append(Piece(before[done:]))
    if "".join(piece.text for piece in found) != after:
        _, new_spans = _differing(before, after)
        return _cut(after, new_spans, [], [], {})
    return [piece for piece in found if piece.text]


def _made(text: str, change: Change, words: Sequence[Stretch]) -> Iterator[Piece]:
    """Cut what a change has put down where its unsure words begin and end."""
    language = _language(change.rule)
    unsure = {(word.start, word.end) for word in words if word.unsure}
    origins = {word.start: word.at for word in words}
    for stretch in pairwise(sorted({0, len(text), *(place for word in unsure for place in word)})):
        yield Piece(
            text[slice(*stretch)],
            changed=True,
            unsure=stretch in unsure,
            rule=change.rule,
            language=f"{language}-Latn" if language else "",
            source=_source(change),
            at=_origin(origins, *stretch),
        )


def _narrowed(change: Change) -> tuple[int, int, str]:
    """Start, end and new text of a change; of a repair only what is really different."""
    if not change.rule.startswith("repair"):
        return change.start, change.end, change.after
    first = 0
    shorter = min(len(change.before), len(change.after))
    while first < shorter and change.before[first] == change.after[first]:
        first += 1
    last = 0
    while last < shorter - first and change.before[-1 - last] == change.after[-1 - last]:
        last += 1
    return change.start + first, change.end - last, change.after[first : len(change.after) - last]


def _outermost(changes: Sequence[Change]) -> list[Change]:
    """Leave out the changes that a later one, over the same place and more, has taken up."""
    kept: list[Change] = []
    for change in changes:
        kept = [one for one in kept if one.end <= change.start or one.start >= change.end]
        kept.append(change)
    return sorted(kept, key=lambda change: (change.start, change.end))


def _found(text: str, wanted: Iterable[tuple[str, Change]]) -> Iterator[tuple[int, int, Change]]:
    """Find where in a text each of several stands as words, no two in one place; what stands nowhere is left out."""
    taken: list[tuple[int, int]] = []
    for piece, change in wanted:
        for match in re.finditer(rf"(?<!\w){re.escape(piece)}(?!\w)", text):
            start, end = match.span()
            if not any(start < last and first < end for first, last in taken):
                taken.append((start, end))
                yield start, end, change
                break


def _differing(before: str, after: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Tell where two texts differ, word by word."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) + len(new) > LONGEST_COMPARED:
        return [(0, len(before))], [(0, len(after))]
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [one for one in codes if one[0] != "equal"]
    old_ends, new_ends = _ends(old), _ends(new)
    return (
        [(old_ends[one[1]], old_ends[one[2]]) for one in changed if one[1] < one[2]],
        [(new_ends[one[3]], new_ends[one[4]]) for one in changed if one[3] < one[4]],
    )


def _ends(parts: Sequence[str]) -> list[int]:
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + len(part))
    return ends


def _source(change: Change) -> str:
    """What a stretch was romanized from, if that has words that somebody could want to correct."""
    return change.before if _language(change.rule) and any(map(str.isalpha, change.before)) else ""


def _language(rule: str) -> str:
    match = ROMANIZED.match(rule)
    return match["language"] if match else ""
