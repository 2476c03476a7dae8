"""How much one request may ask for: records, and time."""

from __future__ import annotations

import time
from typing import cast

from flask import Flask, request

from ..references.record import Record
from .problems import Problem
from .settings import Settings, current_settings
from .traffic import RECORDS

RETRY_SECONDS = 60


class Allowance:
    """What is left to a request.

    Args:
        settings: its limits.

    Attributes:
        records: how many records it has had.
    """

    def __init__(self, settings: Settings) -> None:
        self.records = 0
        self._most = settings.max_records
        self._seconds = settings.max_seconds
        self._end = time.monotonic() + settings.max_seconds

    def take(self, record: Record) -> None:
        """Count a record before the work on it begins; what stands between records counts for none.

        Raises:
            Problem: it is one too many, or the time is up.
        """
        self.check_time()
        if record.item or record.entry:
            self.records += 1
        if self.records > self._most:
            raise Problem("too-many-records", f"There are more than {self._most} records; send fewer at a time.")

    def check_time(self) -> None:
        """Stop where the time is up; called between records, or between lines.

        Raises:
            Problem: the time is up.
        """
        if time.monotonic() > self._end:
            done = f" after {self.records} records" if self.records else ""
            raise Problem(
                "took-too-long",
                f"The work was stopped{done}: a request may take {self._seconds} seconds; send less at a time.",
                headers={"Retry-After": str(RETRY_SECONDS)},
            )


def register(app: Flask) -> None:
    """Give every request its allowance, from its beginning on."""

    @app.before_request
    def begin() -> None:
        request.environ[RECORDS] = Allowance(current_settings())


def allowance() -> Allowance:
    """Allowance of the present request; take it before a stream begins, which outlives the request."""
    return cast(Allowance, request.environ[RECORDS])
