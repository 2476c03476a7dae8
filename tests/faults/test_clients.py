"""Clients that vanish, that are slow, and that are many."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import struct
import time
from collections.abc import Iterator

import pytest

from ..web.serving import WAIT, Service
from .conftest import LINE, begun, waiting_files, workers

CSL = "application/vnd.citationstyles.csl+json"
THREADS = 4  # of both processes
SLOW_HEAD = b"POST /v1/normalize HTTP/1.1\r\nHost: x\r\n"
SLOW_BODY = b"POST /v1/detect HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nx"


def vanish(connection: http.client.HTTPConnection) -> None:
    """Go away as a machine does that is switched off: with a reset."""
    assert connection.sock is not None
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(connection.sock.detach())


def at_rest(service: Service) -> bool:
    """Whether nothing is being worked on but the question for it."""
    return "\nromanbib_in_progress 1.0" in service.get("/metrics")[1]


def silent_log(service: Service) -> bool:
    return {line["level"] for line in service.lines} == {"info"}


@pytest.mark.parametrize("answered", [False, True])
def test_a_client_that_vanishes_in_the_middle_of_a_stream(service, answered):
    before = len(service.requests)
    connection = begun(service, 8000 if answered else 10)
    if answered:
        assert connection.getresponse().status == 200
    vanish(connection)
    service.until(lambda: len(service.requests) > before)
    assert service.requests[-1]["complete"] is False
    service.until(lambda: at_rest(service))
    assert [waiting_files(service, one) for one in workers(service)] == [[], []]
    assert "Traceback" not in service.log.read_text()
    assert silent_log(service), [line for line in service.lines if line["level"] != "info"]


def test_a_client_that_sends_all_and_takes_nothing(service):
    """The answer fills what lies between; then the silence is over."""
    item = b'{"title": "", "x-note": "%s"}\n' % (b"x" * 50_000)  # many bytes and little work
    before = len(service.requests)
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", service.port))
        client.settimeout(WAIT)
        head = f"POST /v1/normalize HTTP/1.1\r\nHost: x\r\nContent-Type: {CSL}\r\n"
        client.sendall(f"{head}Content-Length: {300 * len(item)}\r\n\r\n".encode() + item * 300)
        service.until(lambda: len(service.requests) > before)
    assert service.requests[-1]["complete"] is False
    service.until(lambda: at_rest(service))
    assert silent_log(service), [line for line in service.lines if line["level"] != "info"]


@pytest.fixture
def slow(service: Service, request: pytest.FixtureRequest) -> Iterator[list[socket.socket]]:
    """More clients than there are threads, each of which begins and falls silent."""
    clients = [socket.create_connection(("127.0.0.1", service.port), timeout=WAIT) for _ in range(2 * THREADS)]
    for one in clients:
        one.sendall(request.param)
    yield clients
    for one in clients:
        one.close()


@pytest.mark.parametrize("slow", [SLOW_HEAD, SLOW_BODY], indirect=True)
def test_silent_clients_are_disconnected_and_others_served(service, slow):
    assert service.get("/v1/detect", b"x")[0] == 200  # waits until the first of them is given up
    for one in slow:
        answer = b"".join(iter(lambda: one.recv(1000), b""))  # noqa: B023 - called at once
        assert answer == b"" or (b" 400 " in answer and b"send all of it" in answer)
    service.until(lambda: at_rest(service))
    assert silent_log(service), [line for line in service.lines if line["level"] != "info"]


def test_others_are_served_beside_slow_clients(service):
    """As long as a thread is left, nobody waits."""
    clients = [begun(service, 1, announced=2) for _ in range(1)]
    for _ in range(20):
        assert service.get("/v1/detect", b"x")[0] == 200
        assert clients[0].sock is not None
    for one in clients:
        one.send(LINE)
        assert one.getresponse().read().count(b"\n") == 2
        one.close()


def test_a_client_that_sends_a_byte_now_and_then_has_the_time_of_a_request(start):
    """It is never silent for long, so nothing but the time of a request and what is added to it ends it."""
    service = start(
        "from romanbib.web import server; server._SPARE_SECONDS = 1",
        ROMANBIB_WORKERS="1",
        ROMANBIB_THREADS="1",
        ROMANBIB_MAX_SECONDS="2",
        ROMANBIB_SILENCE_SECONDS="2",
    )
    with socket.create_connection(("127.0.0.1", service.port), timeout=WAIT) as client:
        client.sendall(SLOW_BODY)
        sent = 1
        with contextlib.suppress(OSError):
            while sent < 99:  # of the 100 bytes that it says it sends
                sent += client.send(b"x")
                time.sleep(0.2)
        assert 5 < sent < 99
        with contextlib.suppress(ConnectionResetError):
            answer = b"".join(iter(lambda: client.recv(1000), b""))
            assert answer == b"" or b" 400 " in answer
    assert service.get("/v1/detect", b"x")[0] == 200  # the only thread is free
    service.until(lambda: at_rest(service))
    assert silent_log(service), [line for line in service.lines if line["level"] != "info"]


def memory(service: Service) -> int:
    """Bytes of all processes of the service, what they share counted once."""
    found = 0
    for pid in (service.process.pid, *workers(service)):
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            found += next(int(line.split()[1]) for line in file if line.startswith("Pss:")) << 10
    return found


def tiny(service: Service, number: int) -> int:
    """Send so many requests of a few bytes, twenty a connection; how many were not answered as they ought."""
    wrong = 0
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=WAIT)
    for one in range(number):
        connection.request("POST", "/v1/normalize", "Щи.\n".encode(), {"Content-Type": "text/plain"})
        answer = connection.getresponse()
        wrong += (answer.status, answer.read()) != (200, b"Shchi.\n")
        if one % 20 == 19:
            connection.close()
    connection.close()
    return wrong


def test_many_tiny_requests(service):
    assert tiny(service, 200) == 0
    before = memory(service)
    assert tiny(service, 800) == 0
    assert memory(service) - before < 8 << 20
