"""Taking the last import of an evening back, until the evening begins, as if it had never been loaded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from checkin.errors import TakeBackError, TakeBackFault
from checkin.lists.merging import UNITS
from checkin.model import Status
from checkin.storage.records import AttendeeRecord, LineKind, ListingRecord, PersonRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from checkin.storage.records import ImportLine, ImportRecord
    from checkin.storage.repository import Repository

_Line = TypeVar("_Line")

_PIECE = 500
"""Lines that are put back at a time: stores take only so many values in one question."""


@dataclass(frozen=True, slots=True)
class LastImport:
    """The import that can be taken back now: its file's name, when it was loaded, and the people it concerned."""

    id: UUID
    file: str
    at: datetime
    added: int
    updated: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back did.

    `removed` were added by it and are gone, `restored` were changed by it and have back what nobody changed since.
    `kept` were added by it and stay: somebody edited them since, or the door has noted something of them.
    """

    file: str
    removed: int
    restored: int
    kept: int


def last_import(repository: Repository, event_id: UUID) -> LastImport | None:
    """Return what can be taken back, or None."""
    record = repository.imports.last(event_id)
    if record is None or repository.imports.has_begun(event_id):
        return None
    return LastImport(record.id, record.file, record.at, record.added, record.updated)


def take_back(repository: Repository, event_id: UUID, at: datetime) -> TakenBack:
    """Undo the last import of an evening; raises TakeBackError.

    The evening has begun once its journal has an arrival that was not taken back, whatever the hour: a wrong list that
    was loaded at the door can still be put right before anybody came in.
    """
    record = repository.imports.last(event_id)
    if record is None:
        raise TakeBackError(TakeBackFault.NOTHING)
    if repository.imports.has_begun(event_id):
        raise TakeBackError(TakeBackFault.BEGUN)
    removed, kept = repository.imports.remove_added(record, at)
    restored = _restore_attendees(repository, record)
    _restore_people(repository, record)
    _restore_listings(repository, record)
    _restore_shape(repository, record)
    repository.imports.remove_unused_people(record)
    repository.imports.forget(record.id)
    return TakenBack(record.file, removed, restored, kept)


def _restore_attendees(repository: Repository, record: ImportRecord) -> int:
    restored = 0
    for lines in _pieces(repository.imports.lines(record.id, LineKind.CHANGED)):
        stand = {one.id: one for one in repository.attendees.records_of([line.key for line in lines])}
        back = [
            after
            for line in lines
            if line.key in stand and (after := _as_before(stand[line.key], line)) != stand[line.key]
        ]
        repository.attendees.change(back)
        restored += len(back)
    return restored


def _as_before(record: AttendeeRecord, line: ImportLine) -> AttendeeRecord:
    """Return an attendee with what they had before, where what the import put there still stands."""
    before, after = line.before or {}, line.after or {}
    stands = record.columns()
    changes: dict[str, Any] = {}
    for unit in (*UNITS, ("status",)):
        names = [name for name in unit if name in after]
        if names and all(stands[name] == after[name] for name in names):
            changes.update((name, before[name]) for name in names)
    marks = set(changes)
    if "status" in changes:
        changes["status"] = Status(changes["status"])
    if "edited" in after:
        # The mark goes with the value: what nobody typed is marked no more, what was typed before is again.
        had = [name for name in before["edited"] if name in marks and name not in record.edited]
        kept = [name for name in record.edited if name not in marks or name in before["edited"]]
        changes["edited"] = (*kept, *had)
    return replace(record, **changes)


def _restore_people(repository: Repository, record: ImportRecord) -> None:
    for lines in _pieces(repository.imports.lines(record.id, LineKind.PERSON_CHANGED)):
        stand = {one.id: one for one in repository.attendees.people_of([line.key for line in lines])}
        back: list[PersonRecord] = []
        for line in lines:
            person, before, after = stand.get(line.key), line.before or {}, line.after or {}
            if person is not None and all(getattr(person, name) == value for name, value in after.items()):
                back.append(replace(person, **before))
        repository.attendees.change_people(back)


def _restore_listings(repository: Repository, record: ImportRecord) -> None:
    back = []
    for line in repository.imports.lines(record.id, LineKind.LISTING):
        if line.before is None:
            repository.imports.drop_listing(line.key, record.shape)
        else:
            back.append(ListingRecord(line.key, record.shape, line.before["said"], line.before["named"]))
    for piece in _pieces(back):
        repository.imports.change_listings(piece)


def _restore_shape(repository: Repository, record: ImportRecord) -> None:
    """Forget what was decided for this kind of list, unless another list of it was loaded since."""
    repository.imports.restore_shape(record.shape, record.shape_before, record.at)


def _pieces(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    for start in range(0, len(lines), _PIECE):
        yield lines[start : start + _PIECE]
