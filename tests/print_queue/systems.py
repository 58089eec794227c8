"""A print system in the hand of a test: it survives the program, and ends it wherever the test wants."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from checkin.badges.printing import Condition, Fate, Paper, Printer, PrinterState
from checkin.errors import PrintError, PrintFault


class PowerCut(BaseException):
    """The program ends here."""


@dataclass
class Job:
    """What a system was handed: `state` is held, queued, printed, failed or cancelled."""

    printer: str
    title: str
    content: bytes
    copies: int
    state: str


class PrintSystem:
    """Printers `left` and `right`. What comes out lies in `out`, in its order.

    One that does not hold jobs prints at once, and has no memory. `faults` and `deaf` are what the next calls of a
    printer's `hand` and `release` come to; a `stubborn` one cancels nothing. `cut` counts the moments until the program
    ends: there is one before and one after each call.
    """

    def __init__(self, *, holds: bool = True) -> None:
        self.holds = holds
        self.jobs: dict[str, Job] = {}
        self.out: list[tuple[str, bytes]] = []
        self.missing: set[str] = set()
        self.stopped: set[str] = set()
        self.silent: set[str] = set()
        self.faults: dict[str, list[PrintFault]] = {"left": [], "right": []}
        self.deaf: set[str] = set()
        self.stubborn: set[str] = set()
        self.cut: int | None = None
        self._number = 0

    def all(self) -> list[Printer]:
        """Return those that are there."""
        return [Printer(name) for name in ("left", "right") if name not in self.missing]

    def condition(self, name: str) -> Condition:
        """Return how one is."""
        self._moment()
        if name in self.missing:
            return Condition(PrinterState.MISSING)
        return Condition(PrinterState.STOPPED if name in self.stopped else PrinterState.READY)

    def papers(self, name: str) -> list[Paper]:  # noqa: ARG002 - as printers are asked
        """Return none."""
        return []

    def hand(
        self,
        name: str,
        pdf: Path,
        *,
        title: str,
        paper: str = "",  # noqa: ARG002 - as printers are asked
        copies: int = 1,
    ) -> str:
        """Take a job, unless told not to."""
        self._moment()
        if name in self.missing or name in self.silent:
            raise PrintError(PrintFault.MISSING if name in self.missing else PrintFault.SILENT, name)
        if self.faults[name]:
            raise PrintError(self.faults[name].pop(), name)
        for job in self.jobs.values():
            if (job.title, job.state) == (title, "held"):
                job.state = "cancelled"
        self._number += 1
        self.jobs[str(self._number)] = Job(name, title, pdf.read_bytes(), copies, "held" if self.holds else "queued")
        if not self.holds:
            self.print_next(name)
        self._moment()
        return str(self._number) if self.holds else ""

    def release(self, name: str, job: str) -> None:
        """Let a job be printed."""
        self._moment()
        if name in self.silent or name in self.deaf or job not in self.jobs:
            self.deaf.discard(name)
            raise PrintError(PrintFault.FAILED, name)
        if self.jobs[job].state == "held":
            self.jobs[job].state = "queued"
        self._moment()

    def fate(self, name: str, job: str) -> Fate:
        """Return what became of a job."""
        self._moment()
        if name in self.silent:
            raise PrintError(PrintFault.SILENT, name)
        if job not in self.jobs:
            return Fate.UNKNOWN
        return {"printed": Fate.PRINTED, "failed": Fate.FAILED, "cancelled": Fate.FAILED}.get(
            self.jobs[job].state, Fate.WAITING
        )

    def withdraw(self, name: str, job: str) -> bool:
        """Cancel a job."""
        self._moment()
        if name in self.silent | self.stubborn or job not in self.jobs:
            return False
        if self.jobs[job].state in ("held", "queued"):
            self.jobs[job].state = "cancelled"
        self._moment()
        return self.jobs[job].state == "cancelled"

    def print_next(self, name: str) -> None:
        """Let the next job come out, on paper."""
        for job in self.jobs.values():
            if job.printer == name and job.state == "queued":
                job.state = "printed"
                self.out += [(name, job.content)] * job.copies
                return

    def give_up(self, name: str) -> None:
        """Abort the job that would come out next."""
        for job in self.jobs.values():
            if job.printer == name and job.state == "queued":
                job.state = "failed"
                return

    def forget(self) -> None:
        """Lose the memory of what is done."""
        self.jobs = {key: job for key, job in self.jobs.items() if job.state in ("held", "queued")}

    def _moment(self) -> None:
        if self.cut is not None:
            self.cut -= 1
            if self.cut < 0:
                self.cut = None
                raise PowerCut
