"""What the store's own errors mean for the operator: one function maps codes to faults, the rest are bugs."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from checkin.errors import StorageError, StorageFault

if TYPE_CHECKING:
    from collections.abc import Iterator

# Primary result codes, https://sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_BUSY: StorageFault.LOCKED,
    sqlite3.SQLITE_LOCKED: StorageFault.LOCKED,
    sqlite3.SQLITE_PROTOCOL: StorageFault.LOCKED,
    sqlite3.SQLITE_CORRUPT: StorageFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: StorageFault.DAMAGED,
    sqlite3.SQLITE_FORMAT: StorageFault.DAMAGED,
    sqlite3.SQLITE_FULL: StorageFault.FULL,
    sqlite3.SQLITE_READONLY: StorageFault.READ_ONLY,
    sqlite3.SQLITE_PERM: StorageFault.READ_ONLY,
    sqlite3.SQLITE_AUTH: StorageFault.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: StorageFault.READ_ONLY,
    # A disk that fails while it is written is, for the operator, a disk with no room: both ask for another folder.
    sqlite3.SQLITE_IOERR: StorageFault.FULL,
}
_OS = {
    errno.ENOSPC: StorageFault.FULL,
    errno.EDQUOT: StorageFault.FULL,
    errno.EACCES: StorageFault.READ_ONLY,
    errno.EPERM: StorageFault.READ_ONLY,
    errno.EROFS: StorageFault.READ_ONLY,
    errno.ENOTDIR: StorageFault.READ_ONLY,
    errno.EEXIST: StorageFault.READ_ONLY,
    errno.EISDIR: StorageFault.READ_ONLY,
    errno.ENAMETOOLONG: StorageFault.READ_ONLY,
    errno.ELOOP: StorageFault.READ_ONLY,
    errno.EINVAL: StorageFault.READ_ONLY,  # Windows: a name that its file systems do not take
    errno.ENOENT: StorageFault.MISSING,
}


def fault_of(error: BaseException) -> StorageFault | None:
    """Return what an error of the store means for the operator, or None where it is a bug."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        fault = fault_of(error.orig)
        if fault is None and isinstance(error, OperationalError):
            return StorageFault.UNREACHABLE
        return fault
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return None if code is None else _SQLITE.get(code & 0xFF)
    if isinstance(error, OSError):
        return _OS.get(error.errno or 0)
    return None


@contextmanager
def told_as_faults(place: str) -> Iterator[None]:
    """Turn errors of the environment into StorageError; let bugs through as they are."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise StorageError(fault, place) from error
