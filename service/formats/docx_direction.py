"""Which way text runs, and the properties of runs and paragraphs that say so: Latin loses what made Persian run right.

Source: ECMA-376 part 1, 17.3.1.6 (bidi), 17.3.1.13 (jc), 17.3.2.30 (rtl); Unicode Standard Annex 9 for the letters.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

from .docx_package import Patch
from .docx_paragraphs import Paragraph, Properties, Run

LEFT, RIGHT = "ltr", "rtl"
_STRONG = {"L": LEFT, "R": RIGHT, "AL": RIGHT}
_MARK = "NSM"
# Of a run that runs left, w:b and w:i count; of one that runs right, w:bCs and w:iCs.
_OF_COMPLEX_SCRIPT = {"bCs": "b", "iCs": "i"}
_DROPPED = frozenset({"rtl", "cs", "lang", *_OF_COMPLEX_SCRIPT.values()})
# Where a paragraph's lines are set when it runs left; in one that runs right, "left" and "start" mean the right side.
_ALIGNED = {
    "right": "left",
    "end": "start",
    "lowKashida": "both",
    "mediumKashida": "both",
    "highKashida": "both",
}
# The children of w:pPr that stand before w:bidi.
_BEFORE_BIDI = frozenset({
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN",
})  # fmt: skip


def direction(text: str) -> str | None:
    """Tell which way a text runs by its first letter (UAX 9, P2); None if it has none."""
    return next((way for char in text if (way := _STRONG.get(unicodedata.bidirectional(char)))), None)


def stretches(text: str, base: str) -> list[tuple[str, str]]:
    """Cut a text where its direction changes; blanks and signs between two directions go the way of the whole."""
    ways: list[str | None] = []
    for char in text:
        kind = unicodedata.bidirectional(char)
        ways.append(ways[-1] if kind == _MARK and ways else _STRONG.get(kind))
    start = 0
    for known, group in groupby(ways, key=lambda way: way is not None):
        end = start + len(list(group))
        if not known:
            before = ways[start - 1] if start else base
            after = ways[end] if end < len(ways) else base
            ways[start:end] = [before if before == after else base] * (end - start)
        start = end
    return [
        (str(way), "".join(char for char, _ in group))
        for way, group in groupby(zip(text, ways, strict=True), key=lambda pair: pair[1])
    ]


def runs_right(run: Run) -> bool:
    """Tell whether a run is marked as one of a script that runs right."""
    return run.properties is not None and run.properties.has("rtl", "cs")


def run_properties(paragraph: Paragraph, run: Run, way: str | None) -> bytes:
    """Write the properties of a run; without the marks of a script that runs right if it is to run left."""
    properties = run.properties
    if properties is None:
        return b""
    whole = paragraph.bytes_of(properties.span.start, properties.span.end)
    return _leftward(paragraph, properties) if way == LEFT and runs_right(run) else whole


def _leftward(paragraph: Paragraph, properties: Properties) -> bytes:
    span = properties.span
    out, position = [], span.start
    for child in properties.children:
        out.append(paragraph.bytes_of(position, child.span.start))
        position = child.span.end
        written = paragraph.bytes_of(child.span.start, child.span.end)
        if child.name in _OF_COMPLEX_SCRIPT:  # the one that counts now stands before it
            out.append(written.replace(child.name.encode(), _OF_COMPLEX_SCRIPT[child.name].encode()))
        if child.name not in _DROPPED:
            out.append(written)
    return b"".join([*out, paragraph.bytes_of(position, span.end)])


def paragraph_patches(paragraph: Paragraph, runs_right_by_style: bool, before: str) -> list[Patch]:
    """Let a paragraph run left whose text does so now.

    Args:
        paragraph: as it was read.
        runs_right_by_style: whether its style says that it runs right.
        before: which way its text ran.
    """
    properties, prefix = paragraph.properties, paragraph.prefix
    own = properties.child("bidi") if properties else None
    was_right = properties.has("bidi") if properties and own else runs_right_by_style
    if not was_right and before != RIGHT:
        return []
    patches = []
    off = f'<{prefix}bidi {prefix}val="0"/>'.encode() if runs_right_by_style else b""
    if properties is None or properties.span.opened == properties.span.end:  # none, or an empty element
        start, end = (properties.span.start, properties.span.end) if properties else (paragraph.span.opened,) * 2
        return [Patch(start, end, f"<{prefix}pPr>".encode() + off + f"</{prefix}pPr>".encode())] if off else []
    if own is not None:
        patches.append(Patch(own.span.start, own.span.end, off))
    elif off:
        place = max(
            (child.span.end for child in properties.children if child.name in _BEFORE_BIDI),
            default=properties.span.opened,
        )
        patches.append(Patch(place, place, off))
    aligned = properties.child("jc")
    if aligned is not None and aligned.value in _ALIGNED:
        written = f'<{prefix}jc {prefix}val="{_ALIGNED[aligned.value]}"/>'.encode()
        patches.append(Patch(aligned.span.start, aligned.span.end, written))
    if properties.mark is not None and properties.mark.has("rtl", "cs"):
        span = properties.mark.span
        patches.append(Patch(span.start, span.end, _leftward(paragraph, properties.mark)))
    return patches
