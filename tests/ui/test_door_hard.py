"""The door in hostile hands: keys in the wrong order or held down, codes in the wrong place, a store that is held."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from checkin.model import Admitted, Arrival, Entry, new_id
from checkin.storage.records import AttendeeRecord, PersonRecord
from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of
from ui.theme import Size

CTRL = Qt.KeyboardModifier.ControlModifier
JSON = '{"code": "ABC12345"}'


def put(house: House, name: str, code: str) -> None:
    """Put somebody with a ticket on the list of the evening."""
    kit = kit_of(house)
    given, _, family = name.partition(" ")
    person = PersonRecord(new_id(), given, family, name)
    event = kit.services.evenings.current()
    record = AttendeeRecord(new_id(), event.id, person.id, given, family, name, ticket_code=code)
    with kit.services.database.writing() as repository:
        repository.attendees.add_people([person])
        repository.attendees.add([record])
    kit.notices.list_changed.emit()
    house.settle()


def latest(house: House) -> tuple[Entry, str]:
    """Return what the newest line of the journal says, and of whom."""
    line, attendee = house.desk.latest(1)[0]
    return line.entry, attendee.full_name if attendee else ""


def hold_enter(house: House) -> None:
    """Press Enter and hold it down for as long as it takes to be answered, and longer."""
    for is_repeated in (False, True, True):
        key = Qt.Key.Key_Return
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", is_repeated)
        QApplication.sendEvent(QApplication.focusWidget() or house.window, event)
        house.settle()


def burst(house: House, text: str) -> None:
    """Type a code and Enter, five milliseconds from key to key, wherever the keyboard is."""
    keys = [(Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown, letter) for letter in text]
    for at, (key, letter) in enumerate([*keys, (Qt.Key.Key_Return, "\r")]):
        focus = QApplication.focusWidget() or house.window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(1_000_000 + 5 * at)
            QApplication.sendEvent(focus, event)
    house.settle()


@pytest.fixture
def volunteers(house: House) -> Iterator[House]:
    """A door in the volunteers' hands; the PIN is 2468."""
    lock = kit_of(house).lock
    lock.set_pin("2468", lambda: None)
    house.settle()
    lock.hand_over()
    house.settle()
    yield house
    lock.take_back()
    house.settle()


@pytest.mark.parametrize("code", ["KERVEL", "BENALY"])
def test_a_ticket_of_letters_alone_is_its_holder_s_and_not_of_whoever_has_such_a_name(house: House, code: str) -> None:
    put(house, "Otto Xylander", code)
    house.scan(code)
    assert house.door.view.banner.banner.headline == "Otto Xylander"
    assert latest(house) == (Entry.ARRIVED, "Otto Xylander")


@pytest.mark.parametrize("typed", ["b", "benali", "zzzzq"])
def test_f8_on_a_name_for_which_nobody_is_chosen_is_not_about_the_banner(house: House, typed: str) -> None:
    house.scan("HA-10001")
    house.type(typed)
    # At once: what was typed is searched for in the background.
    house.press(Qt.Key.Key_F8)
    house.settle()
    assert latest(house) == (Entry.ARRIVED, "Maëlle Kervella")
    assert "Who left?" in house.window.toast.sentence
    assert house.door.view.field.line.text() == typed


def test_f8_on_hits_of_what_was_typed_before_is_not_about_them(house: House) -> None:
    for code in ("HA-10001", "HA-10003"):
        house.scan(code)
    house.type("kervella ma")
    house.settle()
    house.door.view.field.line.selectAll()
    house.type("almeida")
    house.press(Qt.Key.Key_F8)
    house.settle()
    assert house.attendee("Maëlle Kervella").inside
    assert latest(house)[0] is Entry.ARRIVED


def test_ctrl_z_before_the_departure_is_written_takes_the_departure_back(house: House) -> None:
    house.scan("HA-10001")
    house.press(Qt.Key.Key_F8)
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    house.settle()
    assert house.attendee("Maëlle Kervella").inside
    assert [line.entry for line, _ in house.desk.latest(3)] == [Entry.UNDONE, Entry.LEFT, Entry.ARRIVED]
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert not house.attendee("Maëlle Kervella").inside


def test_who_was_put_back_inside_can_leave_again_by_the_same_key(house: House) -> None:
    house.scan("HA-10001")
    for key, held in ((Qt.Key.Key_F8, ()), (Qt.Key.Key_Z, (CTRL,)), (Qt.Key.Key_F8, ())):
        house.press(key, *held)
        house.settle()
    assert latest(house) == (Entry.LEFT, "Maëlle Kervella")


