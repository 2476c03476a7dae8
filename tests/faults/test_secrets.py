"""Passwords, tokens and what people send: in no line of the log and in no answer, however much is logged."""

from __future__ import annotations

import http.client
import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from romanbib.web import SettingsError, create_app, tokens

from ..web.serving import WAIT, Service
from .conftest import stop

DATABASE, REDIS, QUERY, BODY = "dbgeheim", "redisgeheim", "anfragegeheim", "Тайнопись"
WRONG = "falschgeheim"  # a token that nobody was given
URLS = {
    "DATABASE_URL": f"postgresql://romanbib:{DATABASE}@127.0.0.1:1/romanbib",
    "ROMANBIB_REDIS_URL": f"redis://:{REDIS}@127.0.0.1:1/0",
}
SERVE = [sys.executable, "-c", "from romanbib.cli import main; main()", "serve", "--port", "0"]


class Secretive:
    """A service with secrets, and all that it answered."""

    def __init__(self, service: Service, token: str) -> None:
        self.service = service
        self.token = token
        self.answers = b""

    def send(self, path: str, body: str, kind: str, token: str) -> int:
        """Send it; the status, 0 if the connection is closed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=WAIT)
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": kind,
            "Cookie": f"session={QUERY}",
            "Referer": f"https://{QUERY}.example/",
            "User-Agent": QUERY,
        }
        connection.request("POST", path, body.encode(), headers)
        answer = connection.getresponse()
        self.answers += str(answer.headers).encode() + answer.read()
        connection.close()
        return answer.status

    def send_raw(self, data: bytes) -> None:
        """Send what is no request."""
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=WAIT) as client:
            client.sendall(data)
            client.shutdown(socket.SHUT_WR)
            self.answers += b"".join(iter(lambda: client.recv(1 << 16), b""))


@pytest.fixture(params=[("debug", "json"), ("debug", "text"), ("error", "json")], ids=" ".join)
def secretive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Secretive]:
    """With a database and a Redis that cannot be reached, so that there is something to be said of them."""
    token, entry = tokens.make("reading room", "correct")
    file = tmp_path / "tokens.toml"
    file.write_text(entry, encoding="utf-8")
    level, form = request.param
    settings = {
        **URLS,
        "ROMANBIB_RATE_LIMIT": "1000/minute",
        "ROMANBIB_TOKENS": str(file),
        "ROMANBIB_LOG_LEVEL": level,
        "ROMANBIB_LOG_FORMAT": form,
        "ROMANBIB_WORKERS": "1",
    }
    service = Service(settings, tmp_path)
    service.until(lambda: service.get("/health")[0] == 200)
    yield Secretive(service, token)
    stop(service)


def test_nothing_of_it_is_logged_or_answered(secretive):
    bodies = {
        "text/plain": BODY,
        "application/json": json.dumps({"text": BODY, "source": BODY, BODY: BODY}),
        "application/x-endnote+xml": f"<xml><records><record><a>{BODY}</record>",
        "application/vnd.citationstyles.csl+json": f'[{{"title": "{BODY}"',
        "text/csv": f"language,source,output\r\n{BODY},{BODY},{BODY}\r\n",
        f"text/{QUERY}": BODY,
    }
    statuses = set()
    for path in (
        f"/v1/normalize?scope={QUERY}",
        f"/v1/check?scope={QUERY}",
        f"/v1/transliterate?scope={QUERY}",
        f"/v1/transliterate?scheme={QUERY}",
        "/v1/overrides",
        f"/v1/overrides.csv?author={QUERY}",
        f"/{QUERY}",
    ):
        for kind, body in bodies.items():
            for token in (secretive.token, WRONG):
                statuses.add(secretive.send(path, body, kind, token))
    assert {400, 401, 404, 415, 503} <= statuses
    secret = f"Authorization: Bearer {secretive.token}\r\n"
    for raw in (
        f"POST /v1/normalize?{QUERY} HTTP/9.9\r\n{secret}\r\n",
        f"{QUERY} {QUERY}\r\n\r\n",
        f"GET /{QUERY} HTTP/1.1\r\nHost: x\r\n{secret}{QUERY} {BODY}: x\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: x\r\n{secret}X-Long: {QUERY * 1000}\r\n\r\n",
        f"POST /v1/normalize HTTP/1.1\r\nHost: x\r\n{secret}Content-Length: {QUERY}\r\n\r\n",
        f"POST /v1/normalize HTTP/1.1\r\nHost: x\r\n{secret}Transfer-Encoding: chunked\r\n\r\n{QUERY}\r\n{BODY}",
    ):
        secretive.send_raw(raw.encode())
    secretive.service.get("/ready")
    ended = secretive.service.stop()
    log = secretive.service.log.read_text(encoding="utf-8")
    assert "romanbib:***@127.0.0.1" in log  # it says which database it is, and that there is one at all
    assert ended == 0
    for secret in (DATABASE, REDIS, secretive.token, WRONG):
        assert secret not in log
        assert secret.encode() not in secretive.answers
    for sent in (QUERY, BODY, BODY.encode("unicode_escape").decode()):
        assert sent not in log


@pytest.mark.parametrize(
    "settings",
    [
        {"DATABASE_URL": f"postgresql//romanbib:{DATABASE}@host/x"},
        {"DATABASE_URL": f"mysql://romanbib:{DATABASE}@host/x"},
        {"DATABASE_URL": f"postgresql://romanbib:p@{DATABASE}@127.0.0.1:1/x"},  # an @ that is not written as %40
        {"DATABASE_URL": f"postgresql://romanbib@127.0.0.1:1/x?password={DATABASE}"},
        {"ROMANBIB_REDIS_URL": f"http://:{REDIS}@host", "ROMANBIB_RATE_LIMIT": "1/second"},
        {"ROMANBIB_REDIS_URL": f"redis://:{REDIS}@127.0.0.1:1/0"},
        {"ROMANBIB_REDIS_URL": f"redis://:p@{REDIS}@127.0.0.1:1/0", "ROMANBIB_RATE_LIMIT": "1/second"},
    ],
    ids=lambda settings: "; ".join(settings.values()),
)
def test_settings_that_are_wrong_are_not_quoted_with_their_passwords(settings, caplog):
    said = ""
    with caplog.at_level(logging.DEBUG):
        try:
            client = create_app(settings).test_client()
            for path in ("/ready", "/v1/overrides"):
                said += client.get(path).get_data(as_text=True)
            said += client.post("/v1/normalize", data="Щи".encode(), content_type="text/plain").get_data(as_text=True)
        except SettingsError as error:
            said += str(error)
    assert DATABASE not in said + caplog.text
    assert REDIS not in said + caplog.text
    assert "DATABASE_URL" in said + caplog.text or "romanbib@" in caplog.text or "ROMANBIB_REDIS_URL" in settings


def test_the_command_tells_no_password(tmp_path):
    environment = {**os.environ, "DATABASE_URL": URLS["DATABASE_URL"], "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(
        [*SERVE[:3], "overrides", "list"], capture_output=True, text=True, env=environment, timeout=WAIT, check=False
    )
    assert done.returncode != 0
    assert "romanbib:***@127.0.0.1" in done.stderr
    assert DATABASE not in done.stdout + done.stderr
