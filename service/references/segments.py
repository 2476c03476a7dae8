"""Segments: the stretches of a field that are in a source script and belong together, such as a title or a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.scripts import ARABIC_RANGES, CYRILLIC_RANGES
from .markup import FILLER, masked, with_whole_tags

CYRILLIC = "Cyrl"
ARABIC = "Arab"

_SOURCE_LETTERS = rf"(?P<Cyrl>[{CYRILLIC_RANGES}])|(?P<Arab>(?=[^\W\d_])[{ARABIC_RANGES}])"
_SOURCE_LETTER = re.compile(_SOURCE_LETTERS)
_TOKEN = re.compile(
    r"(?P<barrier><[^<>]{1,40}>|(?:https?://|ftp://|www\.)\S+|(?<![\w.])[\w.+-]{1,64}@[\w.-]+)"
    rf"|{_SOURCE_LETTERS}|(?P<letter>[^\W\d_])"
)
_WORD_GOES_ON = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u200c\u200d]|['’ʼ](?=[^\W_]))*")
# Between two parts of an entry rather than inside one: GOST's // and dashes, a number set off by punctuation.
_BREAK = re.compile(r"//|\s/\s|[.,;:]\s*[–—]\s|[.,;:]\s+-\s|[.,;:،؛]\s*[(\[]?(?:[№T]\s*)?[\d۰-۹]|[(\[]\s*[\d۰-۹]{4}|\n")
_PLAIN_GAP = re.compile(rf"[\s\u200c:–—\d{FILLER}-]*")
_OPENING = {"(": ")", "[": "]", "«": "»", "“": "”", "„": "“”", '"': '"'}
_CLOSED_BY = {sign: re.compile(rf"\.?[{re.escape(closing)}]") for sign, closing in _OPENING.items()}
_CLOSING = frozenset(')]»”“"')
_LONGEST_QUOTATION = 200  # characters looked through for the sign that closes one opened in a segment
# One segment from end to end, as most titles and names are: Cyrillic words with at most one sign and a blank between
# them, a hyphen, a dash, or a number that no sign sets off, in figures or Roman; some of them in brackets or quotation
# marks; a year may stand behind them. It says what the general way below would find out.
_PLAIN_WORD = "[\u0400-\u045f\u0490\u0491]++"
_PLAIN_GOES_ON = rf"(?:[,;:.]? |-| [-–—:] | [0-9]{{1,4}}(?:-| |[-–][0-9]{{1,4}} )| [IVX]{{2,7}} ){_PLAIN_WORD}"
_PLAIN_WORDS = rf"{_PLAIN_WORD}(?:{_PLAIN_GOES_ON})*+"
_PLAIN = re.compile(
    rf"{_PLAIN_WORD}(?:{_PLAIN_GOES_ON}| \({_PLAIN_WORDS}\)| «{_PLAIN_WORDS}»)*+(?P<end>(?:, [0-9]{{4}})?[.?!…]?)"
)
_MOST_LATIN_WORDS = 3  # words in Latin letters that a title in another script may hold in a row


class Segment:
    """``text`` is ``field[start:end]``; ``script`` an ISO 15924 code, Cyrl or Arab."""

    __slots__ = ("end", "script", "start", "text")

    def __init__(self, start: int, end: int, script: str, text: str) -> None:
        self.start = start
        self.end = end
        self.script = script
        self.text = text


class _Word:
    """A word of a field; ``script`` may be ``barrier`` for what divides segments."""

    __slots__ = ("end", "script", "start")

    def __init__(self, start: int, end: int, script: str) -> None:
        self.start = start
        self.end = end
        self.script = script


def _words(text: str) -> Iterator[_Word]:
    """Yield the words of a text; a word that mixes scripts counts as the source script's (COVID-терапия)."""
    position = 0
    while match := _TOKEN.search(text, position):
        kind = match.lastgroup or ""
        start, end = match.span()
        if kind == "barrier":
            yield _Word(start, end, kind)
        else:
            # Begins behind the sign that was found: some of the source scripts (҂) are no letters and do not go on.
            end = _WORD_GOES_ON.match(text, end).end()  # type: ignore[union-attr]
            source = _SOURCE_LETTER.search(text, start, end)
            kind = source.lastgroup or "" if source else "Latn"
            yield _Word(start, end, kind)
        position = end


