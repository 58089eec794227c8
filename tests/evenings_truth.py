"""What a series of made-up evenings comes to, counted from what its generator knows and nothing else.

By `identities`, figures are what a program can know at best: a guest of whom nothing led back to their earlier
evenings is somebody else from then on. By guests, they are what really happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.evenings_made import MadeUp, Row, Source, What

CAME = (What.COMES, What.COMES_CANCELLED, What.WALKS_IN)
SOON = 3


@dataclass(frozen=True)
class Counted:
    """The figures of an evening; `returned` are its newcomers who came to one of the next three."""

    came: int
    persons: int
    unnamed: int
    walk_ins: int
    expected: int
    no_shows: int
    cancelled: int
    newcomers: int
    returned: int
    by_category: dict[str, int]
    by_door: dict[str, int]
    by_5_minutes: dict[int, int]
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Truth:
    """The figures of a series; `missed` tells how many persons missed so many of its last evenings."""

    evenings: tuple[Counted, ...]
    by_visits: dict[int, int]
    missed: dict[int, int]


def truth(evenings: Sequence[MadeUp], *, identities: bool = True) -> Truth:
    """Count evenings to all of which somebody came."""
    there = [_persons(made, identities=identities) for made in evenings]
    everybody: set[Hashable] = set().union(*there)
    visits = {person: [n for n, some in enumerate(there) if person in some] for person in everybody}
    counted = []
    for number, made in enumerate(evenings):
        new = [person for person in there[number] if visits[person][0] == number]
        returned = sum(any(person in some for some in there[number + 1 : number + 1 + SOON]) for person in new)
        counted.append(_counted(made, len(there[number]), len(new), returned))
    return Truth(
        tuple(counted),
        dict(Counter(len(places) for places in visits.values())),
        dict(Counter(len(evenings) - 1 - places[-1] for places in visits.values())),
    )


def _persons(made: MadeUp, *, identities: bool) -> set[Hashable]:
    rows = [doing.row for doing in made.doings if doing.what in CAME and doing.row is not None]
    return {(row.guest, row.identity) if identities else row.guest for row in rows}


def _counted(made: MadeUp, persons: int, newcomers: int, returned: int) -> Counted:
    listed = [row for row in made.rows if row.again is None or row.source is Source.TICKETS]
    arrivals = [doing for doing in made.doings if doing.what in (*CAME, What.UNNAMED)]
    came = {id(doing.row) for doing in arrivals}
    categories: Counter[str] = Counter()
    doors: Counter[str] = Counter()
    slots: Counter[int] = Counter()
    for doing in arrivals:
        people = _places(doing.row)
        doors[doing.door] += people
        slots[int(doing.at.timestamp()) // 300] += people
        if doing.row is not None:
            categories[doing.row.category] += people
    expected = [row for row in listed if not row.cancelled]
    return Counted(
        came=sum(_places(doing.row) for doing in arrivals),
        persons=persons,
        unnamed=sum(doing.what is What.UNNAMED for doing in arrivals),
        walk_ins=sum(doing.what is What.WALKS_IN for doing in arrivals),
        expected=sum(map(_places, expected)),
        no_shows=sum(_places(row) for row in expected if id(row) not in came),
        cancelled=sum(_places(row) for row in listed if row.cancelled and id(row) not in came),
        newcomers=newcomers,
        returned=returned,
        by_category=dict(categories),
        by_door=dict(doors),
        by_5_minutes=dict(slots),
        first=min(doing.at for doing in arrivals),
        last=max(doing.at for doing in arrivals),
    )


def _places(row: Row | None) -> int:
    return row.places if row is not None else 1
