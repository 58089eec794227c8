"""What loading a list into an evening would do, decided without doing any of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.lists.carrying_out import shape_of
from checkin.lists.fixing import Fix, fixed
from checkin.lists.joining import Doubt, Joined, join
from checkin.lists.listed import Listed, Problem, ProblemKind, Severity
from checkin.lists.matching import Faces, Known, known_by, match
from checkin.lists.merging import fields_given, heard, merged, put_right
from checkin.lists.plans import Change, ImportPlan, PlannedRow
from checkin.lists.remembering import is_kin
from checkin.model import Status, new_id
from checkin.people import brought_up_to_date
from checkin.storage.records import AttendeeRecord, PersonRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from uuid import UUID

    from checkin.lists.listed import AttendeeList
    from checkin.lists.plans import Decisions
    from checkin.storage.journal import History
    from checkin.storage.repository import Repository

_PIECE = 500
"""People that are asked about at a time: stores take only so many values in one question."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the last list of a shape said of an attendee, and whether it named them."""

    listed: Listed
    named: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan with what carrying it out needs to know.

    `said` is what the list itself says, by the place of the row in the plan; `heard` what the last list of its shape
    said, by attendee; `before` the attendees as they stand, and `unseen` those whom neither the list nor any row that
    it holds back names. `people` are those whose record changes, before and after.
    """

    plan: ImportPlan
    said: tuple[Listed, ...]
    heard: Mapping[UUID, Heard]
    before: Mapping[UUID, AttendeeRecord]
    unseen: tuple[AttendeeRecord, ...]
    made: Mapping[UUID, PersonRecord]
    people: tuple[tuple[PersonRecord, PersonRecord], ...]


def draft(repository: Repository, event_id: UUID, listed: AttendeeList, decisions: Decisions) -> Draft:
    """Decide what loading a list would do to an evening as it stands in this transaction."""
    known = repository.attendees.records(event_id)
    shape = listed.shape.key
    said_here: dict[UUID, Heard] = {}
    named_elsewhere: set[UUID] = set()
    kin = {shape, *(one.key for one in map(shape_of, repository.imports.shapes()) if is_kin(one, listed.shape))}
    look = Faces()
    faces = {record.id: [look.of(record)] for record in known}
    for listing in repository.imports.listings(event_id):
        words = heard(listing.said)
        if listing.shape == shape:
            said_here[listing.attendee_id] = Heard(words, listing.named)
        if listing.named and listing.shape not in kin and words.status is Status.EXPECTED:
            named_elsewhere.add(listing.attendee_id)
        faces[listing.attendee_id].append(look.of(words))
    sides = [
        known_by(faces[one.id], look.of(said_here[one.id].listed) if one.id in said_here else None) for one in known
    ]
    del faces

    read = {row.row: row for row in (*listed.withheld, *listed.attendees)}
    as_fixed, fixes = listed, _by_row(decisions.fixes)
    if fixes:
        as_fixed = fixed(listed, decisions.fixes)
        # A row that a fix parts from an earlier one of the same person was read too.
        readings = listed.basis.readings if listed.basis is not None else ()
        read = {reading.listed.row: reading.listed for reading in readings if reading.listed is not None} | read
    found = match([_looked_for(look, row, read.get(row.row)) for row in as_fixed.attendees], sides)
    unseen = _unseen(look, as_fixed, known, sides, set(found.values()))

    given = fields_given(listed)
    rows: list[PlannedRow] = []
    said: list[Listed] = []
    for place, row in enumerate(as_fixed.attendees):
        was_read = read.get(row.row)
        record = known[found[place]] if place in found else None
        said.append(was_read or row)
        rows.append(_planned(event_id, row, was_read, record, said_here, fixes.get(row.row), given))
    joined = _joined(repository, event_id, rows, known, decisions)
    plan = ImportPlan(
        list=listed,
        rows=_with_people(rows, joined),
        decisions=decisions,
        doubts=joined.doubts,
        missing=_missing(repository, event_id, unseen, said_here, named_elsewhere),
        found=_problems(as_fixed, joined.doubts, decisions),
    )
    before = {record.id: record for record in known}
    people = (*joined.changed, *_people_changed(repository, plan.rows, before))
    return Draft(plan, tuple(said), said_here, before, unseen, joined.made, people)


def _by_row(fixes: Iterable[Fix]) -> dict[int, Fix]:
    """Return one fix a row, the later laid over the earlier, as `fixed` does."""
    by_row: dict[int, Fix] = {}
    for fix in fixes:
        before = by_row.get(fix.row, Fix(fix.row))
        together = tuple((dict(before.fields) | dict(fix.fields)).items())
        by_row[fix.row] = Fix(fix.row, together, fix.status or before.status)
    return by_row


def _looked_for(look: Faces, row: Listed, read: Listed | None) -> Known:
    if read is None or read is row:
        face = look.of(row)
        return Known((face,), face)
    return known_by((look.of(row), look.of(read)), look.of(read))


def _unseen(
    look: Faces, listed: AttendeeList, known: Sequence[AttendeeRecord], sides: Sequence[Known], seen: set[int]
) -> tuple[AttendeeRecord, ...]:
    """Return who is named nowhere in the list, its rows that are held back included: pending is not gone."""
    left = [place for place in range(len(known)) if place not in seen]
    pending = match([_looked_for(look, row, None) for row in listed.withheld], [sides[place] for place in left])
    named = set(pending.values())
    return tuple(known[place] for n, place in enumerate(left) if n not in named)


def _planned(
    event_id: UUID,
    row: Listed,
    read: Listed | None,
    record: AttendeeRecord | None,
    said_here: Mapping[UUID, Heard],
    fix: Fix | None,
    given: frozenset[str],
) -> PlannedRow:
    word = read or row
    if record is None:
        # The person is found or made for the whole list at once; until then the id only holds the place.
        new = merged(AttendeeRecord(new_id(), event_id, new_id(), "", "", ""), word, None, given)
        return PlannedRow(row, Change.ADDED, put_right(new, row, read, fix))
    before = said_here.get(record.id)
    after = put_right(merged(record, word, before.listed if before else None, given), row, read, fix)
    is_same = after is record or replace(after, edited=record.edited) == record
    return PlannedRow(row, Change.UNCHANGED if is_same else Change.UPDATED, after)


def _joined(
    repository: Repository,
    event_id: UUID,
    rows: Sequence[PlannedRow],
    known: Sequence[AttendeeRecord],
    decisions: Decisions,
) -> Joined:
    new = [(row.listed.row, row.record) for row in rows if row.change is Change.ADDED]
    if not new:
        return Joined()

    def histories(person_ids: Sequence[UUID]) -> Mapping[UUID, History]:
        found: dict[UUID, History] = {}
        for start in range(0, len(person_ids), _PIECE):
            found.update(repository.journal.histories(event_id, person_ids[start : start + _PIECE]))
        return found

    on_list = {record.person_id for record in known}
    return join(new, repository.attendees.people(), on_list, dict(decisions.joins), histories)


def _with_people(rows: Sequence[PlannedRow], joined: Joined) -> tuple[PlannedRow, ...]:
    people = iter(joined.people)
    return tuple(
        row
        if row.change is not Change.ADDED or (person := next(people)) == row.record.person_id
        else replace(row, record=replace(row.record, person_id=person))
        for row in rows
    )


def _missing(
    repository: Repository,
    event_id: UUID,
    unseen: Iterable[AttendeeRecord],
    said_here: Mapping[UUID, Heard],
    named_elsewhere: Collection[UUID],
) -> tuple[AttendeeRecord, ...]:
    """Return who is expected by the last list of this shape alone: not by another list, by hand, or in the room."""
    missing = [
        record
        for record in unseen
        if record.status is Status.EXPECTED
        and (last := said_here.get(record.id)) is not None
        and last.named
        and record.id not in named_elsewhere
        and "status" not in record.edited
    ]
    came = repository.journal.presences(event_id) if missing else {}
    return tuple(record for record in missing if record.id not in came)


def _problems(listed: AttendeeList, doubts: Sequence[Doubt], decisions: Decisions) -> tuple[Problem, ...]:
    answered = {row for row, _ in decisions.joins}
    asked = [
        Problem(doubt.row, ProblemKind.MAYBE_KNOWN, Severity.INFO, doubt.person.full_name or doubt.person.email)
        for doubt in doubts
        if doubt.row not in answered
    ]
    return tuple(sorted((*listed.problems, *asked), key=lambda problem: problem.row or 0)) if asked else listed.problems


def _people_changed(
    repository: Repository, rows: Sequence[PlannedRow], before: Mapping[UUID, AttendeeRecord]
) -> list[tuple[PersonRecord, PersonRecord]]:
    """Return the people of changed attendees, as they are and under what they gave now."""
    changed = [(before[row.record.id], row.record) for row in rows if row.change is Change.UPDATED]
    ids = list(dict.fromkeys(after.person_id for _, after in changed))
    people: dict[UUID, PersonRecord] = {}
    for start in range(0, len(ids), _PIECE):
        people.update((person.id, person) for person in repository.attendees.people_of(ids[start : start + _PIECE]))
    latest = dict(people)
    for old, new in changed:
        latest[new.person_id] = brought_up_to_date(latest[new.person_id], old, new)
    return [(person, latest[key]) for key, person in people.items() if latest[key] != person]
