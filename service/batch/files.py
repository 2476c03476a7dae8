"""Normalize files: read and written block by block, put in place only when all went well."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ..errors import InputError
from ..pipeline import Source, learned, opened, problems, target_of
from ..references.record import Record
from ..references.request import Request
from ..streaming import Report, stream
from ..text.hygiene import visible

if TYPE_CHECKING:
    from ..consistency.unify import Unification

STANDARD_INPUT = "-"
BLOCK = 1 << 18  # bytes read at a time
LISTED = 100  # warnings of a rule that are kept where no report is asked for
UTF_8 = "utf-8"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done to one file, as plain JSON values.

    Attributes:
        file: its name.
        encoding: what it was read as; empty for formats of bytes.
        records: how many references it has.
        changes, warnings: as in ``pipeline.Result``; without a report, no changes and the first warnings of each rule.
        unlisted: how many more warnings of each rule there are.
    """

    file: str
    encoding: str
    records: int
    changes: list[dict[str, Any]]
    warnings: list[dict[str, Any]]
    unlisted: dict[str, int] = field(default_factory=dict)


def blocks(name: str, read: Callable[[int], None] = lambda number: None) -> Iterator[bytes]:
    """Read a file, or standard input for ``-``, block by block.

    Args:
        name: the file.
        read: told how many bytes each block has.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with nullcontext(sys.stdin.buffer) if name == STANDARD_INPUT else open(name, "rb") as file:
            while block := file.read(BLOCK):
                read(len(block))
                yield block
    except OSError as error:
        raise InputError(f"{called(name)}: cannot be read: {(error.strerror or str(error)).lower()}") from error


def called(name: str) -> str:
    """Say what a file is called in messages."""
    return "standard input" if name == STANDARD_INPUT else name


@contextmanager
def written_aside(target: Path) -> Iterator[IO[bytes]]:
    """Open a file beside the target that takes its place when the block ends well, and vanishes when it does not.

    Raises:
        InputError: the folder cannot be written to.
    """
    target = target.resolve()  # a link stays a link
    if target.exists() and not target.is_file():  # a device or pipe takes what it is given; it cannot be replaced
        with tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            try:
                with target.open("wb") as device:
                    shutil.copyfileobj(file, device, BLOCK)
            except OSError as error:
                raise _unwritable(target, error) from error
        return
    try:
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        with open(handle, "w+b") as file:
            yield file
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        os.chmod(aside, mode)
        os.replace(aside, target)
    except BaseException as error:
        Path(aside).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(target, error) from error
        raise


@contextmanager
def to_standard_output() -> Iterator[IO[bytes]]:
    """Open a passing file that goes to standard output when the block ends well: never half a bibliography.

    Raises:
        OSError: standard output is closed or full; not one of ours, for a reader that has gone is nobody's mistake.
    """
    with tempfile.TemporaryFile() as file:
        yield file
        file.seek(0)
        shutil.copyfileobj(file, sys.stdout.buffer, BLOCK)
        sys.stdout.buffer.flush()


def _unwritable(target: object, error: OSError) -> InputError:
    return InputError(f"{target}: cannot be written: {(error.strerror or str(error)).lower()}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def normalize_file(
    name: str,
    target: Path | IO[bytes],
    wanted: Request,
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    keys: bool = False,
    whole_document: bool = False,
    unify: bool = False,
    report: bool = True,
    done: Callable[[Record], None] = lambda record: None,
    read: Callable[[int], None] = lambda number: None,
) -> Outcome:
    """Normalize one file.

    Args:
        name: the file, or ``-`` for standard input.
        target: where it goes: a file, which may be the one read, or one that is open for reading and writing.
        wanted: profile, scheme, language and repairs.
        from_format: format of the file; told from its name or content if not given.
        to_format: format to write.
        keys: whether citation keys become ASCII; the file is read twice for it.
        whole_document: whether all of a document is normalized, and not its reference sections alone.
        unify: whether a name in several forms gets one; the file is read twice for it.
        report: whether every change and warning is kept for a report; memory then grows with the file.
        done: told of each record when it is done, for a progress bar.
        read: told how many bytes more were read.

    Raises:
        InputError, UnknownFormatError: the file cannot be read, understood or written; the target stays as it was.
    """
    if keys and name == STANDARD_INPUT:
        raise InputError("standard input cannot be read twice, as new citation keys need; name a file")
    if unify:
        source, unification = _source_learned(name, from_format, wanted, read, whole_document=whole_document)
    else:
        source, unification = _source(name, from_format, read), None
    target_format = target_of(source.format, to_format)
    renamed = _keys(name, source.format.NAME) if keys else None
    gathered = Report(most=None if report else LISTED)

    def both(record: Record) -> None:
        gathered.add(record)
        done(record)

    with _named(name, str(target) if isinstance(target, Path) else ""):
        pieces = stream(
            source.chunks,
            source.format,
            wanted,
            both,
            target=target_format,
            keys=renamed,
            whole_document=whole_document,
            unification=unification,
        )
        with written_aside(target) if isinstance(target, Path) else nullcontext(target) as file:
            if target_format.BINARY:
                file.writelines(pieces)
            elif not _write_text(file, pieces, source.encoding or UTF_8):
                gathered.note(
                    f"read as {source.encoding}, written as UTF-8: {source.encoding} has not the letters of its"
                    " romanization"
                )
    unlisted = {rule: number - LISTED for rule, number in gathered.of_rule.items() if number > LISTED}
    return Outcome(name, source.encoding, gathered.records, gathered.changes, gathered.warnings, unlisted)


def _source(name: str, from_format: str | None, read: Callable[[int], None] = lambda number: None) -> Source:
    """Open a file, or standard input, and find its format."""
    return opened(blocks(name, read), from_format, None if name == STANDARD_INPUT else name, called(name))


def _source_learned(
    name: str, from_format: str | None, wanted: Request, read: Callable[[int], None], *, whole_document: bool
) -> tuple[Source, Unification]:
    """Read a file for the forms of its names, and open it again; standard input is put aside for that."""
    path = None if name == STANDARD_INPUT else name
    with ExitStack() as stack:
        aside = stack.enter_context(tempfile.TemporaryFile()) if path is None else None
        first = opened(blocks(name) if aside is None else _kept(blocks(name), aside), from_format, path, called(name))
        with _named(name):
            unification = learned(first, wanted, whole_document=whole_document)
        stack.pop_all()
    again = blocks(name, read) if aside is None else _read_again(aside)
    return opened(again, first.format.NAME, path, called(name)), unification


def _kept(pieces: Iterable[bytes], file: IO[bytes]) -> Iterator[bytes]:
    for block in pieces:
        file.write(block)
        yield block


def _read_again(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


@contextmanager
def _named(name: str, target: str = "") -> Iterator[None]:
    """Have every error name the file that it is about: the one read, or the one written."""
    try:
        yield
    except InputError as error:
        known = called(name) in str(error) or (target and target in str(error))
        raise (error if known else InputError(f"{called(name)}: {error}")) from error


def _keys(name: str, format_name: str) -> dict[str, str]:
    """Make ASCII keys for the citation keys of a file."""
    from ..formats.citation_keys import ascii_keys  # only here: it brings all of BibTeX

    source = _source(name, format_name)
    return ascii_keys(source.format.read(source.chunks))


def check_file(
    name: str, wanted: Request, *, from_format: str | None = None, whole_document: bool = False
) -> list[dict[str, Any]]:
    """List what is wrong with one file, as ``pipeline.check`` does.

    Raises:
        InputError, UnknownFormatError: the file cannot be read or understood.
    """
    from ..consistency import Consistency  # only here: who normalizes does not need it

    source = _source(name, from_format)
    consistency = Consistency(wanted)
    report = Report(consistency)
    with _named(name):
        for _ in stream(
            source.chunks, source.format, wanted, report.add, whole_document=whole_document, seen=report.see
        ):
            pass
    return problems(report, consistency)


def _write_text(file: IO[bytes], pieces: Iterable[str], codec: str) -> bool:
    """Write text in its own encoding, or all of it in UTF-8 where that lacks a letter; tell whether the first."""
    own, start = True, file.tell()
    for piece in pieces:
        try:
            file.write(piece.encode(codec))
        except UnicodeEncodeError as error:
            if codec == UTF_8:
                raise InputError(f"{error.reason} in what is to be written; half of a surrogate pair") from error
            _rewrite(file, start, codec)
            own, codec = False, UTF_8
            file.write(piece.encode(UTF_8))
    return own


def _rewrite(file: IO[bytes], start: int, codec: str) -> None:
    """Bring what has been written from a place on to UTF-8."""
    with tempfile.TemporaryFile() as held:
        file.seek(start)
        shutil.copyfileobj(file, held, BLOCK)
        held.seek(0)
        file.seek(start)
        file.truncate()
        while block := held.read(BLOCK):  # the encodings that lack letters have one byte for each they have
            file.write(block.decode(codec).encode(UTF_8))


def write_report(target: Path, outcomes: list[Outcome]) -> None:
    """Write what was done: a page for people if the name ends in .html, else JSON with totals and each file's part.

    Raises:
        InputError: the file cannot be written.
    """
    if target.suffix.lower() in (".html", ".htm"):
        from ..report import html  # only here: it brings a template engine

        with written_aside(target) as file:
            file.writelines(piece.encode() for piece in html.write(outcomes))
        return
    totals = {
        "files": len(outcomes),
        "records": sum(one.records for one in outcomes),
        "changes": sum(len(one.changes) for one in outcomes),
        "warnings": sum(len(one.warnings) for one in outcomes),
    }
    files = [
        {
            "file": one.file,
            "encoding": one.encoding,
            "records": one.records,
            "changes": one.changes,
            "warnings": one.warnings,
        }
        for one in outcomes
    ]
    with written_aside(target) as file:
        text = json.dumps({"totals": totals, "files": files}, ensure_ascii=False, indent=2)
        file.write((visible(text) + "\n").encode())
