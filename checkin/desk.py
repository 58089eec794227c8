"""The door: admit a scanned text, admit by hand, register a walk-in, undo.

Each answer is one transaction. A verdict that admits is returned only after its arrival is on disk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin import keyboards
from checkin.badges import tokens
from checkin.errors import InvalidError, NotInsideError, NotUndoableError
from checkin.model import (
    Admitted,
    AdmittedUnlisted,
    AlreadyArrived,
    Answer,
    Arrival,
    Attendee,
    BadgeId,
    CancelledTicket,
    Door,
    Entry,
    Forged,
    Headcount,
    Means,
    NotABadge,
    Revoked,
    Scan,
    Status,
    Unknown,
    Verdict,
    WrongEvent,
    new_id,
)
from checkin.people import person_of
from checkin.scanning.symbologies import symbologies_for
from checkin.search import NameIndex
from checkin.storage.records import AttendeeRecord
from checkin.ticket_codes import clean, codes_within, is_binary, looks_like_one_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from checkin.scanning.readings import Symbology
    from checkin.storage.database import Database
    from checkin.storage.events import KeyedEvent
    from checkin.storage.repository import Repository

LONGEST_KEPT_TEXT = 200
"""How much of a refused text the journal keeps."""

_JOINERS = "\u200c\u200d"
"""They shape letters of Persian and Indic names, and emoji; alone they are nothing."""

_FEW = 60
"""Attendees up to which asking for each is quicker than reading a list."""

_CODES_LOOKED_AT = 2000
"""Ticket codes from which the kinds of a list's tickets are told."""


