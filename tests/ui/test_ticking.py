"""What is done with chosen lines: let in at a time, badges printed anew or lost; and the list on paper is written."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from checkin.badges.pictures import page_count, page_text
from checkin.model import Attendee, Means, Revoked
from tests.conftest import Clock
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from ui.attendees.lines import BadgeState, Filter
from ui.attendees.page import AttendeesPage
from ui.attendees.paper import writing

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(house: House) -> AttendeesPage:
    """The page, in view and loaded."""
    shown = house.window.go_to("attendees")
    assert isinstance(shown, AttendeesPage)
    house.settle()
    return shown


@pytest.fixture
def asked_for(house: House) -> list[Attendee]:
    """Whose badges the page asks to be printed, the door's printer being away."""
    found: list[Attendee] = []
    notices = kit_of(house).notices
    notices.print_badges.disconnect()
    notices.print_badges.connect(found.extend)
    return found


def choose(page: AttendeesPage, *names: str) -> None:
    """Choose lines by their names."""
    page.table.select_rows([row for row, line in enumerate(page.model.lines) if line.full_name in names])
    page.table.setFocus()


def said(house: House) -> list[str]:
    """Return what is said from now on."""
    lines: list[str] = []
    kit_of(house).notices.line.connect(lambda text, _role: lines.append(text))
    return lines


def test_several_are_let_in_at_the_time_that_is_written(house: House, page: AttendeesPage) -> None:
    heard = said(house)
    names = ("Maëlle Kervella", "Inès D’Almeida-Roux")
    choose(page, *names)
    house.press(Qt.Key.Key_F5)
    house.type("2130")
    house.press(Qt.Key.Key_Return)
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert heard == ["2130 has not come yet: check the time."]
    house.press(Qt.Key.Key_F5)
    house.type("20.05")
    house.press(Qt.Key.Key_Return)
    assert page.table.hasFocus()
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert heard[1:] == ["2 people let in at 20:05."]
    arrived = {
        line.arrived_at.strftime("%H:%M") for line in page.roll.lines if line.full_name in names and line.arrived_at
    }
    assert arrived == {"20:05"}


def test_the_next_morning_the_table_asks_for_the_time(house: House, page: AttendeesPage, evening_clock: Clock) -> None:
    heard = said(house)
    evening_clock.now += timedelta(hours=12)
    choose(page, "Maëlle Kervella")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert heard == ["The evening is over: write when they came, such as 20:15."]


def test_badges_of_chosen_guests_are_printed_on_purpose(
    house: House, page: AttendeesPage, asked_for: list[Attendee]
) -> None:
    heard = said(house)
    choose(page, "Maëlle Kervella", "Titouan Kervella", "Karim Benali")
    house.press(Qt.Key.Key_P, CTRL)
    # Titouan has cancelled: nobody wears that badge.
    assert [a.full_name for a in asked_for] == ["Maëlle Kervella", "Karim Benali"]
    page.bar.choose(Filter.ABSENT)
    page.table.selectAll()
    house.press(Qt.Key.Key_P, CTRL)
    assert len(asked_for) == 2
    assert heard == ["More than 20 badges are a batch: print them on the Badges page."]
    choose(page, page.model.lines[0].full_name)
    house.press(Qt.Key.Key_B, CTRL)
    # Who has no badge cannot lose it.
    assert page.choosing.badges.asked is None
    assert house.window.current is page
    page.table.clearSelection()
    house.press(Qt.Key.Key_P, CTRL)
    assert house.window.current is not page


def test_a_lost_badge_is_refused_and_its_successor_printed(
    house: House, page: AttendeesPage, asked_for: list[Attendee], tmp_path: Path
) -> None:
    services = kit_of(house).services
    event = services.evenings.current()
    maelle = next(a for a in page.roll.attendees() if a.given_name == "Maëlle")
    pdf = tmp_path / "badge.pdf"
    services.badging.print_sheets(event.id, [maelle], pdf, template="badge-86x54", place="Brother")
    with services.database.reading() as repository:
        old = repository.badges.current_of(event.id)[maelle.id]
    page.reload()
    house.settle()
    choose(page, "Maëlle Kervella")
    assert page.view.foot.words.endswith(": Brother")
    house.press(Qt.Key.Key_B, CTRL)
    assert page.view.foot.words == (
        "Is Maëlle Kervella’s badge lost? Its code is refused for good: there is no way back."
    )
    house.press(Qt.Key.Key_Escape)
    assert asked_for == []
    assert page.table.selected_rows()
    house.press(Qt.Key.Key_B, CTRL)
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert [a.id for a in asked_for] == [maelle.id]
    assert isinstance(services.desk_of(event).admit(old.token, Means.COMMAND), Revoked)
    line = next(line for line in page.roll.lines if line.key == maelle.id)
    assert (line.badge, line.arrived_at) == (BadgeState.LOST, None)


def test_a_lost_badge_that_waits_for_a_printer_is_not_printed_any_more(
    house: House, page: AttendeesPage, asked_for: list[Attendee], tmp_path: Path
) -> None:
    services = kit_of(house).services
    event = services.evenings.current()
    maelle, karim = (
        next(a for a in page.roll.attendees() if a.full_name == n) for n in ("Maëlle Kervella", "Karim Benali")
    )
    pdf = tmp_path / "badge.pdf"
    for people in ([maelle], [maelle, karim]):
        made = [services.badging.draw_one(a, pdf, template="badge-86x54") for a in people]
        badges = [(badge.id, 1) for badge in made]
        services.print_queue.add(event.id, pdf, printer="Not there", template="badge-86x54", badges=badges)
    page.reload()
    house.settle()
    choose(page, "Maëlle Kervella")
    assert page.view.foot.words == "Badge on its way to the printer"
    house.press(Qt.Key.Key_B, CTRL)
    house.press(Qt.Key.Key_Return)
    house.settle()
    # On its own it goes; Karim's page is printed, and the old badge on it is refused.
    assert [len(job.badges) for job in services.print_queue.jobs(event.id)] == [2]
    assert [a.id for a in asked_for] == [maelle.id]


def test_the_paper_list_is_written_and_opened(
    house: House, page: AttendeesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    path = tmp_path / "out" / "list.pdf"
    monkeypatch.setattr(writing, "show_outside", opened.append)
    monkeypatch.setattr(writing, "ask_save", lambda *_arguments: path)
    heard = said(house)
    house.press(Qt.Key.Key_P, CTRL, Qt.KeyboardModifier.ShiftModifier)
    house.settle()
    assert opened == [path]
    assert heard == ["Paper list: 4 pages, list.pdf"]
    assert page_count(path) == 4
    assert "as of 20:41" in page_text(path, 0)
    assert page.view.running.isHidden()
