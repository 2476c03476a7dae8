"""What Prometheus reads at ``/metrics``: numbers of requests, records and words; nothing of what they were about.

With several processes each writes its numbers to files in the folder that ``PROMETHEUS_MULTIPROC_DIR`` names (see
server.py), and whichever is asked adds all of them up.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, cast

from flask import Flask, Response, current_app

from ..references.record import Record
from ..romanization import Token
from ..store.database import StoreError
from ..store.live import LiveOverrides

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
OVERRIDES = "romanbib.overrides"  # key of the live overrides among the application's extensions
_KEY = "romanbib.metrics"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# What decided about a word, by how tokens name it; the first that fits.
_TOKEN_SOURCES = (
    (re.compile("override"), "override"),
    (re.compile("writer's vowels"), "writer"),
    (re.compile("lexicon"), "lexicon"),
    (re.compile("model"), "model"),
    (re.compile("no reading found"), "unread"),
    (re.compile("left as it is"), "unchanged"),
    (re.compile("repaired"), "repair"),
    (re.compile("rule table"), "table"),
)
# The same for the changes of a record. That Persian words were read does not say by what; tokens do.
_RULE_SOURCES = (
    (re.compile("^romanize: override"), "override"),
    (re.compile(r"^romanize: fa\b"), "persian"),
    (re.compile("^romanize: "), "table"),
    (re.compile("^repair: "), "repair"),
    (re.compile("^authority: "), "authority"),
    (re.compile("^respell: "), "respelling"),
)
_WORD = re.compile(r"[^\W\d_]+")


class Metrics:
    """The numbers of an application.

    Args:
        workers: processes that answer requests.
        threads: requests that each answers at a time.
    """

    def __init__(self, workers: int, threads: int) -> None:
        import prometheus_client as client  # slow to import, and only the service needs it

        self.registry = client.CollectorRegistry()
        counter = partial(client.Counter, registry=self.registry)
        self._requests = counter("romanbib_requests", "Requests answered.", ["route", "method", "status"])
        self._records = counter("romanbib_records", "References normalized or checked.", ["format"])
        self._words = counter(
            "romanbib_words", "Words romanized or mended, by what decided about them.", ["decided_by"]
        )
        self._seconds = client.Histogram(
            "romanbib_request_seconds",
            "Time from the start of the work on a request to the last byte of its answer.",
            ["route"],
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._queued = client.Histogram(
            "romanbib_queue_seconds",
            "Time that requests waited for a thread, where the proxy says when they came (X-Request-Start).",
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._in_progress = client.Gauge(
            "romanbib_in_progress",
            "Requests being worked on.",
            registry=self.registry,
            multiprocess_mode="livesum",
        )
        self._threads = workers * threads

    def begin(self, queued: float | None) -> None:
        """Count a request in; ``queued`` are the seconds that it waited, if known."""
        self._in_progress.inc()
        if queued is not None:
            self._queued.observe(queued)

    def end(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request out."""
        self._in_progress.dec()
        self._requests.labels(route, method if method in _METHODS else "other", str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def words(self, tokens: Iterable[Token]) -> None:
        """Count the words of a text."""
        for source, number in Counter(_source(token.decided_by, _TOKEN_SOURCES) or "other" for token in tokens).items():
            self._words.labels(source).inc(number)

    def record(self, record: Record, format_name: str) -> None:
        """Count a record and the words in what was changed of it."""
        if not record.is_reference:
            return  # what stands between records
        self._records.labels(format_name).inc()
        found: Counter[str] = Counter()
        for change in record.changes:
            if source := _source(change.rule, _RULE_SOURCES):
                found[source] += len(_WORD.findall(change.before))
        for source, number in found.items():
            self._words.labels(source).inc(number)

    def written(self, overrides: LiveOverrides | None) -> bytes:
        """Give all numbers in the text format of Prometheus."""
        from prometheus_client import CollectorRegistry, generate_latest
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = self.registry
        if os.environ.get(FOLDER):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        now = CollectorRegistry()
        now.register(_Now(self._threads, overrides))
        return generate_latest(registry) + generate_latest(now)


class _Now:
    """What is told when it is asked for, by whichever process is asked."""

    def __init__(self, threads: int, overrides: LiveOverrides | None) -> None:
        self._threads = threads
        self._overrides = overrides

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily

        yield GaugeMetricFamily("romanbib_threads", "Requests that can be worked on at a time.", value=self._threads)
        if self._overrides is not None:
            yield GaugeMetricFamily(
                "romanbib_overrides_failing",
                "1 while the database of overrides cannot be reached.",
                value=int(failing(self._overrides)),
            )


def failing(overrides: LiveOverrides) -> bool:
    """Look whether the overrides' database can be reached."""
    try:
        overrides.in_force()
    except StoreError:
        return True
    return bool(overrides.failing)


def _source(said: str, sources: Iterable[tuple[re.Pattern[str], str]]) -> str:
    return next((source for pattern, source in sources if pattern.search(said)), "")


def register(app: Flask, workers: int, threads: int, *, shown: bool) -> Metrics:
    """Count what the application does; ``shown`` is whether ``/metrics`` tells it."""
    app.extensions[_KEY] = counted = Metrics(workers, threads)
    if shown:
        app.add_url_rule("/metrics", "metrics", _answer, methods=["GET"])
    return counted


def _answer() -> Response:
    found = metrics().written(current_app.extensions.get(OVERRIDES))
    return Response(found, content_type="text/plain; version=0.0.4; charset=utf-8")


def metrics() -> Metrics:
    """The numbers of the application that answers the present request."""
    return cast(Metrics, current_app.extensions[_KEY])
