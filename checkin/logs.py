"""The log: a small file in the data folder, for whoever looks after the program."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import TextIOWrapper
    from pathlib import Path

FILE_NAME = "checkin.log"
LARGEST = 1_000_000
"""Bytes; then the file is put aside, and three such are kept."""


class _LogFile(RotatingFileHandler):
    """Opens its file with its first line, so that a call that has nothing to log leaves nothing behind."""

    def _open(self) -> TextIOWrapper:
        try:
            os.makedirs(os.path.dirname(self.baseFilename), exist_ok=True)  # noqa: PTH103, PTH120 - logging's own kind of path
            return super()._open()
        except OSError:
            # A log that cannot be written must not end an evening.
            return open(os.devnull, "a", encoding="utf-8")  # noqa: PTH123 - logging closes it


@contextmanager
def kept_log(folder: Path) -> Iterator[Path]:
    """Keep what is logged in the folder's log file while the block runs; gives the file's path."""
    path = folder / FILE_NAME
    handler = _LogFile(path, maxBytes=LARGEST, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # Alembic tells every step of its own; here a migration is one line of ours.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        yield path
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        handler.close()
