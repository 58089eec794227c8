"""The volunteers' mode and the organiser's PIN, through the window."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from checkin.model import Admitted
from checkin.pins import is_outdated, is_right
from checkin.settings import SettingsFile
from checkin.storage.backups import folder_of
from tests.conftest import Clock
from tests.test_pins import kept_at
from tests.ui.conftest import House, OpenHouse
from tests.ui.evening import fill_evening
from tests.ui.kits import kit_of
from ui.first_run import FirstRunPage
from ui.lock import Lock
from ui.no_evening import NoEveningPage
from ui.settings.page import SettingsPage
from ui.settings.roles import RolesCard
from ui.widgets.pin_strip import PinStrip
from ui.widgets.rail import RailItem

PIN = "2468"
CTRL = Qt.KeyboardModifier.ControlModifier


def lock_of(house: House) -> Lock:
    """Return the lock of the window."""
    return kit_of(house).lock


def strip_of(house: House) -> PinStrip:
    """Return the strip that asks for the PIN."""
    return house.window.gate.strip


def card_of(house: House) -> RolesCard:
    """Return the card of the settings, in view."""
    page = house.window.go_to("settings")
    assert isinstance(page, SettingsPage)
    house.settle()
    return page.roles


def kept(tmp_path: Path) -> SettingsFile:
    """Read the settings from the disk."""
    return SettingsFile(tmp_path)


def give_to_volunteers(house: House) -> None:
    """Set the PIN, and hand over by the key."""
    lock_of(house).set_pin(PIN, lambda: None)
    house.settle()
    house.press(Qt.Key.Key_F9)
    house.settle()


def answer(house: House, text: str) -> None:
    """Type a PIN into the open strip, and Enter."""
    house.type(text, on=strip_of(house).line)
    house.press(Qt.Key.Key_Return, on=strip_of(house).line)
    house.settle()


@pytest.fixture
def door(house: House) -> House:
    """The program in the volunteers' hands."""
    give_to_volunteers(house)
    return house


def test_without_a_pin_the_key_asks_for_one_and_hands_nothing_over(house: House) -> None:
    house.press(Qt.Key.Key_F9)
    house.settle()
    page = house.window.current
    assert isinstance(page, SettingsPage)
    assert not lock_of(house).is_volunteers
    assert "set a PIN" in page.roles.outcome.text()
    assert page.roles.pin.hasFocus()


def test_a_pin_is_typed_twice_and_kept_as_a_hash(house: House, tmp_path: Path) -> None:
    card = card_of(house)
    card.pin.setFocus()
    house.type(PIN)
    house.press(Qt.Key.Key_Return)
    assert card.again.hasFocus()
    house.type(PIN)
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert lock_of(house).has_pin
    assert card.hand_over.hasFocus()
    assert not card.pin.isVisible()
    on_disk = kept(tmp_path).current.pin
    assert on_disk.startswith("$scrypt$")
    assert PIN not in on_disk
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert lock_of(house).is_volunteers


@pytest.mark.parametrize(("first", "second"), [("246", "246"), ("24a8", "24a8"), ("2468", "2469")])
def test_what_is_no_pin_or_differs_is_said_and_not_set(house: House, first: str, second: str) -> None:
    card = card_of(house)
    card.pin.setText(first)
    card.again.setText(second)
    card.set.click()
    house.settle()
    assert card.outcome.text()
    assert not lock_of(house).has_pin


def test_a_pin_can_be_changed_and_removed(house: House, tmp_path: Path) -> None:
    lock_of(house).set_pin(PIN, lambda: None)
    house.settle()
    card = card_of(house)
    before = kept(tmp_path).current.pin
    house.press(Qt.Key.Key_I, CTRL, on=house.window)
    assert card.pin.hasFocus()
    card.pin.setText("13579")
    card.again.setText("13579")
    house.press(Qt.Key.Key_Return, on=card.again)
    house.settle()
    assert kept(tmp_path).current.pin not in (before, "")
    card.remove.click()
    house.settle()
    assert kept(tmp_path).current.pin == ""
    assert card.pin.isVisible()
    house.press(Qt.Key.Key_F9)
    assert not lock_of(house).is_volunteers


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


