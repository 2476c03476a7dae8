"""Normalize files."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..errors import InputError
from ..formats import find_format
from ..pipeline import Report, check_target, decode, stream
from ..references.arrange import Request
from ..references.record import Record
from ..text.hygiene import visible

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done to one file, as plain JSON values; ``output`` is empty where it went into a file."""

    file: str
    output: str
    records: int
    changes: list[dict[str, Any]]
    warnings: list[dict[str, Any]]


def read_source(name: str) -> str:
    """Read a file, or standard input for ``-``, as UTF-8 text.

    Raises:
        InputError: it cannot be read, or is no UTF-8 text.
    """
    if name == STANDARD_INPUT:
        return decode(sys.stdin.buffer.read(), "standard input")
    try:
        return decode(Path(name).read_bytes(), name)
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {(error.strerror or str(error)).lower()}") from error


@contextmanager
def written_aside(target: Path) -> Iterator[IO[str]]:
    """Open a file beside the target that takes its place when the block ends well, and vanishes when it does not.

    Raises:
        InputError: the folder cannot be written to.
    """
    target = target.resolve()  # a link stays a link
    if target.exists() and not target.is_file():  # a device or pipe takes what it is given; it cannot be replaced
        try:
            with target.open("w", encoding="utf-8", newline="") as file:
                yield file
        except OSError as error:
            raise InputError(f"{target}: cannot be written: {(error.strerror or str(error)).lower()}") from error
        return
    try:
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise InputError(f"{target}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        os.chmod(aside, mode)
        os.replace(aside, target)
    except BaseException as error:
        Path(aside).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(f"{target}: cannot be written: {(error.strerror or str(error)).lower()}") from error
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def normalize_file(
    name: str,
    target: Path | None,
    wanted: Request,
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    done: Callable[[Record], None] = lambda record: None,
) -> Outcome:
    """Normalize one file.

    Args:
        name: the file, or ``-`` for standard input.
        target: where it goes, which may be the file itself; None to have it in the outcome.
        wanted: profile, scheme, language and repairs.
        from_format: format of the file; told from its name or content if not given.
        to_format: format to write.
        done: told of each record when it is done, for a progress bar.

    Raises:
        InputError, UnknownFormatError: the file cannot be read, understood or written; the target stays as it was.
    """
    text = read_source(name)
    chosen = find_format(from_format, text=text, path=None if name == STANDARD_INPUT else name)
    check_target(chosen, to_format)
    report = Report()

    def both(record: Record) -> None:
        report.add(record)
        done(record)

    try:
        pieces = stream(text, chosen, wanted, both)
        if target is None:
            output = "".join(pieces)
        else:
            output = ""
            with written_aside(target) as file:
                file.writelines(pieces)
    except InputError as error:
        raise (
            error if name in str(error) or (target and str(target) in str(error)) else InputError(f"{name}: {error}")
        ) from error
    return Outcome(name, output, report.records, report.changes, report.warnings)


def write_report(target: Path, outcomes: list[Outcome]) -> None:
    """Write what was done as JSON: totals, and each file's changes and warnings.

    Raises:
        InputError: the file cannot be written.
    """
    totals = {
        "files": len(outcomes),
        "records": sum(one.records for one in outcomes),
        "changes": sum(len(one.changes) for one in outcomes),
        "warnings": sum(len(one.warnings) for one in outcomes),
    }
    files = [
        {"file": one.file, "records": one.records, "changes": one.changes, "warnings": one.warnings} for one in outcomes
    ]
    with written_aside(target) as file:
        file.write(visible(json.dumps({"totals": totals, "files": files}, ensure_ascii=False, indent=2)) + "\n")
