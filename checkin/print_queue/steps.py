"""The steps that a job takes, each a transaction of its own, so that a crash between two loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.storage.print_jobs import JobState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from checkin.errors import PrintFault
    from checkin.print_queue.pages import Pages
    from checkin.storage.database import Database
    from checkin.storage.print_jobs import PrintJob


class Steps:
    """Writes down how far a job is; every method raises StorageError."""

    def __init__(self, database: Database, pages: Pages, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._pages = pages
        self._clock = clock

    def go_to(
        self, job: PrintJob, state: JobState, *, fault: PrintFault | None = None, system_job: str | None = None
    ) -> PrintJob:
        """Write down a state, and why, and what the system calls the job."""
        with self._database.writing() as repository:
            return repository.print_jobs.change(job.id, self._clock(), state, fault=fault, system_job=system_job)

    def wait_anew(self, job: PrintJob, printer: str, paper: str) -> None:
        """Let a job wait for its printer as if it had never been handed over."""
        self._pages.wait_again(job.id)
        with self._database.writing() as repository:
            repository.print_jobs.change(
                job.id, self._clock(), JobState.WAITING, system_job="", printer=printer, paper=paper
            )

    def came_out(self, job: PrintJob) -> None:
        """Remember that a job was printed, once, and be done with it."""
        with self._database.writing() as repository:
            printed = ((badge_id, copies * job.copies) for badge_id, copies in job.badges)
            door = repository.print_jobs.door_of(job.id)
            repository.badges.remember_printing(printed, job.template, self._clock(), place=job.printer, door=door)
            repository.print_jobs.forget(job.id)
        self._pages.drop(job.id)

    def forget(self, job: PrintJob) -> None:
        """Be done with a job that was not printed: its badges are on the next sheets."""
        with self._database.writing() as repository:
            repository.print_jobs.forget(job.id)
        self._pages.drop(job.id)
