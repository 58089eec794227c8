"""A print queue, its print system, and what draws pages for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.model import BadgeId, Door, Event
from checkin.print_queue import JobState, PrintJob, PrintQueue
from checkin.storage.database import Database
from tests.conftest import AddAttendee, Clock
from tests.print_queue.systems import PrintSystem

MakeQueue = Callable[..., PrintQueue]


@pytest.fixture
def system() -> PrintSystem:
    """A print system that holds jobs."""
    return PrintSystem()


@pytest.fixture
def make_queue(database: Database, tmp_path: Path, door: Door, clock: Clock) -> MakeQueue:
    """Return how the program makes its queue."""

    def make(system: PrintSystem, at: Door = door) -> PrintQueue:
        return PrintQueue(database, tmp_path, system, lambda: at, clock)

    return make


@pytest.fixture
def queue(make_queue: MakeQueue, system: PrintSystem) -> PrintQueue:
    """The queue of this laptop."""
    return make_queue(system)


class Drawer:
    """Draws pages, and adds them to a queue."""

    def __init__(self, database: Database, event: Event, folder: Path, add: AddAttendee, clock: Clock) -> None:
        self.database, self.event, self.folder, self.attendee, self.clock = database, event, folder, add, clock

    def add(self, queue: PrintQueue, *names: str, printer: str = "left", copies: int = 1) -> PrintJob:
        """Add a page with the badges of new people."""
        attendees = [self.attendee(name).id for name in names]
        with self.database.writing() as repository:
            badges = repository.badges.make(self.event.id, attendees or [None], self.clock())
        path = self.folder / "drawn.pdf"
        path.write_bytes(b" ".join(name.encode() for name in names))
        lines = [(badge.id, 1) for badge in badges]
        return queue.add(self.event.id, path, printer=printer, template="a7", badges=lines, copies=copies)

    def printed(self) -> list[tuple[BadgeId, str, str, int]]:
        """Return the badges that are remembered as printed: where, by which door and how often."""
        with self.database.reading() as repository:
            printings = repository.badges.printings(self.event.id)
        return [(p.badge_id, p.place, p.door, p.copies) for p in reversed(printings)]


@pytest.fixture
def drawer(database: Database, event: Event, tmp_path: Path, add: AddAttendee, clock: Clock) -> Drawer:
    """What draws pages."""
    return Drawer(database, event, tmp_path, add, clock)


def states(queue: PrintQueue) -> list[JobState]:
    return [job.state for job in queue.jobs()]
