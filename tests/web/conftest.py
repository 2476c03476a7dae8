"""The application, a client of it, and a server that really listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from romanbib.web import create_app
from werkzeug.test import TestResponse

from .browsing import service

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
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the service under gunicorn, in a process of its own."""
    limits = {"ROMANBIB_MAX_BYTES": "200000", "ROMANBIB_MAX_STREAM_BYTES": "200000"}
    with service(tmp_path_factory.mktemp("service"), **limits) as address:
        yield address
