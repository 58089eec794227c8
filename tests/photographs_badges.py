"""Scenes of the Badges page, for `tests.photographs`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from checkin.badges.printing import Fate, Paper
from checkin.model import Status
from tests.photographs_printing import PLUG
from tests.ui.printers import FakePrinters
from ui.badges.page import BadgesPage
from ui.badges.wishes import Back, Who

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.photographs import Studio

PATIENCE = 8.0
OFFICE, LABELS = "HP LaserJet Pro M404dn", "Brother QL-820NWB"


def plug_in() -> FakePrinters:
    """Plug in an office printer and a label printer, which are out of nothing."""
    printers = FakePrinters(OFFICE, LABELS)
    printers.known_papers = {
        OFFICE: [Paper("A4", "A4", 210, 297), Paper("A5", "A5", 148, 210)],
        LABELS: [Paper("62x100", "62 × 100 mm", 62, 100)],
    }
    PLUG.printers = printers
    return printers


def settle(studio: Studio) -> BadgesPage:
    """Return the page once its sheet is drawn."""
    page = studio.window.current
    if not isinstance(page, BadgesPage):
        page = studio.window.go_to("badges")
    assert isinstance(page, BadgesPage)
    studio.settle()
    deadline = time.monotonic() + PATIENCE
    while (page.is_previewing or not page.paper.has_picture) and time.monotonic() < deadline:
        studio.settle()
        time.sleep(0.01)
        if page.view.is_done:
            break
    return page


def badges(studio: Studio) -> None:
    """The first sheet of everybody's badges."""
    settle(studio)


def badges_on(template: str, used: int = 0, *, more: bool = False) -> Callable[[Studio], None]:
    """Return the scene of badges on a template, of whose first sheet some labels are used up."""

    def show(studio: Studio) -> None:
        panel = settle(studio).panel
        panel.template.setCurrentIndex(panel.template.findData(template))
        panel.used.setValue(used)
        panel.disclosure.setChecked(more)
        settle(studio)

    return show


def printer(studio: Studio, name: str = OFFICE, template: str = "badge-86x54") -> BadgesPage:
    """Choose a printer."""
    page = settle(studio)
    panel = page.panel
    plug_in()
    panel.template.setCurrentIndex(panel.template.findData(template))
    panel.printer.look()
    studio.settle()
    panel.printer.printer.setCurrentIndex(panel.printer.printer.findData(name))
    panel.printer.printer.activated.emit(0)
    studio.settle()
    settle(studio)
    return page


def on_printer(studio: Studio) -> None:
    """Sheets that go to the office's printer."""
    printer(studio)


def wrong_paper(studio: Studio) -> None:
    """Sheets for a printer whose roll is another size, some of them printed before."""
    page = printer(studio, LABELS, "avery-l4785")
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.EVERYBODY))
    settle(studio)


def filters(studio: Studio) -> None:
    """Some categories, who registered since a moment, two each."""
    page = settle(studio)
    panel = page.panel
    panel.categories.choose(frozenset(panel.categories.names[:2]))
    panel.more.since.choice.setCurrentIndex(2)
    panel.more.since.moment.setDateTime(panel.more.since.moment.dateTime().addYears(-20))
    panel.more.copies.setValue(2)
    panel.disclosure.setChecked(True)
    settle(studio)


def printed_already(studio: Studio) -> None:
    """Names chosen by hand, some of which have their badge."""
    page = settle(studio)
    services, event = page.kit.services, page.event_now
    assert event is not None
    people = [one for one in services.badging.candidates(event.id) if one.status is Status.EXPECTED]
    some = sorted(people, key=lambda one: one.family_name)[1:4]
    services.badging.print_sheets(event.id, some, services.folder / "HP.pdf", template="badge-86x54")
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.CHOSEN))
    page.panel.chooser.tick(frozenset(one.id for one in sorted(people, key=lambda one: one.family_name)[:3]))
    page.reload()
    studio.settle()
    settle(studio)


def backs(studio: Studio) -> None:
    """The back of the first sheet, with the evening on it."""
    page = settle(studio)
    page.panel.disclosure.setChecked(True)
    page.panel.more.back.setCurrentIndex(page.panel.more.back.findData(Back.EVENT))
    settle(studio)
    page.paper.step(1)
    settle(studio)


def renaming(studio: Studio) -> None:
    """A name that is changed, and its badge with what is typed."""
    page = settle(studio)
    page.paper.setFocus()
    page.paper.walked.emit(1, 1)
    page.hands.rename()
    line = page.hands.line.lines["family_name"]
    line.setText("de La Fontaine d’Orval")
    line.textEdited.emit(line.text())
    settle(studio)


def menu(studio: Studio) -> None:
    """What can be done with one badge, at the place where it lies; the menu is a window of its own."""
    page = settle(studio)
    page.paper.setFocus()
    page.paper.walked.emit(0, 1)
    made = page.hands.make_menu()
    made.adjustSize()
    picture = QLabel(page.paper)
    picture.setPixmap(made.grab())
    picture.move(page.paper.width() // 2, page.paper.height() // 3)
    picture.show()


def waiting(studio: Studio) -> None:
    """Labels of which one printer gave some up; the others are on their way."""
    page = printer(studio, LABELS, "brother-dk-11202")
    printers = plug_in()
    printers.usual_fate = Fate.WAITING
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.CHOSEN))
    people = page.kit.services.badging.candidates(page.event_now.id) if page.event_now is not None else []
    page.panel.chooser.tick(frozenset(one.id for one in people[:3]))
    page.print()
    for _ in range(3):
        settle(studio)
    printers.usual_fate = Fate.FAILED
    page.kit.notices.print_queue_stirred.emit()
    for _ in range(3):
        settle(studio)
    studio.window.toast.hide()


def blanks(studio: Studio) -> None:
    """Blank badges, some of which are printed already."""
    page = printer(studio)
    page.panel.more.blanks.click()
    settle(studio)


SCENES: dict[str, Callable[[Studio], None]] = {
    "badges": badges,
    "badges-labels": badges_on("avery-l4785", 4),
    "badges-more": badges_on("badge-86x54", more=True),
    "badges-endless": badges_on("brother-62mm", more=True),
    "badges-printer": on_printer,
    "badges-wrong-paper": wrong_paper,
    "badges-filters": filters,
    "badges-printed": printed_already,
    "badges-backs": backs,
    "badges-renaming": renaming,
    "badges-menu": menu,
    "badges-waiting": waiting,
    "badges-blanks": blanks,
}
