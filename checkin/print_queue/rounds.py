"""A round through the printers: what is with them is followed, what waits is handed over."""

from __future__ import annotations

import logging
from itertools import groupby
from typing import TYPE_CHECKING

from checkin.badges.printing import Condition, Fate, PrinterState
from checkin.errors import FileError, PrintError, PrintFault
from checkin.storage.print_jobs import ON_THE_WAY, JobState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.badges.printing import Printers
    from checkin.print_queue.pages import Pages
    from checkin.print_queue.steps import Steps
    from checkin.storage.print_jobs import PrintJob

log = logging.getLogger(__name__)

AT_MOST = 20
"""Jobs of one printer that are with the system at a time: the others can still go elsewhere."""


class Round:
    """One round; the jobs that it is given are all that this laptop has, in their order."""

    def __init__(self, steps: Steps, pages: Pages, printers: Printers) -> None:
        self._steps = steps
        self._pages = pages
        self._printers = printers
        self.conditions: dict[str, Condition] = {}
        self.changes = 0
        self.printed = 0

    def recover(self, jobs: Sequence[PrintJob]) -> None:
        """Leave what was being sent when an earlier program ended to somebody who looks."""
        for job in jobs:
            if job.state is JobState.SENDING:
                self._go_to(job, JobState.DOUBTFUL)

    def go(self, jobs: Sequence[PrintJob]) -> None:
        """Do what can be done now. Raises StorageError."""
        moving = sorted((job for job in jobs if job.state in ON_THE_WAY), key=lambda job: job.printer)
        for printer, of_printer in groupby(moving, key=lambda job: job.printer):
            self.conditions[printer] = self._printers.condition(printer)
            try:
                self._at(self.conditions[printer], list(of_printer))
            except PrintError as error:
                # Asking about its other jobs would take as long again for each.
                log.info("nobody knows what became of a page: %r", error)

    def _at(self, condition: Condition, jobs: Sequence[PrintJob]) -> None:
        """Go to one printer: nothing overtakes a job that could not be let go. Raises PrintError where it is silent."""
        with_system, is_free = 0, True
        for job in jobs:
            if job.state is JobState.HELD and is_free:
                is_free = self._let_go(job)
                with_system += is_free
            elif job.state is JobState.QUEUED:
                with_system += self._is_queued(job)
        for job in jobs:
            if job.state is JobState.WAITING and is_free and with_system < AT_MOST:
                with_system += 1
                is_free = self._is_taken(condition, job)

    def _is_queued(self, job: PrintJob) -> bool:
        """Follow a job that was let go, and tell whether the system has it still."""
        fate = self._printers.fate(job.printer, job.system_job)
        match fate:
            case Fate.PRINTED:
                self._came_out(job)
            case Fate.FAILED:
                self._go_to(job, JobState.FAILED, PrintFault.GIVEN_UP)
            case Fate.UNKNOWN:
                self._go_to(job, JobState.DOUBTFUL)
            case Fate.WAITING:
                pass
        return fate is Fate.WAITING

    def _is_taken(self, condition: Condition, job: PrintJob) -> bool:
        """Hand a job over, and tell whether the printer's next one may follow."""
        page = self._pages.waiting(job.id)
        if page is None:
            # Gone, or let go already by a program whose store was brought back from before.
            was_let_go = self._pages.was_let_go(job.id)
            state, fault = (JobState.DOUBTFUL, None) if was_let_go else (JobState.FAILED, PrintFault.PAGE_GONE)
            self._go_to(job, state, fault)
            return True
        if condition.state is PrinterState.MISSING:
            return self._cannot_be_handed(job, PrintFault.MISSING)
        if condition.state is PrinterState.STOPPED and not self._printers.holds:
            # Out of sight it would count as printed.
            return self._cannot_be_handed(job, None)
        if not self._printers.holds:
            self._steps.go_to(job, JobState.SENDING)
        try:
            system_job = self._printers.hand(job.printer, page, title=title_of(job), paper=job.paper, copies=job.copies)
        except PrintError as error:
            return self._was_refused(job, error)
        except FileError as error:
            log.info("a page cannot be read: %r", error)
            self._go_to(job, JobState.FAILED, PrintFault.PAGE_GONE)
            return True
        if not self._printers.holds:
            self._came_out(job)
            return True
        return self._let_go(self._go_to(job, JobState.HELD, system_job=system_job))

    def _was_refused(self, job: PrintJob, error: PrintError) -> bool:
        log.info("a page was not taken: %r", error)
        if error.fault is PrintFault.SILENT and not self._printers.holds:
            self._go_to(job, JobState.DOUBTFUL, error.fault)
            return False
        if error.fault in (PrintFault.MISSING, PrintFault.REFUSED, PrintFault.SILENT):
            return self._cannot_be_handed(job, error.fault, was_sending=not self._printers.holds)
        self._go_to(job, JobState.FAILED, error.fault)
        return True

    def _let_go(self, job: PrintJob) -> bool:
        """Let a held job be printed, and tell whether the next one may follow."""
        self._pages.let_go(job.id)
        try:
            self._printers.release(job.printer, job.system_job)
        except PrintError as error:
            log.info("a page is held still: %r", error)
            return self._is_lost(job)
        self._go_to(job, JobState.QUEUED)
        return True

    def _is_lost(self, job: PrintJob) -> bool:
        """Tell whether a held job cannot be let go since the system has it no more."""
        return not self._is_queued(job)

    def _cannot_be_handed(self, job: PrintJob, fault: PrintFault | None, *, was_sending: bool = False) -> bool:
        """Let a job wait, and say why; the printer's next one may not follow."""
        if was_sending or job.fault is not fault:
            self._steps.go_to(job, JobState.WAITING, fault=fault)
        self.changes += job.fault is not fault
        return False

    def _go_to(
        self, job: PrintJob, state: JobState, fault: PrintFault | None = None, system_job: str | None = None
    ) -> PrintJob:
        self.changes += 1
        return self._steps.go_to(job, state, fault=fault, system_job=system_job)

    def _came_out(self, job: PrintJob) -> None:
        self._steps.came_out(job)
        self.changes += 1
        self.printed += len(job.badges)


def title_of(job: PrintJob) -> str:
    """Return what a job is called in the system: as no other is."""
    return f"{job.title or 'Checkin'} {job.id.hex[-12:]}"
