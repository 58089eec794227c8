"""The printers of CUPS, on Linux and macOS, which take the PDF itself.

A job is handed over held and let go afterwards, so that whoever writes down its id in between prints nothing twice and
loses nothing, whatever ends the program when. Held jobs wait without end, and survive a restart of CUPS.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from checkin.badges import ipp
from checkin.badges.cups_commands import call
from checkin.badges.cups_facts import CONDITION, PAPERS, condition_of, papers_of
from checkin.badges.printing import CUSTOM, PATIENCE, Condition, Fate, Paper, Printer, PrinterState, Trouble
from checkin.errors import FileError, PrintError, PrintFault

if TYPE_CHECKING:
    from pathlib import Path

_PENDING, _HELD, _PROCESSING, _STOPPED, _CANCELED, _ABORTED, _COMPLETED = range(3, 10)
"""The values of `job-state` (RFC 8011, section 5.3.7)."""

_LONGEST = 100
"""Characters of a title: CUPS cuts names at 255 bytes."""

_FATES = {
    _PENDING: Fate.WAITING,
    _HELD: Fate.WAITING,
    _PROCESSING: Fate.WAITING,
    _STOPPED: Fate.WAITING,
    _CANCELED: Fate.FAILED,
    _ABORTED: Fate.FAILED,
    _COMPLETED: Fate.PRINTED,
}


class CupsPrinters:
    """The printers that CUPS knows. See `Printers`; ids of jobs are CUPS' own and the title behind it."""

    holds = True

    def __init__(self, patience: float = PATIENCE) -> None:
        """Wait so many seconds for each answer."""
        self._patience = patience

    def all(self) -> list[Printer]:
        """Return every printer by name, those too that announce themselves in the network; none without CUPS."""
        with suppress(PrintError):
            names = self._call("", "lpstat", "-e").splitlines()
            usual = self._call("", "lpstat", "-d").rpartition(": ")[2].strip()
            return [Printer(name, name == usual) for name in names]
        return []

    def condition(self, name: str) -> Condition:
        """Return what a printer is ready for, and what is wrong with it."""
        try:
            answer = ipp.ask(ipp.GET_PRINTER_ATTRIBUTES, _path(name), CONDITION, patience=self._patience)
        except ipp.IppError as error:
            return Condition(PrinterState.STOPPED, (Trouble.OFFLINE,)) if error.is_silent else self._told(name)
        if answer.status == ipp.NOT_FOUND:
            # One that announces itself in the network has no queue before its first job.
            is_known = any(printer.name == name for printer in self.all())
            return Condition(PrinterState.READY if is_known else PrinterState.MISSING)
        return condition_of(answer.groups[0]) if answer.groups else self._told(name)

    def papers(self, name: str) -> list[Paper]:
        """Return the papers that a printer takes, its own first; none where CUPS does not tell."""
        with suppress(ipp.IppError):
            answer = ipp.ask(ipp.GET_PRINTER_ATTRIBUTES, _path(name), PAPERS, patience=self._patience)
            if answer.groups:
                return papers_of(answer.groups[0])
        return []

    def hand(self, name: str, pdf: Path, *, title: str, paper: str = "", copies: int = 1) -> str:
        """Hand over a PDF as a held job. Raises PrintError.

        It will come out in its own size in the middle of the paper, turned where the one is upright and the other is
        not (`print-scaling=none`, PWG 5100.16), on both sides where it has pages for both.
        """
        title = " ".join(title.split())[:_LONGEST]
        for leftover in self._held_as(title):
            self._call(name, "cancel", str(leftover))
        command = ["lp", "-d", name, "-H", "hold", "-t", title, "-n", str(copies), "-o", "print-scaling=none"]
        for option in self._options(name, pdf, paper):
            command += ["-o", option]
        said = self._call(name, *command, "--", str(pdf))
        found = re.search(r"request id is (\S+) ", said)
        if found is None:
            raise PrintError(PrintFault.FAILED, name, said.strip())
        return f"{found[1]} {title}"

    def release(self, name: str, job: str) -> None:
        """Let a job be printed; one that is done already stays so. Raises PrintError."""
        try:
            self._call(name, "lp", "-i", _request(job), "-H", "resume")
        except PrintError as error:
            if "is finished" not in error.detail:
                raise

    def fate(self, name: str, job: str) -> Fate:
        """Return what became of a job. Raises PrintError where CUPS does not answer."""
        try:
            told = self._job(job)
        except ipp.IppError as error:
            if error.is_silent:
                raise PrintError(PrintFault.SILENT, name, repr(error)) from error
            waiting = self._call(name, "lpstat", "-W", "not-completed", "-o", name).splitlines()
            return Fate.WAITING if any(line.split()[:1] == [_request(job)] for line in waiting) else Fate.UNKNOWN
        return _FATES.get(_state(told), Fate.UNKNOWN)

    def withdraw(self, name: str, job: str) -> bool:
        """Cancel a job, and tell whether it certainly will not come out: it is gone before its printing began."""
        try:
            was_held = _state(self._job(job)) == _HELD
            with suppress(PrintError):
                self._call(name, "cancel", _request(job))
            told = self._job(job)
        except ipp.IppError:
            return False
        if not told:
            # Where CUPS keeps no history.
            return was_held
        return _state(told) in (_CANCELED, _ABORTED) and not told.get("time-at-processing")

    def _options(self, name: str, pdf: Path, paper: str) -> list[str]:
        from checkin.badges.pictures import page_count, page_size  # PDFium is loaded by the first print, not at start

        try:
            options = [] if page_count(pdf) % 2 else ["sides=two-sided-long-edge"]
            if paper == CUSTOM:
                width, height = (points / 72 * 25.4 for points in page_size(pdf, 0))
                paper = self._custom(name, width, height)
        except FileError as error:
            raise PrintError(PrintFault.FAILED, name, repr(error)) from error
        return [*options, f"media={paper}"] if paper else options

    def _custom(self, name: str, width: float, height: float) -> str:
        """Return the key of a paper as large as a page, turned where the printer is too narrow for it as it is."""
        offered = next((paper for paper in self.papers(name) if paper.key == CUSTOM), None)
        if offered is not None and width > offered.width:
            width, height = height, width
        return f"Custom.{width:.2f}x{height:.2f}mm"

    def _job(self, job: str) -> ipp.Attributes:
        """Return what CUPS tells of a job; nothing where it is not known, or its number is another's by now."""
        number = _request(job).rpartition("-")[2]
        wanted = ("job-state", "job-name", "time-at-processing")
        answer = ipp.ask(ipp.GET_JOB_ATTRIBUTES, f"/jobs/{number}", wanted, patience=self._patience)
        if answer.status != ipp.NOT_FOUND and (answer.status >= 0x0400 or not answer.groups):
            raise ipp.IppError(f"status {answer.status:#06x}")
        told = answer.groups[0] if answer.groups else {}
        title = job.partition(" ")[2]
        return told if title in told.get("job-name", [title]) else {}

    def _held_as(self, title: str) -> list[int]:
        """Return the numbers of our jobs of this title that any printer holds: their id was never written down."""
        more = (("which-jobs", "not-completed"), ("my-jobs", True))
        wanted = ("job-id", "job-name", "job-state")
        try:
            answer = ipp.ask(ipp.GET_JOBS, "/", wanted, more=more, patience=self._patience)
        except ipp.IppError:
            # They stay held, and so are no harm.
            return []
        held = [told for told in answer.groups if _state(told) == _HELD and title in told.get("job-name", ())]
        return [number for told in held for number in told.get("job-id", ())]

    def _told(self, name: str) -> Condition:
        """Return what the commands tell where IPP gives no answer."""
        try:
            said = self._call(name, "lpstat", "-p", name)
        except PrintError as error:
            if error.fault is PrintFault.SILENT or not self._is_running():
                return Condition(PrinterState.STOPPED, (Trouble.OFFLINE,))
            return Condition(PrinterState.MISSING)
        return Condition(PrinterState.STOPPED if " disabled " in said else PrinterState.READY)

    def _is_running(self) -> bool:
        """Tell whether the print service runs: while it does not, its commands say that no printer exists."""
        with suppress(PrintError):
            return "not running" not in self._call("", "lpstat", "-r")
        return False

    def _call(self, printer: str, *command: str) -> str:
        return call(list(command), printer, patience=self._patience)


def _request(job: str) -> str:
    """Return CUPS' own id of a job, such as `office-12`."""
    return job.partition(" ")[0]


def _state(told: ipp.Attributes) -> int:
    return int(told.get("job-state", (0,))[0])


def _path(name: str) -> str:
    """Return where a printer is asked; what stands behind a stroke are options of this user's, and no other printer."""
    return f"/printers/{name.partition('/')[0]}"
