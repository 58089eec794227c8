"""One event's door on this laptop: every answer is one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.desk import answering, claiming
from checkin.desk.entering import Entrance
from checkin.desk.walk_ins import WalkIn, named, put_on_list
from checkin.errors import NotFoundError, NotInsideError, NotUndoableError
from checkin.model import (
    Admitted,
    AdmittedUnlisted,
    AlreadyArrived,
    Arrival,
    Attendee,
    BadgeId,
    CancelledTicket,
    Door,
    Entry,
    Forged,
    Headcount,
    Means,
    Revoked,
    Scan,
    Unknown,
    Verdict,
    WrongEvent,
    new_id,
)
from checkin.scanning.symbologies import symbologies_for
from checkin.search import NameIndex

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from checkin.scanning.readings import Symbology
    from checkin.storage.database import Database

_FEW = 60
"""Attendees up to which asking for each is quicker than reading a list."""

_CODES_LOOKED_AT = 2000
"""Ticket codes from which the kinds of a list's tickets are told."""


class Desk:
    """One event's door on this laptop. `clock` returns the time with its zone."""

    def __init__(self, database: Database, event_id: UUID, door: Door, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._event_id = event_id
        self._door = door
        self._clock = clock

    def admit(self, text: str, means: Means) -> Verdict:
        """Answer a scanned text: a badge token or a ticket code of the list. Raises StorageError.

        What a USB scanner typed as if the keyboard had another layout is put right where that makes it a code.
        """
        scan = Scan(text, self._clock(), self._door, means)
        with self._database.writing() as repository:
            if means in (Means.SCANNER, Means.COMMAND):
                scan = replace(scan, text=answering.put_right(repository, self._event_id, scan.text))
            entrance = Entrance(repository, self._event_id)
            verdict = answering.answer(entrance, scan)
            if isinstance(verdict, (AlreadyArrived, CancelledTicket, WrongEvent, Revoked, Forged, Unknown)):
                entrance.refuse(verdict)
        return verdict

    def is_code(self, text: str) -> bool:
        """Tell whether a typed text is a badge or a ticket, on whatever keyboard; records nothing.

        What looks like a badge token is one, genuine or not; and so is what has digits and is built like the list's
        tickets, though it is none of them. Raises StorageError.
        """
        with self._database.reading() as repository:
            return answering.is_code(repository, self._event_id, text)

    def is_ticket(self, text: str) -> bool:
        """Tell whether a scanned text is, or holds, a ticket code of the list; records nothing. Raises StorageError.

        Line codes are asked about first: what reads like a ticket of the list may be the label of a bottle.
        """
        with self._database.reading() as repository:
            return bool(answering.ticket_code(repository, self._event_id, text))

    def symbologies(self) -> tuple[Symbology, ...]:
        """Return the kinds of code, beside QR, in which the list's tickets may come. Raises StorageError."""
        with self._database.reading() as repository:
            return symbologies_for(repository.attendees.some_ticket_codes(self._event_id, _CODES_LOOKED_AT))

    def admit_by_hand(self, attendee_id: UUID, *, again: bool = False, at: datetime | None = None) -> Verdict:
        """Answer for somebody picked from the list; `again` lets in who arrived already, or was cancelled.

        `at` (aware) is when they came, where that was earlier: what is ticked in from paper. Raises NotFoundError,
        StorageError.
        """
        scan = Scan("", at or self._clock(), self._door, Means.HAND)
        with self._database.writing() as repository:
            entrance = Entrance(repository, self._event_id)
            attendee = repository.attendees.get(attendee_id, with_badge=False)
            if again:
                return entrance.let_in(scan, attendee, None)
            verdict = entrance.admit(scan, attendee, None, is_late=at is not None)
            if not isinstance(verdict, Admitted):
                # It is refused now, whenever they are said to have come.
                verdict = replace(verdict, scan=replace(scan, at=self._clock()))
                entrance.refuse(verdict)
        return verdict

    def register_walk_in(self, walk_in: WalkIn, at: datetime | None = None) -> Admitted:
        """Put somebody on the list and admit them, in one transaction; `at` (aware) is when, where that was earlier.

        Raises InvalidError where there is no name, StorageError. Ask `likely_doubles` first.
        """
        walk_in = named(walk_in)
        scan = Scan("", at or self._clock(), self._door, Means.WALK_IN)
        with self._database.writing() as repository:
            attendee = put_on_list(repository, self._event_id, walk_in)
            return Entrance(repository, self._event_id).let_in(scan, attendee, None)

    def badge_in(self, text: str) -> BadgeId | None:
        """Return which badge of this evening a scanned text is; None for anything else, forged ones too.

        Records nothing. Raises StorageError.
        """
        with self._database.reading() as repository:
            return answering.badge_in(repository, self._event_id, text)

    def blank_number(self, badge_id: BadgeId) -> int | None:
        """Return the number of a blank badge that can be claimed here, None for any other. Raises StorageError."""
        with self._database.reading() as repository:
            badge = repository.badges.find(badge_id)
        is_ours = badge is not None and badge.event_id == self._event_id and answering.is_blank(badge)
        return badge.number if badge is not None and is_ours else None

    def claim(self, badge_id: BadgeId, walk_in: WalkIn) -> Admitted:
        """Put somebody on the list who wears a blank badge, which is theirs from now on; in one transaction.

        They came when the badge was held up, or else now. Raises InvalidError where there is no name, NotFoundError
        where this laptop does not know the badge, BadgeClaimedError where it is not to be had, StorageError.
        """
        walk_in = named(walk_in)
        scan = Scan("", self._clock(), self._door, Means.WALK_IN)
        with self._database.writing() as repository:
            badge = claiming.free_blank(repository, self._event_id, badge_id)
            attendee = put_on_list(repository, self._event_id, walk_in)
            return claiming.let_in_with(Entrance(repository, self._event_id), scan, badge, attendee)

    def claim_for(self, badge_id: BadgeId, attendee_id: UUID) -> Verdict:
        """Make a blank badge that of somebody on the list; they came when it was held up, or else now.

        AlreadyArrived for who is inside already, whose badge it becomes all the same; CancelledTicket for who is
        cancelled, and nothing is changed then. Raises as `claim`.
        """
        scan = Scan("", self._clock(), self._door, Means.HAND)
        with self._database.writing() as repository:
            badge = claiming.free_blank(repository, self._event_id, badge_id)
            attendee = repository.attendees.get(attendee_id)
            if attendee.event_id != self._event_id:
                raise NotFoundError("attendee", str(attendee_id))
            return claiming.claim(Entrance(repository, self._event_id), scan, badge, attendee)

    def likely_doubles(self, walk_in: WalkIn) -> list[Attendee]:
        """Return who on the list may be this walk-in, the likeliest first."""
        return self.index().doubles_of(walk_in.full_name, walk_in.email, walk_in.handle)

    def search(self, query: str, limit: int = 8) -> list[Attendee]:
        """Return who on the list matches a name, a handle, an e-mail address or an organisation."""
        return self.index().search(query, limit)

    def index(self) -> NameIndex:
        """Return an index of the list as it is now, for searching as somebody types."""
        with self._database.reading() as repository:
            return NameIndex(repository.attendees.of_event(self._event_id))

    def added_since(self, moment: datetime) -> list[Attendee] | None:
        """Return who was put on the list since a moment, by whatever door; None where the list is better read anew.

        Raises StorageError.
        """
        with self._database.reading() as repository:
            return repository.attendees.added_since(self._event_id, moment, _FEW)

    def undo(self, arrival_id: UUID) -> Verdict:
        """Take an arrival back; the journal keeps both lines. Returns the verdict that was taken back.

        Raises NotFoundError, NotUndoableError, StorageError.
        """
        with self._database.writing() as repository:
            line = repository.journal.get(arrival_id)
            if line.entry not in (Entry.ARRIVED, Entry.LEFT) or repository.journal.is_undone(arrival_id):
                raise NotUndoableError(str(arrival_id))
            at = self._clock()
            repository.journal.add(claiming.taken_back(line, at, self._door))
            scan = Scan(line.text, at, self._door, line.means)
            if line.attendee_id is None:
                return AdmittedUnlisted(scan, line.badge_id or BadgeId(0), line.id)
            return Admitted(scan, repository.attendees.get(line.attendee_id), line.id)

    def leave(self, attendee_id: UUID | None, badge_id: BadgeId | None = None) -> Arrival:
        """Record that somebody left, or the wearer of a badge without a name here; returns the journal's line.

        Raises NotInsideError, NotFoundError, StorageError.
        """
        with self._database.writing() as repository:
            name, people = "", 1
            if attendee_id is None and badge_id is not None and (badge := repository.badges.find(badge_id)):
                # It was blank when it was held up, and may have been claimed since.
                attendee_id = badge.attendee_id
            if attendee_id is not None:
                attendee = repository.attendees.get(attendee_id, with_badge=False)
                name, people, is_inside = attendee.full_name, max(1, attendee.places), attendee.inside
            else:
                presence = (
                    repository.journal.presence_of_badge(self._event_id, badge_id) if badge_id is not None else None
                )
                is_inside = presence is not None and presence.inside
            if not is_inside:
                raise NotInsideError(name)
            line = Arrival(
                id=new_id(),
                event_id=self._event_id,
                entry=Entry.LEFT,
                at=self._clock(),
                door=self._door,
                means=Means.HAND,
                attendee_id=attendee_id,
                badge_id=None if attendee_id is not None else badge_id,
                people=people,
            )
            repository.journal.add(line)
        return line

    def headcount(self) -> Headcount:
        """Count the people inside, arrived and expected."""
        with self._database.reading() as repository:
            return repository.journal.headcount(self._event_id)

    def latest(self, count: int = 12) -> list[tuple[Arrival, Attendee | None]]:
        """Return the newest lines of the journal with who they are about, the newest first."""
        with self._database.reading() as repository:
            lines = repository.journal.latest(self._event_id, count)
            known = {line.attendee_id for line in lines if line.attendee_id}
            about = repository.attendees.among(self._event_id, known)
            return [(line, about[line.attendee_id] if line.attendee_id else None) for line in lines]
