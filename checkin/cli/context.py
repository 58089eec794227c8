"""What every command has at hand: the folder, the store, the language, and where answers and messages go."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from checkin.errors import InvalidError
from checkin.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.desk import Desk
    from checkin.evenings import Evenings
    from checkin.language import Language
    from checkin.model import Event
    from checkin.storage.database import Database


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """Where the window finds its data."""

    folder: Path
    database_url: str


class AnswerError(Exception):
    """Standard output takes no more: its reader has gone, or the disk that it goes to is full."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.reader_left = isinstance(error, BrokenPipeError)
        self.reason = error.strerror or str(error)


OpenWindow = Callable[[WindowRequest], int]


class Context:
    """One run of the command line. The store is opened by the first command that needs it."""

    def __init__(
        self, folder: Path, database_url: str, language: Language, *, as_json: bool, open_window: OpenWindow | None
    ) -> None:
        self.folder = folder
        self.database_url = database_url
        self.language = language
        self.as_json = as_json
        self.open_window = open_window
        self._database: Database | None = None
        self._settings: SettingsFile | None = None

    @property
    def settings(self) -> SettingsFile:
        """This laptop's settings."""
        if self._settings is None:
            self._settings = SettingsFile(self.folder)
        return self._settings

    @property
    def database(self) -> Database:
        """The store, opened once."""
        if self._database is None:
            from checkin.storage.database import open_database  # SQLAlchemy costs start-up time

            self._database = open_database(self.folder, self.database_url)
        return self._database

    @property
    def evenings(self) -> Evenings:
        """The evenings of the store."""
        from checkin.evenings import Evenings  # SQLAlchemy costs start-up time

        return Evenings(self.database, self.settings)

    def event(self, wanted: str | None) -> Event:
        """Return the evening that was named, or the current one."""
        if not wanted:
            return self.evenings.current()
        event_id = parse_id(wanted)
        with self.database.reading() as repository:
            return repository.events.get(event_id)

    def desk(self, event: Event, door: str | None = None) -> Desk:
        """Return the evening's door on this laptop, under another name where one is given."""
        from checkin.desk import Desk  # SQLAlchemy costs start-up time
        from checkin.model import Door  # beside the import that it completes

        ours = self.settings.current.door
        return Desk(self.database, event.id, Door(ours.id, door or ours.name), now)

    def show_window(self, folder: Path, database_url: str = "") -> int:
        """Open the window on a data folder and return its exit status; the answer is 2 where there is none."""
        if self.open_window is None:
            self.say(self.language.text("The window is not part of this installation: see checkin --help."))
            return 2
        return self.open_window(WindowRequest(folder, database_url))

    def answer(self, shape: Any, *lines: str) -> None:
        """Give the answer: JSON where it was asked for, else lines for people."""
        if self.as_json:
            self.write(json.dumps(shape, ensure_ascii=False))
        else:
            for line in lines:
                self.write(line)

    def write(self, line: str) -> None:
        """Write one whole line to standard output, at once: what was answered must not wait in a buffer.

        Raises AnswerError.
        """
        try:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        except OSError as error:
            raise AnswerError(error) from error

    def say(self, line: str) -> None:
        """Write a message for people to standard error."""
        complain(line)

    def close(self) -> None:
        """Close the store where it was opened."""
        if self._database is not None:
            self._database.close()


def complain(line: str) -> None:
    """Write a line to standard error; where that takes no more, there is nowhere left to say so."""
    with suppress(OSError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def now() -> datetime:
    """Return the time with this laptop's offset."""
    return datetime.now().astimezone()


def parse_id(text: str) -> UUID:
    """Return an id; raises InvalidError."""
    try:
        return UUID(text)
    except ValueError as error:
        raise InvalidError("id", text) from error
