"""The scan field: what is typed, pasted and scanned into it, and how the keyboard comes back to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.door.focus import FocusKeeper
from ui.door.scan_field import LONGEST, ScanField, ScanLine, first_line
from ui.theme import Theme
from ui.widgets.row_list import Row, RowList

CTRL = Qt.KeyboardModifier.ControlModifier


class Room(QWidget):
    """A page with a scan field, a button, a list, a form's field and a button in the header, in a window."""

    def __init__(self, qtbot: QtBot, idle: int = 60_000) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.qtbot = qtbot
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme = Theme(application)
        self.page = QWidget()
        self.rail, self.header = QPushButton("turnout"), QPushButton("full screen")
        self.button, self.field, self.list, self.name = (
            QPushButton("undo"),
            ScanField(theme),
            RowList(theme),
            QLineEdit(),
        )
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.rows.show([Row(str(n)) for n in range(3)])
        outside, inside = QVBoxLayout(self), QVBoxLayout(self.page)
        self.title, self.pin = QLabel("Door 1"), QLineEdit()
        for widget in (self.rail, self.title, self.pin):
            outside.addWidget(widget)
        outside.addWidget(self.header)
        outside.addWidget(self.page)
        for widget in (self.field, self.button, self.list, self.name):
            inside.addWidget(widget)
        self.is_form_open = False
        self.pressed: list[str] = []
        self.entered: list[str] = []
        self.button.clicked.connect(lambda: self.pressed.append("button"))
        self.header.clicked.connect(lambda: self.pressed.append("header"))
        self.line.returnPressed.connect(lambda: self.entered.append(self.line.text()))
        self.keeper = FocusKeeper(self.page, self.line, lambda: self.is_form_open, beside=(self.header,), idle=idle)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)
        self.line.setFocus()

    @property
    def line(self) -> ScanLine:
        """The scan field's line."""
        return self.field.line

    def is_home(self) -> bool:
        """Tell whether the scan field has the keyboard."""
        return self.line.hasFocus()

    def comes_home(self) -> None:
        """Wait until the keyboard is back."""
        self.qtbot.waitUntil(self.is_home)

    def press(self, key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        target = QApplication.focusWidget()
        assert target is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, held, text))

    def tab_to(self, widget: QWidget) -> None:
        """Go to a widget by Tab."""
        for _ in range(9):
            if widget.hasFocus():
                return
            self.press(Qt.Key.Key_Tab, "\t")
        raise AssertionError(widget)


MakeRoom = Callable[..., Room]


@pytest.fixture
def make_room(qtbot: QtBot) -> MakeRoom:
    """Build a page in a window."""
    return lambda **changes: Room(qtbot, **changes)


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    """A page in a window, the keyboard in its scan field."""
    return make_room()


# What gets into the field


def paste(room: Room, text: str) -> None:
    """Paste by key."""
    QApplication.clipboard().setText(text)
    room.press(Qt.Key.Key_V, "\x16", CTRL)


def test_a_paste_of_several_lines_is_its_first_line(room: Room) -> None:
    heard: list[str] = []
    room.line.textEdited.connect(heard.append)
    paste(room, "\r\n\n HA-10001\t\r\nHA-10002\n")
    assert room.line.text() == "HA-10001"
    assert heard == ["HA-10001"]
    assert room.entered == []


def test_json_over_several_lines_is_pasted_whole() -> None:
    assert first_line('{\n  "ticket": "AZ-1"\n}\n') == '{ "ticket": "AZ-1" }'
    assert first_line("") == first_line("\n \t\n") == ""


def test_a_paste_goes_to_the_cursor_and_takes_the_place_of_what_is_selected(room: Room) -> None:
    room.line.setText("kervella")
    room.line.setSelection(0, 4)
    paste(room, "Le\tGoff\x1d")
    assert room.line.text() == "Le Goffella"


def test_control_characters_never_stay_in_the_field_however_they_come(room: Room) -> None:
    room.line.setText("01\x1d\x0021\x7f")
    assert room.line.text() == "0121"
    room.line.clear()
    dropped = QMimeData()
    dropped.setText("A\x1dB\nC\u2028D")
    room.line.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert room.line.text() == "AB C D"
    QApplication.sendEvent(room.line, _committed("\x1dE"))
    assert room.line.text() == "AB C DE"


def test_a_text_of_four_thousand_characters_and_more_is_taken_up_to_there(room: Room) -> None:
    paste(room, "x\x00" * LONGEST)
    assert room.line.text() == "x" * LONGEST
    room.press(Qt.Key.Key_Return, "\r")
    assert room.entered == ["x" * LONGEST]
    room.press(Qt.Key.Key_Escape, "\x1b")
    assert room.line.text() == ""


