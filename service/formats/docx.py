"""Word documents: the reference section, or on request all of the text, rewritten in place with its formatting.

A document in which nothing changes leaves byte for byte as it came. Of one that changes, the parts that do are written
anew, and in them the bytes outside of the changed paragraphs stay; all other members of the zip file are copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from ..errors import InputError
from ..references.record import Record
from .docx_package import IN_MEMORY, Package, Patch
from .docx_paragraphs import Paragraph, paragraphs
from .docx_rewriting import patches
from .docx_sections import entries, outlined, terms
from .docx_styles import Styles

NAME = "docx"
SUFFIXES = (".docx",)
MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
BINARY = True
ORIGINALS = False

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


@dataclass(frozen=True, slots=True)
class _Document:
    """The document that is being read; its last record has no paragraph and says that all are read."""

    package: Package
    styles: Styles
    part: str = ""
    paragraph: Paragraph | None = None


def recognizes(head: bytes) -> bool:
    """Tell a Word document by the names of the first members of its zip file."""
    return head.startswith(b"PK\3\4") and any(name in head for name in (b"[Content_Types].xml", b"word/"))


def read(chunks: Iterable[bytes]) -> Iterator[Record]:
    """Read the paragraphs of the reference sections."""
    return _records(chunks, whole=False)


def read_whole(chunks: Iterable[bytes]) -> Iterator[Record]:
    """Read every paragraph, those of footnotes and endnotes too."""
    return _records(chunks, whole=True)


def _records(chunks: Iterable[bytes], *, whole: bool) -> Iterator[Record]:
    with _at_hand(chunks) as file:
        package = Package(file)
        part = package.related("styles")
        styles = Styles(part, package.blocks(part)) if part else Styles()
        document = _Document(package, styles)
        warned = False
        found = _all(package) if whole else _of_references(package, styles)
        for place, part, paragraph in found:
            layout = _Document(package, styles, part, paragraph)
            record = Record({}, place, entry=paragraph.text, layout=layout)
            if paragraph.program and not warned:
                record.warn_of_record(
                    f"the bibliography is one of {paragraph.program}, which will write it anew when it is next "
                    "refreshed; unlink it there to keep what is written here"
                )
                warned = True
            yield record
        yield Record({}, "end", layout=document)


@contextmanager
def _at_hand(chunks: Iterable[bytes]) -> Iterator[IO[bytes]]:
    """Keep the document where each place of it can be read: a zip file is read from its end."""
    with SpooledTemporaryFile(IN_MEMORY) as file:
        for chunk in chunks:
            if isinstance(chunk, str) and chunk:
                raise InputError("a Word document is bytes, not text; give it as bytes")
            file.write(chunk or b"")
        if not file.tell():
            raise InputError("empty; a Word document never is")
        yield file


def _paragraphs(package: Package, part: str) -> Iterator[Paragraph]:
    return paragraphs(part, package.blocks(part), terms()["bibliography_marks"])


def _of_references(package: Package, styles: Styles) -> Iterator[tuple[str, str, Paragraph]]:
    part = package.main
    outlines = [outlined(one, styles) for one in _paragraphs(package, part)]
    wanted = entries(outlines)
    count = 0
    for index, paragraph in enumerate(_paragraphs(package, part) if wanted else ()):
        if index in wanted:
            count += 1
            yield f"paragraph {paragraph.number} (entry {count})", part, paragraph


def _all(package: Package) -> Iterator[tuple[str, str, Paragraph]]:
    for paragraph in _paragraphs(package, package.main):
        if _has_letters(paragraph):
            yield f"paragraph {paragraph.number}", package.main, paragraph
    for kind, name in _NOTES.items():
        part = package.related(kind)
        for paragraph in _paragraphs(package, part) if part else ():
            if _has_letters(paragraph):
                yield f"{name} {paragraph.note}", part or "", paragraph


def _has_letters(paragraph: Paragraph) -> bool:
    return any(map(str.isalpha, paragraph.text))


def write(records: Iterable[Record]) -> Iterator[bytes]:
    """Write the document back, when its last record has come."""
    changed: dict[str, list[Patch]] = {}
    for record in records:
        document: _Document = record.layout
        paragraph = document.paragraph
        if paragraph is None:
            yield from document.package.written(changed)
        elif record.entry is not None and record.entry != paragraph.text:
            if not changed and document.package.signed:
                record.warn_of_record("the document bears a digital signature, which holds no longer; sign it anew")
            right = document.styles.has(paragraph.style, "bidi")
            changed.setdefault(document.part, []).extend(
                patches(paragraph, record.entry, record.changes, runs_right_by_style=right)
            )