def test_enter_that_is_held_down_makes_no_double(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    house.type("Karim Benali")
    hold_enter(house)
    assert house.door.view.walk_in.offer_card.isVisible()
    assert [a.full_name for a in house.desk.search("karim benali")] == ["Karim Benali"]


def test_enter_that_is_held_down_lets_in_nobody_by_chance(house: House) -> None:
    before = latest(house)
    house.type("kervella")
    hold_enter(house)
    assert [row.title for row in house.door.view.hits.rows.rows[:2]] == ["Camille Kervella", "Maëlle Kervella"]
    assert latest(house) == before


def test_f2_and_its_button_keep_what_was_typed_in_the_form(house: House) -> None:
    view = house.door.view
    house.press(Qt.Key.Key_F2)
    house.type("Nolwenn")
    view.walk_in.family.setFocus()
    house.press(Qt.Key.Key_F2)
    assert view.walk_in.family.hasFocus()
    house.qtbot.mouseClick(view.walk_in_button, Qt.MouseButton.LeftButton)
    assert view.walk_in.given.text() == "Nolwenn"
    view.field.line.setFocus()
    house.press(Qt.Key.Key_F2)
    assert view.walk_in.given.hasFocus()


def test_what_keys_do_behind_the_form_is_said(house: House) -> None:
    for _ in range(2):
        house.scan("HA-10001")
    house.press(Qt.Key.Key_F2)
    house.press(Qt.Key.Key_Return, CTRL)
    house.settle()
    assert house.window.toast.sentence.startswith("WELCOME BACK. Maëlle Kervella")
    house.door.view.walk_in.consent.setFocus()
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert house.window.toast.sentence.startswith("TAKEN BACK. Maëlle Kervella")
    assert house.door.view.is_walk_in_open


def test_behind_the_form_nobody_is_let_in_unseen(house: House) -> None:
    before = latest(house)
    house.press(Qt.Key.Key_F2)
    house.door.view.field.line.setFocus()
    house.type("kervella")
    house.settle()
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert latest(house) == before
    assert house.door.view.hits.isVisible()


def test_the_lamp_leaves_hits_in_view_and_lights_once_the_search_is_over(house: House) -> None:
    view = house.door.view
    house.type("benali")
    house.settle()
    house.press(Qt.Key.Key_F6)
    assert view.hits.isVisible()
    house.press(Qt.Key.Key_Escape)
    assert view.is_lamp_on
    assert not view.arrivals.isVisible()


def test_another_language_leaves_the_chosen_hit_chosen(house: House) -> None:
    house.type("kervella")
    house.settle()
    house.press(Qt.Key.Key_Down)
    house.program.translations.choose("fr")
    assert house.door.view.hits.chosen is not None
    assert house.door.view.hits.chosen.title == "Maëlle Kervella"


def test_what_is_missing_in_the_form_is_said_in_another_language_too(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    house.press(Qt.Key.Key_Return)
    house.program.translations.choose("fr")
    assert house.door.view.walk_in.error.text() == "Un nom suffit, mais il en faut un."
    house.press(Qt.Key.Key_Escape)
    house.press(Qt.Key.Key_F2)
    house.program.translations.choose("en")
    assert house.door.view.walk_in.error.text() == ""


def test_the_volunteers_see_no_address_in_the_offer(volunteers: House) -> None:
    panel = volunteers.door.view.walk_in
    volunteers.press(Qt.Key.Key_F2)
    volunteers.type("Camille Kervella")
    volunteers.press(Qt.Key.Key_Return)
    volunteers.settle()
    assert "c…@granit.example" in panel.offer_card.about.text()
    kit_of(volunteers).lock.take_back()
    assert "camille@granit.example" in panel.offer_card.about.text()


@pytest.mark.parametrize("name", ["shut", "accept", "consent", "its_them"])
def test_a_blank_inside_a_code_presses_no_button(house: House, name: str) -> None:
    put(house, "Jason Tokarev", "ABC12345")
    panel = house.door.view.walk_in
    house.press(Qt.Key.Key_F2)
    house.type("Karim Benali")
    house.press(Qt.Key.Key_Return)
    house.settle()
    button = getattr(panel, name)
    assert isinstance(button, QWidget)
    button.setFocus()
    burst(house, JSON)
    assert latest(house) == (Entry.ARRIVED, "Jason Tokarev")
    assert house.door.view.is_walk_in_open
    assert panel.given.text() == "Karim Benali"
    assert not panel.consent.isChecked()


@pytest.mark.parametrize("text", ["HA-99999", "HQ)ççççç", "https://beer.example/menu", "3760123456789"])
def test_a_code_that_is_nobody_s_becomes_no_guest_of_that_name(house: House, text: str) -> None:
    house.press(Qt.Key.Key_F2)
    burst(house, text)
    house.settle()
    assert text not in [latest(house)[1], house.door.view.banner.banner.headline]
    assert house.door.view.is_walk_in_open
    assert house.door.view.walk_in.given.text() == ""


@pytest.mark.parametrize("name", ["Ann-Sophie D’Arc", "Zoé (Zouzou) Vuk"])
def test_a_name_that_a_tool_types_as_fast_as_a_scanner_is_a_name(house: House, name: str) -> None:
    house.press(Qt.Key.Key_F2)
    burst(house, name)
    house.settle()
    assert latest(house) == (Entry.ARRIVED, name)


def test_a_scan_is_heard_while_the_pin_is_asked_for_and_somebody_clicks_elsewhere(volunteers: House) -> None:
    arrivals = volunteers.door.view.arrivals
    volunteers.press(Qt.Key.Key_F9)
    arrivals.setFocus(Qt.FocusReason.MouseFocusReason)
    volunteers.qtbot.mouseClick(arrivals.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 16))
    volunteers.qtbot.waitUntil(volunteers.door.view.field.line.hasFocus)
    burst(volunteers, "HA-10001")
    assert latest(volunteers) == (Entry.ARRIVED, "Maëlle Kervella")


def test_a_hand_is_no_machine_because_the_window_was_busy(volunteers: House) -> None:
    lock, line = kit_of(volunteers).lock, volunteers.window.gate.strip.line
    volunteers.press(Qt.Key.Key_F9)
    for at, digit in enumerate("135790"):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(digit)), Qt.KeyboardModifier.NoModifier, digit)
        event.setTimestamp(1_000_000 + 180 * at)
        QApplication.sendEvent(line, event)
    volunteers.press(Qt.Key.Key_Return)
    volunteers.settle()
    assert volunteers.window.gate.strip.answer == "That is not the PIN."
    volunteers.program.translations.choose("fr")
    assert volunteers.window.gate.strip.answer == "Ce n’est pas le code."
    assert lock.is_volunteers


