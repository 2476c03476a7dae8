"""The API: what the library does, over HTTP, in the caller's own format; a module a resource."""

from __future__ import annotations

from flask import Flask

from . import check, document, listings, normalize, overrides, texts
from .operations import blueprint

__all__ = ["check", "document", "listings", "normalize", "overrides", "register", "texts"]


def register(app: Flask) -> None:
    """Answer requests to the API, and those for its document."""
    app.register_blueprint(blueprint)
    app.register_blueprint(document.blueprint)
