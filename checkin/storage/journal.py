"""The arrivals journal: lines are added, never changed; who is inside is derived from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, not_, or_, select

from checkin.errors import NotFoundError
from checkin.model import Answer, Arrival, BadgeId, Door, Entry, FirstArrival, Headcount, Means, Status
from checkin.storage.schema import ArrivalRow, AttendeeRow, EventRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sqlalchemy.orm import Session

# Of the table, not of the class: a class's alias looks for its columns in each query, and two threads at once may find
# half of them.
_TAKING_BACK = table_of(ArrivalRow).alias("taking_back").c


def is_live() -> ColumnElement[bool]:
    """A line that says where somebody is, and that was not taken back."""
    taken_back = select(_TAKING_BACK.id).where(_TAKING_BACK.undoes == ArrivalRow.id).exists()
    return and_(ArrivalRow.entry.in_((Entry.ARRIVED.value, Entry.LEFT.value)), not_(taken_back))


@dataclass(frozen=True, slots=True)
class Presence:
    """What the journal says of one attendee on one evening; `since` is when they last came or left."""

    first: FirstArrival
    latest: FirstArrival
    inside: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class History:
    """At how many evenings somebody was admitted, and when the latest of the earlier ones began."""

    visits: int
    last_seen: datetime | None


class Journal:
    """The arrivals of the store, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, arrival: Arrival) -> None:
        """Add a line."""
        offset = arrival.at.utcoffset() or timedelta(0)
        self._session.add(
            ArrivalRow(
                id=arrival.id,
                event_id=arrival.event_id,
                entry=arrival.entry.value,
                at=arrival.at,
                offset_minutes=int(offset.total_seconds() // 60),
                door_id=arrival.door.id,
                door_name=arrival.door.name,
                means=arrival.means.value,
                attendee_id=arrival.attendee_id,
                badge_id=arrival.badge_id,
                people=arrival.people,
                text=arrival.text,
                answer=arrival.answer.value if arrival.answer else "",
                undoes=arrival.undoes,
            )
        )
        self._session.flush()

    def get(self, arrival_id: UUID) -> Arrival:
        """Return a line; raises NotFoundError."""
        row = self._session.get(ArrivalRow, arrival_id)
        if row is None:
            raise NotFoundError("arrival", str(arrival_id))
        return _arrival(row)

    def is_undone(self, arrival_id: UUID) -> bool:
        """Tell whether a line was taken back."""
        return self._session.scalars(select(ArrivalRow.id).where(ArrivalRow.undoes == arrival_id)).first() is not None

    def lines(self, event_id: UUID) -> list[Arrival]:
        """Return the evening's whole journal, in the order of time."""
        rows = self._session.scalars(_of(event_id).order_by(ArrivalRow.at, ArrivalRow.id))
        return [_arrival(row) for row in rows]

    def latest(self, event_id: UUID, count: int) -> list[Arrival]:
        """Return the evening's newest lines, the newest first."""
        newest_first = _of(event_id).order_by(ArrivalRow.at.desc(), ArrivalRow.id.desc()).limit(count)
        return [_arrival(row) for row in self._session.scalars(newest_first)]

    def presences(self, event_id: UUID, *attendee_ids: UUID) -> Mapping[UUID, Presence]:
        """Return who was admitted on an evening, by attendee; of some attendees where ids are given."""
        wanted = _of(event_id).where(is_live(), ArrivalRow.attendee_id.is_not(None))
        if attendee_ids:
            wanted = wanted.where(ArrivalRow.attendee_id.in_(attendee_ids))
        found: dict[UUID, Presence] = {}
        for row in self._session.scalars(wanted.order_by(ArrivalRow.at, ArrivalRow.id)):
            if row.attendee_id is None:
                continue
            presence = _after(found.get(row.attendee_id), row)
            if presence is not None:
                found[row.attendee_id] = presence
        return found

    def presence_of_badge(self, event_id: UUID, badge_id: BadgeId) -> Presence | None:
        """Return what the journal says of a badge without a name here, or None where it was never let in."""
        wanted = _of(event_id).where(is_live(), ArrivalRow.badge_id == badge_id)
        found: Presence | None = None
        for row in self._session.scalars(wanted.order_by(ArrivalRow.at, ArrivalRow.id)):
            found = _after(found, row)
        return found

    def of_badge(self, event_id: UUID, badge_id: BadgeId) -> list[Arrival]:
        """Return the comings and goings of a badge without a name, in the order of time, none that was taken back."""
        wanted = _of(event_id).where(is_live(), ArrivalRow.badge_id == badge_id, ArrivalRow.attendee_id.is_(None))
        return [_arrival(row) for row in self._session.scalars(wanted.order_by(ArrivalRow.at, ArrivalRow.id))]

    def histories(self, event_id: UUID, person_ids: Iterable[UUID] | None = None) -> Mapping[UUID, History]:
        """Return the visits of people up to this evening, itself included; of everybody on its list by default."""
        if person_ids is None:
            wanted = AttendeeRow.person_id.in_(select(AttendeeRow.person_id).where(AttendeeRow.event_id == event_id))
        else:
            wanted = AttendeeRow.person_id.in_(list(person_ids))
        other = case((AttendeeRow.event_id != event_id, EventRow.starts))
        begins = select(EventRow.starts).where(EventRow.id == event_id).scalar_subquery()
        rows = self._session.execute(
            select(
                AttendeeRow.person_id,
                func.count(AttendeeRow.event_id.distinct()),
                func.max(other, type_=EventRow.starts.type),
            )
            .join(ArrivalRow, ArrivalRow.attendee_id == AttendeeRow.id)
            .join(EventRow, EventRow.id == AttendeeRow.event_id)
            .where(wanted, is_live(), ArrivalRow.entry == Entry.ARRIVED.value, EventRow.starts <= begins)
            .group_by(AttendeeRow.person_id)
        )
        return {person: History(visits, last) for person, visits, last in rows}

    def headcount(self, event_id: UUID) -> Headcount:
        """Count people, not scans: inside by their latest line, arrived at all, and expected, by the list's places."""
        who = func.coalesce(cast(ArrivalRow.attendee_id, String), cast(ArrivalRow.badge_id, String))
        newest = func.row_number().over(partition_by=who, order_by=(ArrivalRow.at.desc(), ArrivalRow.id.desc()))
        lines = (
            select(ArrivalRow.entry, ArrivalRow.people, newest.label("age"))
            .where(ArrivalRow.event_id == event_id, is_live())
            .subquery()
        )
        is_in = and_(lines.c.age == 1, lines.c.entry == Entry.ARRIVED.value)
        inside = self._session.scalar(select(func.sum(case((is_in, lines.c.people), else_=0)))) or 0
        arrivals = (
            select(who.label("who"), func.max(ArrivalRow.people).label("people"))
            .where(ArrivalRow.event_id == event_id, is_live(), ArrivalRow.entry == Entry.ARRIVED.value)
            .group_by(who)
            .subquery()
        )
        arrived = self._session.scalar(select(func.sum(arrivals.c.people))) or 0
        came = select(ArrivalRow.attendee_id).where(
            ArrivalRow.event_id == event_id, is_live(), ArrivalRow.entry == Entry.ARRIVED.value
        )
        # A walk-in whose arrival was taken back is on the list by mistake: nobody waits for them.
        is_expected = or_(
            AttendeeRow.status == Status.EXPECTED.value,
            and_(AttendeeRow.status == Status.WALK_IN.value, AttendeeRow.id.in_(came)),
        )
        expected = self._session.scalar(
            select(func.sum(AttendeeRow.places)).where(AttendeeRow.event_id == event_id, is_expected)
        )
        return Headcount(inside=int(inside), arrived=int(arrived), expected=int(expected or 0))


def _of(event_id: UUID) -> Select[ArrivalRow]:
    return select(ArrivalRow).where(ArrivalRow.event_id == event_id)


def _after(before: Presence | None, row: ArrivalRow) -> Presence | None:
    """Return where a line leaves somebody; nobody can leave who has not come."""
    seen, is_in = FirstArrival(_seen_at(row), row.door_name), row.entry == Entry.ARRIVED
    if before is None:
        return Presence(seen, seen, inside=True, since=seen.at) if is_in else None
    return Presence(before.first, seen if is_in else before.latest, is_in, seen.at)


def _seen_at(row: ArrivalRow) -> datetime:
    return row.at.astimezone(timezone(timedelta(minutes=row.offset_minutes)))


def _arrival(row: ArrivalRow) -> Arrival:
    return Arrival(
        id=row.id,
        event_id=row.event_id,
        entry=Entry(row.entry),
        at=_seen_at(row),
        door=Door(row.door_id, row.door_name),
        means=Means(row.means),
        attendee_id=row.attendee_id,
        badge_id=BadgeId(row.badge_id) if row.badge_id is not None else None,
        people=row.people,
        text=row.text,
        answer=Answer(row.answer) if row.answer else None,
        undoes=row.undoes,
    )
