"""What waits for printers, in the window: worked by itself, said in a strip, decided by a key, and closed upon."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from checkin.badges.printing import Fate, Paper, Trouble
from checkin.model import Attendee
from checkin.print_queue import JobState, PrintJob, PrintQueue
from tests.conftest import Clock
from tests.ui.conftest import House, OpenHouse
from tests.ui.printers import FakePrinters, kit_with
from ui.background import Cancelled
from ui.print_queue.apart import Apart
from ui.print_queue.strip import QueueStrip

SHIFT = Qt.KeyboardModifier.ShiftModifier


def settle(house: House) -> None:
    """Wait until what follows from each other in the background has come to rest: a decision, then the queue."""
    for _ in range(3):
        house.settle()


def work(house: House) -> None:
    """Let the queue be worked now, and not in a while."""
    house.door.kit.notices.print_queue_stirred.emit()
    settle(house)


def ask_for(house: House, *names: str) -> list[Attendee]:
    """Ask for badges."""
    guests = [house.attendee(name) for name in names]
    house.door.kit.notices.print_badges.emit(guests)
    settle(house)
    return guests


def jobs_of(house: House) -> list[PrintJob]:
    return house.door.kit.services.print_queue.jobs()


def printed(house: House, name: str) -> bool:
    return house.attendee(name).badge_printed_at is not None


def strip_of(house: House) -> QueueStrip:
    return house.door.waiting


def left_by_a_crash(house: House, printers: FakePrinters, *names: str) -> list[PrintJob]:
    """Leave pages of which nobody knows whether they came out: the system lost its memory of them."""
    printers.usual_fate = Fate.WAITING
    ask_for(house, *names)
    printers.usual_fate = Fate.UNKNOWN
    work(house)
    return jobs_of(house)


def test_nothing_is_said_while_badges_come_out_as_they_should(house: House) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers, "office")
    printers.usual_fate = Fate.WAITING
    ask_for(house, "karim")
    assert [job.state for job in jobs_of(house)] == [JobState.QUEUED]
    assert strip_of(house).is_empty
    assert strip_of(house).isHidden()
    printers.usual_fate = Fate.PRINTED
    told: list[bool] = []
    house.door.kit.notices.badges_changed.connect(lambda: told.append(True))
    work(house)
    assert told
    assert jobs_of(house) == []
    assert printed(house, "karim")


def test_the_strip_says_who_waits_for_what_and_goes_when_it_is_put_right(house: House) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers, "office")
    printers.usual_fate, printers.troubles["office"] = Fate.WAITING, (Trouble.PAPER_OUT,)
    ask_for(house, "karim", "maëlle")
    strip = strip_of(house)
    assert strip.isVisible()
    assert strip.sentence == strip.accessibleName() == "2 badges wait: office is out of paper"
    assert (strip.came_out.isVisible(), strip.again.isVisible()) == (False, False)
    printers.usual_fate, printers.troubles = Fate.PRINTED, {}
    work(house)
    assert strip.isHidden()
    assert house.door.view.field.line.hasFocus()


def test_a_page_that_takes_long_waits_though_nothing_is_wrong(house: House, evening_clock: Clock) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers, "office")
    printers.usual_fate = Fate.WAITING
    ask_for(house, "karim")
    evening_clock.advance(seconds=21)
    strip_of(house).look()
    settle(house)
    assert strip_of(house).sentence == "1 badge waits for office"


def test_a_doubtful_badge_is_asked_about_and_one_key_says_that_it_came_out(house: House) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers, "office")
    (job,) = left_by_a_crash(house, printers, "karim")
    assert job.state is JobState.DOUBTFUL
    strip = strip_of(house)
    assert strip.sentence == "Did Karim Benali’s badge come out?"
    assert (strip.later.isVisible(), strip.elsewhere.isVisible()) == (False, False)
    house.press(Qt.Key.Key_F12)
    settle(house)
    assert strip.isHidden()
    assert printed(house, "karim")
    assert len(printers.sent) == 1


def test_a_doubtful_badge_that_did_not_come_out_is_printed_again_by_a_key_and_others_step_forward(
    house: House,
) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers, "office")
    left_by_a_crash(house, printers, "karim", "maëlle")
    strip = strip_of(house)
    assert (strip.sentence, strip.next.text()) == ("Did Karim Benali’s badge come out?", "1 more")
    house.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert strip.sentence == "Did Maëlle Kervella’s badge come out?"
    printers.usual_fate = Fate.PRINTED
    house.press(Qt.Key.Key_F5)
    settle(house)
    work(house)
    assert strip.sentence == "Did Karim Benali’s badge come out?"
    assert [("Maëlle" in text, "Karim" in text) for _, text in printers.sent][-1] == (True, False)
    assert (printed(house, "karim"), printed(house, "maëlle")) == (False, True)


def test_a_badge_that_the_printer_gave_up_is_left_for_the_next_sheet(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    printers.usual_fate = Fate.WAITING
    (guest,) = ask_for(house, "karim")
    waiting = kit.services.badging.waiting(guest.event_id)
    printers.usual_fate = Fate.FAILED
    work(house)
    strip = strip_of(house)
    assert strip.sentence.startswith("Karim Benali’s badge was not printed. ")
    assert strip.again.isVisible()
    house.press(Qt.Key.Key_F12, SHIFT)
    settle(house)
    assert strip.isHidden()
    assert house.window.toast.sentence == "1 badge is left for the next sheet"
    assert jobs_of(house) == []
    assert kit.services.badging.waiting(guest.event_id) == waiting + 1


def test_what_waits_goes_to_another_printer_that_is_chosen_from_a_menu(house: House) -> None:
    printers = FakePrinters("office", "label")
    kit_with(house, printers, "office")
    printers.usual_fate, printers.troubles["office"] = Fate.WAITING, (Trouble.JAM,)
    ask_for(house, "karim", "maëlle")
    house.press(Qt.Key.Key_F10)
    house.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["label"]
    printers.sent.clear()
    house.press(Qt.Key.Key_Return, on=menu)
    settle(house)
    work(house)
    assert [name for name, _ in printers.sent] == ["label", "label"]
    assert {job.printer for job in jobs_of(house)} == {"label"}


OTHERS = [
    Paper("roll", "roll", 62, 1000, (62, 12)),
    Paper("card", "card", 86, 54),
    Paper("A4", "A4", 210, 297),
]


def wait_for_the_office(house: House, folder: Path, number: int) -> None:
    """Let sheets of so many badges, and one badge of the door's, wait for a printer that is jammed."""
    printers = FakePrinters("office", "other")
    printers.known_papers["other"] = OTHERS
    kit = kit_with(house, printers, "office")
    printers.usual_fate, printers.troubles["office"] = Fate.WAITING, (Trouble.JAM,)
    services, event = kit.services, kit.services.evenings.current()
    people = services.badging.candidates(event.id)[:number]
    for page in services.badging.write_pages(event.id, people, folder, template="badge-86x54"):
        services.print_queue.add(
            event.id, page.path, printer="office", template="badge-86x54", title="Badges", badges=page.badges
        )
    kit.notices.print_badges.emit((services.badging.candidates(event.id)[number],))
    settle(house)
    printers.sent.clear()
    printers.papers_used.clear()
    house.press(Qt.Key.Key_F10)
    house.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    house.press(Qt.Key.Key_Return, on=menu)
    settle(house)
    work(house)


