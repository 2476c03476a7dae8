"""The copy of the stored overrides that answers requests; it is at most half a second old."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from ..overrides import Override, Overrides
from .database import StoreError
from .store import Store

AGE = 0.5  # seconds for which a copy is taken to be new
SCOPES = 64  # scopes whose overrides are kept ready
_log = logging.getLogger(__name__)


class LiveOverrides:
    """The overrides in force, read again only when something has changed.

    While the database cannot be reached the last copy stays in force and ``failing`` says why; without any copy yet
    there is nothing right to answer with, and the error is raised.

    Args:
        opened: opens the store; called when it is needed first, and again until it succeeds.
    """

    def __init__(self, opened: Callable[[], Store]) -> None:
        self._opened = opened
        self._store: Store | None = None
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._generation = -1
        self._found: tuple[Override, ...] = ()
        self._of_scope: dict[str, Overrides] = {}
        self.failing = ""

    @property
    def store(self) -> Store:
        """The store behind the copy.

        Raises:
            StoreError: it cannot be opened.
        """
        with self._lock:
            return self._open()

    def in_force(self, scope: str = "") -> Overrides:
        """Give the overrides that hold in a scope; the same object as long as nothing changes.

        Raises:
            StoreError: the database cannot be used, and never could since the start.
        """
        with self._lock:
            if time.monotonic() - self._looked >= AGE:
                self._look()
            found = self._of_scope.get(scope)
            if found is None:
                if len(self._of_scope) >= SCOPES:
                    self._of_scope.clear()
                found = self._of_scope[scope] = Overrides(self._found, scope)
            return found

    def look_again(self) -> None:
        """Read what changed at the next request: after one's own edit."""
        with self._lock:
            self._looked = float("-inf")

    def _open(self) -> Store:
        if self._store is None:
            self._store = self._opened()
        return self._store

    def _look(self) -> None:
        began = time.monotonic()  # a copy is as old as the look that it comes from, however long that took
        try:
            store = self._open()
            generation = store.generation()
            if generation != self._generation:
                self._found = tuple(one.override for one in store.all())
                self._generation = generation
                self._of_scope.clear()
        except StoreError as error:
            if self._generation < 0:
                raise
            if not self.failing:
                _log.warning("overrides: the last copy stays in force: %s", error)
            self.failing = str(error)
            self._looked = time.monotonic()  # a database that answers late, or never, is not asked at every request
        else:
            self.failing = ""
            self._looked = began
