"""The printer's card: by name, none first, remembered while it is away, and tried with a test badge."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from checkin.badges.printing import Paper, Trouble
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
    assert card.warning == "QL-820NWB is not here now: badges wait until it is."
    assert SettingsFile(tmp_path).current.printer == "QL-820NWB"


def test_a_printer_that_has_stopped_is_said(house: House) -> None:
    printers = FakePrinters("office")
    card = card_of(house, printers, "office")
    assert card.warning == ""
    printers.stopped.add("office")
    card.look()
    house.settle()
    assert card.warning == "office has stopped: badges wait in its queue. See its paper and its cable."
    printers.troubles["office"] = (Trouble.PAPER_OUT,)
    card.look()
    house.settle()
    assert card.warning == "office is out of paper: badges wait until that is put right."


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


def test_what_the_door_prints_on_is_remembered_and_the_test_badge_is_printed_on_it(
    house: House, tmp_path: Path
) -> None:
    printers = FakePrinters("QL-820NWB")
    card = card_of(house, printers, "QL-820NWB")
    choice = card.paper.template
    assert choice.currentText().startswith("86 × 54 mm")
    choice.setCurrentIndex(choice.findData("dymo-99014"))
    choice.activated.emit(choice.currentIndex())
    house.settle()
    assert SettingsFile(tmp_path).current.badge_template == "dymo-99014"
    card.test.click()
    house.settle()
    assert [round(side) for side in printers.sizes[-1]] == [101, 54]


LABEL, LARGE, A4 = (
    Paper("om_54x101", "54 mm", 54, 101),
    Paper("om_62x100", "62 mm", 62, 100),
    Paper("iso_a4", "A4", 210, 297),
)


def test_the_paper_that_fits_the_badge_is_chosen_by_itself_and_remembered_for_the_template(
    house: House, tmp_path: Path
) -> None:
    printers = FakePrinters("QL-820NWB")
    printers.known_papers["QL-820NWB"] = [LARGE, LABEL]
    card = card_of(house, printers, "QL-820NWB")
    choice, paper = card.paper.template, card.paper.paper
    assert paper.accessibleName() == "Paper in the printer"
    assert paper.accessibleDescription() == "The badge comes out in the middle of it."
    assert [paper.itemText(i) for i in range(paper.count())] == [
        "The printer’s own paper",
        "62 mm · 62 × 100 mm",
        "54 mm · 54 × 101 mm",
    ]
    choice.setCurrentIndex(choice.findData("dymo-99014"))
    choice.activated.emit(choice.currentIndex())
    house.settle()
    assert paper.currentData() == "om_54x101"
    assert paper.accessibleDescription() == ""
    assert SettingsFile(tmp_path).current.printer_papers == {"QL-820NWB": {"dymo-99014": "om_54x101"}}
    card.test.click()
    house.settle()
    assert printers.papers_used == ["om_54x101"]


def test_another_paper_is_chosen_by_hand_and_stays_though_the_printer_lacks_it_now(
    house: House, tmp_path: Path
) -> None:
    printers = FakePrinters("office")
    printers.known_papers["office"] = [A4, LABEL]
    card = card_of(house, printers, "office")
    card.paper.paper.setCurrentIndex(1)
    card.paper.paper.activated.emit(1)
    house.settle()
    assert SettingsFile(tmp_path).current.paper_of("office", "badge-86x54") == "iso_a4"
    printers.known_papers["office"] = [LABEL]
    card.look()
    house.settle()
    assert card.paper.paper.currentText() == "iso_a4 (not here)"
    house.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, on=card)
    house.settle()
    assert printers.papers_used == ["iso_a4"]


def test_each_printer_keeps_its_offset(house: House, tmp_path: Path) -> None:
    card = card_of(house, FakePrinters("QL-820NWB", "office"), "office")
    card.paper.right.setFocus()
    house.press(Qt.Key.Key_Up, on=card.paper.right)
    card.paper.down.setFocus()
    house.press(Qt.Key.Key_Down, on=card.paper.down)
    house.press(Qt.Key.Key_Down, on=card.paper.down)
    house.settle()
    assert SettingsFile(tmp_path).current.printer_offset == (0.1, -0.2)
    assert card.paper.down.text() == "-0.2 mm"
    card.printer.setCurrentIndex(1)
    card.printer.activated.emit(1)
    house.settle()
    assert (card.paper.right.value(), card.paper.down.value()) == (0, 0)
    assert SettingsFile(tmp_path).current.printer_offsets == {"office": (0.1, -0.2)}


def test_an_offset_is_typed_as_the_reader_writes_numbers(house: House, tmp_path: Path) -> None:
    card = card_of(house, FakePrinters("office"), "office")
    card.paper.right.selectAll()
    house.type("1,5", on=card.paper.right)
    house.press(Qt.Key.Key_Return, on=card.paper.right)
    house.settle()
    assert SettingsFile(tmp_path).current.printer_offset == (1.5, 0.0)
    assert card.paper.right.text() == "1.5 mm"


def test_the_alignment_page_is_printed_by_its_key_and_moved_as_badges_are(house: House) -> None:
    printers = FakePrinters("office")
    card = card_of(house, printers, "office")
    house.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, on=card)
    house.settle()
    assert card.outcome == "Alignment page sent to office"
    ((name, text),) = printers.sent
    assert name == "office"
    assert "Moved 0 mm right, 0 mm down" in " ".join(text.split())
    assert [round(side) for side in printers.sizes[-1]] == [210, 297]
    assert card.paper.align.isEnabled()


def test_without_a_printer_there_is_nothing_to_align(house: House) -> None:
    card = card_of(house, FakePrinters("office"))
    assert not card.paper.align.isEnabled()
    assert not card.paper.right.isEnabled()


def test_a_template_that_is_gone_is_said_until_another_one_is_chosen(house: House) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers).services.settings.change(badge_template="our-club")
    card = card_of(house, printers, "office")
    assert card.paper.trouble == "The template our-club cannot be used: choose another one."
    card.test.click()
    house.settle()
    assert card.outcome == "There is no badge template our-club: `checkin badges --help` names those there are."
    card.paper.template.activated.emit(0)
    house.settle()
    assert card.paper.trouble == ""
