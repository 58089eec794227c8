"""Arrivals that are ticked in from paper: written later than they happened, before, among and after the door's own."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from checkin.attendance.turnout import Attendance
from checkin.desk import Desk, WalkIn
from checkin.model import Admitted, AlreadyArrived, Entry, Event
from checkin.storage.database import Database
from tests.conftest import AddAttendee, Clock


@pytest.fixture
def half_past_seven(clock: Clock) -> datetime:
    """When the guests on paper came; the laptop is back since, and it is nine."""
    earlier = clock.now - timedelta(minutes=30)
    clock.advance(hours=1)
    return earlier


def entries(database: Database, event: Event) -> list[Entry]:
    """Return the kinds of the journal's lines, in the order of time."""
    with database.reading() as repository:
        return [line.entry for line in repository.journal.lines(event.id)]


def test_an_arrival_counts_from_when_it_happened(
    desk: Desk, database: Database, event: Event, add: AddAttendee, clock: Clock, half_past_seven: datetime
) -> None:
    late = add("Karim Benali")
    desk.admit_by_hand(late.id)
    early = add("Maëlle Kervella", places=2)
    verdict = desk.admit_by_hand(early.id, at=half_past_seven)
    assert isinstance(verdict, Admitted)
    assert (verdict.attendee.arrived_at, verdict.attendee.inside) == (half_past_seven, True)
    assert desk.headcount().inside == 3
    turnout = Attendance(database).turnout(event.id)
    assert [(slot.starts.hour, slot.people) for slot in turnout.slots if slot.people] == [(19, 2), (21, 1)]
    assert desk.latest(1)[0][0].attendee_id == late.id
    clock.advance(minutes=5)
    desk.undo(verdict.arrival_id)
    assert desk.headcount().inside == 1
    assert isinstance(desk.admit_by_hand(early.id, at=half_past_seven), Admitted)


def test_who_is_inside_already_is_not_let_in_before(
    desk: Desk, database: Database, event: Event, add: AddAttendee, half_past_seven: datetime
) -> None:
    guest = add("Maëlle Kervella")
    desk.admit_by_hand(guest.id)
    assert isinstance(desk.admit_by_hand(guest.id, at=half_past_seven), AlreadyArrived)
    assert entries(database, event).count(Entry.ARRIVED) == 1


def test_who_came_and_left_since_is_not_let_in_before(
    desk: Desk, database: Database, event: Event, add: AddAttendee, clock: Clock, half_past_seven: datetime
) -> None:
    guest = add("Maëlle Kervella")
    first = desk.admit_by_hand(guest.id)
    clock.advance(minutes=10)
    desk.leave(guest.id)
    # The arrival would lie before the leaving: "welcome" would be said to somebody who stays outside.
    verdict = desk.admit_by_hand(guest.id, at=half_past_seven)
    assert isinstance(verdict, AlreadyArrived)
    assert verdict.first.at == first.scan.at
    assert entries(database, event).count(Entry.ARRIVED) == 1
    assert desk.headcount().inside == 0


def test_who_left_and_came_back_on_paper_is_inside(desk: Desk, add: AddAttendee, clock: Clock) -> None:
    guest = add("Maëlle Kervella")
    desk.admit_by_hand(guest.id)
    clock.advance(minutes=10)
    desk.leave(guest.id)
    clock.advance(minutes=30)
    verdict = desk.admit_by_hand(guest.id, at=clock.now - timedelta(minutes=15))
    assert isinstance(verdict, Admitted)
    assert verdict.attendee.inside
    desk.leave(guest.id)
    assert desk.headcount().inside == 0


def test_who_left_at_the_door_since_the_paper_said_they_came_is_outside(
    desk: Desk, add: AddAttendee, clock: Clock, half_past_seven: datetime
) -> None:
    guest = add("Maëlle Kervella")
    ticked = desk.admit_by_hand(guest.id, at=half_past_seven)
    assert isinstance(ticked, Admitted)
    desk.leave(guest.id)
    clock.advance(minutes=1)
    desk.undo(ticked.arrival_id)
    # Nobody can leave who has not come.
    assert desk.headcount().inside == desk.headcount().arrived == 0


def test_a_walk_in_on_paper_came_when_it_is_written(desk: Desk, half_past_seven: datetime) -> None:
    verdict = desk.register_walk_in(WalkIn("Zoé", "Martin"), at=half_past_seven)
    assert verdict.attendee.arrived_at == half_past_seven
    assert verdict.attendee.listed_at != half_past_seven
    assert desk.headcount().inside == 1


def test_who_is_refused_is_refused_now(
    desk: Desk, database: Database, event: Event, add: AddAttendee, clock: Clock, half_past_seven: datetime
) -> None:
    guest = add("Maëlle Kervella")
    desk.admit_by_hand(guest.id)
    clock.advance(minutes=10)
    assert desk.admit_by_hand(guest.id, at=half_past_seven).scan.at == clock.now
    assert entries(database, event) == [Entry.ARRIVED, Entry.REFUSED]