def used_by(house: House) -> list[tuple[str, str]]:
    """Return on which printer and paper each page came out."""
    printers = house.plug.printers
    assert isinstance(printers, FakePrinters)
    return [(name, paper) for (name, _), paper in zip(printers.sent, printers.papers_used, strict=True)]


def test_on_another_printer_a_sheet_keeps_its_paper_and_a_badge_alone_its_own(house: House, tmp_path: Path) -> None:
    # The second sheet has one badge on it, and is a sheet all the same.
    wait_for_the_office(house, tmp_path, 11)
    assert used_by(house) == [("other", "A4"), ("other", "A4"), ("other", "card")]


def test_on_another_printer_the_paper_that_was_chosen_there_is_taken(house: House, tmp_path: Path) -> None:
    chosen = {"badge-86x54/sheet": "A4 thick", "badge-86x54": "plastic card"}
    house.door.kit.services.settings.change(printer_papers={"other": chosen})
    wait_for_the_office(house, tmp_path, 1)
    assert used_by(house) == [("other", "A4 thick"), ("other", "plastic card")]


def test_without_another_printer_that_is_said(house: House) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers, "office")
    printers.usual_fate, printers.troubles["office"] = Fate.WAITING, (Trouble.JAM,)
    ask_for(house, "karim")
    strip_of(house).elsewhere.click()
    house.settle()
    assert house.window.toast.sentence == "There is no other printer here."


