"""Pairs of a romanized field and its original in field 880, linked by subfield $6.

Source: MARC 21 Bibliographic, Appendix A ($6 Linkage) and Appendix D (Multiscript records, model A): the field holds
the romanization and ``$6 880-01``, field 880 holds the original and ``$6 245-01/(N``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..references.record import Text
from .marc_fields import (
    KINDS,
    NONFILING,
    Field,
    has_source_letter,
    has_source_word,
    kind_of,
    nonfiling_indicator,
    pieces,
    script_of_field,
    with_punctuation,
    words_of,
)

ORIGINAL = "880"
_LINK = re.compile(r"\s*(\d\d\d)-(\d\d++)(.*)", re.ASCII | re.DOTALL)
_LONGEST_LINK = 64
_UNLINKED = 0
_TWO_FIGURES = 10
SCRIPT_CODES = {"Cyrl": "(N", "Arab": "(3"}
_ORIENTATION = {"Cyrl": "", "Arab": "/r"}
_NOT_REPEATED = frozenset({"100", "110", "111", "130", "240", "245"})
_TITLE = "245"
_NAMES = frozenset({"100", "700"})
_NOT_A_LETTER = re.compile(r"[\W_]+")


class _Task:
    """A field to romanize: a regular one with the index of its 880, or an 880 that has no regular field.

    ``kinds`` are those of its subfields to romanize, by their number; ``texts`` what they hold, each with the number of
    the subfield and the span in it.
    """

    __slots__ = ("index", "kinds", "partner", "tag", "texts")

    def __init__(self, index: int, tag: str, kinds: dict[int, str], partner: int | None = None) -> None:
        self.index = index
        self.tag = tag
        self.kinds = kinds
        self.partner = partner
        self.texts: list[tuple[int, int, int, Text]] = []

    def values(self, one: Field) -> dict[int, str]:
        """Give the subfields of the field that change, by their number, as its texts are now."""
        spans: dict[int, list[tuple[int, int, str]]] = {}
        changed: list[int] = []
        for number, start, end, text in self.texts:
            spans.setdefault(number, []).append((start, end, text.romanized))
            if text.romanized != text.text:
                changed.append(number)
        return {number: with_punctuation(one.subfields[number][1], spans[number]) for number in changed}


class Rewrite:
    """A field as it shall stand.

    Attributes:
        source: index of the field that it is made from.
        target: index of the field in whose place it stands; None for a new field.
        tag: its tag.
        indicators: its indicators.
        link: its $6; None where there is none, or it stays.
        values: new texts, by the number of the subfield in the source.
    """

    __slots__ = ("indicators", "link", "source", "tag", "target", "values")

    def __init__(
        self,
        source: int,
        target: int | None,
        tag: str,
        indicators: str,
        link: str | None,
        values: dict[int, str] | None = None,
    ) -> None:
        self.source = source
        self.target = target
        self.tag = tag
        self.indicators = indicators
        self.link = link
        self.values = values or {}


class Pairs:
    """What is to do in a record.

    Attributes:
        fields: its data fields by their place in the record.
        texts: the subfields to romanize.
        notes: what a person should look at.
        tasks: the fields to romanize.
        highest: the highest occurrence number in the record.
    """

    __slots__ = ("fields", "highest", "notes", "tasks", "texts")

    def __init__(self, fields: dict[int, Field]) -> None:
        self.fields = fields
        self.texts: list[Text] = []
        self.notes: list[str] = []
        self.tasks: list[_Task] = []
        self.highest = 0

    def rewrites(self) -> list[Rewrite]:
        """Give the fields that change, from the texts as they are now; empty where nothing was romanized."""
        occurrences = _Occurrences(self.highest)
        found: list[Rewrite] = []
        for task in self.tasks:
            values = task.values(self.fields[task.index])
            if values:
                found += _carried_out(self.fields, task, values, occurrences)
        return found


class _Occurrences:
    """Occurrence numbers: one above the highest of the record, for each new pair."""

    def __init__(self, highest: int) -> None:
        self._highest = highest
        self.linked_now: set[int] = set()

    def next(self) -> int:
        self._highest += 1
        return self._highest


def _link(field: Field) -> tuple[str, int, str] | None:
    """Read $6: linked tag, occurrence number, and what follows."""
    written = field.first("6")
    match = _LINK.match(written[:_LONGEST_LINK]) if written else None
    return (match[1], int(match[2]), match[3]) if match else None


def _has_text(field: Field) -> bool:
    return any(text.strip() for code, text in field.subfields if not code.isdigit())


def _content(field: Field) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in field.subfields if pair[0] != "6")


def find_pairs(fields: dict[int, Field]) -> Pairs:
    """Find what is to romanize in a record, and which half of which pair is missing.

    Args:
        fields: all data fields by their place in the record.
    """
    pairs = Pairs(fields)
    originals: dict[tuple[str, int], int] = {}
    loose: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}  # originals without a link, by what they say
    taken: set[tuple[str, int]] = set()
    links: dict[int, tuple[str, int, str]] = {}
    for index, one in fields.items():
        if (link := _link(one)) is not None:
            links[index] = link
    pairs.highest = max((number for _, number, _ in links.values()), default=0)
    for index, link in links.items():
        if fields[index].tag == ORIGINAL:
            if link[1] != _UNLINKED:
                originals.setdefault(link[:2], index)
        elif link[0] == ORIGINAL:
            taken.add((fields[index].tag, link[1]))
    alone = {index: link for index, link in links.items() if fields[index].tag == ORIGINAL and link[:2] not in taken}
    for index, link in alone.items():
        loose.setdefault((link[0], _content(fields[index])), index)

    used: set[int] = set()
    for index, one in fields.items():
        if one.tag not in KINDS:
            continue
        own = links.get(index)
        alike = loose.get((one.tag, _content(one))) if loose and not own else None
        partner = originals.get((one.tag, own[1])) if own else alike
        kinds = _romanized(one, one.tag)
        if not kinds:
            if own and own[0] == ORIGINAL and partner is None:
                link_there = link_to_original(own[1])
                pairs.notes.append(
                    f"{one.tag} is linked to {link_there}, which is not there; add the original or take $6 out"
                )
            continue
        if own and partner is not None and _has_text(fields[partner]) and not script_of_field(fields[partner]):
            continue  # the romanization stands in 880: another model, and complete
        if partner is not None:
            used.add(partner)
        pairs.tasks.append(_Task(index, one.tag, kinds, partner))
    for index, link in alone.items():
        if index not in used and link[0] in KINDS:
            kept_apart = link[1] == _UNLINKED and link[0] in _NOT_REPEATED and _regular(fields, link[0])
            if not kept_apart:
                pairs.tasks.append(_Task(index, link[0], _romanized(fields[index], link[0])))
    _list_texts(pairs)
    return pairs


def _regular(fields: dict[int, Field], tag: str) -> list[int]:
    return [index for index, one in fields.items() if one.tag == tag]


def _romanized(one: Field, tag: str) -> dict[int, str]:
    """Give the kinds of the subfields to romanize in a field, by their number; they are those of a tag."""
    kinds: dict[int, str] = {}
    for number, (code, text) in enumerate(one.subfields):
        if has_source_letter(text) and (kind := kind_of(tag, code)) is not None:
            kinds[number] = kind
    return kinds


def _list_texts(pairs: Pairs) -> None:
    tasks = {task.index: task for task in pairs.tasks}
    named: set[str] | None = None  # once that is asked for
    seen: dict[str, int] = {}
    for index, one in pairs.fields.items():
        seen[one.tag] = seen.get(one.tag, 0) + 1
        task = tasks.get(index)
        if task is None:
            continue
        place = one.tag if seen[one.tag] == 1 else f"{one.tag}[{seen[one.tag]}]"
        codes: dict[str, int] = {}
        for number, (code, text) in enumerate(one.subfields):
            codes[code] = codes.get(code, 0) + 1
            kind = task.kinds.get(number)
            if kind is None:
                continue
            path = f"{place}${code}" if codes[code] == 1 else f"{place}${code}[{codes[code]}]"
            for piece, (start, end) in enumerate(pieces(text), start=1):
                said, own = text[start:end], kind
                if task.tag == _TITLE and code == "c":
                    named = _words_of_names(pairs.fields) if named is None else named
                    words = words_of(said)
                    if len(words) > 1 and named.issuperset(words):
                        own = "name"  # a statement of responsibility that is a name and nothing else
                found = Text(path if piece == 1 else f"{path}.{piece}", own, said, said)
                pairs.texts.append(found)
                task.texts.append((number, start, end, found))


def _words_of_names(fields: dict[int, Field]) -> set[str]:
    """Give the words of the names in a record."""
    names = [name for one in fields.values() if (name := _name_in(one))]
    return {word for name in names for word in words_of(name)}


def _name_in(one: Field) -> str:
    tag = (_link(one) or ("",))[0] if one.tag == ORIGINAL else one.tag
    return one.first("a") if tag in _NAMES else ""


def _carried_out(
    fields: dict[int, Field], task: _Task, values: dict[int, str], occurrences: _Occurrences
) -> list[Rewrite]:
    one = fields[task.index]
    if one.tag == ORIGINAL:
        return _supplied(fields, task, values, occurrences)
    romanized = Rewrite(task.index, task.index, one.tag, _indicators(one, task.tag, values), None, values)
    if not any(has_source_word(one.subfields[number][1]) for number in values):
        return [romanized]  # a look-alike letter was mended: there is no original to keep
    link = _link(one)
    partner = None if task.partner is None else fields[task.partner]
    if partner is not None and link:
        if _has_text(partner):
            return [romanized]
        kept = Rewrite(task.index, task.partner, ORIGINAL, one.indicators, link_to_regular(one, task.tag, link[1]))
        return [romanized, kept]
    if partner is not None and task.partner is not None:
        number, renumbered = _numbered(fields, task.partner, occurrences)
        romanized.link = link_to_original(number)
        return [romanized, *renumbered]
    number = link[1] if link and link[0] == ORIGINAL and link[1] != _UNLINKED else occurrences.next()
    kept = Rewrite(task.index, None, ORIGINAL, one.indicators, link_to_regular(one, task.tag, number))
    romanized.link = link_to_original(number)
    return [romanized, kept]


def _supplied(
    fields: dict[int, Field], task: _Task, values: dict[int, str], occurrences: _Occurrences
) -> list[Rewrite]:
    """Give an 880 that stands alone its regular field: one that reads alike if there is one, else a new one."""
    one = fields[task.index]
    if not any(has_source_word(one.subfields[number][1]) for number in values):
        return []
    link = _link(one)
    present = [
        index
        for index in _regular(fields, task.tag)
        if not fields[index].first("6") and index not in occurrences.linked_now
    ]
    if task.tag not in _NOT_REPEATED:
        spelt = _letters(values.get(number, text) for number, (code, text) in enumerate(one.subfields) if code != "6")
        present = [
            index
            for index in present
            if _letters(text for code, text in fields[index].subfields if code != "6") == spelt
        ]
    elif not present and _regular(fields, task.tag):
        return []
    number, renumbered = _numbered(fields, task.index, occurrences)
    if present:
        occurrences.linked_now.add(present[0])
        alike = fields[present[0]]
        return [Rewrite(present[0], present[0], alike.tag, alike.indicators, link_to_original(number)), *renumbered]
    indicators = _indicators(one, task.tag, values)
    supplied = Rewrite(task.index, None, task.tag, indicators, link_to_original(number), values)
    return [supplied, *renumbered] if link else []


def _letters(texts: Iterable[str]) -> str:
    return _NOT_A_LETTER.sub("", "".join(texts)).casefold()


def _numbered(fields: dict[int, Field], index: int, occurrences: _Occurrences) -> tuple[int, list[Rewrite]]:
    """Give the occurrence number of an 880; where it has none, a new one, and the field that carries it."""
    one = fields[index]
    tag, number, rest = _link(one) or ("", _UNLINKED, "")
    if number != _UNLINKED:
        return number, []
    number = occurrences.next()
    return number, [Rewrite(index, index, ORIGINAL, one.indicators, f"{tag}-{_occurrence(number)}{rest}")]


def link_to_original(number: int) -> str:
    """Write $6 of a regular field whose original stands in 880: ``880-01``."""
    return f"{ORIGINAL}-{_occurrence(number)}"


def _occurrence(number: int) -> str:
    return f"0{number}" if number < _TWO_FIGURES else str(number)


def link_to_regular(one: Field, tag: str, number: int) -> str:
    """Write $6 of an 880 that holds the original of a regular field.

    Args:
        one: the original, whose script is named.
        tag: tag of the regular field.
        number: the occurrence number of the pair.
    """
    script = script_of_field(one) or "Cyrl"
    return f"{tag}-{_occurrence(number)}/{SCRIPT_CODES[script]}{_ORIENTATION[script]}"


def _indicators(one: Field, tag: str, values: dict[int, str]) -> str:
    """Give the indicators of a romanized field: those of the original, its non-filing characters counted anew."""
    position = NONFILING.get(tag)
    first = next((number for number, (code, _) in enumerate(one.subfields) if code == "a"), None)
    if position is None or first not in values or len(one.indicators) != 2:
        return one.indicators
    count = nonfiling_indicator(one.subfields[first][1], values[first], one.indicators[position])
    return one.indicators[:position] + count + one.indicators[position + 1 :]