def test_what_is_typed_over_a_menu_that_a_key_opened_lands_in_the_scan_field(house: House) -> None:
    house.press(Qt.Key.Key_F7)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QApplication.processEvents()
    house.type("k", on=menu)
    house.type("erv")
    assert QApplication.activePopupWidget() is None
    assert house.door.view.field.line.text() == "kerv"


def test_long_topics_push_no_field_out_of_view(house: House) -> None:
    kit = kit_of(house)
    topics = ("accessibilité numérique", "mobilités douces et vélo", "développement durable", "x" * 200)
    house.window.resize(*Size.SMALLEST)
    panel = house.door.view.walk_in
    for offered, columns in ((topics[:3], 2), (topics, 1), (("culture", "vélo", "mer"), 3)):
        kit.services.evenings.change(replace(kit.services.evenings.current(), topics=offered))
        kit.notices.event_chosen.emit()
        house.press(Qt.Key.Key_F2)
        house.settle()
        house.window.grab()
        assert len({box.x() for box in panel.topics.boxes}) == columns
        for field in (panel.family, panel.organisation, panel.category):
            # The layout may still be on its way when the form opens.
            house.qtbot.waitUntil(lambda field=field: field.visibleRegion().boundingRect().width() == field.width())
        house.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("searched", "where"),
    [("@zoran_vuk", "handle"), ("zoran.vuk@vuk.example", "email"), ("HA-99999", ""), ("Zoran", "given")],
)
def test_what_was_searched_in_vain_begins_the_walk_in_where_it_belongs(house: House, searched: str, where: str) -> None:
    house.type(searched)
    house.settle()
    house.press(Qt.Key.Key_F2)
    panel = house.door.view.walk_in
    fields = {"given": panel.given, "handle": panel.handle, "email": panel.email, "family": panel.family}
    assert {name: field.text() for name, field in fields.items() if field.text()} == (
        {where: searched} if where else {}
    )


def test_what_the_store_could_not_take_is_typed_again(
    open_house: OpenHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checkin.storage.database.BUSY_MILLISECONDS", 10)
    house = open_house()
    holder = sqlite3.connect(tmp_path / "checkin.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    house.type("HA-10001")
    house.press(Qt.Key.Key_Return)
    house.settle()
    line = house.door.view.field.line
    assert line.text() == "HA-10001"
    assert "Another program is holding the data" in house.window.toast.sentence
    holder.close()
    house.press(Qt.Key.Key_Return)
    house.settle()
    verdict = house.verdict()
    assert isinstance(verdict, Admitted)
    lines: list[Arrival] = [entry for entry, attendee in house.desk.latest(50) if attendee == verdict.attendee]
    assert len(lines) == 1
    assert line.text() == ""
