"""What the styles of a Word document say of its paragraphs: which are headings, and which run from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .docx_xml import each_element, is_on, value

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)  # what Word calls them in the file, in whatever language
BODY = 9  # the outline level that means none (ECMA-376 part 1, 17.3.1.20)


@dataclass(slots=True)
class _Style:
    based_on: str = ""
    level: int | None = None
    properties: dict[str, bool] = field(default_factory=dict)


class Styles:
    """The paragraph styles of a document, each with what it takes from the one that it is based on."""

    def __init__(self, part: str = "", blocks: Iterable[bytes] = ()) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        self._everywhere = _Style()  # what goes for all paragraphs
        self._current = self._everywhere
        if part:
            each_element(part, blocks, self._read)

    def _read(self, path: tuple[str, ...], attributes: Mapping[str, str]) -> None:
        name = path[-1]
        if name == "w:style":
            identifier = value(attributes, "w:styleId") or ""
            self._current = self._styles[identifier] = _Style()
            if value(attributes, "w:type") == "paragraph" and is_on(value(attributes, "w:default") or "0"):
                self._default = identifier
        elif name == "w:basedOn":
            self._current.based_on = value(attributes) or ""
        elif name == "w:name" and path[-2] == "w:style":
            named = _HEADING.fullmatch(value(attributes) or "")
            self._current.level = int(named[1]) - 1 if named else None
        elif name == "w:outlineLvl" and path[-2] == "w:pPr":
            self._current.level = level_of(value(attributes))
        elif name in ("w:bidi", "w:b", "w:bCs") and path[-2] in ("w:pPr", "w:rPr") and "w:tblStylePr" not in path:
            self._current.properties[name[2:]] = is_on(value(attributes))

    def _line(self, identifier: str | None) -> list[_Style]:
        """Give a style and those that it is based on, the nearest first."""
        line: list[_Style] = []
        name = identifier if identifier in self._styles else self._default
        while (style := self._styles.get(name or "")) and style not in line and len(line) < 20:
            line.append(style)
            name = style.based_on
        return [*line, self._everywhere]

    def level(self, identifier: str | None) -> int | None:
        """Give the outline level of a style, 0 for Heading 1; None if it is no heading's."""
        found = next((one.level for one in self._line(identifier) if one.level is not None), BODY)
        return found if found < BODY else None

    def has(self, identifier: str | None, name: str) -> bool:
        """Tell whether a property (``bidi``, ``b``, ``bCs``) is on in a style."""
        return next((one.properties[name] for one in self._line(identifier) if name in one.properties), False)


def level_of(given: str | None) -> int:
    """Read an outline level."""
    return int(given) if given and len(given) == 1 and given.isdecimal() else BODY
