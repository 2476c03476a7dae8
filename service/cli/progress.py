"""How far a file is, on one line of the terminal: for people who wait; in a pipe nothing is written."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from ..text.hygiene import visible

if TYPE_CHECKING:
    from ..references.record import Record

_EVERY = 0.2  # seconds between two writings of the line
_WIDTH = 20  # characters of the bar
_CLEAR = "\r\x1b[K"


class Progress:
    """Bytes read, records done, and the time that is left, as one line that is written over again and again.

    Args:
        name: what the file is called.
        size: its bytes; None where that is not known, as of a pipe.
        screen: the terminal; None for nobody.
        clock: gives the time in seconds.
    """

    def __init__(
        self, name: str, size: int | None, screen: IO[str] | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._name = visible(os.path.basename(name))
        self._size = size
        self._screen = screen
        self._clock = clock
        self._start = self._shown = clock()
        self._bytes = 0
        self._records = 0

    def read(self, number: int) -> None:
        """Take in that so many bytes more were read."""
        self._bytes += number

    def done(self, record: Record) -> None:
        """Take in that a record is done; what stands between records counts for none."""
        self._records += record.is_reference
        if self._screen is not None and not self._records % 16 and self._clock() - self._shown >= _EVERY:
            self._shown = self._clock()
            self._write(_CLEAR + self.line())

    def end(self) -> None:
        """Take the line from the terminal."""
        self._write(_CLEAR)

    def line(self) -> str:
        """Give the line: a bar, the share done, records, records a second, and the time left."""
        seconds = max(self._clock() - self._start, 0.001)
        told = [f"{self._records:,} records", f"{self._records / seconds:,.0f}/s"]
        if self._size:
            share = min(self._bytes / self._size, 1.0)
            full = int(share * _WIDTH)
            told.insert(0, f"[{'#' * full}{'-' * (_WIDTH - full)}] {share:4.0%}")
            if share:
                told.append(f"{_time(seconds / share - seconds)} left")
        else:
            told.insert(0, f"{self._bytes / 1e6:,.1f} MB")
        room = shutil.get_terminal_size().columns - 1
        return f"{self._name}: {'  '.join(told)}"[:room]

    def _write(self, text: str) -> None:
        if self._screen is not None:
            self._screen.write(text)
            self._screen.flush()


def _time(seconds: float) -> str:
    whole = round(seconds)
    return (
        f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}" if whole >= 3600 else f"{whole // 60}:{whole % 60:02}"
    )


@contextmanager
def shown_progress(name: str) -> Iterator[Progress]:
    """Show how far a file is while the block runs, if a person sits at standard error."""
    size = os.path.getsize(name) if os.path.isfile(name) else None
    progress = Progress(name, size, sys.stderr if sys.stderr.isatty() else None)
    try:
        yield progress
    finally:
        progress.end()
