"""An entry on its way to being taken apart: what is found is covered, so that the rest can be looked at alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from . import terms
from .model import Field

# Stands for what is taken already; also a boundary between what stands before and after it.
GAP = "\ue000"
LONGEST = 4000  # characters that are analysed; entries are hardly ever a tenth of it
# Every blank of Unicode, and the marks of direction.
_BLANKS = (
    "\ue000\ufeff\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200e\u200f\u202a\u202b\u202c"
)
_ALIKE = str.maketrans(dict.fromkeys(_BLANKS, " ") | {
    "ي": "ی", "ك": "ک", "‑": "-", "\u00ad": "-", "−": "-",
})  # fmt: skip
_QUOTES = {"«": "»", "“": "”", "„": "“”", '"': '"”“', "‘": "’", "'": "'", "‹": "›", "”": "”", "‚": "‘’"}
_BOUNDARY = re.compile(r"\ue000[\ue000\s.,;:–—-]*")
_STOP = re.compile(r"(?<=[.?!…])[»”\"’)\]]?\s+|\.(?=[–—]\s)")
_YEAR_ENDS = re.compile(r"\d{4}\sг\.\s[^\W\d_]{2}(?<=[A-ZА-Я]\w)")  # … до 2007 г. Новое предложение


@dataclass(slots=True)
class Draft:
    """The text as it is, and ``open``: the same with the same positions, where what is taken is covered."""

    text: str
    open: str = ""
    fields: list[Field] = field(default_factory=list)
    type: str = ""

    def __post_init__(self) -> None:
        self.open = self.text[:LONGEST].translate(_ALIKE)

    def hide(self, start: int, end: int) -> None:
        """Cover a part that is no field, such as a label."""
        if start < end:
            self.open = self.open[:start] + GAP * (end - start) + self.open[end:]

    def take(self, name: str, start: int, end: int, confidence: float = 0.9, *, bare: bool = True) -> bool:
        """Make a field of a part without the punctuation around it; tell whether anything is left of it."""
        place = self.trimmed(start, end) if bare else (start, end)
        if place is None:
            return False
        self.hide(start, end)
        begin, stop = place
        self.fields.append(Field(name, self.text[begin:stop], begin, stop, confidence))
        return True

    def trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the part without punctuation around it, but with the full stop of an abbreviation."""
        open_ = self.open
        while True:
            start, end = self._bare(start, end)
            inner = _unwrapped(open_, start, end)
            if inner == (start, end):
                return (start, end) if start < end else None
            start, end = inner

    def _bare(self, start: int, end: int) -> tuple[int, int]:
        open_ = self.open
        while start < end and (open_[start] in " .,;:–—-/|=·*،؛؟\u200c<>)]" or open_[start] == GAP):
            start += 1
        while start < end and (
            open_[end - 1] in " ,;:–—-/|=،؛<([" or open_[end - 1] == GAP or self._mere_stop(start, end)
        ):
            end -= 1
        return start, end

    def _mere_stop(self, start: int, end: int) -> bool:
        """Tell whether the full stop at the end belongs to no abbreviation."""
        open_ = self.open
        if open_[end - 1] != ".":
            return False
        if open_[start:end].endswith("..") and not open_[start:end].endswith("..."):
            return True
        return _abbreviation().search(open_[max(start, end - 24) : end]) is None

    def has(self, name: str) -> bool:
        """Tell whether a field of this name is there."""
        return any(field.name == name for field in self.fields)

    def last(self, name: str) -> Field | None:
        """Give the last field of this name that was found."""
        return next((field for field in reversed(self.fields) if field.name == name), None)

    def rename(self, old: str, new: str) -> None:
        """Call fields by another name."""
        self.fields = [
            Field(new, one.value, one.start, one.end, one.confidence) if one.name == old else one for one in self.fields
        ]

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """Split a part at what is taken."""
        return self._between(_BOUNDARY.finditer(self.open, start, end), start, end)

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Split a part at what is taken and at the ends of sentences; abbreviations and initials end none."""
        found = []
        for piece_start, piece_end in self.pieces(start, end):
            begin = piece_start
            for stop in _STOP.finditer(self.open, piece_start, piece_end):
                ends = stop.start() + (self.open[stop.start()] == ".")
                if (
                    self.open[ends - 1 : ends] == "."
                    and not _YEAR_ENDS.match(self.open, ends - 7)
                    and _abbreviation().search(self.open, max(begin, ends - 24), ends)
                ):
                    continue
                following = self.open[stop.end() : stop.end() + 1]
                if following.islower() and self.open[ends - 1 : ends] != ".":
                    continue
                found.append((begin, stop.end()))
                begin = stop.end()
            found.append((begin, piece_end))
        return [part for part in found if self.trimmed(*part) is not None]

    def _between(self, stops: Iterable[re.Match[str]], start: int, end: int) -> list[tuple[int, int]]:
        found = []
        for stop in stops:
            found.append((start, stop.start()))
            start = stop.end()
        found.append((start, end))
        return [part for part in found if self.trimmed(*part) is not None]


@cache
def _abbreviation() -> re.Pattern[str]:
    """An initial, an abbreviation of `rules/terms` or one with a hyphen («изд-ва.») at the end of a part."""
    return terms.matcher(
        r"(?<![^\s(«\".\-–’'\ue000])(?:\w\.|{}|[а-яіїєґ]{1,8}-(?:ва|во|ву|та|те|ка|ки|т|н)\.)$", "abbreviations"
    )


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out quotation marks around the whole of a part."""
    if end - start < 2:
        return start, end
    first, last = text[start], text[end - 1]
    if first in _QUOTES and last in _QUOTES[first] and first not in text[start + 1 : end - 1]:
        if last not in text[start + 1 : end - 1]:
            return start + 1, end - 1
    elif (last in "»”" and not any(mark in text[start : end - 1] for mark in '«“„"')) or (
        first in "«“„" and not any(mark in text[start + 1 : end] for mark in '»”“"')
    ):
        return (start, end - 1) if last in "»”" else (start + 1, end)
    return start, end
