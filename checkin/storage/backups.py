"""Copies of the store while it runs, bringing one back, and examining it.

Through SQLite's backup API, which reads a consistent state; copying the file of a live WAL database loses pages.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from checkin.errors import FileError, FileFault, StorageError, StorageFault
from checkin.storage.database import HEAD, SQLITE_MAGIC, Database
from checkin.storage.faults import fault_of, told_as_faults

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 20
"""How many backups stay in the folder; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What examining the data showed: `problems` is empty where all is well."""

    place: str
    revision: str
    events: int
    attendees: int
    arrivals: int
    problems: tuple[str, ...]


def folder_of(data_folder: Path) -> Path:
    """Return where backups are kept."""
    return data_folder / "backups"


def back_up(path: Path, folder: Path, why: str) -> Path:
    """Copy the SQLite file at `path` into `folder` under a name that tells when and why; drops the oldest copies.

    Raises StorageError.
    """
    with told_as_faults(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{datetime.now().astimezone():%Y-%m-%d %H-%M-%S-%f} {why}.sqlite3"
        _copy(path, target)
        for old in sorted(folder.glob("*.sqlite3"))[:-KEPT]:
            old.unlink(missing_ok=True)
    return target


def copy_to(database: Database, target: Path) -> Path:
    """Copy the store to a file of the operator's choice; raises StorageError."""
    if database.path is None:
        raise StorageError(StorageFault.NOT_OURS, database.place)
    if target.exists() and target.resolve() == database.path.resolve():
        raise FileError(FileFault.UNWRITABLE, target)
    with told_as_faults(str(target)):
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(database.path, target)
    return target


def restore(database: Database, source: Path, folder: Path) -> Path:
    """Bring a backup back, after a copy of what is there now; returns that copy.

    The backup is examined first: raises FileError or StorageError, and nothing is changed, where it cannot be used.
    """
    if database.path is None:
        raise StorageError(StorageFault.NOT_OURS, database.place)
    if not source.is_file():
        raise FileError(FileFault.MISSING, source)
    with source.open("rb") as file:
        if file.read(len(SQLITE_MAGIC)) != SQLITE_MAGIC:
            raise StorageError(StorageFault.DAMAGED, str(source))
    with told_as_faults(str(source)), closing(_open_read_only(source)) as connection:
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise StorageError(StorageFault.DAMAGED, str(source))
        _refuse_another_schema(connection, source)
    kept = back_up(database.path, folder_of(folder), "before-restore")
    with told_as_faults(database.place):
        _copy(source, database.path)
    return kept


def examine(database: Database) -> Examination:
    """Examine the SQLite file for damage and broken links; raises StorageError where it cannot be read."""
    if database.path is None:
        raise StorageError(StorageFault.NOT_OURS, database.place)
    with told_as_faults(database.place), closing(_open_read_only(database.path)) as connection:
        problems = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
        problems += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
        (attendees,) = connection.execute("SELECT count(*) FROM attendee").fetchone()
        (arrivals,) = connection.execute("SELECT count(*) FROM arrival").fetchone()
    return Examination(database.place, revision, events, attendees, arrivals, tuple(problems))


def _refuse_another_schema(connection: sqlite3.Connection, source: Path) -> None:
    try:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.OperationalError, TypeError) as error:
        if fault_of(error):
            raise
        raise StorageError(StorageFault.NOT_OURS, str(source)) from error
    if revision != HEAD:
        raise StorageError(StorageFault.NEWER, str(source))


def _open_read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _copy(source: Path, target: Path) -> None:
    with closing(_open_read_only(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)
