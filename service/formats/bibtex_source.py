"""Cut the text of a BibTeX file into entries, and an entry into fields, in linear time and without losing a byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

CHUNK = 1 << 16  # characters that are gathered before the buffer is put together anew
LONGEST = 1 << 26  # characters after which an entry is taken to be unclosed, so that memory does not grow with the file
_MOST_TEXT = 1 << 20  # characters of text between entries that are kept together

_START = re.compile(r"(?<![\w.])@\s*+(?P<kind>[A-Za-z][\w:.+/-]*+)\s*+(?P<open>[{(])")
_NEXT = re.compile(r"[\r\n][ \t]*+@[ \t]*+[A-Za-z][\w:.+/-]*+[ \t]*+[{(]")
_FAST = re.compile(r"\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}[^{}]*+)*+\}")
_IN_BRACES = re.compile(r"[{}]|" + _NEXT.pattern)
_IN_PARENTHESES = re.compile(r'[{}")]|' + _NEXT.pattern)

_GROUPS = r"[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+"
_QUOTED = r'[^"{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^"{}]*+)*+'
_HEAD = re.compile(r"@\s*+[^\s{(]++\s*+[{(]\s*+([^,={}\"#]*+)")
_NAME_SIGNS = r"""[^\s=,{}"#%()']++"""
_BARE = r"""[^\s,=#{}"%()]++"""
_FIELD_END = r"\s*+(?:,|(?=[)}]\Z))"
_FIELD = re.compile(
    rf'[\s,]*+({_NAME_SIGNS})\s*+=\s*+(?:\{{({_GROUPS})\}}|"({_QUOTED})"|({_BARE})){_FIELD_END}',
)
_PLAIN_ENTRY = re.compile(
    rf'(?:[\s,]*+{_NAME_SIGNS}\s*+=\s*+(?:\{{{_GROUPS}\}}|"{_QUOTED}"|{_BARE}){_FIELD_END})*+[\s,]*+[)}}]\Z',
)
_NAME = re.compile(r"""(?:[\s,]|%[^\n]*+)*+(?:([^\s=,{}"#%()']++)\s*+(?:%[^\n]*+\s*+)*+=|(?P<end>[})]?\Z))""")
_PART = re.compile(r"""(?:\s|%[^\n]*+\n)*+(?:(?P<brace>\{)|(?P<quote>")|(?P<bare>[^\s,=#{}"%()]++))""")
_AFTER = re.compile(r"(?:\s|%[^\n]*+\n)*+(?:(#)|(,)|(?=[)}]\Z))")
_BRACE = re.compile(r"[{}]")
_QUOTE = re.compile(r'[{}"]')


class Block(NamedTuple):
    """A piece of a file: what stands before an entry, and the entry.

    Attributes:
        before: text between the block before and this one; BibTeX takes it for a comment.
        source: the entry, from its at sign to its closing brace; "" at the end of the file.
        kind: its type in lower case: ``article``, ``string``; "" where there is none.
        line: where it starts, counted from 1.
        why: why it has no end that could be found; "" if it has.
    """

    before: str
    source: str
    kind: str
    line: int
    why: str


class Field(NamedTuple):
    """A field of an entry.

    Attributes:
        name: in lower case.
        form: ``{`` or ``"`` for what it stands between, "" for a number or the name of a string, ``#`` for several
            values joined by that sign.
        text: what stands between the delimiters; all of the value for ``#``.
        name_start: where its name starts in the entry.
        start: where its value starts, delimiters included.
        end: where its value ends.
    """

    name: str
    form: str
    text: str
    name_start: int
    start: int
    end: int


class BrokenEntryError(ValueError):
    """An entry that cannot be cut into fields; the text says why."""


class _Splitter:
    """The part of the file that is in memory."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self.buffer = ""
        self.position = 0  # where the block being read starts, text before it included
        self._comments_balance = True

    def more(self) -> bool:
        """Read on; False at the end. Drops what lies before ``position``, which becomes 0."""
        rest = self.buffer[self.position :]
        found = [rest]
        wanted = max(CHUNK, len(rest))
        while wanted > 0:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            found.append(chunk)
            wanted -= len(chunk)
        self.buffer = "".join(found)
        self.position = 0
        return len(self.buffer) > len(rest)

    def start(self) -> re.Match[str] | None:
        """Find where the next entry starts; None at the end, or where there is much text without any."""
        searched = self.position
        while True:
            match = _START.search(self.buffer, searched)
            if match is None:
                if len(self.buffer) - self.position > _MOST_TEXT:
                    return None
                back = max(self.buffer.rfind("@", searched), searched) - self.position
                if not self.more():
                    return None
                searched = back
                continue
            line_start = self.buffer.rfind("\n", self.position, match.start()) + 1
            before = self.buffer[max(line_start, self.position) : match.start()]
            if not before.lstrip().startswith("%"):
                return match
            searched = self._line_end(match.end())

    def _line_end(self, position: int) -> int:
        end = self.buffer.find("\n", position)
        return len(self.buffer) if end < 0 else end

    def end(self, match: re.Match[str]) -> tuple[int, int, str]:
        """Find where an entry ends: where it starts and ends in the buffer as it is then, and why it has no end."""
        kind = match["kind"].lower()
        if match["open"] == "{" and (fast := _FAST.match(self.buffer, match.end() - 1)):
            if kind == "comment" or self.buffer.find("@", match.end(), fast.end()) < 0:
                return match.start(), fast.end(), ""
            inner = _NEXT.search(self.buffer, match.end(), fast.end())
            if inner is None:
                return match.start(), fast.end(), ""
            return match.start(), inner.start() + 1, "a brace is missing before the next entry"
        if kind == "comment" and not self._comments_balance:
            return match.start(), match.end(), ""
        return self._slow_end(match, kind)

    def _slow_end(self, match: re.Match[str], kind: str) -> tuple[int, int, str]:
        pattern = _IN_BRACES if match["open"] == "{" else _IN_PARENTHESES
        start, header = match.start() - self.position, match.end() - self.position
        at, depth, quoted = match.end(), int(match["open"] == "{"), False
        while True:
            for sign in pattern.finditer(self.buffer, at):
                at = sign.end()
                char = sign[0]
                if char == "{":
                    depth += 1
                elif char == "}":
                    depth -= 1
                    if depth == 0 and pattern is _IN_BRACES:
                        return self.position + start, at, ""
                    if depth < 0:
                        return self.position + start, at, "a brace closes that was not opened"
                elif char == '"':
                    quoted ^= depth == 0
                elif char == ")":
                    if depth == 0 and not quoted:
                        return self.position + start, at, ""
                elif kind != "comment":
                    return self.position + start, sign.start() + 1, "a brace is missing before the next entry"
                else:
                    depth += char.endswith("{")
            # A line that the buffer cuts off may be the first of the next entry.
            at = max(at, self.buffer.rfind("\n", at), self.buffer.rfind("\r", at)) - self.position
            if len(self.buffer) - self.position > LONGEST or not self.more():
                break
        if kind == "comment":  # as BibTeX has it: a comment is the word alone
            self._comments_balance = False
            return self.position + start, self.position + header, ""
        return self.position + start, len(self.buffer), "its closing brace is missing; the file may be cut off"


def blocks(chunks: Iterable[str]) -> Iterator[Block]:
    """Cut a file into blocks; joined, their ``before`` and ``source`` are the file.

    Args:
        chunks: the text, in pieces of any size.
    """
    splitter = _Splitter(chunks)
    line = 1
    while True:
        match = splitter.start()
        if match is None:
            text = splitter.buffer[splitter.position :]
            if not text:
                return
            cut = text.rfind("\n") + 1 if len(text) > _MOST_TEXT else 0
            text = text[: cut or len(text)]
            splitter.position += len(text)
            yield Block(text, "", "", line, "")
            line += text.count("\n")
            continue
        kind = match["kind"].lower()
        start, end, why = splitter.end(match)
        before, source = splitter.buffer[splitter.position : start], splitter.buffer[start:end]
        splitter.position = end
        line += before.count("\n")
        yield Block(before, source, kind, line, why)
        line += source.count("\n")


def key_span(source: str) -> tuple[int, int]:
    """Find where the citation key stands in an entry.

    Raises:
        BrokenEntryError: it has none.
    """
    match = _HEAD.match(source)
    if match is None:
        raise BrokenEntryError("it has no citation key")
    key = match[1].rstrip()
    closing = source[match.end() : match.end() + 1]
    if not key or closing not in (",", "}", ""):
        raise BrokenEntryError("it has no citation key")
    if closing != ",":  # an entry of nothing but a key
        key = key.rstrip(")").rstrip()
    return match.start(1), match.start(1) + len(key)


def fields(source: str, position: int) -> list[Field]:
    """Cut an entry into its fields.

    Args:
        source: the entry, up to its closing brace.
        position: where the citation key ends; for @string, behind the opening brace.

    Raises:
        BrokenEntryError: something in it is no field.
    """
    found: list[Field] = []
    last = len(source) - 1
    match_field = _FIELD.match
    while match := match_field(source, position):
        position = match.end()
        name, braced, quoted, bare = match.groups()
        if braced is not None:
            start, end = match.span(2)
            found.append(Field(name.lower(), "{", braced, match.start(1), start - 1, end + 1))
        elif quoted is not None:
            start, end = match.span(3)
            found.append(Field(name.lower(), '"', quoted, match.start(1), start - 1, end + 1))
        else:
            found.append(Field(name.lower(), "", bare, match.start(1), *match.span(4)))
    if position == last or not source[position:last].strip(" \t\r\n,"):
        return found
    name_match = _NAME.match(source, position)
    while name_match is not None and name_match[1] is not None:
        one, position = _slow_field(source, name_match)
        found.append(one)
        name_match = _NAME.match(source, position)
    if name_match is None:
        place = source.count("\n", 0, position)
        rest = " ".join(source[position : position + 40].split())
        raise BrokenEntryError(f"line {place + 1} of it has no field name and value at {rest!r}")
    return found


def values(source: str, position: int) -> list[tuple[str, str, str, str]]:
    """Cut an entry into its fields, as ``fields`` does, without their places, and faster.

    Returns:
        of each field the name, and its text in one of three places: between braces, between quotation marks, or what
        is a number, the name of a string or several values joined by ``#``.
    """
    if _PLAIN_ENTRY.match(source, position) is not None:
        return _FIELD.findall(source, position)
    found = fields(source, position)
    return [
        (one.name, one.text, "", "")
        if one.form == "{"
        else (one.name, "", one.text, "")
        if one.form == '"'
        else (one.name, "", "", one.text)
        for one in found
    ]


def _slow_field(source: str, name: re.Match[str]) -> tuple[Field, int]:
    """Read one field of any shape; gives where reading goes on, too."""
    values: list[tuple[str, int, int]] = []
    position = name.end()
    while True:
        value = _value(source, position)
        if value is None:
            raise BrokenEntryError(f"the value of {name[1]} cannot be read")
        values.append(value)
        after = _AFTER.match(source, value[2])
        if after is None:
            raise BrokenEntryError(f"a comma is missing behind {name[1]}")
        position = after.end()
        if not after[1]:
            break
    form, start, end = values[0]
    text = source[start + 1 : end - 1] if form else source[start:end]
    if len(values) > 1:
        form, end = "#", values[-1][2]
        text = source[start:end]
    return Field(name[1].lower(), form, text, name.start(1), start, end), position


def _value(source: str, position: int) -> tuple[str, int, int] | None:
    """Find one value: what delimits it, where it starts and ends."""
    match = _PART.match(source, position)
    if match is None:
        return None
    if match["bare"]:
        return "", *match.span("bare")
    start, depth = match.end() - 1, 0
    if match["brace"]:
        for sign in _BRACE.finditer(source, start):
            depth += 1 if sign[0] == "{" else -1
            if depth == 0:
                return "{", start, sign.end()
        return None
    for sign in _QUOTE.finditer(source, start + 1):
        depth += (sign[0] == "{") - (sign[0] == "}")
        if sign[0] == '"' and depth == 0:
            return '"', start, sign.end()
    return None


def parts(text: str) -> list[tuple[str, str]]:
    """Cut a value of several parts into (what delimits it, its text)."""
    found: list[tuple[str, str]] = []
    position = 0
    while value := _value(text, position):
        form, start, end = value
        found.append((form, text[start + 1 : end - 1] if form else text[start:end]))
        sign = text.find("#", end)
        if sign < 0:
            break
        position = sign + 1
    return found
