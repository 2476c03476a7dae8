"""Inline markup in titles, as Zotero and CSL write it: <i>, <b>, <sc>, <sub>, <sup>, <span class="nocase">."""

from __future__ import annotations

import re

# Word joiner: no letter, no blank and no punctuation, so that nothing looks for words or quotation marks in it.
FILLER = "\u2060"
_TAG = re.compile(r"<(/?)(?:i|b|sc|sub|sup|span)\b[^<>]{0,60}>")
_OPENING_TAGS = re.compile(r"(?:<(?:i|b|sc|sub|sup|span)\b[^<>]{0,60}>)+$")
_CLOSING_TAGS = re.compile(r"(?:</(?:i|b|sc|sub|sup|span)>)+")


def masked(text: str) -> str:
    """Write a filler over every tag, so that the text keeps its length and its places."""
    if "<" not in text:
        return text
    return _TAG.sub(lambda match: FILLER * len(match[0]), text)


def without_tags(text: str) -> str:
    """Leave the tags out, for what knows no markup."""
    return _TAG.sub("", text) if "<" in text else text


def with_whole_tags(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the tags beside it whose partners it holds."""
    if "<" not in text[start:end]:
        return start, end
    opened = unmatched = 0
    for match in _TAG.finditer(text, start, end):
        if not match[1]:
            opened += 1
        elif opened:
            opened -= 1
        else:
            unmatched += 1
    if unmatched and (before := _OPENING_TAGS.search(text[max(0, start - 200) : start])):
        start -= len(before[0])
    if opened and (behind := _CLOSING_TAGS.match(text, end)):
        end = behind.end()
    return start, end
