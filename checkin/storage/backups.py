"""Copies of the store while it runs, bringing one back, and examining it.

Through SQLite's backup API, which reads a consistent state; copying the file of a live WAL database loses pages.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import create_engine

from checkin.errors import FileError, FileFault, StorageError, StorageFault
from checkin.storage import versions
from checkin.storage.database import HEAD, SQLITE_MAGIC, Database
from checkin.storage.faults import fault_of, told_as_faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT = 20
"""How many backups stay in the folder; the oldest go first."""

_BESIDE = ("-wal", "-shm", "-journal")
"""The endings of the files that SQLite keeps beside its own, https://sqlite.org/tempfiles.html"""

_OF_A_COPY = {
    StorageFault.FULL: FileFault.FULL,
    StorageFault.READ_ONLY: FileFault.UNWRITABLE,
    StorageFault.MISSING: FileFault.UNWRITABLE,
}
"""Faults of the file that a copy is written to, as what they are to the operator."""


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
        target = folder / _backup_name(why)
        _copy(path, target)
        for old in sorted(folder.glob("*.sqlite3"))[:-KEPT]:
            old.unlink(missing_ok=True)
    return target


def copy_to(database: Database, target: Path) -> Path:
    """Copy the store to a file of the operator's choice; raises FileError, StorageError.

    What was at that place stays until the copy is whole.
    """
    if database.path is None:
        raise StorageError(StorageFault.NOT_OURS, database.place)
    if not target.name or (target.exists() and target.resolve() == database.path.resolve()):
        raise FileError(FileFault.UNWRITABLE, target)
    try:
        with told_as_faults(database.place):
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(database.path, target)
    except StorageError as error:
        fault = _OF_A_COPY.get(error.fault)
        if fault is None:
            raise
        raise FileError(fault, target) from error
    return target


def restore(database: Database, source: Path, folder: Path) -> Path:
    """Bring a backup back, after a copy of what is there now; returns that copy.

    The backup is examined first: raises FileError or StorageError, and nothing is changed, where it cannot be used. One
    of an earlier version of the program is brought up to date on its way; the file itself stays as it is.
    Other processes may have the store open: the copy is made while they cannot write, so that no arrival falls
    between it and the restore.
    """
    path = database.path
    if path is None:
        raise StorageError(StorageFault.NOT_OURS, database.place)
    _refuse_what_is_no_copy(source)
    kept: list[Path] = []

    def keep(*_: object) -> None:
        # SQLite calls this after the first page, when it has the lock to write and nothing is committed.
        if not kept:
            kept.append(back_up(path, folder_of(folder), "before-restore"))

    with (
        told_as_faults(database.place),
        _at_this_schema(source, folder) as current,
        closing(_open_copy(current)) as reading,
        closing(sqlite3.connect(path)) as writing,
    ):
        reading.backup(writing, pages=1, progress=keep)
    return kept[0]


def restore_damaged(path: Path, source: Path, folder: Path) -> Path:
    """Bring a backup back in place of a store that cannot be opened; returns where that is kept, byte for byte.

    Raises FileError or StorageError, and nothing is changed, where the backup cannot be used.
    """
    _refuse_what_is_no_copy(source)
    whole = _beside(path, ".restored")
    try:
        with told_as_faults(str(path)), _at_this_schema(source, folder) as current:
            # Whole before anything moves: a full disk must not leave an empty place.
            _copy(current, whole)
            kept = set_aside(path, folder, "damaged")
            whole.replace(path)
    finally:
        with suppress(OSError):
            whole.unlink(missing_ok=True)
    return kept


def set_aside(path: Path, data_folder: Path, why: str) -> Path:
    """Move a store as it is, whole or damaged, among the backups, where there is one; returns its new place.

    Raises StorageError.
    """
    with told_as_faults(str(path)):
        kept = folder_of(data_folder) / _backup_name(why)
        for ending in (*_BESIDE, ""):
            if (part := _beside(path, ending)).exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(part, _beside(kept, ending))
    return kept


def _refuse_what_is_no_copy(source: Path) -> None:
    if not source.is_file():
        raise FileError(FileFault.MISSING, source)
    with told_as_faults(str(source)):
        with source.open("rb") as file:
            if file.read(len(SQLITE_MAGIC)) != SQLITE_MAGIC:
                raise StorageError(StorageFault.DAMAGED, str(source))
        with closing(_open_copy(source)) as connection:
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise StorageError(StorageFault.DAMAGED, str(source))
            _refuse_another_schema(connection, source)


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
    if not versions.is_known(revision):
        raise StorageError(StorageFault.NEWER, str(source))


@contextmanager
def _at_this_schema(source: Path, folder: Path) -> Iterator[Path]:
    """Give a backup as this program's schema has it: itself, or a copy for the time being that is moved there."""
    with closing(_open_copy(source)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if revision == HEAD:
        yield source
        return
    moved = folder / f".{secrets.token_hex(8)}.part"
    try:
        _copy(source, moved)
        engine = create_engine(f"sqlite:///{moved}")
        try:
            versions.upgrade(engine)
        finally:
            engine.dispose()
        yield moved
    finally:
        for ending in ("", *_BESIDE):
            _beside(moved, ending).unlink(missing_ok=True)


def _open_read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _open_copy(path: Path) -> sqlite3.Connection:
    """Open a backup, which may lie where nothing can be written, such as on a locked USB stick."""
    if any(_beside(path, ending).exists() for ending in _BESIDE):
        return _open_read_only(path)
    # SQLite makes files beside one in WAL mode even to read it, unless it may take it that nobody changes it.
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _backup_name(why: str) -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d %H-%M-%S-%f} {why}.sqlite3"


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _copy(source: Path, target: Path) -> None:
    """Copy a store that may be in use to a file that is there whole or not at all."""
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with closing(_open_read_only(source)) as reading, closing(sqlite3.connect(part)) as writing:
            reading.backup(writing)
            # A copy is one file: in WAL mode it could not be opened where nothing can be written.
            writing.execute("PRAGMA journal_mode=DELETE")
        for ending in _BESIDE:
            # The log of what was here before would be taken for the new file's own.
            _beside(target, ending).unlink(missing_ok=True)
        part.replace(target)
    finally:
        for ending in ("", *_BESIDE):
            _beside(part, ending).unlink(missing_ok=True)
