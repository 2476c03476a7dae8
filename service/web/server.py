"""Run the service under gunicorn from within Python."""

from __future__ import annotations

from typing import Any

from gunicorn.app.base import BaseApplication

from . import create_app


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with its settings given here instead of on a command line."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return create_app()


def run(host: str, port: int) -> None:
    """Serve until stopped, with two workers of four threads each.

    Args:
        host: address to listen on.
        port: port to listen on.
    """
    _Server({"bind": f"{host}:{port}", "workers": 2, "threads": 4, "preload_app": True}).run()
