"""Pages of other sites: none by default, those that are set otherwise."""

from __future__ import annotations

import pytest
from romanbib.web import create_app

OURS, THEIRS = "https://zotero.example", "https://evil.example"


def preflight(client, origin, path="/v1/normalize"):
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type, authorization"}
    return client.options(path, headers={"Origin": origin, **asked})


def headers_of(answer) -> list[str]:
    return [name for name, _ in answer.headers if name.startswith("Access-Control-")]


def test_off_by_default(client):
    assert headers_of(preflight(client, OURS)) == []
    assert headers_of(client.get("/v1/profiles", headers={"Origin": OURS})) == []


@pytest.mark.parametrize("set_to", [f"{OURS}, https://other.example", "*"])
def test_an_origin_that_is_set(set_to):
    client = create_app({"ROMANBIB_CORS_ORIGINS": set_to}).test_client()
    asked = preflight(client, OURS)
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Origin"] in (OURS, "*")
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert {"authorization", "content-type"} <= set(asked.headers["Access-Control-Allow-Headers"].lower().split(", "))
    answer = client.get("/v1/profiles", headers={"Origin": OURS})
    assert answer.headers["Access-Control-Allow-Origin"] in (OURS, "*")
    readable = answer.headers["Access-Control-Expose-Headers"]
    for name in ("ETag", "Location", "X-Request-ID", "X-Romanbib-Changes", "X-Romanbib-Warnings"):
        assert name in readable
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert set_to == "*" or "Origin" in ", ".join(answer.headers.getlist("Vary"))


@pytest.mark.parametrize("origin", [THEIRS, "null", f"{OURS}.evil.example", f"{OURS}:8443", "http://zotero.example"])
def test_any_other_origin(origin):
    client = create_app({"ROMANBIB_CORS_ORIGINS": OURS}).test_client()
    assert "Access-Control-Allow-Origin" not in preflight(client, origin).headers
    answer = client.get("/v1/profiles", headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Origin" in ", ".join(answer.headers.getlist("Vary"))  # a cache keeps the two apart


def test_errors_can_be_read_too(tmp_path):
    client = create_app({"ROMANBIB_CORS_ORIGINS": OURS, "ROMANBIB_RATE_LIMIT": "1/day"}).test_client()
    answers = [client.post("/v1/detect", json={}, headers={"Origin": OURS}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [400, 429]
    assert [answer.headers["Access-Control-Allow-Origin"] for answer in answers] == [OURS, OURS]


def test_the_page_is_not_for_others():
    client = create_app({"ROMANBIB_CORS_ORIGINS": "*"}).test_client()
    assert headers_of(client.get("/", headers={"Origin": OURS})) == []


def test_a_preflight_needs_no_token(tmp_path):
    from romanbib.web import tokens

    file = tmp_path / "tokens.toml"
    file.write_text(tokens.make("x", "read")[1])
    client = create_app({"ROMANBIB_CORS_ORIGINS": OURS, "ROMANBIB_TOKENS": str(file)}).test_client()
    assert preflight(client, OURS).status_code == 200
