"""Evenings and series, read and written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from checkin.errors import NoEventError, NotFoundError
from checkin.model import Event, Series
from checkin.storage.schema import EventRow, SeriesRow

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class KeyedEvent:
    """An evening with the key that signs its badges. The key is kept out of `repr`, and so out of every log."""

    event: Event
    key: bytes = field(repr=False)


class Events:
    """The evenings of the store, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, event: Event, key: bytes) -> None:
        """Add an evening and the key of its badges."""
        self._session.add(
            EventRow(
                id=event.id,
                series_id=event.series_id,
                title=event.title,
                starts=event.starts,
                timezone=event.timezone,
                venue=event.venue,
                theme=event.theme,
                capacity=event.capacity,
                topics=list(event.topics),
                called_out=list(event.called_out),
                key=key,
                created=datetime.now(UTC),
            )
        )
        self._session.flush()

    def get(self, event_id: UUID) -> Event:
        """Return an evening; raises NotFoundError."""
        return self.keyed(event_id).event

    def keyed(self, event_id: UUID) -> KeyedEvent:
        """Return an evening with its key; raises NotFoundError."""
        row = self._session.get(EventRow, event_id)
        if row is None:
            raise NotFoundError("event", str(event_id))
        return KeyedEvent(_event(row), row.key)

    def all(self) -> list[Event]:
        """Return every evening, the earliest first."""
        rows = self._session.scalars(select(EventRow).order_by(EventRow.starts, EventRow.id))
        return [_event(row) for row in rows]

    def all_keyed(self) -> list[KeyedEvent]:
        """Return every evening with its key, to tell another evening's badge from a forgery."""
        return [KeyedEvent(_event(row), row.key) for row in self._session.scalars(select(EventRow))]

    def current(self, chosen: UUID | None) -> Event:
        """Return the chosen evening, or the one that was added last; raises NoEventError where there is none."""
        row = self._session.get(EventRow, chosen) if chosen else None
        row = row or self._session.scalars(select(EventRow).order_by(EventRow.id.desc()).limit(1)).first()
        if row is None:
            raise NoEventError
        return _event(row)

    def change(self, event: Event) -> None:
        """Replace what is said of an evening; its key stays."""
        row = self._session.get(EventRow, event.id)
        if row is None:
            raise NotFoundError("event", str(event.id))
        row.title, row.starts, row.timezone = event.title, event.starts, event.timezone
        row.venue, row.theme, row.capacity = event.venue, event.theme, event.capacity
        row.topics, row.called_out = list(event.topics), list(event.called_out)
        self._session.flush()

    def add_series(self, series: Series) -> None:
        """Add a series of evenings."""
        self._session.add(SeriesRow(id=series.id, title=series.title))
        self._session.flush()

    def series(self) -> list[Series]:
        """Return every series, the oldest first."""
        return [Series(row.id, row.title) for row in self._session.scalars(select(SeriesRow).order_by(SeriesRow.id))]


def _event(row: EventRow) -> Event:
    return Event(
        id=row.id,
        series_id=row.series_id,
        title=row.title,
        starts=row.starts.astimezone(ZoneInfo(row.timezone)),
        timezone=row.timezone,
        venue=row.venue,
        theme=row.theme,
        capacity=row.capacity,
        topics=tuple(row.topics),
        called_out=tuple(row.called_out),
    )
