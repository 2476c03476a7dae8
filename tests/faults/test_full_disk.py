"""A disk that is full: nothing is half-written, it is said in a line, and all works again when there is room."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from romanbib import Override
from romanbib.store.database import StoreError
from romanbib.store.store import Store

from ..web.serving import WAIT
from .conftest import LINE
from .small_disk import fill

COMMAND = [sys.executable, "-c", "from romanbib.cli import main; main()", "normalize"]
LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); " + COMMAND[2]


def normalized(command: list[str], *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": "sqlite:////nowhere/overrides.sqlite"}  # never the user's
    return subprocess.run(
        [*command, *words], capture_output=True, text=True, timeout=WAIT, check=False, env=environment
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    place = tmp_path / "list.txt"
    place.write_bytes(LINE * 2000)
    return place


def test_the_command_leaves_the_target_as_it_was(source, disk):
    target = disk / "done.txt"
    target.write_text("as it was")
    fill(disk)
    done = normalized(COMMAND, str(source), "-o", str(target))
    assert done.returncode != 0
    assert done.stderr.rstrip("\n") == f"romanbib: {target}: cannot be written: no space left on device"
    assert target.read_text() == "as it was"
    assert sorted(one.name for one in disk.iterdir()) == ["ballast", "done.txt"]


def test_where_nobody_can_mount_a_disk_a_limit_of_the_process_does_the_same(source, tmp_path):
    target = tmp_path / "done.txt"
    target.write_text("as it was")
    done = normalized([*COMMAND[:2], LIMITED, "normalize"], str(source), "-o", str(target))
    assert done.returncode != 0
    assert done.stderr.rstrip("\n") == f"romanbib: {target}: cannot be written: file too large"
    assert target.read_text() == "as it was"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["done.txt", "list.txt"]


def add_many(store: Store) -> None:
    for number in range(500):  # what room the database has in itself is used up by then
        store.add(Override("ru", f"слово{number}", f"word{number}"), reason="x" * 500)


def test_overrides_are_kept_whole_or_not_at_all(disk):
    store = Store(f"sqlite:///{disk / 'overrides.sqlite'}")
    first = store.add(Override("ru", "Щи", "Stchi"), author="N. P.")
    ballast = fill(disk)
    with pytest.raises(StoreError, match="full") as raised:
        add_many(store)
    assert "\n" not in str(raised.value)
    kept = list(store.all())
    assert first in kept
    assert store.generation() == len(kept)  # each is counted once, and none that was refused
    assert [step.kept for one in kept for step in store.history(one.id)] == kept
    ballast.unlink()
    assert store.add(Override("ru", "Каша", "Casha")).id not in {one.id for one in kept}
    store.close()


def test_the_service_keeps_corrections_whole_or_not_at_all(start, disk):
    """What the disk has no room for is answered with 503, and the next edit succeeds when there is room."""
    service = start(DATABASE_URL=f"sqlite:///{disk / 'overrides.sqlite'}", ROMANBIB_WORKERS="2")

    def add(number: int) -> int:
        sent = {"language": "ru", "source": f"слово{number}", "output": f"word{number}", "reason": "x" * 500}
        return service.get("/v1/overrides", json.dumps(sent).encode(), "application/json")[0]

    assert add(0) == 201
    ballast = fill(disk)
    statuses = [add(number) for number in range(1, 100)]  # what room the database has in itself is used up by then
    assert set(statuses) <= {201, 503}
    assert statuses[-1] == 503
    sent = json.dumps({"language": "ru", "source": "щи", "output": "stchi"}).encode()
    edit = urllib.request.Request(
        f"http://127.0.0.1:{service.port}/v1/overrides", sent, {"Content-Type": "application/json"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(edit)  # noqa: S310 - the loopback address
    problem = json.loads(refused.value.read())
    assert problem["type"] == "/problems/overrides-unavailable"
    assert str(disk) not in problem["detail"]
    assert int(refused.value.headers["Retry-After"]) > 0
    kept = json.loads(service.get("/v1/overrides?limit=1000")[1])["overrides"]
    assert len(kept) == 1 + statuses.count(201)
    for one in (kept[0], kept[-1]):
        steps = json.loads(service.get(f"/v1/overrides/{one['id']}/history")[1])["steps"]
        assert [step["source"] for step in steps] == [one["source"]]
    assert service.get("/v1/normalize", "слово0\n".encode()) == (200, "word0\n")
    ballast.unlink()
    assert add(1000) == 201


def test_the_service_breaks_off_what_it_cannot_put_aside_and_goes_on(start, disk):
    """What comes in faster than it is worked on waits on the disk; where that is full, the answer breaks off."""
    service = start(TMPDIR=str(disk), ROMANBIB_WORKERS="1")
    # More than the buffers of a connection hold, whose other end takes nothing before it has sent all.
    try:
        status, _ = service.get("/v1/normalize", LINE * 500_000)
    except http.client.IncompleteRead:
        status = 0
    assert status == 0  # broken off, while it was sent or while it came back
    service.until(lambda: bool(service.requests) and service.requests[-1]["complete"] is False)
    said = [line for line in service.lines if line["level"] == "error" and "no space left" in line["event"]]
    assert len(said) == 1
    status, text = service.get("/v1/normalize", LINE * 10)
    assert (status, text.count("\n")) == (200, 10)
    assert list(disk.iterdir()) == []