def _committed(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    return event


def test_letters_of_an_input_method_and_of_alt_gr_are_typed(room: Room) -> None:
    heard: list[str] = []
    room.line.textEdited.connect(heard.append)
    QApplication.sendEvent(room.line, QInputMethodEvent("´", []))
    QApplication.sendEvent(room.line, _committed("é"))
    room.press(Qt.Key.Key_0, "@", CTRL | Qt.KeyboardModifier.AltModifier)
    room.press(Qt.Key.Key_0, "@", Qt.KeyboardModifier.GroupSwitchModifier)
    assert room.line.text() == "é@@"
    assert heard[-1] == "é@@"


@pytest.mark.parametrize("typed", ["", "kerv"])
def test_arrows_step_whether_anything_is_typed_or_not(room: Room, typed: str) -> None:
    steps: list[int] = []
    room.line.stepped.connect(steps.append)
    room.line.setText(typed)
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Up)
    assert steps == [1, -1]
    assert room.line.text() == typed


def test_escape_empties_and_says_so(room: Room, qtbot: QtBot) -> None:
    room.line.setText("kerv")
    with qtbot.waitSignal(room.line.emptied):
        room.press(Qt.Key.Key_Escape, "\x1b")
    assert room.line.text() == ""


def test_ctrl_z_undoes_typing_and_is_the_doors_where_nothing_is_typed(room: Room) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL, "\x1a")
    QApplication.sendEvent(room.line, override)
    assert not override.isAccepted()
    room.qtbot.keyClicks(room.line, "kerv")
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL, "\x1a")
    QApplication.sendEvent(room.line, override)
    assert override.isAccepted()
    room.press(Qt.Key.Key_Z, "\x1a", CTRL)
    assert room.line.text() == ""


# How the keyboard comes back


def test_whatever_is_clicked_gives_the_keyboard_back_and_does_what_it_does(room: Room) -> None:
    for widget in (room.button, room.header, room.list.viewport(), room.page):
        room.qtbot.mousePress(widget, Qt.MouseButton.LeftButton)
        room.qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton)
        room.comes_home()
    assert room.pressed == ["button", "header"]


def test_a_button_is_reached_by_tab_pressed_by_space_or_enter_and_gives_the_keyboard_back(room: Room) -> None:
    room.button.setAutoDefault(True)
    for key, text in ((Qt.Key.Key_Space, " "), (Qt.Key.Key_Return, "\r")):
        room.tab_to(room.button)
        QApplication.processEvents()
        assert room.button.hasFocus()
        room.press(key, text)
        room.comes_home()
    assert room.pressed == ["button", "button"]
    assert room.line.text() == ""
    assert room.entered == []


def test_where_nothing_is_pressed_the_keyboard_comes_back_after_a_while(make_room: MakeRoom) -> None:
    room = make_room(idle=1)
    room.tab_to(room.button)
    room.comes_home()
    assert room.pressed == []


@pytest.mark.parametrize("place", ["button", "list", "header"])
def test_what_is_typed_beside_the_field_is_typed_in_it_from_the_first_letter_to_enter(room: Room, place: str) -> None:
    widget = getattr(room, place)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()
    heard: list[str] = []
    room.line.textEdited.connect(heard.append)
    for letter in "HA-10001":
        room.press(Qt.Key(ord(letter)), letter)
    room.press(Qt.Key.Key_Return, "\r")
    assert heard == ["HA-10001"[:n] for n in range(1, 9)]
    assert room.entered == ["HA-10001"]
    assert room.pressed == []


def test_a_letter_with_a_dead_key_or_alt_gr_typed_beside_the_field_is_that_letter_in_it(room: Room) -> None:
    room.button.setFocus()
    room.press(Qt.Key.Key_Dead_Acute)
    room.press(Qt.Key.Key_E, "e")
    room.button.setFocus()
    room.press(Qt.Key.Key_0, "@", CTRL | Qt.KeyboardModifier.AltModifier)
    room.button.setFocus()
    room.press(Qt.Key.Key_X, "x")
    assert room.line.text() == "é@x"


def test_shortcuts_and_their_keys_are_not_typed(room: Room) -> None:
    room.button.setFocus()
    room.press(Qt.Key.Key_P, "\x10", CTRL)
    room.press(Qt.Key.Key_P, "p", CTRL)
    room.press(Qt.Key.Key_F6)
    assert room.line.text() == ""
    assert room.button.hasFocus()


