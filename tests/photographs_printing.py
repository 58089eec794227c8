"""Scenes of what prints: blank badges at the door, what waits for printers, and the printer's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.badges.printing import Fate, Paper, Trouble
from tests.ui.printers import FakePrinters, Plug
from ui.page import Command
from ui.settings.page import SettingsPage
from ui.widgets.scroll import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.photographs import Studio

PRINTER, OTHER = "Brother QL-820NWB", "HP LaserJet 400 (bureau)"
PLUG = Plug(FakePrinters())


def unplugged() -> Plug:
    """Return the printers of a window that is about to be opened: none until a scene says otherwise."""
    PLUG.printers = FakePrinters()
    return PLUG


def _plug(studio: Studio, fate: Fate, *troubles: Trouble) -> FakePrinters:
    printers = FakePrinters(PRINTER, OTHER)
    printers.usual_fate, printers.troubles[PRINTER] = fate, troubles
    printers.known_papers[PRINTER] = [
        Paper("om_62x100", "DK-11202", 62, 100),
        Paper("om_29x90", "DK-11201", 29, 90),
        Paper("custom", "custom", 62, 1000, (62, 12)),
    ]
    PLUG.printers = printers
    studio.door.kit.services.settings.change(printer=PRINTER, badge_template="brother-dk-11202")
    return printers


def _work(studio: Studio) -> None:
    studio.door.kit.notices.print_queue_stirred.emit()
    for _ in range(3):
        studio.settle()


def _ask_for(studio: Studio, *names: str) -> None:
    studio.door.kit.notices.print_badges.emit([studio.attendee(name) for name in names])
    _work(studio)


def waits(studio: Studio) -> None:
    """Two badges wait for paper."""
    _plug(studio, Fate.WAITING, Trouble.PAPER_OUT)
    studio.type_code(studio.attendee("Maelle Kervella").ticket_code)
    _ask_for(studio, "Karim", "Maelle Kervella")
    studio.window.toast.hide()


def doubtful(studio: Studio) -> None:
    """Nobody knows whether a badge came out, nor another one."""
    printers = _plug(studio, Fate.WAITING)
    studio.type_code(studio.attendee("Ines").ticket_code)
    _ask_for(studio, "Karim", "Maelle Kervella")
    printers.usual_fate = Fate.UNKNOWN
    _work(studio)
    studio.window.toast.hide()


def failed(studio: Studio) -> None:
    """A printer gave a badge up; the banner says that somebody is here already."""
    printers = _plug(studio, Fate.WAITING)
    code = studio.attendee("Ines").ticket_code
    studio.type_code(code)
    studio.type_code(code)
    _ask_for(studio, "Karim")
    printers.usual_fate = Fate.FAILED
    _work(studio)
    studio.window.toast.hide()


def sent(studio: Studio) -> None:
    """A badge that the printer took."""
    _plug(studio, Fate.WAITING)
    studio.type_code(studio.attendee("Maelle Kervella").ticket_code)
    _ask_for(studio, "Maelle Kervella")


def blank(studio: Studio) -> None:
    """A blank badge is held up: the form asks whose it is."""
    services = studio.door.kit.services
    with services.database.writing() as repository:
        badge = repository.badges.make_blank(services.evenings.current().id, 7, studio.clock())[6]
    studio.type_code(badge.token)
    for _ in range(2):
        studio.settle()


def blank_named(studio: Studio) -> None:
    """The name is on the list."""
    blank(studio)
    panel = studio.door.view.walk_in
    panel.given.setText("Gwenaelle Le Gof")
    studio.door.clerk.offer(panel.walk_in())
    studio.settle()


def blank_left(studio: Studio) -> None:
    """Nobody typed a name: the banner still asks for it."""
    blank(studio)
    studio.window.command(Command.CANCEL)


def settings(studio: Studio) -> None:
    """The printer's card, where the printer lacks something."""
    _plug(studio, Fate.WAITING, Trouble.COVER_OPEN)
    page = studio.window.go_to("settings")
    assert isinstance(page, SettingsPage)
    for _ in range(3):
        studio.settle()
    page.findChildren(Scrolled)[0].ensureWidgetVisible(page.printer, 0, 16)


SCENES: dict[str, Callable[[Studio], None]] = {
    "print-waits": waits,
    "print-doubtful": doubtful,
    "print-failed": failed,
    "print-sent": sent,
    "print-blank": blank,
    "print-blank-named": blank_named,
    "print-blank-left": blank_left,
    "print-settings": settings,
}
