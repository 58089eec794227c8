"""What lists said of attendees, which shapes they had, and the latest loading of each evening, to be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, delete, func, insert, select, update

from checkin.model import Entry
from checkin.storage.journal import is_live
from checkin.storage.records import ImportLine, ImportRecord, LineKind, ListingRecord
from checkin.storage.schema import (
    ArrivalRow,
    AttendeeRow,
    BadgeRow,
    ListImportLineRow,
    ListImportRow,
    ListingRow,
    ListShapeRow,
    PersonRow,
    table_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

_PIECE = 1000
"""Rows that are fetched at a time."""

_SHAPES_KEPT = 500
"""Shapes of lists that are remembered; those not used for longest go first."""


class Imports:
    """The memory of the lists that were loaded, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def listings(self, event_id: UUID) -> Iterator[ListingRecord]:
        """Yield what lists said last of an evening's attendees."""
        found = self._session.execute(
            select(ListingRow.attendee_id, ListingRow.shape, ListingRow.said, ListingRow.named)
            .join(AttendeeRow, AttendeeRow.id == ListingRow.attendee_id)
            .where(AttendeeRow.event_id == event_id),
            execution_options={"yield_per": _PIECE},
        )
        for attendee_id, shape, said, named in found:
            yield ListingRecord(attendee_id, shape, said, named)

    def add_listings(self, listings: Sequence[ListingRecord]) -> None:
        """Keep what a list says of attendees whom no list of its shape named before."""
        if listings:
            self._session.execute(insert(table_of(ListingRow)), [one.columns() for one in listings])

    def change_listings(self, listings: Sequence[ListingRecord]) -> None:
        """Replace what lists of a shape say of attendees."""
        if listings:
            self._session.execute(update(ListingRow), [one.columns() for one in listings])

    def drop_listing(self, attendee_id: UUID, shape: str) -> None:
        """Forget what lists of a shape said of an attendee."""
        self._session.execute(
            delete(ListingRow).where(ListingRow.attendee_id == attendee_id, ListingRow.shape == shape)
        )

    def shapes(self) -> list[dict[str, Any]]:
        """Return the shapes of the lists that were loaded, the one that was used last first."""
        found = self._session.scalars(select(ListShapeRow.shape).order_by(ListShapeRow.used.desc(), ListShapeRow.key))
        return list(found)

    def remember_shape(self, key: str, shape: dict[str, Any], used: datetime) -> dict[str, Any] | None:
        """Remember a shape, and return what was remembered under its key before, if anything."""
        row = self._session.get(ListShapeRow, key)
        before = {"shape": row.shape, "used": row.used.isoformat()} if row is not None else None
        if row is None:
            self._session.add(ListShapeRow(key=key, shape=shape, used=used))
        else:
            row.shape, row.used = shape, used
        self._session.flush()
        newest = select(ListShapeRow.key).order_by(ListShapeRow.used.desc(), ListShapeRow.key)
        for old in self._session.scalars(newest.offset(_SHAPES_KEPT)).all():
            self._forget_shape(old)
        return before

    def restore_shape(self, key: str, before: dict[str, Any] | None, used: datetime) -> None:
        """Remember of a shape what `remember_shape` returned, or forget it, unless it was used since that moment."""
        row = self._session.get(ListShapeRow, key)
        if row is None or row.used != used:
            return
        if before is None:
            self._forget_shape(key)
        else:
            row.shape, row.used = before["shape"], datetime.fromisoformat(before["used"])
            self._session.flush()

    def _forget_shape(self, key: str) -> None:
        self._session.execute(delete(ListShapeRow).where(ListShapeRow.key == key))

    def begin(self, record: ImportRecord) -> None:
        """Record a loading; the one before it can no longer be taken back."""
        before = self.last(record.event_id)
        if before is not None:
            self.forget(before.id)
        self._session.add(
            ListImportRow(
                id=record.id,
                event_id=record.event_id,
                file=record.file,
                at=record.at,
                added=record.added,
                updated=record.updated,
                shape=record.shape,
                shape_before=record.shape_before,
            )
        )
        self._session.flush()

    def add_lines(self, import_id: UUID, lines: Sequence[ImportLine]) -> None:
        """Record what a loading makes and changes."""
        if lines:
            rows = [
                {
                    "import_id": import_id,
                    "kind": line.kind.value,
                    "key": line.key,
                    "before": line.before,
                    "after": line.after,
                }
                for line in lines
            ]
            self._session.execute(insert(table_of(ListImportLineRow)), rows)

    def last(self, event_id: UUID) -> ImportRecord | None:
        """Return the latest loading into an evening, where it was not taken back."""
        row = self._session.scalars(select(ListImportRow).where(ListImportRow.event_id == event_id)).first()
        if row is None:
            return None
        return ImportRecord(row.id, row.event_id, row.file, row.at, row.added, row.updated, row.shape, row.shape_before)

    def lines(self, import_id: UUID, kind: LineKind) -> list[ImportLine]:
        """Return what a loading made or changed of one kind."""
        found = self._session.execute(
            select(ListImportLineRow.key, ListImportLineRow.before, ListImportLineRow.after).where(
                ListImportLineRow.import_id == import_id, ListImportLineRow.kind == kind.value
            )
        )
        return [ImportLine(kind, key, before, after) for key, before, after in found]

    def has_begun(self, event_id: UUID) -> bool:
        """Tell whether somebody was let in on an evening, and that was not taken back."""
        arrivals = select(ArrivalRow.id).where(
            ArrivalRow.event_id == event_id, ArrivalRow.entry == Entry.ARRIVED.value, is_live()
        )
        return self._session.scalars(arrivals.limit(1)).first() is not None

    def remove_added(self, record: ImportRecord, at: datetime) -> tuple[int, int]:
        """Remove the attendees that a loading added, and return how many went and how many stay.

        Those stay whose record was changed since, and those of whom the journal, which is append-only, has a line.
        The badges of those who go are revoked and are nobody's from then on.
        """
        added = _keys(record.id, LineKind.ADDED)
        total = self._session.scalar(select(func.count()).select_from(added.subquery())) or 0
        noted = select(ArrivalRow.attendee_id).where(ArrivalRow.event_id == record.event_id)
        going = select(AttendeeRow.id).where(
            AttendeeRow.event_id == record.event_id,
            AttendeeRow.id.in_(added),
            AttendeeRow.changed == record.at,
            AttendeeRow.id.not_in(noted.where(ArrivalRow.attendee_id.is_not(None))),
        )
        removed = self._session.scalar(select(func.count()).select_from(going.subquery())) or 0
        is_theirs = BadgeRow.attendee_id.in_(going)
        self._session.execute(update(BadgeRow).where(is_theirs, BadgeRow.revoked.is_(None)).values(revoked=at))
        self._session.execute(update(BadgeRow).where(is_theirs).values(attendee_id=None))
        self._session.execute(delete(ListingRow).where(ListingRow.attendee_id.in_(going)))
        self._session.execute(delete(AttendeeRow).where(AttendeeRow.id.in_(going)))
        self._session.expire_all()
        return removed, total - removed

    def remove_unused_people(self, record: ImportRecord) -> None:
        """Remove the people that a loading made and of whom no evening has an attendee."""
        used = select(AttendeeRow.id).where(AttendeeRow.person_id == PersonRow.id).exists()
        made = _keys(record.id, LineKind.PERSON_MADE)
        self._session.execute(
            delete(PersonRow).where(PersonRow.id.in_(made), ~used), execution_options={"synchronize_session": False}
        )

    def forget(self, import_id: UUID) -> None:
        """Forget a loading; what it did stays."""
        self._session.execute(delete(ListImportLineRow).where(ListImportLineRow.import_id == import_id))
        self._session.execute(delete(ListImportRow).where(ListImportRow.id == import_id))


def _keys(import_id: UUID, kind: LineKind) -> Select[UUID]:
    return select(ListImportLineRow.key).where(
        ListImportLineRow.import_id == import_id, ListImportLineRow.kind == kind.value
    )
