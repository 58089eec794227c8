"""Badges that were made, and the memory of what was printed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from checkin.badges import tokens
from checkin.errors import NotFoundError
from checkin.model import Badge, BadgeId, new_id
from checkin.storage.records import Printing
from checkin.storage.schema import BadgeRow, EventRow, PrintingRow, PrintJobBadgeRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session

_PIECE = 500
"""Ids that go into one question: stores take only so many."""


class Badges:
    """The badges of the store, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_event(self, event_id: UUID) -> list[Badge]:
        """Return every badge of an evening, in the order they were made."""
        rows = self._session.scalars(
            select(BadgeRow).where(BadgeRow.event_id == event_id).order_by(BadgeRow.created, BadgeRow.id)
        )
        return self._with_printings(event_id, list(rows))

    def find(self, badge_id: BadgeId) -> Badge | None:
        """Return the badge with this id, or None where this laptop has not heard of it."""
        row = self._session.get(BadgeRow, badge_id)
        return self._with_printings(row.event_id, [row])[0] if row else None

    def current_of(self, event_id: UUID) -> Mapping[UUID, Badge]:
        """Return the badge that each attendee who has one wears: of those that were not revoked, the newest.

        A blank one that they claimed comes first: that is what hangs round their neck.
        """
        valid = [b for b in self.of_event(event_id) if b.attendee_id and b.revoked_at is None]
        ordered = sorted(valid, key=lambda badge: badge.number or 0)
        return {b.attendee_id: b for b in ordered if b.attendee_id}

    def valid_of(self, attendee_id: UUID) -> list[Badge]:
        """Return the badges of somebody that open the door, in the order they were made."""
        rows = list(
            self._session.scalars(
                select(BadgeRow)
                .where(BadgeRow.attendee_id == attendee_id, BadgeRow.revoked.is_(None))
                .order_by(BadgeRow.created, BadgeRow.id)
            )
        )
        return self._with_printings(rows[0].event_id, rows) if rows else []

    def blanks(self, event_id: UUID) -> list[Badge]:
        """Return the evening's badges that were printed blank, by their numbers, claimed and revoked ones too."""
        rows = self._session.scalars(
            select(BadgeRow)
            .where(BadgeRow.event_id == event_id, BadgeRow.number.is_not(None))
            .order_by(BadgeRow.number, BadgeRow.created, BadgeRow.id)
        )
        return self._with_printings(event_id, list(rows))

    def printed_of(self, event_id: UUID, attendee_id: UUID | None = None) -> Mapping[UUID, datetime]:
        """Return when a valid badge of each attendee was last printed, of those that were; of one where it is given."""
        wanted = (
            select(BadgeRow.attendee_id, func.max(PrintingRow.at, type_=PrintingRow.at.type))
            .join(PrintingRow, PrintingRow.badge_id == BadgeRow.id)
            .where(BadgeRow.event_id == event_id, BadgeRow.attendee_id.is_not(None), BadgeRow.revoked.is_(None))
        )
        if attendee_id is not None:
            wanted = wanted.where(BadgeRow.attendee_id == attendee_id)
        rows = self._session.execute(wanted.group_by(BadgeRow.attendee_id))
        return {found: at for found, at in rows if found is not None}

    def waiting_of(self, event_id: UUID, attendee_id: UUID | None = None) -> set[UUID]:
        """Return the attendees of whom a valid badge is on its way to a printer; of one where it is given."""
        wanted = (
            select(BadgeRow.attendee_id)
            .join(PrintJobBadgeRow, PrintJobBadgeRow.badge_id == BadgeRow.id)
            .where(BadgeRow.event_id == event_id, BadgeRow.attendee_id.is_not(None), BadgeRow.revoked.is_(None))
        )
        if attendee_id is not None:
            wanted = wanted.where(BadgeRow.attendee_id == attendee_id)
        return {found for found in self._session.scalars(wanted) if found is not None}

    def make(self, event_id: UUID, attendee_ids: Iterable[UUID | None], at: datetime) -> list[Badge]:
        """Make a new badge id for each attendee, or one that is nobody's for None."""
        rows = [
            BadgeRow(id=tokens.new_badge_id(), event_id=event_id, attendee_id=attendee_id, created=at)
            for attendee_id in attendee_ids
        ]
        self._session.add_all(rows)
        self._session.flush()
        return self._with_printings(event_id, rows)

    def make_blank(self, event_id: UUID, count: int, at: datetime) -> list[Badge]:
        """Make badges that are nobody's yet, numbered after those that the evening has."""
        last = self._session.scalar(select(func.max(BadgeRow.number)).where(BadgeRow.event_id == event_id)) or 0
        rows = [
            BadgeRow(id=tokens.new_badge_id(), event_id=event_id, attendee_id=None, created=at, number=last + n)
            for n in range(1, count + 1)
        ]
        self._session.add_all(rows)
        self._session.flush()
        return self._with_printings(event_id, rows)

    def claim(self, badge_id: BadgeId, attendee_id: UUID) -> None:
        """Make a blank badge somebody's; raises NotFoundError. Whether it may be claimed is the caller's to ask."""
        row = self._session.get(BadgeRow, badge_id)
        if row is None:
            raise NotFoundError("badge", str(badge_id))
        row.attendee_id = attendee_id
        self._session.flush()

    def unmake(self, badge_ids: Iterable[BadgeId]) -> None:
        """Forget badges that never came on paper: nobody has their codes."""
        ids = list(badge_ids)
        for start in range(0, len(ids), _PIECE):
            self._session.execute(delete(BadgeRow).where(BadgeRow.id.in_(ids[start : start + _PIECE])))
        self._session.expire_all()

    def revoke(self, badge_id: BadgeId, at: datetime) -> None:
        """Refuse a lost badge from now on; raises NotFoundError."""
        row = self._session.get(BadgeRow, badge_id)
        if row is None:
            raise NotFoundError("badge", str(badge_id))
        row.revoked = row.revoked or at
        self._session.flush()

    def remember_printing(
        self, badges: Iterable[tuple[BadgeId, int]], template: str, at: datetime, *, place: str = "", door: str = ""
    ) -> None:
        """Remember that badges were printed, each so many times: at a printer or to a file, by a door."""
        self._session.add_all(
            PrintingRow(id=new_id(), badge_id=badge, at=at, template=template, place=place, door=door, copies=copies)
            for badge, copies in badges
        )
        self._session.flush()

    def printings(self, event_id: UUID) -> list[Printing]:
        """Return every printing of an evening's badges, the newest first."""
        rows = self._session.execute(
            select(
                BadgeRow.attendee_id,
                BadgeRow.id,
                PrintingRow.at,
                PrintingRow.template,
                PrintingRow.place,
                PrintingRow.door,
                PrintingRow.copies,
                BadgeRow.revoked,
            )
            .join(BadgeRow, BadgeRow.id == PrintingRow.badge_id)
            .where(BadgeRow.event_id == event_id)
            .order_by(PrintingRow.at.desc(), PrintingRow.id.desc())
        )
        return [
            Printing(attendee_id, BadgeId(badge_id), at, template, place, door, copies, revoked)
            for attendee_id, badge_id, at, template, place, door, copies, revoked in rows
        ]

    def _with_printings(self, event_id: UUID, rows: Sequence[BadgeRow]) -> list[Badge]:
        event = self._session.get_one(EventRow, event_id)
        tag = tokens.event_tag(event.id)
        printed: dict[int, datetime | None] = defaultdict(lambda: None)
        wanted = select(PrintingRow.badge_id, func.max(PrintingRow.at, type_=PrintingRow.at.type))
        if len(rows) == 1:
            wanted = wanted.where(PrintingRow.badge_id == rows[0].id)
        else:
            wanted = wanted.join(BadgeRow, BadgeRow.id == PrintingRow.badge_id).where(BadgeRow.event_id == event_id)
        printed.update((key, at) for key, at in self._session.execute(wanted.group_by(PrintingRow.badge_id)))
        return [
            Badge(
                id=BadgeId(row.id),
                event_id=row.event_id,
                attendee_id=row.attendee_id,
                token=tokens.sign(event.key, tag, BadgeId(row.id)),
                revoked_at=row.revoked,
                printed_at=printed[row.id],
                number=row.number,
            )
            for row in rows
        ]
