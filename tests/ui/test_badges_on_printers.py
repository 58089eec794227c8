"""The Badges page and printers: which one, on what paper, what is sent, and what is said of what was not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from checkin.badges.printing import Fate, Paper, Trouble
from checkin.badging import BadgePage
from checkin.language import Language
from checkin.model import BadgeId, new_id
from checkin.settings import SettingsFile
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from tests.ui.printers import FakePrinters
from tests.ui.test_badges_page import candidates, page_of
from ui.background import Cancelled
from ui.badges.page import BadgesPage
from ui.badges.run_words import sent_line
from ui.badges.wishes import Who, Wishes, not_printed, on_the_way
from ui.badges.words import about_line, what_the_button_does, words_on
from ui.badges.writing import Sent, send_pages
from ui.theme import Role

A4 = Paper("A4", "A4", 210, 297)
LABEL = Paper("62x100", "62 × 100 mm", 62, 100)
CONTROL = Qt.KeyboardModifier.ControlModifier
ENGLISH = Language("en")


def office(house: House) -> FakePrinters:
    """Plug in an office printer with A4, and a label printer."""
    printers = FakePrinters("Office", "Labels")
    printers.known_papers = {"Office": [Paper("A5", "A5", 148, 210), A4], "Labels": [LABEL]}
    house.plug.printers = printers
    return printers


def choose(house: House, page: BadgesPage, name: str) -> None:
    """Choose a printer as a hand does."""
    page.panel.printer.look()
    house.settle()
    combo = page.panel.printer.printer
    combo.setCurrentIndex(combo.findData(name))
    combo.activated.emit(combo.currentIndex())
    house.settle()
    house.settle()


def pick(page: BadgesPage, house: House, number: int) -> frozenset[Any]:
    """Choose the first so many by hand."""
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.CHOSEN))
    some = frozenset(one.id for one in candidates(house)[:number])
    page.panel.chooser.tick(some)
    return some


def test_a_printer_its_paper_and_what_does_not_fit_are_chosen_and_remembered_for_each_template(house: House) -> None:
    office(house)
    page = page_of(house)
    number = len(candidates(house))
    choose(house, page, "Office")
    assert page.save.text() == f"Print {number} badges on Office"
    assert page.as_pdf.isVisible()
    choice = page.panel.printer
    assert (choice.name, choice.paper_key, choice.warning) == ("Office", "A4", "")
    choice.paper.setCurrentIndex(choice.paper.findData("A5"))
    choice.paper.activated.emit(0)
    house.settle()
    assert choice.warning == "The template is made for A4."
    page.panel.template.setCurrentIndex(page.panel.template.findData("brother-dk-11202"))
    house.settle()
    assert choice.name == ""
    assert page.save.text() == f"Save {number} badges as PDF…"
    choose(house, page, "Labels")
    assert choice.paper_key == "62x100"
    page.panel.template.setCurrentIndex(page.panel.template.findData("avery-l4785"))
    choose(house, page, "Labels")
    assert choice.warning == "No paper of Labels is A4."
    house.plug.printers = FakePrinters("Office")
    choice.look()
    house.settle()
    assert choice.warning == "Labels is not here now: what is printed waits for it."
    kept = SettingsFile(kit_of(house).services.folder).current
    assert kept.sheet_printers == {"badge-86x54": "Office", "brother-dk-11202": "Labels", "avery-l4785": "Labels"}
    # The door prints such a badge alone, on another paper.
    assert kept.printer_papers == {"Office": {"badge-86x54/sheet": "A5"}}
    assert kept.sheet_template == "avery-l4785"


def test_each_page_is_sent_once_on_the_paper_and_remembered_with_its_printer(house: House) -> None:
    printers = office(house)
    page = page_of(house)
    choose(house, page, "Office")
    some = pick(page, house, 12)
    house.press(Qt.Key.Key_P, CONTROL)
    event, badging = kit_of(house).services.evenings.current(), kit_of(house).services.badging
    house.qtbot.waitUntil(lambda: len(badging.printings(event.id)) == 12, timeout=20_000)
    house.settle()
    assert [name for name, _ in printers.sent] == ["Office", "Office"]
    assert printers.papers_used == ["A4", "A4"]
    assert all(abs(width - 210) < 0.1 and abs(height - 297) < 0.1 for width, height in printers.sizes)
    assert house.window.toast.sentence == "12 badges sent to Office"
    printed = {(one.attendee_id, one.place, one.copies) for one in badging.printings(event.id)}
    assert printed == {(one, "Office", 1) for one in some}
    assert not_printed(candidates(house)) == len(candidates(house)) - 12
    assert page.panel.again.startswith("12 badges were printed already")
    first = page.panel.chooser.names.index(0)
    marked = [first.siblingAtRow(row).data(Qt.ItemDataRole.ToolTipRole) for row in range(len(candidates(house)))]
    assert sum(text is not None and text.endswith(" on Office") for text in marked) == 12


def test_what_waits_for_a_printer_is_on_its_way_and_on_no_next_sheet(house: House) -> None:
    printers = office(house)
    printers.usual_fate = Fate.WAITING
    page = page_of(house)
    choose(house, page, "Office")
    number = len(candidates(house))
    pick(page, house, 3)
    house.press(Qt.Key.Key_P, CONTROL)
    house.qtbot.waitUntil(lambda: on_the_way(candidates(house)) == 3, timeout=20_000)
    house.settle()
    house.settle()
    assert page.subtitle == f"{number - 3} not printed yet · 3 on their way · 0 printed"
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.NEW))
    assert page.save.text() == f"Print {number - 3} badges on Office"


def test_a_badge_that_is_printed_another_time_is_printed_and_on_its_way(house: House) -> None:
    one, other, third = candidates(house)[:3]
    now = kit_of(house).services.clock()
    again = replace(one, badge_printed_at=now, badge_waits=True)
    assert about_line([again, other, third], ENGLISH) == "2 not printed yet · 1 on its way · 1 printed"


def test_a_button_that_was_clicked_leaves_the_keyboard_on_the_page(house: House) -> None:
    printers = office(house)
    printers.usual_fate, printers.troubles["Office"] = Fate.WAITING, (Trouble.JAM,)
    page = page_of(house)
    choose(house, page, "Office")
    pick(page, house, 2)
    page.save.setFocus()
    page.save.click()
    assert page.paper.hasFocus()
    strip = page.view.strip
    house.qtbot.waitUntil(strip.isVisible, timeout=20_000)
    strip.later.setFocus()
    strip.later.click()
    assert page.paper.hasFocus()
    house.qtbot.waitUntil(strip.isHidden, timeout=20_000)
    house.settle()
    assert page.paper.hasFocus()


def test_not_every_badge_is_printed_while_one_is_on_its_way(house: House) -> None:
    printers = office(house)
    printers.usual_fate = Fate.WAITING
    page = page_of(house)
    services, event = kit_of(house).services, kit_of(house).services.evenings.current()
    people = candidates(house)
    services.badging.print_sheets(event.id, people[1:], services.folder / "most.pdf", template="badge-86x54")
    choose(house, page, "Office")
    page.print((people[0],))
    house.qtbot.waitUntil(lambda: on_the_way(candidates(house)) == 1, timeout=20_000)
    house.qtbot.waitUntil(page.view.all_done.isVisible, timeout=20_000)
    assert "Every badge is printed or on its way" in [label.text() for label in page.view.all_done.findChildren(QLabel)]


def test_a_printer_that_stops_and_goes_on_is_said_without_being_looked_for(house: House) -> None:
    printers = office(house)
    page = page_of(house)
    choose(house, page, "Office")
    assert page.panel.printer.warning == ""
    printers.stopped.add("Office")
    printers.usual_fate = Fate.WAITING
    pick(page, house, 2)
    house.press(Qt.Key.Key_P, CONTROL)
    house.qtbot.waitUntil(lambda: bool(page.panel.printer.warning), timeout=20_000)
    assert page.panel.printer.warning == "Office has stopped: what is printed waits for it."
    printers.stopped.clear()
    printers.usual_fate = Fate.PRINTED
    kit_of(house).notices.print_queue_stirred.emit()
    house.qtbot.waitUntil(lambda: not page.panel.printer.warning, timeout=20_000)


def test_a_file_stays_in_reach_of_the_keyboard_beside_a_printer(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers = office(house)
    page = page_of(house)
    choose(house, page, "Office")
    pick(page, house, 2)
    monkeypatch.setattr("ui.badges.printing.ask_save", lambda *_: tmp_path / "two.pdf")
    monkeypatch.setattr("ui.badges.printing.show_outside", lambda _path: True)
    house.press(Qt.Key.Key_S, CONTROL)
    house.settle()
    assert (tmp_path / "two.pdf").exists()
    assert printers.sent == []
    assert house.window.toast.sentence == "2 badges on 1 page: two.pdf"


class Pages:
    """Badging that writes two pages: on the second one a code cannot be read."""

    def __init__(self) -> None:
        self.lost = new_id()

    def write_pages(self, *_: object, progress: Any, checked: Any, **__: object) -> list[BadgePage]:
        """Return the pages."""
        progress(4, 4)
        checked(4, 4)
        good = BadgePage(Path("1.pdf"), ((BadgeId(1), 1), (BadgeId(2), 1)), (new_id(), new_id()))
        return [good, BadgePage(Path("2.pdf"), ((BadgeId(3), 1),), (new_id(), self.lost), (self.lost,))]


class Queue:
    """A queue that keeps what it is given."""

    def __init__(self) -> None:
        self.kept: dict[object, Path] = {}

    def add(self, _event: object, pdf: Path, **_: object) -> object:
        """Take a page."""
        job = SimpleNamespace(id=new_id())
        self.kept[job.id] = pdf
        return job

    def drop(self, job: object) -> None:
        """Give it back."""
        del self.kept[job]


def sending(house: House, pages: Pages, queue: Queue, report: Any) -> Sent:
    """Send four badges one page that is good, one that is not."""
    services = replace(kit_of(house).services, badging=pages, print_queue=queue)
    event, people = services.evenings.current(), candidates(house)[:4]
    wishes, words = Wishes("badge-86x54", printer="Office"), words_on(event, ENGLISH)
    return send_pages(services, event, people, wishes, title="Badges", words=words, report=report)


def test_a_page_with_a_code_that_cannot_be_read_is_not_sent_and_cancelling_takes_all_back(house: House) -> None:
    pages, queue, shares = Pages(), Queue(), []
    sent = sending(house, pages, queue, lambda done, total: shares.append((done, total)))
    assert list(queue.kept.values()) == [Path("1.pdf")]
    assert sent == Sent(2, 1, "Office", (pages.lost,), 2)
    assert shares[-1] == (12, 12)
    somebody = replace(candidates(house)[0], id=pages.lost)
    said = f"2 badges were not sent, since a code on their page could not be read again: {somebody.full_name}."
    assert sent_line(sent, [somebody], ENGLISH) == (f"{said} 2 badges sent to Office", Role.ALREADY)

    def cancel(done: int, _total: int) -> None:
        if done > 8:
            raise Cancelled

    queue = Queue()
    with pytest.raises(Cancelled):
        sending(house, pages, queue, cancel)
    assert queue.kept == {}


def test_a_long_name_of_a_printer_is_cut_on_the_button() -> None:
    said = what_the_button_does(2, "Brother QL-820NWB at the bar", ENGLISH)
    assert said == "Print 2 badges on Brother QL-820NWB at th…"
    assert what_the_button_does(0, "Office", ENGLISH) == "Print"
