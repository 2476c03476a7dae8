"""The zip file that a Word document is: looked over before it is trusted, written with its other members as they are.

Source: PKWARE APPNOTE.TXT 6.3.10 for the records; ECMA-376 part 2 for the names.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple

from ..errors import InputError
from .docx_xml import each_element

BLOCK = 1 << 18
IN_MEMORY = 1 << 23  # bytes of a file that are held without a file on disk
LARGEST_FILE = 1 << 31  # bytes; from twice that on, a zip file is another one
LARGEST_PART = 1 << 26  # bytes of XML; a thesis of a thousand pages has a third of it
LARGEST_RATIO = 400  # of bytes to compressed bytes of XML above a megabyte; Word's own stays below a hundred
MOST_MEMBERS = 20_000
_OLE = b"\xd0\xcf\x11\xe0"
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_ZIP64 = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MAIN = "/officeDocument"


class Patch(NamedTuple):
    """Replace the bytes from ``start`` to ``end`` of a part."""

    start: int
    end: int
    data: bytes


class Package:
    """A Word document in a file that can be read at any place.

    Raises:
        InputError: it is no Word document, is damaged, or is not what an honest program writes; names the mend.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.seek(0)
        start = file.read(4)
        if start == _OLE:
            raise InputError(
                "a document of Word 97-2003 (.doc), or one with a password; open it in Word and save it as .docx "
                "without a password"
            )
        if start[:2] != b"PK":
            raise InputError("no .docx file: it does not begin as one; open it in Word and save it as .docx")
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error) as error:
            raise InputError(f"cut off or damaged ({error}); take a whole copy of the file") from error
        self._members = self._zip.infolist()
        self._check()
        self._parts = {one.filename: one for one in self._members}
        main = self._related("", _MAIN)
        if not main or not main.endswith(".xml"):
            raise InputError("a zip file, but no Word document; open it in Word and save it as .docx")
        self.main = main

    def _check(self) -> None:
        if not self._members:
            raise InputError("a zip file with nothing in it; take a whole copy of the document")
        names = {one.filename.casefold() for one in self._members}
        if len(names) < len(self._members):
            raise InputError("two members of the zip file have the same name; save it anew in Word")
        if self._zip.start_dir > LARGEST_FILE:
            raise InputError(f"larger than {LARGEST_FILE} bytes; take pictures out of the document")
        if len(names) > MOST_MEMBERS:
            raise InputError(f"more than {MOST_MEMBERS} members in the zip file; save it anew in Word")
        for one in self._members:
            if one.flag_bits & _ENCRYPTED:
                raise InputError(f"{one.filename!a} is encrypted; save the document without a password")
            if one.compress_type not in _METHODS:
                raise InputError(f"{one.filename!a} is compressed as Word does not do it; save it anew in Word")
            if one.filename.startswith("/") or "\\" in one.filename or ".." in one.filename.split("/"):
                raise InputError(f"{one.filename!a} names a place outside of the document; save it anew in Word")
        self._spans = list(self._spans_of_members())

    def _spans_of_members(self) -> Iterator[tuple[zipfile.ZipInfo, int]]:
        """Yield each member in the order of the file, with where the next one starts."""
        ordered = sorted(self._members, key=lambda one: one.header_offset)
        ends = [*(one.header_offset for one in ordered[1:]), self._zip.start_dir]
        for one, end in zip(ordered, ends, strict=True):
            if self._local(one)[2] + one.compress_size > end:
                raise InputError(f"{one.filename!a} overlaps another member of the zip file; take a whole copy of it")
            yield one, end

    def _local(self, member: zipfile.ZipInfo) -> tuple[bytes, bytes, int]:
        """Read a member's own header: name, extra fields, and where its data starts."""
        self._file.seek(max(member.header_offset, 0))  # a damaged directory may name a place before the file
        header = self._file.read(_LOCAL.size)
        if member.header_offset < 0 or len(header) < _LOCAL.size or header[:4] != b"PK\3\4":
            raise InputError(f"{member.filename!a} is not where the zip file says; take a whole copy of the file")
        name, extra = _LOCAL.unpack(header)[-2:]
        return self._file.read(name), self._file.read(extra), member.header_offset + _LOCAL.size + name + extra

    def related(self, kind: str) -> str | None:
        """Give the name of the part that holds the ``styles``, ``footnotes`` or ``endnotes``; None if there is none."""
        return self._related(self.main, f"/{kind}")

    def _related(self, part: str, kind: str) -> str | None:
        """Follow a relationship (ECMA-376 part 2, 9.3) whose type ends in ``kind``."""
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels".lstrip("/") if part else "_rels/.rels"
        targets: list[str] = []

        def found(path: tuple[str, ...], attributes: Mapping[str, str]) -> None:
            if path[-1] == "rel:Relationship" and attributes.get("Type", "").endswith(kind):
                targets.append(attributes.get("Target", ""))

        if relations not in self._parts:
            return None
        each_element(relations, self.blocks(relations), found)
        for target in targets:
            resolved = target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            if resolved in self._parts:
                return resolved
        return None

    @property
    def signed(self) -> bool:
        """Whether the document bears a digital signature, which holds no longer once it is changed."""
        return any(name.startswith("_xmlsignatures/") for name in self._parts)

    def blocks(self, part: str) -> Iterator[bytes]:
        """Read a part.

        Raises:
            InputError: it is damaged, or too large to be honest.
        """
        member = self._parts[part]
        size, packed = member.file_size, max(member.compress_size, 1)
        if size > LARGEST_PART or (size > 1 << 20 and size / packed > LARGEST_RATIO):
            raise InputError(
                f"{part} is {size} bytes, packed into {packed}; no honest document is; save it anew in Word"
            )
        try:
            with self._zip.open(member) as stream:
                while block := stream.read(BLOCK):
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise InputError(f"{part} is cut off or damaged ({error}); take a whole copy of the file") from error

    def written(self, patches: Mapping[str, Iterable[Patch]]) -> Iterator[bytes]:
        """Write the document with some of its parts patched; without patches, byte for byte as it came."""
        if not patches:
            yield from self._copied(0, None)
            return
        offsets: dict[str, tuple[int, _Sizes | None]] = {}
        position = self._spans[0][0].header_offset
        yield from self._copied(0, position)  # what stands before a zip file is not ours
        for member, end in self._spans:
            sizes, pieces = None, self._copied(member.header_offset, end)
            if member.filename in patches:
                sizes, pieces = self._packed(member, _patched(self.blocks(member.filename), patches[member.filename]))
            offsets[member.filename] = position, sizes
            for piece in pieces:
                position += len(piece)
                yield piece
        directory = b"".join(_central(one, *offsets[one.filename]) for one in self._members)
        count, comment = len(self._members), self._zip.comment
        yield directory
        yield _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), position, len(comment)) + comment

    def _copied(self, start: int, end: int | None) -> Iterator[bytes]:
        while end is None or start < end:
            self._file.seek(start)
            block = self._file.read(BLOCK if end is None else min(BLOCK, end - start))
            if not block:
                return
            start += len(block)
            yield block

    def _packed(self, member: zipfile.ZipInfo, blocks: Iterable[bytes]) -> tuple[_Sizes, Iterator[bytes]]:
        """Compress a part as it was compressed before; give its sizes, and its bytes with header."""
        stored = member.compress_type == zipfile.ZIP_STORED
        packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
        crc = size = packed = 0
        held: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by the iterator that reads it
        for block in blocks:
            crc, size = zlib.crc32(block, crc), size + len(block)
            packed += held.write(block if stored else packer.compress(block))
        packed += 0 if stored else held.write(packer.flush())
        sizes = _Sizes(crc, packed, size)
        name, extra, _ = self._local(member)
        return sizes, self._with_header(member, name, _without_zip64(extra), sizes, held)

    def _with_header(
        self, member: zipfile.ZipInfo, name: bytes, extra: bytes, sizes: _Sizes, held: IO[bytes]
    ) -> Iterator[bytes]:
        flags = member.flag_bits & ~_SIZES_FOLLOW
        time, date = _dos_time(member)
        method = member.compress_type
        yield _LOCAL.pack(b"PK\3\4", 20, flags, method, time, date, *sizes, len(name), len(extra)) + name + extra
        with held:
            held.seek(0)
            while block := held.read(BLOCK):
                yield block


