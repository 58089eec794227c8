"""What is stored of people and attendees, as values to compare, change and write back."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from checkin.model import Status

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Row

    from checkin.model import BadgeId
    from checkin.storage.schema import AttendeeRow, PersonRow


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Somebody the community knows, under the latest name and addresses they gave."""

    id: UUID
    given_name: str
    family_name: str
    full_name: str
    email: str = ""
    handle: str = ""

    @classmethod
    def of(cls, row: PersonRow | Row[*tuple[Any, ...]]) -> PersonRecord:
        """Read a row."""
        return cls(row.id, row.given_name, row.family_name, row.full_name, row.email, row.handle)

    def columns(self) -> dict[str, Any]:
        """Return the columns to write."""
        return {
            "id": self.id,
            "given_name": self.given_name,
            "family_name": self.family_name,
            "full_name": self.full_name,
            "email": self.email,
            "handle": self.handle,
        }


@dataclass(frozen=True, slots=True)
class AttendeeRecord:
    """What a list or the walk-in panel says of one attendee.

    `edited` are the names of the fields that were put right by hand since: a list that says otherwise does not win.
    """

    id: UUID
    event_id: UUID
    person_id: UUID
    given_name: str
    family_name: str
    full_name: str
    email: str = ""
    buyer_email: str = ""
    handle: str = ""
    network: str = ""
    profile_link: str = ""
    organisation: str = ""
    category: str = ""
    ticket_code: str = ""
    status: Status = Status.EXPECTED
    places: int = 1
    note: str = ""
    wishes: tuple[str, ...] = ()
    may_be_written_to: bool = False
    edited: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: AttendeeRow | Row[*tuple[Any, ...]]) -> AttendeeRecord:
        """Read a row."""
        return cls(
            id=row.id,
            event_id=row.event_id,
            person_id=row.person_id,
            given_name=row.given_name,
            family_name=row.family_name,
            full_name=row.full_name,
            email=row.email,
            buyer_email=row.buyer_email,
            handle=row.handle,
            network=row.network,
            profile_link=row.profile_link,
            organisation=row.organisation,
            category=row.category,
            ticket_code=row.ticket_code,
            status=Status(row.status),
            places=row.places,
            note=row.note,
            wishes=tuple(row.wishes),
            may_be_written_to=row.may_be_written_to,
            edited=tuple(row.edited),
        )

    def columns(self) -> dict[str, Any]:
        """Return the columns to write."""
        columns: dict[str, Any] = {name: getattr(self, name) for name in _ATTENDEE}
        columns.update(status=self.status.value, wishes=list(self.wishes), edited=list(self.edited))
        return columns


_ATTENDEE = tuple(field.name for field in fields(AttendeeRecord))


@dataclass(frozen=True, slots=True)
class ListingRecord:
    """What lists of one shape said last of an attendee; `named` tells whether the last of them named them."""

    attendee_id: UUID
    shape: str
    said: dict[str, Any]
    named: bool = True

    def columns(self) -> dict[str, Any]:
        """Return the columns to write."""
        return {"attendee_id": self.attendee_id, "shape": self.shape, "said": self.said, "named": self.named}


class LineKind(StrEnum):
    """What a line of a loading is about."""

    ADDED = "added"
    CHANGED = "changed"
    PERSON_MADE = "person_made"
    PERSON_CHANGED = "person_changed"
    LISTING = "listing"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One thing that a loading made or changed: of an attendee or a person, only the columns that changed.

    `key` is the person's id, or the attendee's. Of a listing, `before` is None where there was none.
    """

    kind: LineKind
    key: UUID
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Printing:
    """One time that a badge was printed: `place` is the printer or the file, `door` the laptop that did it.

    `attendee_id` is None for a blank badge that nobody claimed, and for one whose guest's list was taken back.
    """

    attendee_id: UUID | None
    badge_id: BadgeId
    at: datetime
    template: str
    place: str
    door: str
    copies: int
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A loading of a list. `shape_before` is what was remembered of this kind of list before, None for nothing."""

    id: UUID
    event_id: UUID
    file: str
    at: datetime
    added: int
    updated: int
    shape: str
    shape_before: dict[str, Any] | None = None
