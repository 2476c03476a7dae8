"""The line that tells how far a file is."""

import os
import pty
import subprocess
import sys
from io import StringIO
from pathlib import Path

from romanbib.cli.progress import Progress
from romanbib.references.record import Record

COMMAND = [str(Path(sys.executable).with_name("romanbib")), "normalize"]


def test_the_line_tells_share_records_rate_and_time_left():
    now = [0.0]
    progress = Progress("folder/a.ris", 1000, StringIO(), lambda: now[0])
    progress.read(250)
    for _ in range(50):
        progress.done(Record({"title": "x"}, "record 1"))
    now[0] = 10.0
    assert progress.line() == "a.ris: [#####---------------]  25%  50 records  5/s  0:30 left"


def test_without_a_size_it_tells_bytes_and_no_share():
    progress = Progress("-", None, StringIO(), lambda: 0.0)
    progress.read(2_500_000)
    assert progress.line().startswith("-: 2.5 MB  0 records")


def test_what_stands_between_records_counts_for_none():
    progress = Progress("a", 10, None, lambda: 0.0)
    progress.done(Record({}, "end"))
    assert "0 records" in progress.line()


def test_on_a_terminal_the_line_is_taken_away_in_the_end(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("Иванов И. И. Роль государства. М., 1999.\n", encoding="utf-8")
    ours, theirs = pty.openpty()
    subprocess.run([*COMMAND, str(source), "-o", str(tmp_path / "out.txt")], stderr=theirs, check=True)
    os.close(theirs)
    assert os.read(ours, 10_000).endswith(b"\r\x1b[K")
    os.close(ours)


def test_in_a_pipe_nothing_is_written(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("Иванов И. И. Роль государства. М., 1999.\n", encoding="utf-8")
    done = subprocess.run([*COMMAND, str(source), "-o", str(tmp_path / "out.txt")], capture_output=True, check=True)
    assert b"\r" not in done.stderr
