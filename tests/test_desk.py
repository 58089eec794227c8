"""The door: each verdict, and the headcount right at every step."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st

from checkin.badges import tokens
from checkin.desk import Desk, WalkIn
from checkin.errors import InvalidError, NotFoundError, NotUndoableError
from checkin.evenings import Evenings
from checkin.model import (
    Admitted,
    AdmittedUnlisted,
    AlreadyArrived,
    Answer,
    Badge,
    BadgeId,
    CancelledTicket,
    Door,
    Entry,
    Event,
    Forged,
    Headcount,
    Means,
    NotABadge,
    Revoked,
    Status,
    Unknown,
    WrongEvent,
    new_id,
)
from checkin.scanning.readings import Symbology
from checkin.storage.database import Database
from checkin.storage.records import AttendeeRecord
from tests.conftest import AddAttendee, Clock


def badge_of(database: Database, event: Event, attendee: AttendeeRecord | None) -> Badge:
    with database.writing() as repository:
        return repository.badges.make(event.id, [attendee.id if attendee else None], event.starts)[0]


def test_a_badge_admits_its_attendee(desk: Desk, database: Database, event: Event, add: AddAttendee) -> None:
    badge = badge_of(database, event, add("Maëlle Kervella"))
    verdict = desk.admit(badge.token, Means.CAMERA)
    assert isinstance(verdict, Admitted)
    assert verdict.attendee.full_name == "Maëlle Kervella"
    assert verdict.attendee.visits == 1
    assert desk.headcount() == Headcount(inside=1, arrived=1, expected=1)


def test_the_second_time_it_says_since_when_and_by_which_door(
    desk: Desk, database: Database, event: Event, add: AddAttendee, clock: Clock
) -> None:
    badge = badge_of(database, event, add("Maëlle Kervella"))
    desk.admit(badge.token, Means.CAMERA)
    came_at = clock.now
    clock.advance(minutes=29)
    other = Desk(database, event.id, Door(new_id(), "2"), clock)
    verdict = other.admit(badge.token, Means.CAMERA)
    assert isinstance(verdict, AlreadyArrived)
    assert (verdict.first.at, verdict.first.door) == (came_at, "1")
    assert desk.headcount().arrived == 1


def test_a_badge_held_up_at_two_doors_at_once_is_admitted_once(
    database: Database, event: Event, add: AddAttendee, clock: Clock
) -> None:
    badge = badge_of(database, event, add("Maëlle Kervella"))
    assert_admitted_once(database, event, badge, clock)


def assert_admitted_once(database: Database, event: Event, badge: Badge, clock: Clock) -> None:
    doors = [Desk(database, event.id, Door(new_id(), str(number)), clock) for number in range(6)]
    with ThreadPoolExecutor(len(doors)) as pool:
        verdicts = list(pool.map(lambda desk: desk.admit(badge.token, Means.CAMERA), doors))
    assert [type(verdict) for verdict in verdicts].count(Admitted) == 1


def test_what_a_scanner_types_in_lower_case_with_spaces_is_the_same_badge(
    desk: Desk, database: Database, event: Event, add: AddAttendee
) -> None:
    badge = badge_of(database, event, add("Maëlle Kervella"))
    assert isinstance(desk.admit(f"  {badge.token.lower()}\r\n", Means.SCANNER), Admitted)


def test_a_ticket_code_of_the_list_admits_just_like_a_badge(desk: Desk, add: AddAttendee) -> None:
    add("Maëlle Kervella", ticket_code="0004417720013")
    assert isinstance(desk.admit("0004417720013\n", Means.CAMERA), Admitted)


@pytest.mark.parametrize(
    "text",
    [
        "https://tickets.example/check/0017280",
        "https://tickets.example/?pk=0017280&event=evt-000172",
        '{"event": "evt-000172", "ticket": "0017280"}',
        "\ufeff0017280",
    ],
)
def test_a_ticket_code_inside_a_url_or_json_admits_with_its_leading_zeros(
    desk: Desk, add: AddAttendee, text: str
) -> None:
    add("Maëlle Kervella", ticket_code="0017280")
    add("Karim Benali", ticket_code="17280")
    assert desk.is_ticket(text)
    verdict = desk.admit(text, Means.CAMERA)
    assert isinstance(verdict, Admitted)
    assert verdict.attendee.full_name == "Maëlle Kervella"


@pytest.mark.parametrize(
    "text",
    [
        "https://tickets.example/17280/0017281",
        '{"table": "17280"}',
        "https://tickets.example/0017280?and=0017299",
        "\x0017\x00280",
        "00172\x0080",
        "\x1e\x8217280",
    ],
)
def test_a_text_around_no_code_or_two_or_a_code_that_may_be_anything_is_no_ticket(
    desk: Desk, add: AddAttendee, text: str
) -> None:
    for code in ("0017280", "17280", "0017299"):
        add(f"Guest {code}", ticket_code=code)
    assert not desk.is_ticket(text)
    assert isinstance(desk.admit(text, Means.CAMERA), NotABadge)
    assert desk.latest() == []


def test_a_whole_url_that_is_a_ticket_code_of_the_list_is_taken_as_it_is(desk: Desk, add: AddAttendee) -> None:
    add("Maëlle Kervella", ticket_code="https://tickets.example/0017280")
    add("Karim Benali", ticket_code="0017280")
    verdict = desk.admit("https://tickets.example/0017280", Means.CAMERA)
    assert isinstance(verdict, Admitted)
    assert verdict.attendee.full_name == "Maëlle Kervella"


def test_asking_whether_a_text_is_a_ticket_records_nothing(desk: Desk, add: AddAttendee) -> None:
    add("Maëlle Kervella", ticket_code="172800101")
    assert desk.is_ticket(" 172800101\r\n")
    for text in ("172800999", "5449000000996", "", "\0"):
        assert not desk.is_ticket(text)
    assert desk.latest() == []


def test_the_kinds_of_code_that_are_sought_are_those_of_this_evenings_list(
    desk: Desk, add: AddAttendee, database: Database, evenings: Evenings, door: Door, clock: Clock
) -> None:
    assert desk.symbologies() == ()
    add("Maëlle Kervella")
    assert desk.symbologies() == ()
    for number in range(30):
        add(f"Guest {number}", ticket_code=f"q7m{number:029}z")
    assert desk.symbologies() == (Symbology.AZTEC, Symbology.PDF417)
    add("Karim Benali", ticket_code="5449000000996")
    add("Titouan Kervella", ticket_code="0044177200139")
    assert Symbology.EAN_13 in desk.symbologies()
    other = evenings.add("Apéro #27", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed
    assert Desk(database, other.id, door, clock).symbologies() == ()


def test_one_code_for_two_people_lets_in_each_of_them_once(desk: Desk, add: AddAttendee) -> None:
    add("Maëlle Kervella", ticket_code="1728")
    add("Titouan Kervella", ticket_code="1728")
    first, second, third = (desk.admit("1728", Means.CAMERA) for _ in range(3))
    assert isinstance(first, Admitted)
    assert isinstance(second, Admitted)
    assert first.attendee.id != second.attendee.id
    assert isinstance(third, AlreadyArrived)


def test_who_left_with_a_shared_code_comes_back_though_the_other_is_inside(
    desk: Desk, add: AddAttendee, clock: Clock
) -> None:
    first, second = add("Maëlle Kervella", ticket_code="A-100"), add("Karim Benali", ticket_code="A-100")
    for _ in (first, second):
        desk.admit("A-100", Means.CAMERA)
    clock.advance(minutes=10)
    desk.leave(second.id)
    clock.advance(minutes=10)
    back = desk.admit("A-100", Means.CAMERA)
    assert isinstance(back, Admitted)
    assert back.attendee.id == second.id
    assert isinstance(desk.admit("A-100", Means.CAMERA), AlreadyArrived)


def test_the_journal_keeps_no_control_characters_of_a_refused_scan(desk: Desk, add: AddAttendee) -> None:
    add("Maëlle Kervella", ticket_code="A-100")
    desk.admit("\0A-200\r\n", Means.SCANNER)
    ((line, _),) = desk.latest()
    assert (line.entry, line.text) == (Entry.REFUSED, "A-200")


def test_a_cancelled_attendee_is_refused_and_can_be_let_in_all_the_same(
    desk: Desk, database: Database, event: Event, add: AddAttendee
) -> None:
    attendee = add("Rémi Fauve", status=Status.CANCELLED)
    verdict = desk.admit(badge_of(database, event, attendee).token, Means.CAMERA)
    assert isinstance(verdict, CancelledTicket)
    assert desk.headcount().inside == 0
    assert isinstance(desk.admit_by_hand(attendee.id, again=True), Admitted)
    assert desk.headcount().inside == 1


def test_a_badge_of_another_evening_is_told_from_a_forgery(
    desk: Desk, database: Database, evenings: Evenings, event: Event
) -> None:
    earlier = evenings.add("Apéro #25", datetime(2026, 11, 5, 19))  # noqa: DTZ001 - as typed
    verdict = desk.admit(badge_of(database, earlier, None).token, Means.CAMERA)
    assert isinstance(verdict, WrongEvent)
    assert verdict.event.title == "Apéro #25"
    forged = tokens.sign(tokens.new_key(), tokens.event_tag(event.id), tokens.new_badge_id())
    assert isinstance(desk.admit(forged, Means.CAMERA), Forged)
    unheard_of = tokens.sign(tokens.new_key(), tokens.event_tag(new_id()), tokens.new_badge_id())
    assert isinstance(desk.admit(unheard_of, Means.CAMERA), Forged)


def test_a_lost_badge_is_refused_and_the_new_one_admits(
    desk: Desk, database: Database, event: Event, add: AddAttendee, clock: Clock
) -> None:
    attendee = add("Maëlle Kervella")
    lost = badge_of(database, event, attendee)
    with database.writing() as repository:
        repository.badges.revoke(lost.id, clock())
    new = badge_of(database, event, attendee)
    verdict = desk.admit(lost.token, Means.CAMERA)
    assert isinstance(verdict, Revoked)
    assert verdict.attendee is not None
    assert isinstance(desk.admit(new.token, Means.CAMERA), Admitted)


def test_another_laptops_badge_is_genuine_though_its_name_is_not_here(
    desk: Desk, database: Database, event: Event
) -> None:
    with database.reading() as repository:
        key = repository.events.keyed(event.id).key
    token = tokens.sign(key, tokens.event_tag(event.id), BadgeId(2**64 - 1))
    assert isinstance(desk.admit(token, Means.CAMERA), AdmittedUnlisted)
    again = desk.admit(token, Means.CAMERA)
    assert isinstance(again, AlreadyArrived)
    assert again.attendee is None
    assert desk.headcount().inside == 1


def test_a_ticket_like_ours_is_unknown_and_any_other_text_is_no_badge(desk: Desk, add: AddAttendee) -> None:
    add("Maëlle Kervella", ticket_code="172800101")
    assert isinstance(desk.admit("172800999", Means.CAMERA), Unknown)
    for text in ("https://example.org/menu", "5449000000996", "", "\x00", "WIFI:S:bar;;"):
        assert isinstance(desk.admit(text, Means.CAMERA), NotABadge)


def test_refused_scans_are_in_the_journal_and_bottles_are_not(desk: Desk, add: AddAttendee) -> None:
    add("Maëlle Kervella", ticket_code="172800101")
    desk.admit("172800999", Means.CAMERA)
    desk.admit("https://example.org/menu", Means.CAMERA)
    (line, attendee) = desk.latest()[0]
    assert (line.entry, line.answer, line.text, attendee) == (Entry.REFUSED, Answer.UNKNOWN, "172800999", None)
    assert len(desk.latest()) == 1


def test_an_arrival_taken_back_leaves_both_lines_and_nobody_inside(desk: Desk, add: AddAttendee) -> None:
    attendee = add("Maëlle Kervella")
    verdict = desk.admit_by_hand(attendee.id)
    assert isinstance(verdict, Admitted)
    taken_back = desk.undo(verdict.arrival_id)
    assert isinstance(taken_back, Admitted)
    assert taken_back.attendee.arrived_at is None
    assert [line.entry for line, _ in desk.latest()] == [Entry.UNDONE, Entry.ARRIVED]
    assert desk.headcount() == Headcount(inside=0, arrived=0, expected=1)
    with pytest.raises(NotUndoableError):
        desk.undo(verdict.arrival_id)
    assert isinstance(desk.admit_by_hand(attendee.id), Admitted)


def test_undoing_nothing_is_said(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.undo(new_id())


def test_who_left_and_comes_back_is_let_in_again(desk: Desk, add: AddAttendee, clock: Clock) -> None:
    attendee = add("Maëlle Kervella", places=2)
    desk.admit_by_hand(attendee.id)
    clock.advance(minutes=5)
    desk.leave(attendee.id)
    assert desk.headcount() == Headcount(inside=0, arrived=2, expected=2)
    clock.advance(minutes=5)
    verdict = desk.admit_by_hand(attendee.id)
    assert isinstance(verdict, Admitted)
    assert desk.headcount() == Headcount(inside=2, arrived=2, expected=2)


def test_a_walk_in_is_registered_and_admitted_in_one_step(desk: Desk, clock: Clock) -> None:
    verdict = desk.register_walk_in(WalkIn(" Zoé ", handle="zoe"))
    assert verdict.attendee.full_name == "Zoé"
    assert verdict.attendee.handle == "@zoe"
    assert verdict.attendee.status is Status.WALK_IN
    assert verdict.attendee.arrived_at == clock.now


def test_a_walk_in_without_a_name_is_asked_for_one(desk: Desk) -> None:
    with pytest.raises(InvalidError):
        desk.register_walk_in(WalkIn(" ", "\t"))
    assert desk.latest() == []


@pytest.mark.parametrize(
    "walk_in",
    [
        WalkIn("Gwenaelle", "Le Goff"),
        WalkIn("LE GOFF", "gwenaëlle"),
        WalkIn("Gwenaëlle", "Legoff"),
        WalkIn("G.", email="GWEN@example.org"),
        WalkIn("Gwen", handle="gwen_lg"),
    ],
)
def test_a_walk_in_who_is_on_the_list_already_is_found(desk: Desk, add: AddAttendee, walk_in: WalkIn) -> None:
    add("Gwenaëlle Le Goff", email="gwen@example.org", handle="@gwen_lg")
    add("Karim Benali", email="karim@example.org")
    assert [a.full_name for a in desk.likely_doubles(walk_in)] == ["Gwenaëlle Le Goff"]


def test_a_walk_in_who_came_last_month_is_the_same_person(
    desk: Desk, database: Database, evenings: Evenings, event: Event, door: Door, clock: Clock
) -> None:
    desk.register_walk_in(WalkIn("Zoé", "Péan", email="zoe@example.org"))
    later = evenings.add("Apéro #27", event.starts + timedelta(days=28))
    clock.advance(days=28)
    next_month = Desk(database, later.id, door, clock)
    attendee = next_month.register_walk_in(WalkIn("zoe", "PEAN", email="Zoe@Example.org")).attendee
    assert (attendee.visits, attendee.last_seen) == (2, event.starts)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gwenael", "Gwenaëlle Le Goff"),
        ("le goff", "Gwenaëlle Le Goff"),
        ("legoff", "Gwenaëlle Le Goff"),
        ("gwenealle", "Gwenaëlle Le Goff"),
        ("gwen_lg", "Gwenaëlle Le Goff"),
        ("cantine", "Gwenaëlle Le Goff"),
        ("dalm", "Inès D'Almeida"),
        ("d'alm", "Inès D'Almeida"),
        ("wang", "王 小明"),
        ("小", "王 小明"),
    ],
)
def test_people_are_found_as_they_are_typed(desk: Desk, add: AddAttendee, query: str, found: str) -> None:
    add("Gwenaëlle Le Goff", handle="@gwen_lg", organisation="La Cantine")
    add("Inès D'Almeida")
    add("王 小明")
    add("Bob Martin")
    assert [a.full_name for a in desk.search(query)][:1] == [found]


def test_one_letter_finds_nobody_yet(desk: Desk, add: AddAttendee) -> None:
    add("Bob Martin")
    assert desk.search("b") == []
    assert [a.full_name for a in desk.search("bo")] == ["Bob Martin"]


steps = st.lists(st.tuples(st.sampled_from(["scan", "leave", "undo", "again"]), st.integers(0, 2)), max_size=14)
