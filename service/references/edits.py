"""A field under repair: edits one after the other, reported in the end as changes of the text as it first was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from .record import Caution, Change


class Edit(NamedTuple):
    """Replace ``text[start:end]`` of the present text by ``after``."""

    start: int
    end: int
    after: str
    rule: str


class _Piece(NamedTuple):
    """A piece of the present text, and the span of the original that it stands for; without rules, it is as it was."""

    text: str
    start: int
    end: int
    rules: tuple[str, ...] = ()


def _advance(done: list[_Piece], ahead: list[_Piece], position: int, target: int) -> int:
    """Move pieces from ``ahead`` to ``done`` up to a place of the present text, cutting the one that it falls into."""
    while ahead and position < target:
        piece = ahead.pop()
        cut = target - position
        if cut >= len(piece.text):
            done.append(piece)
            position += len(piece.text)
            continue
        # Of a patch that is cut, the first part stands for the whole of its original.
        middle = piece.end if piece.rules else piece.start + cut
        done.append(_Piece(piece.text[:cut], piece.start, middle, piece.rules))
        ahead.append(_Piece(piece.text[cut:], middle, piece.end, piece.rules))
        position = target
    return position


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Join patches at one place, of which an insertion is one: in what order they go would be lost otherwise."""
    joined: list[_Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before and before.rules and piece.rules and (before.start == before.end or piece.start == piece.end):
            joined[-1] = _Piece(before.text + piece.text, before.start, piece.end, before.rules + piece.rules)
        elif piece.text or piece.rules:
            joined.append(piece)
    return joined or pieces[:1]


def _place(edit: Edit) -> tuple[int, int]:
    return edit[:2]


class EditedText:
    """A text, its edits so far, and what was reported about it."""

    __slots__ = ("_pieces", "_starts", "_warned", "field", "original", "text", "warnings")

    def __init__(self, field: str, original: str) -> None:
        self.field = field
        self.original = original
        self.text = original
        self.warnings: list[Caution] = []
        self._warned: set[tuple[int, str, str]] = set()
        self._starts: list[int] | None = None  # where each piece starts in the present text, once that is asked for
        self._pieces = [_Piece(original, 0, len(original))]

    def copy(self) -> EditedText:
        """Give another one that is edited from here on by itself."""
        other = EditedText(self.field, self.original)
        other.text, other._starts, other._pieces = self.text, self._starts, self._pieces
        other.warnings, other._warned = list(self.warnings), set(self._warned)
        return other

    @property
    def changed(self) -> bool:
        """Whether the text is another than it first was."""
        return self.text != self.original

    @property
    def changes(self) -> list[Change]:
        """What was changed: spans of the original, in order and apart; applied last first, they give the text."""
        return [
            Change(self.field, piece.start, piece.end, self.original[piece.start : piece.end], piece.text, rule)
            for piece in self._pieces
            if (rule := "; ".join(dict.fromkeys(piece.rules))) and self.original[piece.start : piece.end] != piece.text
        ]

    def apply(self, edits: Iterable[Edit]) -> None:
        """Apply edits of the present text; where two overlap, the first one wins."""
        edits = sorted(edits, key=_place)
        if not edits:
            return
        if len(edits) == 1 and len(self._pieces) == 1 and not self._pieces[0].rules:
            self._apply_first(edits[0])
            return
        done: list[_Piece] = []
        ahead = list(reversed(self._pieces))
        position = 0  # where the next piece ahead starts in the present text
        for edit in edits:
            if edit.start < position or self.text[edit.start : edit.end] == edit.after:
                continue
            position = _advance(done, ahead, position, edit.start)
            start = ahead[-1].start if ahead else done[-1].end
            covered: list[_Piece] = []
            position = _advance(covered, ahead, position, edit.end)
            end = covered[-1].end if covered else start
            rules = [rule for piece in covered for rule in piece.rules]
            done.append(_Piece(edit.after, start, end, (*rules, edit.rule)))
        if done:
            self._pieces = _joined([*done, *reversed(ahead)])
            self._starts = None
            self.text = "".join(piece.text for piece in self._pieces)

    def _apply_first(self, edit: Edit) -> None:
        """Apply the one edit that most fields get: what is before it and behind it stays in one piece each."""
        start, end, after, rule = edit
        text = self.original
        if text[start:end] == after:
            return
        pieces = [_Piece(after, start, end, (rule,))]
        if start:
            pieces.insert(0, _Piece(text[:start], 0, start))
        if end < len(text):
            pieces.append(_Piece(text[end:], end, len(text)))
        self._pieces = pieces
        self._starts = None
        self.text = f"{text[:start]}{after}{text[end:]}"

    def warn(self, start: int, end: int, message: str, rule: str) -> None:
        """Report a place of the present text."""
        caution = Caution(self.field, self._origin(start), self._origin(end, is_end=True), message, rule)
        if (caution.start, message, rule) not in self._warned:
            self._warned.add((caution.start, message, rule))
            self.warnings.append(caution)

    def _origin(self, position: int, *, is_end: bool = False) -> int:
        """Give the place of the original that a place of the present text comes from."""
        if self._starts is None:
            self._starts = list(accumulate((len(piece.text) for piece in self._pieces), initial=0))[:-1]
        found = max(bisect_right(self._starts, position - is_end) - 1, 0)
        piece = self._pieces[found]
        if piece.rules:
            return piece.end if is_end else piece.start
        return piece.start + position - self._starts[found]
