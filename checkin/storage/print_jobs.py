"""The pages of badges that a laptop hands to its printers, until they came out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from checkin.errors import NotFoundError, PrintFault
from checkin.model import BadgeId
from checkin.storage.schema import AttendeeRow, BadgeRow, PrintJobBadgeRow, PrintJobRow, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session

    from checkin.model import Door


class JobState(StrEnum):
    """How far a page is on its way."""

    WAITING = "waiting"
    """Here, and with no printer."""
    SENDING = "sending"
    """Being handed to a system that prints at once: after a crash it may be out."""
    HELD = "held"
    """With the system, which holds it, and its id is known: it may have been let go just now."""
    QUEUED = "queued"
    """With the system, to be printed."""
    FAILED = "failed"
    """The system gave it up."""
    DOUBTFUL = "doubtful"
    """It may have come out or not: a person must look."""


ON_THE_WAY = frozenset({JobState.WAITING, JobState.SENDING, JobState.HELD, JobState.QUEUED})
"""States that end by themselves, once the printer does its part."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A page of badges for a printer; `copies` are of the whole page, those of `badges` are on it.

    `names` are whose badges they are, without blank ones. `system_job` is the system's id of what it was handed, as
    `checkin.badges.printing.Printers` gave it. `fault` tells why it waits or failed, where that is known.
    """

    id: UUID
    event_id: UUID
    printer: str
    paper: str
    template: str
    title: str
    copies: int
    badges: tuple[tuple[BadgeId, int], ...]
    names: tuple[str, ...]
    state: JobState
    fault: PrintFault | None
    made: datetime
    changed: datetime
    system_job: str = ""


class PrintJobs:
    """The jobs of the store, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, job: PrintJob, door: Door) -> PrintJob:
        """Add a job of a laptop behind those that it has; returns it, made later than all of them."""
        last = self._session.scalar(select(func.max(PrintJobRow.made)).where(PrintJobRow.door_id == door.id))
        # Clocks stand still and are put back, and the order must hold.
        made = job.made if last is None else max(job.made, last + timedelta(microseconds=1))
        self._session.add(
            PrintJobRow(
                id=job.id,
                event_id=job.event_id,
                door_id=door.id,
                door_name=door.name,
                printer=job.printer,
                paper=job.paper,
                template=job.template,
                title=job.title,
                copies=job.copies,
                state=job.state.value,
                system_job=job.system_job,
                fault=job.fault or "",
                made=made,
                changed=job.changed,
            )
        )
        self._session.flush()
        if job.badges:
            lines = [{"job_id": job.id, "badge_id": badge_id, "copies": copies} for badge_id, copies in job.badges]
            self._session.execute(insert(table_of(PrintJobBadgeRow)), lines)
        return self.get(job.id)

    def of_door(self, door_id: UUID, event_id: UUID | None = None) -> list[PrintJob]:
        """Return the jobs of a laptop, of one evening where it is given, in their order."""
        wanted = select(PrintJobRow).where(PrintJobRow.door_id == door_id)
        if event_id is not None:
            wanted = wanted.where(PrintJobRow.event_id == event_id)
        return self._told(list(self._session.scalars(wanted.order_by(PrintJobRow.made, PrintJobRow.id))))

    def count(self, door_id: UUID, states: frozenset[JobState]) -> int:
        """Count the jobs of a laptop in some states."""
        wanted = select(func.count()).where(
            PrintJobRow.door_id == door_id, PrintJobRow.state.in_([state.value for state in states])
        )
        return self._session.scalar(wanted) or 0

    def get(self, job_id: UUID) -> PrintJob:
        """Return a job; raises NotFoundError."""
        return self._told([self._row(job_id)])[0]

    def change(
        self,
        job_id: UUID,
        at: datetime,
        state: JobState,
        *,
        fault: PrintFault | None = None,
        system_job: str | None = None,
        printer: str | None = None,
        paper: str | None = None,
    ) -> PrintJob:
        """Change how far a job is, and why; what is None stays, but for the fault. Raises NotFoundError."""
        row = self._row(job_id)
        row.state, row.fault, row.changed = state.value, fault or "", at
        if system_job is not None:
            row.system_job = system_job
        if printer is not None:
            row.printer = printer
        if paper is not None:
            row.paper = paper
        self._session.flush()
        return self._told([row])[0]

    def door_of(self, job_id: UUID) -> str:
        """Return the name of the door that a job was made at; raises NotFoundError."""
        return self._row(job_id).door_name

    def forget(self, job_id: UUID) -> None:
        """Drop a job, whatever became of it; the badges stay."""
        self._session.execute(delete(PrintJobBadgeRow).where(PrintJobBadgeRow.job_id == job_id))
        self._session.execute(delete(PrintJobRow).where(PrintJobRow.id == job_id))

    def of_others(self, door_id: UUID) -> list[UUID]:
        """Return the jobs that another laptop made, or this one under another id."""
        return list(self._session.scalars(select(PrintJobRow.id).where(PrintJobRow.door_id != door_id)))

    def adopt(self, job_id: UUID, door: Door) -> None:
        """Make a job this laptop's; raises NotFoundError."""
        row = self._row(job_id)
        row.door_id, row.door_name = door.id, door.name
        self._session.flush()

    def _row(self, job_id: UUID) -> PrintJobRow:
        row = self._session.get(PrintJobRow, job_id)
        if row is None:
            raise NotFoundError("print_job", str(job_id))
        return row

    def _told(self, rows: Sequence[PrintJobRow]) -> list[PrintJob]:
        badges: defaultdict[UUID, list[tuple[BadgeId, int]]] = defaultdict(list)
        names: defaultdict[UUID, list[str]] = defaultdict(list)
        found = self._session.execute(
            select(PrintJobBadgeRow.job_id, PrintJobBadgeRow.badge_id, PrintJobBadgeRow.copies, AttendeeRow.full_name)
            .join(BadgeRow, BadgeRow.id == PrintJobBadgeRow.badge_id)
            .outerjoin(AttendeeRow, AttendeeRow.id == BadgeRow.attendee_id)
            .join(PrintJobRow, PrintJobRow.id == PrintJobBadgeRow.job_id)
            .where(
                PrintJobRow.id == rows[0].id if len(rows) == 1 else PrintJobRow.door_id.in_({r.door_id for r in rows})
            )
            .order_by(AttendeeRow.full_name, PrintJobBadgeRow.badge_id)
        )
        for job_id, badge_id, copies, name in found:
            badges[job_id].append((BadgeId(badge_id), copies))
            if name:
                names[job_id].append(name)
        return [
            PrintJob(
                id=row.id,
                event_id=row.event_id,
                printer=row.printer,
                paper=row.paper,
                template=row.template,
                title=row.title,
                copies=row.copies,
                badges=tuple(badges[row.id]),
                names=tuple(names[row.id]),
                state=JobState(row.state),
                fault=PrintFault(row.fault) if row.fault else None,
                made=row.made,
                changed=row.changed,
                system_job=row.system_job,
            )
            for row in rows
        ]
