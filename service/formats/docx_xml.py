"""The XML of Word documents: expat with byte offsets, and what no Word document holds refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from xml.parsers import expat

from ..errors import InputError

# Namespaces of ECMA-376, its transitional and its strict form.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_OFF = frozenset({"0", "false", "off", "none"})
DEEPEST = 1000  # elements inside one another; Word's own documents stay far below a hundred
LARGEST_PIECE = 1 << 22  # bytes of one tag or paragraph


@lru_cache(4096)
def _known(name: str) -> str:
    uri, _, rest = name.partition(" ")
    return _PREFIXES.get(uri, "?:") + rest.partition(" ")[0]


def canonical(name: str) -> str:
    """Give a name as expat tells it (address, name, prefix) with the usual prefix; ``?:`` for other namespaces."""
    return _known(name) if len(name) < 200 else "?:"


def prefix_of(name: str) -> str:
    """Give the prefix, with its colon, by which the document itself calls an element."""
    parts = name.split(" ")
    return f"{parts[2]}:" if len(parts) > 2 else ""


def value(attributes: Mapping[str, str], name: str = "w:val") -> str | None:
    """Give an attribute by its usual name."""
    return next((given for key, given in attributes.items() if canonical(key) == name), None)


def is_on(given: str | None) -> bool:
    """Read the value of a property that is on or off; on where none is given."""
    return given is None or given.lower() not in _OFF


class Parser:
    """Expat, fed with blocks; set handlers on ``expat``.

    Args:
        part: name of the part, for messages.
    """

    def __init__(self, part: str) -> None:
        self.part = part
        self.expat = expat.ParserCreate(namespace_separator=" ")
        self.expat.namespace_prefixes = True
        self.expat.StartDoctypeDeclHandler = self._refuse_dtd
        self.expat.XmlDeclHandler = self._check_encoding
        self._fed = 0

    def _refuse_dtd(self, *_: object) -> None:
        raise InputError(f"{self.part} has a document type declaration, as no Word document does; save it anew in Word")

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            raise InputError(f"{self.part} is in {encoding[:40]} and not in UTF-8; save it anew in Word")

    def feed(self, block: bytes, *, last: bool = False) -> None:
        """Parse a block.

        Raises:
            InputError: it is not well-formed XML in UTF-8, or one piece of it is too large.
        """
        if not self._fed and block.startswith(_UTF_16):
            raise InputError(f"{self.part} is in UTF-16 and not in UTF-8; save it anew in Word")
        self._fed += len(block)
        try:
            self.expat.Parse(block, last)
        except expat.ExpatError as error:
            place = f"line {error.lineno}, column {error.offset}"
            why = expat.ErrorString(error.code)
            raise InputError(f"{self.part}, {place}: damaged ({why}); open it in Word and save it anew") from error
        if (
            not last and self._fed - self.expat.CurrentByteIndex > LARGEST_PIECE
        ):  # expat starts such a one again and again
            raise InputError(
                f"{self.part} has a tag or comment of more than {LARGEST_PIECE} bytes; save it anew in Word"
            )


def each_element(
    part: str, blocks: Iterable[bytes], found: Callable[[tuple[str, ...], Mapping[str, str]], None]
) -> None:
    """Tell of each element: the names from the root to it, and its attributes."""
    parser = Parser(part)
    path: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(canonical(name))
        if len(path) > DEEPEST:
            raise too_deep(part)
        found(tuple(path), attributes)

    def end(_name: str) -> None:
        path.pop()

    parser.expat.StartElementHandler = start
    parser.expat.EndElementHandler = end
    for block in blocks:
        parser.feed(block)
    parser.feed(b"", last=True)


def too_deep(part: str) -> InputError:
    """Give the error for elements inside one another without end."""
    return InputError(f"{part} has more than {DEEPEST} elements inside one another; save it anew in Word")
