"""What is left of an entry once all that has a form is taken: title, container and publisher, by their order."""

from __future__ import annotations

import re

from . import names, terms
from .draft import GAP, Draft
from .marks import YEAR
from .parallel import divide

# in Habermas and the Public Sphere, MIT Press, Cambridge MA
_TWO_NAMES = re.compile(r"([^\s,]+\s[^,]+),\s([A-Z][^\s,]*\s[^,]+)")  # Vostochnaya analitika, Eastern Analytics
_PUBLISHED = re.compile(r"([^\ue000]{4,200}?),\s([^,\ue000]{2,60}),\s([^,\d\ue000]{2,40}(?:,\s[A-Z]{2})?)[.,\s]*$")


def take_remainder(
    draft: Draft, start: int, end: int, title_end: int | None, book: int | None, *, numbered: bool
) -> None:
    """Give what no form told its name by its order: title, container, publisher."""
    if not draft.has("title"):
        stop = book if book is not None else end
        parts = draft.sentences(start, stop)
        if not parts:
            return
        count = 1
        holds = numbered or draft.has("date") or draft.has("URL")
        if len(parts) > 2 and book is None and holds and not draft.has("place"):
            count = len(parts) - 1
        if book is not None or draft.type == "paper-conference":
            count = len(parts)
        if draft.open[parts[0][0] : parts[0][1]].strip()[:1] in '"“' and len(parts) > 2:
            count = 2
        while count > 1 and GAP in draft.open[parts[0][0] : parts[count - 1][1]].rstrip(f" .{GAP}") and book is None:
            count -= 1
        _take_title(draft, parts[0][0], parts[count - 1][1])
        rest = parts[count:]
    else:
        rest = [] if book is not None else draft.sentences(title_end if title_end is not None else start, end)
    if book is not None:
        rest = draft.sentences(book, end)
        if rest:
            stop = rest[0][1]
            if draft.type == "paper-conference":
                stop = [part for part in rest if GAP not in draft.open[rest[0][0] : part[1]]][-1][1]
            published = _PUBLISHED.match(draft.open, rest[0][0], stop)
            if published and not draft.has("publisher") and terms.has_word(published[2], "publishers"):
                draft.take("publisher", *published.span(2), 0.8)
                draft.take("place", *published.span(3), 0.8)
                stop = published.end(1)
            draft.take("container", rest[0][0], stop, 0.9)
            rest = rest[1:]
            if rest and not draft.has("publisher"):
                named = (part for part in rest if terms.has_word(draft.open[slice(*part)], "publishers"))
                draft.take("publisher", *next(named, rest[0]), 0.75)
        return
    rest = [part for part in rest if re.search(r"[^\W\d_]{2}", draft.open[part[0] : part[1]])]
    if not rest:
        return
    _container_or_publisher(draft, rest, numbered=numbered, quoted=title_end is not None)


def after_title(draft: Draft, start: int, end: int) -> int:
    """Give where what follows a title without quotation marks begins.

    Of a single sentence all is title, but for a date that may hold the year of the entry.
    """
    parts = draft.sentences(start, end)
    if len(parts) > 1:
        return parts[1][0]
    return parts[0][1] if parts and draft.has("year") else start


def _take_title(draft: Draft, start: int, end: int) -> None:
    tail = terms.matcher(r",\s([^,:\ue000]{3,60}),\s({}(?:,\s(?-i:[A-Z]{2}))?)\.?\s*$", "place").search(
        draft.open, start, end
    )
    by_commas = re.compile(rf"{YEAR}[a-z]?,[\s\ue000]*$").search(
        draft.text, max(0, start - 8), start
    )  # Nye, J 1990, Title, …
    if tail and not draft.has("publisher") and (by_commas or terms.has_word(tail[1], "publishers")):
        draft.take("place", *tail.span(2), 0.8)
        draft.take("publisher", *tail.span(1), 0.8)
        end = tail.start()
    bracket = re.compile(r"\[([^\[\]\ue000]{4,300})\]").search(draft.open, start, end)
    if bracket and draft.trimmed(start, bracket.start()) is not None:
        draft.take("translation", *bracket.span(1), 0.9)
        draft.hide(*bracket.span())
        end = bracket.start()
    elif bracket:
        start, end = bracket.span(1)
    place = draft.trimmed(start, end)
    if place is None:
        return
    title, translation = divide(draft.text, *place)
    if translation and not draft.has("translation"):
        draft.take("translation", *translation, 0.8)
        draft.take("title", *title, 0.85)
    else:
        draft.take("title", *place, 0.88)


