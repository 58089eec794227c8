"""Badges that were made, and the memory of what was printed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from checkin.badges import tokens
from checkin.errors import NotFoundError
from checkin.model import Badge, BadgeId, new_id
from checkin.storage.schema import BadgeRow, EventRow, PrintingRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session


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
        """Return the valid badge of each attendee who has one: the newest that was not revoked."""
        return {b.attendee_id: b for b in self.of_event(event_id) if b.attendee_id and b.revoked_at is None}

    def printed_of(self, event_id: UUID) -> Mapping[UUID, datetime]:
        """Return when the valid badge of each attendee was last printed, of those that were."""
        rows = self._session.execute(
            select(BadgeRow.attendee_id, func.max(PrintingRow.at, type_=PrintingRow.at.type))
            .join(PrintingRow, PrintingRow.badge_id == BadgeRow.id)
            .where(BadgeRow.event_id == event_id, BadgeRow.attendee_id.is_not(None), BadgeRow.revoked.is_(None))
            .group_by(BadgeRow.attendee_id)
        )
        return {attendee_id: at for attendee_id, at in rows if attendee_id is not None}

    def make(self, event_id: UUID, attendee_ids: Iterable[UUID | None], at: datetime) -> list[Badge]:
        """Make a new badge id for each attendee, or a blank one for None."""
        rows = [
            BadgeRow(id=tokens.new_badge_id(), event_id=event_id, attendee_id=attendee_id, created=at)
            for attendee_id in attendee_ids
        ]
        self._session.add_all(rows)
        self._session.flush()
        return self._with_printings(event_id, rows)

    def revoke(self, badge_id: BadgeId, at: datetime) -> None:
        """Refuse a lost badge from now on; raises NotFoundError."""
        row = self._session.get(BadgeRow, badge_id)
        if row is None:
            raise NotFoundError("badge", str(badge_id))
        row.revoked = row.revoked or at
        self._session.flush()

    def remember_printing(self, badge_ids: Iterable[BadgeId], template: str, at: datetime) -> None:
        """Remember that these badges were printed."""
        self._session.add_all(PrintingRow(id=new_id(), badge_id=b, at=at, template=template) for b in badge_ids)
        self._session.flush()

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
            )
            for row in rows
        ]