class _Sizes(NamedTuple):
    crc: int
    packed: int
    size: int


def _patched(blocks: Iterator[bytes], patches: Iterable[Patch]) -> Iterator[bytes]:
    """Copy a part with its patches, which do not overlap, in their places."""
    held, position = b"", 0  # what was read and not yet written, and where it starts
    for patch in sorted(patches, key=lambda one: one[:2]):
        while position + len(held) < patch.end:
            if position + len(held) <= patch.start:
                yield held
                position, held = position + len(held), b""
            held += next(blocks)
        yield held[: patch.start - position]
        yield patch.data
        held, position = held[patch.end - position :], patch.end
    yield held
    yield from blocks


def _dos_time(member: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = member.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _without_zip64(extra: bytes) -> bytes:
    """Take the sizes of 64 bits out of the extra fields; what is written anew fits into 32."""
    kept, position = b"", 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, position)
        if kind != _ZIP64:
            kept += extra[position : position + 4 + length]
        position += 4 + length
    return kept


def _central(member: zipfile.ZipInfo, offset: int, sizes: _Sizes | None) -> bytes:
    """Build a member's record in the directory: as it was, but for its place, and its sizes if they changed."""
    name = member.orig_filename.encode("utf-8" if member.flag_bits & _UTF8 else "cp437")
    flags = member.flag_bits & ~_SIZES_FOLLOW if sizes else member.flag_bits
    fields: tuple[Any, ...] = (
        b"PK\1\2",
        member.create_version,
        member.create_system,
        member.extract_version,
        member.reserved,
        flags,
        member.compress_type,
        *_dos_time(member),
        *(sizes or (member.CRC, member.compress_size, member.file_size)),
    )
    extra = _without_zip64(member.extra)
    ending = (len(name), len(extra), len(member.comment), member.volume, member.internal_attr, member.external_attr)
    return _CENTRAL.pack(*fields, *ending, offset) + name + extra + member.comment
