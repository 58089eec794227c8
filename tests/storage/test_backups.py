"""Copies of the store, made while it is in use, and brought back."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from checkin.desk import Desk, WalkIn
from checkin.errors import CheckinError, FileError, FileFault, StorageError, StorageFault
from checkin.model import Event
from checkin.storage import backups
from checkin.storage.database import Database


def names(database: Database, event: Event) -> list[str]:
    with database.reading() as repository:
        return [a.full_name for a in repository.attendees.of_event(event.id)]


def test_a_copy_of_a_store_in_use_holds_what_was_just_written(database: Database, desk: Desk, tmp_path: Path) -> None:
    desk.register_walk_in(WalkIn("Maëlle"))
    backups.copy_to(database, tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        assert copy.execute("SELECT full_name FROM attendee").fetchall() == [("Maëlle",)]


def test_what_was_there_before_a_restore_can_be_brought_back_too(
    database: Database, desk: Desk, event: Event, tmp_path: Path
) -> None:
    desk.register_walk_in(WalkIn("Maëlle"))
    copy = backups.copy_to(database, tmp_path / "copy.sqlite3")
    desk.register_walk_in(WalkIn("Karim"))
    kept = backups.restore(database, copy, tmp_path)
    assert names(database, event) == ["Maëlle"]
    backups.restore(database, kept, tmp_path)
    assert names(database, event) == ["Maëlle", "Karim"]


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_copy_is_refused_and_nothing_changes(
    database: Database, desk: Desk, event: Event, tmp_path: Path, content: bytes
) -> None:
    desk.register_walk_in(WalkIn("Maëlle"))
    (tmp_path / "copy.sqlite3").write_bytes(content)
    with pytest.raises(CheckinError):
        backups.restore(database, tmp_path / "copy.sqlite3", tmp_path)
    assert names(database, event) == ["Maëlle"]


def test_another_programs_database_is_refused(database: Database, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other, other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StorageError) as caught:
        backups.restore(database, tmp_path / "other.sqlite3", tmp_path)
    assert caught.value.fault is StorageFault.NOT_OURS


def test_a_missing_copy_is_said(database: Database, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        backups.restore(database, tmp_path / "nothing.sqlite3", tmp_path)


def test_the_store_itself_is_no_place_for_a_copy(database: Database) -> None:
    assert database.path is not None
    with pytest.raises(FileError):
        backups.copy_to(database, database.path)


def test_only_the_newest_backups_are_kept(database: Database, tmp_path: Path) -> None:
    assert database.path is not None
    made = [backups.back_up(database.path, tmp_path / "backups", "hourly") for _ in range(backups.KEPT + 3)]
    assert sorted((tmp_path / "backups").iterdir()) == made[3:]


def test_examining_a_good_store_finds_nothing(database: Database, desk: Desk) -> None:
    desk.register_walk_in(WalkIn("Maëlle"))
    found = backups.examine(database)
    assert (found.events, found.attendees, found.arrivals, found.problems) == (1, 1, 1, ())


def test_examining_finds_a_broken_link(database: Database, desk: Desk) -> None:
    desk.register_walk_in(WalkIn("Maëlle"))
    assert database.path is not None
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("DELETE FROM person")
    assert backups.examine(database).problems


def test_nobody_can_write_between_the_copy_of_what_is_there_and_the_restore(
    database: Database, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = database.path
    assert path is not None
    copy = backups.copy_to(database, tmp_path / "copy.sqlite3")
    back_up = backups.back_up
    refused: list[str] = []

    def back_up_while_another_door_writes(*arguments: Any) -> Path:
        kept = back_up(*arguments)
        with closing(sqlite3.connect(path, timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                refused.append(str(error))
        return kept

    monkeypatch.setattr(backups, "back_up", back_up_while_another_door_writes)
    backups.restore(database, copy, tmp_path)
    assert refused == ["database is locked"]


def test_a_copy_is_one_file_that_can_be_read_where_nothing_can_be_written(
    database: Database, desk: Desk, tmp_path: Path
) -> None:
    desk.register_walk_in(WalkIn("Maëlle"))
    folder = tmp_path / "stick"
    copy = backups.copy_to(database, folder / "copy.sqlite3")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        # A copy that an earlier version made.
        connection.execute("PRAGMA journal_mode=WAL")
    before = sorted(folder.iterdir())
    backups.restore(database, copy, tmp_path)
    assert sorted(folder.iterdir()) == before == [copy]


def test_a_copy_that_fails_leaves_the_one_before(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backups.copy_to(database, tmp_path / "copies" / "copy.sqlite3")
    before = copy.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(FileError) as caught:
        backups.copy_to(database, copy)
    assert caught.value.fault is FileFault.FULL
    assert list(copy.parent.iterdir()) == [copy]
    assert copy.read_bytes() == before


def test_a_copy_in_place_of_another_is_not_mixed_with_its_log(database: Database, desk: Desk, tmp_path: Path) -> None:
    copy = backups.copy_to(database, tmp_path / "copy.sqlite3")
    log = copy.with_name("copy.sqlite3-wal")
    log.write_bytes(b"of the copy before")
    desk.register_walk_in(WalkIn("Maëlle"))
    backups.copy_to(database, copy)
    assert not log.exists()


def test_a_store_in_the_way_of_the_demonstration_is_set_aside_whole(
    database: Database, desk: Desk, event: Event, tmp_path: Path
) -> None:
    desk.register_walk_in(WalkIn("Maëlle"))
    assert database.path is not None
    kept = backups.set_aside(database.path, tmp_path, "before-demo")
    assert not database.path.exists()
    with closing(sqlite3.connect(kept)) as aside:
        assert aside.execute("SELECT full_name FROM attendee").fetchall() == [("Maëlle",)]


def test_a_damaged_store_stays_where_its_copy_cannot_be_written(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backups.copy_to(database, tmp_path / "copy.sqlite3")
    damaged = tmp_path / "evening" / "door.sqlite3"
    damaged.parent.mkdir()
    damaged.write_bytes(b"damaged")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(StorageError):
        backups.restore_damaged(damaged, copy, damaged.parent)
    assert list(damaged.parent.iterdir()) == [damaged]
    assert damaged.read_bytes() == b"damaged"
