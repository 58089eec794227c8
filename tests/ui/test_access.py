"""The window without a mouse and without eyes: names, keys, and the way that Tab takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox, QApplication, QComboBox, QWidget

from checkin.badges.printing import Fate, Trouble
from checkin.settings import LANGUAGES
from tests.ui.conftest import House, OpenHouse
from tests.ui.printers import FakePrinters, kit_with
from ui.attendees.page import AttendeesPage
from ui.badges.page import BadgesPage
from ui.badges.wishes import Who
from ui.page import Command
from ui.pages import PAGES
from ui.widgets.button import Button
from ui.widgets.keycap import key_name

KEYS = [entry.key for entry in PAGES]
TAB = Qt.FocusPolicy.TabFocus


def spoken(widget: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    """Return what a screen reader is told of a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(what)


def is_part_of_a_control(widget: QWidget) -> bool:
    """Tell whether Qt made a widget as the inside of another one, which has the name."""
    parent = widget.parentWidget()
    return isinstance(parent, (QAbstractSpinBox, QComboBox)) or widget.objectName().startswith("qt_")


def controls(window: QWidget) -> Iterator[QWidget]:
    """Return what can have the keyboard, on the page that is on and around it."""
    for widget in window.findChildren(QWidget):
        if (
            widget.isVisible()
            and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
            and not is_part_of_a_control(widget)
        ):
            yield widget


def along_tab(start: QWidget) -> list[QWidget]:
    """Return where Tab goes from a widget, once around, without what is hidden or turned off."""
    found: list[QWidget] = []
    widget = start
    while True:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & TAB == TAB:
            proxy = widget.focusProxy()
            if proxy is None:
                found.append(widget)
        following = widget.nextInFocusChain()
        if following is None or following is start:
            return found
        widget = following


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_of_every_page_has_a_name(open_house: OpenHouse, language: str) -> None:
    house = open_house(language=language)
    nameless = set()
    for key in KEYS:
        house.window.go_to(key)
        house.settle()
        nameless |= {f"{key}: {type(w).__name__} {w.objectName()}" for w in controls(house.window) if not spoken(w)}
    assert nameless == set()


def test_the_walk_in_panel_and_what_a_search_finds_have_names(house: House) -> None:
    house.type("kerv")
    house.settle()
    assert [type(w).__name__ for w in controls(house.door) if not spoken(w)] == []
    house.window.command(Command.WALK_IN)
    house.settle()
    assert [type(w).__name__ for w in controls(house.door) if not spoken(w)] == []


def test_the_first_page_of_all_has_names_too(open_house: OpenHouse) -> None:
    house = open_house(filled=False)
    found = list(controls(house.window))
    assert found
    assert [widget for widget in found if not spoken(widget)] == []


def test_every_button_shows_its_key_or_is_reached_by_tab(house: House) -> None:
    lost = set()
    for key in KEYS:
        house.window.go_to(key)
        house.settle()
        for button in house.window.findChildren(Button):
            if button.isVisible() and not button.key and button.focusPolicy() & TAB != TAB:
                lost.add(f"{key}: {spoken(button)}")
    assert lost == set()


def test_a_button_tells_its_key_to_screen_readers(house: House) -> None:
    house.scan("HA-10001")
    button = house.door.view.undo
    assert spoken(button) == "Undo"
    assert spoken(button, QAccessible.Text.Description) == "Ctrl+Z"
    assert spoken(house.door.view.full_screen, QAccessible.Text.Description) == "F11"


def test_tab_goes_through_the_door_as_the_work_does(house: House) -> None:
    house.scan("HA-10001")
    view = house.door.view
    way = along_tab(view.field.line)
    wanted: list[QWidget] = [view.field.line, view.walk_in_button, view.undo, view.arrivals]
    assert [widget for widget in way if widget in wanted] == wanted


def test_tab_and_back_tab_lead_from_the_scan_field_and_back(house: House) -> None:
    line = house.door.view.field.line
    line.setFocus()
    house.qtbot.waitUntil(line.hasFocus)
    house.press(Qt.Key.Key_Tab)
    assert not line.hasFocus()
    house.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is line


