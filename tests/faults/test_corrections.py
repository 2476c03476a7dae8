"""A correction that one process takes is in force in all of them: with SQLite, and with PostgreSQL."""

from __future__ import annotations

import json
import os
import time
import urllib.request
from collections.abc import Callable

import pytest

from ..web.serving import Service
from .conftest import workers

LATEST = 10.0  # seconds; docs/reliability.md says how long it takes on a machine with nothing else to do
TEXT = "Щи.\n".encode()


def answering(service: Service) -> list[int]:
    """Which process answered each text so far, by the lines of the log."""
    return [line["process"] for line in service.requests if line["route"] == "/v1/normalize"]


def seconds_until_all_answer(service: Service, expected: str) -> float:
    """Ask until each process has answered as expected; when, at the latest, a text was sent that was not.

    Who answers is not for the client to say, so it asks as often as it takes; how long that takes says nothing. No
    process may go back to what it said.
    """
    began = time.monotonic()
    latest = 0.0
    right: set[int] = set()
    while right != set(workers(service)):
        before = len(answering(service))
        asked = time.monotonic()
        status, text = service.get("/v1/normalize", TEXT)
        assert status == 200
        service.until(lambda: len(answering(service)) > before)  # noqa: B023 - called at once
        process = answering(service)[-1]
        if text == expected:
            right.add(process)
        else:
            assert process not in right
            latest = asked - began
            assert latest < LATEST, f"process {process} of {workers(service)} says {text!r}"
    return latest


def passing_on(service: Service) -> list[float]:
    """Seconds after a correction, its change and its removal at which a text was last sent that did not follow them."""
    address = f"http://127.0.0.1:{service.port}/v1/overrides"
    found = []
    seconds_until_all_answer(service, "Shchi.\n")
    said = {"language": "ru", "source": "Щи"}
    place = edited(address, "POST", {**said, "output": "Stchi"}, 0)
    found.append(seconds_until_all_answer(service, "Stchi.\n"))
    edited(f"{address}/{place}", "PUT", {**said, "output": "Schtschi"}, 1)
    found.append(seconds_until_all_answer(service, "Schtschi.\n"))
    edited(f"{address}/{place}", "DELETE", None, 2)
    found.append(seconds_until_all_answer(service, "Shchi.\n"))
    return found


def edited(address: str, method: str, body: dict[str, str] | None, revision: int) -> int:
    """Make an edit to a revision, 0 for none; the number of the override, 0 where it is gone."""
    headers = {"Content-Type": "application/json"} | ({"If-Match": f'"{revision}"'} if revision else {})
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(address, data, headers, method=method)) as answer:  # noqa: S310
        return int(json.loads(answer.read() or b"{}").get("id", 0))


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_in_all_processes(database: str, start: Callable[..., Service], request: pytest.FixtureRequest):
    settings = {"ROMANBIB_WORKERS": "2"}
    if database == "postgresql":
        settings["DATABASE_URL"] = request.getfixturevalue("postgresql").new_database(f"corrections{os.getpid()}")
    service = start(**settings)
    assert len(workers(service)) == 2
    found = passing_on(service)
    assert max(found) < LATEST
    print(f"{database}: added, changed, removed: {', '.join(f'{one:.2f} s' for one in found)}")
