"""Limits: each with its setting and an answer of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest
from romanbib.references.record import Record
from romanbib.web import Settings, create_app, limits, rates
from romanbib.web.problems import Problem

LINES = "Щи.\nКаша.\nЧай.\n".encode()


def post(client, data=LINES, kind="text/plain", **more):
    return client.post("/v1/normalize", data=data, content_type=kind, **more)


@pytest.mark.parametrize("path", ["/v1/normalize", "/v1/check"])
def test_too_many_records(problem, path):
    client = create_app({"ROMANBIB_MAX_RECORDS": 2}).test_client()
    answer = client.post(path, data=LINES, content_type="text/plain")
    assert "more than 2 records" in problem(answer, 413, "too-many-records")["detail"]
    assert client.post(path, data="Щи.\n\n\n\nКаша.\n".encode(), content_type="text/plain").status_code == 200


def test_too_many_items(problem):
    client = create_app({"ROMANBIB_MAX_RECORDS": 2}).test_client()
    items = [{"id": str(number), "title": "Щи"} for number in range(3)]
    problem(client.post("/v1/normalize", json={"source": items}), 413, "too-many-records")
    assert client.post("/v1/normalize", json={"source": items[1:]}).status_code == 200


def test_the_time_of_a_request(problem, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    allowance = limits.Allowance(Settings(max_seconds=5))
    allowance.take(Record({"id": "1"}, "item 1"))
    now[0] = 5.1
    with pytest.raises(Problem, match=r"after 1 records: a request may take 5 seconds") as raised:
        allowance.take(Record({"id": "2"}, "item 2"))
    assert (raised.value.status, raised.value.kind) == (503, "took-too-long")
    assert int(raised.value.headers["Retry-After"]) > 0


@pytest.mark.parametrize("path", ["/v1/normalize", "/v1/check", "/v1/transliterate"])
def test_a_request_that_takes_too_long_is_told_so(problem, path, monkeypatch):
    client = create_app({"ROMANBIB_MAX_SECONDS": 1}).test_client()
    monkeypatch.setattr(limits.time, "monotonic", iter(range(0, 10_000, 2)).__next__)
    answer = client.post(path, data=LINES, content_type="text/plain")
    problem(answer, 503, "took-too-long")
    assert answer.headers["Retry-After"]


def test_what_stands_between_records_counts_for_none():
    allowance = limits.Allowance(Settings(max_records=1))
    for _ in range(3):
        allowance.take(Record({}, "line 1", entry=""))
    allowance.take(Record({}, "line 4", entry="Щи"))
    assert allowance.records == 1


def test_too_many_requests(problem):
    client = create_app({"ROMANBIB_RATE_LIMIT": "2/minute"}).test_client()
    first = client.get("/v1/profiles")
    assert (first.headers["X-RateLimit-Limit"], first.headers["X-RateLimit-Remaining"]) == ("2", "1")
    assert "Retry-After" not in first.headers
    assert client.get("/").status_code == 200  # all addresses count together
    answer = client.get("/v1/schemes")
    assert "2 requests a minute" in problem(answer, 429, "too-many-requests")["detail"]
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert answer.headers["X-RateLimit-Remaining"] == "0"


def test_what_is_wrong_for_another_reason_does_not_tell_to_wait_for_the_rate(problem, monkeypatch):
    client = create_app({"ROMANBIB_RATE_LIMIT": "9/day", "ROMANBIB_MAX_SECONDS": 1}).test_client()
    for answer in (client.get("/v1/schemes/nothing"), client.post("/v1/check", data=LINES, content_type="image/png")):
        assert answer.status_code in (404, 415)
        assert "Retry-After" not in answer.headers
        assert answer.headers["X-RateLimit-Limit"] == "9"
    monkeypatch.setattr(limits.time, "monotonic", iter(range(0, 10_000, 2)).__next__)
    answer = post(client)
    problem(answer, 503, "took-too-long")
    assert answer.headers["Retry-After"] == str(limits.RETRY_SECONDS)
    assert rates.WAIT not in answer.headers


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics", "/static/page.css", "/problems/bad-json"])
def test_probes_are_not_limited(path):
    client = create_app({"ROMANBIB_RATE_LIMIT": "1/day"}).test_client()
    assert [client.get(path).status_code for _ in range(3)] == [200] * 3


def test_each_client_has_a_limit_of_its_own():
    client = create_app({"ROMANBIB_RATE_LIMIT": "1/day"}).test_client()

    def status(address: str) -> int:
        return client.get("/v1/profiles", environ_base={"REMOTE_ADDR": address}).status_code

    assert [status("192.0.2.1"), status("192.0.2.2"), status("192.0.2.1")] == [200, 200, 429]
    # A site has a network of IPv6 addresses to itself.
    assert [status("2001:db8::1"), status("2001:db8::2"), status("2001:db8:0:1::1")] == [200, 429, 200]
    assert status("::ffff:192.0.2.1") == 429


def test_a_client_is_known_behind_as_many_proxies_as_are_trusted():
    def statuses(proxies: int) -> list[int]:
        client = create_app({"ROMANBIB_RATE_LIMIT": "1/day", "ROMANBIB_TRUSTED_PROXIES": proxies}).test_client()
        given = ("192.0.2.1, 192.0.2.9", "192.0.2.2, 192.0.2.9", "192.0.2.1, 192.0.2.8")
        return [client.get("/v1/profiles", headers={"X-Forwarded-For": one}).status_code for one in given]

    assert statuses(0) == [200, 429, 429]  # what a client says of itself counts for nothing
    assert statuses(1) == [200, 429, 200]


@pytest.fixture
def redis(tmp_path) -> Iterator[str]:
    """URL of a Redis server."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed")
    place = tmp_path / "redis.sock"
    server = subprocess.Popen(
        [program, "--port", "0", "--unixsocket", place, "--save", "", "--dir", tmp_path], stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with socket.socket(socket.AF_UNIX) as probe:
                if probe.connect_ex(str(place)) == 0:
                    break
            time.sleep(0.05)
        yield f"redis+unix://{place}"
    finally:
        server.terminate()
        server.wait(10)


def test_redis_counts_for_all_processes(redis):
    settings = {"ROMANBIB_RATE_LIMIT": "2/day", "ROMANBIB_REDIS_URL": redis}
    clients = [create_app(settings).test_client() for _ in range(3)]
    assert [client.get("/v1/profiles").status_code for client in clients] == [200, 200, 429]


def test_without_redis_each_process_counts_by_itself():
    settings = {"ROMANBIB_RATE_LIMIT": "1/day", "ROMANBIB_REDIS_URL": "redis://127.0.0.1:9"}  # nobody listens there
    client = create_app(settings).test_client()
    assert [client.get("/v1/profiles").status_code for _ in range(2)] == [200, 429]


def test_a_client_without_an_address(app):
    with app.test_request_context(environ_base={"REMOTE_ADDR": ""}):
        assert rates.client() == ""
