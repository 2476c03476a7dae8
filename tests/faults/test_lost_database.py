"""PostgreSQL goes and comes back: edits wait, texts go on with the last copy of the overrides."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest

OVERRIDE = {"language": "ru", "source": "Щи", "output": "Stchi"}


def added(service, source):
    sent = json.dumps({**OVERRIDE, "source": source}).encode()
    return service.get("/v1/overrides", sent, "application/json")[0]


def test_gone_and_back(start, postgresql):
    service = start(DATABASE_URL=postgresql.new_database("lost"), ROMANBIB_WORKERS="1")
    assert added(service, "Щи") == 201
    assert service.get("/v1/normalize", "Щи.\n".encode()) == (200, "Stchi.\n")
    postgresql.stop()
    try:
        service.until(lambda: added(service, "Каша") == 503)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{service.port}/v1/overrides")
        assert refused.value.code == 503
        assert int(refused.value.headers["Retry-After"]) > 0
        for _ in range(5):
            assert service.get("/v1/normalize", "Щи.\n".encode()) == (200, "Stchi.\n")
        service.until(lambda: "degraded" in service.get("/ready")[1])
        assert service.get("/ready")[0] == 200
    finally:
        postgresql.start()
    service.until(lambda: added(service, "Каша") == 201)
    service.until(lambda: service.get("/v1/normalize", "Каша.\n".encode())[1] == "Stchi.\n")
    sources = [one["source"] for one in json.loads(service.get("/v1/overrides")[1])["overrides"]]
    assert sources == ["Щи", "Каша"]  # what was refused was not kept in secret
    assert "romanbib@" in service.log.read_text()  # the log says which database
