"""The sentence at the foot of the window: where it stands."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from checkin.badges.printing import Fate, Trouble
from tests.ui.conftest import House
from tests.ui.printers import FakePrinters, kit_with
from ui.theme import Role


def on_window(house: House, widget: QWidget) -> QRect:
    """Return where a widget is in the window."""
    return QRect(widget.mapTo(house.window, QPoint(0, 0)), widget.size())


def test_what_is_said_in_passing_covers_no_button_of_what_waits_for_a_printer(house: House) -> None:
    printers = FakePrinters("office")
    kit_with(house, printers, "office")
    printers.usual_fate, printers.troubles["office"] = Fate.WAITING, (Trouble.PAPER_OUT,)
    toast, strip = house.window.toast, house.door.waiting
    toast.say("Something was said before the strip came.", Role.NEUTRAL)
    low = on_window(house, toast).bottom()
    house.door.kit.notices.print_badges.emit((house.attendee("karim"),))
    for _ in range(3):
        house.settle()
    assert strip.isVisible()
    assert toast.isVisible()
    house.qtbot.waitUntil(lambda: not on_window(house, toast).intersects(on_window(house, strip)))
    printers.usual_fate, printers.troubles = Fate.PRINTED, {}
    house.door.kit.notices.print_queue_stirred.emit()
    for _ in range(3):
        house.settle()
    assert strip.isHidden()
    toast.say("It is gone.", Role.NEUTRAL)
    assert on_window(house, toast).bottom() == low


def test_another_page_has_another_foot(house: House) -> None:
    toast = house.window.toast
    house.window.go_to("attendees")
    house.settle()
    page = house.window.current
    assert page is not None
    assert page.foot is not None
    toast.say("A sentence.", Role.NEUTRAL)
    low = on_window(house, toast).bottom()
    house.window.go_to("turnout")
    toast.say("A sentence.", Role.NEUTRAL)
    assert on_window(house, toast).bottom() == low
