"""Whole lines out of chunks of any size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LINES = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r)|[^\r\n]++")


def whole_lines(chunks: Iterable[str]) -> Iterator[str]:
    """Yield lines with their ends, whatever the chunks; a CR at the end of a chunk waits for what follows it."""
    rest: list[str] = []
    waiting = ""
    for chunk in chunks:
        text = waiting + chunk
        waiting = "\r" if text.endswith("\r") else ""
        text = text.removesuffix("\r")
        cut = max(text.rfind("\n"), text.rfind("\r")) + 1
        if cut:
            rest.append(text[:cut])
            yield from LINES.findall("".join(rest))
            rest = []
        rest.append(text[cut:])
    yield from LINES.findall("".join(rest) + waiting)
