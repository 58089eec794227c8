"""Guests without an invitation: what they say of themselves, and their line on the list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.errors import InvalidError
from checkin.model import Attendee, Status, new_id
from checkin.people import person_of
from checkin.storage.records import AttendeeRecord

if TYPE_CHECKING:
    from uuid import UUID

    from checkin.storage.repository import Repository

_JOINERS = "\u200c\u200d"
"""They shape letters of Persian and Indic names, and emoji; alone they are nothing."""


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


def named(walk_in: WalkIn) -> WalkIn:
    """Return a walk-in with a name as the list keeps it; raises InvalidError where nothing is left of it."""
    given_name, family_name = _plain(walk_in.given_name), _plain(walk_in.family_name)
    walk_in = replace(walk_in, given_name=given_name, family_name=family_name)
    if not walk_in.full_name:
        raise InvalidError("name", "")
    return walk_in


def put_on_list(repository: Repository, event_id: UUID, walk_in: WalkIn) -> Attendee:
    """Put a walk-in who is `named` on an evening's list; they are not in yet."""
    email, handle = walk_in.email.strip().lower(), _handle(walk_in.handle)
    person, is_new = person_of(
        repository.attendees.people_reached_by(email, handle),
        given_name=walk_in.given_name,
        family_name=walk_in.family_name,
        full_name=walk_in.full_name,
        email=email,
        handle=handle,
    )
    if is_new:
        repository.attendees.add_people([person])
    record = AttendeeRecord(
        id=new_id(),
        event_id=event_id,
        person_id=person.id,
        given_name=walk_in.given_name,
        family_name=walk_in.family_name,
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
    return repository.attendees.get(record.id, with_badge=False)


def _plain(name: str) -> str:
    """Return a name in single spaces, without control characters and what else nobody can see."""
    return " ".join("".join(c if c.isprintable() or c in _JOINERS else " " for c in name).split()).strip(_JOINERS)


def _handle(text: str) -> str:
    text = text.strip()
    return f"@{text}" if text and not text.startswith("@") else text