def test_the_right_pin_opens_the_rest_again_and_is_kept(door: House, tmp_path: Path) -> None:
    changes: list[bool] = []
    kit_of(door).notices.role_changed.connect(lambda: changes.append(lock_of(door).is_volunteers))
    door.press(Qt.Key.Key_F9)
    assert strip_of(door).line.hasFocus()
    assert lock_of(door).is_asking
    answer(door, PIN)
    assert not strip_of(door).is_open
    assert not lock_of(door).is_asking
    assert changes == [False]
    assert not kept(tmp_path).current.is_volunteers
    assert door.door.view.field.line.hasFocus()
    door.press(Qt.Key.Key_2, CTRL)
    assert door.window.current is not door.door


def test_a_pin_kept_at_older_costs_is_kept_anew_once_it_was_right(open_house: OpenHouse, tmp_path: Path) -> None:
    kept(tmp_path).change(is_volunteers=True, pin=kept_at(PIN, 10))
    house = open_house()
    house.press(Qt.Key.Key_F9)
    answer(house, PIN)
    assert not lock_of(house).is_volunteers
    renewed = kept(tmp_path).current.pin
    assert not is_outdated(renewed)
    assert is_right(PIN, renewed)


def test_a_pin_typed_on_a_french_top_row_without_shift_is_right(door: House) -> None:
    door.press(Qt.Key.Key_F9)
    answer(door, "é'-_")
    assert not lock_of(door).is_volunteers


def test_a_wrong_pin_says_so_and_the_fourth_waits(door: House, evening_clock: Clock, tmp_path: Path) -> None:
    strip, lock = strip_of(door), lock_of(door)
    door.press(Qt.Key.Key_F9)
    for _ in range(2):
        answer(door, "1111")
        assert strip.answer == "That is not the PIN."
        assert strip.line.text() == ""
    answer(door, "1111")
    assert strip.answer == "Not the PIN. Next try in 5 seconds."
    answer(door, PIN)
    assert lock.is_volunteers
    evening_clock.advance(seconds=4)
    door.qtbot.waitUntil(lambda: strip.answer == "Not the PIN. Next try in 1 second.")
    evening_clock.advance(seconds=1)
    door.qtbot.waitUntil(lambda: strip.answer == "")
    assert kept(tmp_path).current.pin_failures == 3
    answer(door, PIN)
    assert not lock.is_volunteers
    assert kept(tmp_path).current.pin_failures == 0


def test_a_restart_does_not_shorten_the_wait(open_house: OpenHouse) -> None:
    house = open_house()
    give_to_volunteers(house)
    house.press(Qt.Key.Key_F9)
    for _ in range(3):
        answer(house, "1111")
    again = open_house(filled=False)
    assert lock_of(again).seconds_left() == 5
    again.press(Qt.Key.Key_F9)
    answer(again, PIN)
    assert lock_of(again).is_volunteers


def test_a_clock_that_is_set_back_by_a_year_locks_nobody_out(door: House, evening_clock: Clock) -> None:
    door.press(Qt.Key.Key_F9)
    for _ in range(3):
        answer(door, "1111")
    evening_clock.advance(days=-365)
    assert lock_of(door).seconds_left() == 5
    evening_clock.advance(seconds=5)
    answer(door, PIN)
    assert not lock_of(door).is_volunteers


