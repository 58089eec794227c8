"""How Alembic runs the steps: on the connection that `checkin.storage.versions` hands over, in its transaction."""

from alembic import context

from checkin.storage.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
