"""A time that was written on paper: hours and minutes, put into the evening that they belong to."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.model import Event

BEFORE, AFTER = timedelta(hours=6), timedelta(hours=12)
"""When guests come, counted from the start of the evening: other hours of its day are only taken as they are written.
"""

_APART = re.compile(r"(\d{1,2})\s?(?:[:.hH]\s?(\d{2})?|\s(\d{2})|(?=[aApP]\.?[mM]))\s?(?:min)?\s?([aApP]\.?[mM]\.?)?")
_TOGETHER = re.compile(r"(\d{1,2})(\d{2})\s?([aApP]\.?[mM]\.?)?")


class TimeFault(StrEnum):
    """Why a time cannot be taken."""

    UNREADABLE = "unreadable"
    FUTURE = "future"
    TOO_EARLY = "too_early"
    """The day of the evening has not begun."""


def paper_moment(text: str, event: Event, now: datetime) -> datetime | TimeFault:
    """Return when a time of an evening was, in its own zone, or why that cannot be; an empty text is now.

    Takes 2015, 20:15, 20.15, 20h15, 20h, 8:15 pm and 8 pm. One digit without am or pm may be the evening's too: 8:15 is
    20:15 where guests came then. What is after midnight is of the day after.
    """
    zone = event.starts.tzinfo
    today = now.astimezone(zone)
    if not text.strip():
        return today
    hours = list(_hours(text.strip()))
    if not hours:
        return TimeFault.UNREADABLE
    if today.date() < event.starts.date():
        return TimeFault.TOO_EARLY
    days = (event.starts.date(), event.starts.date() + timedelta(days=1))
    moments = [datetime.combine(day, hour, zone) for day in days for hour in hours]
    likely = [moment for moment in moments if -BEFORE <= moment - event.starts <= AFTER]
    others = [moment for moment in moments if moment.date() == event.starts.date()]
    past = [moment for moment in (likely or others) if moment <= today]
    return max(past) if past else TimeFault.FUTURE


def _hours(text: str) -> Iterator[time]:
    """Give what a text may mean as a time of day."""
    if found := _APART.fullmatch(text):
        hour, minute, half = found[1], found[2] or found[3] or "00", found[4]
    elif found := _TOGETHER.fullmatch(text):
        hour, minute, half = found[1], found[2], found[3]
    else:
        return
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return
        number = number % 12 + (12 if half[0] in "pP" else 0)
    if number > 23 or int(minute) > 59:
        return
    yield time(number, int(minute))
    if not half and len(hour) == 1 and number > 0:
        yield time(number + 12, int(minute))
