"""The figures of a series of evenings as values.

What is counted in people counts those whom a line admits: an attendee with three places is three people, a badge
without a name is one. Persons are those known by name, each once, whatever they bring: only of them can be told whether
they came before. An evening was held once somebody was let in; before that it has no no-shows, and is nobody's return.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from checkin.attendance.pace import Pace
    from checkin.model import Event, Series

SOON = 3
"""Evenings after their first within which a newcomer has come back, as the reports of this series count it."""


@dataclass(frozen=True, slots=True)
class Returns:
    """How many of an evening's newcomers came again at one of the next `evenings` that were held, at most SOON."""

    newcomers: int
    came_back: int
    evenings: int

    @property
    def is_complete(self) -> bool:
        """Whether as many evenings were held since as are counted; before that, more may still come back."""
        return self.evenings >= SOON

    @property
    def rate(self) -> float | None:
        """The share of the newcomers who came back, from 0 to 1; None where there were none."""
        return self.came_back / self.newcomers if self.newcomers else None


@dataclass(frozen=True, slots=True)
class EveningFigures:
    """The figures of one evening of a series.

    In people: `came` = from the list + `walk_ins` + `unnamed` (genuine badges without a name here), `expected` (came or
    not), `no_shows` (None until the evening was held), `cancelled` (who came all the same left out), `by_category` and
    `by_door` (of the first arrival), the most first. In persons: `persons` = `newcomers` + `regulars`. `first` and
    `last` are the earliest and the latest first arrival, in the evening's zone.
    """

    event: Event
    came: int
    persons: int
    unnamed: int
    walk_ins: int
    expected: int
    no_shows: int | None
    cancelled: int
    newcomers: int
    regulars: int
    by_category: tuple[tuple[str, int], ...]
    by_door: tuple[tuple[str, int], ...]
    by_5_minutes: Pace
    by_15_minutes: Pace
    first: datetime | None
    last: datetime | None
    returns: Returns

    @property
    def was_held(self) -> bool:
        """Whether anybody was let in."""
        return self.came > 0

    @property
    def no_show_rate(self) -> float | None:
        """The share of the expected who did not come, from 0 to 1; None where nobody was, or it was not held yet."""
        return self.no_shows / self.expected if self.no_shows is not None and self.expected else None

    @property
    def newcomer_share(self) -> float | None:
        """The share of newcomers among the persons who came, from 0 to 1; None where nobody is known by name."""
        return self.newcomers / self.persons if self.persons else None


@dataclass(frozen=True, slots=True)
class NotSeen:
    """A person who came to none of the last `missed` evenings that were held; `last_seen` is when their last began."""

    person_id: UUID
    full_name: str
    visits: int
    last_seen: datetime
    missed: int


@dataclass(frozen=True, slots=True)
class SeriesFigures:
    """The figures of a series, its evenings in the order of time, those not held yet too.

    `persons` came at least once; `by_visits` tells how many came once, twice and so on. `not_seen` are those who have
    missed at least `not_seen_for` evenings, who missed fewest first.
    """

    series: Series
    evenings: tuple[EveningFigures, ...]
    persons: int
    by_visits: tuple[tuple[int, int], ...]
    not_seen_for: int
    not_seen: tuple[NotSeen, ...]

    @property
    def held(self) -> tuple[EveningFigures, ...]:
        """The evenings to which somebody came."""
        return tuple(evening for evening in self.evenings if evening.was_held)

    @property
    def best(self) -> EveningFigures | None:
        """The evening to which most people came, the earliest of several."""
        return max(self.held, key=lambda evening: evening.came, default=None)

    @property
    def returns(self) -> Returns:
        """The newcomers of the evenings that have their next three, and how many of them came back.

        Its `evenings` are those since the first, where none has three.
        """
        whole = [evening.returns for evening in self.held if evening.returns.is_complete]
        came_back = sum(one.came_back for one in whole)
        since = max((evening.returns.evenings for evening in self.held), default=0)
        return Returns(sum(one.newcomers for one in whole), came_back, since)
