"""Settings for all tests, and what several of their folders use."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from .postgresql_server import Server

# Machines are shared: how long one example takes says nothing about the code.
settings.register_profile("romanbib", deadline=None)
settings.load_profile("romanbib")


@pytest.fixture(scope="session", autouse=True)
def own_overrides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the overrides of whoever runs the tests out of them, and theirs out of his."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.delenv("DATABASE_URL", raising=False)
        yield


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
        os.chmod(folder, 0o711)  # noqa: S103 - the server's own user has to reach its data
        server = Server(Path(folder))
        yield server
        server.stop()
