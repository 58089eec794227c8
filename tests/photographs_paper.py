"""Scenes of the Attendees page: a list on paper ticked in, what is chosen, and a badge that was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.attendees.lines import Filter
from ui.attendees.page import AttendeesPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.photographs import Studio


def shown(studio: Studio) -> AttendeesPage:
    """Return the page, in view and loaded."""
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    studio.settle()
    return page


def enter(studio: Studio, page: AttendeesPage, text: str, *, is_new: bool = False) -> None:
    """Enter a line of the paper."""
    entry = page.view.paper.entry
    entry.setText(text)
    entry.textEdited.emit(text)
    held = Qt.KeyboardModifier.ShiftModifier if is_new else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(entry, Qt.Key.Key_Return, held)
    studio.settle()


def paper(studio: Studio) -> None:
    """The panel, before the first entry."""
    page = shown(studio)
    page.steps.tick_paper()
    studio.settle()


def paper_ticked(studio: Studio) -> None:
    """Some entries: let in, in already, a walk-in, nobody, several; the next one half typed."""
    studio.type_code("HA-10003")
    page = shown(studio)
    page.steps.tick_paper()
    studio.settle()
    enter(studio, page, "19:45")
    absent = [line for line in page.roll.lines if line.belongs(Filter.ABSENT)]
    for line in (absent[3], absent[7]):
        enter(studio, page, line.full_name)
    enter(studio, page, "20h05")
    enter(studio, page, "Bénédicte Zwingelstein", is_new=True)
    enter(studio, page, next(line.full_name for line in page.roll.lines if line.arrived_at))
    enter(studio, page, "7KMQ")
    page.view.paper.entry.setText("ma")
    page.view.paper.entry.textEdited.emit("ma")


def paper_time(studio: Studio) -> None:
    """A time that has not come yet."""
    paper(studio)
    page = shown(studio)
    page.choosing.time.write("23:30")
    enter(studio, page, next(line.full_name for line in page.roll.lines if line.belongs(Filter.ABSENT)))


def chosen(studio: Studio) -> None:
    """Several guests who are let in at a time."""
    page = shown(studio)
    page.bar.choose(Filter.ABSENT)
    page.table.select_rows([1, 2, 3])
    page.choosing.time.write("20:15")


def badge_lost(studio: Studio) -> None:
    """A printed badge that may be lost."""
    page = shown(studio)
    services = page.kit.services
    event = services.evenings.current()
    first = next(line for line in page.roll.lines if line.given_name and line.family_name and line.arrived_at is None)
    attendee = page.roll.attendee(first.key)
    assert attendee is not None
    services.badging.print_sheets(
        event.id, [attendee], services.folder / "badges.pdf", template="badge-86x54", place="Brother QL-820NWB"
    )
    page.reload()
    studio.settle()
    page.table.select_rows([page.model.row_of(lambda line: line.key == first.key) or 0])


def badge_lost_asked(studio: Studio) -> None:
    """The question whether it is."""
    badge_lost(studio)
    page = shown(studio)
    page.choosing.lose_badge()


SCENES: dict[str, Callable[[Studio], None]] = {
    "attendees-paper": paper,
    "attendees-paper-ticked": paper_ticked,
    "attendees-paper-time": paper_time,
    "attendees-chosen": chosen,
    "attendees-badge": badge_lost,
    "attendees-badge-lost": badge_lost_asked,
}
