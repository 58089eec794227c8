"""Opening the store, and transactions.

SQLite in WAL mode with synchronous=FULL is the default: a commit that returned has survived the power switch. The same
code runs on PostgreSQL by URL.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, ProgrammingError
from sqlalchemy.orm import Session

from checkin.errors import InvalidError, StorageError, StorageFault
from checkin.storage.faults import told_as_faults
from checkin.storage.repository import Repository

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

FILE_NAME = "checkin.sqlite3"
HEAD = "0004"
"""The newest revision that this program knows; a test compares it with the migrations' own."""

SQLITE_MAGIC = b"SQLite format 3\x00"  # https://sqlite.org/fileformat.html, section 1.3.1
SERVER_LOCK = 0x636865636B696E  # "checkin"
"""The key of the lock that writers on a PostgreSQL server take in turn."""

DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
"""What an address may begin with; other drivers do not begin transactions as this code does."""

BUSY_MILLISECONDS = 5000
"""How long a transaction waits for another process to finish with the file."""


class Database:
    """An open store. Safe to use from several threads: each transaction has its own connection."""

    def __init__(self, engine: Engine, place: str, path: Path | None) -> None:
        self._engine = engine
        self.place = place
        self.path = path
        """The SQLite file, or None where the store is a server."""

    @contextmanager
    def writing(self) -> Iterator[Repository]:
        """Open a transaction that commits at its end, and rolls back where anything is raised.

        Raises StorageError where the store refuses. When this has returned, what was written is on disk.
        """
        with told_as_faults(self.place), Session(self._engine, expire_on_commit=False) as session, session.begin():
            # Take a lock before reading, so that two doors never decide on the same state.
            if self.path is not None:
                session.execute(text("BEGIN IMMEDIATE"))
            else:
                session.execute(text(f"SELECT pg_advisory_xact_lock({SERVER_LOCK})"))
            yield Repository(session)

    @contextmanager
    def reading(self) -> Iterator[Repository]:
        """Open a transaction for reading; nothing that is written in it is kept."""
        with told_as_faults(self.place), Session(self._engine, expire_on_commit=False) as session:
            if self.path is not None:
                session.execute(text("BEGIN"))
            yield Repository(session)
            session.rollback()

    def close(self) -> None:
        """Give the file back; SQLite folds its log into the file with the last connection."""
        with told_as_faults(self.place):
            self._engine.dispose()


def open_database(folder: Path, url: str = "") -> Database:
    """Open the store, and bring its schema up to this program's, after a backup.

    `folder` holds the SQLite file and its backups; `url` is a database address that takes the file's place.

    Raises InvalidError for an address that cannot be used, and StorageError: a newer file, a locked, damaged, read-only
    or full one, a server that cannot be reached.
    """
    parsed = _parsed(folder, url)
    path = _path_of(parsed)
    place = str(path) if path else parsed.render_as_string(hide_password=True)
    with told_as_faults(place):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            _refuse_what_is_not_sqlite(path)
        try:
            engine = create_engine(parsed)
        except (ImportError, ArgumentError) as error:
            raise StorageError(StorageFault.UNREACHABLE, place) from error
        if path is not None:
            _tune_sqlite(engine)
        database = Database(engine, place, path)
        try:
            _bring_up_to_date(engine, database, folder)
        except ProgrammingError as error:
            engine.dispose()
            if error.statement is None:
                # Refused before anything was asked: the driver does not know an option of the address.
                raise InvalidError("database", place) from error
            raise
        except BaseException:
            engine.dispose()
            raise
    return database


def file_of(folder: Path, url: str = "") -> Path | None:
    """Return the SQLite file that `open_database` would open, or None for a server; raises InvalidError."""
    return _path_of(_parsed(folder, url))


def _parsed(folder: Path, url: str) -> URL:
    if not url:
        return URL.create("sqlite", database=str(folder / FILE_NAME))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # a port that is no number is a ValueError
        raise InvalidError("database", url) from error
    database = parsed.database or ""
    # A store in memory would forget the evening, and SQLite's own options could weaken what is promised of the file.
    forgets = parsed.drivername.startswith("sqlite") and (parsed.query or database.startswith((":memory:", "file:")))
    if parsed.drivername not in DRIVERS or not database or forgets:
        raise InvalidError("database", parsed.render_as_string(hide_password=True))
    return parsed


def _path_of(parsed: URL) -> Path | None:
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def _refuse_what_is_not_sqlite(path: Path) -> None:
    """Say that a file is not ours before SQLite has a chance to touch it."""
    if path.is_dir():
        raise StorageError(StorageFault.NOT_OURS, str(path))
    if path.exists():
        with path.open("rb") as file:
            head = file.read(len(SQLITE_MAGIC))
        if head and head != SQLITE_MAGIC:
            raise StorageError(StorageFault.DAMAGED, str(path))


def _tune_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own implicit BEGIN would come too late to take the write lock; transactions begin by hand.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()


def _bring_up_to_date(engine: Engine, database: Database, folder: Path) -> None:
    from checkin.storage import backups, versions  # both import this module's Database

    found = versions.revision(engine)
    if found == HEAD:
        return
    if found is not None and not versions.is_known(found):
        raise StorageError(StorageFault.NEWER, database.place)
    if found is None and versions.has_tables(engine):
        # Another process may have made the tables in between.
        found = versions.revision(engine)
        if found == HEAD:
            return
    if found is None and versions.has_tables(engine):
        raise StorageError(StorageFault.NOT_OURS, database.place)
    if found is not None and database.path is not None:
        backups.back_up(database.path, backups.folder_of(folder), "before-update")
    versions.upgrade(engine)
