"""What is ticked in from paper, written in the order of the entries, and taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from checkin.desk import WalkIn
from checkin.errors import NotUndoableError
from checkin.lists.names import split_name
from checkin.model import Admitted, Means
from ui.attendees.paper.lines import NOT_WRITTEN, Answered, Entry, Unanswered
from ui.attendees.paper.turns import Turns
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from checkin.errors import CheckinError
    from checkin.model import Attendee, Event, Verdict
    from ui.kit import Kit

PAUSE = 600
"""Milliseconds without an entry before the rest of the window hears of them: it reads the whole list anew."""


class Ticks(QObject):
    """The entries of one evening, the newest first. `changed` comes with each, `met` with whom an answer is about."""

    changed = Signal()
    met = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._turns = Turns(kit.background, self)
        self._event: Event | None = None
        self.entries: list[Entry] = []
        self._is_list_changed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._tell)

    @property
    def count(self) -> int:
        """How many were let in, those who were taken back left out."""
        return sum(isinstance(entry, Answered) and entry.arrival_id is not None for entry in self.entries)

    def begin(self, event: Event | None) -> None:
        """Begin anew, for an evening."""
        self._event, self.entries = event, []
        self.changed.emit()

    def admit(self, attendee: Attendee, at: datetime | None) -> None:
        """Let somebody of the list in at a time, None for now."""
        name = attendee.full_name
        self._ask(lambda event: self._kit.services.desk_of(event).admit_by_hand(attendee.id, at=at), name, at)

    def register(self, name: str, at: datetime | None) -> None:
        """Put somebody on the list and let them in at a time."""
        walk_in = walk_in_of(name)
        self._is_list_changed = True
        self._ask(lambda event: self._kit.services.desk_of(event).register_walk_in(walk_in, at=at), name, at)

    def let_in_all_the_same(self) -> bool:
        """Let in whom the newest entry held back; False where it did not."""
        newest = self.entries[0] if self.entries else None
        if not isinstance(newest, Answered) or newest.held_back is None:
            return False
        attendee_id, at = newest.held_back, newest.at
        self._ask(lambda event: self._kit.services.desk_of(event).admit_by_hand(attendee_id, again=True, at=at), "", at)
        return True

    def take_back(self) -> bool:
        """Take the newest arrival back that was not; False where there is none."""
        for place, entry in enumerate(self.entries):
            if isinstance(entry, Answered) and entry.arrival_id is not None:
                self._take_back(place, entry, entry.arrival_id)
                return True
        return False

    def say(self, entry: Entry) -> None:
        """Show an entry that nobody was asked about."""
        self.entries.insert(0, entry)
        self.changed.emit()

    def tell(self) -> None:
        """Let the rest of the window hear at once of what was written."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def _tell(self) -> None:
        notices = self._kit.notices
        if self._is_list_changed:
            self._is_list_changed = False
            notices.list_changed.emit()
        notices.arrivals_changed.emit()

    def _ask(self, work: Callable[[Event], Verdict], name: str, at: datetime | None) -> None:
        event = self._event
        if event is None:
            return

        def then(verdict: Verdict) -> None:
            if event is self._event:
                self.say(Answered(verdict, at))
                attendee = getattr(verdict, "attendee", None)
                if attendee is not None:
                    self.met.emit(attendee)
            self._pause.start()

        def failed(error: CheckinError) -> None:
            self._kit.notices.say(error_line(error, self._kit.translations.language), Role.REFUSED)
            if event is self._event:
                self.say(Unanswered(name, NOT_WRITTEN))

        self._turns.add(lambda: work(event), then, failed)

    def _take_back(self, place: int, entry: Answered, arrival_id: UUID) -> None:
        event = self._event
        if event is None:
            return
        # At once, so that the next Ctrl+Z means the next arrival.
        self.entries[place] = replace(entry, is_undone=True)
        self.changed.emit()

        def then(verdict: Verdict) -> None:
            if isinstance(verdict, Admitted):
                self.met.emit(verdict.attendee)
            if entry.verdict.scan.means is Means.WALK_IN:
                self._is_list_changed = True
            self._pause.start()

        def failed(error: CheckinError) -> None:
            if isinstance(error, NotUndoableError):
                # Taken back from elsewhere, such as the door.
                return
            self.entries = [entry if known == replace(entry, is_undone=True) else known for known in self.entries]
            self.changed.emit()
            self._kit.notices.say(error_line(error, self._kit.translations.language), Role.REFUSED)

        desk = self._kit.services.desk_of(event)
        self._turns.add(lambda: desk.undo(arrival_id), then, failed)


def walk_in_of(text: str) -> WalkIn:
    """Return who was written on a line for walk-ins: a name, given name first; a handle or an address after it."""
    words = text.split()
    handle = next((word for word in words if word.startswith("@")), "")
    email = next((word for word in words if "@" in word[1:] and not word.startswith("@")), "")
    name = " ".join(word for word in words if word not in (handle, email))
    split = split_name(name)
    if f"{split.given} {split.family}".split() == name.split():
        return WalkIn(given_name=split.given, family_name=split.family, handle=handle, email=email)
    return WalkIn(given_name=name, handle=handle, email=email)
