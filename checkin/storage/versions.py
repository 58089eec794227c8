"""The schema's revisions: which one a store has, and how it moves to this program's, through Alembic."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Engine

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def revision(engine: Engine) -> str | None:
    """Return the revision of the store, or None where it has none yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


def has_tables(engine: Engine) -> bool:
    """Tell whether the store holds anything at all, ours or somebody else's."""
    with engine.connect() as connection:
        return bool(inspect(connection).get_table_names())


def is_known(wanted: str) -> bool:
    """Tell whether this program has the revision; a newer program's it has not."""
    from alembic.script import ScriptDirectory  # only needed when the schema moves; costs start-up time

    return wanted in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations up to a revision, in one transaction."""
    from alembic import command  # only needed when the schema moves; costs start-up time

    log.debug("moving the schema to %s", to)
    config = _config()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("BEGIN IMMEDIATE"))
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        connection.commit()


def _config() -> Config:
    from alembic.config import Config  # only needed when the schema moves; costs start-up time

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
