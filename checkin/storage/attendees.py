"""People, and the attendees of an evening with what the journal and the badges say of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, insert, or_, select, update

from checkin.errors import NotFoundError
from checkin.model import Attendee, Entry, Status
from checkin.storage.journal import History, is_live
from checkin.storage.records import AttendeeRecord, PersonRecord
from checkin.storage.schema import (
    ArrivalRow,
    AttendeeRow,
    BadgeRow,
    PersonRow,
    PrintingRow,
    PrintJobBadgeRow,
    table_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

    from checkin.storage.badges import Badges
    from checkin.storage.journal import Journal, Presence


class Attendees:
    """The attendees of the store, inside one transaction."""

    def __init__(self, session: Session, journal: Journal, badges: Badges) -> None:
        self._session = session
        self._journal = journal
        self._badges = badges

    def of_event(self, event_id: UUID) -> list[Attendee]:
        """Return everybody on an evening's list, in the order they were added."""
        rows = list(
            self._session.scalars(
                select(AttendeeRow)
                .where(AttendeeRow.event_id == event_id)
                .order_by(AttendeeRow.created, AttendeeRow.id)
            )
        )
        presences = self._journal.presences(event_id)
        histories = self._journal.histories(event_id)
        printed = self._badges.printed_of(event_id)
        waiting = self._badges.waiting_of(event_id)
        return [_attendee(row, presences, histories, printed, waiting) for row in rows]

    def added_since(self, event_id: UUID, moment: datetime, at_most: int) -> list[Attendee] | None:
        """Return who was put on an evening's list since a moment, by whatever door; None where they are more."""
        ids = self._session.scalars(
            select(AttendeeRow.id)
            .where(AttendeeRow.event_id == event_id, AttendeeRow.created > moment)
            .order_by(AttendeeRow.created, AttendeeRow.id)
            .limit(at_most + 1)
        ).all()
        if len(ids) > at_most:
            return None
        found = self.among(event_id, ids)
        return [found[attendee_id] for attendee_id in ids]

    def count_unprinted(self, event_id: UUID) -> int:
        """Count the badges of the next sheets: of whoever is expected or came, and has no valid one that was printed.

        One that is on its way to a printer is none of the next sheets.
        """
        came = select(ArrivalRow.attendee_id).where(
            ArrivalRow.event_id == event_id, is_live(), ArrivalRow.entry == Entry.ARRIVED.value
        )
        valid = (BadgeRow.event_id == event_id, BadgeRow.attendee_id.is_not(None), BadgeRow.revoked.is_(None))
        of_them = select(BadgeRow.attendee_id).where(*valid)
        printed = of_them.join(PrintingRow, PrintingRow.badge_id == BadgeRow.id)
        waiting = of_them.join(PrintJobBadgeRow, PrintJobBadgeRow.badge_id == BadgeRow.id)
        is_wanted = or_(
            AttendeeRow.status == Status.EXPECTED.value,
            and_(AttendeeRow.status == Status.WALK_IN.value, AttendeeRow.id.in_(came)),
        )
        wanted = select(func.count()).where(AttendeeRow.event_id == event_id, is_wanted)
        wanted = wanted.where(AttendeeRow.id.not_in(printed), AttendeeRow.id.not_in(waiting))
        return self._session.scalar(wanted) or 0

    def get(self, attendee_id: UUID, *, with_badge: bool = True) -> Attendee:
        """Return one attendee; raises NotFoundError.

        Without their badge it is twice as quick, and says that none was printed and none waits: for the door.
        """
        row = self._session.get(AttendeeRow, attendee_id)
        if row is None:
            raise NotFoundError("attendee", str(attendee_id))
        presences = self._journal.presences(row.event_id, row.id)
        histories = self._journal.histories(row.event_id, [row.person_id])
        printed = self._badges.printed_of(row.event_id, row.id) if with_badge else {}
        waiting = self._badges.waiting_of(row.event_id, row.id) if with_badge else ()
        return _attendee(row, presences, histories, printed, waiting)

    def among(self, event_id: UUID, attendee_ids: Collection[UUID]) -> dict[UUID, Attendee]:
        """Return some of an evening's attendees, by their ids, at once; for the door, without their badges."""
        if not attendee_ids:
            return {}
        rows = self._session.scalars(select(AttendeeRow).where(AttendeeRow.id.in_(attendee_ids))).all()
        presences = self._journal.presences(event_id, *attendee_ids)
        histories = self._journal.histories(event_id, [row.person_id for row in rows])
        return {row.id: _attendee(row, presences, histories, {}, ()) for row in rows}

    def with_ticket_code(self, event_id: UUID, code: str) -> list[Attendee]:
        """Return the attendees of an evening that have this ticket code, as it is written."""
        ids = self._session.scalars(
            select(AttendeeRow.id).where(AttendeeRow.event_id == event_id, AttendeeRow.ticket_code == code)
        )
        return [self.get(found, with_badge=False) for found in list(ids)]

    def ticket_codes(self, event_id: UUID, length: int) -> list[str]:
        """Return the ticket codes of so many characters on an evening's list, each once."""
        wanted = select(AttendeeRow.ticket_code).where(
            AttendeeRow.event_id == event_id, func.length(AttendeeRow.ticket_code) == length
        )
        return list(self._session.scalars(wanted.distinct()))

    def categories(self, event_id: UUID) -> list[str]:
        """Return the categories of an evening's list, the commonest first."""
        found = self._session.execute(
            select(AttendeeRow.category, func.count())
            .where(AttendeeRow.event_id == event_id, AttendeeRow.category != "")
            .group_by(AttendeeRow.category)
            .order_by(func.count().desc(), AttendeeRow.category)
        )
        return [category for category, _ in found]

    def some_ticket_codes(self, event_id: UUID, at_most: int) -> list[str]:
        """Return ticket codes of an evening's list, each once, and not more than that."""
        wanted = select(AttendeeRow.ticket_code).where(AttendeeRow.event_id == event_id, AttendeeRow.ticket_code != "")
        return list(self._session.scalars(wanted.distinct().limit(at_most)))

    def ticket_codes_among(self, event_id: UUID, texts: Collection[str]) -> list[str]:
        """Return those of some texts that are ticket codes of an evening's list, each once."""
        if not texts:
            return []
        wanted = select(AttendeeRow.ticket_code).where(
            AttendeeRow.event_id == event_id, AttendeeRow.ticket_code.in_(texts)
        )
        return list(self._session.scalars(wanted.distinct()))

    def records(self, event_id: UUID) -> list[AttendeeRecord]:
        """Return what is stored of an evening's attendees, without what is derived; for matching a list with it."""
        # Columns, not entities: the session would keep each of those as long as it lives.
        wanted = select(AttendeeRow.__table__).where(AttendeeRow.event_id == event_id)
        rows = self._session.execute(
            wanted.order_by(AttendeeRow.created, AttendeeRow.id), execution_options={"yield_per": 1000}
        )
        return [AttendeeRecord.of(row) for row in rows]

    def records_of(self, attendee_ids: Sequence[UUID]) -> list[AttendeeRecord]:
        """Return what is stored of some attendees, in no order; ids of nobody are left out."""
        wanted = select(AttendeeRow.__table__).where(AttendeeRow.id.in_(attendee_ids))
        return [AttendeeRecord.of(row) for row in self._session.execute(wanted)]

    def people(self) -> list[PersonRecord]:
        """Return everybody the community knows."""
        rows = self._session.execute(
            select(PersonRow.__table__).order_by(PersonRow.id), execution_options={"yield_per": 1000}
        )
        return [PersonRecord.of(row) for row in rows]

    def people_of(self, person_ids: Sequence[UUID]) -> list[PersonRecord]:
        """Return some people, in no order; ids of nobody are left out."""
        wanted = select(PersonRow.__table__).where(PersonRow.id.in_(person_ids))
        return [PersonRecord.of(row) for row in self._session.execute(wanted)]

    def people_reached_by(self, email: str, handle: str) -> list[PersonRecord]:
        """Return everybody with this e-mail address or this handle, ASCII letters in any case; nobody for neither."""
        signs = [
            func.lower(column) == func.lower(value)
            for column, value in ((PersonRow.email, email), (PersonRow.handle, handle))
            if value
        ]
        if not signs:
            return []
        return [PersonRecord.of(row) for row in self._session.scalars(select(PersonRow).where(or_(*signs)))]

    def add_people(self, people: Sequence[PersonRecord]) -> None:
        """Add people."""
        if people:
            now = datetime.now(UTC)
            self._session.execute(insert(table_of(PersonRow)), [{**p.columns(), "created": now} for p in people])

    def change_people(self, people: Sequence[PersonRecord]) -> None:
        """Replace what is known of people."""
        if people:
            self._session.execute(update(PersonRow), [p.columns() for p in people])

    def add(self, attendees: Sequence[AttendeeRecord], at: datetime | None = None, before: int = 0) -> None:
        """Add attendees to their evening's list, now or `at`; `before` were added at that same moment."""
        if attendees:
            moment = at or datetime.now(UTC)
            # A microsecond apart, so that the list keeps its order.
            rows = [
                {**a.columns(), "created": moment + timedelta(microseconds=n), "changed": moment}
                for n, a in enumerate(attendees, before)
            ]
            self._session.execute(insert(table_of(AttendeeRow)), rows)

    def change(self, attendees: Sequence[AttendeeRecord], at: datetime | None = None) -> None:
        """Replace what the list says of attendees, now or `at`."""
        if attendees:
            moment = at or datetime.now(UTC)
            self._session.execute(update(AttendeeRow), [{**a.columns(), "changed": moment} for a in attendees])


def _attendee(
    row: AttendeeRow,
    presences: Mapping[UUID, Presence],
    histories: Mapping[UUID, History],
    printed: Mapping[UUID, datetime | None],
    waiting: Collection[UUID],
) -> Attendee:
    presence = presences.get(row.id)
    history = histories.get(row.person_id, History(0, None))
    return Attendee(
        id=row.id,
        event_id=row.event_id,
        person_id=row.person_id,
        given_name=row.given_name,
        family_name=row.family_name,
        full_name=row.full_name,
        email=row.email,
        handle=row.handle,
        network=row.network,
        organisation=row.organisation,
        category=row.category,
        ticket_code=row.ticket_code,
        status=Status(row.status),
        places=row.places,
        note=row.note,
        wishes=tuple(row.wishes),
        may_be_written_to=row.may_be_written_to,
        arrived_at=presence.first.at if presence else None,
        door=presence.first.door if presence else "",
        inside=presence.inside if presence else False,
        badge_printed_at=printed.get(row.id),
        badge_waits=row.id in waiting,
        listed_at=row.created,
        visits=history.visits,
        last_seen=history.last_seen,
    )
