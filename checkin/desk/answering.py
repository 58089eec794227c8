"""What a scanned text is, and what the door answers to it, inside one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin import keyboards
from checkin.badges import tokens
from checkin.model import (
    AlreadyArrived,
    Attendee,
    Badge,
    BadgeId,
    Forged,
    NotABadge,
    Revoked,
    Scan,
    Status,
    Unknown,
    Verdict,
    WrongEvent,
)
from checkin.ticket_codes import clean, codes_within, is_binary, looks_like_one_of

if TYPE_CHECKING:
    from uuid import UUID

    from checkin.desk.entering import Entrance
    from checkin.storage.events import KeyedEvent
    from checkin.storage.repository import Repository


def answer(entrance: Entrance, scan: Scan) -> Verdict:
    """Answer a scanned text; an arrival is written, a refusal is not yet."""
    repository, event_id = entrance.repository, entrance.event_id
    token = tokens.parse(scan.text)
    if token is not None and _is_signed_by(token, repository.events.keyed(event_id)):
        return _answer_badge(entrance, scan, token.badge_id)
    code = ticket_code(repository, event_id, scan.text)
    if code:
        return _answer_ticket(entrance, scan, repository.attendees.with_ticket_code(event_id, code))
    if token is not None:
        others = (other for other in repository.events.all_keyed() if _is_signed_by(token, other))
        other = next(others, None)
        return WrongEvent(scan, other.event) if other else Forged(scan)
    if _is_like_a_ticket(repository, event_id, scan.text):
        return Unknown(scan)
    return NotABadge(scan)


def badge_in(repository: Repository, event_id: UUID, text: str) -> BadgeId | None:
    """Return the badge of this evening that a scanned text is, known here or not; None for anything else."""
    token = tokens.parse(put_right(repository, event_id, text))
    if token is None or not _is_signed_by(token, repository.events.keyed(event_id)):
        return None
    return token.badge_id


def is_code(repository: Repository, event_id: UUID, text: str) -> bool:
    """Tell whether a typed text is a badge or a ticket, or looks like one of the list's, on whatever keyboard."""
    text = put_right(repository, event_id, text)
    if tokens.parse(text) is not None or ticket_code(repository, event_id, text):
        return True
    return any(letter.isdigit() for letter in clean(text)) and _is_like_a_ticket(repository, event_id, text)


def ticket_code(repository: Repository, event_id: UUID, text: str) -> str:
    """Return the list's ticket code that a text is, or holds as a URL or JSON, or nothing.

    A text that holds two of the list's codes means nobody in particular.
    """
    if is_binary(text):
        return ""
    for candidates in ((clean(text),), codes_within(text)):
        known = repository.attendees.ticket_codes_among(event_id, [c for c in candidates if c])
        if known:
            return known[0] if len(known) == 1 else ""
    return ""


def put_right(repository: Repository, event_id: UUID, text: str) -> str:
    """Return what a scanner meant to type: the text itself where it is a code, or like the list's codes.

    Else the first reading on another keyboard that is a genuine badge or a ticket of the list; else one that at
    least looks like a badge. A ticket of ours must never come of one that looks like ours as it is.
    """
    if tokens.parse(text) is not None or ticket_code(repository, event_id, text):
        return text
    if is_binary(text) or _is_like_a_ticket(repository, event_id, text):
        return text
    like_a_badge = ""
    for reading in keyboards.readings(text):
        token = tokens.parse(reading)
        if token is not None and any(_is_signed_by(token, keyed) for keyed in repository.events.all_keyed()):
            return reading
        if token is not None:
            like_a_badge = like_a_badge or reading
        elif ticket_code(repository, event_id, reading):
            return reading
    return like_a_badge or text


def is_blank(badge: Badge | None) -> bool:
    """Tell whether a badge was printed blank and can still be claimed."""
    return badge is not None and badge.number is not None and badge.attendee_id is None and badge.revoked_at is None


def _answer_badge(entrance: Entrance, scan: Scan, badge_id: BadgeId) -> Verdict:
    repository = entrance.repository
    badge = repository.badges.find(badge_id)
    attendee = repository.attendees.get(badge.attendee_id, with_badge=False) if badge and badge.attendee_id else None
    if badge and badge.revoked_at is not None:
        return Revoked(scan, attendee, None if attendee else badge.number)
    if attendee is not None:
        return entrance.admit(scan, attendee, badge_id)
    presence = repository.journal.presence_of_badge(entrance.event_id, badge_id)
    if presence is not None and presence.inside:
        return AlreadyArrived(scan, None, presence.first, presence.latest)
    return entrance.let_in_unlisted(scan, badge_id, badge.number if badge and is_blank(badge) else None)


def _answer_ticket(entrance: Entrance, scan: Scan, holders: list[Attendee]) -> Verdict:
    """Where a list gave one code to several people, each presentation lets the next of them in."""
    valid = [a for a in holders if a.status is not Status.CANCELLED]
    waiting = [a for a in valid if a.arrived_at is None]
    outside = [a for a in valid if not a.inside]
    return entrance.admit(scan, (waiting or outside or valid or holders)[0], None)


def _is_like_a_ticket(repository: Repository, event_id: UUID, text: str) -> bool:
    code = clean(text)
    known = repository.attendees.ticket_codes(event_id, len(code))
    return not is_binary(text) and looks_like_one_of(code, known)


def _is_signed_by(token: tokens.Token, keyed: KeyedEvent) -> bool:
    return token.tag == tokens.event_tag(keyed.event.id) and tokens.verify(token, keyed.key)
