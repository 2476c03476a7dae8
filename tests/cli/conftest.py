"""The command as its users have it: arguments, standard streams and an exit status."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from click.testing import CliRunner
from romanbib.cli import main


@dataclass
class Done:
    """What a run of the command left."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def command() -> list[str]:
    """The command as a program of its own."""
    return [sys.executable, "-c", "from romanbib.cli import main; main(prog_name='romanbib')"]


@pytest.fixture
def romanbib(tmp_path, monkeypatch) -> Callable[..., Done]:
    """Run the command in an empty folder, within this process; an exception that it does not handle fails the test."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: str | bytes = b"") -> Done:
        result = CliRunner().invoke(main, [*arguments], input=stdin, prog_name="romanbib", catch_exceptions=False)
        return Done(result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode())

    return run


@pytest.fixture
def program(tmp_path, command) -> Callable[..., Done]:
    """Run the command in an empty folder, as a program of its own."""

    def run(*arguments: str, stdin: str | bytes = b"", **more) -> Done:
        stdin = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [*command, *arguments], input=stdin, capture_output=True, cwd=tmp_path, timeout=60, check=False, **more
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def refused(romanbib) -> Callable[..., str]:
    """Run the command, see it refuse with one line and exit status 2, and give that line."""

    def run(*arguments: str, stdin: str | bytes = b"") -> str:
        done = romanbib(*arguments, stdin=stdin)
        assert done.returncode == 2, done
        assert done.stdout == ""
        assert done.stderr.startswith("romanbib: ")
        assert done.stderr.count("\n") == 1
        assert len(done.stderr) < 500
        return done.stderr

    return run
