"""Whether a large file is normalized in constant memory: peak memory, time and records a second. A report, not a test.

    .venv/bin/python -m benchmarks.large_file [--megabytes 1000] [--formats csl-json csl-json-lines ris bibtex marc]

The file is made of the records of benchmarks/normalize.py, over and over with new ids, in a temporary folder that needs
twice its size. It is normalized by ``romanbib normalize FILE -o OUT`` in a process of its own; the peak is what the
kernel tells of that process (ru_maxrss).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from romanbib.formats import formats
from romanbib.references.record import Record

from benchmarks.normalize import items

FORMATS = ("csl-json", "csl-json-lines", "ris", "bibtex", "marc")
SUFFIXES = {"csl-json": ".json", "csl-json-lines": ".jsonl", "ris": ".ris", "bibtex": ".bib", "marc": ".mrc"}
MADE = 20_000  # different records, before they come again


def pieces(name: str, size: int) -> Iterator[bytes]:
    """Make a file of about that many bytes, piece by piece."""
    made = items(MADE)
    written = place = 0
    if name in ("csl-json", "csl-json-lines"):
        between = "\n" if name == "csl-json-lines" else ",\n"
        yield b"[" if name == "csl-json" else b""
        while written < size:
            item = {**made[place % MADE], "id": f"item{place}"}
            piece = ((between if place else "") + json.dumps(item, ensure_ascii=False)).encode()
            written, place = written + len(piece), place + 1
            yield piece
        yield b"]\n" if name == "csl-json" else b"\n"
        return
    composer: Any = formats()[name]
    while written < size:
        records = (Record({**item, "id": f"item{place}x{number}"}, "") for number, item in enumerate(made))
        for piece in composer.compose(records):
            yield piece if isinstance(piece, bytes) else piece.encode()
            written += len(piece) if isinstance(piece, bytes) else len(piece.encode())
        place += 1


def report(name: str, size: int, folder: Path) -> str:
    """Normalize a file of one format and write its row of the table."""
    source, target = folder / f"in{SUFFIXES[name]}", folder / f"out{SUFFIXES[name]}"
    with source.open("wb") as file:
        file.writelines(pieces(name, size))
    start = time.monotonic()
    command = [str(Path(sys.executable).with_name("romanbib")), "normalize", str(source), "-o", str(target)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    if process.returncode:
        raise SystemExit(f"romanbib ended with {process.returncode} on {name}")
    read, written = source.stat().st_size / 1e6, target.stat().st_size / 1e6
    source.unlink()
    target.unlink()
    peak, busy = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    return f"| {name} | {read:,.0f} | {written:,.0f} | {peak:,.0f} | {seconds:,.0f} | {busy:,.0f} | {read / busy:.2f} |"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="Peak memory on a large file.")
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    options = parser.parse_args()
    print("| format | MB read | MB written | peak MB | seconds | of processor time | MB/s of it |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats:
            print(report(name, options.megabytes * 1_000_000, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