def test_a_try_counts_before_it_is_judged(door: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look(_pin: str, _kept: str) -> bool:
        seen.append(kept(tmp_path).current.pin_failures)
        return False

    monkeypatch.setattr("checkin.pins.is_right", look)
    door.press(Qt.Key.Key_F9)
    answer(door, "1111")
    assert seen == [1]


def test_a_full_disk_keeps_no_organiser_out(door: House, tmp_path: Path) -> None:
    (tmp_path / "settings.json").unlink()
    (tmp_path / "settings.json").mkdir()
    door.press(Qt.Key.Key_F9)
    answer(door, PIN)
    assert not lock_of(door).is_volunteers
    assert "settings.json" in door.window.toast.sentence


def test_a_scanner_that_types_into_the_pin_field_is_no_try(door: House) -> None:
    strip, elsewhere = strip_of(door), list[str]()
    strip.typed_elsewhere.connect(elsewhere.append)
    door.press(Qt.Key.Key_F9)
    for code, end in (
        ("HA-10001", Qt.Key.Key_Return),
        ("3760123456789", Qt.Key.Key_Return),
        ("12345678", Qt.Key.Key_Return),
        ("HA-10002", Qt.Key.Key_Tab),
    ):
        door.type(code, on=strip.line)
        door.press(end, on=strip.line)
        door.settle()
        assert strip.line.text() == ""
        assert strip.line.hasFocus()
    assert elsewhere == ["HA-10001", "3760123456789", "12345678", "HA-10002"]
    assert kit_of(door).services.settings.current.pin_failures == 0


def test_a_ticket_that_is_scanned_into_the_pin_field_lets_its_guest_in(door: House) -> None:
    door.press(Qt.Key.Key_F9)
    answer(door, "HA-10001")
    assert isinstance(door.verdict(), Admitted)
    assert strip_of(door).is_open


def test_a_hand_may_type_a_long_pin_and_a_slip_of_it_is_no_try(door: House) -> None:
    strip, ticks, elsewhere = strip_of(door), iter(range(100)), list[str]()
    strip.line.ticks = lambda: 0.1 * next(ticks)
    strip.typed_elsewhere.connect(elsewhere.append)
    door.press(Qt.Key.Key_F9)
    answer(door, "12345678")
    assert kit_of(door).services.settings.current.pin_failures == 1
    answer(door, "1234567o")
    assert kit_of(door).services.settings.current.pin_failures == 1
    assert "4 to 12 digits" in strip.answer
    assert elsewhere == []


def test_a_scanner_without_a_key_at_the_end_is_heard_when_the_strip_goes(door: House) -> None:
    strip, elsewhere = strip_of(door), list[str]()
    strip.typed_elsewhere.connect(elsewhere.append)
    door.press(Qt.Key.Key_F9)
    door.type("HA-10001", on=strip.line)
    strip.idle.start(0)
    door.qtbot.waitUntil(lambda: not strip.is_open)
    assert elsewhere == ["HA-10001"]


def test_escape_closes_the_strip_and_the_volunteers_stay(door: House) -> None:
    door.press(Qt.Key.Key_F9)
    door.type("12", on=strip_of(door).line)
    door.press(Qt.Key.Key_Escape)
    assert not strip_of(door).is_open
    assert door.door.view.field.line.hasFocus()
    door.press(Qt.Key.Key_Escape)
    assert lock_of(door).is_volunteers
    door.press(Qt.Key.Key_F9)
    assert strip_of(door).line.text() == ""


def test_a_walk_in_that_was_being_typed_goes_on_where_it_was(door: House) -> None:
    door.press(Qt.Key.Key_F2)
    family = door.door.view.walk_in.family
    family.setFocus()
    door.press(Qt.Key.Key_F9)
    assert strip_of(door).line.hasFocus()
    door.press(Qt.Key.Key_Escape)
    assert door.door.view.is_walk_in_open
    assert family.hasFocus()


def test_the_strip_goes_away_by_itself_and_the_door_goes_on_behind_it(door: House) -> None:
    strip = strip_of(door)
    door.press(Qt.Key.Key_F9)
    assert door.door.is_shown
    assert door.door.lookout.watch.is_on
    assert 10_000 <= strip.idle.interval() <= 30_000
    strip.idle.start(0)
    door.qtbot.waitUntil(lambda: not strip.is_open)
    door.qtbot.waitUntil(door.door.view.field.line.hasFocus)


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


def test_a_forgotten_pin_is_taken_out_of_the_settings_by_hand(open_house: OpenHouse, tmp_path: Path) -> None:
    give_to_volunteers(open_house())
    path = tmp_path / "settings.json"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.lstrip().startswith('"pin"')), encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8"))["is_volunteers"]
    again = open_house(filled=False)
    assert not lock_of(again).is_volunteers
    again.window.go_to("attendees")
    assert again.window.current is not again.door


def test_the_strip_speaks_french_in_the_middle_of_a_question(door: House) -> None:
    door.press(Qt.Key.Key_F9)
    assert strip_of(door).go.text() == "Open"
    door.program.translations.choose("fr")
    assert strip_of(door).is_open
    assert strip_of(door).go.text() == door.program.translations.language.text("Open")


def test_all_that_can_be_pressed_has_a_name_and_nothing_shows_the_pin(door: House) -> None:
    door.press(Qt.Key.Key_F9)
    strip = strip_of(door)
    door.type("24", on=strip.line)
    assert "2" not in strip.line.displayText()
    for kind in (QAbstractButton, QLineEdit):
        for widget in strip.findChildren(kind):
            assert widget.accessibleName()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_longest_answer_fits_the_smallest_window(open_house: OpenHouse, language: str) -> None:
    house = open_house(language=language)
    give_to_volunteers(house)
    house.window.resize(house.window.minimumSize())
    house.window.close()
    for _ in range(3):
        answer(house, "1111")
    house.window.grab()
    assert "5" in strip_of(house).answer
    assert strip_of(house).is_answer_whole
