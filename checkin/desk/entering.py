"""What the door writes of one evening, inside one transaction: arrivals, and what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.model import (
    Admitted,
    AdmittedUnlisted,
    AlreadyArrived,
    Answer,
    Arrival,
    Attendee,
    BadgeId,
    CancelledTicket,
    Entry,
    Scan,
    Status,
    Verdict,
    new_id,
)
from checkin.ticket_codes import clean

if TYPE_CHECKING:
    from uuid import UUID

    from checkin.storage.repository import Repository

LONGEST_KEPT_TEXT = 200
"""How much of a refused text the journal keeps."""


class Entrance:
    """An evening's way in, on one transaction's view of the store."""

    def __init__(self, repository: Repository, event_id: UUID) -> None:
        self.repository = repository
        self.event_id = event_id

    def admit(
        self, scan: Scan, attendee: Attendee, badge_id: BadgeId | None, *, is_late: bool = False
    ) -> Admitted | AlreadyArrived | CancelledTicket:
        """Let somebody of the list in, unless they are inside or cancelled.

        What is written later than it happened, `is_late`, changes nothing where they came and left since.
        """
        presence = self.repository.journal.presences(self.event_id, attendee.id).get(attendee.id)
        # Who went out for some air and comes back is let in again; who is inside already is not.
        if presence is not None and (presence.inside or (is_late and presence.since > scan.at)):
            return AlreadyArrived(scan, attendee, presence.first, presence.latest)
        if attendee.status is Status.CANCELLED and presence is None:
            # Who was let in all the same, and went out, has been decided upon.
            return CancelledTicket(scan, attendee)
        return self.let_in(scan, attendee, badge_id)

    def let_in(self, scan: Scan, attendee: Attendee, badge_id: BadgeId | None) -> Admitted:
        """Let somebody of the list in, whatever is known of them."""
        before = self.repository.journal.presences(self.event_id, attendee.id).get(attendee.id)
        line = self._arrival(
            scan, Answer.ADMITTED, badge_id=badge_id, attendee_id=attendee.id, people=max(1, attendee.places)
        )
        self.repository.journal.add(line)
        first = before.first if before is not None else None
        return Admitted(scan, self.repository.attendees.get(attendee.id, with_badge=False), line.id, first)

    def let_in_unlisted(self, scan: Scan, badge_id: BadgeId, blank: int | None) -> AdmittedUnlisted:
        """Let the wearer of a genuine badge in whose name is not here."""
        line = self._arrival(scan, Answer.ADMITTED_UNLISTED, badge_id=badge_id)
        self.repository.journal.add(line)
        return AdmittedUnlisted(scan, badge_id, line.id, blank)

    def refuse(self, verdict: Verdict) -> None:
        """Write down that somebody was not let in."""
        attendee = getattr(verdict, "attendee", None)
        scan = verdict.scan
        self.repository.journal.add(
            Arrival(
                id=new_id(),
                event_id=self.event_id,
                entry=Entry.REFUSED,
                at=scan.at,
                door=scan.door,
                means=scan.means,
                attendee_id=attendee.id if attendee else None,
                people=0,
                # Cleaned: a scanner may type control characters, and PostgreSQL stores no NUL.
                text=clean(scan.text)[:LONGEST_KEPT_TEXT],
                answer=verdict.answer,
            )
        )

    def _arrival(
        self,
        scan: Scan,
        answer: Answer,
        *,
        badge_id: BadgeId | None = None,
        attendee_id: UUID | None = None,
        people: int = 1,
    ) -> Arrival:
        return Arrival(
            id=new_id(),
            event_id=self.event_id,
            entry=Entry.ARRIVED,
            at=scan.at,
            door=scan.door,
            means=scan.means,
            attendee_id=attendee_id,
            badge_id=badge_id,
            people=people,
            answer=answer,
        )
