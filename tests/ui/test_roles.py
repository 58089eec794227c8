"""The volunteers’ mode, through the window: the door alone, and nothing leads past it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from checkin.model import Admitted
from checkin.settings import SettingsFile
from checkin.storage.backups import folder_of
from tests.conftest import Clock
from tests.ui.conftest import House, OpenHouse
from tests.ui.evening import fill_evening
from tests.ui.kits import kit_of
from tests.ui.volunteers import CTRL, PIN, answer, card_of, give_to_volunteers, kept, lock_of, strip_of
from ui.first_run import FirstRunPage
from ui.no_evening import NoEveningPage
from ui.widgets.rail import RailItem


@pytest.fixture
def door(house: House) -> House:
    """The program in the volunteers' hands."""
    give_to_volunteers(house)
    return house


def test_the_volunteers_see_the_door_alone(door: House) -> None:
    shown = [item.text() for item in door.window.findChildren(RailItem) if item.isVisible()]
    assert shown == ["Organiser", "Door"]
    assert door.window.current is door.door


def test_no_key_no_button_and_no_page_leads_past_the_door(door: House, tmp_path: Path) -> None:
    window, page, notices = door.window, door.door, kit_of(door).notices
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6):
        door.press(key, CTRL)
        assert window.current is page
        assert "Only the organiser" in window.toast.sentence
    for key in (Qt.Key.Key_O, Qt.Key.Key_P, Qt.Key.Key_E, Qt.Key.Key_T, Qt.Key.Key_N, Qt.Key.Key_S, Qt.Key.Key_I):
        door.press(key, CTRL)
        assert window.current is page
    listed = tmp_path / "list.csv"
    listed.write_text("Name\nAda Lovelace\n", encoding="utf-8")
    for leads in (
        lambda: notices.go_to.emit("settings"),
        lambda: notices.go_to.emit("first_run"),
        lambda: notices.import_list.emit(listed),
        lambda: notices.import_list.emit(None),
        lambda: window.import_list(listed),
        lambda: window.go_to("events"),
        notices.event_chosen.emit,
        notices.pin_wanted.emit,
    ):
        leads()
        door.settle()
        assert window.current is page
    assert lock_of(door).is_volunteers


def test_a_list_that_is_dropped_opens_nothing(door: House, tmp_path: Path) -> None:
    page, data = door.door, QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "list.csv"))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    door.window.dropEvent(drop)
    door.qtbot.waitUntil(lambda: "Only the organiser" in door.window.toast.sentence)
    assert door.window.current is page


def test_the_keys_of_a_settings_page_that_was_open_are_dead(house: House, tmp_path: Path) -> None:
    card_of(house)
    give_to_volunteers(house)
    before = set(folder_of(tmp_path).glob("*"))
    for key in (Qt.Key.Key_B, Qt.Key.Key_K, Qt.Key.Key_U):
        house.press(key, CTRL)
    house.press(Qt.Key.Key_I, CTRL, Qt.KeyboardModifier.ShiftModifier)
    house.settle()
    assert set(folder_of(tmp_path).glob("*")) == before
    assert lock_of(house).has_pin


def test_the_door_works_as_ever(door: House) -> None:
    inside = door.desk.headcount().inside
    door.scan("HA-10001")
    assert isinstance(door.verdict(), Admitted)
    door.press(Qt.Key.Key_Z, CTRL)
    door.settle()
    assert door.desk.headcount().inside == inside
    door.press(Qt.Key.Key_F2)
    assert door.door.view.is_walk_in_open
    door.press(Qt.Key.Key_Escape)
    assert not door.door.view.is_walk_in_open
    assert lock_of(door).is_volunteers


@pytest.mark.parametrize("is_volunteers", [False, True])
def test_the_screen_is_filled_in_both_roles(house: House, is_volunteers: bool) -> None:
    if is_volunteers:
        give_to_volunteers(house)
    for is_full in (True, False):
        house.press(Qt.Key.Key_F11)
        assert house.window.isFullScreen() is is_full


def test_the_mode_outlives_a_crash(open_house: OpenHouse) -> None:
    give_to_volunteers(open_house())
    again = open_house(filled=False)
    assert lock_of(again).is_volunteers
    assert again.window.current is again.door
    again.window.go_to("attendees")
    assert again.window.current is again.door


def test_closing_takes_the_pin(door: House) -> None:
    strip = strip_of(door)
    assert not door.window.close()
    assert door.window.isVisible()
    assert strip.line.accessibleName() == "PIN to close"
    answer(door, "1111")
    assert door.window.isVisible()
    answer(door, PIN)
    assert not door.window.isVisible()
    assert lock_of(door).is_volunteers


def test_ctrl_q_closes_the_organisers_window_and_asks_the_volunteers(house: House) -> None:
    give_to_volunteers(house)
    house.press(Qt.Key.Key_Q, CTRL)
    assert house.window.isVisible()
    assert strip_of(house).is_open
    house.press(Qt.Key.Key_Escape)
    lock_of(house).take_back()
    house.press(Qt.Key.Key_Q, CTRL)
    assert not house.window.isVisible()


def test_closing_from_the_task_bar_brings_a_minimised_window_back(door: House) -> None:
    door.window.showMinimized()
    door.window.close()
    assert not door.window.isMinimized()
    assert strip_of(door).is_open


def test_a_shutdown_asks_nobody_for_a_pin(door: House) -> None:
    door.window.expect_end()
    assert door.window.close()


START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app
application = QApplication(sys.argv[:1])
QTimer.singleShot(500, lambda: print("open", flush=True))
sys.exit(app.run(Path(sys.argv[1])))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGTERM")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_volunteers_window(tmp_path: Path, number: signal.Signals) -> None:
    fill_evening(tmp_path, Clock().now, "en")
    SettingsFile(tmp_path).change(is_volunteers=True, pin="$scrypt$nobody")
    command = [sys.executable, "-c", START, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        try:
            assert run.stdout.readline() == "open\n"
            run.send_signal(number)
            out, err = run.communicate(timeout=60)
        finally:
            run.kill()
    assert (run.returncode, out, err) == (0, "", "")
    assert kept(tmp_path).current.is_volunteers


def test_without_an_evening_volunteers_are_told_whom_to_fetch(open_house: OpenHouse, tmp_path: Path) -> None:
    house = open_house(filled=False)
    give_to_volunteers(house)
    page = house.window.current
    assert isinstance(page, NoEveningPage)
    for key in (Qt.Key.Key_O, Qt.Key.Key_T, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_5):
        house.press(key, CTRL)
        house.settle()
        assert house.window.current is page
    assert kit_of(house).services.evenings.all() == []
    page.organiser.setFocus()
    house.press(Qt.Key.Key_Return)
    assert strip_of(house).is_open
    answer(house, PIN)
    assert isinstance(house.window.current, FirstRunPage)