def test_a_dead_key_that_the_field_had_no_use_for_is_forgotten(room: Room) -> None:
    room.press(Qt.Key.Key_Dead_Acute)
    room.button.setFocus()
    room.press(Qt.Key.Key_E, "e")
    assert room.line.text() == "e"


def test_a_form_that_is_open_keeps_the_keyboard(room: Room) -> None:
    room.is_form_open = True
    room.name.setFocus(Qt.FocusReason.MouseFocusReason)
    room.qtbot.mouseClick(room.button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert not room.is_home()
    room.name.setFocus()
    room.press(Qt.Key.Key_Z, "z")
    assert (room.name.text(), room.line.text()) == ("z", "")
    room.is_form_open = False
    room.keeper.go_home()
    assert room.is_home()


def test_a_click_anywhere_in_the_window_ends_a_walk_by_tab(room: Room) -> None:
    for widget in (room.title, room.page):
        room.tab_to(room.button)
        room.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        room.comes_home()


def test_what_is_typed_on_the_rail_is_typed_in_the_field(room: Room) -> None:
    room.tab_to(room.rail)
    room.press(Qt.Key.Key_H, "H")
    assert room.is_home()
    assert room.line.text() == "H"


def test_who_writes_in_another_field_of_the_window_is_left_alone(room: Room) -> None:
    room.pin.setFocus()
    room.qtbot.mouseClick(room.title, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    room.press(Qt.Key.Key_1, "1")
    assert room.pin.text() == "1"
    assert room.line.text() == ""


def test_a_button_that_vanishes_or_is_switched_off_gives_the_keyboard_back(room: Room) -> None:
    room.tab_to(room.button)
    room.button.hide()
    room.comes_home()
    room.button.show()
    room.tab_to(room.button)
    room.button.setEnabled(False)
    room.comes_home()


@pytest.mark.parametrize("place", ["button", "rail"])
def test_a_window_that_comes_to_the_front_again_has_the_keyboard_in_the_scan_field(room: Room, place: str) -> None:
    room.tab_to(getattr(room, place))
    other = QWidget()
    room.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    room.qtbot.waitUntil(other.isActiveWindow)
    room.activateWindow()
    room.qtbot.waitUntil(room.isActiveWindow)
    room.comes_home()


def test_a_page_that_was_left_and_is_seen_again_has_the_keyboard_in_the_scan_field(room: Room) -> None:
    room.page.hide()
    room.rail.setFocus()
    QApplication.processEvents()
    assert room.rail.hasFocus()
    room.page.show()
    room.comes_home()


def menu_of(room: Room, how: str) -> QMenu:
    """Open a menu from a button, by key or by mouse, as the camera row does."""
    menu = QMenu(room.button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction("built-in")
    menu.addAction("on the desk")
    room.button.clicked.connect(lambda: menu.popup(room.button.mapToGlobal(room.button.rect().bottomLeft())))
    if how == "key":
        room.tab_to(room.button)
        room.press(Qt.Key.Key_Space, " ")
    else:
        room.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        room.qtbot.mouseClick(room.button, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(menu.isVisible)
    QApplication.processEvents()
    return menu


@pytest.mark.parametrize("how", ["key", "mouse"])
def test_a_menu_that_is_closed_with_escape_gives_the_keyboard_back(room: Room, how: str) -> None:
    menu = menu_of(room, how)
    room.qtbot.keyClick(menu, Qt.Key.Key_Escape)
    room.comes_home()


@pytest.mark.parametrize("how", ["key", "mouse"])
def test_what_is_typed_over_an_open_menu_closes_it_and_is_typed_in_the_field(room: Room, how: str) -> None:
    menu = menu_of(room, how)
    room.qtbot.keyClick(menu, Qt.Key.Key_H)
    room.comes_home()
    assert room.line.text().lower() == "h"
    assert QApplication.activePopupWidget() is None


def test_a_button_that_came_later_gives_the_keyboard_back_too(room: Room) -> None:
    late = QPushButton("let in again")
    room.page.layout().addWidget(late)
    late.show()
    late.setFocus(Qt.FocusReason.TabFocusReason)
    room.qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    room.comes_home()


def test_a_focus_by_key_waits_and_one_by_mouse_does_not(room: Room) -> None:
    room.button.setFocus(Qt.FocusReason.OtherFocusReason)
    QApplication.processEvents()
    assert room.button.hasFocus()
    QApplication.sendEvent(room.button, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    room.comes_home()
