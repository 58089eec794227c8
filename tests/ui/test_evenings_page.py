"""The Evenings page: choosing, adding and changing one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from checkin.attention import CALLED_OUT
from checkin.model import Event, new_id
from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of
from ui.events.drafts import Draft, in_order, next_after, next_title, same_weekday_next_month
from ui.events.page import EventsPage
from ui.theme import DARK, Size


def page_of(house: House) -> EventsPage:
    """Return the page, in view and loaded."""
    page = house.window.go_to("events")
    assert isinstance(page, EventsPage)
    house.settle()
    return page


def titles(page: EventsPage) -> list[str]:
    """Return the titles as they are listed."""
    return [row.title for row in page.evenings.rows.rows]


def write(house: House, field: QLineEdit, text: str) -> None:
    """Type a text in place of what a field holds."""
    field.setFocus()
    field.selectAll()
    house.press(Qt.Key.Key_Delete)
    house.type(text)


def test_the_next_evening_stands_first_and_the_current_one_is_marked(house: House) -> None:
    page = page_of(house)
    assert titles(page)[0] == "Apéro #26"
    assert [row.title for row in page.evenings.rows.rows if row.chip] == ["Apéro #26"]
    assert page.form.title.text() == "Apéro #26"


def test_enter_works_on_another_evening(house: House) -> None:
    page = page_of(house)
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert kit_of(house).services.evenings.current().title == titles(page)[1]
    assert page.evenings.rows.rows[1].chip


def test_a_new_evening_follows_the_last_one(house: House) -> None:
    page = page_of(house)
    house.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.form.is_new
    house.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    current = kit_of(house).services.evenings.current()
    assert (current.title, current.venue) == ("Apéro #27", "Le Bistrot du Port")
    assert (current.starts.month, current.starts.day, current.starts.hour) == (1, 7, 19)
    assert titles(page)[:2] == ["Apéro #26", "Apéro #27"]
    assert [row.title for row in page.evenings.rows.rows if row.chip] == ["Apéro #27"]


def test_escape_forgets_a_new_evening(house: House) -> None:
    page = page_of(house)
    before = titles(page)
    house.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    house.press(Qt.Key.Key_Escape)
    assert not page.form.is_new
    assert page.form.title.text() == "Apéro #26"
    assert titles(page) == before


def test_what_is_changed_is_kept(house: House) -> None:
    page = page_of(house)
    page.form.title.setFocus()
    page.form.title.selectAll()
    house.type("Grande soiree")
    page.form.capacity.setValue(80)
    house.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    current = kit_of(house).services.evenings.current()
    assert (current.title, current.capacity, current.starts.hour) == ("Grande soiree", 80, 19)
    assert page.form.save.isHidden()


def test_topics_and_called_out_categories_are_kept_each_once(house: House) -> None:
    page = page_of(house)
    write(house, page.form.topics, "Climat,  R&D ; Climat, , Tiers  lieux,")
    write(house, page.form.called_out, "VIP; Presse, VIP ,Presse")
    house.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    current = kit_of(house).services.evenings.current()
    assert current.title == "Apéro #26"
    assert current.topics == ("Climat", "R&D", "Tiers lieux")
    assert current.called_out == ("VIP", "Presse")
    assert page.form.topics.text() == "Climat, R&D, Tiers lieux"
    assert page.form.called_out.text() == "VIP, Presse"
    assert page.form.save.isHidden()
    # The door has them at once.
    assert [box.accessibleName() for box in house.door.view.walk_in.topics.boxes] == list(current.topics)


def test_a_topic_that_is_typed_again_is_no_change(house: House) -> None:
    page = page_of(house)
    write(house, page.form.topics, "Climat, Voile")
    house.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    write(house, page.form.topics, "Climat, Voile, ,Climat")
    assert page.form.save.isHidden()
    write(house, page.form.topics, "Voile, Climat")
    assert page.form.save.isVisible()


def test_topics_and_called_out_categories_come_along_to_the_next_evening(house: House) -> None:
    page = page_of(house)
    write(house, page.form.topics, "Climat, Logiciel libre")
    write(house, page.form.called_out, "Presse")
    house.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    house.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert (page.form.topics.text(), page.form.called_out.text()) == ("Climat, Logiciel libre", "Presse")
    write(house, page.form.topics, "Climat, Logiciel libre, Voile")
    house.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    evenings = kit_of(house).services.evenings
    current = evenings.current()
    assert (current.title, current.topics, current.called_out) == (
        "Apéro #27",
        ("Climat", "Logiciel libre", "Voile"),
        ("Presse",),
    )
    # What is changed on the next one stays its own.
    write(house, page.form.topics, "")
    house.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    by_title = {event.title: event.topics for event in evenings.all()}
    assert by_title["Apéro #26"] == ("Climat", "Logiciel libre")
    assert by_title["Apéro #27"] == ()


def test_an_empty_title_is_refused_in_a_sentence(house: House) -> None:
    page = page_of(house)
    page.form.title.clear()
    page.form.save.click()
    house.settle()
    assert page.form.trouble == "Give the evening a title of 1 to 200 characters."
    assert kit_of(house).services.evenings.current().title == "Apéro #26"


def test_without_an_evening_the_page_offers_one(open_house: OpenHouse) -> None:
    house = open_house(filled=False)
    page = page_of(house)
    assert page.empty.isVisible()
    house.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    house.type("Apero 1")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert kit_of(house).services.evenings.current().title == "Apero 1"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Apéro #26", "Apéro #27"),
        ("Apéro n° 9 bis", "Apéro n° 10 bis"),
        ("Apéro", "Apéro"),
        ("Noël 2026", "Noël 2026"),
        ("26e apéro 2026", "27e apéro 2026"),
    ],
)
def test_the_next_title_counts_on(title: str, expected: str) -> None:
    assert next_title(title) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [((2026, 12, 3), (2027, 1, 7)), ((2026, 1, 29), (2026, 2, 26)), ((2026, 2, 13), (2026, 3, 13))],
)
def test_the_next_evening_is_on_the_same_weekday(day: tuple[int, int, int], expected: tuple[int, int, int]) -> None:
    found = same_weekday_next_month(datetime(*day, 19, tzinfo=UTC))
    assert (found.year, found.month, found.day) == expected


def test_the_first_evening_has_no_title_yet() -> None:
    now = datetime(2026, 12, 3, 10, 30, tzinfo=UTC)
    assert next_after(None, now) == Draft(
        "",
        datetime(2026, 12, 3, 19, 0),  # noqa: DTZ001 - on the clock of the bar
        called_out=CALLED_OUT,
    )


def test_evenings_to_come_stand_before_those_that_are_past() -> None:
    now = datetime(2026, 12, 3, 20, tzinfo=UTC)
    series = new_id()

    def on(days: int) -> Event:
        return Event(new_id(), series, str(days), now + timedelta(days=days), "UTC")

    ordered = in_order([on(-30), on(30), on(0), on(-60)], now)
    assert [event.title for event in ordered] == ["0", "30", "-30", "-60"]


def test_the_current_evening_takes_the_new_theme(house: House) -> None:
    house.program.theme.choose("light")
    page = house.window.go_to("events")
    assert isinstance(page, EventsPage)
    house.settle()
    house.program.theme.choose("dark")
    assert page.evenings.rows.rows[0].chip_colour == DARK.accent


def test_in_a_small_window_no_field_is_cut(house: House) -> None:
    house.window.resize(*Size.SMALLEST)
    page = page_of(house)
    page.begin_new()
    page.form.show_trouble("An evening needs a title.")
    house.window.grab()
    for field in (page.form.title, page.form.day, page.form.capacity):
        parent = field.parentWidget()
        assert field.height() >= Size.FIELD - 2
        assert field.geometry().bottom() <= parent.height()
