"""The figures of an evening. People are counted, not scans: an attendee with three places is three people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from checkin.model import Attendee, Entry, Event, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from checkin.storage.database import Database
    from checkin.storage.repository import Repository

SLOT = timedelta(minutes=10)
EVENINGS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """How many people came in the ten minutes from `starts`."""

    starts: datetime
    people: int


@dataclass(frozen=True, slots=True)
class PastEvening:
    """One evening of the series: who came, and how many of them for the first time."""

    event: Event
    came: int
    newcomers: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """The figures of an evening, in people.

    `came` is `listed_came` (from the list) plus `walk_ins` plus `unnamed` (genuine badges without a name here).
    `newcomers` and `regulars` are attendees, since the guests they bring are not known by name.
    """

    event: Event
    came: int
    listed_came: int
    walk_ins: int
    unnamed: int
    expected: int
    no_shows: int
    cancelled: int
    newcomers: int
    regulars: int
    by_category: tuple[tuple[str, int], ...]
    slots: tuple[Slot, ...]
    wishes: tuple[tuple[str, int], ...]
    history: tuple[PastEvening, ...]
    attendees: tuple[Attendee, ...]

    @property
    def go_further(self) -> int:
        """How many attendees want to go further with the local projects."""
        return sum(bool(a.wishes) for a in self.attendees)


class Attendance:
    """Works out who came."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def turnout(self, event_id: UUID) -> Turnout:
        """Return the figures of an evening; raises NotFoundError, StorageError."""
        with self._database.reading() as repository:
            event = repository.events.get(event_id)
            attendees = repository.attendees.of_event(event_id)
            evenings = [other for other in repository.events.all() if other.series_id == event.series_id]
            history = tuple(_past(repository, other) for other in evenings[-EVENINGS_SHOWN:])
            unnamed = _unnamed(repository, event_id)
        came = [a for a in attendees if a.arrived_at is not None]
        expected = [a for a in attendees if a.status is Status.EXPECTED]
        listed_came = _people(a for a in came if a.status is not Status.WALK_IN)
        walk_ins = _people(a for a in came if a.status is Status.WALK_IN)
        categories: Counter[str] = Counter()
        wishes: Counter[str] = Counter()
        for attendee in came:
            categories[attendee.category] += max(1, attendee.places)
        for attendee in attendees:
            wishes.update(attendee.wishes)
        return Turnout(
            event=event,
            came=listed_came + walk_ins + len(unnamed),
            listed_came=listed_came,
            walk_ins=walk_ins,
            unnamed=len(unnamed),
            expected=_people(expected),
            no_shows=_people(a for a in expected if a.arrived_at is None),
            cancelled=_people(a for a in attendees if a.status is Status.CANCELLED and a.arrived_at is None),
            newcomers=sum(a.visits <= 1 for a in came),
            regulars=sum(a.visits > 1 for a in came),
            by_category=tuple(categories.most_common()),
            slots=_slots(event, came, unnamed),
            wishes=tuple(wishes.most_common()),
            history=history,
            attendees=tuple(attendees),
        )


def _people(attendees: Iterable[Attendee]) -> int:
    return sum(max(1, a.places) for a in attendees)


def _past(repository: Repository, event: Event) -> PastEvening:
    came = [a for a in repository.attendees.of_event(event.id) if a.arrived_at is not None]
    newcomers = sum(a.visits <= 1 for a in came)
    return PastEvening(event, _people(came) + len(_unnamed(repository, event.id)), newcomers)


def _unnamed(repository: Repository, event_id: UUID) -> list[datetime]:
    """Return when each badge without a name here came in, those that were taken back left out."""
    lines = repository.journal.lines(event_id)
    undone = {line.undoes for line in lines}
    first: dict[int, datetime] = {}
    for line in lines:
        if (
            line.entry is Entry.ARRIVED
            and line.attendee_id is None
            and line.badge_id is not None
            and line.id not in undone
        ):
            first.setdefault(line.badge_id, line.at)
    return list(first.values())


def _slots(event: Event, came: Sequence[Attendee], unnamed: Sequence[datetime]) -> tuple[Slot, ...]:
    moments = [(a.arrived_at, max(1, a.places)) for a in came if a.arrived_at is not None]
    moments += [(at, 1) for at in unnamed]
    if not moments:
        return ()
    counts: Counter[datetime] = Counter()
    for at, people in moments:
        local = at.astimezone(event.starts.tzinfo)
        counts[local.replace(minute=local.minute // 10 * 10, second=0, microsecond=0)] += people
    slots, start = [], min(counts)
    while start <= max(counts):
        slots.append(Slot(start, counts[start]))
        start += SLOT
    return tuple(slots)
