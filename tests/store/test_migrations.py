"""The migrations make the tables that the code speaks of."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from romanbib.store.database import connected
from romanbib.store.schema import REVISION, Base
from sqlalchemy import inspect


def test_they_lead_to_the_tables_of_the_code(url):
    engine = connected(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_the_revision_named_is_the_last():
    config = Config()
    config.set_main_option("script_location", "romanbib.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_they_lead_back(url):
    from alembic import command

    engine = connected(url)
    config = Config()
    config.set_main_option("script_location", "romanbib.store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    connected(url).dispose()
