"""MARC-8, the character encoding of MARC 21 records whose leader/09 is blank.

The code tables are those of ``pymarc``. It has no encoder, and its decoder drops the joiners that Persian spelling
needs and puts blanks for what it does not know, so that both directions are done here, strictly.

Source: MARC 21 Specifications for Record Structure, Character Sets, and Exchange Media: Character Sets, part 2, and
"MARC-8 to UCS conversion": numeric character references stand for what MARC-8 lacks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ..errors import RomanbibError

_ASCII, _ANSEL, _EAST_ASIAN = 0x42, 0x45, 0x31
_ESCAPE = re.compile(
    rb"\x1b(?:\$?(?P<half>[(),-])!?(?P<set>[\x30-\x7e])|\$(?P<wide>[\x30-\x7e])|(?P<short>[gbps]))", re.DOTALL
)
_REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{2,6});")
# Marks of sorting, and the joiner and non-joiner; the same in every set.
_CONTROLS = {0x88: "\u0098", 0x89: "\u009c", 0x8D: "\u200d", 0x8E: "\u200c"}
_LARGEST_CHARACTER = 0x10FFFF


class MissingTablesError(RomanbibError):
    """The package that holds the code tables of MARC-8 is not installed."""


@cache
def _sets() -> dict[int, dict[int, tuple[int, int]]]:
    try:
        from pymarc.marc8_mapping import CODESETS
    except ImportError:
        raise MissingTablesError("MARC-8 needs pymarc; install it, or convert the file to UTF-8") from None
    return {name: dict(table) for name, table in CODESETS.items()}


@cache
def _by_character() -> dict[str, int]:
    """The characters of the two default sets."""
    found = {chr(char): code for code, (char, _) in _sets()[_ANSEL].items()}
    found |= {char: code for code, char in _CONTROLS.items()}
    found |= {chr(code): code for code in range(0x20, 0x7F)}
    # Either half of a ligature or double tilde may be written by one character over both letters.
    return found | {"\u0361": 0xEB, "\u0360": 0xFA}


_SECOND_HALF = {"\u0361": 0xEC, "\u0360": 0xFB}


def decode(data: bytes) -> str:
    """Decode a subfield, which begins and ends in the default sets; the result is in normalization form C.

    Raises:
        ValueError: a byte that no set has; names its position.
        MissingTablesError: the code tables are not installed.
    """
    sets = _sets()
    low, high = _ASCII, _ANSEL
    out: list[str] = []
    marks: list[str] = []  # they stand before their letter
    position, size = 0, len(data)
    while position < size:
        byte = data[position]
        if byte == 0x1B:
            match = _ESCAPE.match(data, position)
            if not match:
                raise ValueError(f"byte {position}: an escape sequence that MARC-8 does not have")
            low, high = _designated(match, low, high)
            if low not in sets or high not in sets:
                raise ValueError(f"byte {position}: an escape sequence for a set that MARC-8 does not have")
            position = match.end()
            continue
        if byte < 0x21 or byte in _CONTROLS:
            out.append(_CONTROLS.get(byte, chr(byte)))
            if byte == 0x20:
                out += marks
                marks.clear()
            position += 1
            continue
        name = high if byte > 0x7F else low
        width = 3 if name == _EAST_ASIAN else 1
        code = int.from_bytes(data[position : position + width], "big")
        table = sets.get(name, {})
        found = table.get(code) or table.get(code ^ (0x808080 if width > 1 else 0x80))
        if found is None:
            raise ValueError(f"byte {position}: {byte:#04x} is no character of set {chr(name)!r}")
        if found[1]:
            marks.append(chr(found[0]))
        else:
            out.append(chr(found[0]))
            out += marks
            marks.clear()
        position += width
    text = unicodedata.normalize("NFC", "".join(out + marks))
    return _REFERENCE.sub(_referred, text) if "&#x" in text else text


def _designated(match: re.Match[bytes], low: int, high: int) -> tuple[int, int]:
    """Give the sets that are in force behind an escape sequence."""
    if short := match["short"]:
        return (_ASCII if short == b"s" else short[0]), high
    if wide := match["wide"]:
        return wide[0], high
    return (match["set"][0], high) if match["half"] in b"(," else (low, match["set"][0])


def _referred(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code <= _LARGEST_CHARACTER and not 0xD800 <= code <= 0xDFFF else match[0]


def encode(text: str) -> bytes:
    """Encode text in the two default sets; what they lack becomes a numeric character reference.

    Raises:
        MissingTablesError: the code tables are not installed.
    """
    if text.isascii():
        return text.encode("ascii")
    known = _by_character()
    out = bytearray()
    letter: int | None = None  # where the last letter begins, for its marks go before it; None where it is a reference
    carried: list[int] = []  # second halves, for the letter to come
    for char in unicodedata.normalize("NFC", text):
        pieces = char if char in known else unicodedata.normalize("NFD", char)
        if any(piece not in known for piece in pieces):
            pieces = char
        for piece in pieces:
            code = known.get(piece)
            is_mark = unicodedata.combining(piece) > 0
            if code is None or (is_mark and letter is None):
                out += f"&#x{ord(piece):04X};".encode("ascii")
                letter = letter if is_mark else None
            elif is_mark:
                out.insert(letter or 0, code)
                letter = (letter or 0) + 1
                if piece in _SECOND_HALF:
                    carried.append(_SECOND_HALF[piece])
            else:
                out += bytes(carried)
                carried.clear()
                letter = len(out)
                out.append(code)
    return bytes(out)


def sets_used(data: bytes) -> list[str]:
    """Give the sets that a record designates beside the default ones, as 066 $c names them: ``(N``, ``(3``, ``$1``."""
    names: dict[str, None] = {}
    for match in _ESCAPE.finditer(data):
        if match["half"] and match["set"] not in b"BE":
            names["(" + match["set"].decode("ascii")] = None
        elif match["wide"]:
            names["$" + match["wide"].decode("ascii")] = None
    return list(names)
