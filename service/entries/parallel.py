"""Two forms of one title side by side: «Title (Заглавие)», "Faslnāmeh-ye …, World Studies Quarterly"."""

from __future__ import annotations

import re
import unicodedata

_ROMANIZED = re.compile(r"-(?:ye?|e)\b|[āīūēōḥṣṭẓʿʾ]|\b(?:va|dar|az|bar|bā|ba|beh)\b|’[a-z]", re.IGNORECASE)
# The commonest endings and small words of romanized Russian and Ukrainian.
_SLAVIC = re.compile(
    r"[a-z](?:skaya|skoi|skoy|skii|skiy|skij|skogo|skie|nogo|naya|noi|noy|nye|nykh|nyh|nyi|nyy|ennyi|tsii|tsiya|tsiia|ost'?|stva|stvo|enie|eniya)(?![\w'’])"
    r"|(?<![\w'’])(?:i|v|na|dlya|dlia|kak|po|iz|ot|pri|ta|yak|shcho)(?![\w'’])"
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|in|on|to|for|from|with|a|an|by|is|journal|quarterly|review|studies|history|politics|analysis|research)\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[,;:.]\s(?=[^\W\d_])")
Place = tuple[int, int]


def divide(text: str, start: int, end: int) -> tuple[Place, Place | None]:
    """Divide a part into a title and its other form, if it holds both.

    The other form is in another script, in brackets or after a comma, or it is English after a romanization.
    """
    part = text[start:end]
    bracket = re.search(r"\s\(([^()]{3,400}(?:\([^()]*\)[^()]*)?)\)$", part)
    if bracket and _script(bracket[1]) != _script(part[: bracket.start()]) != "":
        return (start, start + bracket.start()), (start + bracket.start(1), start + bracket.end(1))
    best: tuple[float, re.Match[str]] | None = None
    for comma in _COMMA.finditer(part):
        if comma[0][0] == "," and _script(part[: comma.start()], last=True) != _script(part[comma.end() :], first=True):
            return (start, start + comma.start()), (start + comma.end(), end)
    if len(part) > 600:
        return (start, end), None
    marks = [(match.start(), 1) for pattern in (_ROMANIZED, _SLAVIC) for match in pattern.finditer(part)]
    marks += [(match.start(), -1) for match in _ENGLISH.finditer(part)]
    if sum(1 for _, weight in marks if weight > 0) < 2:
        return (start, end), None
    for comma in _COMMA.finditer(part):
        if comma[0][0] != ",":
            continue
        left = sum(weight for place, weight in marks if place < comma.start())
        right = -sum(weight for place, weight in marks if place >= comma.end())
        score = left + right + (0.1 if part[comma.end()].isupper() else -1)
        if (
            left > 0
            and right >= 0
            and not _ROMANIZED.search(part, comma.end(), comma.end() + 25)
            and not _SLAVIC.search(part, comma.end(), comma.end() + 25)
            and (best is None or score > best[0])
        ):
            best = (score, comma)
    if best is None or best[0] < 1:
        return (start, end), None
    return (start, start + best[1].start()), (start + best[1].end(), end)


def _script(text: str, *, first: bool = False, last: bool = False) -> str:
    """Give the script most letters are in, or that of the first or last word."""
    letters = [char for char in text if char.isalpha()]
    if first:
        letters = letters[:6]
    if last:
        letters = letters[-6:]
    counts: dict[str, int] = {}
    for char in letters:
        name = unicodedata.name(char, "?").split()[0]
        counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""
