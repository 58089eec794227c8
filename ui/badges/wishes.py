"""What badges the organiser wants: whose, in which order, on what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from checkin.badges.categories import Palette
from checkin.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path
    from uuid import UUID

    from checkin.badges.logos import Logo
    from checkin.badges.templates import Template
    from checkin.badging import BadgeRun, Badging
    from checkin.model import Attendee, Event
    from ui.background import Report


class Who(StrEnum):
    """Whose badges."""

    NEW = "new"
    EVERYBODY = "everybody"
    CHOSEN = "chosen"


class Order(StrEnum):
    """In which order they lie on the sheets."""

    CATEGORY = "category"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything that the panel at the left asks for; `chosen` counts for `Who.CHOSEN` only.

    `start` places of the first sheet are used up already; `offset` is how many millimetres to the right and down all of
    it is moved.
    """

    template: str
    who: Who = Who.NEW
    order: Order = Order.CATEGORY
    first_timers: bool = True
    cut_marks: bool = True
    chosen: frozenset[UUID] = frozenset()
    start: int = 0
    palette: Palette = Palette.STANDARD
    logo: Logo | None = None
    offset: tuple[float, float] = (0.0, 0.0)

    def of(self, candidates: Sequence[Attendee]) -> list[Attendee]:
        """Return whose badges these are, in their order."""
        match self.who:
            case Who.NEW:
                wanted = [a for a in candidates if a.badge_printed_at is None]
            case Who.CHOSEN:
                wanted = [a for a in candidates if a.id in self.chosen]
            case _:
                wanted = list(candidates)
        if self.order is Order.NAME:
            wanted.sort(key=_by_name)
        return wanted


@dataclass(frozen=True, slots=True)
class BadgeWords:
    """What stands on badges in the reader's words: the mark of newcomers, and the evening's date."""

    first_visit: str
    date: str


def not_printed(candidates: Collection[Attendee]) -> int:
    """Count who has no badge yet."""
    return sum(a.badge_printed_at is None for a in candidates)


def page_of(attendees: Sequence[Attendee], template: Template, page: int, start: int = 0) -> list[Attendee]:
    """Return who is on a sheet, counted from 0, where `start` places of the first one are used up."""
    on_page = template.on_page(page, len(attendees), start)
    return list(attendees[on_page.start : on_page.stop])


def write_sheets(
    badging: Badging,
    event: Event,
    attendees: Sequence[Attendee],
    wishes: Wishes,
    path: Path,
    *,
    words: BadgeWords,
    remember: bool,
    report: Report | None = None,
) -> BadgeRun:
    """Write the sheets as they are wished for.

    `remember` reads every code again from the PDF, which is the second half of what is reported, and marks the badges
    as printed.
    """
    from checkin.badges.looks import Looks
    from checkin.badges.sheets import Placing  # reportlab is loaded by the first print, not at start

    def checked(done: int, total: int) -> None:
        if report is not None:
            report(total + done, 2 * total)

    def drawn(done: int, total: int) -> None:
        if report is not None:
            report(done, 2 * total)

    return badging.print_sheets(
        event.id,
        attendees,
        path,
        template=wishes.template,
        first_visit=words.first_visit if wishes.first_timers else "",
        event_date=words.date,
        cut_marks=wishes.cut_marks,
        looks=Looks(wishes.palette, wishes.logo),
        placing=Placing(wishes.start, *wishes.offset),
        remember=remember,
        progress=drawn,
        checked=checked if remember else None,
    )


def _by_name(attendee: Attendee) -> tuple[str, str]:
    return fold(attendee.family_name or attendee.full_name), fold(attendee.given_name)
