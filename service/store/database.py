"""Open the database: SQLite in one file, or PostgreSQL; its tables are made or brought up to date on the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import RomanbibError
from .place import SETTING
from .schema import REVISION

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

WRITES = "writes"  # execution option of a connection whose transaction will write
WAIT = 10  # seconds that a writer waits for another one
_MIGRATING = 7266  # number of the lock under which one process at a time migrates PostgreSQL
_migrating = threading.Lock()


class StoreError(RomanbibError):
    """The database of overrides cannot be used; says why and the mend."""


def connected(url: str) -> Engine:
    """Open the database at a URL and bring its tables up to date.

    Args:
        url: ``sqlite:///FILE`` or ``postgresql://USER:PASSWORD@HOST/NAME``.

    Raises:
        StoreError: no such kind of database, a driver is missing, or it cannot be reached. Passwords are not told.
    """
    from sqlalchemy import create_engine, event
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError

    try:
        place = make_url(url)
    except ArgumentError:
        raise StoreError(f"{SETTING}: not a database URL; give sqlite:///FILE or postgresql://USER@HOST/NAME") from None
    if "@" in (place.host or ""):  # then what is taken for the host begins with a piece of the password
        raise StoreError(f"{SETTING}: two @ before the host; write the one in the password as %40")
    if place.get_backend_name() == "sqlite":
        if place.database and place.database != ":memory:":
            _make_folder(Path(place.database).parent)
        engine = create_engine(place, connect_args={"timeout": WAIT})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif place.get_backend_name() == "postgresql":
        try:
            engine = create_engine(
                place.set(drivername="postgresql+psycopg"),
                pool_pre_ping=True,
                connect_args={"connect_timeout": WAIT},
            )
        except ModuleNotFoundError:
            raise StoreError("PostgreSQL needs its driver; install romanbib[postgresql]") from None
    else:
        raise StoreError(f"{SETTING}: {place.get_backend_name()} is not supported; use sqlite or postgresql")
    try:
        _migrate(engine)
    except (SQLAlchemyError, OSError) as error:
        engine.dispose()
        raise unusable(engine, error) from error
    return engine


def unusable(engine: Engine, error: Exception) -> StoreError:
    """Make one line of what a driver says, without what it was asked to do or with which password."""
    place = engine.url.difference_update_query(["password"]).render_as_string(hide_password=True)
    cause = str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__]
    return StoreError(f"{place}: the database of overrides cannot be used: {cause[0]}")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"{folder}: cannot be made: {reason}; set {SETTING} to another place") from error


def _prepare_sqlite(connection: object, _: object) -> None:
    # Readers go on while one writes; a transaction begins where we say, not where the driver guesses.
    connection.isolation_level = None  # type: ignore[attr-defined]
    connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[attr-defined]
    connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[attr-defined]


def _begin_sqlite(connection: Connection) -> None:
    # Who begins by reading and then writes is refused at once if another has written meanwhile; so writers say so.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")


def _migrate(engine: Engine) -> None:
    from sqlalchemy import inspect, text

    def present() -> str | None:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    if present() == REVISION:
        return
    with _migrating, _alone(engine) as connection:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", f"{__package__}:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that no other process can have at the same time."""
    from sqlalchemy import text

    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if engine.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATING})
        yield connection
