"""The walk-in panel, key by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from checkin.model import Admitted, AdmittedUnlisted, Means, Status
from tests.ui.conftest import House
from ui.theme import Size


def test_a_name_and_enter_registers_admits_and_leaves_the_badge_for_the_next_sheet(house: House) -> None:
    inside = house.desk.headcount().inside
    house.press(Qt.Key.Key_F2)
    house.type("Nolwenn")
    house.press(Qt.Key.Key_Tab)
    house.type("Riou")
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    verdict = house.verdict()
    assert isinstance(verdict, Admitted)
    assert verdict.scan.means is Means.WALK_IN
    assert verdict.attendee.status is Status.WALK_IN
    assert house.desk.headcount().inside == inside + 1
    assert not house.door.view.is_walk_in_open
    assert house.door.view.field.line.hasFocus()
    waiting = house.door.kit.services.badging.waiting(verdict.attendee.event_id)
    assert house.window.toast.sentence == f"No printer: the badge waits for the next sheet ({waiting} waiting)"


def test_a_likely_double_is_offered_before_it_is_made(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    house.type("Gwenaelle")
    house.press(Qt.Key.Key_Tab)
    house.type("Le Gof")
    house.press(Qt.Key.Key_Return)
    house.settle()
    panel = house.door.view.walk_in
    assert panel.offer_card.isVisible()
    assert panel.offer_name.text() == "Gwenaëlle Le Goff is on the list"
    assert len(house.desk.search("gwenaelle")) == 1
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Return)
    house.settle()
    verdict = house.verdict()
    assert isinstance(verdict, Admitted)
    assert verdict.attendee.status is Status.EXPECTED
    assert len(house.desk.search("gwenaelle")) == 1


def test_enter_once_more_registers_somebody_else_of_the_same_name(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    house.type("Gwenaëlle")
    house.press(Qt.Key.Key_Tab)
    house.type("Le Goff")
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert len([a for a in house.desk.search("gwenaelle le goff") if a.full_name == "Gwenaëlle Le Goff"]) == 2


def test_the_offer_comes_while_typing(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    panel = house.door.view.walk_in
    house.type("Karim")
    house.press(Qt.Key.Key_Tab)
    house.type("Benali")
    house.qtbot.waitUntil(panel.offer_card.isVisible, timeout=5000)


def test_without_a_name_nothing_is_registered(house: House) -> None:
    count = house.desk.headcount()
    house.press(Qt.Key.Key_F2)
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert house.door.view.walk_in.error.text()
    assert house.desk.headcount() == count


def test_escape_closes_the_panel(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    assert house.door.view.is_walk_in_open
    house.press(Qt.Key.Key_Escape)
    assert not house.door.view.is_walk_in_open
    assert QApplication.focusWidget() is house.door.view.field.line


def test_a_name_that_was_not_found_begins_the_walk_in(house: House) -> None:
    house.type("Zoran Vuk")
    house.settle()
    house.press(Qt.Key.Key_F2)
    panel = house.door.view.walk_in
    assert (panel.given.text(), panel.family.text()) == ("Zoran", "Vuk")


def test_consent_counts_only_with_an_address(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    panel = house.door.view.walk_in
    panel.consent.setChecked(True)
    assert not panel.walk_in().may_be_written_to
    panel.email.setText("zoran@example.org")
    assert panel.walk_in().may_be_written_to


def test_scans_go_on_beside_the_panel(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    door = house.door
    door.clerk.submit("HA-10001")
    house.settle()
    assert door.view.is_walk_in_open
    assert "Maëlle Kervella" in house.window.toast.sentence


def test_a_badge_that_is_scanned_into_the_form_is_a_scan_and_no_name(house: House) -> None:
    people = house.desk.headcount().inside
    house.press(Qt.Key.Key_F2)
    house.type("Nol")
    house.type(house.texts["unlisted"])
    house.press(Qt.Key.Key_Return)
    house.settle()
    panel = house.door.view.walk_in
    assert house.door.view.is_walk_in_open
    assert panel.given.text() == "Nol"
    assert isinstance(house.verdict(), AdmittedUnlisted)
    assert house.desk.headcount().inside == people + 1


def test_a_printer_that_is_not_there_is_a_line_and_the_guest_is_in(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without the commands of CUPS, Qt is asked, which knows no such printer on any machine.
    monkeypatch.setenv("PATH", str(tmp_path))
    house.door.kit.services.settings.change(printer="no such printer")
    house.press(Qt.Key.Key_F2)
    house.type("Nolwenn")
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert isinstance(house.verdict(), Admitted)
    assert house.window.toast.sentence.startswith("No printer no such printer: plug it in")
    assert house.program.crashes.dialog is None


def test_in_a_small_window_no_field_lies_over_another(house: House) -> None:
    house.window.resize(*Size.SMALLEST)
    house.press(Qt.Key.Key_F2)
    panel = house.door.view.walk_in
    panel.show_full("The evening is full (50 places). You decide.")
    panel.show_error("A name is enough, but it takes a name.")
    house.type("Gwenaelle Le Gof")
    house.qtbot.waitUntil(panel.offer_card.isVisible)
    house.window.grab()
    for field in (panel.given, panel.handle, panel.email, panel.topics.other):
        assert field.height() >= Size.FIELD - 2
    handle, email = (field.mapTo(panel, field.rect().topLeft()).y() for field in (panel.handle, panel.email))
    assert handle + Size.FIELD < email
    assert not panel.accept.visibleRegion().isEmpty()
    panel.topics.other.setFocus()
    house.press(Qt.Key.Key_Backtab)
    house.press(Qt.Key.Key_Tab)
    assert panel.topics.other.visibleRegion().boundingRect().height() >= Size.FIELD - 2
