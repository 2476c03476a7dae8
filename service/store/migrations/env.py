"""Run migrations on the connection that ``database.connected`` holds."""

from alembic import context
from romanbib.store.schema import Base  # Alembic runs this file outside its package

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
context.run_migrations()
