"""A file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from checkin.errors import FileError, FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write that takes its place when the block ends well; what was there stays until then.

    Missing folders are made. Raises FileError (`UNWRITABLE`, `FULL`).
    """
    part = _part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _file_error(error, path) from error


def refuse_unwritable(path: Path) -> None:
    """Raise FileError where `written_whole` could not begin: asked before a work that cannot be taken back."""
    part = _part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(b"?")
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _file_error(error, path) from error


def _part_of(path: Path) -> Path:
    if not path.name or path.is_dir():
        raise FileError(FileFault.UNWRITABLE, path)
    return path.with_name(f".{secrets.token_hex(8)}.part")


def _file_error(error: OSError, path: Path) -> FileError:
    return FileError(FileFault.FULL if error.errno in _FULL else FileFault.UNWRITABLE, path)
