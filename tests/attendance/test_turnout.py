"""The figures over several evenings: each evening's own newcomers, whatever came after."""

from __future__ import annotations

from datetime import timedelta

from checkin.attendance.turnout import Attendance
from checkin.desk import Desk, WalkIn
from checkin.evenings import Evenings
from checkin.model import Door, Event
from checkin.storage.database import Database
from tests.conftest import Clock


def test_a_later_evening_does_not_change_the_visits_of_an_earlier_one(
    database: Database, evenings: Evenings, event: Event, door: Door, clock: Clock
) -> None:
    zoe = WalkIn("Zoé", email="zoe@example.org")
    for number in range(3):
        evening = event if not number else evenings.add(f"Later {number}", event.starts + timedelta(days=28 * number))
        desk = Desk(database, evening.id, door, clock)
        desk.register_walk_in(zoe)
        desk.register_walk_in(WalkIn("New", str(number), email=f"new{number}@example.org"))
        clock.advance(days=28)
    turnout = Attendance(database).turnout(event.id)
    assert (turnout.newcomers, turnout.regulars) == (2, 0)
    assert [(past.came, past.newcomers) for past in turnout.history] == [(2, 2), (2, 1), (2, 1)]
    (regular,) = [a for a in Attendance(database).turnout(evening.id).attendees if a.given_name == "Zoé"]
    assert (regular.visits, regular.last_seen) == (3, event.starts + timedelta(days=28))
