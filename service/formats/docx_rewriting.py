"""A paragraph with a new text: which piece of the text takes whose formatting, and the bytes that change for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape

from ..references.record import Change
from .docx_direction import LEFT, RIGHT, direction, paragraph_patches, run_properties, runs_right, stretches
from .docx_package import Patch
from .docx_paragraphs import Atom, Paragraph, Run

# From a first to a last letter or figure, with the marks on it.
_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?[\u0300-\u036f\u064b-\u065f\u0670\u200c]*")
_SIGN = re.compile(r"[\t\n\u00ad]")
_SIGN_ELEMENTS = {"\t": "tab", "\n": "br", "\u00ad": "softHyphen"}


class Edit(NamedTuple):
    """Replace the text from ``start`` to ``end``."""

    start: int
    end: int
    after: str


class Piece(NamedTuple):
    """New text, and the run whose formatting it takes."""

    text: str
    run: Run


@dataclass(slots=True)
class _Cut:
    """A span of an atom's text that new pieces take the place of."""

    start: int
    end: int
    pieces: list[Piece] = field(default_factory=list)


def edits(old: str, new: str, changes: Iterable[Change]) -> list[Edit]:
    """Give the edits that lead from one text to the other: those reported if they do, else the smallest middle."""
    spans = [Edit(one.start, one.end, one.after) for one in changes if one.field == "entry"]
    if _applied(old, spans) == new:
        return spans
    return [_smallest(Edit(0, len(old), new), old)]


def _applied(text: str, spans: Sequence[Edit]) -> str | None:
    out, position = [], 0
    for one in spans:
        if not position <= one.start <= one.end <= len(text):
            return None
        out += [text[position : one.start], one.after]
        position = one.end
    return "".join([*out, text[position:]])


def _smallest(edit: Edit, text: str) -> Edit:
    """Leave out of an edit what is the same at its beginning and its end."""
    start, end, after = edit
    before = text[start:end]
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    most -= head
    tail = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
    return Edit(start + head, end - tail, after[head : len(after) - tail])


def patches(paragraph: Paragraph, new: str, changes: Iterable[Change], *, runs_right_by_style: bool) -> list[Patch]:
    """Give the patches of its part that let a paragraph have a new text, in its own formatting."""
    base = direction(new) or LEFT
    cuts, trailing = _cuts(paragraph, edits(paragraph.text, new, changes))
    out: list[Patch] = []
    by_run: dict[Run, list[Atom]] = {}
    for atom in paragraph.atoms:
        by_run.setdefault(atom.run, []).append(atom)
    for run, atoms in by_run.items():
        out += _run_patches(paragraph, run, [(atom, cuts.get(id(atom), [])) for atom in atoms], base)
    if trailing:
        out.append(_trailing(paragraph, trailing, base))
    if base == LEFT:
        out += paragraph_patches(paragraph, runs_right_by_style, direction(paragraph.text) or LEFT)
    return out


def _cuts(paragraph: Paragraph, wanted: Iterable[Edit]) -> tuple[dict[int, list[_Cut]], str]:
    """Say for each atom, by its identity, what of it is replaced; and what comes behind a link that ends it all."""
    atoms = [atom for atom in paragraph.atoms if atom.text]
    starts = list(accumulate((len(atom.text) for atom in atoms), initial=0))
    cuts: dict[int, list[_Cut]] = {}
    trailing = ""

    def cut(place: int, start: int, end: int, pieces: list[Piece]) -> None:
        offset = starts[place]
        cuts.setdefault(id(atoms[place]), []).append(_Cut(start - offset, end - offset, pieces))

    def covered(start: int, end: int) -> tuple[int, int, list[int]]:
        """Give the first and the last atom of a span, and where in the span the ones behind the first begin."""
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        return first, last, [bound - start for bound in starts[first + 1 : last + 1]]

    for edit in wanted:
        start, end, after = edit
        before = paragraph.text[start:end]
        if len(before) > 1 and before in after:  # an original that stays keeps its own formatting
            first, last, bounds = covered(start, end)
            ahead, _, behind = after.partition(before)
            pieces = _spread(before, bounds, ahead) or [ahead]
            cut(first, start, start, [Piece(one, atoms[first + n].run) for n, one in enumerate(pieces)])
            pieces = _spread(before, bounds, behind) or [*[""] * len(bounds), behind]
            cut(last, end, end, [Piece(one, atoms[first + n].run) for n, one in enumerate(pieces)])
            continue
        start, end, after = _smallest(edit, paragraph.text)
        if start == end:
            place = _insertion_place(atoms, starts, start)
            if place is None:
                trailing += after
            else:
                cut(place, start, end, [Piece(after, atoms[place].run)])
            continue
        first, _, bounds = covered(start, end)
        before = paragraph.text[start:end]
        pieces = _spread(before, bounds, after) or _proportional(before, bounds, after)
        for place, piece in enumerate(pieces, start=first):
            low, high = max(start, starts[place]), min(end, starts[place + 1])
            if paragraph.text[low:high] != piece:
                cut(place, low, high, [Piece(piece, atoms[place].run)])
    return cuts, trailing


