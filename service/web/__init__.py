"""The HTTP service: a Flask application with the API under ``/v1`` and a page at ``/``."""

from __future__ import annotations

import os
from collections.abc import Mapping

from flask import Flask

from . import api, headers, health, listings, page, problems
from .settings import Settings, SettingsError

__all__ = ["Settings", "SettingsError", "create_app"]


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """Make the application.

    Args:
        settings: values by the names of ``Settings``' environment variables; the environment if not given.

    Raises:
        SettingsError: a setting that cannot be used; names the variable and the mend.
    """
    chosen = Settings.read(os.environ if settings is None else settings)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = chosen.max_bytes + 1  # see requests.body
    app.config["MAX_FORM_MEMORY_SIZE"] = chosen.max_bytes
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["romanbib"] = chosen
    app.url_map.strict_slashes = False
    problems.register(app)
    headers.register(app)
    for module in (api, listings, page, health):
        app.register_blueprint(module.blueprint)
    return app
