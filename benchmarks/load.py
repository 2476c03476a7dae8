"""How much the service bears: requests a second, how long they take, memory. A report, not a test.

    make load                      or    .venv/bin/python -m benchmarks.load [--seconds 10] [--connections 8]

wrk sends the same call again and again over a few connections to the service, started as ``romanbib serve`` does it,
and to a Flask application of three lines that gives every body back, under the same server: the ceiling here.
Client and server share its cores. Memory is that of all processes of the service together after the load; what they
share counts once (proportional set size).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.normalize import items

ROOT = Path(__file__).parents[1]
ECHO = """
from flask import Flask, Response, request

app = Flask(__name__)


@app.post("/<path:path>")
def echo(path):
    return Response(request.get_data(), content_type=request.content_type)
"""


@dataclass(frozen=True)
class Call:
    """A call that is repeated."""

    name: str
    path: str
    kind: str
    body: bytes


@dataclass(frozen=True)
class Measured:
    """What wrk found: requests a second, milliseconds of half and of 99 in a hundred, answers that were no success."""

    rate: float
    half: float
    most: float
    failed: int


def calls() -> list[Call]:
    """Give the calls: a word, a reference, a paper's list, a thousand records."""
    word = {"text": "Россия в глобальной политике", "language": "ru", "scheme": "bgn-pcgn"}
    persian = {"text": "روسیه و نظم در حال تغییر بین‌المللی", "language": "fa", "kind": "title"}
    paper = (ROOT / "tests" / "paper" / "references.txt").read_bytes()
    thousand = json.dumps(items(1000), ensure_ascii=False).encode()
    csl = "application/vnd.citationstyles.csl+json"
    return [
        Call("a Russian title", "/v1/transliterate", "application/json", json.dumps(word).encode()),
        Call("a Persian title", "/v1/transliterate", "application/json", json.dumps(persian).encode()),
        Call("one reference", "/v1/normalize?profile=paper", "text/plain", paper.splitlines(keepends=True)[7]),
        Call("41 references", "/v1/normalize?profile=paper", "text/plain", paper),
        Call("1,000 records", "/v1/normalize", csl, thousand),
    ]


@contextmanager
def served(command: list[str], port: int, folder: Path) -> Iterator[int]:
    """Run a server until the block ends; gives the number of its process."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'overrides.sqlite'}", "ROMANBIB_RATE_LIMIT": ""}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        _wait(port, server)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise SystemExit("the server did not start")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.25)
    raise SystemExit("the server does not answer")


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def measure(call: Call, port: int, folder: Path, seconds: int, connections: int) -> Measured:
    """Let wrk repeat a call."""
    (folder / "body").write_bytes(call.body)
    script = folder / "call.lua"
    script.write_text(
        f'local file = io.open("{folder / "body"}", "rb")\nwrk.method = "POST"\nwrk.body = file:read("*a")\n'
        f'wrk.headers["Content-Type"] = "{call.kind}"\n'
    )
    once = urllib.request.Request(f"http://127.0.0.1:{port}{call.path}", call.body, {"Content-Type": call.kind})
    with urllib.request.urlopen(once, timeout=60) as answer:  # warm, and seen to succeed
        answer.read()
    told = subprocess.run(
        ["wrk", "--latency", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s",
         "--timeout", "60s", "--script", script, f"http://127.0.0.1:{port}{call.path}"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    return Measured(
        float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]),  # type: ignore[index]
        _milliseconds(told, "50%"),
        _milliseconds(told, "99%"),
        int(failed[1]) if failed else 0,
    )


def _milliseconds(told: str, share: str) -> float:
    number, unit = re.search(rf"{share}\s+([\d.]+)(us|ms|s|m)\b", told).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def megabytes(process: int) -> float:
    """Memory of a process and those that it started, in MB, what they share counted once."""
    found = subprocess.run(["pgrep", "--parent", str(process)], capture_output=True, text=True, check=False).stdout
    total = 0
    for one in (process, *map(int, found.split())):
        rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])  # type: ignore[index]
    return total / 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How much the service bears, beside a bare Flask application.")
    parser.add_argument("--seconds", type=int, default=10, help="how long each call is repeated (default: 10)")
    parser.add_argument("--connections", type=int, default=8, help="connections at a time (default: 8)")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed; on Debian: apt-get install wrk")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "echo.py").write_text(ECHO)
        found: dict[str, list[Measured]] = {}
        programs = Path(sys.executable).parent
        for server in ("romanbib", "echo"):
            port = free_port()
            command = (
                [str(programs / "romanbib"), "serve", "--port", str(port)]
                if server == "romanbib"
                else [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2",
                      "--threads", "4", "--log-level", "warning", "echo:app"]
            )  # fmt: skip
            with served(command, port, folder) as process:
                start = megabytes(process)
                found[server] = [measure(call, port, folder, options.seconds, options.connections) for call in calls()]
                if server == "romanbib":
                    memory = (start, megabytes(process))
    print(f"{options.connections} connections, {options.seconds} s a call, two workers of four threads")
    print(
        f"{'':18}{'bytes':>9}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}{'failed':>8}{'bare Flask/s':>14}{'share':>8}"
    )
    for call, own, bare in zip(calls(), found["romanbib"], found["echo"], strict=True):
        print(
            f"{call.name:18}{len(call.body):9,}{own.rate:12,.1f}{own.half:9,.1f}{own.most:9,.1f}{own.failed:8}"
            f"{bare.rate:14,.1f}{own.rate / bare.rate:8.3f}"
        )
    print(f"memory of the service: {memory[0]:,.0f} MB before, {memory[1]:,.0f} MB after")


if __name__ == "__main__":
    main()
