"""A service that is started once for several tests, and one for a test alone."""

from __future__ import annotations

import http.client
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from romanbib.web import create_app

from ..web.serving import WAIT, Service
from .small_disk import small_disk

LINE = "Толстой Л. Н. Война и мир. М., 1869.\n".encode()


def begun(service: Service, lines: int, announced: int | None = None) -> http.client.HTTPConnection:
    """Send the beginning of a list; without ``announced``, how many lines it has in all, in chunks."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=WAIT)
    connection.putrequest("POST", "/v1/normalize")
    connection.putheader("Content-Type", "text/plain")
    if announced is None:
        connection.putheader("Transfer-Encoding", "chunked")
    else:
        connection.putheader("Content-Length", str(announced * len(LINE)))
    connection.endheaders()
    data = LINE * lines
    connection.send(data if announced is not None else b"%x\r\n%s\r\n" % (len(data), data))
    return connection


def workers(service: Service) -> list[int]:
    """The processes that answer."""
    pid = service.process.pid
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def waiting_files(service: Service, worker: int) -> list[str]:
    """What a process holds open of the folder for passing files: these have no names any longer."""
    folder = str(service.log.parent)
    found = []
    for one in Path(f"/proc/{worker}/fd").iterdir():
        try:
            place = str(one.readlink())
        except OSError:  # closed meanwhile
            continue
        if place.startswith(folder) and place.endswith("(deleted)"):
            found.append(place)
    return found


def stop(service: Service) -> None:
    """Stop a service at once."""
    if service.process.poll() is None:
        service.process.send_signal(signal.SIGINT)
        service.process.wait(WAIT)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    started = Service(
        {"ROMANBIB_WORKERS": "2", "ROMANBIB_THREADS": "2", "ROMANBIB_SILENCE_SECONDS": "3"},
        tmp_path_factory.mktemp("service"),
    )
    started.until(lambda: started.get("/ready")[0] == 200)
    yield started
    stop(started)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Service]]:
    """Start a service of the test's own, with these variables of the environment; ``first`` as ``Service`` has it."""
    started: list[Service] = []

    def run(first: str = "", **settings: str) -> Service:
        one = Service(settings, tmp_path, first)
        started.append(one)
        one.until(lambda: one.get("/ready")[0] == 200)
        return one

    yield run
    for one in started:
        stop(one)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of one MiB."""
    with small_disk(tmp_path / "disk", 1 << 20) as folder:
        yield folder


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    """The application without a server, with overrides of the test's own."""
    return create_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'overrides.sqlite'}"}).test_client()
