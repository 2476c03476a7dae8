"""The service as it is started: ``romanbib serve`` in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

WAIT = 60  # seconds for what takes one or two


class Service:
    """A running service.

    Args:
        settings: variables of its environment.
        folder: where its log, its passing files and its overrides are.
        first: code that is run before it starts, to shorten what no setting shortens.
    """

    def __init__(self, settings: dict[str, str], folder: Path, first: str = "") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = folder / "log"
        database = f"sqlite:///{folder}/overrides.sqlite"
        environment = {**os.environ, "DATABASE_URL": database, "TMPDIR": str(folder), **settings}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    f"{first}\nfrom romanbib.cli import main; main()",
                    "serve",
                    "--port",
                    str(self.port),
                ],
                stderr=log,
                env=environment,
            )

    def get(self, path: str, data: bytes | None = None, kind: str = "text/plain") -> tuple[int, str]:
        """Status and text of an answer; status 0 where nobody answers."""
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": kind})
        try:
            with urllib.request.urlopen(asked, timeout=WAIT) as answer:  # noqa: S310 - the loopback address
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something to happen."""
        end = time.monotonic() + WAIT
        while not true():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.05)

    def stop(self) -> int:
        """Stop it as an operator does; its exit status."""
        self.process.terminate()
        return self.process.wait(WAIT)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    @property
    def requests(self) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["event"] == "request"]
