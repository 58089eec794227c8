"""What is said of somebody's badge: to be printed, on its way, printed when and where, lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.language import mark
from ui.attendees.lines import BadgeState

if TYPE_CHECKING:
    from checkin.language import Language
    from ui.attendees.lines import Line

STATES = {
    BadgeState.TO_PRINT: mark("to print"),
    BadgeState.LOST: mark("lost"),
    BadgeState.WAITS: mark("on its way"),
    BadgeState.PRINTED: mark("printed"),
}
"""A word for the table."""


def badge_words(line: Line, language: Language) -> str:
    """Return what is known of somebody's badge, in one line."""
    match line.badge:
        case BadgeState.TO_PRINT:
            return language.text("Badge to be printed")
        case BadgeState.WAITS:
            return language.text("Badge on its way to the printer")
        case BadgeState.LOST:
            return language.text("Badge lost: the old code is refused, the new badge is to be printed")
        case _:
            return _printed(line, language)


def _printed(line: Line, language: Language) -> str:
    if line.printed_at is None:
        return language.text("Badge printed")
    time, day = language.time(line.printed_at), language.short_day(line.printed_at)
    if line.printed_on:
        return language.text("Badge printed on {day} at {time}: {place}", day=day, time=time, place=line.printed_on)
    return language.text("Badge printed on {day} at {time}", day=day, time=time)
