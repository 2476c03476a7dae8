"""The notation of context rules: ``before { letters } after > result`` (docs/rule-tables.md), after UTS 35."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SPECIAL = "{}[]>$^?*+\\"
EDGE = "$edge"


class NotationError(ValueError):
    """A rule that cannot be read; the text says what is wrong and what to write instead."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a context: any of ``letters`` (or, negated, anything else), repeated as ``repeat`` says."""

    letters: frozenset[str]
    negated: bool = False
    edge: bool = False
    repeat: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One context rule. Each of ``sources`` gets ``result`` where ``before`` and ``after`` fit."""

    before: tuple[Element, ...]
    sources: tuple[str, ...]
    after: tuple[Element, ...]
    result: str
    written: str = field(compare=False)


def _symbols(text: str) -> Iterator[tuple[str, bool]]:
    """Yield (symbol, is_special) pairs; ``$name`` is one special symbol, an escaped character a plain one."""
    position = 0
    while position < len(text):
        char = text[position]
        position += 1
        if char == "\\":
            if position == len(text):
                raise NotationError("a backslash at the end escapes nothing; double it or take it out")
            yield text[position], False
            position += 1
        elif char == "$":
            end = position
            while end < len(text) and ((text[end].isascii() and text[end].isalnum()) or text[end] == "_"):
                end += 1
            if end == position:
                raise NotationError("a $ without a name; write $name, or \\$ for the sign itself")
            yield text[position - 1 : end], True
            position = end
        elif char in SPECIAL:
            yield char, True
        elif not char.isspace():
            yield char, False


Symbols = list[tuple[str, bool]]


def _class(name: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    try:
        return classes[name[1:]]
    except KeyError:
        known = ", ".join(f"${key}" for key in sorted(classes)) or "none"
        raise NotationError(f"{name} is not a class of this table (it has: {known})") from None


def _elements(symbols: Symbols, classes: Mapping[str, frozenset[str]]) -> tuple[Element, ...]:
    elements: list[Element] = []
    position = 0
    while position < len(symbols):
        symbol, special = symbols[position]
        position += 1
        if not special:
            elements.append(Element(frozenset(symbol)))
        elif symbol == EDGE:
            elements.append(Element(frozenset(), edge=True))
        elif symbol.startswith("$"):
            elements.append(Element(_class(symbol, classes)))
        elif symbol == "[":
            negated = position < len(symbols) and symbols[position] == ("^", True)
            position += negated
            letters: set[str] = set()
            while position < len(symbols) and symbols[position] != ("]", True):
                inner, inner_special = symbols[position]
                if inner == EDGE and inner_special:
                    raise NotationError("$edge cannot stand in brackets; write a rule of its own for the edge")
                if inner_special and not inner.startswith("$"):
                    raise NotationError(f"{inner} cannot stand in brackets; write \\{inner} for the sign itself")
                letters |= _class(inner, classes) if inner_special else {inner}
                position += 1
            if position == len(symbols):
                raise NotationError("a [ without its ]; close the bracket")
            position += 1
            elements.append(Element(frozenset(letters), negated=negated))
        elif symbol in "?*+" and elements and not elements[-1].edge and not elements[-1].repeat:
            last = elements.pop()
            elements.append(Element(last.letters, last.negated, repeat=symbol))
        else:
            raise NotationError(f"{symbol} is out of place; see the notation in docs/rule-tables.md")
    return tuple(elements)


def _split(symbols: Symbols, sign: str) -> tuple[Symbols | None, Symbols]:
    """Split at the one occurrence of a special sign: (what stands before it or None, the rest)."""
    places = [place for place, symbol in enumerate(symbols) if symbol == (sign, True)]
    if len(places) > 1:
        raise NotationError(f"{sign} stands more than once; a rule has at most one")
    return (symbols[: places[0]], symbols[places[0] + 1 :]) if places else (None, symbols)


def _sources(symbols: Symbols, classes: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    if not any(special for _, special in symbols):
        return ("".join(symbol for symbol, _ in symbols),) if symbols else ()
    elements = _elements(symbols, classes)
    if len(elements) != 1 or elements[0].negated or elements[0].edge or elements[0].repeat:
        raise NotationError("the letters of a rule are plain letters, or one [set] or $class alone")
    return tuple(sorted(elements[0].letters))


def result_of(written: str, values: Mapping[str, str]) -> str:
    """Read the right side of a rule, with ``$name`` replaced by the table's values.

    Raises:
        NotationError: a name that is no value of the table, or a sign that needs a backslash.
    """
    parts: list[str] = []
    for symbol, special in _symbols(written):
        if not special:
            parts.append(symbol)
        elif symbol.startswith("$") and symbol[1:] in values:
            parts.append(values[symbol[1:]])
        elif symbol.startswith("$"):
            raise NotationError(f"{symbol} is not a value of this table; give it under [values]")
        else:
            raise NotationError(f"{symbol} in the result needs a backslash: \\{symbol}")
    return "".join(parts)


def _right_side(written: str) -> tuple[str, str]:
    """Split a rule at its unescaped ``>``, keeping blanks of the result for ``result_of`` to judge."""
    position = 0
    while position < len(written):
        if written[position] == "\\":
            position += 1
        elif written[position] == ">":
            return written[:position], written[position + 1 :]
        position += 1
    raise NotationError("a rule needs a > between its letters and its result")


def parse_rule(written: str, classes: Mapping[str, frozenset[str]], values: Mapping[str, str]) -> Rule:
    """Read one rule.

    Args:
        written: the rule as it stands in the table.
        classes: class name (without ``$``) to its letters.
        values: value name (without ``$``) to its text.

    Raises:
        NotationError: the rule cannot be read.
    """
    left, right = _right_side(written)
    before, rest = _split(list(_symbols(left)), "{")
    middle, after = _split(rest, "}")
    letters, follows = (middle, after) if middle is not None else (after, [])
    sources = _sources(letters, classes)
    if not sources:
        raise NotationError("a rule needs at least one letter between { and }")
    return Rule(
        before=_elements(before or [], classes),
        sources=sources,
        after=_elements(follows, classes),
        result=result_of(right, values),
        written=written,
    )
