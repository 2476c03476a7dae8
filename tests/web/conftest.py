"""The application, a client of it, and a server that really listens."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from romanbib.web import create_app
from werkzeug.test import TestResponse

EXAMPLE = Path(__file__).parents[2] / "rules" / "examples" / "paper.txt"


@pytest.fixture(autouse=True)
def own_overrides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep overrides in a place of the test's own, never in the user's."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'overrides.sqlite'}")


@pytest.fixture
def app() -> Flask:
    return create_app({})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


class _Client(FlaskClient):
    """A client that takes the whole answer and closes it, as a server does."""

    def open(self, *args: Any, **more: Any) -> TestResponse:
        return super().open(*args, buffered=True, **more)


@pytest.fixture
def served() -> Callable[..., FlaskClient]:
    """Make an application with these settings, without their prefix, and give a client of it."""

    def make(**settings: object) -> FlaskClient:
        app = create_app({name if name == "DATABASE_URL" else f"ROMANBIB_{name}": settings[name] for name in settings})
        return _Client(app, app.response_class)

    return make


@pytest.fixture
def problem() -> Callable[..., dict[str, Any]]:
    """Check that an answer is a problem, and give it."""

    def check(answer: TestResponse, status: int, kind: str = "") -> dict[str, Any]:
        assert answer.status_code == status, answer.get_data(as_text=True)
        assert answer.content_type == "application/problem+json"
        members: dict[str, Any] = answer.get_json(force=True)
        assert {"type", "title", "status", "detail", "instance"} <= set(members)
        assert members["status"] == status
        assert members["type"] == (f"/problems/{kind}" if kind else "about:blank")
        assert members["detail"].endswith((".", "?", "!"))
        assert "\n" not in members["detail"]
        assert "Traceback" not in answer.get_data(as_text=True)
        return members

    return check


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Address of the service under gunicorn, in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    environment = {**os.environ, "ROMANBIB_MAX_BYTES": "200000", "ROMANBIB_MAX_STREAM_BYTES": "200000"}
    server = subprocess.Popen([*command, "romanbib.web:create_app()"], env=environment)
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if server.poll() is not None:
            pytest.fail("gunicorn did not start; pip install -e '.[serve]'")
        try:
            with urllib.request.urlopen(f"{address}/ready", timeout=5):  # noqa: S310 - the loopback address
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the service does not answer at {address}")
