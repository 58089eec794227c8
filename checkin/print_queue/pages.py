"""The PDFs of the queue, a file a job, and what their names tell."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from checkin.errors import FileError, FileFault
from checkin.files import written_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_LET_GO = ".printing.pdf"
"""The ending of a page that the printer was given: it tells so even where the store was brought back from before."""


class Pages:
    """The folder of the pages that wait for printers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, job_id: UUID, pdf: Path) -> None:
        """Copy a page; it is on disk when this has returned. Raises FileError."""
        try:
            content = pdf.read_bytes()
        except FileNotFoundError as error:
            raise FileError(FileFault.MISSING, pdf) from error
        except OSError as error:
            raise FileError(FileFault.UNREADABLE, pdf) from error
        with written_whole(self._of(job_id)) as stream:
            stream.write(content)
        _sync(self.folder)

    def waiting(self, job_id: UUID) -> Path | None:
        """Return the page of a job that was not let go, where it is there."""
        path = self._of(job_id)
        return path if path.is_file() else None

    def of(self, job_id: UUID) -> Path | None:
        """Return the page of a job, let go or not, where it is there."""
        return next((path for path in (self._of(job_id), self._let_go(job_id)) if path.is_file()), None)

    def was_let_go(self, job_id: UUID) -> bool:
        """Tell whether the page of a job was let go."""
        return self._let_go(job_id).is_file()

    def let_go(self, job_id: UUID) -> None:
        """Write down that the printer may print a page from now on."""
        with suppress(OSError):
            # The store has it, too: this is for a store that forgets.
            self._of(job_id).replace(self._let_go(job_id))

    def wait_again(self, job_id: UUID) -> None:
        """Write down that a page is to be printed once more."""
        with suppress(OSError):
            self._let_go(job_id).replace(self._of(job_id))

    def drop(self, job_id: UUID) -> None:
        """Delete the page of a job that is done."""
        for path in (self._of(job_id), self._let_go(job_id)):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def older_than(self, moment: datetime) -> Iterator[UUID]:
        """Yield the jobs whose page was written before a moment."""
        for path in self.folder.glob("*.pdf"):
            with suppress(OSError, ValueError):
                job_id = UUID(path.name.partition(".")[0])
                if path.stat().st_mtime < moment.timestamp():
                    yield job_id

    def drop_halves_before(self, moment: datetime) -> None:
        """Delete pages that were being written when a program was killed, before a moment."""
        for path in self.folder.glob(".*.part"):
            with suppress(OSError):
                if path.stat().st_mtime < moment.timestamp():
                    path.unlink()

    def _of(self, job_id: UUID) -> Path:
        return self.folder / f"{job_id}.pdf"

    def _let_go(self, job_id: UUID) -> Path:
        return self.folder / f"{job_id}{_LET_GO}"


def _sync(folder: Path) -> None:
    """Put the names of a folder's files on disk; Windows does so by itself, and has no call for it."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