def test_volunteers_decide_without_a_pin(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    kit.lock.set_pin("2468", lambda: None)
    settle(house)
    house.window.change_role()
    assert kit.lock.is_volunteers
    left_by_a_crash(house, printers, "karim")
    house.press(Qt.Key.Key_F12)
    settle(house)
    assert jobs_of(house) == []


def test_what_an_earlier_run_left_is_printed_at_the_next_start_and_once(open_house: OpenHouse) -> None:
    first = open_house(printers=FakePrinters())
    kit_with(first, first.plug.printers, "office")
    ask_for(first, "karim")
    assert [job.state for job in jobs_of(first)] == [JobState.WAITING]
    first.shut()
    printers = FakePrinters("office")
    second = open_house(filled=False, printers=printers)
    settle(second)
    work(second)
    assert [("Karim" in text) for _, text in printers.sent] == [True]
    assert jobs_of(second) == []
    assert printed(second, "karim")


def test_the_window_closes_though_a_printer_does_not_answer_and_the_badge_waits_on_disk(
    open_house: OpenHouse,
) -> None:
    printers = FakePrinters("office")
    printers.gate.clear()
    house = open_house(printers=printers)
    kit_with(house, printers, "office")
    guest = house.attendee("karim")
    house.door.kit.notices.print_badges.emit((guest,))
    house.qtbot.waitUntil(lambda: bool(printers.busy_workers), timeout=10_000)
    # It would wait for the gate, which nobody opens before.
    house.shut()
    assert not printers.gate.is_set()
    printers.gate.set()
    second = open_house(filled=False, printers=FakePrinters("office"))
    settle(second)
    work(second)
    assert printed(second, "karim")
    assert not printers.sent


def test_whoever_waits_for_a_silent_printer_is_let_go_when_the_program_ends() -> None:
    silent, begun = threading.Event(), threading.Event()

    class Silent(FakePrinters):
        def papers(self, name: str) -> list[Paper]:
            del name
            begun.set()
            silent.wait(timeout=30)
            return []

    apart = Apart(Silent("office"))
    ended: list[str] = []

    def ask() -> None:
        try:
            apart.papers("office")
        except Cancelled:
            ended.append("cancelled")

    asking = threading.Thread(target=ask)
    asking.start()
    assert begun.wait(timeout=30)
    apart.close()
    asking.join(timeout=30)
    silent.set()
    assert ended == ["cancelled"]


def test_a_page_that_came_out_meanwhile_is_said_and_not_printed_again(house: House) -> None:
    printers = FakePrinters("office")
    kit = kit_with(house, printers, "office")
    left_by_a_crash(house, printers, "karim")
    queue: PrintQueue = kit.services.print_queue
    queue.came_out(queue.jobs()[0].id)
    strip_of(house).again.click()
    settle(house)
    assert house.window.toast.sentence == "It came out meanwhile."
    assert len(printers.sent) == 1
    assert strip_of(house).isHidden()
