"""The report of a normalization as one HTML page: for reading on screen, for printing, for sending on.

The page needs nothing else: no script, no file beside it, no network. What comes from a bibliography is escaped, its
control and bidi characters are made visible, and text that runs from right to left is isolated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Any
from unicodedata import combining

from ..text.hygiene import visible

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

    from ..batch.files import Outcome

UNSURE = "vowels"  # the rule of a warning about a word whose vowels are not certain
LONGEST_COMPARED = 120  # characters compared one by one: the work grows with their square
LEAST_ALIKE = 0.6  # less in common than this is another text, and marked as a whole
_BUFFERED = 200  # pieces of the template that are given on as one

_NUMBER = re.compile(r"\D*(\d{1,12})(?!\d)")
_ROMANIZED = re.compile(r"romanize: ([a-z]{2,8}(?:-[A-Za-z0-9]{1,8})*+)/")
_SOURCE_SCRIPT = re.compile("[\u0400-\u052f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RIGHT_TO_LEFT = re.compile(
    "([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]++"
    "(?:[ \u00a0\u200c\u200d]++[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]++)*+)"
)
# Persian figures and commas are not strong enough for the browser to tell the direction of a text by.
_BEGINS_RIGHT = re.compile(
    "[^A-Za-z\u00aa-\u02b8\u0370-\u08ff\u1e00-\u1fff\ufb00-\ufefc]*+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
_TIES = "\u035c\u035d\u035e\u035f\u0360\u0361\u0362"  # marks over two letters hold the next letter too
_CLUSTER = re.compile(r"(?s:.(?:[\u0300-\u036f\u064b-\u065f\u0670\u20d0-\u20ff\ufe20-\ufe2f]|(?<=[\u035c-\u0362]).)*+)")
# Beyond what `visible` shows: blanks and signs without width that nobody can tell apart by looking.
_BLANK_SIGNS = re.compile("[\u00a0\u00ad\u180e\u2000-\u200f\u202f\u205f-\u2064\u3000]")
_NO_WIDTH = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufff9-\ufffb\U000e0001-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a changed text, and whether it is what differs."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """A line of the table of contents: a file and how much there is to read about it."""

    anchor: str
    file: str
    records: int
    changes: int
    unsure: int
    others: int


@dataclass(frozen=True, slots=True)
class Group:
    """What is said about one record: its place in the file, its own anchor or that of its changes, and the lines."""

    place: str
    anchor: str
    lines: Iterable[dict[str, Any]]


def write(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Write the report page by pieces; apart from the outcomes it takes no memory that grows with them.

    Args:
        outcomes: what was done to each file.

    Yields:
        HTML, to be encoded as UTF-8.
    """
    contents = [_contents(f"file-{number}", outcome) for number, outcome in enumerate(outcomes, start=1)]
    rules = Counter(change["rule"] for outcome in outcomes for change in outcome.changes)
    pages = _template().stream(files=list(zip(contents, outcomes, strict=True)), rules=rules.most_common())
    pages.enable_buffering(_BUFFERED)
    yield from pages


@cache
def _template() -> Template:
    from importlib.metadata import version

    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_shown)
    environment.globals.update(
        version=version("romanbib"),
        stretches=stretches,
        both=_both,
        where=where,
        unsure=lambda outcome, anchor: _warnings(outcome, anchor, unsure=True),
        others=lambda outcome, anchor: _warnings(outcome, anchor, unsure=False),
        changes=_changes,
    )
    return environment.from_string((resources.files(__package__) / "report.html").read_text(encoding="utf-8"))


def _shown(value: Any) -> Any:
    """Make visible what would hide in a text; the template's own markup is no plain ``str``."""
    if type(value) is not str or value.isprintable():
        return value
    return _NO_WIDTH.sub(_code_point, visible(value))