def _container_or_publisher(draft: Draft, rest: list[tuple[int, int]], *, numbered: bool, quoted: bool) -> None:
    numbered = numbered and (
        draft.has("issue") or draft.has("pages") or draft.has("number") or not draft.has("edition")
    )
    first = rest[0]
    words = draft.open[first[0] : first[1]]
    if quoted and not numbered and draft.has("date") and terms.has_word(words, "repositories"):
        comma = draft.open.find(", ", *first)
        draft.take("archive", first[0], comma if comma > 0 else first[1], 0.75)
        if comma > 0:
            draft.take("archive_location", comma, first[1], 0.7)
        draft.type = "manuscript"
        return
    if draft.type == "thesis":
        draft.take("publisher", *first, 0.85)
        return
    if draft.type == "report" or (
        draft.type != "article" and not quoted and not numbered and not draft.has("date") and _published(draft, words)
    ):
        if not draft.has("publisher"):
            _publisher_and_place(draft, first)
        return
    if draft.has("publisher") and not numbered and not quoted:
        return
    place = draft.trimmed(*first)
    if place is None:
        return
    container, translated = divide(draft.text, *place)
    if translated and re.fullmatch(r"\S{1,3}|\S+\.[a-z]{2,4}", draft.text[slice(*translated)]):
        translated = None
    if not translated and draft.has("translation") and (both := _TWO_NAMES.fullmatch(draft.text, *container)):
        container, translated = both.span(1), both.span(2)
    if translated:
        draft.take("container_translation", *translated, 0.8)
    square = re.compile(r"\s\[([^\[\]]{3,120})\]$").search(draft.open, *container)
    if square and not translated:
        draft.take("container_translation", *square.span(1), 0.85)
        container = (container[0], square.start())
    bracket = re.compile(r"\s\(([^()]{2,80})\)$").search(draft.open, *container)
    if bracket and not translated and re.search(r"[^\x00-\x7f]", draft.open[container[0] : bracket.start()]):
        if not re.search(r"\w\.\w", bracket[1]) and len(bracket[1]) > 3:
            draft.take("container_translation", *bracket.span(1), 0.8)
        container = (container[0], bracket.start())
    city = terms.matcher(r",\s({}(?:,\s[A-Z]{2})?|(?-i:[A-Z])\w{2,20},\s(?-i:[A-Z]{2}))$", "place").search(
        draft.open, *container
    )
    if city and not draft.has("place"):
        draft.take("place", *city.span(1), 0.8)
        container = (container[0], city.start())
    draft.take("container", *container, 0.88)


def _published(draft: Draft, words: str) -> bool:
    """Tell whether a sentence after the title names a publisher rather than a journal or a site."""
    if draft.has("edition") or draft.has("translator"):
        return True
    publisher, serial = terms.has_word(words, "publishers"), terms.has_word(words, "serials")
    if draft.has("URL"):
        return publisher and not serial
    return not serial or publisher


def _publisher_and_place(draft: Draft, part: tuple[int, int]) -> None:
    city = terms.matcher(r",\s({}(?:,\s[\w\s]{2,20})?)\s?\.?$", "place").search(
        draft.open, *(draft.trimmed(*part) or part)
    )
    if city and not draft.has("place"):
        draft.take("place", *city.span(1), 0.85)
        part = (part[0], city.start())
    named = re.compile(rf"[^,]+(?=(?:,\sInc\.)?,\s({names.UPPER}[\w’'-]+(?:\s{names.UPPER}[\w’'-]+)?)$)").match(
        draft.open, *(draft.trimmed(*part) or part)
    )
    if named and not draft.has("place") and terms.has_word(named[0], "publishers"):
        draft.take("place", *named.span(1), 0.75)
        part = named.span()
    draft.take("publisher", *part, 0.82)
