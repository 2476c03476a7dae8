"""A PostgreSQL server of the tests' own."""

import os
import shutil
import subprocess
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def _as_owner(*command: object) -> None:
    """Run a program of PostgreSQL, which refuses to work for root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, capture_output=True, timeout=60, cwd="/")


class Server:
    """A PostgreSQL server in a folder of its own, reached through a socket there; it can go and come back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = PROGRAMS[-1] if PROGRAMS else Path(str(shutil.which("pg_ctl"))).parent
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        _as_owner(self.programs / "initdb", "-D", folder / "data", "-U", "romanbib", "-A", "trust", "-E", "UTF8", "-N")
        self.start()

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        _as_owner(
            self.programs / "pg_ctl",
            "-D",
            self.folder / "data",
            "-l",
            self.folder / "log",
            "-o",
            options,
            "-w",
            "start",
        )

    def stop(self) -> None:
        _as_owner(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def new_database(self, name: str) -> str:
        _as_owner(self.programs / "createdb", "-h", self.folder, "-U", "romanbib", name)
        return f"postgresql://romanbib@/{name}?host={self.folder}"
