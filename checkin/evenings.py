"""The evenings: adding one, choosing the current one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import tzlocal

from checkin.attention import CALLED_OUT
from checkin.badges import tokens
from checkin.errors import InvalidError
from checkin.model import Event, Series, new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from checkin.settings import SettingsFile
    from checkin.storage.database import Database

LONGEST_TITLE = 200
MOST_PLACES = 1_000_000
YEARS = range(1970, 9999)
"""Every zone can tell these years, and spreadsheets can too."""


class Evenings:
    """The evenings of the store, and which of them this laptop works on."""

    def __init__(self, database: Database, settings: SettingsFile) -> None:
        self._database = database
        self._settings = settings

    def add(
        self,
        title: str,
        starts: datetime,
        *,
        venue: str = "",
        theme: str = "",
        capacity: int | None = None,
        topics: Sequence[str] | None = None,
        called_out: Sequence[str] | None = None,
    ) -> Event:
        """Add an evening and make it the current one. A naive `starts` is in this laptop's time zone.

        Topics and called-out categories are those of the evening before it, where they are not given.
        Raises InvalidError for an empty or overlong title, a year that no evening is in, or a capacity that is none.
        """
        title = _checked_title(title)
        _check_starts(starts)
        _check_capacity(capacity)
        zone = tzlocal.get_localzone_name() or "UTC"
        if starts.tzinfo is None:
            starts = starts.replace(tzinfo=ZoneInfo(zone))
        with self._database.writing() as repository:
            known = repository.events.series()
            series = known[-1] if known else Series(new_id(), title)
            if not known:
                repository.events.add_series(series)
            last = repository.events.all()[-1:]
            if topics is None:
                topics = last[0].topics if last else ()
            if called_out is None:
                called_out = last[0].called_out if last else CALLED_OUT
            event = Event(
                id=new_id(),
                series_id=series.id,
                title=title,
                # By way of UTC, so that an hour that the clocks skip is answered as it will be read back.
                starts=starts.astimezone(UTC).astimezone(ZoneInfo(zone)),
                timezone=zone,
                venue=venue.strip(),
                theme=theme.strip(),
                capacity=capacity,
                topics=_words(topics),
                called_out=_words(called_out),
            )
            repository.events.add(event, tokens.new_key())
        self._settings.change(current_event=event.id)
        return event

    def change(self, event: Event) -> Event:
        """Change what is said of an evening; its badges stay valid. Raises InvalidError, NotFoundError."""
        event = replace(
            event,
            title=_checked_title(event.title),
            topics=_words(event.topics),
            called_out=_words(event.called_out),
        )
        _check_starts(event.starts)
        _check_capacity(event.capacity)
        with self._database.writing() as repository:
            repository.events.change(event)
        return event

    def all(self) -> list[Event]:
        """Return every evening, the earliest first."""
        with self._database.reading() as repository:
            return repository.events.all()

    def current(self) -> Event:
        """Return the evening that was added or chosen last; raises NoEventError where there is none."""
        with self._database.reading() as repository:
            return repository.events.current(self._settings.current.current_event)

    def use(self, event_id: UUID) -> Event:
        """Make an evening the current one; raises NotFoundError."""
        with self._database.reading() as repository:
            event = repository.events.get(event_id)
        self._settings.change(current_event=event.id)
        return event


def _checked_title(title: str) -> str:
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise InvalidError("title", title)
    return title


def _words(words: Iterable[str]) -> tuple[str, ...]:
    """Return each word once, without spare spaces, in the order given."""
    return tuple(dict.fromkeys(kept for word in words if (kept := " ".join(word.split()))))


def _check_capacity(capacity: int | None) -> None:
    if capacity is not None and not 1 <= capacity <= MOST_PLACES:
        raise InvalidError("capacity", str(capacity))


def _check_starts(starts: datetime) -> None:
    if starts.year not in YEARS:
        raise InvalidError("starts", starts.isoformat(timespec="minutes"))
