"""The schema's history: each step has a test, the newest is what the program expects, and data survive it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from checkin.errors import StorageError, StorageFault
from checkin.lists.importing import Change, Importer
from checkin.storage import backups, versions
from checkin.storage import database as database_module
from checkin.storage.database import FILE_NAME, HEAD, open_database
from checkin.storage.schema import Base

STEPS_TESTED_HERE = {"0001", "0002", "0003", "0004"}
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
    monkeypatch.setattr(database_module, "HEAD", "0005")
    open_database(tmp_path).close()
    (copy,) = backups.folder_of(tmp_path).iterdir()
    assert "before-update" in copy.name


EVENING = (
    "INSERT INTO series VALUES ('1' || printf('%031d', 0), 'Apéros')",
    (
        "INSERT INTO event (id, series_id, title, starts, timezone, venue, theme, key, created) VALUES "
        "('2' || printf('%031d', 0), '1' || printf('%031d', 0), 'Apéro #26', '2026-12-03 18:00:00', 'Europe/Paris',"
        " '', '', x'00', '2026-11-01 10:00:00')"
    ),
)
GUEST = (
    (
        "INSERT INTO person VALUES ('3' || printf('%031d', 0), 'Maelle', 'Kervella', 'Maelle Kervella',"
        " 'maelle@example.org', '', '2026-11-01 10:00:00')"
    ),
    (
        "INSERT INTO attendee VALUES ('4' || printf('%031d', 0), '2' || printf('%031d', 0), '3' || printf('%031d', 0),"
        " 'Maelle', 'Kervella', 'Maelle Kervella', 'maelle@example.org', '', '', '', '', '', '', '880010017',"
        " 'expected', 1, '', '[]', 0, '2026-11-01 10:00:00', '2026-11-01 10:00:00')"
    ),
)


def store_at(revision: str, path: Path, statements: tuple[str, ...]) -> None:
    engine = create_engine(f"sqlite:///{path}")
    versions.upgrade(engine, revision)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_0002_keeps_the_evenings_and_gives_their_doors_the_usual_cue(tmp_path: Path) -> None:
    store_at("0001", tmp_path / FILE_NAME, EVENING)
    database = open_database(tmp_path)
    with database.reading() as repository:
        (event,) = repository.events.all()
    database.close()
    assert (event.title, event.topics) == ("Apéro #26", ())
    assert event.called_out == ("Guest of honour", "Invité d’honneur", "VIP")


def test_0003_keeps_the_guests_and_the_next_list_meets_them_for_the_first_time(tmp_path: Path) -> None:
    store_at("0002", tmp_path / FILE_NAME, (*EVENING, *GUEST))
    database = open_database(tmp_path)
    with database.reading() as repository:
        (event,) = repository.events.all()
        (guest,) = repository.attendees.records(event.id)
    assert (guest.full_name, guest.edited) == ("Maelle Kervella", ())
    importer = Importer(database)
    assert importer.last(event.id) is None
    path = tmp_path / "list.csv"
    path.write_text("Prénom,Nom,Email,N° de billet\nMaëlle,Kervella,,880010017\n", encoding="utf-8")
    plan = importer.apply(event.id, importer.preview(event.id, path).list)
    assert (plan.count(Change.UPDATED), len(plan.rows)) == (1, 1)
    (loaded,) = plan.rows
    assert (loaded.record.full_name, loaded.record.email) == ("Maëlle Kervella", "maelle@example.org")
    database.close()


BADGE = (
    "INSERT INTO badge VALUES (-7, '2' || printf('%031d', 0), '4' || printf('%031d', 0), '2026-11-02 10:00:00', NULL)",
    "INSERT INTO printing VALUES ('5' || printf('%031d', 0), -7, '2026-11-02 11:00:00', 'a6')",
)


def test_0004_keeps_what_was_printed(tmp_path: Path) -> None:
    attendee = GUEST[1].replace("'2026-11-01 10:00:00')", "'2026-11-01 10:00:00', '[]')")
    store_at("0003", tmp_path / FILE_NAME, (*EVENING, GUEST[0], attendee, *BADGE))
    database = open_database(tmp_path)
    with database.reading() as repository:
        (event,) = repository.events.all()
        (badge,) = repository.badges.of_event(event.id)
        (guest_now,) = repository.attendees.of_event(event.id)
        (printing,) = repository.badges.printings(event.id)
    database.close()
    assert (badge.id, badge.number) == ((1 << 64) - 7, None)
    assert badge.printed_at is not None
    assert guest_now.badge_printed_at == badge.printed_at
    assert (printing.at, printing.place, printing.door, printing.copies) == (badge.printed_at, "", "", 1)


def test_a_copy_of_an_earlier_schema_is_brought_up_to_date_as_it_comes_back(tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    store_at("0002", copy, (*EVENING, *GUEST))
    kept_as_it_is = copy.read_bytes()
    database = open_database(tmp_path)
    backups.restore(database, copy, tmp_path)
    with database.reading() as repository:
        (event,) = repository.events.all()
        assert [one.full_name for one in repository.attendees.records(event.id)] == ["Maelle Kervella"]
    assert backups.examine(database).revision == HEAD
    database.close()
    assert copy.read_bytes() == kept_as_it_is


def test_a_copy_of_an_earlier_schema_takes_the_place_of_a_damaged_store(tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    store_at("0001", copy, EVENING)
    (tmp_path / FILE_NAME).write_bytes(b"damaged")
    backups.restore_damaged(tmp_path / FILE_NAME, copy, tmp_path)
    database = open_database(tmp_path)
    with database.reading() as repository:
        assert [event.title for event in repository.events.all()] == ["Apéro #26"]
    database.close()


def test_a_copy_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    store_at("head", copy, ("UPDATE alembic_version SET version_num = '9999'",))
    database = open_database(tmp_path)
    with pytest.raises(StorageError) as caught:
        backups.restore(database, copy, tmp_path)
    assert caught.value.fault is StorageFault.NEWER
    database.close()
