"""The strip that asks for the organiser’s PIN: what it takes, what it refuses, and what it lets through."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from checkin.model import Admitted
from checkin.pins import is_outdated, is_right
from tests.conftest import Clock
from tests.test_pins import kept_at
from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of
from tests.ui.volunteers import CTRL, PIN, answer, give_to_volunteers, kept, lock_of, strip_of


@pytest.fixture
def door(house: House) -> House:
    """The program in the volunteers' hands."""
    give_to_volunteers(house)
    return house


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
