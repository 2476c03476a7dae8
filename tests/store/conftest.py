"""A database for each test: SQLite in a file, or PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from romanbib.store.store import Store

from tests.postgresql_server import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'overrides.sqlite'}"
    server: Server = request.getfixturevalue("postgresql")
    return server.new_database(f"t{abs(hash(request.node.nodeid))}")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    yield opened
    opened.close()
