"""Turnout over a series of evenings: one pass over its visits, whatever the number of evenings."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from checkin.attendance.pace import COARSE, FINE, pace
from checkin.attendance.series_figures import SOON, EveningFigures, NotSeen, Returns, SeriesFigures
from checkin.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from checkin.model import Event
    from checkin.storage.database import Database
    from checkin.storage.repository import Repository
    from checkin.storage.visits import CameIn

NOT_SEEN_FOR = 3
"""Evenings that somebody has missed for the organiser to ask after them."""

_PIECE = 500
"""People that are asked about at a time: stores take only so many values in one question."""


class SeriesTurnout:
    """Works out who came over the evenings of a series."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def figures(self, event_id: UUID, *, not_seen_for: int = NOT_SEEN_FOR) -> SeriesFigures:
        """Return the figures of an evening's series; `not_seen` are those who missed so many last evenings, at least 1.

        A visit counts within the series: who came to another series' evenings is a newcomer here. Raises NotFoundError,
        StorageError.
        """
        with self._database.reading() as repository:
            series_id = repository.events.get(event_id).series_id
            visits = repository.visits
            tallies: dict[UUID, _Tally] = defaultdict(_Tally)
            for listed in visits.listed(series_id):
                tallies[listed.event_id].listed[listed.status] = listed.places
            for line in visits.came_in(series_id):
                tallies[line.event_id].add(line)
            # After what they are asked for: on a server, another laptop may just have added one.
            events = [event for event in repository.events.all() if event.series_id == series_id]
            (series,) = [one for one in repository.events.series() if one.id == series_id]
            held = [event for event in events if tallies[event.id].came]
            attended = _attended([tallies[event.id].persons for event in held])
            not_seen = _not_seen(repository, held, attended, max(1, not_seen_for))
        returns = _returns(attended, held)
        evenings = [tallies[event.id].figures(event, returns.get(event.id, Returns(0, 0, 0))) for event in events]
        return SeriesFigures(
            series=series,
            evenings=tuple(evenings),
            persons=len(attended),
            by_visits=tuple(sorted(Counter(map(len, attended.values())).items())),
            not_seen_for=max(1, not_seen_for),
            not_seen=not_seen,
        )


class _Tally:
    """What is counted of one evening while its lines go by."""

    def __init__(self) -> None:
        self.listed: dict[Status, int] = {}
        self.came = 0
        self.unnamed = 0
        self.people: Counter[Status] = Counter()
        self.persons: set[UUID] = set()
        self.categories: Counter[str] = Counter()
        self.doors: Counter[str] = Counter()
        self.arrivals: list[tuple[datetime, int]] = []

    def add(self, line: CameIn) -> None:
        """Count a line of the list, or a badge without a name, that came in."""
        self.came += line.people
        self.doors[line.door] += line.people
        self.arrivals.append((line.at, line.people))
        if line.person_id is None or line.status is None:
            self.unnamed += line.people
            return
        self.persons.add(line.person_id)
        self.people[line.status] += line.people
        self.categories[line.category] += line.people

    def figures(self, event: Event, returns: Returns) -> EveningFigures:
        """Return the evening's figures."""
        zone = event.starts.tzinfo
        expected = self.listed.get(Status.EXPECTED, 0)
        moments = [at for at, _ in self.arrivals]
        return EveningFigures(
            event=event,
            came=self.came,
            persons=len(self.persons),
            unnamed=self.unnamed,
            walk_ins=self.people[Status.WALK_IN],
            expected=expected,
            no_shows=expected - self.people[Status.EXPECTED] if self.came else None,
            cancelled=self.listed.get(Status.CANCELLED, 0) - self.people[Status.CANCELLED],
            newcomers=returns.newcomers,
            regulars=len(self.persons) - returns.newcomers,
            by_category=_most_first(self.categories),
            by_door=_most_first(self.doors),
            by_5_minutes=pace(self.arrivals, FINE, zone),
            by_15_minutes=pace(self.arrivals, COARSE, zone),
            first=min(moments).astimezone(zone) if moments else None,
            last=max(moments).astimezone(zone) if moments else None,
            returns=returns,
        )


def _most_first(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _attended(held: Iterable[set[UUID]]) -> dict[UUID, list[int]]:
    """Return at which of the evenings each person was, by their places in the order of time."""
    attended: dict[UUID, list[int]] = defaultdict(list)
    for place, persons in enumerate(held):
        for person in persons:
            attended[person].append(place)
    return attended


def _returns(attended: Mapping[UUID, Sequence[int]], held: Sequence[Event]) -> dict[UUID, Returns]:
    """Return how many came for the first time at each evening, and how many of these came back soon."""
    newcomers, came_back = [0] * len(held), [0] * len(held)
    for places in attended.values():
        newcomers[places[0]] += 1
        came_back[places[0]] += len(places) > 1 and places[1] <= places[0] + SOON
    return {
        event.id: Returns(newcomers[place], came_back[place], min(SOON, len(held) - 1 - place))
        for place, event in enumerate(held)
    }


def _not_seen(
    repository: Repository, held: Sequence[Event], attended: Mapping[UUID, Sequence[int]], least: int
) -> tuple[NotSeen, ...]:
    gone = [person for person, places in attended.items() if len(held) - 1 - places[-1] >= least]
    names: dict[UUID, str] = {}
    for start in range(0, len(gone), _PIECE):
        piece = repository.attendees.people_of(gone[start : start + _PIECE])
        names.update((person.id, person.full_name) for person in piece)
    found = [
        NotSeen(
            person,
            names.get(person, ""),
            len(attended[person]),
            held[attended[person][-1]].starts,
            len(held) - 1 - attended[person][-1],
        )
        for person in gone
    ]
    return tuple(sorted(found, key=lambda one: (one.missed, -one.visits, one.full_name, one.person_id)))
