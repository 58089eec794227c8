"""From the door to the paper: by Qt, by CUPS, through the queue, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from checkin.badges.faces import BadgeFace
from checkin.badges.pictures import page_count, page_size, render_page
from checkin.badges.printing import Condition, Fate, PrinterState, Trouble, alone
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import DEFAULT
from checkin.errors import PrintError, PrintFault
from checkin.language import Language
from checkin.model import AlreadyArrived, Attendee
from checkin.print_queue import JobState
from tests.badges.test_printing import badge, codes_in, margins_of, wants_cups
from tests.cups import PrintServer, print_server
from tests.ui.conftest import House, OpenHouse
from tests.ui.printers import FakePrinters, kit_with
from ui.door import badge_print
from ui.door.badge_words import Gathered, outcome_line
from ui.kit import Kit
from ui.print_queue.words import condition_line
from ui.printing import QtPrinters, paint_pdf, system_printers
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
    printer.setPageLayout(QPageLayout(size_of(width, height), QPageLayout.Orientation.Portrait, QMarginsF()))
    return printer, path


def size_of(width: float, height: float) -> QPageSize:
    return QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)


def millimetres(path: Path, page: int = 0) -> list[float]:
    return [points / 72 * 25.4 for points in page_size(path, page)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("paper", "size"), [((210, 297), (54, 86)), ((62, 100), (54, 86)), ((86, 54), (86, 54))])
def test_qt_prints_a_badge_unscaled_in_the_middle_of_the_paper(
    tmp_path: Path, paper: tuple[float, float], size: tuple[float, float]
) -> None:
    printer, out = paper_of(tmp_path, *paper)
    paint_pdf(badge(tmp_path), printer)
    assert page_count(out) == 1
    assert millimetres(out) == pytest.approx(paper, abs=0.2)
    left, right, top, bottom = margins_of(out)
    assert (paper[0] - left - right, paper[1] - top - bottom) == pytest.approx(size, abs=0.4)
    assert (left, top) == pytest.approx((right, bottom), abs=0.4)
    assert codes_in(out) == ["0" * 34]


@pytest.mark.usefixtures("qapp")
def test_qt_prints_every_page_and_every_copy_on_the_paper_that_was_chosen(tmp_path: Path) -> None:
    printer, out = paper_of(tmp_path, 210, 297)
    pages = tmp_path / "pages.pdf"
    faces = [BadgeFace(token=f"{number:034}", full_name="Nolwenn Riou") for number in range(3)]
    write_badge_sheets(faces, pages, alone(DEFAULT), cut_marks=False)
    paint_pdf(pages, printer, paper=size_of(62, 100), copies=2)
    assert page_count(out) == 6
    read = [zxingcpp.read_barcodes(render_page(out, page, dpi=203))[0].text for page in range(6)]
    assert read == [f"{number:034}" for number in (0, 1, 2, 0, 1, 2)]
    assert millimetres(out, 5) == pytest.approx((62, 100), abs=0.2)


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_does_not_begin_is_an_error(tmp_path: Path) -> None:
    printer, _ = paper_of(tmp_path, 86, 54)
    printer.setOutputFileName(str(tmp_path / "gone" / "out.pdf"))
    with pytest.raises(PrintError) as caught:
        paint_pdf(badge(tmp_path), printer)
    assert caught.value.fault is PrintFault.FAILED


@pytest.mark.usefixtures("qapp")
def test_qt_knows_no_printer_that_is_not_there_and_follows_no_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    printers = system_printers()
    assert isinstance(printers, QtPrinters)
    assert not printers.holds
    assert printers.condition("nowhere").state is PrinterState.MISSING
    assert printers.papers("nowhere") == []
    with pytest.raises(PrintError) as caught:
        printers.hand("nowhere", badge(tmp_path), title="badge")
    assert caught.value.fault is PrintFault.MISSING
    assert printers.fate("nowhere", "") is Fate.UNKNOWN
    assert not printers.withdraw("nowhere", "")


@wants_cups
def test_a_walk_in_has_a_badge_on_paper_and_is_admitted_by_it(
    server: PrintServer, open_house: OpenHouse, tmp_path: Path
) -> None:
    house = open_house(printers=system_printers())
    house.door.kit.services.settings.change(printer="office")
    house.press(Qt.Key.Key_F2)
    house.type("Nolwenn Riou")
    house.press(Qt.Key.Key_Return)
    house.qtbot.waitUntil(lambda: house.window.toast.sentence == "Badge sent to office", timeout=30_000)
    out = server.take(tmp_path / "out.pdf")
    (code,) = zxingcpp.read_barcodes(render_page(out, 0, dpi=203))
    house.qtbot.waitUntil(lambda: house.desk.search("nolwenn riou")[0].badge_printed_at is not None, timeout=30_000)
    house.scan(code.text)
    verdict = house.verdict()
    assert isinstance(verdict, AlreadyArrived)
    assert verdict.attendee is not None
    assert verdict.attendee.full_name == "Nolwenn Riou"


def ask_for(house: House, *guests: Attendee) -> None:
    """Ask for badges as the pages do, and wait until something was said of them."""
    house.door.kit.notices.print_badges.emit(guests)
    settle(house)


def settle(house: House) -> None:
    """Wait until what follows from each other in the background has come to rest: a badge added, then the queue."""
    for _ in range(3):
        house.settle()


def waiting(house: House) -> int:
    """Count who is on the next sheet."""
    services = house.door.kit.services
    return services.badging.waiting(services.evenings.current().id)


def test_without_a_printer_a_badge_waits_for_the_next_sheet(house: House) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers)
    before = waiting(house)
    ask_for(house, house.attendee("maëlle"))
    assert house.window.toast.sentence == f"No printer: the badge waits for the next sheet ({before} waiting)"
    assert not printers.sent
    assert waiting(house) == before


def test_a_badge_that_a_printer_refuses_waits_and_comes_out_once_when_it_takes_jobs_again(house: House) -> None:
    printers = FakePrinters("office")
    printers.fault = PrintFault.REFUSED
    kit = kit_with(house, printers, "office")
    before = waiting(house)
    ask_for(house, house.attendee("maëlle"))
    assert house.window.toast.sentence == (
        "Printer office takes no jobs: let it take them again in the computer’s settings. The badge waits (1 waiting)"
    )
    assert waiting(house) == before - 1
    printers.fault = None
    ask_for(house, house.attendee("karim"))
    assert house.window.toast.sentence == "Badge sent to office"
    kit.notices.print_queue_stirred.emit()
    settle(house)
    assert [("Maëlle" in text, "Karim" in text) for _, text in printers.sent] == [(True, False), (False, True)]
    assert [a.badge_printed_at is not None for a in house.desk.search("karim benali")] == [True]


def test_a_printer_without_paper_is_said_and_the_badge_is_not_called_sent(house: House) -> None:
    printers = FakePrinters("office")
    printers.troubles["office"] = (Trouble.PAPER_OUT,)
    printers.usual_fate = Fate.WAITING
    kit_with(house, printers, "office")
    ask_for(house, house.attendee("maëlle"), house.attendee("karim"))
    assert house.window.toast.sentence == "office is out of paper: the badge waits (2 waiting)"


def test_a_slow_printer_holds_nobody_at_the_door(house: House) -> None:
    printers = FakePrinters("office")
    printers.gate.clear()
    kit = kit_with(house, printers, "office")
    guests = kit.services.badging.candidates(house.attendee("maëlle").event_id)[:6]
    kit.notices.print_badges.emit(guests)
    house.qtbot.waitUntil(lambda: len(kit.services.print_queue.jobs()) == 6, timeout=10_000)
    house.door.clerk.submit("HA-10001")
    house.qtbot.waitUntil(lambda: house.door.verdict is not None and bool(printers.busy_workers), timeout=10_000)
    assert not printers.sent
    printers.gate.set()
    settle(house)
    assert [a.given_name in text for a, (_, text) in zip(guests, printers.sent, strict=True)] == [True] * 6


def said_by(kit: Kit) -> list[tuple[str, str]]:
    """Return where what the status line says of the printer is kept."""
    said: list[tuple[str, str]] = []
    kit.notices.status.connect(lambda key, text, role: said.append((text, role)) if key == "printer" else None)
    return said


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(PrinterState.READY, (Trouble.PAPER_OUT,)), "office is out of paper"),
        (Condition(PrinterState.STOPPED, (Trouble.PAUSED, Trouble.JAM)), "office is jammed"),
        (Condition(PrinterState.READY, (Trouble.PAPER_OUT, Trouble.COVER_OPEN)), "office has its cover open"),
        (Condition(PrinterState.READY, (Trouble.OFFLINE,)), "office does not answer"),
        (Condition(PrinterState.STOPPED), "office has stopped"),
        (Condition(PrinterState.MISSING, (Trouble.OFFLINE,)), "office is not here"),
        (Condition(PrinterState.READY), "Printer office"),
    ],
)
def test_what_a_printer_lacks_is_said_by_what_is_done_about_it_first(condition: Condition, words: str) -> None:
    assert condition_line("office", condition, Language("en")) == words


def test_the_status_line_says_what_the_printer_lacks_and_how_many_badges_wait(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    said = said_by(kit)
    kit.notices.printer_changed.emit()
    settle(house)
    assert said[-1] == ("Printer office", Role.ADMITTED.value)
    printers.usual_fate = Fate.WAITING
    printers.troubles["office"] = (Trouble.PAPER_OUT,)
    ask_for(house, *(house.attendee(name) for name in ("maëlle", "karim", "gwenaëlle")))
    assert said[-1] == ("office is out of paper · 3 wait", Role.ALREADY.value)


def test_the_status_line_says_that_a_printer_is_gone_and_nothing_where_none_is_chosen(house: House) -> None:
    kit = kit_with(house, FakePrinters(), "office")
    said = said_by(kit)
    kit.notices.printer_changed.emit()
    settle(house)
    assert said[-1] == ("office is not here", Role.REFUSED.value)
    kit.services.settings.change(printer="")
    kit.notices.printer_changed.emit()
    settle(house)
    assert said[-1] == ("", Role.NEUTRAL.value)


def test_the_line_of_a_badge_counts_in_the_readers_figures() -> None:
    assert "1,234 waiting" in outcome_line(Gathered(1234), Language("en"))


def test_a_door_badge_is_printed_on_the_template_and_the_paper_of_the_settings_with_the_evenings_date(
    house: House,
) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    kit.services.settings.change(
        badge_template="zebra-102x76", printer_papers={"office": {"zebra-102x76": "om_102x76"}}
    )
    ask_for(house, house.attendee("karim"))
    assert [round(side) for side in printers.sizes[-1]] == [102, 76]
    assert printers.papers_used == ["om_102x76"]
    assert str(kit.services.evenings.current().starts.year) in printers.sent[-1][1]


def test_a_logo_that_is_gone_keeps_no_guest_waiting(house: House, tmp_path: Path) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers, "office").services.settings.change(logo=str(tmp_path / "gone.png"))
    ask_for(house, house.attendee("karim"))
    assert len(printers.sent) == 1
    assert house.window.toast.sentence.startswith("Badge sent to office without the logo. The logo ")


def test_a_template_that_is_gone_leaves_the_badge_for_the_next_sheet(house: House) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers, "office").services.settings.change(badge_template="our-club")
    before = waiting(house)
    ask_for(house, house.attendee("karim"))
    assert not printers.sent
    assert house.window.toast.sentence.startswith("There is no badge template our-club")
    assert waiting(house) == before


def test_a_badge_that_is_on_its_way_is_not_printed_twice(house: House) -> None:
    printers = FakePrinters("office")
    printers.troubles["office"] = (Trouble.JAM,)
    printers.usual_fate = Fate.WAITING
    kit = kit_with(house, printers, "office")
    guest = house.attendee("karim")
    ask_for(house, guest)
    ask_for(house, guest)
    assert house.window.toast.sentence == "The badge of Karim Benali is on its way to office already"
    assert [job.state for job in kit.services.print_queue.jobs()] == [JobState.QUEUED]


def test_a_badge_that_is_asked_about_is_printed_again_by_the_answer_alone(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    printers.usual_fate = Fate.FAILED
    guest = house.attendee("karim")
    ask_for(house, guest)
    kit.notices.print_queue_stirred.emit()
    settle(house)
    ask_for(house, guest)
    assert house.window.toast.sentence == (
        "What became of the badge of Karim Benali is asked below: F5 prints it again"
    )
    assert len(printers.sent) == 1


def test_a_badge_that_a_silent_printer_has_not_taken_is_said_to_wait(
    open_house: OpenHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(badge_print, "PATIENCE", 1)
    printers = FakePrinters("office")
    printers.gate.clear()
    house = open_house(printers=printers)
    kit = kit_with(house, printers, "office")
    guests = [house.attendee("karim"), house.attendee("maëlle")]
    kit.notices.print_badges.emit(guests)
    said = "office has not taken it yet: the badge waits (2 waiting)"
    house.qtbot.waitUntil(lambda: house.window.toast.sentence == said, timeout=10_000)
    assert not printers.sent
    printers.gate.set()
    settle(house)
    assert len(printers.sent) == 2


def test_f4_prints_the_badge_again_of_who_is_chosen_else_of_whom_the_banner_names(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    kit.notices.printer_changed.emit()
    house.press(Qt.Key.Key_F4)
    settle(house)
    assert house.window.toast.sentence == "Whose badge? Scan or search for them first, or choose their line."
    house.scan("HA-10001")
    assert house.door.view.badge_again.isVisible()
    house.press(Qt.Key.Key_F4)
    settle(house)
    kit.notices.print_queue_stirred.emit()
    settle(house)
    house.type("karim benali")
    settle(house)
    house.press(Qt.Key.Key_F4)
    settle(house)
    assert ["Maëlle" in text for _, text in printers.sent] == [True, False]
    assert "Karim" in printers.sent[1][1]
    assert house.door.view.field.line.text() == ""
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_F4)
    settle(house)
    assert len(printers.sent) == 3


def test_without_a_printer_a_badge_that_was_printed_is_printed_again_on_the_badges_page(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    ask_for(house, house.attendee("karim"))
    kit.notices.print_queue_stirred.emit()
    settle(house)
    kit.services.settings.change(printer="")
    ask_for(house, house.attendee("karim"))
    assert house.window.toast.sentence == "No printer is chosen for the door: print it again on the Badges page."
