"""The form of a line of the list, worked by keyboard."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt

from checkin.model import Attendee
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from ui.attendees.page import AttendeesPage


def page_of(house: House) -> AttendeesPage:
    """Return the page, in view and loaded."""
    page = house.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    house.settle()
    return page


def kept(house: House, family: str) -> Attendee:
    """Return somebody as the store has them."""
    services = kit_of(house).services
    with services.database.reading() as repository:
        attendees = repository.attendees.of_event(services.evenings.current().id)
    return next(attendee for attendee in attendees if family in attendee.full_name)


def choose(page: AttendeesPage, given: str) -> UUID:
    """Choose the line of somebody."""
    row = page.model.row_of(lambda line: line.given_name == given)
    assert row is not None
    page.table.select_rows([row])
    return page.model.lines[row].key


def edit(house: House, given: str) -> AttendeesPage:
    """Open the form on somebody, by the key."""
    page = page_of(house)
    choose(page, given)
    house.press(Qt.Key.Key_F2)
    assert page.form.isVisible()
    return page


def write(house: House, page: AttendeesPage, field: str, text: str) -> None:
    """Type over a field, with the keyboard in it."""
    line = page.form.lines[field]
    line.setFocus()
    line.selectAll()
    house.press(Qt.Key.Key_Delete)
    house.type(text)
