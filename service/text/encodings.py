"""Which encoding a file is in: told by its byte order mark, by its bytes, or by the letters that it would have."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..errors import InputError

HEAD = 1 << 16  # bytes from which the encoding is told
LIKELY = 0.5  # share of a script's ten most frequent letters among its letters; in a wrong encoding it is far lower
FEWEST = 3  # letters that an encoding is told by
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings of one byte a letter, each with the letters that texts in it have most of.
_FREQUENT = {
    "windows-1251": frozenset("оеаинтсрвліу"),
    "koi8-r": frozenset("оеаинтсрвл"),
    "windows-1256": frozenset("اينرموهتدلي"),
}
_CASE_TURNED = re.compile("[а-яё][А-ЯЁ]")
_NUL = "\0"


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding by its codec, and why it is taken for that."""

    codec: str
    reason: str


def sniff(head: bytes, name: str = "input") -> Encoding:
    """Tell the encoding of a file from its first bytes, ``HEAD`` of them or all there are.

    Raises:
        InputError: it is in none that is known here, or no text at all.
    """
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, "byte order mark")
    if head[:1] and (even := head[0::2].count(0)) + (odd := head[1::2].count(0)) > len(head) // 5:
        return Encoding("utf-16-le" if odd > even else "utf-16-be", "every other byte is zero")
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError as error:
        return _legacy(head, error.start, name)
    return Encoding("utf-8", "valid UTF-8")


def _legacy(head: bytes, wrong: int, name: str) -> Encoding:
    """Tell an encoding of one byte a letter by the letters that come out."""
    shares: dict[str, float] = {}
    for codec, frequent in _FREQUENT.items():
        text = head.decode(codec, "replace")
        letters = [letter for letter in text if letter > "\x7f" and letter.isalpha()]
        if len(letters) >= FEWEST:
            share = sum(letter.lower() in frequent for letter in letters) / len(letters)
            shares[codec] = share - len(_CASE_TURNED.findall(text)) / len(letters)
    best = max(shares, key=lambda codec: shares[codec], default="")
    if not best or shares[best] < LIKELY:
        line = head.count(b"\n", 0, wrong) + 1
        raise InputError(
            f"{name}, line {line}, byte {wrong}: not UTF-8, and none of UTF-16, {', '.join(_FREQUENT)} either;"
            " save the file as UTF-8 or convert it with iconv"
        )
    return Encoding(best, "its letters")


def decoded(blocks: Iterable[bytes], codec: str, name: str = "input") -> Iterator[str]:
    """Decode blocks of bytes; a byte order mark stays in the text.

    Raises:
        InputError: a byte is not of this encoding, or the text holds a NUL; names the line.
    """
    decoder = codecs.getincrementaldecoder(codec)()
    line, done = 1, 0
    for block, last in _with_end(blocks):
        try:
            text = decoder.decode(block, final=last)
        except UnicodeDecodeError as error:
            line += bytes(error.object).count(b"\n", 0, error.start)
            raise InputError(
                f"{name}, line {line}, byte {done + error.start}: not {codec.upper()};"
                " save the file as UTF-8 or convert it with iconv"
            ) from error
        if _NUL in text:
            line += text.count("\n", 0, text.index(_NUL))
            raise InputError(f"{name}, line {line}: holds a NUL character; this is not a text file")
        line += text.count("\n")
        done += len(block)
        if text:
            yield text


def _with_end(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    for block in blocks:
        yield block, False
    yield b"", True
