"""What badges the organiser wants: whose, in which order, on what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from checkin.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path
    from uuid import UUID

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
    """Everything that the panel at the left asks for; `chosen` counts for `Who.CHOSEN` only."""

    template: str
    who: Who = Who.NEW
    order: Order = Order.CATEGORY
    first_timers: bool = True
    cut_marks: bool = True
    chosen: frozenset[UUID] = frozenset()

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


def not_printed(candidates: Collection[Attendee]) -> int:
    """Count who has no badge yet."""
    return sum(a.badge_printed_at is None for a in candidates)


def page_of(attendees: Sequence[Attendee], template: Template, page: int) -> list[Attendee]:
    """Return who is on a sheet, counted from 0."""
    return list(attendees[page * template.per_page : (page + 1) * template.per_page])


def write_sheets(
    badging: Badging,
    event: Event,
    attendees: Sequence[Attendee],
    wishes: Wishes,
    path: Path,
    *,
    first_visit: str,
    remember: bool,
    report: Report | None = None,
) -> BadgeRun:
    """Write the sheets as they are wished for; `remember` marks the badges as printed."""
    return badging.print_sheets(
        event.id,
        attendees,
        path,
        template=wishes.template,
        first_visit=first_visit if wishes.first_timers else "",
        cut_marks=wishes.cut_marks,
        remember=remember,
        progress=report,
    )


def _by_name(attendee: Attendee) -> tuple[str, str]:
    return fold(attendee.family_name or attendee.full_name), fold(attendee.given_name)
