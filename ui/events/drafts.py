"""What is said of an evening before it is kept, and what the next one is likely to be."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from checkin.attention import CALLED_OUT
from ui.over import is_over

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from checkin.model import Event

USUAL_HOUR = 19
FIRST_YEAR = 1900
"""A number in a title from here on is a year, not the evening's own number."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`starts` has no zone: it is on the clock of the bar."""

    title: str
    starts: datetime
    venue: str = ""
    theme: str = ""
    capacity: int | None = None
    topics: tuple[str, ...] = ()
    called_out: tuple[str, ...] = ()


def draft_of(event: Event) -> Draft:
    """Return what is said of an evening."""
    return Draft(
        event.title,
        event.starts.replace(tzinfo=None),
        event.venue,
        event.theme,
        event.capacity,
        event.topics,
        event.called_out,
    )


def changed_by(event: Event, draft: Draft) -> Event:
    """Return an evening as a draft says it; it stays in its own zone."""
    starts = draft.starts.replace(tzinfo=ZoneInfo(event.timezone))
    return replace(
        event,
        title=draft.title,
        starts=starts,
        venue=draft.venue.strip(),
        theme=draft.theme.strip(),
        capacity=draft.capacity,
        topics=draft.topics,
        called_out=draft.called_out,
    )


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a list that was typed with commas, each once, without spare spaces."""
    return tuple(dict.fromkeys(kept for word in text.replace(";", ",").split(",") if (kept := " ".join(word.split()))))


def next_after(last: Event | None, now: datetime) -> Draft:
    """Return the evening that follows: the same weekday of the next month, the same place, the next number."""
    if last is None:
        starts = now.replace(hour=USUAL_HOUR, minute=0, second=0, microsecond=0, tzinfo=None)
        return Draft("", starts, called_out=CALLED_OUT)
    said = draft_of(last)
    return replace(said, title=next_title(said.title), starts=same_weekday_next_month(said.starts), theme="")


def next_title(title: str) -> str:
    """Return a title with its last number one higher: "Apéro #26" is followed by "Apéro #27"."""
    numbers = [found for found in re.finditer(r"\d+", title) if int(found[0]) < FIRST_YEAR]
    if not numbers:
        return title
    last = numbers[-1]
    return title[: last.start()] + str(int(last[0]) + 1) + title[last.end() :]


def same_weekday_next_month(day: datetime) -> datetime:
    """Return the first Thursday of next month for a first Thursday; the last one where there is no fifth."""
    place = (day.day - 1) // 7
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    first, days = calendar.monthrange(year, month)
    found = 1 + (day.weekday() - first) % 7 + 7 * place
    while found > days:
        found -= 7
    return day.replace(year=year, month=month, day=found)


def in_order(events: Sequence[Event], now: datetime) -> list[Event]:
    """Return the evenings, those to come first, the next one at the top; then the past ones, the latest first."""
    coming = sorted((event for event in events if not is_over(event, now)), key=lambda event: event.starts)
    past = sorted((event for event in events if is_over(event, now)), key=lambda event: event.starts, reverse=True)
    return coming + past
