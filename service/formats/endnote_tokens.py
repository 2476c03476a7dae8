"""A strict tokenizer for one record of EndNote XML.

It knows elements, text, CDATA sections, comments, character references and the five entities of XML, and nothing else:
no document type, no processing instruction, no entity to expand.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ATTRIBUTES = r"(?:\s++[\w:.-]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+\s*+"
_USUAL = ' face="normal" font="default" size="100%"'
# An element with nothing but text in it, which may be in one style; or a tag, or what else may stand in a record.
# Behind each stands the text up to the next one. A section that is never closed goes to the end: looking for that end
# from each of many openings would take the square of their number.
_TOKEN = re.compile(
    rf"<(?:([A-Za-z_][\w:.-]*+){_ATTRIBUTES}>(?:<style(?:{_USUAL}|{_ATTRIBUTES})>([^<]*+)</style>|([^<]*+))</\1\s*+>"
    rf"|([A-Za-z_][\w:.-]*+){_ATTRIBUTES}(/?)>|/([A-Za-z_][\w:.-]*+)\s*+>"
    r"|!\[CDATA\[((?:[^\]]++|\](?!\]>))*+)(?:\]\]>|\Z)|!--(?:[^-]++|-(?!-))*+-->)([^<]*+)"
)
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DEEPEST = 50


class Text(NamedTuple):
    """A stretch of text inside a value: where it stands, what it says, and whether it is a CDATA section."""

    start: int
    end: int
    text: str
    cdata: bool = False


class BrokenRecordError(ValueError):
    """A record that is no well-formed XML, or more than EndNote's; says what to mend."""


def values_of(source: str) -> tuple[dict[str, list[list[Text]]], dict[str, int]]:
    """Tokenize a record: by path the values, each as its stretches of text, and where the elements end.

    Raises:
        BrokenRecordError: not well-formed, or with an entity or a character that XML does not have; says what to mend.
    """
    if FORBIDDEN.search(source):
        raise BrokenRecordError("a character in it is not allowed in XML; take it out")
    values: dict[str, list[list[Text]]] = {}
    ends: dict[str, int] = {}
    stack: list[tuple[str, str]] = []
    stretches: list[list[Text]] = []
    position, path = 0, ""
    for match in _TOKEN.finditer(source):
        if match.start() != position or (position and not stack):
            break
        leaf, styled, plain, name, alone, closing, cdata, behind = match.groups()
        position = match.end()
        if leaf:
            group = 2 if styled is not None else 3
            text = styled if styled is not None else plain
            begin, end = match.span(group)
            stretch = Text(begin, end, _unescaped(text) if "&" in text else text)
            if leaf == "style" and stretches:
                stretches[-1].append(stretch)
            else:
                inner = f"{path}/{leaf}" if path else leaf
                ends[inner] = end
                if text:
                    values.setdefault(inner, []).append([stretch])
        elif name and not alone:
            stack.append((name, path))
            if len(stack) > _DEEPEST:
                raise BrokenRecordError("elements are nested too deeply for EndNote; export it again")
            # The path leaves out the record itself, and a style element belongs to the value around it.
            if len(stack) > 1 and name != "style":
                path = f"{path}/{name}" if path else name
            if name != "style":
                stretches.append([])
        elif closing:
            if not stack or stack[-1][0] != closing:
                raise BrokenRecordError(
                    f"</{closing}> closes what is not open; it is no well-formed XML, export it again"
                )
            _, outer = stack.pop()
            if closing != "style":
                ends[path if stack else "record"] = match.start()
                if held := stretches.pop():
                    values.setdefault(path, []).append(held)
            path = outer
        elif cdata and stretches:
            stretches[-1].append(Text(*match.span(7), cdata, True))
        if behind and stretches and (stack[-1][0] == "style" or not behind.isspace()):
            text = _unescaped(behind) if "&" in behind else behind
            stretches[-1].append(Text(position - len(behind), position, text))
    if position != len(source) or stack or "record" not in ends:
        raise BrokenRecordError("it is no well-formed XML; export it again")
    return values, ends


def _unescaped(text: str) -> str:
    return _ENTITY.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _ENTITIES[name]
    code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
    if not 0 < code <= 0x10FFFF or FORBIDDEN.match(chr(code)):
        raise BrokenRecordError("an & in it begins no entity that XML knows; write &amp; for the sign itself")
    return chr(code)
