"""Whether the service runs, and whether it can do its work."""

from __future__ import annotations

import logging
import mmap

from flask import Blueprint, Response, current_app

from ..errors import RomanbibError
from ..pipeline import normalize
from ..romanization import transliterated
from ..store.live import LiveOverrides
from ..tables.compiled import compiled
from ..tables.registry import available
from .answers import json_answer
from .metrics import OVERRIDES, failing
from .problems import Problem

blueprint = Blueprint("health", __name__)
_SAMPLE = "نظم در حال تغییر گزدفستان"  # reads the word lists of Persian, and its models: the last word is in no list
_REFERENCE = "Ницше Ф. Воля к власти // Вопросы философии. 2020. № 1. С. 5–9.\n"  # parser, layout, authority tables
# One byte that all processes of the service share, since it is there before they are started: 1 when it is to stop.
_stopping = mmap.mmap(-1, 1)
_log = logging.getLogger(__name__)


def stop() -> None:
    """Say from now on, in all processes, that the service is not ready."""
    _stopping[0] = 1


def load() -> None:
    """Read and compile what every request needs; quick where that is done already.

    Raises:
        RomanbibError: a rule table or list that cannot be used, or none at all.
    """
    tables = available()
    if not tables:
        raise RomanbibError("there is no rule table; the installation is broken")
    for table in tables:
        if table.id == "ala-lc":
            compiled(table.language, table.id)
    if any(table.language == "fa" for table in tables):
        transliterated(_SAMPLE, language="fa", kind="title")
    normalize(_REFERENCE, profile="scopus")


@blueprint.get("/health")
def health() -> Response:
    """Answer as soon as the process does."""
    return json_answer({"status": "ok"})


@blueprint.get("/ready")
def ready() -> Response:
    """Answer 200 where requests can be answered rightly, else 503.

    Where the overrides' database cannot be reached, their last copy stays in force: that is ``degraded``, and requests
    are answered. Without a copy they could only be answered without what people have settled.
    """
    if _stopping[0]:
        raise Problem("", "The service is stopping; it ends what it has begun.", status=503)
    try:
        load()
    except RomanbibError as error:
        _log.error("not ready: %s", error)
        raise Problem("", "Rule tables or word lists cannot be used; the log says which.", status=503) from None
    overrides: LiveOverrides | None = current_app.extensions.get(OVERRIDES)
    if overrides is None or not failing(overrides):
        return json_answer({"status": "ready"})
    if overrides.failing:
        return json_answer({"status": "degraded", "detail": "The overrides' last copy is in force; see the log."})
    raise Problem("", "The database of overrides cannot be reached; the log says why.", status=503)