def edge_of(house: House, view: QAbstractItemView) -> str:
    """Return the colour at the left edge of a view's rows."""
    house.window.grab()
    picture = view.viewport().grab().toImage()
    return picture.pixelColor(1, picture.height() // 2).name().upper()


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
@pytest.mark.parametrize("key", ["door", "attendees"])
def test_rows_that_have_the_keyboard_have_a_ring_around_them(house: House, key: str, choice: str) -> None:
    house.program.theme.choose(choice)
    page = house.window.go_to(key)
    house.settle()
    view = page.table if isinstance(page, AttendeesPage) else house.door.view.arrivals
    accent = house.program.theme.colours.accent
    view.clearFocus()
    assert edge_of(house, view) != accent
    view.setFocus()
    house.qtbot.waitUntil(view.hasFocus)
    assert edge_of(house, view) == accent


def test_what_is_hidden_is_not_on_the_way(house: House) -> None:
    view = house.door.view
    house.window.command(Command.WALK_IN)
    house.settle()
    assert view.undo not in along_tab(view.field.line)
    assert all(widget.isVisible() for widget in along_tab(view.field.line))


def test_what_shows_a_verdict_says_all_of_it(house: House) -> None:
    house.scan("HA-10001")
    words = spoken(house.door.view.banner)
    for part in ("WELCOME", "Maëlle Kervella", "apporte le micro", "@maelle@framapiaf.example", "Presse"):
        assert part in words


def test_the_headcount_says_that_it_is_full(house: House) -> None:
    count = house.door.view.headcount
    count.show_count("150", "150 inside", "120", "120 expected", is_full=True, full_word="FULL")
    assert spoken(count) == "FULL, 150 inside, 120 expected"
    wide = count.sizeHint().width()
    count.show_count("149", "149 inside", "120", "120 expected")
    assert spoken(count) == "149 inside, 120 expected"
    assert count.sizeHint().width() < wide


def test_every_page_can_be_walked_by_tab_alone(house: House) -> None:
    for key in KEYS:
        house.window.go_to(key)
        house.settle()
        start = next(widget for widget in controls(house.window) if isinstance(widget, QAbstractButton))
        reached = set(along_tab(start))
        asked = {w for w in controls(house.window) if w.isEnabled() and w.focusPolicy() & TAB == TAB}
        assert {type(w).__name__ for w in asked - reached if w.focusProxy() is None} == set()


def test_keys_are_called_on_buttons_as_in_menus(open_house: OpenHouse) -> None:
    open_house(language="fr")
    assert key_name("Ctrl+Shift+P") == "Ctrl Maj P"
    assert QKeySequence("Shift+F12").toString(QKeySequence.SequenceFormat.NativeText) == "Maj+F12"


def badge_lines(house: House) -> Iterator[str]:
    """Open one line after the other at the Badges page's foot, and what is rarely needed."""
    page = house.window.go_to("badges")
    house.settle()
    assert isinstance(page, BadgesPage)
    page.panel.disclosure.setChecked(True)
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.CHOSEN))
    house.settle()
    yield "more"
    page.hands.rename()
    yield "name"
    page.obey(Command.CANCEL)
    page.blanks.open()
    yield "blanks"


def waiting_lines(house: House) -> Iterator[str]:
    """Let badges wait, then be given up, then be asked about."""
    printers = FakePrinters("office", "label")
    kit = kit_with(house, printers, "office")
    printers.usual_fate, printers.troubles["office"] = Fate.WAITING, (Trouble.JAM,)
    kit.notices.print_badges.emit((house.attendee("karim"), house.attendee("maëlle")))
    for fate in (Fate.WAITING, Fate.FAILED):
        printers.usual_fate = fate
        kit.notices.print_queue_stirred.emit()
        for _ in range(3):
            house.settle()
        assert house.door.waiting.isVisible()
        yield fate.value


def blank_form(house: House) -> Iterator[str]:
    """Hold up a blank badge."""
    services = house.door.kit.services
    with services.database.writing() as repository:
        badge = repository.badges.make_blank(services.evenings.current().id, 1, services.clock())[0]
    house.scan(badge.token)
    house.settle()
    assert house.door.view.is_walk_in_open
    yield "blank"


def paper_lines(house: House) -> Iterator[str]:
    """Choose somebody whose badge may be lost, and tick from paper."""
    page = house.window.go_to("attendees")
    house.settle()
    assert isinstance(page, AttendeesPage)
    page.table.select_rows([0])
    yield "chosen"
    page.steps.tick_paper()
    house.settle()
    assert page.view.paper.isVisible()
    yield "paper"


@pytest.mark.parametrize("opened", [badge_lines, waiting_lines, blank_form, paper_lines])
def test_what_opens_now_and_then_has_names_too_and_is_reached_by_tab(
    house: House, opened: Callable[[House], Iterator[str]]
) -> None:
    nameless, lost = set(), set()
    for what in opened(house):
        found = list(controls(house.window))
        nameless |= {f"{what}: {type(w).__name__}" for w in found if not spoken(w)}
        reached = set(along_tab(found[0]))
        asked = {w for w in found if w.isEnabled() and w.focusPolicy() & TAB == TAB and w.focusProxy() is None}
        lost |= {f"{what}: {spoken(w)}" for w in asked - reached}
    assert (nameless, lost) == (set(), set())
