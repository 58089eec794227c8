"""The fields of the form in which a line of the list is put right: checked, offered, taken back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from checkin.model import Status
from tests.ui.conftest import House
from tests.ui.line_editing import edit, kept, write
from ui.attendees.lines import Filter
from ui.page import Command


def test_what_is_wrong_is_said_below_its_field_and_nothing_is_kept_until_it_is_right(house: House) -> None:
    before = kept(house, "Maëlle Kervella")
    page = edit(house, "Maëlle")
    write(house, page, "email", "pas une adresse")
    write(house, page, "note", "x")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert page.form.error.startswith("“pas une adresse” is not an e-mail address")
    assert QApplication.focusWidget() is page.form.lines["email"]
    assert page.form.lines["email"].accessibleDescription() == page.form.error
    assert kept(house, "Maëlle Kervella") == before
    write(house, page, "email", "Maelle@Example.org")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert kept(house, "Maëlle Kervella") == replace(before, email="maelle@example.org", note="x")


def test_a_number_of_places_that_is_none_is_refused(house: House) -> None:
    page = edit(house, "Maëlle")
    write(house, page, "places", "beaucoup")
    house.press(Qt.Key.Key_Return)
    assert "beaucoup" in page.form.error
    assert QApplication.focusWidget() is page.form.lines["places"]


def test_a_name_that_would_leave_nobody_is_said_beside_the_name(house: House) -> None:
    page = edit(house, "Maëlle")
    write(house, page, "given_name", "")
    write(house, page, "family_name", "")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert page.form.error == "Give a name: a given name or a family name is enough."
    assert QApplication.focusWidget() is page.form.lines["given_name"]
    assert kept(house, "Kervella").given_name == "Maëlle"


def test_half_a_name_takes_the_other_half_along(house: House) -> None:
    page = edit(house, "Maëlle")
    write(house, page, "family_name", "Le Bihan")
    assert page.form.changes == {"given_name": "Maëlle", "family_name": "Le Bihan"}
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert kept(house, "Le Bihan").full_name == "Maëlle Le Bihan"


def test_the_categories_of_the_evening_are_offered_the_commonest_first(house: House) -> None:
    page = edit(house, "Maëlle")
    category = page.form.category
    offered = [category.itemText(n) for n in range(category.count())]
    assert offered[:2] == ["", "Membre"]
    assert set(offered[1:]) == {line.category for line in page.roll.lines}
    assert category.currentText() == "Presse"
    category.setFocus()
    house.press(Qt.Key.Key_Up)
    chosen = category.currentText()
    assert chosen != "Presse"
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert kept(house, "Maëlle Kervella").category == chosen


def test_who_calls_to_cancel_is_cancelled_by_the_arrow_keys(house: House) -> None:
    page = edit(house, "Maëlle")
    segments = page.form.status.findChildren(QAbstractButton)
    segments[0].setFocus()
    house.press(Qt.Key.Key_Right)
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert kept(house, "Maëlle Kervella").status is Status.CANCELLED
    page.bar.choose(Filter.CANCELLED)
    assert "Maëlle" in {line.given_name for line in page.model.lines}


def test_a_walk_in_has_nothing_to_cancel(house: House) -> None:
    house.window.command(Command.WALK_IN)
    panel = house.door.view.walk_in
    panel.given.setText("Zoé")
    panel.submit()
    house.settle()
    assert kept(house, "Zoé").status is Status.WALK_IN
    page = edit(house, "Zoé")
    assert not page.form.status.isVisible()
    write(house, page, "note", "revient en mai")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert (kept(house, "Zoé").status, kept(house, "Zoé").note) == (Status.WALK_IN, "revient en mai")
