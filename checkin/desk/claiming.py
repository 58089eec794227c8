"""A blank badge becomes somebody's: once, with what was recorded of it since it was held up without a name.

Who has a badge already and claims a blank one wears the blank one from then on: a reprint has its code. Both open the
door for the same guest, who is let in once; "badge lost" refuses both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.desk.answering import is_blank
from checkin.errors import BadgeClaimedError, NotFoundError
from checkin.model import (
    Admitted,
    AlreadyArrived,
    Answer,
    Arrival,
    Attendee,
    Badge,
    BadgeId,
    CancelledTicket,
    Door,
    Entry,
    Scan,
    Status,
    Verdict,
    new_id,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from checkin.desk.entering import Entrance
    from checkin.storage.repository import Repository


def free_blank(repository: Repository, event_id: UUID, badge_id: BadgeId) -> Badge:
    """Return a blank badge that nobody has claimed. Raises NotFoundError and BadgeClaimedError."""
    badge = repository.badges.find(badge_id)
    if badge is None or badge.event_id != event_id:
        raise NotFoundError("badge", f"{badge_id:016x}")
    if not is_blank(badge):
        owner = repository.attendees.get(badge.attendee_id).full_name if badge.attendee_id else ""
        raise BadgeClaimedError(owner)
    return badge


def claim(entrance: Entrance, scan: Scan, badge: Badge, attendee: Attendee) -> Verdict:
    """Make a blank badge somebody's who was on the list before.

    Who is inside already came once, by their own line, and the badge's are taken back. For somebody cancelled nothing
    is changed. Anybody else is let in as `let_in_with` does.
    """
    presence = entrance.repository.journal.presences(entrance.event_id, attendee.id).get(attendee.id)
    if presence is None and attendee.status is Status.CANCELLED:
        return CancelledTicket(scan, attendee)
    if presence is not None and presence.inside:
        _take_over(entrance, scan, badge, attendee)
        return AlreadyArrived(scan, attendee, presence.first, presence.latest)
    return let_in_with(entrance, scan, badge, attendee)


def let_in_with(entrance: Entrance, scan: Scan, badge: Badge, attendee: Attendee) -> Admitted:
    """Make a blank badge somebody's, and its comings and goings theirs, at the times they were made.

    Who is not inside by those is let in now.
    """
    journal = entrance.repository.journal
    before = journal.presences(entrance.event_id, attendee.id).get(attendee.id)
    arrived: Arrival | None = None
    for line in _take_over(entrance, scan, badge, attendee):
        theirs = replace(line, id=new_id(), attendee_id=attendee.id, people=max(1, attendee.places))
        if line.entry is Entry.ARRIVED:
            theirs = arrived = replace(theirs, answer=Answer.ADMITTED)
        journal.add(theirs)
    known = entrance.repository.attendees.get(attendee.id, with_badge=False)
    if arrived is None or not known.inside:
        return entrance.let_in(scan, attendee, badge.id)
    held_up = Scan("", arrived.at, arrived.door, arrived.means)
    return Admitted(held_up, known, arrived.id, before.first if before is not None else None)


def _take_over(entrance: Entrance, scan: Scan, badge: Badge, attendee: Attendee) -> list[Arrival]:
    """Make a badge somebody's, and take back what was recorded of it without a name; return that."""
    journal = entrance.repository.journal
    lines = journal.of_badge(entrance.event_id, badge.id)
    entrance.repository.badges.claim(badge.id, attendee.id)
    for line in lines:
        journal.add(taken_back(line, scan.at, scan.door))
    return lines


def taken_back(line: Arrival, at: datetime, door: Door) -> Arrival:
    """Return the line that takes a line of the journal back."""
    return replace(line, id=new_id(), entry=Entry.UNDONE, at=at, door=door, answer=None, undoes=line.id, text="")
