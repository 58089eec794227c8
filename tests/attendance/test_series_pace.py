"""How people came in over an evening: slots of the evening's own clock, and the fullest of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from checkin.attendance.pace import COARSE, FINE, pace

PARIS = ZoneInfo("Europe/Paris")


def test_the_pace_names_the_fullest_slot_and_leaves_the_empty_ones_out() -> None:
    start = datetime(2026, 12, 3, 19, tzinfo=PARIS)
    arrivals = [(start + timedelta(minutes=m), people) for m, people in ((1, 1), (4, 1), (6, 3), (31, 2), (33, 1))]
    found = pace(arrivals, FINE, PARIS)
    assert [(f"{slot.starts:%H:%M}", slot.people) for slot in found.slots] == [("19:00", 2), ("19:05", 3), ("19:30", 3)]
    assert found.peak == found.slots[1]
    assert [slot.people for slot in pace(arrivals, COARSE, PARIS).slots] == [5, 3]


def test_the_hour_that_comes_twice_in_autumn_is_two() -> None:
    twice = [(datetime(2026, 10, 25, hour, 40, tzinfo=UTC), 1) for hour in (0, 1)]
    found = pace(twice, COARSE, PARIS).slots
    assert [(f"{slot.starts:%H:%M %z}", slot.people) for slot in found] == [("02:30 +0200", 1), ("02:30 +0100", 1)]


def test_a_laptop_whose_clock_stood_at_1970_makes_one_slot_more() -> None:
    moments = [datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 12, 3, 19, tzinfo=UTC)]
    assert len(pace([(at, 1) for at in moments], FINE, PARIS).slots) == 2
