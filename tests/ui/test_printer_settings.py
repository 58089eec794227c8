"""The printer's card: by name, none first, remembered while it is away, and tried with a test badge."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from checkin.errors import PrintFault
from checkin.settings import SettingsFile
from tests.ui.conftest import House
from tests.ui.printers import FakePrinters, kit_with
from ui.settings.keeper import Keeper
from ui.settings.printer import PrinterCard

NONE = "None: gather badges in a PDF"


def card_of(house: House, printers: FakePrinters, chosen: str = "") -> PrinterCard:
    """Show the card alone in a window of its own."""
    kit = kit_with(house, printers, chosen)
    card = PrinterCard(kit, Keeper(kit, house.window))
    house.qtbot.addWidget(card)
    card.retranslate()
    card.show()
    card.activateWindow()
    house.qtbot.waitUntil(card.isActiveWindow)
    card.look()
    house.settle()
    return card


def items(card: PrinterCard) -> list[str]:
    return [card.printer.itemText(i) for i in range(card.printer.count())]


def test_a_printer_is_chosen_by_its_name_and_remembered(house: House, tmp_path: Path) -> None:
    printers = FakePrinters("QL-820NWB", "office")
    printers.usual = "office"
    card = card_of(house, printers)
    assert items(card) == [NONE, "QL-820NWB", "office (the computer’s usual one)"]
    assert card.printer.currentText() == NONE
    assert not card.test.isEnabled()
    card.printer.setFocus()
    house.press(Qt.Key.Key_Down, on=card.printer)
    card.printer.activated.emit(1)
    house.settle()
    assert SettingsFile(tmp_path).current.printer == "QL-820NWB"
    assert card.test.isEnabled()
    card.printer.setCurrentIndex(0)
    card.printer.activated.emit(0)
    house.settle()
    assert SettingsFile(tmp_path).current.printer == ""
    assert not card.test.isEnabled()


def test_a_printer_that_was_left_at_home_is_said_and_stays_chosen(house: House, tmp_path: Path) -> None:
    card = card_of(house, FakePrinters("office"), "QL-820NWB")
    assert card.printer.currentText() == "QL-820NWB (not here)"
    assert card.warning == "QL-820NWB is not here now: badges wait for the next sheet."
    assert SettingsFile(tmp_path).current.printer == "QL-820NWB"


def test_a_printer_that_has_stopped_is_said(house: House) -> None:
    printers = FakePrinters("office")
    card = card_of(house, printers, "office")
    assert card.warning == ""
    printers.stopped.add("office")
    card.look()
    house.settle()
    assert card.warning == "office has stopped: badges wait in its queue. See its paper and its cable."


def test_a_test_badge_is_printed_by_its_key_and_once(house: House) -> None:
    printers = FakePrinters("office")
    card = card_of(house, printers, "office")
    printers.gate.clear()
    for _ in range(2):
        house.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, on=card)
    assert not card.test.isEnabled()
    printers.gate.set()
    house.settle()
    assert card.outcome == "Badge sent to office"
    ((name, text),) = printers.sent
    assert name == "office"
    assert "Test" in text
    assert card.test.isEnabled()


def test_a_test_badge_that_failed_says_what_to_do(house: House) -> None:
    printers = FakePrinters("office")
    printers.fault = PrintFault.SILENT
    card = card_of(house, printers, "office")
    card.test.click()
    house.settle()
    assert card.outcome == "Printer office does not answer: see that it is on and plugged in."
    assert card.test.isEnabled()


def test_the_card_has_names_and_keys_for_everything(house: House) -> None:
    card = card_of(house, FakePrinters("office"), "office")
    assert card.printer.accessibleName() == "Printer of this door"
    assert (card.test.accessibleName(), card.test.accessibleDescription()) == ("Print a test badge", "Ctrl+Shift+P")
