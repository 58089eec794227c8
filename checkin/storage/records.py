"""What is stored of people and attendees, as values to compare, change and write back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from checkin.model import Status

if TYPE_CHECKING:
    from uuid import UUID

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
    def of(cls, row: PersonRow) -> PersonRecord:
        """Read a row."""
        return cls(row.id, row.given_name, row.family_name, row.full_name, row.email, row.handle)

    def columns(self) -> dict[str, Any]:
        """Return the columns to write."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class AttendeeRecord:
    """What a list or the walk-in panel says of one attendee."""

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

    @classmethod
    def of(cls, row: AttendeeRow) -> AttendeeRecord:
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
        )

    def columns(self) -> dict[str, Any]:
        """Return the columns to write."""
        return asdict(self) | {"status": self.status.value, "wishes": list(self.wishes)}
