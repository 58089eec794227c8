"""A plan made ready to be shown: its lines, its remarks and its rows by number. Made on a worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.lists.importing import Change
from checkin.lists.listed import Listed, ProblemKind
from ui.attendees.lines import Line, lines_of_plan
from ui.attendees.preview.remarks import Remark, remarks_of, rows_to_look_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from checkin.lists.importing import ImportPlan


@dataclass(frozen=True, slots=True)
class Prepared:
    """`read` has the rows as the file has them, `now` as they stand after the fixes; both the withheld ones too.

    `withheld` are the numbers of the rows that stay out as things stand. `to_look_at` counts the rows with something to
    do, `is_damaged` tells of letters that could be repaired.
    """

    plan: ImportPlan
    lines: list[Line]
    remarks: list[Remark]
    read: Mapping[int, Listed]
    now: Mapping[int, Listed]
    withheld: frozenset[int]
    counts: Mapping[Change, int]
    cancelled: int
    to_look_at: int
    is_damaged: bool

    @property
    def changes(self) -> int:
        """How many lines of the evening loading would change."""
        return self.counts[Change.ADDED] + self.counts[Change.UPDATED] + self.gone

    @property
    def gone(self) -> int:
        """How many people the last list named whom loading this one would cancel."""
        return len(self.plan.missing) if self.plan.decisions.cancel_missing else 0


def prepare(plan: ImportPlan, known: Mapping[UUID, Line]) -> Prepared:
    """Return what the window shows of a plan; `known` are the lines of the evening by the attendee's id."""
    read = {row.row: row for row in (*plan.list.attendees, *plan.list.withheld)}
    for problem in plan.list.problems:
        if problem.kind is ProblemKind.NOBODY and problem.row is not None:
            # It named nobody, so that nothing of it was kept; somebody can still be written there.
            read.setdefault(problem.row, Listed(problem.row))
    now = read | {row.listed.row: row.listed for row in plan.rows}
    withheld = frozenset(read).difference(row.listed.row for row in plan.rows)
    remarks = remarks_of(plan)
    # Counted here and not in the window: a pass over a hundred thousand rows is felt there.
    return Prepared(
        plan,
        lines_of_plan(plan, known),
        remarks,
        read,
        now,
        withheld,
        counts={change: plan.count(change) for change in Change},
        cancelled=plan.cancelled,
        to_look_at=rows_to_look_at(remarks),
        is_damaged=any(problem.kind is ProblemKind.DAMAGED_TEXT for problem in plan.list.problems),
    )
