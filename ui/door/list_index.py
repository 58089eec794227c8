"""The evening's list as the door searches it: read once, then kept current from one verdict to the next."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.desk import Desk, WalkIn
    from checkin.model import Attendee
    from checkin.search import NameIndex


CLOCKS_APART = timedelta(minutes=10)
"""How far the clock of another door's laptop may be behind this one's."""


class ListIndex:
    """The names of one desk's list. Asked on worker threads, kept current on the main thread, which never waits."""

    def __init__(self) -> None:
        self._reading = threading.Lock()
        """Held while the list is read, so that two keys pressed at once do not read it twice."""
        self._lock = threading.Lock()
        """Held for a moment at a time."""
        self._kept: tuple[Desk, NameIndex] | None = None
        self._forgotten = 0
        self._read_at = datetime.now(UTC)
        self._came_in: list[Attendee] | None = None
        """Who changed while the list is being read."""

    def prepare(self, desk: Desk) -> None:
        """Read the list, so that the first key finds it read. Raises StorageError."""
        self._index(desk)

    def search(self, desk: Desk, text: str) -> list[Attendee]:
        """Return who a text means, the best hit first. Raises StorageError."""
        return self._index(desk).search(text)

    def doubles(self, desk: Desk, walk_in: WalkIn, *, fresh: bool = False) -> list[Attendee]:
        """Return who on the list may be a walk-in, the likeliest first. Raises StorageError.

        `fresh` asks the store who came onto the list since it was read: another door may have put them on it.
        """
        index = self._index(desk)
        if fresh:
            added = desk.added_since(self._read_at - CLOCKS_APART)
            if added is None:
                # A whole list was loaded a moment ago.
                self.forget()
                index = self._index(desk)
            for attendee in added or ():
                index.replace(attendee)
        return index.doubles_of(walk_in.full_name, walk_in.email, walk_in.handle)

    def forget(self) -> None:
        """Read the list anew at the next search: it may be another one."""
        with self._lock:
            self._forgotten += 1
            self._kept = None

    def update(self, attendee: Attendee) -> None:
        """Take up what a verdict changed of one attendee of the evening, or a walk-in of a moment ago."""
        with self._lock:
            if self._came_in is not None:
                self._came_in.append(attendee)
            if self._kept is not None:
                self._kept[1].replace(attendee)

    def _index(self, desk: Desk) -> NameIndex:
        if (known := self._known(desk)) is not None:
            return known
        with self._reading:
            if (known := self._known(desk)) is not None:
                return known
            with self._lock:
                forgotten, self._came_in = self._forgotten, []
            read_at = datetime.now(UTC)
            try:
                index = desk.index()
                with self._lock:
                    # Whoever came in meanwhile may be missing from what was read.
                    for attendee in self._came_in:
                        index.replace(attendee)
                    if forgotten == self._forgotten:
                        self._kept, self._read_at = (desk, index), read_at
            finally:
                with self._lock:
                    self._came_in = None
            return index

    def _known(self, desk: Desk) -> NameIndex | None:
        with self._lock:
            return self._kept[1] if self._kept is not None and self._kept[0] is desk else None
