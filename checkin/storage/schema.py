"""The tables. Every key that another laptop may also write is a UUIDv7 made where the row is born."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC on stores that know zones and on those that do not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Refuse a naive time: it would silently mean the laptop's zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive time")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give UTC back to stores that dropped it."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class BadgeKey(TypeDecorator[int]):
    """64 unsigned bits in a signed 64-bit column, which is what both stores index best."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Fold the upper half of the range below zero."""
        return None if value is None else value - (1 << 64) if value >= 1 << 63 else value

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Unfold it."""
        return None if value is None else int(value) % (1 << 64)


class Base(DeclarativeBase):
    """The declarative base; names of constraints are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON, list[str]: JSON}  # noqa: RUF012 - SQLAlchemy's own spelling


def table_of(row: type[Base]) -> Table:
    """Return the table of a class of rows, to write many rows at once: as objects they would take twice as long."""
    return cast("Table", row.__table__)


class SeriesRow(Base):
    """The monthly evenings of one community."""

    __tablename__ = "series"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))


class EventRow(Base):
    """One evening, with the key that signs its badges."""

    __tablename__ = "event"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    series_id: Mapped[UUID] = mapped_column(ForeignKey("series.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    starts: Mapped[datetime]
    timezone: Mapped[str] = mapped_column(String(64))
    venue: Mapped[str] = mapped_column(Text, default="")
    theme: Mapped[str] = mapped_column(Text, default="")
    capacity: Mapped[int | None]
    topics: Mapped[list[str]] = mapped_column(default=list)
    called_out: Mapped[list[str]] = mapped_column(default=list)
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    created: Mapped[datetime]


class PersonRow(Base):
    """Somebody the community knows, across evenings, under the latest name and addresses they gave."""

    __tablename__ = "person"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    given_name: Mapped[str] = mapped_column(Text, default="")
    family_name: Mapped[str] = mapped_column(Text, default="")
    full_name: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="", index=True)
    handle: Mapped[str] = mapped_column(Text, default="", index=True)
    created: Mapped[datetime]


class AttendeeRow(Base):
    """A person on one event's list, as that list names them."""

    __tablename__ = "attendee"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    given_name: Mapped[str] = mapped_column(Text, default="")
    family_name: Mapped[str] = mapped_column(Text, default="")
    full_name: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    buyer_email: Mapped[str] = mapped_column(Text, default="")
    handle: Mapped[str] = mapped_column(Text, default="")
    network: Mapped[str] = mapped_column(String(32), default="")
    profile_link: Mapped[str] = mapped_column(Text, default="")
    organisation: Mapped[str] = mapped_column(Text, default="")
    category: Mapped[str] = mapped_column(Text, default="")
    ticket_code: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(16))
    places: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(Text, default="")
    wishes: Mapped[list[str]] = mapped_column(default=list)
    may_be_written_to: Mapped[bool] = mapped_column(default=False)
    edited: Mapped[list[str]] = mapped_column(default=list)
    created: Mapped[datetime]
    changed: Mapped[datetime]

    __table_args__ = (
        Index(None, "event_id", "ticket_code"),
        Index(None, "event_id", "created"),
    )


class BadgeRow(Base):
    """A badge id that was made, blank or for an attendee. A revoked id is never made valid again."""

    __tablename__ = "badge"

    id: Mapped[int] = mapped_column(BadgeKey, primary_key=True, autoincrement=False)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id"), index=True)
    attendee_id: Mapped[UUID | None] = mapped_column(ForeignKey("attendee.id"), index=True)
    created: Mapped[datetime]
    revoked: Mapped[datetime | None]
    number: Mapped[int | None]
    """Of a badge that was printed blank: which of the evening's blank ones it is, counted from 1."""


class PrintingRow(Base):
    """A time that a badge was printed, and where: a printer or a file, from which door; only ever added."""

    __tablename__ = "printing"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    badge_id: Mapped[int] = mapped_column(BadgeKey, ForeignKey("badge.id"), index=True)
    at: Mapped[datetime]
    template: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(Text, default="")
    door: Mapped[str] = mapped_column(Text, default="")
    copies: Mapped[int] = mapped_column(default=1)


class PrintJobRow(Base):
    """A page of badges that this laptop hands to a printer, until it came out; its PDF lies in the data folder."""

    __tablename__ = "print_job"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id"), index=True)
    door_id: Mapped[UUID]
    door_name: Mapped[str] = mapped_column(Text)
    printer: Mapped[str] = mapped_column(Text)
    paper: Mapped[str] = mapped_column(Text, default="")
    template: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(Text, default="")
    copies: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(16))
    system_job: Mapped[str] = mapped_column(Text, default="")
    fault: Mapped[str] = mapped_column(String(32), default="")
    made: Mapped[datetime]
    changed: Mapped[datetime]


class PrintJobBadgeRow(Base):
    """A badge that is on the page of a print job."""

    __tablename__ = "print_job_badge"

    job_id: Mapped[UUID] = mapped_column(ForeignKey("print_job.id"), primary_key=True)
    badge_id: Mapped[int] = mapped_column(BadgeKey, ForeignKey("badge.id"), primary_key=True, index=True)
    copies: Mapped[int] = mapped_column(default=1)


class ArrivalRow(Base):
    """The journal of the door. Triggers refuse any change of a line; `badge_id` may be of a badge not known here."""

    __tablename__ = "arrival"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id"))
    entry: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    offset_minutes: Mapped[int]
    door_id: Mapped[UUID]
    door_name: Mapped[str] = mapped_column(Text)
    means: Mapped[str] = mapped_column(String(16))
    attendee_id: Mapped[UUID | None] = mapped_column(ForeignKey("attendee.id"), index=True)
    badge_id: Mapped[int | None] = mapped_column(BadgeKey, index=True)
    people: Mapped[int] = mapped_column(default=1)
    text: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(String(32), default="")
    # No foreign key: when laptops merge, the line that takes back may come before the line it names.
    undoes: Mapped[UUID | None] = mapped_column(index=True)

    __table_args__ = (Index(None, "event_id", "at"),)


class ListingRow(Base):
    """What lists of one shape said last of an attendee, and whether the last of them named them at all."""

    __tablename__ = "listing"

    attendee_id: Mapped[UUID] = mapped_column(ForeignKey("attendee.id"), primary_key=True)
    shape: Mapped[str] = mapped_column(String(64), primary_key=True)
    said: Mapped[dict[str, Any]]
    named: Mapped[bool] = mapped_column(default=True)


class ListShapeRow(Base):
    """A kind of list that was loaded, and what the organiser decided for it; the key is a digest of its headers."""

    __tablename__ = "list_shape"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    shape: Mapped[dict[str, Any]]
    used: Mapped[datetime]


class ListImportRow(Base):
    """The latest loading of a list into an evening, to be taken back; older ones are forgotten."""

    __tablename__ = "list_import"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id"))
    file: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    added: Mapped[int]
    updated: Mapped[int]
    shape: Mapped[str] = mapped_column(String(64))
    shape_before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    __table_args__ = (Index(None, "event_id", unique=True),)


class ListImportLineRow(Base):
    """One thing that a loading made or changed; of what was changed, the columns before and after."""

    __tablename__ = "list_import_line"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("list_import.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[UUID] = mapped_column(primary_key=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
