"""Numbers for Prometheus."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from prometheus_client.parser import text_string_to_metric_families
from romanbib.references.record import Change, Record
from romanbib.romanization import explain
from romanbib.store.database import StoreError
from romanbib.web.metrics import Metrics


def numbers(text: str) -> dict[tuple[str, ...], float]:
    """Values by name and labels, such as ``("romanbib_requests_total", "method=GET", …)``."""
    return {
        (sample.name, *(f"{name}={value}" for name, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def client(served):
    return served()


def read(client) -> dict[tuple[str, ...], float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=")
    return numbers(answer.get_data(as_text=True))


def test_requests_are_counted_by_route_method_and_status(client):
    client.get("/v1/schemes/nowhere-1")
    client.get("/v1/schemes/nowhere-2")
    client.get("/nowhere")
    client.open("/nowhere", method="GEHEIM")
    found = read(client)
    totals = {key: value for key, value in found.items() if key[0] == "romanbib_requests_total"}
    (route,) = {part for key in totals for part in key if part.startswith("route=/v1/schemes/<")}
    assert totals["romanbib_requests_total", "method=GET", route, "status=404"] == 2
    assert totals["romanbib_requests_total", "method=GET", "route=none", "status=404"] == 1
    assert totals["romanbib_requests_total", "method=other", "route=none", "status=404"] == 1
    assert found["romanbib_request_seconds_count", route] == 2
    assert not any("nowhere" in part for key in found for part in key)


def test_requests_in_progress_are_those_that_have_not_ended(client):
    assert read(client)["romanbib_in_progress",] == 1  # the one that asks
    assert read(client)["romanbib_in_progress",] == 1
    assert read(client)["romanbib_threads",] == 8


def test_words_are_counted_by_what_decided_about_them():
    counted = Metrics(1, 1)
    counted.words(explain("Щи да каша", language="ru").tokens)
    counted.words(explain("کِتاب", language="fa").tokens)
    counted.words([SimpleNamespace(decided_by="the weather")])
    found = numbers(counted.written(None).decode())
    assert found["romanbib_words_total", "decided_by=table"] == 3
    assert found["romanbib_words_total", "decided_by=writer"] == 1
    assert found["romanbib_words_total", "decided_by=other"] == 1


def test_the_words_of_a_record_are_those_of_its_changes():
    counted = Metrics(1, 1)
    rules = {
        "romanize: ru/ala-lc": "Война и мир",
        "romanize: fa/ala-lc": "سیاست خارجی",
        "romanize: override ru: Чайковский": "Чайковский",
        "authority: Nietzsche, Friedrich (rules/…, line 993)": "Ницше Ф.",
        "repair: quotes": "«мир»",
        "layout: apa": "not counted, the words of the entry are counted already",
    }
    changes = [Change("title", 0, len(before), before, "", rule) for rule, before in rules.items()]
    counted.record(Record({"id": "1"}, "item 1", changes), "csl-json")
    counted.record(Record({}, "line 2"), "text")  # an empty line
    found = {key: value for key, value in numbers(counted.written(None).decode()).items() if key[0].endswith("_total")}
    assert found == {
        ("romanbib_records_total", "format=csl-json"): 1,
        ("romanbib_words_total", "decided_by=table"): 3,
        ("romanbib_words_total", "decided_by=persian"): 2,
        ("romanbib_words_total", "decided_by=override"): 1,
        ("romanbib_words_total", "decided_by=authority"): 2,
        ("romanbib_words_total", "decided_by=repair"): 1,
    }


def test_a_bibliography_is_counted(client):
    client.post("/v1/normalize", data="Толстой Л. Н. Война и мир.\n\nЩи.\n".encode(), content_type="text/plain")
    found = read(client)
    assert found["romanbib_records_total", "format=text"] == 2
    assert found["romanbib_words_total", "decided_by=table"] == 7


def test_the_words_of_a_text_are_counted(client):
    client.post("/v1/transliterate", json={"text": "Щи да каша", "language": "ru"})
    assert read(client)["romanbib_words_total", "decided_by=table"] == 3


@pytest.mark.parametrize(
    ("given", "least", "most"),
    [("t={:.3f}", 1.9, 30), ("{:.3f}", 1.9, 30), ("ms", 1.9, 30), ("us", 1.9, 30)],
)
def test_the_time_in_the_queue_comes_from_the_proxy(served, given, least, most):
    import time

    came = time.time() - 2
    written = {"ms": f"{came * 1e3:.0f}", "us": f"{came * 1e6:.0f}"}.get(given) or given.format(came)
    client = served(TRUSTED_PROXIES=1)
    client.get("/health", headers={"X-Request-Start": written})
    assert least < read(client)["romanbib_queue_seconds_sum",] < most


@pytest.mark.parametrize("given", ["", "t=", "x", "-5", "1", "1.2.3", "t=1e9", "9" * 40])
def test_nonsense_about_the_queue_is_left_out(served, given):
    client = served(TRUSTED_PROXIES=1)
    client.get("/health", headers={"X-Request-Start": given})
    assert read(client)["romanbib_queue_seconds_count",] == 0


def test_the_queue_is_not_believed_without_a_proxy(client):
    client.get("/health", headers={"X-Request-Start": "t=1"})
    assert read(client)["romanbib_queue_seconds_count",] == 0


class Overrides:
    """Live overrides whose database can be reached or not."""

    def __init__(self, failing: str = "", *, never: bool = False) -> None:
        self.failing = failing
        self._never = never

    def in_force(self, scope: str = "") -> None:
        if self._never:
            raise StoreError("/secret/place: cannot be reached")


def test_the_database_of_overrides(client):
    for overrides, value, status in (
        (Overrides(), 0, 200),
        (Overrides("the database is gone"), 1, 200),
        (Overrides(never=True), 1, 503),
    ):
        client.application.extensions["romanbib.overrides"] = overrides
        assert read(client)["romanbib_overrides_failing",] == value
        answer = client.get("/ready")
        assert answer.status_code == status
        assert "secret" not in answer.get_data(as_text=True)
        assert "degraded" in answer.get_data(as_text=True) or not overrides.failing


def test_metrics_can_be_switched_off(served, problem):
    problem(served(METRICS="off").get("/metrics"), 404)
