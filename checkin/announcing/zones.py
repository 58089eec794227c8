"""A time zone as a calendar file describes it, with the hours at which its clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Timezone

_DAY = timedelta(days=1)


def zone_component(name: str, first: datetime, last: datetime) -> Timezone:
    """Return the VTIMEZONE of an IANA zone between two aware times (RFC 5545, 3.6.5).

    An onset is told in the local time that was in force before it. `icalendar.Timezone.from_tzid` (7.3) tells it in the
    time after, so that the night in spring is an hour off.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vUTCOffset  # a tenth of a second

    zone = ZoneInfo(name)
    component = Timezone()
    component.add("tzid", name)
    for moment, before, after in _observances(zone, first.astimezone(UTC), last.astimezone(UTC)):
        local = moment.astimezone(zone)
        part = TimezoneDaylight() if local.dst() else TimezoneStandard()
        part.add("dtstart", (moment + before).replace(tzinfo=None))
        part.add("tzoffsetfrom", vUTCOffset(before))
        part.add("tzoffsetto", vUTCOffset(after))
        part.add("tzname", local.tzname())
        component.add_component(part)
    return component


def _observances(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Yield when an offset from UTC begins, with the one before it: that of the first moment, then each change."""
    moment = first.replace(minute=0, second=0, microsecond=0)
    before = _offset(zone, moment)
    yield moment, before, before
    while moment < last:
        after = _offset(zone, moment + _DAY)
        if after != before:
            yield _onset(zone, moment, moment + _DAY), before, after
            before = after
        moment += _DAY


def _onset(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """Return the first minute with the later of two offsets; between them there is one change."""
    before = _offset(zone, low)
    while high - low > timedelta(minutes=1):
        middle = (low + (high - low) / 2).replace(second=0, microsecond=0)
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
