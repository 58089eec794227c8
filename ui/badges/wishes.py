"""What badges the organiser wants: whose, in which order, on what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from checkin.badges.categories import Palette
from checkin.badging import BlankWords, Order, Selection

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from uuid import UUID

    from checkin.badges.logos import Logo
    from checkin.badges.templates import Template
    from checkin.model import Attendee

MOST_COPIES = 9


class Who(StrEnum):
    """Whose badges."""

    NEW = "new"
    EVERYBODY = "everybody"
    CHOSEN = "chosen"


class Back(StrEnum):
    """What is on the other side: the values are those of `checkin.badges.backs`, which loads fonts."""

    NONE = "none"
    SAME = "same"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything that the panel at the left asks for; `chosen` counts for `Who.CHOSEN` only.

    `categories` and `since` narrow it further, None lets all pass. `start` places of the first sheet are used up
    already; `offset` is how many millimetres to the right and down all of it is moved. `printer` is empty for a PDF,
    `paper` the key of its paper.
    """

    template: str
    who: Who = Who.NEW
    categories: frozenset[str] | None = None
    since: datetime | None = None
    order: Order = Order.CATEGORY
    copies: int = 1
    first_timers: bool = True
    cut_marks: bool = True
    chosen: frozenset[UUID] = frozenset()
    start: int = 0
    palette: Palette = Palette.STANDARD
    back: Back = Back.NONE
    profiles: bool = False
    logo: Logo | None = None
    offset: tuple[float, float] = (0.0, 0.0)
    printer: str = ""
    paper: str = ""

    @property
    def selection(self) -> Selection:
        """Whose badges these are, as the core chooses them."""
        return Selection(
            only_new=self.who is Who.NEW,
            categories=self.categories,
            since=self.since,
            chosen=self.chosen if self.who is Who.CHOSEN else None,
            order=self.order,
        )

    def of(self, candidates: Sequence[Attendee]) -> list[Attendee]:
        """Return whose badges these are, in their order."""
        return self.selection.of(candidates)


class Picking:
    """Who is wished for of many, asked with every key and put in order only when the list or the wish is another."""

    def __init__(self) -> None:
        self._from: Sequence[Attendee] = ()
        self._by: Selection | None = None
        self._found: list[Attendee] = []

    def of(self, candidates: Sequence[Attendee], selection: Selection) -> list[Attendee]:
        """Return who is wished for, in their order."""
        if candidates is not self._from or selection != self._by:
            self._from, self._by, self._found = candidates, selection, selection.of(candidates)
        return self._found


@dataclass(frozen=True, slots=True)
class BadgeWords:
    """What stands on badges in the reader's words: the mark of newcomers, the evening's date, and that one is blank."""

    first_visit: str
    date: str
    blank: BlankWords


def is_new(attendee: Attendee) -> bool:
    """Tell whether somebody's badge was neither printed nor is on its way to a printer."""
    return attendee.badge_printed_at is None and not attendee.badge_waits


def not_printed(candidates: Collection[Attendee]) -> int:
    """Count who has no badge yet, nor one on its way."""
    return sum(is_new(a) for a in candidates)


def printed(candidates: Collection[Attendee]) -> int:
    """Count who has a badge in hand."""
    return sum(a.badge_printed_at is not None for a in candidates)


def on_the_way(candidates: Collection[Attendee]) -> int:
    """Count whose badge waits for a printer."""
    return sum(a.badge_waits for a in candidates)


def printed_again(wanted: Collection[Attendee]) -> int:
    """Count who of those that are wanted has a badge already, or one on its way."""
    return sum(not is_new(a) for a in wanted)


def page_of(
    attendees: Sequence[Attendee], template: Template, page: int, start: int = 0, copies: int = 1
) -> list[Attendee]:
    """Return who is on a sheet, counted from 0, where `start` places of the first one are used up; each as often as
    they lie there."""
    on_page = template.on_page(page, len(attendees) * copies, start)
    return [attendees[number // copies] for number in on_page]
