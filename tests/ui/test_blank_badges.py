"""Blank badges at the door: scan one, type the name, done; and the queue goes on meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from checkin.model import Admitted, AdmittedUnlisted, AlreadyArrived, Badge, Entry, Means, Status
from tests.conftest import Clock
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from tests.ui.printers import FakePrinters, kit_with
from tests.ui.test_walk_in import Typist
from ui.door.walk_in import WalkInPanel


@pytest.fixture
def blanks(house: House, evening_clock: Clock) -> list[Badge]:
    """Three badges of the evening that were printed blank."""
    services = kit_of(house).services
    with services.database.writing() as repository:
        return repository.badges.make_blank(services.evenings.current().id, 3, evening_clock())


def panel_of(house: House) -> WalkInPanel:
    return house.door.view.walk_in


def scan(house: House, badge: Badge) -> None:
    """Scan where the keyboard is, and wait for what follows."""
    Typist().scan(badge.token)
    settle(house)


def settle(house: House) -> None:
    """Wait until what follows from each other in the background has come to rest: the verdict, then whose it is."""
    for _ in range(3):
        house.settle()


def owner_of(house: House, badge: Badge) -> str:
    """Return whose a badge is, as the store has it."""
    with kit_of(house).services.database.reading() as repository:
        found = repository.badges.find(badge.id)
        assert found is not None
        return repository.attendees.get(found.attendee_id).full_name if found.attendee_id else ""


def enter(house: House) -> None:
    house.press(Qt.Key.Key_Return)
    settle(house)


def test_a_blank_badge_lets_its_guest_in_at_once_and_asks_for_the_name(house: House, blanks: list[Badge]) -> None:
    inside = house.desk.headcount().inside
    scan(house, blanks[1])
    verdict = house.verdict()
    assert isinstance(verdict, AdmittedUnlisted)
    assert house.desk.headcount().inside == inside + 1
    panel = panel_of(house)
    assert house.door.view.is_walk_in_open
    assert panel.title.text() == "Blank badge 2: type the name"
    assert panel.accept.text() == "Give the badge this name"
    assert panel.given.hasFocus()
    assert house.door.view.banner.banner.word == "NO NAME YET"
    assert house.door.view.banner.banner.headline == "Blank badge 2: type the name"


def test_a_name_and_enter_make_the_badge_theirs_and_nothing_is_printed(house: House, blanks: list[Badge]) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers, "office")
    inside = house.desk.headcount().inside
    scan(house, blanks[0])
    house.type("Nolwenn Riou")
    enter(house)
    assert owner_of(house, blanks[0]) == "Nolwenn Riou"
    assert not house.door.view.is_walk_in_open
    assert house.door.view.field.line.hasFocus()
    assert house.window.toast.sentence == "Blank badge 1 is the badge of Nolwenn Riou now"
    verdict = house.verdict()
    assert isinstance(verdict, Admitted)
    assert verdict.attendee.status is Status.WALK_IN
    assert house.desk.headcount().inside == inside + 1
    assert printers.sent == []
    scan(house, blanks[0])
    again = house.verdict()
    assert isinstance(again, AlreadyArrived)
    assert again.attendee is not None
    assert again.attendee.full_name == "Nolwenn Riou"
    assert not house.door.view.is_walk_in_open


def test_a_name_that_is_on_the_list_is_offered_and_the_badge_becomes_theirs(house: House, blanks: list[Badge]) -> None:
    scan(house, blanks[0])
    house.type("Karim Benali")
    enter(house)
    panel = panel_of(house)
    assert panel.offer_card.isVisible()
    assert panel.its_them.text() == "It is theirs"
    house.press(Qt.Key.Key_Down)
    enter(house)
    assert owner_of(house, blanks[0]) == "Karim Benali"
    karim = house.attendee("karim benali")
    assert (karim.status, karim.inside) == (Status.EXPECTED, True)
    assert len(house.desk.search("karim benali")) == 1
    assert not house.door.view.is_walk_in_open


def test_who_came_in_by_name_before_is_no_double(house: House, blanks: list[Badge]) -> None:
    house.scan("HA-10002")
    inside = house.desk.headcount().inside
    scan(house, blanks[0])
    house.type("Karim Benali")
    enter(house)
    house.press(Qt.Key.Key_Down)
    enter(house)
    assert owner_of(house, blanks[0]) == "Karim Benali"
    assert house.desk.headcount().inside == inside
    assert house.window.toast.sentence == "Blank badge 1 is the badge of Karim Benali now"
    # That they are here already is nothing to stop them for.
    assert isinstance(house.verdict(), AdmittedUnlisted)


def test_escape_leaves_it_without_a_name_and_another_scan_asks_again(house: House, blanks: list[Badge]) -> None:
    scan(house, blanks[2])
    house.press(Qt.Key.Key_Escape)
    assert not house.door.view.is_walk_in_open
    assert house.door.view.field.line.hasFocus()
    assert not house.door.view.walk_in_too.isVisible()
    scan(house, blanks[2])
    assert isinstance(house.verdict(), AlreadyArrived)
    assert house.door.view.banner.banner.headline == "Blank badge 3: type the name"
    assert panel_of(house).blank == 3
    house.type("Nolwenn")
    enter(house)
    assert owner_of(house, blanks[2]) == "Nolwenn"


def test_after_escape_the_next_walk_in_is_nobody_s_blank_badge(house: House, blanks: list[Badge]) -> None:
    scan(house, blanks[0])
    house.press(Qt.Key.Key_Escape)
    house.press(Qt.Key.Key_F2)
    assert panel_of(house).blank is None
    assert panel_of(house).title.text() == "Walk-in"
    house.type("Nolwenn")
    enter(house)
    assert owner_of(house, blanks[0]) == ""
    assert house.attendee("nolwenn").inside


def test_scans_go_on_beside_the_name_and_blank_badges_are_asked_about_in_turn(
    house: House, blanks: list[Badge]
) -> None:
    inside = house.desk.headcount().inside
    scan(house, blanks[0])
    Typist().type("Nol")
    scan(house, blanks[1])
    Typist().scan("HA-10001")
    settle(house)
    # Held up twice, it is one badge.
    for badge in blanks[:2]:
        scan(house, badge)
    panel = panel_of(house)
    assert (panel.blank, panel.given.text()) == (1, "Nol")
    assert house.attendee("maëlle").inside
    assert house.desk.headcount().inside == inside + 3
    house.type("wenn")
    enter(house)
    assert (panel.blank, panel.given.text()) == (2, "")
    house.type("Yuna Tanguy")
    enter(house)
    assert not house.door.view.is_walk_in_open
    assert [owner_of(house, badge) for badge in blanks] == ["Nolwenn", "Yuna Tanguy", ""]
    assert house.desk.headcount().inside == inside + 3


def test_an_empty_walk_in_form_is_for_the_badge_that_is_held_up_and_one_that_was_begun_is_not(
    house: House, blanks: list[Badge]
) -> None:
    house.press(Qt.Key.Key_F2)
    settle(house)
    scan(house, blanks[0])
    assert panel_of(house).blank == 1
    house.press(Qt.Key.Key_Escape)
    house.press(Qt.Key.Key_F2)
    Typist().type("Nolwenn")
    scan(house, blanks[1])
    assert (panel_of(house).blank, panel_of(house).given.text()) == (None, "Nolwenn")
    enter(house)
    assert house.attendee("nolwenn").inside
    assert panel_of(house).blank == 2


def test_somebody_who_types_a_name_to_search_for_is_not_interrupted(house: House, blanks: list[Badge]) -> None:
    line = house.door.view.field.line
    Typist().type("karim")
    settle(house)
    house.door.clerk.heard(house.desk.admit(blanks[0].token, Means.CAMERA))
    settle(house)
    assert not house.door.view.is_walk_in_open
    assert (line.text(), line.hasFocus()) == ("karim", True)
    assert house.door.view.walk_in_too.isVisible()
    assert house.door.view.walk_in_too.text() == "Type the name"
    line.clear()
    house.press(Qt.Key.Key_F2)
    assert panel_of(house).blank == 1
    house.press(Qt.Key.Key_Escape)
    assert not house.door.view.walk_in_too.isVisible()
    house.press(Qt.Key.Key_F2)
    assert panel_of(house).blank is None


def test_a_badge_that_another_door_has_named_meanwhile_is_a_line(house: House, blanks: list[Badge]) -> None:
    scan(house, blanks[0])
    house.desk.claim_for(blanks[0].id, house.attendee("karim benali").id)
    house.type("Nolwenn")
    enter(house)
    panel = panel_of(house)
    assert "Karim Benali" in panel.error.text()
    assert panel.error.isVisible()
    assert panel.given.text() == "Nolwenn"
    assert house.desk.search("nolwenn") == []
    assert house.program.crashes.dialog is None


def test_who_was_named_by_mistake_is_taken_back_by_undo(house: House, blanks: list[Badge]) -> None:
    inside = house.desk.headcount().inside
    scan(house, blanks[0])
    house.type("Nolwenn")
    enter(house)
    house.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(house)
    assert house.desk.headcount().inside == inside
    line, _ = house.desk.latest(1)[0]
    assert line.entry is Entry.UNDONE
    assert not house.attendee("nolwenn").inside
