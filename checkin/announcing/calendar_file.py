"""The evening as a calendar file: RFC 5545, with its time zone in it, the same event however often it is sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from checkin.announcing.texts import text_named
from checkin.announcing.zones import zone_component

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.announcing.announcement import Announcement
    from checkin.language import Language

USUAL_LENGTH = timedelta(hours=3)
"""How long an evening is in calendars where its end is not known: without one it would have no length at all."""

_COUNTED_FROM = datetime(2026, 1, 1, tzinfo=UTC)


def calendar_file(announcement: Announcement, language: Language, at: datetime, own: Path | None = None) -> bytes:
    """Return an evening as the content of an `.ics` file, made `at` an aware time.

    Its UID is the evening's, and its SEQUENCE the minutes since 2026 began, so that what was made later replaces what
    was made before (RFC 5545, 3.8.7.4). Raises TextTemplateError.
    """
    from icalendar import Calendar, Event  # a tenth of a second

    values = announcement.values(language)
    text = text_named("calendar", language.code, own)
    ends = announcement.ends or (announcement.starts.astimezone(UTC) + USUAL_LENGTH).astimezone(
        announcement.starts.tzinfo
    )
    event = Event()
    event.add("uid", f"{announcement.event_id}@checkin")
    event.add("dtstamp", at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", max(0, int((at - _COUNTED_FROM).total_seconds() // 60)))
    event.add("dtstart", _moment(announcement.starts))
    event.add("dtend", _moment(ends))
    event.add("summary", text.keys["Summary"].filled(values))
    if location := text.keys["Location"].filled(values):
        event.add("location", location)
    if description := text.body.filled(values):
        event.add("description", description)
    if announcement.url:
        event.add("url", announcement.url)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    calendar = Calendar()
    calendar.add("prodid", "-//Checkin//Evenings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if announcement.timezone != "UTC":
        # a year: calendars that know the zone take their own rules, the others have both halves of the year
        half = timedelta(days=183)
        calendar.add_component(zone_component(announcement.timezone, announcement.starts - half, ends + half))
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _moment(moment: datetime) -> datetime:
    """Return a time in its zone, or in UTC where the clocks show it twice: there a local time means the first of both.

    RFC 5545, 3.3.5, form 3.
    """
    return moment.astimezone(UTC) if moment.fold else moment
