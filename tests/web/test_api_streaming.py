"""POST /v1/normalize as a stream, against a server that really listens: chunks in, chunks out, constant memory."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from romanbib.web.bodies import BLOCK, BUFFERED

# Items of many bytes and little work: machines are slow when many use them.
NOTE = "A long note on nothing at all. " * 600
ITEM = f'{{"title": "Мир", "x-note": "{NOTE}"}}\n'
DONE = ITEM.replace("Мир", "Mir")
CSL = "application/vnd.citationstyles.csl+json"
TIMEOUT = 60  # seconds: longer than anything here takes, and a test that hangs says so


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Address of a service with one process, and the number of that process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
        "--log-level",
        "error",
    ]
    environment = {
        **os.environ,
        "ROMANBIB_MAX_STREAM_BYTES": str(48 << 20),
        "ROMANBIB_MAX_RECORDS": "10000000",
        "DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('store') / 'overrides.sqlite'}",
    }
    process = subprocess.Popen([*command, "romanbib.web:create_app()"], env=environment)
    try:
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=20):
                    break
            except OSError:
                time.sleep(0.1)
        worker = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()[0]
        yield f"127.0.0.1:{port}", int(worker)
    finally:
        process.terminate()
        process.wait(20)


class Talk:
    """A request whose body is sent piece by piece, while the answer is read."""

    def __init__(self, address: str, path: str, headers: dict[str, str]) -> None:
        self.connection = http.client.HTTPConnection(address, timeout=TIMEOUT)
        self.connection.putrequest("POST", path)
        for name, value in {"Content-Type": CSL, "Transfer-Encoding": "chunked", **headers}.items():
            self.connection.putheader(name, value)
        self.connection.endheaders()

    def send(self, data: bytes) -> None:
        self.connection.send(b"%x\r\n%s\r\n" % (len(data), data))

    def end(self) -> None:
        self.connection.send(b"0\r\n\r\n")

    def answer(self) -> http.client.HTTPResponse:
        return self.connection.getresponse()


@pytest.fixture
def talk(server: tuple[str, int]) -> Iterator[Callable[..., Talk]]:
    open_ones: list[Talk] = []

    def begin(path: str = "/v1/normalize", **headers: str) -> Talk:
        open_ones.append(Talk(server[0], path, {name.replace("_", "-"): value for name, value in headers.items()}))
        return open_ones[-1]

    yield begin
    for one in open_ones:
        one.connection.close()


def many(length: int) -> bytes:
    item = ITEM.encode()
    return item * (length // len(item) + 1)


def test_the_first_records_are_back_before_the_last_are_sent(talk):
    half = many(BUFFERED + 2 * BLOCK)
    request = talk()
    request.send(half)
    answer = request.answer()
    assert answer.status == 200
    assert answer.headers["Content-Type"] == CSL
    first = answer.read(50_000)
    assert first.decode().startswith(DONE)
    request.send(half)
    request.end()
    rest = answer.read()
    assert (first + rest).decode() == DONE * (2 * half.count(b"\n"))


def test_results_record_by_record_before_the_last_is_sent(talk):
    half = many(BUFFERED + 2 * BLOCK)
    request = talk(Accept="application/x-ndjson")
    request.send(half)
    answer = request.answer()
    first = json.loads(answer.readline())
    assert first["item"] == json.loads(DONE)
    assert first["changes"][0]["rule"] == "romanize: ru/ala-lc"
    request.end()
    lines = answer.read().splitlines()
    assert json.loads(lines[-1])["totals"]["records"] == half.count(b"\n")
    assert len(lines) == half.count(b"\n")


def test_gzip_goes_in_and_out_as_a_stream(talk):
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    # Noise, so that more than a block of what is packed has come when the first half has.
    noise = "".join(
        f'{{"title": "Мир", "x-note": "{random.Random(one).randbytes(9000).hex()}"}}\n'  # noqa: S311 - no secret
        for one in range(40)
    )
    request = talk(Content_Encoding="gzip", Accept_Encoding="gzip")
    request.send(packer.compress(noise.encode()) + packer.flush(zlib.Z_SYNC_FLUSH))
    answer = request.answer()
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert "Accept-Encoding" in answer.headers["Vary"]
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    first = inflater.decompress(answer.read(10_000))
    assert b"Mir" in first
    request.send(packer.compress(noise.encode()) + packer.flush())
    request.end()
    whole = first + inflater.decompress(answer.read())
    assert inflater.eof
    assert whole.decode() == 2 * noise.replace("Мир", "Mir")


def test_who_sends_all_before_reading_is_answered_and_memory_stays(server):
    """Neither side waits for the other, and what lies between them is on the disk."""
    address, worker = server

    def resident() -> int:
        status = Path(f"/proc/{worker}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) // 1024

    def sent(length: int) -> int:
        connection = http.client.HTTPConnection(address, timeout=TIMEOUT)
        data = many(length)
        connection.request("POST", "/v1/normalize", data, {"Content-Type": CSL})
        answer = connection.getresponse()
        count = most = 0
        while block := answer.read(1 << 20):
            count += block.count(b"\n")
            most = max(most, resident())
        assert count == data.count(b"\n")
        connection.close()
        return most

    small = sent(2 << 20)
    assert sent(30 << 20) - small < 16  # MiB, for 30 MiB in and 30 out


def test_what_breaks_off_does_not_look_whole(talk):
    request = talk()
    request.send(many(BUFFERED + 2 * BLOCK))
    answer = request.answer()
    assert answer.status == 200
    request.send(b"\xff\xfe" + many(4 * BLOCK))
    request.end()
    with pytest.raises(http.client.IncompleteRead) as error:
        answer.read()
    assert error.value.partial.decode().startswith(DONE)


def test_results_that_break_off_say_why_and_do_not_look_whole(talk):
    request = talk(Accept="application/x-ndjson")
    request.send(many(BUFFERED + 2 * BLOCK))
    answer = request.answer()
    request.send(b"\xff\xfe" + many(4 * BLOCK))
    request.end()
    with pytest.raises(http.client.IncompleteRead) as error:
        answer.read()
    last = json.loads(error.value.partial.splitlines()[-1])
    assert last["problem"]["type"] == "/problems/not-utf-8"


@pytest.mark.parametrize("coded", [False, True])
def test_a_body_above_the_limit_breaks_off(talk, coded):
    request = talk(**({"Content_Encoding": "gzip"} if coded else {}))
    data = gzip.compress(many(60 << 20), 1) if coded else b""
    answer: Any = None
    try:
        if coded:
            request.send(data)
            request.end()
            answer = request.answer()
        else:
            for _ in range(50):
                request.send(many(1 << 20))
                answer = answer or request.answer()
            request.end()
        with pytest.raises(http.client.IncompleteRead):
            answer.read()
    except OSError:
        pass  # closed while we were still sending, which says the same


def test_what_is_too_long_by_its_own_account_is_refused_at_once(server):
    connection = http.client.HTTPConnection(server[0], timeout=TIMEOUT)
    connection.putrequest("POST", "/v1/normalize")
    connection.putheader("Content-Type", CSL)
    connection.putheader("Content-Length", str(49 << 20))
    connection.endheaders()
    connection.send(bytes(49 << 20))
    answer = connection.getresponse()
    assert answer.status == 413
    assert str(48 << 20) in answer.read().decode()
    connection.close()


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_answers_about_the_whole_have_the_limit_of_bodies_read_whole(talk, accept):
    request = talk(Accept=accept)
    for _ in range(11):
        request.send(many(1 << 20))
    request.end()
    answer = request.answer()
    assert answer.status == 413
    assert str(10 << 20) in answer.read().decode()


def test_a_first_error_has_its_status_however_long_the_body(talk):
    request = talk()
    request.send(b"[" + many(BUFFERED + 4 * BLOCK))
    request.end()
    answer = request.answer()
    assert answer.status == 400
    assert json.loads(answer.read())["type"] == "/problems/unreadable-input"