def segments(text: str) -> list[Segment]:
    """Find the segments of a field.

    Words of one script belong together across blanks and punctuation, up to a bracket or quotation mark whose partner
    lies outside, a mark that divides parts of an entry, or Latin text. A few Latin words with no punctuation around
    them belong to the segment that they stand in («Роль IT в науке»), and so do those glued to it (Газета.ru). Markup
    counts for nothing, but a segment holds both tags of a pair or none.
    """
    plain = plain_segment(text)
    if plain is not None:
        return [plain]
    spans = _spans(masked(text))
    widened = ((with_whole_tags(text, start, end), script) for start, end, script in spans)
    return [Segment(start, end, script, text[start:end]) for (start, end), script in widened]


def plain_segment(text: str) -> Segment | None:
    """Give the segment that a field is from end to end, but for the sign that ends it; None if it may be none."""
    plain = _PLAIN.fullmatch(text)
    if plain is None or (len(text) > _LONGEST_QUOTATION and ("(" in text or "«" in text)):
        return None
    end = plain.start("end")
    end += plain["end"] == "." and _ends_in_initial(text, 0, end)
    return Segment(0, end, CYRILLIC, text[:end])


def _spans(text: str) -> list[tuple[int, int, str]]:
    """Find the segments of a text without markup: (start, end, script)."""
    found: list[tuple[int, int, str]] = []
    current: list[_Word] = []
    latin: list[_Word] = []
    opened: list[str] = []  # signs opened in the current segment and not closed in it
    for word in _words(text):
        if word.script == "barrier":
            found += _closed(text, current, latin, opened)
            current, latin, opened = [], [], []
        elif word.script == "Latn":
            if current:
                latin.append(word)
        elif current and word.script == current[-1].script and _joined(text, current[-1], latin, word, opened):
            current.append(word)
            latin = []
        else:
            found += _closed(text, current, latin, opened)
            current, latin, opened = [word], [], []
    return found + _closed(text, current, latin, opened)


def _joined(text: str, last: _Word, latin: list[_Word], word: _Word, opened: list[str]) -> bool:
    """Tell whether a word carries on the segment, given the Latin words between them; keep account in ``opened``."""
    if latin:
        if len(latin) > _MOST_LATIN_WORDS:
            return False
        ends = [last.end, *(one.end for one in latin)]
        starts = [*(one.start for one in latin), word.start]
        gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
        return all(_PLAIN_GAP.fullmatch(gap) or (len(gap) == 1 and not gap.isspace()) for gap in gaps)
    gap = text[last.end : word.start]
    if _BREAK.search(gap):
        return False
    waiting = list(opened)
    for char in gap:
        if waiting and char in _OPENING[waiting[-1]]:
            waiting.pop()
        elif char in _OPENING:
            waiting.append(char)
        elif char in _CLOSING:  # the segment stands in a pair, which ends here
            return False
    if len(waiting) > len(opened) and not _closes_in_script(text, word.start, waiting):
        return False
    opened[:] = waiting
    return True


def _closes_in_script(text: str, position: int, opened: list[str]) -> bool:
    """Tell whether everything opened is closed again before Latin text, within the length of a long title."""
    waiting = list(opened)
    for char in text[position : position + _LONGEST_QUOTATION]:
        if waiting and char in _OPENING[waiting[-1]]:
            waiting.pop()
            if not waiting:
                return True
        elif char.isascii() and char.isalpha():
            return False
        elif char in _OPENING:
            waiting.append(char)
    return False


def _unclosed(text: str, start: int, end: int) -> int | None:
    """Find the first sign between two words that opens what is not closed between them."""
    waiting: list[tuple[str, int]] = []
    for place in range(start, end):
        if waiting and text[place] in _OPENING[waiting[-1][0]]:
            waiting.pop()
        elif text[place] in _OPENING:
            waiting.append((text[place], place))
    return waiting[0][1] if waiting else None


def _closed(text: str, words: list[_Word], latin: list[_Word], opened: list[str]) -> list[tuple[int, int, str]]:
    """Finish a segment: take in Latin words glued to its end, closing signs of pairs inside it, an initial's stop."""
    if not words:
        return []
    start, end = words[0].start, words[-1].end
    for word in latin:
        if word.start - end != 1 or text[end] not in ".-–'’/":
            break
        end = word.end
    waiting = list(opened)
    while waiting and (closing := _CLOSED_BY[waiting[-1]].match(text, end)):
        waiting.pop()
        end = closing.end()
    if waiting and (place := _unclosed(text, start, end)) is not None:
        inside = next(number for number, word in enumerate(words) if word.start > place)
        return _closed(text, words[:inside], [], []) + _closed(text, words[inside:], latin, opened[1:])
    if text[end : end + 1] == "." and _ends_in_initial(text, start, end):
        end += 1
    return [(start, end, words[0].script)]


def _ends_in_initial(text: str, start: int, end: int) -> bool:
    return text[end - 1].isupper() and (end - 1 == start or not text[end - 2].isalnum())
