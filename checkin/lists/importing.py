"""A list into an evening: a preview that says what would change, then the change, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from checkin.lists.matching import match
from checkin.lists.reading import read_list
from checkin.model import Status, new_id
from checkin.people import KnownPeople
from checkin.storage.records import AttendeeRecord, PersonRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from uuid import UUID

    from checkin.lists.listed import AttendeeList, Listed
    from checkin.storage.database import Database


class Change(StrEnum):
    """What loading a row does to the evening's list."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the list, what it would change, and how the attendee would stand on the list."""

    listed: Listed
    change: Change
    record: AttendeeRecord


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What loading a list would do. `cancelled` counts the rows, new or known, that would stand as cancelled."""

    list: AttendeeList
    rows: tuple[PlannedRow, ...]

    def count(self, change: Change) -> int:
        """Count the rows with this change."""
        return sum(row.change is change for row in self.rows)

    @property
    def cancelled(self) -> int:
        """Count the rows of people who cancelled."""
        return sum(row.record.status is Status.CANCELLED for row in self.rows)


class Importer:
    """Loads lists into evenings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def preview(self, event_id: UUID, path: Path) -> ImportPlan:
        """Read a list and say what it would change; nothing is. Raises FileError, StorageError."""
        listed = read_list(path)
        with self._database.reading() as repository:
            return _plan(event_id, listed, repository.attendees.records(event_id))

    def apply(self, event_id: UUID, listed: AttendeeList) -> ImportPlan:
        """Load a list that was read, and return what that changed.

        The plan is made anew inside the transaction, since somebody may have come in since the preview: walk-ins and
        arrivals are never touched, and people who are missing from a new list stay. Raises StorageError.
        """
        with self._database.writing() as repository:
            plan = _plan(event_id, listed, repository.attendees.records(event_id))
            new = [row.record for row in plan.rows if row.change is Change.ADDED]
            changed = [row.record for row in plan.rows if row.change is Change.UPDATED]
            with_people, people = _join_people(new, repository.attendees.people())
            repository.attendees.add_people(people)
            repository.attendees.add(with_people)
            repository.attendees.change(changed)
            repository.attendees.change_people([_person_of(record) for record in changed])
        return plan


def _plan(event_id: UUID, listed: AttendeeList, known: Sequence[AttendeeRecord]) -> ImportPlan:
    by_row = match(listed.attendees, known)
    rows = []
    for row in listed.attendees:
        record = by_row.get(id(row))
        if record is None:
            # The person is found or made when the list is applied; until then the id only holds the place.
            new = _laid_over(AttendeeRecord(new_id(), event_id, new_id(), "", "", ""), row)
            rows.append(PlannedRow(row, Change.ADDED, new))
            continue
        updated = _laid_over(record, row)
        change = Change.UNCHANGED if updated == record else Change.UPDATED
        rows.append(PlannedRow(row, change, updated))
    return ImportPlan(listed, tuple(rows))


def _laid_over(record: AttendeeRecord, row: Listed) -> AttendeeRecord:
    """Lay a row over what is known. An empty cell takes nothing away: another list, or the door, may have said it."""
    has_name = bool(row.full_name)
    return replace(
        record,
        given_name=row.given_name if has_name else record.given_name,
        family_name=row.family_name if has_name else record.family_name,
        full_name=row.full_name or record.full_name,
        email=row.email or record.email,
        buyer_email=row.buyer_email or record.buyer_email,
        handle=row.handle or record.handle,
        network=row.network or record.network,
        profile_link=row.profile_link or record.profile_link,
        organisation=row.organisation or record.organisation,
        category=row.category or record.category,
        ticket_code=row.ticket_code or record.ticket_code,
        # Who walked in before the list was loaded has come, whatever the list says of them.
        status=record.status if record.status is Status.WALK_IN else row.status,
        places=row.places,
        note=row.note or record.note,
    )


def _join_people(
    new: Iterable[AttendeeRecord], people: Iterable[PersonRecord]
) -> tuple[list[AttendeeRecord], list[PersonRecord]]:
    """Give each new attendee the person that they certainly are, or a new one."""
    known = KnownPeople(people)
    attendees, made = [], []
    for record in new:
        person = known.find(record.full_name, record.email, record.handle)
        if person is None:
            person = _person_of(record)
            known.add(person)
            made.append(person)
        attendees.append(replace(record, person_id=person.id))
    return attendees, made


def _person_of(record: AttendeeRecord) -> PersonRecord:
    return PersonRecord(
        id=record.person_id,
        given_name=record.given_name,
        family_name=record.family_name,
        full_name=record.full_name,
        email=record.email,
        handle=record.handle,
    )
