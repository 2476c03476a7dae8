"""A process that is killed: what it was at is broken off, and nothing else."""

from __future__ import annotations

import http.client
import json
import os
import signal
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing

import pytest

from ..web.serving import WAIT, Service
from .conftest import begun, waiting_files, workers


def test_in_the_middle_of_a_request(start: Callable[..., Service]):
    service = start(ROMANBIB_WORKERS="2", ROMANBIB_THREADS="2")
    connection = begun(service, 8000)
    answer = connection.getresponse()
    (busy,) = [one for one in workers(service) if waiting_files(service, one)]
    os.kill(busy, signal.SIGKILL)
    with pytest.raises((http.client.IncompleteRead, OSError)):
        answer.read()  # half of an answer does not look whole
    for _ in range(10):
        assert service.get("/v1/detect", b"x")[0] == 200  # by the other process
    service.until(lambda: len(set(workers(service)) - {busy}) == 2)


def test_in_the_middle_of_an_edit(start: Callable[..., Service]):
    """The transaction is undone, and its lock is gone with the process."""
    service = start(ROMANBIB_WORKERS="1", ROMANBIB_THREADS="4")
    database = service.log.parent / "overrides.sqlite"
    first = {"language": "ru", "source": "Щи", "output": "Stchi"}
    assert service.get("/v1/overrides", json.dumps(first).encode(), "application/json")[0] == 201
    rows = "".join(f"ru,слово{'аб'[n % 2]}{n},word{n}\r\n" for n in range(20_000))
    sent = ("language,source,output\r\n" + rows).encode()
    found: list[int] = []
    import_all = threading.Thread(
        target=lambda: found.append(service.get("/v1/overrides.csv", sent, "text/csv")[0]), daemon=True
    )
    import_all.start()
    service.until(lambda: is_locked(database))
    os.kill(workers(service)[0], signal.SIGKILL)
    import_all.join(WAIT)
    assert found == [0]
    assert not is_locked(database)
    service.until(lambda: service.get("/ready")[0] == 200)
    status, listed = service.get("/v1/overrides")
    assert (status, [one["source"] for one in json.loads(listed)["overrides"]]) == (200, ["Щи"])
    second = {**first, "source": "Каша", "output": "Casha"}
    assert service.get("/v1/overrides", json.dumps(second).encode(), "application/json")[0] == 201


def is_locked(database: os.PathLike[str]) -> bool:
    """Whether somebody is writing."""
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        connection.execute("ROLLBACK")
        return False
