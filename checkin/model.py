"""The words of the project as values: frozen, free of any database session, safe to hand between threads."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NewType
from uuid import UUID

if TYPE_CHECKING:
    from datetime import datetime

BadgeId = NewType("BadgeId", int)
"""64 random bits; the only thing that a badge says about its wearer."""


def new_id() -> UUID:
    """Return a new UUIDv7: sortable by birth, unique without asking another laptop (RFC 9562, section 5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    bits = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=bits)


class Status(StrEnum):
    """What the list says of an attendee."""

    EXPECTED = "expected"
    CANCELLED = "cancelled"
    WALK_IN = "walk_in"


class Means(StrEnum):
    """How a text or a name reached the door."""

    CAMERA = "camera"
    SCANNER = "scanner"
    HAND = "hand"
    WALK_IN = "walk_in"
    COMMAND = "command"


class Entry(StrEnum):
    """The kinds of line in the arrivals journal."""

    ARRIVED = "arrived"
    LEFT = "left"
    UNDONE = "undone"
    REFUSED = "refused"


class Answer(StrEnum):
    """The word of a verdict, as the command line and the journal write it."""

    ADMITTED = "admitted"
    ALREADY_ARRIVED = "already_arrived"
    ADMITTED_UNLISTED = "admitted_unlisted"
    CANCELLED = "cancelled"
    WRONG_EVENT = "wrong_event"
    REVOKED = "revoked"
    FORGED = "forged"
    UNKNOWN = "unknown"
    NOT_A_BADGE = "not_a_badge"


@dataclass(frozen=True, slots=True)
class Series:
    """The monthly evenings of one community."""

    id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class Event:
    """One evening. `starts` is aware and in the event's own zone; `timezone` is an IANA name.

    `topics` are what guests may want to go further with; `called_out` are the categories that the door must not miss.
    """

    id: UUID
    series_id: UUID
    title: str
    starts: datetime
    timezone: str
    venue: str = ""
    theme: str = ""
    capacity: int | None = None
    topics: tuple[str, ...] = ()
    called_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person on one event's list, with what the journal says of them so far.

    `places` is how many people the line admits. `visits` counts the evenings at which the person was admitted, this one
    included once they have arrived; `last_seen` is the start of the latest earlier one. `arrived_at` is the first
    arrival that was not taken back. `badge_waits` tells whether their valid badge is on its way to a printer;
    `listed_at` is when they were put on the list here.
    """

    id: UUID
    event_id: UUID
    person_id: UUID
    given_name: str
    family_name: str
    full_name: str
    email: str = ""
    handle: str = ""
    network: str = ""
    organisation: str = ""
    category: str = ""
    ticket_code: str = ""
    status: Status = Status.EXPECTED
    places: int = 1
    note: str = ""
    wishes: tuple[str, ...] = ()
    may_be_written_to: bool = False
    arrived_at: datetime | None = None
    door: str = ""
    inside: bool = False
    badge_printed_at: datetime | None = None
    badge_waits: bool = False
    listed_at: datetime | None = None
    visits: int = 0
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge that was made; a revoked one is refused at the door.

    One that was printed blank has a `number`, and no attendee until it is claimed.
    """

    id: BadgeId
    event_id: UUID
    attendee_id: UUID | None
    token: str
    revoked_at: datetime | None = None
    printed_at: datetime | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """One laptop at one entrance."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Scan:
    """One presentation at the door: the text, when, where and by which means."""

    text: str
    at: datetime
    door: Door
    means: Means


@dataclass(frozen=True, slots=True)
class Arrival:
    """One line of the journal. Lines are only ever added; `undoes` names the line that an `undone` takes back."""

    id: UUID
    event_id: UUID
    entry: Entry
    at: datetime
    door: Door
    means: Means
    attendee_id: UUID | None = None
    badge_id: BadgeId | None = None
    people: int = 1
    text: str = ""
    answer: Answer | None = None
    undoes: UUID | None = None


@dataclass(frozen=True, slots=True)
class FirstArrival:
    """When and by which door somebody came in, as an answer names it."""

    at: datetime
    door: str


@dataclass(frozen=True, slots=True)
class Admitted:
    """Come in: the arrival is on disk. `first` is the evening's first arrival of somebody who is let in again."""

    scan: Scan
    attendee: Attendee
    arrival_id: UUID
    first: FirstArrival | None = None
    answer: Answer = field(default=Answer.ADMITTED, init=False)


@dataclass(frozen=True, slots=True)
class AlreadyArrived:
    """Came in before. `attendee` is None for a badge whose name is not on this laptop.

    `latest` is the arrival since which they are inside: another one than the first where they went out in between.
    """

    scan: Scan
    attendee: Attendee | None
    first: FirstArrival
    latest: FirstArrival | None = None
    answer: Answer = field(default=Answer.ALREADY_ARRIVED, init=False)


@dataclass(frozen=True, slots=True)
class AdmittedUnlisted:
    """A genuine badge from another laptop, or a blank one: come in, the name is not here yet.

    `blank` is the number of a badge that this laptop knows was printed blank, and that nobody claimed.
    """

    scan: Scan
    badge_id: BadgeId
    arrival_id: UUID
    blank: int | None = None
    answer: Answer = field(default=Answer.ADMITTED_UNLISTED, init=False)


@dataclass(frozen=True, slots=True)
class CancelledTicket:
    """On the list, but cancelled."""

    scan: Scan
    attendee: Attendee
    answer: Answer = field(default=Answer.CANCELLED, init=False)


@dataclass(frozen=True, slots=True)
class WrongEvent:
    """A genuine badge of another evening that this laptop knows."""

    scan: Scan
    event: Event
    answer: Answer = field(default=Answer.WRONG_EVENT, init=False)


@dataclass(frozen=True, slots=True)
class Revoked:
    """A genuine badge that was declared lost; `blank` is the number of one that was nobody's."""

    scan: Scan
    attendee: Attendee | None
    blank: int | None = None
    answer: Answer = field(default=Answer.REVOKED, init=False)


@dataclass(frozen=True, slots=True)
class Forged:
    """It looks like a badge token, and no event known here has signed it."""

    scan: Scan
    answer: Answer = field(default=Answer.FORGED, init=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """It looks like the list's ticket codes, and is none of them."""

    scan: Scan
    answer: Answer = field(default=Answer.UNKNOWN, init=False)


@dataclass(frozen=True, slots=True)
class NotABadge:
    """Neither a badge nor like any ticket of the list: nothing is recorded."""

    scan: Scan
    answer: Answer = field(default=Answer.NOT_A_BADGE, init=False)


Verdict = (
    Admitted | AlreadyArrived | AdmittedUnlisted | CancelledTicket | WrongEvent | Revoked | Forged | Unknown | NotABadge
)
"""What the door answers to a scan."""

ADMITTING = (Admitted, AdmittedUnlisted)
"""The verdicts that wrote an arrival."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """People, places counted: inside now, arrived at all, expected (cancelled ones left out)."""

    inside: int
    arrived: int
    expected: int
