"""The organiser’s PIN in the settings: set, changed, removed and forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import House, OpenHouse
from tests.ui.volunteers import CTRL, PIN, card_of, give_to_volunteers, kept, lock_of
from ui.settings.page import SettingsPage


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
