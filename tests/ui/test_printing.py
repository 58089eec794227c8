"""From the door to the paper: by Qt, by CUPS, one after the other, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from checkin.badges.pictures import page_count, page_size, render_page
from checkin.badges.printing import Printer, PrinterState
from checkin.errors import PrintError, PrintFault
from checkin.language import Language
from checkin.model import AlreadyArrived
from tests.badges.test_printing import badge, codes_in, margins_of, wants_cups
from tests.cups import PrintServer, print_server
from tests.ui.conftest import House
from tests.ui.printers import FakePrinters, kit_with
from ui.door.badge_print import BadgePrinter, Gathered, outcome_line
from ui.kit import Kit
from ui.printing import PrinterStatus, SystemPrinters, paint_pdf
from ui.theme import Role


@pytest.fixture
def server() -> Iterator[PrintServer]:
    """CUPS, with its two printers."""
    with print_server() as running:
        yield running


def paper_of(folder: Path, width: float, height: float) -> tuple[QPrinter, Path]:
    """Return a printer of Qt's own that prints into a file, on paper of this size in millimetres."""
    path = folder / "out.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    return printer, path


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("paper", "size"), [((210, 297), (54, 86)), ((62, 100), (54, 86)), ((86, 54), (86, 54))])
def test_qt_prints_a_badge_unscaled_in_the_middle_of_the_paper(
    tmp_path: Path, paper: tuple[float, float], size: tuple[float, float]
) -> None:
    printer, out = paper_of(tmp_path, *paper)
    paint_pdf(badge(tmp_path), printer)
    assert page_count(out) == 1
    assert [points / 72 * 25.4 for points in page_size(out, 0)] == pytest.approx(paper, abs=0.2)
    left, right, top, bottom = margins_of(out)
    assert (paper[0] - left - right, paper[1] - top - bottom) == pytest.approx(size, abs=0.4)
    assert (left, top) == pytest.approx((right, bottom), abs=0.4)
    assert codes_in(out) == ["0" * 34]


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_does_not_begin_is_an_error(tmp_path: Path) -> None:
    printer, _ = paper_of(tmp_path, 86, 54)
    printer.setOutputFileName(str(tmp_path / "gone" / "out.pdf"))
    with pytest.raises(PrintError) as caught:
        paint_pdf(badge(tmp_path), printer)
    assert caught.value.fault is PrintFault.FAILED


@wants_cups
@pytest.mark.usefixtures("qapp")
def test_the_printers_of_the_machine_are_known_by_name(server: PrintServer, tmp_path: Path) -> None:
    server.call("cupsdisable", "label")
    printers = SystemPrinters()
    # The library of CUPS asks each thread's environment once for its server.
    with ThreadPoolExecutor(1) as worker:
        known = worker.submit(printers.all).result()
        states = [worker.submit(printers.state, name).result() for name in ("office", "label", "nowhere")]
    assert sorted(known, key=lambda p: p.name) == [Printer("label"), Printer("office", is_default=True)]
    assert states == [PrinterState.READY, PrinterState.STOPPED, PrinterState.MISSING]
    printers.send("office", badge(tmp_path, 7))
    assert codes_in(server.take(tmp_path / "out.pdf")) == [f"{7:034}"]


@pytest.mark.usefixtures("qapp")
def test_without_cups_a_printer_that_is_not_there_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrintError) as caught:
        SystemPrinters().send("nowhere", badge(tmp_path))
    assert caught.value.fault is PrintFault.MISSING


@wants_cups
def test_a_walk_in_has_a_badge_on_paper_and_is_admitted_by_it(
    server: PrintServer, house: House, tmp_path: Path
) -> None:
    kit_with(house, FakePrinters(), "office")
    house.press(Qt.Key.Key_F2)
    house.type("Nolwenn")
    house.press(Qt.Key.Key_Tab)
    house.type("Riou")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert house.window.toast.sentence == "Badge sent to office"
    out = server.take(tmp_path / "out.pdf")
    (code,) = zxingcpp.read_barcodes(render_page(out, 0, dpi=203))
    assert [a.badge_printed_at is not None for a in house.desk.search("nolwenn riou")] == [True]
    house.scan(code.text)
    verdict = house.verdict()
    assert isinstance(verdict, AlreadyArrived)
    assert verdict.attendee.full_name == "Nolwenn Riou"


