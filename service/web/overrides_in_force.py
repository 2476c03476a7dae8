"""The overrides of this service: one copy for each process, opened when it is first needed."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app

from ..overrides import NONE, Overrides
from ..store.database import StoreError
from ..store.live import LiveOverrides
from ..store.place import SETTING, default_url, is_there
from ..store.store import Store
from .metrics import OVERRIDES
from .problems import Problem

RETRY = "10"  # seconds after which to ask again
_log = logging.getLogger(__name__)


def register(app: Flask, settings: Mapping[str, object]) -> None:
    """Keep overrides where ``DATABASE_URL`` says, of the settings or else of the environment."""
    own = {SETTING: str(settings[SETTING])} if SETTING in settings else {}
    url = app.config[SETTING] = default_url({**os.environ, **own})
    app.extensions[OVERRIDES] = LiveOverrides(lambda: Store(url))


def live() -> LiveOverrides:
    """The overrides of the application that answers the present request."""
    return cast(LiveOverrides, current_app.extensions[OVERRIDES])


def current(scope: str = "") -> Overrides:
    """Overrides that hold in a scope; none where nobody has kept any yet.

    Raises:
        Problem: 503, they cannot be read, and never could since the start.
    """
    if not is_there(current_app.config[SETTING]):
        return NONE
    with available():
        return live().in_force(scope)


@contextmanager
def available() -> Iterator[None]:
    """Turn what the database says into a problem that tells callers no more than they can use.

    Raises:
        Problem: 503, the database cannot be used.
    """
    try:
        yield
    except StoreError as error:
        _log.error("%s", error)
        detail = "The overrides cannot be read or written at present; try again later."
        raise Problem("overrides-unavailable", detail, headers={"Retry-After": RETRY}) from None
