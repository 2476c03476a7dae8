"""The service as it is started: several processes, one log, numbers of all of them, and an end without loss."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from .serving import WAIT, Service

DEPLOY = Path(__file__).parents[2] / "deploy"


@pytest.fixture
def start(tmp_path) -> Iterator[Callable[..., Service]]:
    """Start the service with these settings."""
    started: list[Service] = []

    def run(**settings: str) -> Service:
        service = Service({f"ROMANBIB_{name}": value for name, value in settings.items()}, tmp_path)
        started.append(service)
        service.until(lambda: service.get("/ready")[0] == 200)
        return service

    yield run
    for one in started:
        if one.process.poll() is None:
            one.process.send_signal(signal.SIGINT)
            one.process.wait(WAIT)


def test_numbers_and_log_are_those_of_all_processes(start):
    service = start(WORKERS="3", THREADS="1")
    for _ in range(30):
        assert service.get("/v1/detect", b"x")[0] == 200
    service.until(lambda: len(service.requests) == 30)
    assert len({line["process"] for line in service.requests}) > 1
    families = text_string_to_metric_families(service.get("/metrics")[1])
    found = {(sample.name, sample.labels.get("route")): sample.value for one in families for sample in one.samples}
    assert found["romanbib_requests_total", "/v1/detect"] == 30
    assert found["romanbib_request_seconds_count", "/v1/detect"] == 30
    assert found["romanbib_threads", None] == 3
    assert found["romanbib_in_progress", None] == 1
    assert service.stop() == 0
    assert {line["level"] for line in service.lines} == {"info"}
    written = [one.name for one in Path("/dev/shm").glob("romanbib-metrics-*/*.db")]  # noqa: S108
    assert not any(f"_{line['process']}.db" in name for name in written for line in service.lines)


def test_what_is_no_request_is_not_quoted(start):
    service = start(WORKERS="1", LOG_LEVEL="debug")
    for sent in (b"geheim", b"GET /geheim HTTP/9.9", b"GET / HTTP/1.1\r\ngeheim 1: x", b"GET /" + b"geheim" * 2000):
        with socket.create_connection(("127.0.0.1", service.port), timeout=WAIT) as client:
            client.sendall(sent + b"\r\n\r\n")
            assert client.recv(1000).startswith(b"HTTP/1.1 4")
    warned = [line["at"][0] for line in service.lines if line["level"] == "warning"]
    assert len(warned) == 4
    assert all("handle_error" in place for place in warned)
    assert "geheim" not in service.log.read_text()


def test_a_process_that_dies_is_replaced_and_no_longer_counted(start):
    service = start(WORKERS="1")
    assert service.get("/v1/detect", b"x")[0] == 200
    service.until(lambda: bool(service.requests))
    pid = service.requests[-1]["process"]
    os.kill(pid, signal.SIGKILL)
    service.until(lambda: service.get("/v1/detect", b"x")[0] == 200 and service.requests[-1]["process"] != pid)
    service.until(lambda: "romanbib_in_progress 1.0" in service.get("/metrics")[1])
    text = service.get("/metrics")[1]
    (total,) = [
        line for line in text.splitlines() if line.startswith("romanbib_requests_total") and "/v1/detect" in line
    ]
    assert float(total.split()[-1]) >= 2  # what was counted is not lost with it


def _slowly(service: Service, done: Callable[[], None]) -> bytes:
    """Send half of a list, call ``done``, send the other half; the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=WAIT)
    line = "Толстой Л. Н. Война и мир. М., 1869.\n".encode()
    connection.putrequest("POST", "/v1/normalize")
    connection.putheader("Content-Type", "text/plain")
    connection.putheader("Content-Length", str(2 * 2000 * len(line)))
    connection.endheaders()
    connection.send(line * 2000)
    done()
    connection.send(line * 2000)
    answer = connection.getresponse()
    assert answer.status == 200
    return answer.read()


def test_what_was_begun_is_ended(start):
    service = start(WORKERS="1", GRACE_SECONDS="100")

    def stop() -> None:
        service.until(lambda: "romanbib_in_progress 2.0" in service.get("/metrics")[1])
        service.process.terminate()
        service.until(lambda: service.get("/health")[0] == 0)  # new requests are refused, and at once

    text = _slowly(service, stop).decode()
    assert text.count("\n") == 4000
    assert "Война" not in text
    assert service.process.wait(WAIT) == 0
    assert [(line["status"], line["complete"], line["records"]) for line in service.requests] == [(200, True, 4000)]


def test_an_answer_that_is_taken_slowly_is_ended(start):
    service = start(WORKERS="1", GRACE_SECONDS="100")
    line = "Толстой Л. Н. Война и мир. М., 1869.\n".encode()
    with socket.create_connection(("127.0.0.1", service.port), timeout=WAIT) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        head = "POST /v1/normalize HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nConnection: close\r\n"
        client.sendall(f"{head}Content-Length: {6_000 * len(line)}\r\n\r\n".encode() + line * 6_000)
        begun = client.recv(1000)
        service.process.terminate()
        time.sleep(1)
        while block := client.recv(1 << 16):
            begun += block
    assert begun.startswith(b"HTTP/1.1 200")
    assert begun.count("Voĭna".encode()) == 6_000
    assert service.process.wait(WAIT) == 0


def test_a_service_that_is_to_stop_is_not_ready_but_answers(start):
    service = start(WORKERS="2", DRAIN_SECONDS="20")
    service.process.terminate()
    service.until(lambda: service.get("/ready")[0] == 503)
    assert "stopping" in service.get("/ready")[1]
    assert [service.get("/ready")[0] for _ in range(5)] == [503] * 5  # in each of the processes
    assert service.get("/health")[0] == 200
    assert service.get("/v1/detect", b"x")[0] == 200
    assert service.stop() == 0  # the second signal stops it at once


def test_what_takes_longer_than_its_grace_is_cut_off(start):
    service = start(WORKERS="1", GRACE_SECONDS="1")
    with pytest.raises((http.client.HTTPException, OSError)):
        _slowly(service, lambda: service.stop() and None)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ROMANBIB_THREADS", "many", "ROMANBIB_THREADS=many"),
        ("ROMANBIB_TOKENS", "/nowhere", "ROMANBIB_TOKENS=/nowhere"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_one_line(name, value, said, tmp_path):
    service = Service({name: value}, tmp_path)
    assert service.process.wait(WAIT) == 2
    assert service.log.read_text().startswith(f"romanbib: {said}: ")
    assert service.log.read_text().count("\n") == 1


def test_the_manifest_for_kubernetes():
    yaml = pytest.importorskip("yaml")
    deployment, service, _ = yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())
    pod = deployment["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    environment = {one["name"]: one.get("value") for one in container["env"]}
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert container["readinessProbe"]["httpGet"]["path"] == "/ready"
    assert container["livenessProbe"]["httpGet"]["path"] == "/health"
    seconds = int(environment["ROMANBIB_DRAIN_SECONDS"]) + int(environment["ROMANBIB_GRACE_SECONDS"])
    assert pod["terminationGracePeriodSeconds"] > seconds
    assert service["spec"]["selector"] == deployment["spec"]["template"]["metadata"]["labels"]
    assert service["spec"]["ports"][0]["targetPort"] == container["ports"][0]["name"]


def test_the_unit_for_systemd(tmp_path):
    from shutil import which

    if which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    unit = (DEPLOY / "romanbib.service").read_text().replace("/opt/romanbib/bin/romanbib", sys.executable)
    (tmp_path / "romanbib.service").write_text(unit)
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "romanbib.service"],
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