def test_without_a_printer_a_badge_waits_for_the_next_sheet(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers)
    guest = house.attendee("maëlle")
    waiting = kit.services.badging.waiting(guest.event_id)
    BadgePrinter(kit, house.window).print(guest)
    house.settle()
    assert house.window.toast.sentence == f"No printer: the badge waits for the next sheet ({waiting} waiting)"
    assert not printers.sent
    assert kit.services.badging.waiting(guest.event_id) == waiting


def test_a_badge_that_a_printer_refused_waits_and_is_not_tried_again(house: House) -> None:
    printers = FakePrinters("office")
    printers.fault = PrintFault.REFUSED
    kit = kit_with(house, printers, "office")
    guest = house.attendee("maëlle")
    waiting = kit.services.badging.waiting(guest.event_id)
    printer = BadgePrinter(kit, house.window)
    printer.print(guest)
    house.settle()
    assert house.window.toast.sentence == (
        "Printer office takes no jobs: let it take them again in the computer’s settings. "
        f"The badge waits for the next sheet ({waiting} waiting)"
    )
    printers.fault = None
    printer.print(house.attendee("karim"))
    house.settle()
    assert [("Karim" in text, "Maëlle" in text) for _, text in printers.sent] == [(True, False)]
    assert kit.services.badging.waiting(guest.event_id) == waiting - 1


def test_a_slow_printer_holds_one_worker_and_the_door_goes_on(house: House) -> None:
    printers = FakePrinters("office")
    printers.gate.clear()
    kit = kit_with(house, printers, "office")
    guests = kit.services.badging.candidates(house.attendee("maëlle").event_id)[:6]
    printer = BadgePrinter(kit, house.window)
    for guest in guests:
        printer.print(guest)
    house.door.clerk.submit("HA-10001")
    house.qtbot.waitUntil(lambda: house.door.verdict is not None and bool(printers.busy_workers), timeout=10_000)
    assert not printers.sent
    printers.gate.set()
    house.settle()
    assert [a.given_name in text for a, (_, text) in zip(guests, printers.sent, strict=True)] == [True] * 6


def said_by(kit: Kit) -> list[tuple[str, str]]:
    """Return where what the status line says of the printer is kept."""
    said: list[tuple[str, str]] = []
    kit.notices.status.connect(lambda key, text, role: said.append((text, role)) if key == "printer" else None)
    return said


def test_the_status_line_says_what_the_printer_is_ready_for(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    said = said_by(kit)
    status = PrinterStatus(kit, house.window)
    status.look()
    house.settle()
    printers.stopped.add("office")
    kit.notices.printer_changed.emit()
    house.settle()
    printers.names.clear()
    kit.notices.printer_changed.emit()
    house.settle()
    assert [line for line in said if line[0].startswith("Printer office")][-1] == (
        "Printer office is not here",
        Role.REFUSED.value,
    )
    assert ("Printer office", Role.ADMITTED.value) in said
    assert ("Printer office has stopped", Role.ALREADY.value) in said
    kit.services.settings.change(printer="")
    kit.notices.printer_changed.emit()
    house.settle()
    assert said[-1] == ("", Role.NEUTRAL.value)


def test_the_line_of_a_badge_counts_in_the_readers_figures(qtbot: QtBot) -> None:
    assert "1,234 waiting" in outcome_line(Gathered(1234), Language("en"))


def test_a_door_badge_is_printed_on_the_template_of_the_settings_with_the_evenings_date(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    kit.services.settings.change(badge_template="zebra-102x76")
    BadgePrinter(kit, house.window).print(house.attendee("karim"))
    house.settle()
    assert [round(side) for side in printers.sizes[-1]] == [102, 76]
    assert str(kit.services.evenings.current().starts.year) in printers.sent[-1][1]


def test_a_logo_that_is_gone_keeps_no_guest_waiting(house: House, tmp_path: Path) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    kit.services.settings.change(logo=str(tmp_path / "gone.png"))
    BadgePrinter(kit, house.window).print(house.attendee("karim"))
    house.settle()
    assert len(printers.sent) == 1
    assert house.window.toast.sentence.startswith("Badge sent to office without the logo. The logo ")


def test_a_template_that_is_gone_leaves_the_badge_for_the_next_sheet(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    kit.services.settings.change(badge_template="our-club")
    guest = house.attendee("karim")
    waiting = kit.services.badging.waiting(guest.event_id)
    BadgePrinter(kit, house.window).print(guest)
    house.settle()
    assert not printers.sent
    assert house.window.toast.sentence.startswith("There is no badge template our-club")
    assert kit.services.badging.waiting(guest.event_id) == waiting
