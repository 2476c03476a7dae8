"""The paragraphs of a Word document's part, each with its text and the bytes that every piece of it stands in.

A paragraph's text is what a reader sees: without what is deleted or moved away, field codes and symbols. Text boxes
hold paragraphs inside a paragraph. Source: ECMA-376 part 1, 17.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..errors import InputError
from .docx_xml import DEEPEST, LARGEST_PIECE, Parser, canonical, is_on, prefix_of, too_deep, value

# What is not seen: deleted and moved text, the second form of what stands in two, readings above a word.
_UNSEEN = frozenset({"w:del", "w:moveFrom", "mc:Fallback", "w:rt"})
# Elements of a run that are characters.
_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "\u00ad",
}
_NOTES = frozenset({"w:footnote", "w:endnote"})
_LONGEST_CODE = 4096  # characters of a field's code that are looked at
_MOST_FIELDS = 50  # inside one another
_LINK = "HYPERLINK"


@dataclass(slots=True)
class Span:
    """An element by its bytes: where it starts, where its start tag ends, where its content and it itself end."""

    name: str
    start: int
    opened: int = 0
    closed: int = 0
    end: int = 0


@dataclass(slots=True)
class Child:
    """A property: its name without prefix, its ``w:val``, its element."""

    name: str
    value: str | None
    span: Span


@dataclass(slots=True)
class Properties:
    """The properties of a run, a paragraph, or (``mark``) a paragraph's mark."""

    span: Span
    depth: int
    children: list[Child] = field(default_factory=list)
    mark: Properties | None = None

    def child(self, name: str) -> Child | None:
        """Give a property by its name."""
        return next((one for one in self.children if one.name == name), None)

    def has(self, *names: str) -> bool:
        """Tell whether any of some properties is on."""
        return any(one.name in names and is_on(one.value) for one in self.children)


@dataclass(slots=True, eq=False)
class Run:
    """A stretch of text of one formatting.

    Attributes:
        prefix: by which the document calls its elements, with colon.
        linked: whether it is the text of a hyperlink.
    """

    span: Span
    prefix: str
    linked: bool
    properties: Properties | None = None


@dataclass(slots=True, eq=False)
class Atom:
    """A piece of a paragraph's text that one element holds: a text, a tab, a break."""

    run: Run
    span: Span
    text: str


