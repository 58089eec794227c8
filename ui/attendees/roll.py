"""Who is on the evening's list: read in the background, and kept as it was read last."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.attendees.lines import BadgeState, Filter, Line, count, line_of
from ui.letting_go import LARGE, let_go

if TYPE_CHECKING:
    from uuid import UUID

    from checkin.badging import Printing
    from checkin.model import Attendee, Event
    from ui.background import Job
    from ui.kit import Kit


@dataclass(frozen=True, slots=True)
class _Read:
    """A list as it was read; counted off the main thread, where a hundred thousand lines take a while."""

    attendees: dict[UUID, Attendee] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    counts: dict[Filter, int] = field(default_factory=lambda: count(()))
    categories: tuple[str, ...] = ()
    has_printed_badges: bool = False


class Roll(QObject):
    """The list of one evening. `read` comes after each reading; what was asked for before it is forgotten."""

    read = Signal()

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._job: Job | None = None
        self._read = _Read()
        self.is_read = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the list, in its own order."""
        return self._read.lines

    @property
    def counts(self) -> dict[Filter, int]:
        """How many lines each filter would show."""
        return self._read.counts

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the list, the commonest first."""
        return self._read.categories

    @property
    def has_printed_badges(self) -> bool:
        """Whether anybody's badge is printed."""
        return self._read.has_printed_badges

    def forget(self) -> None:
        """Know nothing until the next reading."""
        self._read, self.is_read = _Read(), False

    def load(self, event: Event | None) -> None:
        """Read an evening's list."""
        services = self._kit.services
        if self._job is not None:
            self._job.cancel()
        if event is None:
            self._take(_Read())
            return

        def work() -> _Read:
            with services.database.reading() as repository:
                attendees = repository.attendees.of_event(event.id)
            return _counted(attendees, services.badging.printings(event.id), event)

        self._job = self._kit.background.run(work, then=self._take, owner=self)

    def attendee(self, key: UUID) -> Attendee | None:
        """Return all that is known of somebody; None where they are not on the list."""
        return self._read.attendees.get(key)

    def attendees(self) -> tuple[Attendee, ...]:
        """Return everybody on the list."""
        return tuple(self._read.attendees.values())

    def _take(self, found: _Read) -> None:
        held = self._replace(found)
        self.is_read = True
        self.read.emit()
        if len(held[0]) >= LARGE:
            # Only now, when the table shows the new lines, does nobody else hold the old ones.
            self._kit.background.run(lambda: let_go(held))

    def _replace(self, found: _Read) -> list[Any]:
        before, self._read = self._read, found
        return [list(before.attendees.values()), before.lines]


def _counted(attendees: list[Attendee], printings: list[Printing], event: Event) -> _Read:
    # The newest come first: what is put in last is the one of somebody's that counts.
    printed = {printing.attendee_id: printing for printing in reversed(printings)}
    lines = tuple(line_of(attendee, event.starts.tzinfo, printed.get(attendee.id)) for attendee in attendees)
    categories = Counter(attendee.category for attendee in attendees if attendee.category)
    return _Read(
        attendees={attendee.id: attendee for attendee in attendees},
        lines=lines,
        counts=count(lines),
        categories=tuple(category for category, _ in categories.most_common()),
        has_printed_badges=any(line.badge is BadgeState.PRINTED for line in lines),
    )
