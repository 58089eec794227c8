"""The queue: what is added, what is done about it, and what waits."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from checkin.badges.printing import Fate
from checkin.errors import NotFoundError, PrintError, PrintFault
from checkin.model import new_id
from checkin.print_queue.pages import Pages
from checkin.print_queue.rounds import Round
from checkin.print_queue.steps import Steps
from checkin.print_queue.turns import Turns
from checkin.storage.print_jobs import ON_THE_WAY, JobState, PrintJob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from checkin.badges.printing import Condition, Printers
    from checkin.model import BadgeId, Door
    from checkin.storage.database import Database

FOLDER = "printing"
_LEFT_OVER = timedelta(days=1)
"""How old a page without a job is that is deleted: a younger one is perhaps being added."""
_ASKED = frozenset({JobState.FAILED, JobState.DOUBTFUL})
"""States that a person decides about: what they say counts, whatever the system knows."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a round did: whether anything changed, the badges that came out, and those that are on their way still.

    `conditions` are of the printers that anything was on its way to.
    """

    changed: bool = False
    printed: int = 0
    waiting: int = 0
    conditions: dict[str, Condition] = field(default_factory=dict)


class _Taken(Enum):
    """What taking a job back from the system came to."""

    BACK = auto()
    PERHAPS_OUT = auto()
    OUT = auto()


class PrintQueue:
    """The pages of badges that this laptop prints.

    Every method but `add`, `jobs` and `is_busy` may take as long as print services do, so none is called on a window's
    main thread.
    """

    def __init__(
        self,
        database: Database,
        folder: Path,
        printers: Printers,
        door: Callable[[], Door],
        clock: Callable[[], datetime],
    ) -> None:
        """Keep the pages in a folder of the data folder that is given."""
        self._database = database
        self._printers = printers
        self._door = door
        self._clock = clock
        self._pages = Pages(folder / FOLDER)
        self._turns = Turns(folder / FOLDER / "turn")
        self._batches = Turns(folder / FOLDER / "batch")
        self._steps = Steps(database, self._pages, clock)
        self._is_alone = database.path is not None and database.path.parent.resolve() == folder.resolve()
        self._is_swept = False

    def add(
        self,
        event_id: UUID,
        pdf: Path,
        *,
        printer: str,
        paper: str = "",
        template: str,
        title: str = "",
        badges: Sequence[tuple[BadgeId, int]],
        copies: int = 1,
    ) -> PrintJob:
        """Take a page for a printer. Page and job are on disk when this has returned; nothing is handed over yet.

        `badges` are on the page, each so many times. Raises FileError and StorageError.
        """
        job_id, now = new_id(), self._clock()
        counted: Counter[BadgeId] = Counter()
        for badge_id, times in badges:
            counted[badge_id] += times
        job = PrintJob(
            id=job_id,
            event_id=event_id,
            printer=printer,
            paper=paper,
            template=template,
            title=title,
            copies=copies,
            badges=tuple(counted.items()),
            names=(),
            state=JobState.WAITING,
            fault=None,
            made=now,
            changed=now,
        )
        self._pages.keep(job_id, pdf)
        try:
            with self._database.writing() as repository:
                return repository.print_jobs.add(job, self._door())
        except Exception:
            self._pages.drop(job_id)
            raise

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Keep other programs of this data folder from choosing whose badges to print until all of these are added.

        Else two that print what is new at the same moment print it twice. Raises FileError and StorageError (`LOCKED`).
        """
        with self._batches.taken(is_patient=True):
            yield

    def jobs(self, event_id: UUID | None = None) -> list[PrintJob]:
        """Return what this laptop has not printed yet, of one evening where it is given, in its order."""
        with self._database.reading() as repository:
            return repository.print_jobs.of_door(self._door().id, event_id)

    def page_of(self, job_id: UUID) -> Path | None:
        """Return the PDF of a job, to look at, or None where it is gone."""
        return self._pages.of(job_id)

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way."""
        with self._database.reading() as repository:
            return repository.print_jobs.count(self._door().id, ON_THE_WAY) > 0

    def work(self) -> Progress:
        """Go round once: follow what the printers have, and hand over what waits. Raises StorageError, FileError.

        While another program does so for this data folder nothing is done.
        """
        adopted = self._settle_in() if not self._is_swept or self._is_alone else 0
        if not self.is_busy:
            return Progress(changed=adopted > 0)
        with self._turns.taken(is_patient=False) as is_ours:
            round_ = Round(self._steps, self._pages, self._printers)
            if is_ours:
                round_.recover(self.jobs())
                round_.go(self.jobs())
        waiting = sum(len(job.badges) for job in self.jobs() if job.state in ON_THE_WAY)
        return Progress(round_.changes + adopted > 0, round_.printed, waiting, round_.conditions)

    def again(self, job_id: UUID) -> None:
        """Print a job again that failed or is doubtful; one that the printer has is taken back and waits anew.

        Raises NotFoundError (it is gone, or came out meanwhile and is remembered), PrintError (the system keeps it),
        StorageError and FileError, as the following ones do. A job that perhaps came out while it was taken back is
        doubtful then, and stays where it is.
        """
        with self._turns.taken(is_patient=True):
            job = self._get(job_id)
            if job.state is not JobState.WAITING and self._may_be_printed(job):
                self._steps.wait_anew(job, job.printer, job.paper)

    def redirect(self, job_id: UUID, printer: str, paper: str = "") -> None:
        """Print a job on another printer. Raises as `again`."""
        with self._turns.taken(is_patient=True):
            job = self._get(job_id)
            if self._may_be_printed(job):
                self._steps.wait_anew(job, printer, paper)

    def drop(self, job_id: UUID) -> None:
        """Print a job no more: its badges are on the next sheets. Raises as `again`."""
        with self._turns.taken(is_patient=True):
            job = self._get(job_id)
            if self._may_be_printed(job):
                self._steps.forget(job)

    def came_out(self, job_id: UUID) -> None:
        """Remember that a job was printed, since somebody saw it. Raises as `again`."""
        with self._turns.taken(is_patient=True):
            job = self._get(job_id)
            if self._take_back(job) is not _Taken.OUT:
                self._steps.came_out(job)

    def _get(self, job_id: UUID) -> PrintJob:
        found = next((job for job in self.jobs() if job.id == job_id), None)
        if found is None:
            raise NotFoundError("print_job", str(job_id))
        return found

    def _may_be_printed(self, job: PrintJob) -> bool:
        """Take a job back, and tell whether it may be printed elsewhere or once more; one that came out may not."""
        match self._take_back(job):
            case _Taken.BACK:
                return True
            case _Taken.PERHAPS_OUT:
                if job.state not in _ASKED:
                    self._steps.go_to(job, JobState.DOUBTFUL)
                return job.state in _ASKED
            case _Taken.OUT:
                raise NotFoundError("print_job", str(job.id))

    def _take_back(self, job: PrintJob) -> _Taken:
        if not job.system_job:
            return _Taken.BACK if job.state is JobState.WAITING else _Taken.PERHAPS_OUT
        if self._printers.withdraw(job.printer, job.system_job):
            return _Taken.BACK
        try:
            fate = self._printers.fate(job.printer, job.system_job)
        except PrintError:
            if job.state not in _ASKED:
                raise
            return _Taken.PERHAPS_OUT
        if fate is Fate.PRINTED and job.state is not JobState.DOUBTFUL:
            self._steps.came_out(job)
            return _Taken.OUT
        if fate is Fate.WAITING and job.state not in _ASKED:
            raise PrintError(PrintFault.SILENT, job.printer, "the job was not cancelled")
        return _Taken.PERHAPS_OUT

    def _settle_in(self) -> int:
        """Take over what other data left: a job with its page here is ours, another goes. Returns how many."""
        door, taken = self._door(), 0
        if self._is_alone:
            with self._database.reading() as repository:
                has_others = bool(repository.print_jobs.of_others(door.id))
            if has_others:
                with self._database.writing() as repository:
                    for job_id in repository.print_jobs.of_others(door.id):
                        taken += 1
                        if self._pages.waiting(job_id) or self._pages.was_let_go(job_id):
                            repository.print_jobs.adopt(job_id, door)
                        else:
                            repository.print_jobs.forget(job_id)
        if not self._is_swept:
            self._is_swept = True
            known = {job.id for job in self.jobs()}
            long_ago = self._clock() - _LEFT_OVER
            self._pages.drop_halves_before(long_ago)
            for job_id in self._pages.older_than(long_ago):
                if job_id not in known:
                    self._pages.drop(job_id)
        return taken