def _insertion_place(atoms: Sequence[Atom], starts: Sequence[int], position: int) -> int | None:
    """Say which atom an insertion goes to: the one before it, unless that is a link; None if nothing else is left."""
    if not atoms:
        return None
    before = max(bisect_right(starts, position - 1) - 1, 0)
    if position < starts[before + 1] or not atoms[before].run.linked:
        return before
    if before + 1 == len(atoms):
        return None
    return before if atoms[before + 1].run.linked else before + 1


def _words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]


def _spread(before: str, bounds: Sequence[int], after: str) -> list[str] | None:
    """Cut what replaces a text where that was cut, word by word; None if it has not as many words.

    A word that was cut goes to the piece in which it began. What stands between two words is cut at the same place if
    it is as long as it was, else before or behind it.
    """
    if not bounds:
        return [after]
    old, new = _words(before), _words(after)
    if len(old) != len(new):
        return None
    starts = [start for start, _ in old]
    places = []
    for bound in bounds:
        count = bisect_right(starts, bound - 1)  # words that begin before it
        old_end, new_end = (old[count - 1][1], new[count - 1][1]) if count else (0, 0)
        old_next, new_next = (old[count][0], new[count][0]) if count < len(old) else (len(before), len(after))
        if bound <= old_end:
            places.append(new_end)
        elif old_next - old_end == new_next - new_end:
            places.append(new_end + bound - old_end)
        else:
            places.append(new_next if before[bound - 1].isspace() else new_end)
    return _cut_at(after, places)


def _proportional(before: str, bounds: Sequence[int], after: str) -> list[str]:
    starts = [0, *(start for start, _ in _words(after)), len(after)]
    wanted = [bound * len(after) // len(before) for bound in bounds]
    return _cut_at(after, [starts[max(bisect_right(starts, place) - 1, 0)] for place in wanted])


def _cut_at(text: str, places: Sequence[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise([0, *accumulate(places, max), len(text)])]


def _run_patches(paragraph: Paragraph, run: Run, atoms: list[tuple[Atom, list[_Cut]]], base: str) -> Iterator[Patch]:
    """Give the patches of a run; where the formatting changes in the middle, it ends and another one begins."""
    properties = run.properties
    own = run_properties(paragraph, run, None)
    current: bytes | None = None  # properties that are in force
    for atom, cuts in atoms:
        out: list[bytes] = []
        pieces = list(_pieces(paragraph, atom, cuts, base))
        for text, written in pieces:
            if current is None:
                current = written
                if written != own:
                    place = (properties.span.start, properties.span.end) if properties else (run.span.opened,) * 2
                    yield Patch(*place, written)
            elif current != written:
                current = written
                out.append(f"</{run.prefix}r><{run.prefix}r>".encode() + written)
            out += _elements(text, run.prefix)
        if cuts or len(pieces) > 1 or (out and out[0].startswith(b"</")):
            yield Patch(atom.span.start, atom.span.end, b"".join(out))


def _pieces(paragraph: Paragraph, atom: Atom, cuts: list[_Cut], base: str) -> Iterator[tuple[str, bytes]]:
    """Yield an atom's text as it is now, piece by piece, each with the properties that its run is to have."""
    whole: list[Piece] = []
    position = 0
    for cut in cuts:
        whole += [Piece(atom.text[position : cut.start], atom.run), *cut.pieces]
        position = cut.end
    whole.append(Piece(atom.text[position:], atom.run))
    gathered: list[tuple[list[str], bytes]] = []
    for text, run in whole:
        ways = stretches(text, base) if runs_right(run) else [(RIGHT, text)] if text else []
        for way, stretch in ways:
            written = run_properties(paragraph, run, way)
            if gathered and gathered[-1][1] == written:
                gathered[-1][0].append(stretch)
            else:
                gathered.append(([stretch], written))
    for texts, written in gathered:
        yield "".join(texts), written


def _elements(text: str, prefix: str) -> Iterator[bytes]:
    """Write a text as the elements of a run."""
    position = 0
    for match in [*_SIGN.finditer(text), None]:
        plain = text[position : match.start() if match else len(text)]
        if plain:
            space = ' xml:space="preserve"' if plain != plain.strip() else ""
            yield f"<{prefix}t{space}>{escape(plain, {chr(13): '&#13;'})}</{prefix}t>".encode()
        if match:
            yield f"<{prefix}{_SIGN_ELEMENTS[match[0]]}/>".encode()
            position = match.end()


def _trailing(paragraph: Paragraph, text: str, base: str) -> Patch:
    """Put text behind the link that a paragraph ends with, in the formatting of what is no link."""
    run = next((atom.run for atom in reversed(paragraph.atoms) if not atom.run.linked), None)
    properties = run_properties(paragraph, run, base) if run else b""
    prefix = paragraph.prefix
    written = [f"<{prefix}r>".encode(), properties, *_elements(text, prefix), f"</{prefix}r>".encode()]
    return Patch(paragraph.span.closed, paragraph.span.closed, b"".join(written))
