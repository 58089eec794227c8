"""The rows of the journal and of a search: what they say of somebody, and what they keep to themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from checkin.desk import Desk, WalkIn
from checkin.language import Language
from checkin.model import Attendee, Means, Status
from tests.conftest import AddAttendee, Clock
from ui.door.rows import hit_rows, journal_rows, masked
from ui.theme import Role

ENGLISH = Language("en")


def said(desk: Desk) -> list[tuple[str, str]]:
    """Return name and words of the journal's rows, the newest first."""
    return [(row.title, row.right) for row in journal_rows(desk.latest(), ENGLISH, None)]


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("camille@granit.example", "c…@granit.example"),
        ("c@granit.example", "c…@granit.example"),
        ("émile@granit.example", "é…@granit.example"),
        ("@granit.example", "…@granit.example"),
        ("camille", ""),
        ("", ""),
    ],
)
def test_a_masked_address_keeps_its_first_letter_and_its_domain(email: str, shown: str) -> None:
    assert masked(email) == shown


def test_addresses_are_whole_for_the_organiser_and_masked_where_they_are_hidden(desk: Desk, add: AddAttendee) -> None:
    add("Camille Kervella", handle="@camillek", organisation="Studio Granit", email="camille@granit.example")
    add("Camille Kervella", email="kervella@port.example")
    found = desk.search("kervella")
    whole, hidden = hit_rows(found, ENGLISH, None), hit_rows(found, ENGLISH, None, hides_addresses=True)
    assert {row.below for row in whole} == {
        "@camillek · Studio Granit · camille@granit.example",
        "kervella@port.example",
    }
    # Homonyms are told apart all the same.
    assert {row.below for row in hidden} == {"@camillek · Studio Granit · c…@granit.example", "k…@port.example"}
    assert not any("camille@" in row.sentence or "kervella@" in row.sentence for row in hidden)
    assert {row.payload.email for row in hidden} == {"camille@granit.example", "kervella@port.example"}


def test_who_went_out_and_came_back_says_so_line_by_line(desk: Desk, add: AddAttendee, clock: Clock) -> None:
    maelle = add("Maëlle Kervella", ticket_code="HA-10001")
    desk.admit("HA-10001", Means.SCANNER)
    assert said(desk) == [("Maëlle Kervella", "first visit")]
    clock.advance(minutes=20)
    desk.leave(maelle.id)
    assert said(desk) == [("Maëlle Kervella", "left"), ("Maëlle Kervella", "first visit")]
    clock.advance(minutes=12)
    desk.admit("HA-10001", Means.SCANNER)
    assert [words for _, words in said(desk)] == ["back again", "left", "first visit"]
    rows = journal_rows(desk.latest(), ENGLISH, None)
    assert [row.left for row in rows] == ["20:32", "20:20", "20:00"]
    assert [row.role for row in rows] == [Role.ADMITTED, Role.NEUTRAL, Role.ADMITTED]


def test_a_departure_that_is_taken_back_stays_and_says_so(desk: Desk, add: AddAttendee, clock: Clock) -> None:
    maelle = add("Maëlle Kervella", ticket_code="HA-10001")
    desk.admit("HA-10001", Means.SCANNER)
    clock.advance(minutes=5)
    line = desk.leave(maelle.id)
    clock.advance(minutes=1)
    desk.undo(line.id)
    assert said(desk) == [("Maëlle Kervella", "taken back"), ("Maëlle Kervella", "first visit")]


def test_an_arrival_after_one_that_was_taken_back_is_the_first(desk: Desk, add: AddAttendee, clock: Clock) -> None:
    add("Maëlle Kervella", ticket_code="HA-10001")
    desk.admit("HA-10001", Means.SCANNER)
    desk.undo(desk.latest(1)[0][0].id)
    clock.advance(minutes=5)
    desk.admit("HA-10001", Means.SCANNER)
    assert [words for _, words in said(desk)] == ["first visit", "taken back"]


def test_a_second_presentation_names_time_and_door(desk: Desk, add: AddAttendee, clock: Clock) -> None:
    add("Maëlle Kervella", ticket_code="HA-10001")
    desk.admit("HA-10001", Means.SCANNER)
    clock.advance(minutes=5)
    desk.admit("HA-10001", Means.SCANNER)
    assert said(desk)[0] == ("Maëlle Kervella", "already here, 20:00, door 1")


def test_a_walk_in_and_a_regular_are_told_apart_from_a_first_visit(desk: Desk, add: AddAttendee, clock: Clock) -> None:
    add("Karim Benali", ticket_code="HA-10002")
    desk.register_walk_in(WalkIn("Nolwenn", "Riou"))
    clock.advance(minutes=1)
    desk.admit("HA-10002", Means.SCANNER)
    assert said(desk) == [("Karim Benali", "first visit"), ("Nolwenn Riou", "walk-in")]
    line, karim = desk.latest(1)[0]
    assert karim is not None
    (row,) = journal_rows([(line, replace(karim, visits=3))], ENGLISH, None)
    assert row.right == "3rd visit"


def test_a_hit_says_where_somebody_is(desk: Desk, add: AddAttendee) -> None:
    maelle = add("Maëlle Kervella", ticket_code="HA-10001")
    add("Titouan Kervella", status=Status.CANCELLED)
    add("Olena Kervella", places=2)

    def right(name: str) -> str:
        return hit_rows([_found(desk, name)], ENGLISH, None)[0].right

    assert [right(name) for name in ("Maëlle", "Titouan", "Olena")] == ["", "cancelled", "2 places"]
    desk.admit("HA-10001", Means.SCANNER)
    assert right("Maëlle") == "inside since 20:00"
    assert hit_rows([_found(desk, "Maëlle")], ENGLISH, UTC)[0].right == "inside since 19:00"
    desk.leave(maelle.id)
    assert right("Maëlle") == "went out"


def test_somebody_without_a_name_has_a_row(desk: Desk, add: AddAttendee) -> None:
    add("", email="camille@granit.example")
    (row,) = hit_rows(desk.search("camille@granit.example"), ENGLISH, None)
    assert row.title == "Unnamed guest"


def _found(desk: Desk, name: str) -> Attendee:
    return desk.search(name)[0]
