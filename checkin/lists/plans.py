"""What loading a list would do, as values: the rows, what the organiser decided, the doubts, who is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from checkin.model import Status

if TYPE_CHECKING:
    from uuid import UUID

    from checkin.lists.fixing import Fix
    from checkin.lists.joining import Doubt
    from checkin.lists.listed import AttendeeList, Listed, Problem
    from checkin.storage.records import AttendeeRecord


class Change(StrEnum):
    """What loading a row does to the evening's list."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the list, what it would change, and how the attendee would stand on the list."""

    listed: Listed
    change: Change
    record: AttendeeRecord


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the organiser decided in the preview.

    `joins` are the answers "yes" to doubts, the row and the person's id; every other doubtful row is somebody new.
    `cancel_missing` cancels those whom the last list of this shape named and this one does not.
    """

    fixes: tuple[Fix, ...] = ()
    joins: tuple[tuple[int, UUID], ...] = ()
    cancel_missing: bool = False


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What loading a list would do. `cancelled` counts the rows, new or known, that would stand as cancelled.

    `list` is as it was read, `rows` and `problems` are as the fixes leave them. `missing` are those expected whom the
    last list of this shape named and this one does not: they stay, unless the decisions cancel them.
    """

    list: AttendeeList
    rows: tuple[PlannedRow, ...]
    decisions: Decisions = Decisions()
    doubts: tuple[Doubt, ...] = ()
    missing: tuple[AttendeeRecord, ...] = ()
    found: tuple[Problem, ...] | None = field(default=None, repr=False)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what the organiser should know, once the fixes are laid over: with the doubts not answered "yes"."""
        return self.list.problems if self.found is None else self.found

    def count(self, change: Change) -> int:
        """Count the rows with this change."""
        return sum(row.change is change for row in self.rows)

    @property
    def cancelled(self) -> int:
        """Count the rows of people who cancelled."""
        return sum(row.record.status is Status.CANCELLED for row in self.rows)
