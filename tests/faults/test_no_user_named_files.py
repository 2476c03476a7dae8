"""No path or address that a caller names is ever opened, in whatever parameter it stands."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

NAMES = (
    "../../../../etc/passwd", "/etc/passwd", "/etc/passwd.toml", "file:///etc/passwd", "http://127.0.0.1:9/secret",
    "..%2f..%2fetc%2fpasswd", "\\\\host\\share", "/proc/self/environ", "secret-marker.toml", "|secret-marker",
)  # fmt: skip
MARKS = ("passwd", "secret", "127.0.0.1:9", "host", "environ")
FIELDS = (
    "profile", "scheme", "language", "from", "to", "scope", "originals", "repairs", "kind", "options", "encoding",
    "source", "text", "output", "author", "reason", "id", "lang", "entries", "format", "file",
)  # fmt: skip
TEXT_CALLS = (
    "/v1/normalize",
    "/v1/check",
    "/v1/transliterate",
    "/v1/detect",
    "/v1/explain",
    "/v1/overrides",
    "/",
    "/schemes",
)
_opened: list[str] = []
_watching: list[bool] = []


def _hook(event: str, details: tuple[object, ...]) -> None:
    if _watching and event in (
        "open",
        "os.listdir",
        "os.scandir",
        "socket.connect",
        "socket.getaddrinfo",
        "subprocess.Popen",
    ):
        _opened.append(f"{event} {details[:2]!r}")


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """What was opened while the test ran: a hook cannot be taken out again, but it can be told to rest."""
    if not hasattr(sys, "_romanbib_hook"):
        sys.addaudithook(_hook)
        sys._romanbib_hook = True  # type: ignore[attr-defined]
    _opened.clear()
    _watching.append(True)
    yield _opened
    _watching.clear()


def hostile(opened: list[str]) -> list[str]:
    return [one for one in opened if any(mark in one for mark in MARKS)]


def test_the_hook_sees_what_is_opened(opened, tmp_path):
    (tmp_path / "secret").write_text("x")
    assert hostile(opened)


@pytest.mark.parametrize("name", NAMES[::3])
def test_parameters(name, client, opened):
    for path in TEXT_CALLS:
        for field in FIELDS:
            client.post(path, query_string={field: name}, data="Щи.", content_type="text/plain")
            client.post(path, json={"text": "Щи", "source": "Щи.", "language": "ru", field: name})
            client.post(path, data={"text": "Щи", "source": "Щи.", field: name})
            client.get(path, query_string={field: name})
    assert hostile(opened) == []


@pytest.mark.parametrize("name", NAMES)
def test_addresses_and_headers(name, client, opened):
    for path in ("/", "/static/", "/v1/schemes/", "/v1/profiles/", "/v1/overrides/", "/problems/", "/schemes/ru/"):
        answer = client.get(path + name)
        assert b"root:" not in answer.data
    for header in ("Accept", "Accept-Language", "Content-Type", "Content-Encoding", "Referer", "X-Request-ID"):
        client.post("/v1/normalize", data="Щи.", headers={header: name})
    static = [one for one in hostile(opened) if "/web/static/" not in one]
    assert static == []


def test_documents_that_name_files_and_addresses(client, opened):
    doctype = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    remote = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/secret.dtd">'
    for head in (doctype, remote):
        for kind, text in (
            (
                "application/marcxml+xml",
                "<collection xmlns='http://www.loc.gov/MARC21/slim'><record>&e;</record></collection>",
            ),
            (
                "application/x-endnote+xml",
                "<xml><records><record><titles><title>&e;</title></titles></record></records></xml>",
            ),
        ):
            answer = client.post("/v1/normalize", data=head + text, content_type=kind)
            assert answer.status_code in (200, 400, 415), answer.status
            assert b"root:" not in answer.data
    client.post("/v1/normalize", data="@book{a, file = {/etc/passwd}, crossref = {../secret}, title = {Мир}}",
                content_type="application/x-bibtex")  # fmt: skip
    client.post("/v1/normalize", data="\\input{/etc/passwd} \\include{secret}", content_type="text/plain")
    assert hostile(opened) == []
