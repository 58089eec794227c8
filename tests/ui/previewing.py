"""The preview of a list, worked by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from checkin.model import Attendee
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from ui.attendees.import_panel import Stage
from ui.attendees.page import AttendeesPage

CTRL = Qt.KeyboardModifier.ControlModifier


def preview(house: House, path: Path) -> AttendeesPage:
    """Return the page with a list previewed."""
    page = house.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    house.settle()
    page.open_list(path)
    house.settle()
    assert page.panel.stage is Stage.PREVIEW
    return page


def press(house: House, *keys: Qt.Key) -> None:
    """Press keys where the keyboard is, and wait for what they ask."""
    for key in keys:
        house.press(key)
        house.settle()


def look_at(house: House, path: Path) -> AttendeesPage:
    """Return the page with what to look at open."""
    page = preview(house, path)
    house.press(Qt.Key.Key_L, CTRL)
    return page


def go_to_row(page: AttendeesPage, number: int) -> None:
    """Choose the remark on a row of the list."""
    remarks = page.panel.body.problems.model.remarks
    page.panel.problems.select_rows([next(n for n, remark in enumerate(remarks) if remark.row == number)])


def open_fix(house: House, page: AttendeesPage, number: int) -> None:
    """Open the form of a row that has a remark."""
    go_to_row(page, number)
    house.press(Qt.Key.Key_F2)
    assert page.panel.fixing.form.row == number


def load(house: House, page: AttendeesPage) -> dict[str, Attendee]:
    """Load what is previewed and return the list as the store has it, by name."""
    page.panel.load()
    house.settle()
    house.settle()
    services = kit_of(house).services
    with services.database.reading() as repository:
        attendees = repository.attendees.of_event(services.evenings.current().id)
    return {attendee.full_name: attendee for attendee in attendees}


def open_rows(page: AttendeesPage) -> set[int | None]:
    """Return the rows that still have something to do."""
    return {remark.row for remark in page.panel.body.problems.model.remarks if remark.is_open}
