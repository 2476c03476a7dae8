"""Whether the service runs, and whether it can do its work."""

from __future__ import annotations

from flask import Blueprint, Response

from ..tables.compiled import compiled
from ..tables.registry import available
from .problems import Problem
from .requests import json_answer

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> Response:
    """Answer as soon as the process does."""
    return json_answer({"status": "ok"})


@blueprint.get("/ready")
def ready() -> Response:
    """Compile a rule table; a rule table with a mistake is answered as every other error."""
    tables = available()
    if not tables:
        raise Problem("", "There is no rule table; the installation is broken.", status=503)
    table = next((table for table in tables if table.id == "ala-lc"), tables[0])
    compiled(table.language, table.id)
    return json_answer({"status": "ready"})
