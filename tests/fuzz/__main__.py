"""Fuzz one target, or all in turn, with Atheris: coverage leads its changes of the input.

    make fuzz SECONDS=60           or    .venv/bin/python -m tests.fuzz [--seconds 60] [TARGET …]

What it finds stands in ``build/fuzz/TARGET/``: ``found-…`` holds the input, and ``--input FILE TARGET`` runs it
again, with the time it takes. The inputs that led further are kept there for the next run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path("build/fuzz")


def main() -> int:
    """Read the command line; 1 if anything was found."""
    reading = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").splitlines()[0])
    reading.add_argument("targets", nargs="*", metavar="TARGET")
    reading.add_argument("--seconds", type=int, default=60, help="for each target")
    reading.add_argument("--input", type=Path, help="run one input and say how long it took")
    reading.add_argument("--in-process", action="store_true", help=argparse.SUPPRESS)
    own = sys.argv[1 : sys.argv.index("--")] if "--" in sys.argv else sys.argv[1:]
    chosen = reading.parse_args(own)  # what follows "--" is libFuzzer's
    if chosen.in_process:
        return _fuzz(chosen.targets[0], chosen.seconds)
    from .targets import TARGETS

    if wrong := set(chosen.targets) - set(TARGETS):
        reading.error(f"no target {wrong.pop()}; there are: {', '.join(TARGETS)}")
    if chosen.input is not None:
        for name in chosen.targets:
            _timed(name, chosen.input.read_bytes())
        return 0
    found = [name for name in chosen.targets or TARGETS if not _fuzzed(name, chosen.seconds)]
    print(f"found something: {', '.join(found)}" if found else "found nothing")
    return bool(found)


def _fuzzed(name: str, seconds: int) -> bool:
    """Fuzz in a process of its own, which ends at what it finds."""
    from .targets import LONGEST, TARGETS

    folder = FOLDER / name
    inputs = folder / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(TARGETS[name].seeds):
        (inputs / f"seed-{number}").write_bytes(seed)
    words = folder / "words"
    given = [f"-dict={words}"] if TARGETS[name].words else []
    listed = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in TARGETS[name].words)
    words.write_text("".join(f'"{one}"\n' for one in listed))
    command = [sys.executable, "-m", "tests.fuzz", "--in-process", "--seconds", str(seconds), name]
    log = folder / "log"
    with log.open("wb") as written:
        done = subprocess.run(
            [*command, "--", str(inputs), f"-max_total_time={seconds}", f"-max_len={LONGEST}", *given,
             f"-artifact_prefix={folder}/found-", "-timeout=120", "-rss_limit_mb=4096"],
            stdout=written, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
    lines = log.read_text(errors="replace").splitlines()
    last = next((line for line in reversed(lines) if line.startswith("Done ")), f"stopped, see {log}")
    print(f"{name}: {last}", flush=True)
    return done.returncode == 0


def _fuzz(name: str, seconds: int) -> int:
    import atheris

    with atheris.instrument_imports(include=["romanbib"]):
        from .targets import LONGEST, SECONDS, TARGETS, load
    load()
    run = TARGETS[name].run

    def seconds_of(data: bytes) -> float:
        began = time.process_time()
        run(data)
        return time.process_time() - began

    def watched(data: bytes) -> None:
        # A run that is watched takes a few times as long. The second is without what the first had to load.
        most = 5 * SECONDS * max(len(data) / LONGEST, 0.1)
        assert seconds_of(data) < most or seconds_of(data) < most, "slow"

    place = sys.argv.index("--")
    atheris.Setup([sys.argv[0], *sys.argv[place + 1 :]], watched)
    atheris.Fuzz()
    return 0


def _timed(name: str, data: bytes) -> None:
    from .targets import TARGETS, load

    load()
    began = time.process_time()
    TARGETS[name].run(data)
    print(f"{name}: {len(data)} bytes, {time.process_time() - began:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
