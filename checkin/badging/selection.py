"""Whose badges are printed, and in which order they lie on the sheets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from checkin.folding import fold
from checkin.model import Attendee, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID


class Order(StrEnum):
    """In which order badges lie on the sheets."""

    CATEGORY = "category"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is wanted of those who may have a badge; every wish narrows it.

    `only_new` leaves out whose badge was printed or is on its way to a printer. `categories` are as attendees spell
    theirs, "" for those without one. `since` (aware) keeps who was put on the list at that moment or later. `chosen`
    are attendees' ids. None stands for everybody.
    """

    only_new: bool = True
    categories: frozenset[str] | None = None
    since: datetime | None = None
    chosen: frozenset[UUID] | None = None
    order: Order = Order.CATEGORY

    def of(self, candidates: Iterable[Attendee]) -> list[Attendee]:
        """Return whose badges these are, in their order."""
        wanted = [attendee for attendee in candidates if self._wants(attendee)]
        return sorted(wanted, key=by_name if self.order is Order.NAME else by_category)

    def _wants(self, attendee: Attendee) -> bool:
        if self.only_new and (attendee.badge_printed_at is not None or attendee.badge_waits):
            return False
        if self.categories is not None and attendee.category not in self.categories:
            return False
        if self.since is not None and (attendee.listed_at is None or attendee.listed_at < self.since):
            return False
        return self.chosen is None or attendee.id in self.chosen


def by_name(attendee: Attendee) -> tuple[str, str, str]:
    """Order by family name, as people look a name up: without regard to accents and case."""
    family = fold(attendee.family_name) or fold(attendee.full_name)
    return family, fold(attendee.given_name), attendee.full_name


def by_category(attendee: Attendee) -> tuple[str, tuple[str, str, str]]:
    """Order by category and, within one, by name; those without one come first."""
    return fold(attendee.category) or attendee.category, by_name(attendee)


def is_nobody(attendee: Attendee) -> bool:
    """Tell whether nobody comes by this line: it was cancelled, or is a walk-in whose arrival was taken back."""
    was_taken_back = attendee.status is Status.WALK_IN and attendee.arrived_at is None
    return attendee.status is Status.CANCELLED or was_taken_back
