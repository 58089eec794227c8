"""One at a time works the queue of a data folder: of this program's threads, and of several programs."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from time import monotonic, sleep
from typing import IO, TYPE_CHECKING

from checkin.errors import FileError, FileFault, StorageError, StorageFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST = 30.0
"""Seconds that another program may work before waiting for it is given up: a few print services that do not answer."""

_BETWEEN = 0.02
"""Seconds between two looks: there is no way to wait for a file's lock, and give up, on all three systems."""


class Turns:
    """A lock that ends with the program that holds it, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = threading.Lock()

    @contextmanager
    def taken(self, *, is_patient: bool) -> Iterator[bool]:
        """Take the turn, and tell whether it was got: one that is not patient does not wait for another program.

        Raises FileError where the folder cannot be written, and StorageError (`LOCKED`) where waiting was in vain.
        """
        with self._mine:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                file = self._path.open("ab")
            except OSError as error:
                raise FileError(FileFault.UNWRITABLE, self._path) from error
            with file:
                until = monotonic() + (LONGEST if is_patient else 0.0)
                while not (is_got := _lock(file)) and monotonic() < until:
                    sleep(_BETWEEN)
                if is_patient and not is_got:
                    raise StorageError(StorageFault.LOCKED, str(self._path.parent))
                yield is_got


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        """Lock a file until it is closed, unless another has."""
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        """Lock a file until it is closed, unless another has."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