def _code_point(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def _contents(anchor: str, outcome: Outcome) -> Contents:
    unsure = sum(warning["rule"] == UNSURE for warning in outcome.warnings)
    others = len(outcome.warnings) - unsure
    name = "standard input" if outcome.file == "-" else outcome.file
    return Contents(anchor, name, outcome.records, len(outcome.changes), unsure, others)


def _number(place: str) -> int:
    """Number of a record, from a place such as ``line 12`` or ``entry 3 (id), line 17``; -1 if there is none."""
    match = _NUMBER.match(place)
    return int(match[1]) if match else -1


def _grouped(lines: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    return groupby(lines, key=lambda line: str(line["record"]))


def _changes(outcome: Outcome, file_anchor: str) -> Iterator[Group]:
    """Group the changes by record; the first group of each record, in rising order, gets an anchor."""
    last = -1
    for place, lines in _grouped(outcome.changes):
        number = _number(place)
        anchor = f"{file_anchor}-record-{number}" if number > last else ""
        last = max(last, number)
        yield Group(place, anchor, lines)


def _warnings(outcome: Outcome, file_anchor: str, *, unsure: bool) -> Iterator[Group]:
    """Group the warnings by record, each with the anchor of the record's changes if it has any.

    Changes and warnings both come in the order of the records, so one walk beside the other finds the anchor. Where
    they do not, a link is missing, but none leads nowhere.
    """
    changed = iter(outcome.changes)
    reached = -1
    for place, lines in _grouped(one for one in outcome.warnings if (one["rule"] == UNSURE) is unsure):
        number = _number(place)
        while reached < number:
            change = next(changed, None)
            if change is None:
                break
            reached = max(reached, _number(change["record"]))
        anchor = f"{file_anchor}-record-{number}" if reached == number >= 0 else ""
        yield Group(place, anchor, lines)


def _both(change: dict[str, Any]) -> Markup:
    """Write a change before and after; what a long report consists of, so not in the template, which is slower."""
    from markupsafe import Markup

    before, after, rule = change["before"], change["after"], change["rule"]
    was, now = difference(before, after)
    return Markup(  # noqa: S704 - every part of it is escaped
        f'<span class="hidden">Before:</span>{_text(was, "del", direction(before), language_of(rule))}'
        f'<span class="hidden">After:</span>{_text(now, "ins", direction(after), language_of(rule, after))}'
    )


def _text(spans: list[Span], element: str, side: str, language: str) -> str:
    from markupsafe import escape

    parts = [
        f"<{element}>{escape(_shown(span.text))}</{element}>" if span.differs else escape(_shown(span.text))
        for span in spans
    ]
    tagged = f' lang="{language}"' if language else ""
    written = "".join(parts) or '<span class="none" aria-label="nothing">∅</span>'
    return f'<p class="text" dir="{side}"{tagged}>{written}</p>\n'


def where(line: dict[str, Any]) -> str:
    """Say where in a record a change or warning is: its field, unless it is the whole entry, and the character."""
    field = "" if line["field"] == "entry" else line["field"]
    if not line["field"] or (field and not line["start"]):
        return str(field)
    return f"{field}, character {line['start'] + 1}" if field else f"character {line['start'] + 1}"


def language_of(rule: str, text: str | None = None) -> str:
    """Language tag of a text that a rule romanized: of the original, or of the given result; empty if not known."""
    match = _ROMANIZED.match(rule)
    if match is None:
        return ""
    if text is None:
        return match[1]
    return "" if _SOURCE_SCRIPT.search(text) else f"{match[1]}-Latn"


def direction(text: str) -> str:
    """Direction of a text, for the attribute ``dir``."""
    return "rtl" if _BEGINS_RIGHT.match(text) else "auto"


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a sentence into stretches, and say of each whether it runs from right to left."""
    for number, stretch in enumerate(_RIGHT_TO_LEFT.split(text)):
        if stretch:
            yield stretch, number % 2 == 1


def difference(before: str, after: str) -> tuple[list[Span], list[Span]]:
    """Cut a text before and after a change into what stayed and what differs.

    What both begin and end with is found in one pass. The rest is compared letter by letter only if it is short, and
    the result is used only if it says something: a romanization has nothing but blanks in common with its original.
    """
    first, last = _common(before, after)
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    begin, end = before[:first], before[len(before) - last :]
    inner = _compared(old, new) if max(len(old), len(new)) <= LONGEST_COMPARED else None
    if inner is None:
        inner = [Span(old, True)], [Span(new, True)]
    sides = ([Span(begin, False), *side, Span(end, False)] for side in inner)
    was, now = ([_legible(span) for span in side if span.text] for side in sides)
    return was, now


def _common(before: str, after: str) -> tuple[int, int]:
    """Count the characters that both begin with, and those that both end with; no letter is cut from its marks."""
    shorter = min(len(before), len(after))
    first = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    while first and (_joined(before, first) or _joined(after, first)):
        first -= 1
    rest = shorter - first
    last = next((place for place in range(rest) if before[-1 - place] != after[-1 - place]), rest)
    while last and (_joined(before, len(before) - last) or _joined(after, len(after) - last)):
        last -= 1
    return first, last


def _joined(text: str, place: int) -> bool:
    """Tell whether a character belongs to the one before it."""
    if not 0 < place < len(text):
        return False
    return bool(combining(text[place])) or text[place - 1] in _TIES


def _compared(old: str, new: str) -> tuple[list[Span], list[Span]] | None:
    """Compare two short texts; None if they have too little in common."""
    was, now = _CLUSTER.findall(old), _CLUSTER.findall(new)
    shared = {*was} & {*now}  # no more than these can agree, in whatever order
    if 2 * sum(cluster in shared for cluster in was) < LEAST_ALIKE * (len(was) + len(now)):
        return None
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return None
    steps = matcher.get_opcodes()
    return (
        [Span("".join(was[start:end]), what != "equal") for what, start, end, _, _ in steps],
        [Span("".join(now[start:end]), what != "equal") for what, _, _, start, end in steps],
    )


def _legible(span: Span) -> Span:
    """Write out a difference that is nothing but blanks or signs without width."""
    if not span.differs or span.text.strip().strip("\u200b\u200c\u200d\u2060\u00ad"):
        return span
    text = _BLANK_SIGNS.sub(_code_point, span.text)
    return Span(text.replace("\n", "␊").replace("\t", "␉").replace(" ", "␣"), True)