@dataclass(slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        number: in its part, from 1, in the order in which they start.
        note: number of the footnote or endnote that it stands in; else "".
        program: name of the program that writes it anew, if it stands in a bibliography of one; else "".
        source: bytes of the outermost paragraph around it, which start at ``base`` in the part.
    """

    number: int
    span: Span
    prefix: str
    note: str
    program: str = ""
    properties: Properties | None = None
    atoms: list[Atom] = field(default_factory=list)
    text: str = ""
    source: bytes = b""
    base: int = 0

    def bytes_of(self, start: int, end: int) -> bytes:
        """Give the bytes from one place of the part to another."""
        return self.source[start - self.base : end - self.base]

    @property
    def bold(self) -> bool:
        """Whether each of its letters is set bold by its run."""
        seen = [one.run for one in self.atoms if one.text.strip()]
        return bool(seen) and all(run.properties is not None and run.properties.has("b", "bCs") for run in seen)

    @property
    def style(self) -> str | None:
        """Id of its style; None if it names none."""
        named = self.properties.child("pStyle") if self.properties else None
        return named.value if named else None


@dataclass(slots=True)
class _Frame:
    """A paragraph that is being read."""

    paragraph: Paragraph
    runs: list[Run] = field(default_factory=list)  # one inside another, as the text under a reading above it
    atom: Atom | None = None
    pieces: list[str] = field(default_factory=list)
    open: list[Properties] = field(default_factory=list)
    links: int = 0


def paragraphs(part: str, blocks: Iterable[bytes], marks: Mapping[str, Iterable[str]]) -> Iterator[Paragraph]:
    """Read the paragraphs of a part.

    Args:
        part: its name, for messages.
        blocks: its bytes.
        marks: by a program's name, how the codes of the bibliographies begin that it writes anew.

    Raises:
        InputError: it is not well-formed, or is no part of a Word document.
    """
    splitter = _Splitter(part, {name: tuple(starts) for name, starts in marks.items()})
    for block in blocks:
        yield from splitter.feed(block)
    splitter.parser.feed(b"", last=True)


class _Splitter:
    """Follow the events of the parser; hold the bytes from the start of the outermost paragraph that is open."""

    def __init__(self, part: str, marks: Mapping[str, tuple[str, ...]]) -> None:
        self.parser = Parser(part)
        self._marks = marks
        self._held = bytearray()
        self._base = 0
        self._path: list[str] = []
        self._spans: list[Span] = []
        self._last: Span | None = None  # the element whose start tag was the last event
        self._unseen = 0  # depth of the element whose content is not seen
        self._count = 0
        self._note, self._notes = "", 0
        self._frames: list[_Frame] = []
        self._inner: list[Paragraph] = []  # complete, but the outermost one around them is not
        self._complete: list[Paragraph] = []
        self._codes: list[str] = []  # of the fields that are open
        self._control = ("", 0)  # the program of the content control that is open, and its depth
        expat = self.parser.expat
        expat.StartElementHandler = self._start
        expat.EndElementHandler = self._end
        expat.CharacterDataHandler = self._characters
        expat.DefaultHandler = self._other

    def feed(self, block: bytes) -> list[Paragraph]:
        """Take a block in; give the outermost paragraphs that are complete with it, and those inside them."""
        self._held += block
        self.parser.feed(block)
        start = self._frames[0].paragraph.span.start if self._frames else self.parser.expat.CurrentByteIndex
        if len(self._held) + self._base - start > LARGEST_PIECE:
            raise InputError(f"{self.parser.part} has a paragraph of more than {LARGEST_PIECE} bytes; split it in Word")
        del self._held[: max(start - self._base, 0)]
        self._base = max(start, self._base)
        complete, self._complete = self._complete, []
        return complete

    def _place(self) -> int:
        """Give the place of this event; the start tag before it ends here."""
        place = self.parser.expat.CurrentByteIndex
        if self._last is not None:
            self._last.opened = place
            self._last = None
        return place

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        span = Span(name, self._place())
        self._last = span
        known = canonical(name)
        self._path.append(known)
        self._spans.append(span)
        depth = len(self._path)
        if depth > DEEPEST:
            raise too_deep(self.parser.part)
        if depth == 1 and not known.startswith("w:"):
            raise InputError(f"{self.parser.part} is not of a Word document; open it in Word and save it as .docx")
        if self._unseen:
            return
        frame = self._frames[-1] if self._frames else None
        if known in _UNSEEN or (frame is not None and frame.atom is not None):
            self._unseen = depth
        elif frame is not None and frame.open:
            self._start_property(frame, frame.open[-1], known, span, attributes)
        elif known == "w:p":
            self._count += 1
            self._frames.append(_Frame(Paragraph(self._count, span, prefix_of(name), self._note, self._program())))
        elif known in _NOTES:
            # Its id may be anything; the notes that separate the others from the text have a type.
            self._notes += value(attributes, "w:type") is None
            self._note = str(self._notes)
        elif known == "w:tag":
            program = self._program_of(value(attributes) or "")
            if program and not self._control[0]:
                self._control = program, depth - 1
        elif frame is not None:
            self._start_inside(frame, known, span, attributes)

    def _start_property(
        self, frame: _Frame, properties: Properties, known: str, span: Span, attributes: dict[str, str]
    ) -> None:
        depth = len(self._path)
        if depth != properties.depth + 1:
            return
        properties.children.append(Child(known[2:], value(attributes), span))
        if known == "w:rPr" and self._path[-2] == "w:pPr":
            properties.mark = Properties(span, depth)
            frame.open.append(properties.mark)

    def _start_inside(self, frame: _Frame, known: str, span: Span, attributes: dict[str, str]) -> None:
        parent, depth = self._path[-2], len(self._path)
        if known == "w:r":
            linked = frame.links > 0 or any(_LINK in code for code in self._codes)
            frame.runs.append(Run(span, prefix_of(span.name), linked))
        elif known == "w:pPr" and parent == "w:p":
            frame.paragraph.properties = Properties(span, depth)
            frame.open.append(frame.paragraph.properties)
        elif known == "w:rPr" and parent == "w:r" and frame.runs:
            frame.runs[-1].properties = Properties(span, depth)
            frame.open.append(frame.runs[-1].properties)
        elif known == "w:hyperlink":
            frame.links += 1
        elif known == "w:fldSimple":
            self._codes.append(value(attributes, "w:instr") or "")
            self._note_program(frame)
        elif parent == "w:r" and frame.runs:
            self._start_in_run(frame, frame.runs[-1], known, span, attributes)

    def _start_in_run(self, frame: _Frame, run: Run, known: str, span: Span, attributes: dict[str, str]) -> None:
        if known == "w:t" or known in _CHARACTERS:
            frame.atom = Atom(run, span, _CHARACTERS.get(known, ""))
            frame.paragraph.atoms.append(frame.atom)
        elif known == "w:fldChar":
            kind = value(attributes, "w:fldCharType")
            if kind == "begin" and len(self._codes) < _MOST_FIELDS:
                self._codes.append("")
            elif kind == "separate":
                self._note_program(frame)
            elif kind == "end" and self._codes:
                self._codes.pop()

    def _end(self, name: str) -> None:
        opened = self._last
        place = self._place()
        span = self._spans.pop()
        depth = len(self._path)
        known = self._path.pop()
        span.closed = place
        # Expat tells the end of an empty element behind its tag, that of any other before the tag that ends it.
        empty = opened is not None and self._held[place - 2 - self._base : place - self._base] == b"/>"
        span.end = place if empty else self._held.index(b">", place - self._base) + 1 + self._base
        if self._unseen:
            self._unseen = 0 if depth == self._unseen else self._unseen
        elif known == "w:p" and self._frames:
            self._finish(self._frames.pop())
        elif known in _NOTES:
            self._note = ""
        elif known == "w:sdt" and depth <= self._control[1]:
            self._control = "", 0
        elif self._frames:
            self._end_inside(self._frames[-1], known, span, depth)

    def _end_inside(self, frame: _Frame, known: str, span: Span, depth: int) -> None:
        if frame.open:
            if depth == frame.open[-1].depth:
                frame.open.pop()
        elif frame.atom is not None and frame.atom.span is span:
            frame.atom.text = frame.atom.text or "".join(frame.pieces)
            frame.pieces.clear()
            frame.atom = None
        elif known == "w:r" and frame.runs:
            frame.runs.pop()
        elif known == "w:hyperlink":
            frame.links -= 1
        elif known == "w:fldSimple" and self._codes:
            self._codes.pop()

    def _characters(self, text: str) -> None:
        self._place()
        if self._unseen or not self._frames:
            return
        frame = self._frames[-1]
        if frame.atom is not None and self._path[-1] == "w:t":
            frame.pieces.append(text)
        elif self._path[-1] == "w:instrText" and self._codes and len(self._codes[-1]) < _LONGEST_CODE:
            self._codes[-1] += text

    def _other(self, _text: str) -> None:
        self._place()

    def _finish(self, frame: _Frame) -> None:
        paragraph = frame.paragraph
        paragraph.text = "".join(atom.text for atom in paragraph.atoms)
        paragraph.program = paragraph.program or self._program()
        self._inner.append(paragraph)
        if self._frames:
            return
        base = paragraph.span.start
        source = bytes(self._held[base - self._base : paragraph.span.end - self._base])
        for one in self._inner:
            one.source, one.base = source, base
        self._complete += sorted(self._inner, key=lambda one: one.number)
        self._inner = []

    def _program(self) -> str:
        return self._control[0] or next(filter(None, map(self._program_of, self._codes)), "")

    def _program_of(self, code: str) -> str:
        bare = code.strip()
        return next((name for name, starts in self._marks.items() if bare.startswith(starts)), "") if bare else ""

    def _note_program(self, frame: _Frame) -> None:
        frame.paragraph.program = frame.paragraph.program or self._program()
