"""Run the service under gunicorn from within Python."""

from __future__ import annotations

import os
from typing import Any

from gunicorn.app.base import BaseApplication

from ..tables.registry import available
from . import create_app
from .settings import Settings


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

    Raises:
        SettingsError: a setting in the environment that cannot be used.
    """
    # A wrong setting or rule table is told here in one line, before any worker starts.
    Settings.read(os.environ)
    available()
    _Server({"bind": f"{host}:{port}", "workers": 2, "threads": 4, "preload_app": True}).run()
