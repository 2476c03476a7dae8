"""The HTTP service: a Flask application with the API under ``/v1`` and a page at ``/``."""

from __future__ import annotations

import os
from collections.abc import Mapping

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from . import (
    api,
    cors,
    headers,
    health,
    limits,
    metrics,
    overrides_in_force,
    page,
    problems,
    rates,
    scheme_pages,
    tokens,
    traffic,
)
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
    counted = metrics.register(app, chosen.workers, chosen.threads, shown=chosen.metrics)
    traffic.register(app)
    limits.register(app)
    tokens.register(app, chosen.tokens)
    rates.register(app, chosen)
    cors.register(app, chosen.cors_origins)
    overrides_in_force.register(app, {} if settings is None else settings)
    api.register(app)
    for module in (page, scheme_pages, health):
        app.register_blueprint(module.blueprint)
    if count := chosen.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.wsgi_app = traffic.Traffic(  # type: ignore[method-assign]
        app.wsgi_app, counted, log_clients=chosen.log_clients, behind_proxy=bool(count)
    )
    return app
