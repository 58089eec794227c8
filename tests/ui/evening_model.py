"""A plain model of an evening at one door: what the journal, the headcount and the sheet must say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from checkin.model import Answer, Entry, Headcount, Status


@dataclass
class Guest:
    """Somebody on the list, or a walk-in."""

    name: str
    code: str = ""
    places: int = 1
    status: Status = Status.EXPECTED


@dataclass
class Line:
    """One line of the journal."""

    entry: Entry
    guest: Guest | None
    at: datetime
    answer: Answer | None = None
    is_undone: bool = False


@dataclass
class EveningModel:
    """Guests and journal, as somebody with a pencil would keep them."""

    guests: list[Guest]
    journal: list[Line] = field(default_factory=list)

    def scan(self, guest: Guest, at: datetime, *, by_force: bool = False) -> Answer:
        """Somebody's code is scanned, or their name chosen; returns what the door must answer."""
        if self.is_inside(guest) and not by_force:
            return self._refuse(guest, at, Answer.ALREADY_ARRIVED)
        if guest.status is Status.CANCELLED and not self._live(guest) and not by_force:
            return self._refuse(guest, at, Answer.CANCELLED)
        self.journal.append(Line(Entry.ARRIVED, guest, at, Answer.ADMITTED))
        return Answer.ADMITTED

    def refuse(self, at: datetime, answer: Answer) -> Answer:
        """A code is scanned that is nobody's."""
        return self._refuse(None, at, answer)

    def walk_in(self, name: str, at: datetime) -> Guest:
        """Somebody without an invitation is registered and let in."""
        guest = Guest(name, status=Status.WALK_IN)
        self.guests.append(guest)
        self.journal.append(Line(Entry.ARRIVED, guest, at, Answer.ADMITTED))
        return guest

    def leave(self, guest: Guest, at: datetime) -> bool:
        """Somebody leaves; tells whether they were inside."""
        if not self.is_inside(guest):
            return False
        self.journal.append(Line(Entry.LEFT, guest, at))
        return True

    def undo(self, at: datetime) -> Line | None:
        """The latest line that can be taken back is; returns it."""
        for line in reversed(self.journal):
            if line.entry in (Entry.ARRIVED, Entry.LEFT) and not line.is_undone:
                line.is_undone = True
                self.journal.append(Line(Entry.UNDONE, line.guest, at))
                return line
        return None

    def is_inside(self, guest: Guest) -> bool:
        """Tell whether somebody is inside now."""
        live = self._live(guest)
        return bool(live) and live[-1].entry is Entry.ARRIVED

    def arrived_at(self, guest: Guest) -> datetime | None:
        """Return when somebody first came, or None."""
        live = self._live(guest)
        return live[0].at if live else None

    @property
    def headcount(self) -> Headcount:
        """People, places counted."""
        return Headcount(
            inside=sum(g.places for g in self.guests if self.is_inside(g)),
            arrived=sum(g.places for g in self.guests if self._live(g)),
            expected=sum(g.places for g in self.guests if self._is_expected(g)),
        )

    def _is_expected(self, guest: Guest) -> bool:
        return guest.status is Status.EXPECTED or (guest.status is Status.WALK_IN and bool(self._live(guest)))

    def _live(self, guest: Guest) -> list[Line]:
        lines = [
            line
            for line in self.journal
            if line.guest is guest and line.entry in (Entry.ARRIVED, Entry.LEFT) and not line.is_undone
        ]
        while lines and lines[0].entry is Entry.LEFT:
            # Nobody leaves who has not come.
            lines.pop(0)
        return lines

    def _refuse(self, guest: Guest | None, at: datetime, answer: Answer) -> Answer:
        self.journal.append(Line(Entry.REFUSED, guest, at, answer))
        return answer
