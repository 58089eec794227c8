"""Ticking a list on paper in: an entry, Enter, and the next one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from checkin.attendance.paper_codes import codes_of
from checkin.model import Attendee, Status
from tests.conftest import Clock
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from tests.ui.test_access import controls, spoken
from ui.attendees.page import AttendeesPage
from ui.attendees.paper.ticks import walk_in_of

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(house: House) -> AttendeesPage:
    """The page, with the panel open."""
    shown = house.window.go_to("attendees")
    assert isinstance(shown, AttendeesPage)
    house.settle()
    house.press(Qt.Key.Key_F4)
    house.settle()
    return shown


def people(house: House) -> dict[str, Attendee]:
    """Return the list as the store has it."""
    services = kit_of(house).services
    with services.database.reading() as repository:
        return {a.full_name: a for a in repository.attendees.of_event(services.evenings.current().id)}


def enter(house: House, text: str, *held: Qt.KeyboardModifier) -> None:
    """Type an entry, and Enter, wherever the keyboard is."""
    house.type(text)
    house.press(Qt.Key.Key_Return, *held)
    house.settle()


def ticked(page: AttendeesPage) -> list[tuple[str, str, str]]:
    """Return what the lines below the entries say, the newest first."""
    return [(row.left, row.title, row.right) for row in page.view.paper.ticked.rows.rows]


def came(house: House, name: str) -> str:
    """Return when somebody came, on the clock of the evening."""
    arrived = people(house)[name].arrived_at
    return f"{arrived.astimezone(kit_of(house).services.evenings.current().starts.tzinfo):%H:%M}" if arrived else ""


def lines_of_the_journal(house: House) -> int:
    """Return how many arrivals and refusals there are."""
    services = kit_of(house).services
    with services.database.reading() as repository:
        return len(repository.journal.lines(services.evenings.current().id))


def test_one_code_and_enter_let_a_guest_in_at_the_time_that_stays(house: House, page: AttendeesPage) -> None:
    codes = codes_of(a.id for a in people(house).values())
    ines, gwen = people(house)["Inès D’Almeida-Roux"], people(house)["Gwenaëlle Le Goff"]
    enter(house, "20h15")
    enter(house, codes[ines.id].lower())
    enter(house, "le goff gwen")
    assert (came(house, ines.full_name), came(house, gwen.full_name)) == ("20:15", "20:15")
    assert page.view.paper.time.text() == "20:15"
    assert ticked(page) == [("20:15", gwen.full_name, "came in"), ("20:15", ines.full_name, "came in")]
    assert page.view.paper.entry.text() == ""
    assert page.view.paper.entry.hasFocus()
    house.program.translations.choose("fr")
    assert len(ticked(page)) == 2
    assert page.view.paper.leave.text() == "Fermer"


def test_the_arrows_choose_where_several_may_be_meant(house: House, page: AttendeesPage) -> None:
    enter(house, "kervella")
    assert ticked(page) == [("", "“kervella”", "3 people: arrows choose")]
    shown = [row.title for row in page.view.paper.suggestions.rows.rows]
    assert len(shown) == 3
    assert page.view.paper.entry.selectedText() == "kervella"
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert ticked(page)[0][1] == shown[1]


def test_what_lets_nobody_in_is_a_line_and_no_box(house: House, page: AttendeesPage) -> None:
    before = lines_of_the_journal(house)
    enter(house, "9zzz")
    enter(house, "Nobody At All")
    assert [line[2] for line in ticked(page)] == ["nobody has this name", "nobody has this code"]
    assert lines_of_the_journal(house) == before
    enter(house, "Karim Benali")
    enter(house, "Karim Benali")
    assert ticked(page)[0][1:] == ("Karim Benali", "was in already, since 20:41")
    page.choosing.time.write("20:00")
    enter(house, "Titouan Kervella")
    assert ticked(page)[0][1:] == ("Titouan Kervella", "cancelled: Ctrl+Enter lets in")
    assert QApplication.activeModalWidget() is None
    house.press(Qt.Key.Key_Return, CTRL)
    house.settle()
    assert ticked(page)[0][1:] == ("Titouan Kervella", "came in")
    assert came(house, "Titouan Kervella") == "20:00"


def test_the_newest_entry_is_taken_back_first(house: House, page: AttendeesPage) -> None:
    for name in ("Inès D’Almeida-Roux", "Gwenaëlle Le Goff"):
        enter(house, name)
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert (came(house, "Inès D’Almeida-Roux"), came(house, "Gwenaëlle Le Goff")) == ("20:41", "")
    assert ticked(page)[0] == ("20:41", "Gwenaëlle Le Goff", "taken back")
    house.press(Qt.Key.Key_Z, CTRL)
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert came(house, "Inès D’Almeida-Roux") == ""
    enter(house, "Gwenaëlle Le Goff")
    assert came(house, "Gwenaëlle Le Goff") == "20:41"


def test_who_is_not_on_the_list_walks_in_at_that_time(house: House, page: AttendeesPage) -> None:
    page.choosing.time.write("19:50")
    enter(house, "Bénédicte  Zwingelstein @bz", SHIFT)
    walked_in = people(house)["Bénédicte Zwingelstein"]
    assert (walked_in.status, walked_in.handle) == (Status.WALK_IN, "@bz")
    assert came(house, "Bénédicte Zwingelstein") == "19:50"
    assert ticked(page)[0] == ("19:50", "Bénédicte Zwingelstein", "walk-in, came in")
    assert page.view.paper.entry.text() == ""


def test_a_name_of_the_list_is_asked_about_and_a_code_is_no_name(house: House, page: AttendeesPage) -> None:
    before = len(people(house))
    enter(house, "9zzz", SHIFT)
    enter(house, "Karim Benali", SHIFT)
    assert [line[2] for line in ticked(page)] == [
        "on the list: Shift+Enter again for somebody else",
        "a code, not a name",
    ]
    assert len(people(house)) == before
    house.press(Qt.Key.Key_Return, SHIFT)
    house.settle()
    assert ticked(page)[0][2] == "walk-in, came in"


def test_a_time_that_cannot_be_writes_nothing(house: House, page: AttendeesPage, evening_clock: Clock) -> None:
    before, evening = lines_of_the_journal(house), evening_clock.now
    house.type("Inès D’Almeida-Roux")
    for hours, time, said in (
        (0, "20:42", "20:42 has not come yet: check the time."),
        (0, "8 o’clock", "“8 o’clock” is no time: write it as 20:15."),
        (-24, "20:15", "The evening is on Thursday 3 December 2026: nobody can have come yet."),
        (12, "", "The evening is over: write when they came, such as 20:15."),
    ):
        evening_clock.now = evening + timedelta(hours=hours)
        page.choosing.time.write(time)
        house.press(Qt.Key.Key_Return)
        house.settle()
        assert page.view.paper.remark == said
        assert page.view.paper.entry.text() == "Inès D’Almeida-Roux"
    assert lines_of_the_journal(house) == before
    page.choosing.time.write("20h30")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert came(house, "Inès D’Almeida-Roux") == "20:30"


def test_entries_that_come_faster_than_the_store_are_written_in_their_order(house: House, page: AttendeesPage) -> None:
    heard: list[str] = []
    kit_of(house).notices.arrivals_changed.connect(lambda: heard.append("arrivals"))
    names = ["Inès D’Almeida-Roux", "Gwenaëlle Le Goff", "Camille Kervella"]
    for name in names:
        house.type(name)
        house.press(Qt.Key.Key_Return)
    house.settle()
    assert [line[1] for line in reversed(ticked(page))] == names
    house.press(Qt.Key.Key_Escape)
    house.settle()
    assert heard == ["arrivals"]


def test_escape_empties_the_entry_and_then_puts_the_panel_away(house: House, page: AttendeesPage) -> None:
    page.choosing.time.write("20:15")
    house.type("kerv")
    assert [type(widget).__name__ for widget in controls(page) if not spoken(widget)] == []
    house.press(Qt.Key.Key_Escape)
    assert (page.view.paper.entry.text(), page.paper.is_open) == ("", True)
    house.press(Qt.Key.Key_Escape)
    assert not page.paper.is_open
    assert page.choosing.time.text == ""
    assert page.table.hasFocus()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Zoé Le Goff", ("Zoé", "Le Goff", "", "")),
        ("Madonna", ("Madonna", "", "", "")),
        ("Zoé Martin zoe@example.org @zoe", ("Zoé", "Martin", "@zoe", "zoe@example.org")),
        ("@zoe", ("", "", "@zoe", "")),
    ],
)
def test_a_line_of_the_paper_is_taken_apart(text: str, wanted: tuple[str, str, str, str]) -> None:
    walk_in = walk_in_of(text)
    assert (walk_in.given_name, walk_in.family_name, walk_in.handle, walk_in.email) == wanted
