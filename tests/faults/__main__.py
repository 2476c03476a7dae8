"""Figures for docs/reliability.md that take too long for a test: 10,000 tiny requests, one body of 200 MB.

.venv/bin/python -m tests.faults
"""

from __future__ import annotations

import http.client
import tempfile
import threading
import time
from pathlib import Path

from ..web.serving import Service
from .conftest import stop
from .test_clients import CSL, memory, tiny

REQUESTS = 10_000
ITEM = '{"title": "Мир", "x-note": "%s"}\n' % ("A long note on nothing at all. " * 1600)
ITEMS = 200_000_000 // len(ITEM.encode())
MB = 1_000_000


def main() -> None:
    """Start a service as it is started anywhere, and print what it bore."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service({}, Path(folder))
        try:
            service.until(lambda: service.get("/ready")[0] == 200)
            tiny(service, 200)
            _tiny_requests(service)
            _long_body(service)
        finally:
            stop(service)


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
