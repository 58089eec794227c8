"""A line of the attendees' table: somebody on the list, or what a list that is not loaded yet would make of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from checkin.folding import fold
from checkin.lists.importing import Change
from checkin.model import Attendee, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, tzinfo

    from checkin.badging import Printing
    from checkin.lists.importing import ImportPlan, PlannedRow
    from checkin.storage.records import AttendeeRecord


class Mark(StrEnum):
    """What loading a list would do to a line, as its first column shows it."""

    ADDED = "+"
    CHANGED = "~"
    CANCELLED = "×"
    NONE = ""


class Filter(StrEnum):
    """Which lines to see."""

    ALL = "all"
    EXPECTED = "expected"
    ARRIVED = "arrived"
    ABSENT = "absent"
    CANCELLED = "cancelled"
    NO_BADGE = "no_badge"


class BadgeState(StrEnum):
    """How far somebody's badge is; in the order in which the table sorts them."""

    TO_PRINT = "to_print"
    LOST = "lost"
    """The last one was declared lost, and its successor is to be printed."""
    WAITS = "waits"
    """A printer has it, or is to have it."""
    PRINTED = "printed"


COMPARED = ("given_name", "family_name", "handle", "organisation", "category")
"""What the table can show of a change."""


@dataclass(frozen=True, slots=True)
class Line:
    """`visit` is the visit of this evening, the coming one for who has not arrived. `row` is the list's own number.

    `printed_at` and `printed_on` are when and where their badge was printed last, in the evening's zone. `before` pairs
    the names of changed fields with what stands there until the list is loaded. `words` is everything that can be
    searched for, folded.
    """

    key: UUID
    given_name: str
    family_name: str
    full_name: str
    handle: str
    organisation: str
    category: str
    status: Status
    places: int = 1
    note: str = ""
    badge: BadgeState = BadgeState.TO_PRINT
    printed_at: datetime | None = None
    printed_on: str = ""
    arrived_at: datetime | None = None
    visit: int = 1
    mark: Mark = Mark.NONE
    row: int = 0
    before: tuple[tuple[str, str], ...] = ()
    words: str = ""

    @property
    def has_badge(self) -> bool:
        """Whether they have a valid badge, or will without anybody's doing."""
        return self.badge in (BadgeState.WAITS, BadgeState.PRINTED)

    def belongs(self, chosen: Filter) -> bool:
        """Tell whether a filter shows this line."""
        match chosen:
            case Filter.EXPECTED:
                return self.status is Status.EXPECTED
            case Filter.ARRIVED:
                return self.arrived_at is not None
            case Filter.ABSENT:
                return self.status is Status.EXPECTED and self.arrived_at is None
            case Filter.CANCELLED:
                return self.status is Status.CANCELLED
            case Filter.NO_BADGE:
                return self.status is not Status.CANCELLED and not self.has_badge
            case _:
                return True


def line_of(attendee: Attendee, zone: tzinfo | None, printing: Printing | None = None) -> Line:
    """Return the line of somebody on the list; times are shown in the evening's zone.

    `printing` is the last time that a badge of theirs was printed.
    """
    return Line(
        key=attendee.id,
        given_name=attendee.given_name,
        family_name=attendee.family_name,
        full_name=attendee.full_name,
        handle=attendee.handle,
        organisation=attendee.organisation,
        category=attendee.category,
        status=attendee.status,
        places=attendee.places,
        note=attendee.note,
        badge=_badge_of(attendee, printing),
        printed_at=printing.at.astimezone(zone) if printing else None,
        printed_on=printing.place if printing else "",
        arrived_at=attendee.arrived_at.astimezone(zone) if attendee.arrived_at else None,
        visit=attendee.visits + (attendee.arrived_at is None),
        words=_words(attendee, attendee.email),
    )


def lines_of_plan(plan: ImportPlan, known: Mapping[UUID, Line]) -> list[Line]:
    """Return the lines that loading a list would leave, in the order of the list."""
    return [_planned(row, known.get(row.record.id)) for row in plan.rows]


def count(lines: Iterable[Line]) -> dict[Filter, int]:
    """Count what each filter would show."""
    counts = dict.fromkeys(Filter, 0)
    for line in lines:
        for chosen in Filter:
            counts[chosen] += line.belongs(chosen)
    return counts


def _planned(row: PlannedRow, known: Line | None) -> Line:
    record = row.record
    mark = {Change.ADDED: Mark.ADDED, Change.UPDATED: Mark.CHANGED, Change.UNCHANGED: Mark.NONE}[row.change]
    if record.status is Status.CANCELLED and row.change is not Change.UNCHANGED:
        mark = Mark.CANCELLED
    before: tuple[tuple[str, str], ...] = ()
    if known is not None and row.change is Change.UPDATED:
        pairs = ((name, getattr(known, name)) for name in COMPARED)
        before = tuple((name, was) for name, was in pairs if was != getattr(record, name))
    return Line(
        # Somebody new has another id in each plan; their row stays, and with it what is selected.
        key=UUID(int=row.listed.row) if row.change is Change.ADDED else record.id,
        given_name=record.given_name,
        family_name=record.family_name,
        full_name=record.full_name,
        handle=record.handle,
        organisation=record.organisation,
        category=record.category,
        status=record.status,
        places=record.places,
        note=record.note,
        badge=known.badge if known else BadgeState.TO_PRINT,
        printed_at=known.printed_at if known else None,
        printed_on=known.printed_on if known else "",
        arrived_at=known.arrived_at if known else None,
        visit=known.visit if known else 0,
        mark=mark,
        row=row.listed.row,
        before=before,
        words=_words(record, record.email),
    )


def _badge_of(attendee: Attendee, printing: Printing | None) -> BadgeState:
    if attendee.badge_waits:
        return BadgeState.WAITS
    if attendee.badge_printed_at is not None:
        return BadgeState.PRINTED
    is_lost = printing is not None and printing.revoked_at is not None
    return BadgeState.LOST if is_lost else BadgeState.TO_PRINT


def _words(who: Attendee | AttendeeRecord, email: str) -> str:
    return " ".join((fold(who.full_name), fold(who.handle), email.lower(), fold(who.organisation), fold(who.category)))
