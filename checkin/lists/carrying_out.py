"""Writing what was planned: in pieces, so that memory stays bounded, and with what it takes to take it back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from checkin.lists.listed import Field, ListShape
from checkin.lists.merging import said_of, says_the_same
from checkin.lists.plans import Change
from checkin.model import Status, new_id
from checkin.storage.records import AttendeeRecord, ImportLine, ImportRecord, LineKind, ListingRecord

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from checkin.lists.listed import Listed
    from checkin.lists.planning import Draft
    from checkin.lists.tables import Report
    from checkin.storage.records import PersonRecord
    from checkin.storage.repository import Repository

PIECE = 1000
"""Rows that are written at a time."""


def carry_out(repository: Repository, event_id: UUID, draft: Draft, at: datetime, report: Report | None) -> None:
    """Write what was planned, at a moment; `report` is told of the rows that are written.

    A loading that changes nobody is not recorded: the one before it can still be taken back.
    """
    plan = draft.plan
    shape = plan.list.shape
    before = repository.imports.remember_shape(shape.key, _kept(shape), at)
    gone = plan.missing if plan.decisions.cancel_missing else ()
    added, updated = plan.count(Change.ADDED), plan.count(Change.UPDATED) + len(gone)
    record: ImportRecord | None = None
    if added or updated:
        record = ImportRecord(new_id(), event_id, plan.list.file, at, added, updated, shape.key, before)
        repository.imports.begin(record)
    writer = _Writer(repository, draft, at, record)
    writer.change_people()
    writer.pass_over(gone)
    total = len(plan.rows)
    for start in range(0, total, PIECE):
        writer.write(start, min(start + PIECE, total))
        if report is not None:
            report(min(start + PIECE, total), total)


def shape_of(kept: dict[str, Any]) -> ListShape:
    """Return a shape from what is stored of it; fields that this program does not know are left out."""
    known = {one.value for one in Field}
    return ListShape(
        headers=tuple(kept["headers"]),
        sheet=kept["sheet"],
        header_row=kept["header_row"],
        fields=tuple((index, header, Field(name)) for index, header, name in kept["fields"] if name in known),
        family_first=kept["family_first"],
        repair_text=kept["repair_text"],
    )


def _kept(shape: ListShape) -> dict[str, Any]:
    return {
        "headers": list(shape.headers),
        "sheet": shape.sheet,
        "header_row": shape.header_row,
        "fields": [[index, header, chosen.value] for index, header, chosen in shape.fields],
        "family_first": shape.family_first,
        "repair_text": shape.repair_text,
    }


@dataclass(slots=True)
class _Piece:
    """What is written together."""

    people: list[PersonRecord] = field(default_factory=list)
    new: list[AttendeeRecord] = field(default_factory=list)
    changed: list[AttendeeRecord] = field(default_factory=list)
    first_heard: list[ListingRecord] = field(default_factory=list)
    heard_again: list[ListingRecord] = field(default_factory=list)
    lines: list[ImportLine] = field(default_factory=list)


class _Writer:
    """Writes a plan; without a `record`, nothing of it can be taken back."""

    def __init__(self, repository: Repository, draft: Draft, at: datetime, record: ImportRecord | None) -> None:
        self._repository = repository
        self._draft = draft
        self._at = at
        self._record = record
        self._shape = draft.plan.list.shape.key
        self._made: set[UUID] = set()
        self._added = 0

    def write(self, start: int, end: int) -> None:
        """Write some rows of the plan."""
        piece = _Piece()
        rows = zip(self._draft.plan.rows[start:end], self._draft.said[start:end], strict=True)
        for row, said in rows:
            record = row.record
            if row.change is Change.ADDED:
                self._add(piece, record)
            elif record != (before := self._draft.before[record.id]):
                piece.changed.append(record)
                piece.lines.append(_changed(LineKind.CHANGED, record.id, before.columns(), record.columns()))
            self._hear(piece, record.id, said, is_new=row.change is Change.ADDED)
        self._flush(piece)

    def change_people(self) -> None:
        """Bring the people up to date who gave another name or address."""
        for start in range(0, len(self._draft.people), PIECE):
            pairs = self._draft.people[start : start + PIECE]
            self._repository.attendees.change_people([after for _, after in pairs])
            self._record_lines(
                [_changed(LineKind.PERSON_CHANGED, old.id, old.columns(), new.columns()) for old, new in pairs]
            )

    def pass_over(self, gone: tuple[AttendeeRecord, ...]) -> None:
        """Remember whom the list names no longer, and cancel those `gone`: for the next list, this one said so."""
        cancelled = {record.id for record in gone}
        piece = _Piece()
        for record in self._draft.unseen:
            last = self._draft.heard.get(record.id)
            if last is None or not last.named:
                continue
            said = last.listed
            if record.id in cancelled:
                said = replace(said, status=Status.CANCELLED)
                after = replace(record, status=Status.CANCELLED)
                piece.changed.append(after)
                piece.lines.append(_changed(LineKind.CHANGED, record.id, record.columns(), after.columns()))
            piece.heard_again.append(ListingRecord(record.id, self._shape, said_of(said), named=False))
            piece.lines.append(self._as_heard(record.id))
            if len(piece.heard_again) == PIECE:
                self._flush(piece)
                piece = _Piece()
        self._flush(piece)

    def _add(self, piece: _Piece, record: AttendeeRecord) -> None:
        person = self._draft.made.get(record.person_id)
        if person is not None and person.id not in self._made:
            self._made.add(person.id)
            piece.people.append(person)
            piece.lines.append(ImportLine(LineKind.PERSON_MADE, person.id))
        piece.new.append(record)
        piece.lines.append(ImportLine(LineKind.ADDED, record.id))

    def _hear(self, piece: _Piece, attendee_id: UUID, said: Listed, *, is_new: bool) -> None:
        last = self._draft.heard.get(attendee_id)
        if last is not None and last.named and says_the_same(said, last.listed):
            return
        listing = ListingRecord(attendee_id, self._shape, said_of(said))
        (piece.first_heard if last is None else piece.heard_again).append(listing)
        if not is_new:
            piece.lines.append(self._as_heard(attendee_id))

    def _as_heard(self, attendee_id: UUID) -> ImportLine:
        last = self._draft.heard.get(attendee_id)
        before = {"said": said_of(last.listed), "named": last.named} if last is not None else None
        return ImportLine(LineKind.LISTING, attendee_id, before)

    def _flush(self, piece: _Piece) -> None:
        attendees, imports = self._repository.attendees, self._repository.imports
        attendees.add_people(piece.people)
        attendees.add(piece.new, self._at, self._added)
        self._added += len(piece.new)
        attendees.change(piece.changed, self._at)
        imports.add_listings(piece.first_heard)
        imports.change_listings(piece.heard_again)
        self._record_lines(piece.lines)

    def _record_lines(self, lines: list[ImportLine]) -> None:
        if self._record is not None:
            self._repository.imports.add_lines(self._record.id, lines)


def _changed(kind: LineKind, key: UUID, before: dict[str, Any], after: dict[str, Any]) -> ImportLine:
    names = [name for name, value in before.items() if after[name] != value]
    return ImportLine(kind, key, {name: before[name] for name in names}, {name: after[name] for name in names})
