"""Undo and "they left", through the page: of the chosen line, else of the latest one."""

from __future__ import annotations

from PySide6.QtCore import Qt

from checkin.model import Admitted, AdmittedUnlisted, AlreadyArrived, Entry
from tests.conftest import Clock
from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of

CTRL = Qt.KeyboardModifier.ControlModifier


def entries(house: House, count: int) -> list[Entry]:
    """Return the kinds of the journal's newest lines, the newest first."""
    return [line.entry for line, _ in house.desk.latest(count)]


def test_f8_on_the_banner_says_that_they_left_and_ctrl_z_that_they_did_not(house: House) -> None:
    inside = house.desk.headcount().inside
    house.scan("HA-10001")
    house.scan("HA-10001")
    assert isinstance(house.verdict(), AlreadyArrived)
    assert house.door.view.left.isVisible()
    house.press(Qt.Key.Key_F8)
    house.settle()
    banner = house.door.view.banner.banner
    assert (banner.word, banner.headline) == ("LEFT", "Maëlle Kervella")
    assert house.desk.headcount().inside == inside
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert house.desk.headcount().inside == inside + 1
    assert "Counted as inside again" in house.door.view.banner.banner.sentence


def test_who_comes_back_is_welcomed_back_and_the_line_says_so(house: House, evening_clock: Clock) -> None:
    house.scan("HA-10001")
    house.press(Qt.Key.Key_F8)
    house.settle()
    evening_clock.advance(minutes=12)
    house.scan("HA-10001")
    banner = house.door.view.banner.banner
    assert banner.word == "WELCOME BACK"
    assert "first at 20:41" in banner.sentence
    assert house.door.view.arrivals.rows.rows[0].right == "back again"
    assert [row.right for row in house.door.view.arrivals.rows.rows][1] == "left"


def test_a_hit_that_is_chosen_leaves(house: House) -> None:
    house.scan("HA-10002")
    house.scan("HA-10001")
    house.type("benali")
    house.settle()
    house.press(Qt.Key.Key_F8)
    house.settle()
    assert not house.attendee("Karim Benali").inside
    assert house.attendee("Maëlle Kervella").inside
    assert house.door.view.field.line.text() == ""


def test_the_arrows_choose_an_arrival_to_take_back(house: House) -> None:
    for code in ("HA-10001", "HA-10002", "HA-10003"):
        house.scan(code)
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert not house.attendee("Karim Benali").inside
    # The choice is over: the next one is the latest again.
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert not house.attendee("Inès D’Almeida-Roux").inside
    assert house.attendee("Maëlle Kervella").inside


def test_a_new_verdict_forgets_the_chosen_line(house: House) -> None:
    house.scan("HA-10001")
    house.press(Qt.Key.Key_Down)
    house.scan("HA-10002")
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert house.attendee("Maëlle Kervella").inside
    assert not house.attendee("Karim Benali").inside


def test_up_from_the_first_line_and_escape_choose_none(house: House) -> None:
    view = house.door.view
    house.press(Qt.Key.Key_Down)
    assert view.chosen_line is not None
    house.press(Qt.Key.Key_Up)
    assert view.chosen_line is None
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Escape)
    assert view.chosen_line is None


def test_a_refused_line_has_nothing_to_take_back(house: House) -> None:
    house.scan("HA-10001")
    house.scan(house.texts["forged"])
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert "Nothing to take back" in house.window.toast.sentence
    assert house.attendee("Maëlle Kervella").inside


def test_whoever_is_not_inside_cannot_leave_and_it_is_said(house: House) -> None:
    house.type("kervella ma")
    house.settle()
    house.press(Qt.Key.Key_F8)
    house.settle()
    assert "is not inside" in house.window.toast.sentence
    assert Entry.LEFT not in entries(house, 200)


def test_f8_without_anybody_says_what_to_do(house: House) -> None:
    house.press(Qt.Key.Key_F8)
    house.settle()
    assert "Who left?" in house.window.toast.sentence


def test_a_badge_without_a_name_leaves_too(house: House) -> None:
    inside = house.desk.headcount().inside
    house.scan(house.texts["unlisted"])
    assert isinstance(house.verdict(), AdmittedUnlisted)
    house.press(Qt.Key.Key_F8)
    house.settle()
    assert house.desk.headcount().inside == inside
    house.scan(house.texts["unlisted"])
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_F8)
    house.settle()
    assert house.desk.headcount().inside == inside


def test_what_was_let_in_before_a_restart_can_be_taken_back(open_house: OpenHouse) -> None:
    first = open_house()
    first.scan("HA-10001")
    first.shut()
    again = open_house(filled=False)
    again.settle()
    again.press(Qt.Key.Key_Z, CTRL)
    again.settle()
    assert not again.attendee("Maëlle Kervella").inside


def test_another_doors_arrival_is_only_taken_back_where_it_is_chosen(house: House) -> None:
    services = kit_of(house).services
    event = services.evenings.current()
    mine = services.settings.change(door_name="1").door_id
    house.scan("HA-10001")
    other = services.settings.change(door_id=event.id)
    house.door.clerk.renew_desk()
    house.scan("HA-10002")
    services.settings.change(door_id=mine)
    house.door.clerk.renew_desk()
    house.door.clerk.refresh()
    house.settle()
    assert other.door_id != mine
    house.door.corrections.forget()
    house.door.clerk.refresh()
    house.settle()
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert house.attendee("Karim Benali").inside
    assert not house.attendee("Maëlle Kervella").inside


def test_a_guest_of_honour_and_a_note_are_called_out(house: House) -> None:
    house.scan("HA-10004")
    banner = house.door.view.banner.banner
    assert isinstance(house.verdict(), Admitted)
    assert (banner.attention, banner.cue) == ("Invitée d’honneur", "First visit")
    house.scan("HA-10001")
    banner = house.door.view.banner.banner
    assert (banner.attention, banner.strong) == ("Note", "apporte le micro")
    house.scan("HA-10003")
    assert house.door.view.banner.banner.attention == ""
