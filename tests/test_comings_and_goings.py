"""Who comes, leaves, comes back, and what is taken back: the headcount is right at every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.badges import tokens
from checkin.badging import Badging
from checkin.desk import Desk, WalkIn
from checkin.errors import InvalidError, NotInsideError, NotUndoableError
from checkin.language import Language
from checkin.model import (
    Admitted,
    AdmittedUnlisted,
    AlreadyArrived,
    BadgeId,
    CancelledTicket,
    Entry,
    Event,
    FirstArrival,
    Forged,
    Headcount,
    Means,
    NotABadge,
    Status,
    Unknown,
    Verdict,
)
from checkin.storage.database import Database
from checkin.wording import details, word
from tests.conftest import AddAttendee, Clock

TICKET = "HA-10001"
ON_AZERTY = "HQ)&ààà&"
"""What a scanner set to US QWERTY types for `HA-10001` on a French keyboard."""


def test_who_comes_back_is_welcomed_back_with_the_first_arrival(desk: Desk, add: AddAttendee, clock: Clock) -> None:
    attendee = add("Maëlle Kervella", ticket_code=TICKET)
    first = FirstArrival(clock.now, "1")
    assert _admitted(desk.admit(TICKET, Means.CAMERA)).first is None
    clock.advance(minutes=20)
    desk.leave(attendee.id)
    clock.advance(minutes=10)
    again = _admitted(desk.admit(TICKET, Means.CAMERA))
    assert again.first == first
    language = Language("en")
    assert word(again, language) == "Welcome back"
    assert details(again, language)[0] == "in again this evening, first at 20:00 by door 1"


def test_a_double_after_a_return_says_both_times(desk: Desk, add: AddAttendee, clock: Clock) -> None:
    attendee = add("Maëlle Kervella", ticket_code=TICKET)
    desk.admit(TICKET, Means.CAMERA)
    desk.leave(attendee.id)
    clock.advance(minutes=30)
    desk.admit(TICKET, Means.CAMERA)
    clock.advance(minutes=5)
    double = desk.admit(TICKET, Means.CAMERA)
    assert isinstance(double, AlreadyArrived)
    assert details(double, Language("en"))[0] == "back in at 20:30, by door 1 (5 minutes ago); first at 20:00"


def test_whoever_is_let_in_again_while_inside_is_counted_once(desk: Desk, add: AddAttendee) -> None:
    attendee = add("Maëlle Kervella", places=2)
    desk.admit_by_hand(attendee.id)
    again = _admitted(desk.admit_by_hand(attendee.id, again=True))
    assert again.first is not None
    assert desk.headcount() == Headcount(inside=2, arrived=2, expected=2)


def test_nobody_leaves_who_is_not_inside(desk: Desk, add: AddAttendee) -> None:
    attendee = add("Maëlle Kervella")
    with pytest.raises(NotInsideError) as raised:
        desk.leave(attendee.id)
    assert raised.value.name == "Maëlle Kervella"
    desk.admit_by_hand(attendee.id)
    desk.leave(attendee.id)
    with pytest.raises(NotInsideError):
        desk.leave(attendee.id)
    assert [line.entry for line, _ in desk.latest()] == [Entry.LEFT, Entry.ARRIVED]


def test_a_departure_is_taken_back(desk: Desk, add: AddAttendee) -> None:
    attendee = add("Maëlle Kervella", places=3)
    desk.admit_by_hand(attendee.id)
    line = desk.leave(attendee.id)
    assert desk.headcount().inside == 0
    desk.undo(line.id)
    assert desk.headcount() == Headcount(inside=3, arrived=3, expected=3)
    with pytest.raises(NotUndoableError):
        desk.undo(line.id)


def test_a_badge_without_a_name_leaves_and_comes_back(desk: Desk, database: Database, event: Event) -> None:
    with database.reading() as repository:
        key = repository.events.keyed(event.id).key
    badge = tokens.sign(key, tokens.event_tag(event.id), BadgeId(0))
    assert isinstance(desk.admit(badge, Means.CAMERA), AdmittedUnlisted)
    desk.leave(None, BadgeId(0))
    assert desk.headcount().inside == 0
    with pytest.raises(NotInsideError):
        desk.leave(None, BadgeId(0))
    assert isinstance(desk.admit(badge, Means.CAMERA), AdmittedUnlisted)
    assert isinstance(desk.admit(badge, Means.CAMERA), AlreadyArrived)
    assert desk.headcount() == Headcount(inside=1, arrived=1, expected=0)


def test_a_ticket_typed_on_the_wrong_keyboard_is_put_right(desk: Desk, add: AddAttendee) -> None:
    add("Maëlle Kervella", ticket_code=TICKET)
    assert desk.is_code(ON_AZERTY)
    verdict = _admitted(desk.admit(ON_AZERTY, Means.SCANNER))
    assert verdict.scan.text == TICKET
    # A camera reads what is there: nothing to put right.
    assert isinstance(desk.admit(ON_AZERTY, Means.CAMERA), NotABadge)


def test_a_badge_typed_on_the_wrong_keyboard_is_put_right_and_a_forged_one_is_refused(
    desk: Desk, database: Database, event: Event
) -> None:
    with database.reading() as repository:
        key = repository.events.keyed(event.id).key
    tag = tokens.event_tag(event.id)
    good, bad = tokens.sign(key, tag, BadgeId(7)), tokens.sign(bytes(32), tag, BadgeId(7))
    assert isinstance(desk.admit(_on_azerty(good), Means.SCANNER), AdmittedUnlisted)
    assert isinstance(desk.admit(_on_azerty(bad), Means.SCANNER), Forged)


def test_a_ticket_like_ours_is_never_read_as_another_one(desk: Desk, add: AddAttendee) -> None:
    add("Maëlle Kervella", ticket_code="QB12")
    add("Karim Benali", ticket_code="QC34")
    assert isinstance(desk.admit("AB12", Means.SCANNER), Unknown)


def _admitted(verdict: Verdict) -> Admitted:
    assert isinstance(verdict, Admitted)
    return verdict


def _on_azerty(text: str) -> str:
    """Return what a French keyboard makes of the keys that a US scanner presses."""
    upper = str.maketrans("QWAZM1234567890", "AZQW?&é\"'(-è_çà")
    return text.translate(upper)


@dataclass
class _Guest:
    id: UUID
    places: int
    lines: list[tuple[UUID, Entry]] = field(default_factory=list)

    @property
    def is_inside(self) -> bool:
        return bool(self.lines) and self.lines[-1][1] is Entry.ARRIVED

    @property
    def has_come(self) -> bool:
        return any(entry is Entry.ARRIVED for _, entry in self.lines)


ACTS = st.lists(
    st.tuples(st.sampled_from(["scan", "again", "leave", "undo"]), st.integers(0, 3), st.integers(0, 5)), max_size=25
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_the_headcount_is_right_after_every_step(
    acts: list[tuple[str, int, int]], desk: Desk, add: AddAttendee, clock: Clock, database: Database
) -> None:
    before = desk.headcount()
    guests = [_Guest(add(f"Guest {n}", places=n + 1).id, n + 1) for n in range(4)]
    for act, who, which in acts:
        clock.advance(seconds=1)
        guest = guests[who]
        match act:
            case "scan" | "again":
                verdict = desk.admit_by_hand(guest.id, again=act == "again")
                assert isinstance(verdict, Admitted) == (act == "again" or not guest.is_inside)
                if isinstance(verdict, Admitted):
                    assert (verdict.first is not None) == guest.has_come
                    guest.lines.append((verdict.arrival_id, Entry.ARRIVED))
            case "leave" if guest.is_inside:
                guest.lines.append((desk.leave(guest.id).id, Entry.LEFT))
            case "undo" if guest.lines:
                taken = guest.lines.pop(which % len(guest.lines))
                desk.undo(taken[0])
                while guest.lines and guest.lines[0][1] is Entry.LEFT:
                    # Nobody leaves who has not come: without its arrival a departure says nothing.
                    guest.lines.pop(0)
        count = desk.headcount()
        assert count.inside - before.inside == sum(g.places for g in guests if g.is_inside)
        assert count.arrived - before.arrived == sum(g.places for g in guests if g.has_come)


def test_who_came_onto_the_list_is_told_unless_they_are_many(desk: Desk, add: AddAttendee) -> None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    walk_in = desk.register_walk_in(WalkIn("Zoé"))
    assert desk.added_since(since) == [walk_in.attendee]
    assert desk.added_since(since + timedelta(minutes=2)) == []
    for number in range(60):
        add(f"Guest {number}")
    assert desk.added_since(since) is None


def test_a_walk_in_whose_arrival_was_taken_back_is_expected_no_more(
    desk: Desk, add: AddAttendee, database: Database, event: Event
) -> None:
    add("Maëlle Kervella")
    badging = Badging(database)
    verdict = desk.register_walk_in(WalkIn("Zoé"))
    assert (desk.headcount().expected, badging.waiting(event.id)) == (2, 2)
    desk.undo(verdict.arrival_id)
    assert (desk.headcount().expected, badging.waiting(event.id)) == (1, 1)
    assert [a.full_name for a in badging.candidates(event.id)] == ["Maëlle Kervella"]


def test_who_was_let_in_although_cancelled_comes_back_without_a_question(desk: Desk, add: AddAttendee) -> None:
    attendee = add("Maëlle Kervella", ticket_code=TICKET, status=Status.CANCELLED)
    assert isinstance(desk.admit(TICKET, Means.CAMERA), CancelledTicket)
    desk.admit_by_hand(attendee.id, again=True)
    desk.leave(attendee.id)
    assert isinstance(desk.admit(TICKET, Means.CAMERA), Admitted)


def test_nobody_is_registered_by_a_name_that_cannot_be_seen(desk: Desk) -> None:
    with pytest.raises(InvalidError):
        desk.register_walk_in(WalkIn("\u200b\x00", "\u200d"))
    assert desk.register_walk_in(WalkIn("Zo\x00é\u200b", "Vuk")).attendee.full_name == "Zo é Vuk"
