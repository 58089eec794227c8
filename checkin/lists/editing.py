"""Putting one attendee right by hand; what was typed is marked as such, and every later import keeps it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checkin.errors import InvalidError, NotFoundError
from checkin.lists.fixing import FIXABLE, checked
from checkin.lists.handles import read_handle
from checkin.lists.merging import whole
from checkin.model import Status
from checkin.people import brought_up_to_date

if TYPE_CHECKING:
    from uuid import UUID

    from checkin.model import Attendee
    from checkin.storage.database import Database
    from checkin.storage.records import AttendeeRecord
    from checkin.storage.repository import Repository


class Editor:
    """Changes single attendees."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def change(self, attendee_id: UUID, **fields: str | Status) -> Attendee:
        """Change some fields of an attendee, named as in `fixing.FIXABLE`, and `status`; returns how they stand then.

        Texts are read as a list's cells are; an empty one takes away. A walk-in stays one. Raises InvalidError for what
        cannot be used, for a status that is neither expected nor cancelled, and for a name that would leave nobody;
        NotFoundError, StorageError, and TypeError for a field that is none.
        """
        if unknown := set(fields) - {*FIXABLE, "status"}:
            raise TypeError(f"no such field: {min(unknown)}")
        typed: dict[str, Any] = {
            name: checked(name, text) for name in FIXABLE if isinstance(text := fields.get(name), str)
        }
        status = _status(fields["status"]) if "status" in fields else None
        with self._database.writing() as repository:
            found = repository.attendees.records_of([attendee_id])
            if not found:
                raise NotFoundError("attendee", str(attendee_id))
            before = found[0]
            after = _edited(before, typed, status)
            if after != before:
                repository.attendees.change([after])
                _tell_person(repository, before, after)
            return repository.attendees.get(attendee_id)


def _status(wanted: str | Status) -> Status:
    try:
        status = Status(wanted)
    except ValueError as error:
        raise InvalidError("status", wanted) from error
    if status is Status.WALK_IN:
        raise InvalidError("status", wanted)
    return status


def _edited(before: AttendeeRecord, typed: dict[str, Any], status: Status | None) -> AttendeeRecord:
    """Return an attendee with what was typed; only what is another than before counts as edited."""
    if "places" in typed:
        typed["places"] = int(typed["places"])
    changes = {name: value for name, value in typed.items() if getattr(before, name) != value}
    if status is not None and before.status not in (status, Status.WALK_IN):
        changes["status"] = status
    edited = tuple(dict.fromkeys((*before.edited, *changes)))
    if "given_name" in changes or "family_name" in changes:
        full_name = whole(changes.get("given_name", before.given_name), changes.get("family_name", before.family_name))
        if before.full_name and not full_name:
            raise InvalidError("name", "")
        changes["full_name"] = full_name
    if "handle" in changes:
        network = read_handle(changes["handle"]).network if changes["handle"] else ""
        # The network that the list told goes on: "@ines" put right to "@inesr" is on the same one.
        goes_on = changes["handle"] and before.network != "mastodon"
        changes["network"] = network or (before.network if goes_on else "")
    return replace(before, **changes, edited=edited) if changes else before


def _tell_person(repository: Repository, before: AttendeeRecord, after: AttendeeRecord) -> None:
    for person in repository.attendees.people_of([after.person_id]):
        latest = brought_up_to_date(person, before, after)
        if latest != person:
            repository.attendees.change_people([latest])
