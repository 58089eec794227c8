"""The visits of a series of evenings, asked for at once: what each evening's figures are counted from.

A visit is an evening at which somebody was admitted, by an arrival that was not taken back: `journal.is_live` is the
one definition of that, here as in `Journal.histories`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import String, case, cast, func, select

from checkin.model import Entry, Status
from checkin.storage.journal import is_live
from checkin.storage.schema import ArrivalRow, AttendeeRow, EventRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class ListedPlaces:
    """How many places a list has on an evening, of one status, whether their people came or not."""

    event_id: UUID
    status: Status
    places: int


@dataclass(frozen=True, slots=True)
class CameIn:
    """A line of a list, or a badge without a name here, and its evening's first arrival. `at` is in UTC.

    `person_id` and `status` are None for a badge without a name; `people` are those whom the line admits.
    """

    event_id: UUID
    person_id: UUID | None
    status: Status | None
    people: int
    category: str
    at: datetime
    door: str


class Visits:
    """The visits of the store, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def listed(self, series_id: UUID) -> list[ListedPlaces]:
        """Return the places of the series' lists, by evening and status."""
        places = func.sum(case((AttendeeRow.places > 1, AttendeeRow.places), else_=1))
        rows = self._session.execute(
            select(AttendeeRow.event_id, AttendeeRow.status, places)
            .join(EventRow, EventRow.id == AttendeeRow.event_id)
            .where(EventRow.series_id == series_id)
            .group_by(AttendeeRow.event_id, AttendeeRow.status)
        )
        return [ListedPlaces(event_id, Status(status), int(count)) for event_id, status, count in rows]

    def came_in(self, series_id: UUID) -> Iterator[CameIn]:
        """Return who came to the series' evenings, each line of a list and each badge without a name once an evening.

        One question for the whole series; the rows come as they are read, in no order.
        """
        who = func.coalesce(cast(ArrivalRow.attendee_id, String), cast(ArrivalRow.badge_id, String))
        age = func.row_number().over(partition_by=(ArrivalRow.event_id, who), order_by=(ArrivalRow.at, ArrivalRow.id))
        admitted = (is_live(), ArrivalRow.entry == Entry.ARRIVED.value, who.is_not(None))
        lines = (
            select(
                ArrivalRow.event_id,
                ArrivalRow.attendee_id,
                ArrivalRow.at,
                ArrivalRow.door_name,
                age.label("age"),
            )
            .join(EventRow, EventRow.id == ArrivalRow.event_id)
            .where(EventRow.series_id == series_id, *admitted)
            .subquery()
        )
        rows = self._session.execute(
            select(
                lines.c.event_id,
                AttendeeRow.person_id,
                AttendeeRow.status,
                AttendeeRow.places,
                AttendeeRow.category,
                lines.c.at,
                lines.c.door_name,
            )
            .select_from(lines)
            .outerjoin(AttendeeRow, AttendeeRow.id == lines.c.attendee_id)
            .where(lines.c.age == 1),
            execution_options={"yield_per": 1000},
        )
        for event_id, person_id, status, places, category, at, door in rows:
            yield CameIn(
                event_id,
                person_id,
                Status(status) if status is not None else None,
                places or 1,
                category or "",
                at,
                door,
            )
