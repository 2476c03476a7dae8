"""One id for a request: in its answer, its problem, and each of its lines in the log."""

from __future__ import annotations

import logging
from uuid import UUID

import pytest

GIVEN = "0b54a2f0-9d7e-4d7a-8f43-0c5a3d2e1f00"


@pytest.mark.parametrize("given", [GIVEN, GIVEN.upper(), GIVEN.replace("-", "")])
def test_a_uuid_is_taken_as_it_is(client, given):
    assert client.get("/health", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "ivan@example.org", "1", "x" * 200, f"{GIVEN} ", f"{GIVEN}x", "٣" * 32])
def test_anything_else_is_replaced(client, given):
    made = client.get("/health", headers={"X-Request-ID": given.encode("utf-8").decode("latin-1")}).headers[
        "X-Request-ID"
    ]
    assert UUID(made).version == 4
    assert made != given


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/static/page.css", "/v1/schemes", "/v1/normalize", "/ready", "/metrics"]
)
def test_every_answer_has_one_of_its_own(client, path):
    found = [client.get(path).headers.getlist("X-Request-ID") for _ in range(2)]
    assert [len(one) for one in found] == [1, 1]
    assert found[0] != found[1]


def test_a_problem_has_the_same(client, problem):
    answer = client.get("/nowhere", headers={"X-Request-ID": GIVEN.replace("-", "")})
    assert problem(answer, 404)["instance"] == f"urn:uuid:{GIVEN}"


def test_the_unexpected_has_the_same_in_answer_and_log(app, problem, monkeypatch, caplog):
    sent = "Тайна"  # the log names the lines of code, too

    def fail() -> None:
        raise ValueError(sent)

    monkeypatch.setitem(app.view_functions, "health.health", fail)
    with caplog.at_level(logging.INFO):
        answer = app.test_client().get("/health", headers={"X-Request-ID": GIVEN})
    assert answer.headers["X-Request-ID"] == GIVEN
    assert problem(answer, 500)["instance"] == f"urn:uuid:{GIVEN}"
    assert GIVEN in caplog.text
    assert sent not in caplog.text
