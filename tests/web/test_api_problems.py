"""Every error is a problem (RFC 9457), and none says more than it should."""

from __future__ import annotations

import http.client
import logging
from urllib.parse import urlsplit

import pytest
from romanbib.errors import RuleTableError
from romanbib.web import create_app
from romanbib.web.headers import HEADERS
from romanbib.web.problems import KINDS

POSTS = ("/v1/transliterate", "/v1/normalize", "/v1/detect", "/v1/check")


@pytest.mark.parametrize("path", ["/nowhere", "/v1", "/v1/nowhere", "/problems/nowhere", "/static/nowhere.css"])
def test_nothing_there(client, problem, path):
    problem(client.get(path), 404)


@pytest.mark.parametrize("path", POSTS)
def test_wrong_method(client, problem, path):
    answer = client.get(path)
    assert "POST" in problem(answer, 405)["detail"]
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("kind", ["", "application/x-www-form-urlencoded", "text/html", "application/pdf"])
def test_wrong_media_type(client, problem, path, kind):
    answer = client.post(path, data=b"x", content_type=kind)
    assert "application/json" in problem(answer, 415)["available"]
    assert "application/json" in answer.headers["Accept"]


@pytest.mark.parametrize("path", POSTS)
def test_wrong_charset_and_coding(client, problem, path):
    problem(client.post(path, data=b"{}", content_type="application/json; charset=windows-1251"), 415)
    problem(client.post(path, data=b"{}", content_type="application/json", headers={"Content-Encoding": "br"}), 415)


@pytest.mark.parametrize("path", [*POSTS, "/v1/schemes", "/v1/schemes/ala-lc", "/v1/profiles"])
def test_not_acceptable(client, problem, path):
    send = client.post if path in POSTS else client.get
    body = {"data": b"{}", "content_type": "application/json"} if path in POSTS else {}
    bodies = {"/v1/normalize": b'{"source": ""}'}
    if path in bodies:
        body["data"] = bodies[path]
    answer = send(path, headers={"Accept": "image/png"}, **body)
    assert problem(answer, 406)["available"][0] == "application/json"


def test_text_is_acceptable_as_text_or_json(client, problem):
    answer = client.post("/v1/normalize", data=b"x", content_type="text/plain", headers={"Accept": "image/png"})
    assert problem(answer, 406)["available"][:2] == ["text/plain", "application/json"]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"nonsense", b'{"a": 1, "a": 2}', b'{"a": NaN}', b'{"a": 1e999}', b'{"a": ' + b"9" * 5000 + b"}"],
)
def test_not_json(client, problem, path, body):
    problem(client.post(path, data=body, content_type="application/json"), 400, "bad-json")


@pytest.mark.parametrize("path", POSTS)
def test_not_utf_8(client, problem, path):
    members = problem(client.post(path, data=b'{\n"\xcf\xf0', content_type="application/json"), 400, "not-utf-8")
    assert "Line 2, byte 3" in members["detail"]


def test_text_that_is_not_utf_8(client, problem):
    for path in ("/v1/normalize", "/v1/transliterate", "/v1/check"):
        problem(client.post(path, data=b"\xcf\xf0\xe8", content_type="text/plain"), 400, "not-utf-8")


@pytest.mark.parametrize("path", POSTS)
def test_too_long(problem, path):
    client = create_app({"ROMANBIB_MAX_BYTES": 20}).test_client()
    sent = {"source" if path in ("/v1/normalize", "/v1/check") else "text": "x" * 30}
    assert "20 bytes" in problem(client.post(path, json=sent), 413)["detail"]


def test_exactly_as_long_as_allowed():
    client = create_app({"ROMANBIB_MAX_STREAM_BYTES": 20}).test_client()
    assert client.post("/v1/normalize", data=b"x" * 20, content_type="text/plain").status_code == 200
    assert client.post("/v1/normalize", data=b"x" * 21, content_type="text/plain").status_code == 413


def test_too_long_in_chunks(address):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    pieces = iter([b"x" * 100_000, b"x" * 100_000, b"x"])
    connection.request("POST", "/v1/normalize", pieces, {"Content-Type": "text/plain"}, encode_chunked=True)
    answer = connection.getresponse()
    assert answer.status == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    connection.close()


def test_chunks_within_the_limit(address):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    pieces = iter(["Щи".encode()[:3], "Щи".encode()[3:]])
    connection.request("POST", "/v1/normalize", pieces, {"Content-Type": "text/plain"}, encode_chunked=True)
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, b"Shchi")
    connection.close()


@pytest.mark.parametrize("path", ["/v1/normalize", "/"])
@pytest.mark.parametrize("chunked", [True, False])
def test_who_sends_far_too_much_still_gets_the_answer(address, path, chunked):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    length = 1_400_000
    headers = {"Content-Type": "text/plain"} | ({} if chunked else {"Content-Length": str(length)})
    connection.request("POST", path, iter([b"x" * 100_000] * (length // 100_000)), headers, encode_chunked=chunked)
    answer = connection.getresponse()
    assert answer.status == 413
    assert b"200000 bytes" in answer.read()
    connection.close()


def test_a_form_in_chunks_is_read_whole_or_refused(address):
    for length, status in ((1000, 200), (220_000, 413)):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/", iter([b"source=", b"x" * length, b"end"]), kind, encode_chunked=True)
        answer = connection.getresponse()
        assert answer.status == status
        assert status == 413 or b"xend" in answer.read()
        connection.close()


def test_the_unexpected_is_logged_without_what_was_sent(app, problem, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise ValueError(*args)

    monkeypatch.setattr("romanbib.web.api.texts.explain", fail)
    with caplog.at_level(logging.INFO):
        answer = app.test_client().post("/v1/transliterate", json={"text": "Тайна"})
    members = problem(answer, 500)
    assert "Тайна" not in answer.get_data(as_text=True)
    assert "ValueError at api.post_transliterate" in caplog.text
    assert members["instance"] in caplog.text
    assert "Тайна" not in caplog.text


def test_a_broken_rule_table_is_the_servers_fault(app, problem, monkeypatch):
    def fail(*args, **kwargs):
        raise RuleTableError("/secret/place.toml: broken")

    monkeypatch.setattr("romanbib.web.health.compiled", fail)
    assert "/secret" not in problem(app.test_client().get("/ready"), 503)["detail"]


def test_nothing_that_was_sent_is_logged(client, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        client.post("/v1/transliterate", data="سیاست خارجی Тайна".encode(), content_type="text/plain")
        client.post("/v1/normalize", json={"source": "Тайна", "scheme": "Тайна"})
        client.post("/", data={"source": "Тайна"})
    written = "".join(capfd.readouterr())
    assert "Тайна" not in caplog.text + written
    assert "سیاست" not in caplog.text + written


@pytest.mark.parametrize("name", KINDS)
def test_the_type_of_a_problem_says_what_it_means(client, name):
    answer = client.get(f"/problems/{name}")
    assert answer.status_code == 200
    assert KINDS[name].meaning in answer.get_data(as_text=True)


def test_security_headers_stand_on_every_answer(client):
    answers = [
        client.get("/"),
        client.get("/health"),
        client.get("/nowhere"),
        client.get("/static/page.css"),
        client.post("/v1/detect", json={"text": ""}),
        client.post("/v1/detect", json={}),
        client.post("/", data={"source": "Щи"}),
    ]
    for answer in answers:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answers[0].headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert answers[-1].headers["Cache-Control"] == "no-store"
