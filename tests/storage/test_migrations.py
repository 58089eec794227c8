"""The schema's history: each step has a test, the newest is what the program expects, and data survive it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from checkin.storage import backups, versions
from checkin.storage import database as database_module
from checkin.storage.database import FILE_NAME, HEAD, open_database
from checkin.storage.schema import Base

STEPS_TESTED_HERE = {"0001", "0002"}
"""A step without a test of its own fails `test_each_step_has_a_test`."""


def test_the_newest_step_is_what_the_program_expects() -> None:
    assert ScriptDirectory(str(versions.MIGRATIONS)).get_current_head() == HEAD


def test_each_step_has_a_test() -> None:
    files = (versions.MIGRATIONS / "versions").glob("[0-9]*.py")
    revisions = {re.match(r"\d+", path.name).group() for path in files}  # type: ignore[union-attr]
    assert revisions == STEPS_TESTED_HERE


def test_the_steps_lead_to_the_schema_that_the_code_uses(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / FILE_NAME}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_0001_makes_an_empty_store_and_is_not_run_twice(tmp_path: Path) -> None:
    for _ in range(2):
        database = open_database(tmp_path)
        with database.reading() as repository:
            assert repository.events.all() == []
        database.close()


def test_a_backup_is_made_before_the_schema_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_database(tmp_path).close()
    assert not backups.folder_of(tmp_path).exists()
    # A program that expects a later step; the step itself is missing, so that the schema stays as it is.
    monkeypatch.setattr(database_module, "HEAD", "0003")
    open_database(tmp_path).close()
    (copy,) = backups.folder_of(tmp_path).iterdir()
    assert "before-update" in copy.name


def test_0002_keeps_the_evenings_and_gives_their_doors_the_usual_cue(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / FILE_NAME}")
    versions.upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO series VALUES ('1' || printf('%031d', 0), 'Apéros')")
        connection.exec_driver_sql(
            "INSERT INTO event (id, series_id, title, starts, timezone, venue, theme, key, created) VALUES "
            "('2' || printf('%031d', 0), '1' || printf('%031d', 0), 'Apéro #26', '2026-12-03 18:00:00', 'Europe/Paris',"
            " '', '', x'00', '2026-11-01 10:00:00')"
        )
    engine.dispose()
    database = open_database(tmp_path)
    with database.reading() as repository:
        (event,) = repository.events.all()
    database.close()
    assert (event.title, event.topics) == ("Apéro #26", ())
    assert event.called_out == ("Guest of honour", "Invité d’honneur", "VIP")
