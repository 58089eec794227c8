"""Times as they are written on paper, put into the evening that they belong to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.attendance.paper_times import TimeFault, paper_moment
from checkin.model import Event, new_id

PARIS = ZoneInfo("Europe/Paris")


def evening(day: int = 3, hour: int = 19) -> Event:
    """Return an evening of December 2026 in Paris."""
    return Event(new_id(), new_id(), "Apéro", datetime(2026, 12, day, hour, tzinfo=PARIS), "Europe/Paris")


def at(hour: int, minute: int = 0, day: int = 3) -> datetime:
    """Return a moment of that month in Paris."""
    return datetime(2026, 12, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    "text",
    ["2015", "20:15", "20h15", "20 h 15", "20H15", "20.15", "20 15", " 20:15 ", "8:15", "815", "8:15 pm", "8h15"],
)
def test_a_time_is_read_as_people_write_it(text: str) -> None:
    assert paper_moment(text, evening(), at(21)) == at(20, 15)


@pytest.mark.parametrize(
    "text",
    [
        "25:00",
        "20:60",
        "2",
        "20",
        "20:1",
        "8:15:30",
        "12345",
        "noon",
        "-20:15",
        "20:15 Anna",
        "13:00 pm",
        "²0:15",
        "٢٠:١٥x",
    ],
)
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert paper_moment(text, evening(), at(21)) is TimeFault.UNREADABLE


@pytest.mark.parametrize("text", ["8pm", "8 pm", "8 P.M.", "20h"])
def test_a_whole_hour_is_read(text: str) -> None:
    assert paper_moment(text, evening(), at(21)) == at(20)


def test_nothing_is_now() -> None:
    now = datetime(2026, 12, 3, 19, 30, 12, tzinfo=UTC)
    assert paper_moment("  ", evening(), now) == now


def test_after_midnight_is_the_day_after() -> None:
    assert paper_moment("0:30", evening(), at(0, 45, day=4)) == at(0, 30, day=4)
    assert paper_moment("0:30", evening(), at(21)) is TimeFault.FUTURE


def test_the_next_morning_the_times_are_those_of_the_evening() -> None:
    assert paper_moment("9:30", evening(), at(10, day=4)) == at(21, 30)
    assert paper_moment("20:15", evening(), at(10, day=9)) == at(20, 15)


def test_who_came_to_help_in_the_morning_came_in_the_morning() -> None:
    assert paper_moment("09:30", evening(), at(20)) == at(9, 30)
    assert paper_moment("15:30", evening(), at(20)) == at(15, 30)


@pytest.mark.parametrize("text", ["20:16", "2330", "23h"])
def test_what_lies_in_the_future_is_refused(text: str) -> None:
    assert paper_moment(text, evening(), at(20, 15)) is TimeFault.FUTURE


def test_before_the_day_of_the_evening_nobody_can_have_come() -> None:
    assert paper_moment("20:15", evening(day=4), at(20, 30)) is TimeFault.TOO_EARLY
    assert paper_moment("", evening(day=4), at(20, 30)) == at(20, 30)


@given(
    start=st.integers(10, 23),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    later=st.integers(-10, 60),
)
@settings(max_examples=120)
def test_a_moment_lies_in_the_past_and_on_the_evening_s_day_or_the_next(
    start: int, hour: int, minute: int, later: int
) -> None:
    event = evening(hour=start)
    now = event.starts + timedelta(hours=later, minutes=7)
    found = paper_moment(f"{hour:02}:{minute:02}", event, now)
    if isinstance(found, datetime):
        assert found <= now
        assert (found.hour, found.minute, found.tzinfo) == (hour, minute, PARIS)
        assert found.date() - event.starts.date() in (timedelta(0), timedelta(days=1))
    else:
        assert (found is TimeFault.TOO_EARLY) == (now.date() < event.starts.date())