@dataclass(frozen=True, slots=True)
class WalkIn:
    """What a guest without an invitation says of themselves; a name is enough."""

    given_name: str = ""
    family_name: str = ""
    email: str = ""
    handle: str = ""
    organisation: str = ""
    category: str = ""
    may_be_written_to: bool = False
    wishes: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name in one line."""
        return " ".join(f"{self.given_name} {self.family_name}".split())


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
                scan = replace(scan, text=self._put_right(repository, scan.text))
            verdict = self._answer(repository, scan)
            if isinstance(verdict, (AlreadyArrived, CancelledTicket, WrongEvent, Revoked, Forged, Unknown)):
                self._record_refusal(repository, verdict)
        return verdict

    def is_code(self, text: str) -> bool:
        """Tell whether a typed text is a badge or a ticket, on whatever keyboard; records nothing.

        What looks like a badge token is one, genuine or not; and so is what has digits and is built like the list's
        tickets, though it is none of them. Raises StorageError.
        """
        with self._database.reading() as repository:
            text = self._put_right(repository, text)
            if tokens.parse(text) is not None or self._ticket_code(repository, text):
                return True
            code = clean(text)
            if is_binary(text) or not any(letter.isdigit() for letter in code):
                return False
            return looks_like_one_of(code, repository.attendees.ticket_codes(self._event_id, len(code)))

    def is_ticket(self, text: str) -> bool:
        """Tell whether a scanned text is, or holds, a ticket code of the list; records nothing. Raises StorageError.

        Line codes are asked about first: what reads like a ticket of the list may be the label of a bottle.
        """
        with self._database.reading() as repository:
            return bool(self._ticket_code(repository, text))

    def symbologies(self) -> tuple[Symbology, ...]:
        """Return the kinds of code, beside QR, in which the list's tickets may come. Raises StorageError."""
        with self._database.reading() as repository:
            return symbologies_for(repository.attendees.some_ticket_codes(self._event_id, _CODES_LOOKED_AT))

    def admit_by_hand(self, attendee_id: UUID, *, again: bool = False) -> Verdict:
        """Answer for somebody picked from the list; `again` lets in who arrived already, or was cancelled.

        Raises NotFoundError, StorageError.
        """
        scan = Scan("", self._clock(), self._door, Means.HAND)
        with self._database.writing() as repository:
            attendee = repository.attendees.get(attendee_id)
            if again:
                return self._let_in(repository, scan, attendee, None)
            verdict = self._admit_attendee(repository, scan, attendee, None)
            if not isinstance(verdict, Admitted):
                self._record_refusal(repository, verdict)
        return verdict

    def register_walk_in(self, walk_in: WalkIn) -> Admitted:
        """Put somebody on the list and admit them, in one transaction.

        Raises InvalidError where there is no name, StorageError. Ask `likely_doubles` first.
        """
        given_name, family_name = _plain(walk_in.given_name), _plain(walk_in.family_name)
        walk_in = replace(walk_in, given_name=given_name, family_name=family_name)
        if not walk_in.full_name:
            raise InvalidError("name", "")
        email, handle = walk_in.email.strip().lower(), _handle(walk_in.handle)
        with self._database.writing() as repository:
            person, is_new = person_of(
                repository.attendees.people_reached_by(email, handle),
                given_name=given_name,
                family_name=family_name,
                full_name=walk_in.full_name,
                email=email,
                handle=handle,
            )
            if is_new:
                repository.attendees.add_people([person])
            record = AttendeeRecord(
                id=new_id(),
                event_id=self._event_id,
                person_id=person.id,
                given_name=given_name,
                family_name=family_name,
                full_name=walk_in.full_name,
                email=email,
                handle=handle,
                organisation=walk_in.organisation.strip(),
                category=walk_in.category.strip(),
                status=Status.WALK_IN,
                wishes=walk_in.wishes,
                may_be_written_to=walk_in.may_be_written_to,
            )
            repository.attendees.add([record])
            scan = Scan("", self._clock(), self._door, Means.WALK_IN)
            return self._let_in(repository, scan, repository.attendees.get(record.id), None)

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
            undone = replace(
                line, id=new_id(), entry=Entry.UNDONE, at=at, door=self._door, answer=None, undoes=line.id, text=""
            )
            repository.journal.add(undone)
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
            if attendee_id is not None:
                attendee = repository.attendees.get(attendee_id)
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
            return [(line, repository.attendees.get(line.attendee_id) if line.attendee_id else None) for line in lines]

    def _answer(self, repository: Repository, scan: Scan) -> Verdict:
        token = tokens.parse(scan.text)
        if token is not None and _is_signed_by(token, repository.events.keyed(self._event_id)):
            return self._answer_badge(repository, scan, token.badge_id)
        code = self._ticket_code(repository, scan.text)
        if code:
            holders = repository.attendees.with_ticket_code(self._event_id, code)
            return self._answer_ticket(repository, scan, holders)
        if token is not None:
            others = (other for other in repository.events.all_keyed() if _is_signed_by(token, other))
            other = next(others, None)
            return WrongEvent(scan, other.event) if other else Forged(scan)
        code = clean(scan.text)
        known = repository.attendees.ticket_codes(self._event_id, len(code))
        if not is_binary(scan.text) and looks_like_one_of(code, known):
            return Unknown(scan)
        return NotABadge(scan)

    def _ticket_code(self, repository: Repository, text: str) -> str:
        """Return the list's ticket code that a text is, or holds as a URL or JSON, or nothing.

        A text that holds two of the list's codes means nobody in particular.
        """
        if is_binary(text):
            return ""
        for candidates in ((clean(text),), codes_within(text)):
            known = repository.attendees.ticket_codes_among(self._event_id, [c for c in candidates if c])
            if known:
                return known[0] if len(known) == 1 else ""
        return ""

    def _answer_badge(self, repository: Repository, scan: Scan, badge_id: BadgeId) -> Verdict:
        badge = repository.badges.find(badge_id)
        attendee = repository.attendees.get(badge.attendee_id) if badge and badge.attendee_id else None
        if badge and badge.revoked_at is not None:
            return Revoked(scan, attendee)
        if attendee is not None:
            return self._admit_attendee(repository, scan, attendee, badge_id)
        presence = repository.journal.presence_of_badge(self._event_id, badge_id)
        if presence is not None and presence.inside:
            return AlreadyArrived(scan, None, presence.first, presence.latest)
        line = self._arrival(scan, Answer.ADMITTED_UNLISTED, badge_id=badge_id)
        repository.journal.add(line)
        return AdmittedUnlisted(scan, badge_id, line.id)

    def _answer_ticket(self, repository: Repository, scan: Scan, holders: list[Attendee]) -> Verdict:
        """Where a list gave one code to several people, each presentation lets the next of them in."""
        valid = [a for a in holders if a.status is not Status.CANCELLED]
        waiting = [a for a in valid if a.arrived_at is None]
        outside = [a for a in valid if not a.inside]
        return self._admit_attendee(repository, scan, (waiting or outside or valid or holders)[0], None)

    def _admit_attendee(
        self, repository: Repository, scan: Scan, attendee: Attendee, badge_id: BadgeId | None
    ) -> Admitted | AlreadyArrived | CancelledTicket:
        presence = repository.journal.presences(self._event_id, attendee.id).get(attendee.id)
        # Who went out for some air and comes back is let in again; who is inside already is not.
        if presence is not None and presence.inside:
            return AlreadyArrived(scan, attendee, presence.first, presence.latest)
        if attendee.status is Status.CANCELLED and presence is None:
            # Who was let in all the same, and went out, has been decided upon.
            return CancelledTicket(scan, attendee)
        return self._let_in(repository, scan, attendee, badge_id)

    def _put_right(self, repository: Repository, text: str) -> str:
        """Return what a scanner meant to type: the text itself where it is a code, or like the list's codes.

        Else the first reading on another keyboard that is a genuine badge or a ticket of the list; else one that at
        least looks like a badge. A ticket of ours must never come of one that looks like ours as it is.
        """
        if tokens.parse(text) is not None or self._ticket_code(repository, text):
            return text
        code = clean(text)
        known = repository.attendees.ticket_codes(self._event_id, len(code))
        if is_binary(text) or looks_like_one_of(code, known):
            return text
        like_a_badge = ""
        for reading in keyboards.readings(text):
            token = tokens.parse(reading)
            if token is not None and any(_is_signed_by(token, keyed) for keyed in repository.events.all_keyed()):
                return reading
            if token is not None:
                like_a_badge = like_a_badge or reading
            elif self._ticket_code(repository, reading):
                return reading
        return like_a_badge or text

    def _let_in(self, repository: Repository, scan: Scan, attendee: Attendee, badge_id: BadgeId | None) -> Admitted:
        before = repository.journal.presences(self._event_id, attendee.id).get(attendee.id)
        line = self._arrival(
            scan, Answer.ADMITTED, badge_id=badge_id, attendee_id=attendee.id, people=max(1, attendee.places)
        )
        repository.journal.add(line)
        first = before.first if before is not None else None
        return Admitted(scan, repository.attendees.get(attendee.id), line.id, first)

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
            event_id=self._event_id,
            entry=Entry.ARRIVED,
            at=scan.at,
            door=scan.door,
            means=scan.means,
            attendee_id=attendee_id,
            badge_id=badge_id,
            people=people,
            answer=answer,
        )

    def _record_refusal(self, repository: Repository, verdict: Verdict) -> None:
        attendee = getattr(verdict, "attendee", None)
        scan = verdict.scan
        repository.journal.add(
            Arrival(
                id=new_id(),
                event_id=self._event_id,
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


def _is_signed_by(token: tokens.Token, keyed: KeyedEvent) -> bool:
    return token.tag == tokens.event_tag(keyed.event.id) and tokens.verify(token, keyed.key)


def _plain(name: str) -> str:
    """Return a name in single spaces, without control characters and what else nobody can see."""
    return " ".join("".join(c if c.isprintable() or c in _JOINERS else " " for c in name).split()).strip(_JOINERS)


def _handle(text: str) -> str:
    text = text.strip()
    return f"@{text}" if text and not text.startswith("@") else text
