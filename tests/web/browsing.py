"""A real browser and a real server with overrides of its own, for the browser tests and the pictures in docs/."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Any]:
    """Give a browser.

    Raises:
        RuntimeError: Playwright or Chromium is missing; says how to install it.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise RuntimeError("the browser tests need Playwright: pip install playwright") from None
    if not CHROMIUM.exists():
        raise RuntimeError(f"the browser tests need {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def service(folder: Path, **settings: str) -> Iterator[str]:
    """Give the address of the service under gunicorn, with its database in a folder.

    Raises:
        RuntimeError: it does not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--threads",
        "4",
        "--graceful-timeout",
        "1",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'overrides.db'}", **settings}
    with (folder / "gunicorn.log").open("wb") as log:
        server = subprocess.Popen([*command, "romanbib.web:create_app()"], env=environment, stdout=log, stderr=log)
        try:
            _wait(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(10)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if server.poll() is not None:
            raise RuntimeError("gunicorn did not start; pip install -e .")
        try:
            with urllib.request.urlopen(f"{address}/ready", timeout=5):  # noqa: S310 - the loopback address
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the service does not answer at {address}")
