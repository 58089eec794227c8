"""The volunteers’ mode, worked by hand: the PIN, the strip that asks for it, and its card in the settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from checkin.settings import SettingsFile
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from ui.lock import Lock
from ui.settings.page import SettingsPage
from ui.settings.roles import RolesCard
from ui.widgets.pin_strip import PinStrip

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
