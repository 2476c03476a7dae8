"""Figures for docs/reliability.md: 10,000 tiny requests, one body of 200 MB, how soon corrections are in force.

.venv/bin/python -m tests.faults
"""

from __future__ import annotations

import http.client
import os
import tempfile
import threading
import time
from pathlib import Path

from ..postgresql_server import Server
from ..web.serving import Service
from .conftest import stop
from .test_clients import CSL, memory, tiny
from .test_corrections import passing_on
from .test_lost_database import added

REQUESTS = 10_000
ITEM = '{"title": "Мир", "x-note": "%s"}\n' % ("A long note on nothing at all. " * 1600)
ITEMS = 200_000_000 // len(ITEM.encode())
ROUNDS = 10
MB = 1_000_000


def main() -> None:
    """Start a service as it is started anywhere, and print what it bore."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service({}, Path(folder))
        try:
            service.until(lambda: service.get("/ready")[0] == 200)
            tiny(service, 200)
            _corrections(service, "SQLite")
            _tiny_requests(service)
            _long_body(service)
        finally:
            stop(service)
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, tempfile.TemporaryDirectory(dir="/tmp") as data:
        os.chmod(data, 0o711)  # noqa: S103 - the server's own user has to reach its data
        postgresql = Server(Path(data))
        service = Service({"DATABASE_URL": postgresql.new_database("faults")}, Path(folder))
        try:
            service.until(lambda: service.get("/ready")[0] == 200)
            _corrections(service, "PostgreSQL")
            _database_back(service, postgresql)
        finally:
            stop(service)
            postgresql.stop()


def _corrections(service: Service, database: str) -> None:
    seconds = [one for _ in range(ROUNDS) for one in passing_on(service)]
    print(
        f"{len(seconds)} corrections in {database}: in all processes texts follow that are sent"
        f" {sum(seconds) / len(seconds):.2f} s later on average, {max(seconds):.2f} s at most"
    )


def _database_back(service: Service, postgresql: Server) -> None:
    edits, texts = [], []
    for number in range(ROUNDS):
        postgresql.stop()
        service.until(lambda: added(service, "Каша") == 503)
        postgresql.start()
        began = time.monotonic()
        source = "Щи" + "и" * number
        while added(service, source) != 201:
            pass
        edits.append(time.monotonic() - began)
        while service.get("/v1/normalize", f"{source}.\n".encode())[1] != "Stchi.\n":
            pass
        texts.append(time.monotonic() - began)
    print(f"{ROUNDS} times PostgreSQL gone and back: an edit succeeds after {max(edits):.2f} s at most, a text has it"
          f" after {max(texts):.2f} s at most")  # fmt: skip


def _tiny_requests(service: Service) -> None:
    before, began = memory(service), time.monotonic()
    wrong = tiny(service, REQUESTS)
    seconds = time.monotonic() - began
    grown = (memory(service) - before) / MB
    print(f"{REQUESTS} tiny requests: {wrong} wrong, {seconds:.0f} s, memory {before / MB:.0f} MB, {grown:+.1f} MB")


def _long_body(service: Service) -> None:
    before, began = memory(service), time.monotonic()
    most, ended = before, threading.Event()

    def watch() -> None:
        nonlocal most
        while not ended.wait(0.5):
            most = max(most, memory(service))

    watching = threading.Thread(target=watch)
    watching.start()
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=600)
    item = ITEM.encode()
    headers = {"Content-Type": CSL, "Content-Length": str(ITEMS * len(item))}
    connection.request("POST", "/v1/normalize", (item for _ in range(ITEMS)), headers)
    answer = connection.getresponse()
    lines = length = 0
    while block := answer.read(1 << 20):
        lines += block.count(b"\n")
        length += len(block)
    ended.set()
    watching.join()
    seconds = time.monotonic() - began
    print(
        f"one body of {ITEMS * len(item) / MB:.0f} MB, {ITEMS} records: {answer.status}, {lines} records and "
        f"{length / MB:.0f} MB back in {seconds:.0f} s, "
        f"memory {before / MB:.0f} MB, {(most - before) / MB:+.1f} MB at most"
    )


if __name__ == "__main__":
    main()
