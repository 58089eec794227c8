"""The store: durable, and one sentence for each way in which it can fail."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from checkin.desk import Desk, WalkIn
from checkin.errors import InvalidError, StorageError, StorageFault
from checkin.evenings import Evenings
from checkin.language import Language
from checkin.model import Event
from checkin.settings import SettingsFile
from checkin.storage import backups
from checkin.storage import database as database_module
from checkin.storage.database import FILE_NAME, Database, open_database
from checkin.wording import sentence


def fault_of_opening(folder: Path) -> StorageFault:
    with pytest.raises(StorageError) as caught:
        open_database(folder).close()
    said = sentence(caught.value, Language("en"))
    assert str(folder) in said
    assert "\n" not in said
    return caught.value.fault


def test_the_file_is_in_wal_mode_with_full_synchronisation_and_foreign_keys(database: Database) -> None:
    with database.reading() as repository:
        pragma = repository.events._session.execute
        assert pragma(text("PRAGMA journal_mode")).scalar() == "wal"
        assert pragma(text("PRAGMA synchronous")).scalar() == 2
        assert pragma(text("PRAGMA foreign_keys")).scalar() == 1


def test_what_raises_inside_a_transaction_leaves_nothing_behind(database: Database, evenings: Evenings) -> None:
    event = evenings.add("One", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed

    def make_then_stumble() -> None:
        with database.writing() as repository:
            repository.badges.make(event.id, [None], event.starts)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        make_then_stumble()
    with database.reading() as repository:
        assert repository.badges.of_event(event.id) == []


def test_what_is_written_while_reading_is_not_kept(database: Database, event: Event) -> None:
    with database.reading() as repository:
        repository.badges.make(event.id, [None], event.starts)
    with database.reading() as repository:
        assert repository.badges.of_event(event.id) == []


@pytest.mark.parametrize("statement", ["DELETE FROM arrival", "UPDATE arrival SET people = 9"])
def test_a_line_of_the_journal_cannot_be_changed_even_by_hand(database: Database, desk: Desk, statement: str) -> None:
    desk.register_walk_in(WalkIn("Maëlle"))
    assert database.path is not None
    with (
        closing(sqlite3.connect(database.path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)


def test_a_naive_time_is_refused_since_it_would_mean_any_zone(database: Database, event: Event) -> None:
    with pytest.raises(Exception, match="naive time"), database.writing() as repository:
        repository.badges.make(event.id, [None], datetime(2026, 12, 3))  # noqa: DTZ001 - the mistake itself


def test_a_file_from_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (tmp_path / FILE_NAME).read_bytes()
    assert fault_of_opening(tmp_path) is StorageFault.NEWER
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_file_that_is_not_a_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("my shopping list, much longer than a header")
    assert fault_of_opening(tmp_path) is StorageFault.DAMAGED
    assert (tmp_path / FILE_NAME).read_text().startswith("my shopping list")


def test_a_damaged_file_is_refused(tmp_path: Path, settings_file: SettingsFile) -> None:
    database = open_database(tmp_path)
    Evenings(database, settings_file).add("One", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed
    database.close()
    path = tmp_path / FILE_NAME
    data = bytearray(path.read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    path.write_bytes(data)
    assert fault_of_opening(tmp_path) is StorageFault.DAMAGED


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    assert fault_of_opening(tmp_path) is StorageFault.NOT_OURS


def test_a_file_that_another_program_holds_is_said_to_be_locked(
    database: Database, evenings: Evenings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(database_module, "BUSY_MILLISECONDS", 10)
    hasty = open_database(tmp_path)
    assert database.path is not None
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError) as caught:
            Evenings(hasty, SettingsFile(tmp_path)).add("Two", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed
    hasty.close()
    assert caught.value.fault is StorageFault.LOCKED
    assert evenings.all() == []


def test_a_full_disk_is_said_and_what_was_there_stays(database: Database, desk: Desk, event: Event) -> None:
    desk.register_walk_in(WalkIn("Maëlle"))
    with database.reading() as repository:
        execute = repository.events._session.execute
        pages = execute(text("PRAGMA page_count")).scalar()
        execute(text(f"PRAGMA max_page_count = {pages}"))

    def fill_it() -> None:
        for number in range(1000):
            desk.register_walk_in(WalkIn(f"Guest {number}", "x" * 1000))

    with pytest.raises(StorageError) as caught:
        fill_it()
    assert caught.value.fault is StorageFault.FULL
    with database.reading() as repository:
        assert "Maëlle" in [a.full_name for a in repository.attendees.of_event(event.id)]
    assert backups.examine(database).problems == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no read-only folders")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        # Nothing is read-only to root; a file in the folder's place cannot be written into by anybody.
        (tmp_path / "folder").write_text("")
    else:
        (tmp_path / "folder").mkdir(mode=0o500)
    assert fault_of_opening(tmp_path / "folder") is StorageFault.READ_ONLY


@pytest.mark.parametrize("url", ["mysql://server/name", "not an address", "sqlite://"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(InvalidError):
        open_database(tmp_path, url)


def test_a_server_that_cannot_be_reached_is_said_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        open_database(tmp_path, "postgresql+psycopg://ann:secret@127.0.0.1:1/door")
    assert caught.value.fault is StorageFault.UNREACHABLE
    assert "secret" not in sentence(caught.value, Language("en"))


def test_a_database_address_takes_the_place_of_the_folders_file(tmp_path: Path) -> None:
    database = open_database(tmp_path / "data", f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
    database.close()
    assert (tmp_path / "elsewhere.sqlite3").exists()
    assert not (tmp_path / "data" / FILE_NAME).exists()
