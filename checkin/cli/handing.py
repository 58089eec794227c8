"""Badges on their way to a printer of this machine."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from checkin.cli.context import Context, now
from checkin.cli.deciding import UnusableError
from checkin.errors import CheckinError, FileError, FileFault, PrintError, PrintFault
from checkin.language import mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack
    from uuid import UUID

    from checkin.badges.cups import CupsPrinters
    from checkin.badges.geometry import Template
    from checkin.badging import BadgePage
    from checkin.model import Event
    from checkin.print_queue import PrintJob, PrintQueue

NO_CUPS = mark("printing from the command line needs CUPS: write the badges to a file with --out, or use the window")


@dataclass(frozen=True, slots=True)
class Handing:
    """Sheets on their way to a printer of this machine; `offset` is what that printer needs, in millimetres."""

    context: Context
    printer: str
    paper: str
    offset: tuple[float, float]

    @classmethod
    def to(cls, context: Context, printer: str, paper: str, template: Template) -> Handing:
        """Choose a printer and its paper, by default what was chosen before or what fits.

        Raises PrintError and UnusableError.
        """
        from checkin.badges.printing import PrinterState, paper_for  # only these calls need it

        settings, printers = context.settings.current, printers_of(context)
        if printers.condition(printer).state is PrinterState.MISSING:
            raise PrintError(PrintFault.MISSING, printer)
        papers = printers.papers(printer)
        if paper and papers and paper not in {known.key for known in papers}:
            t = context.language
            raise UnusableError(
                t.text("printer {printer} has no paper {paper}: see `checkin printers`", printer=printer, paper=paper)
            )
        if not paper:
            fitting = paper_for(template, papers)
            paper = settings.paper_of(printer, template.name) or (fitting.key if fitting else "")
        return cls(context, printer, paper, settings.printer_offsets.get(printer, (0.0, 0.0)))

    def folder(self, stack: ExitStack) -> Path:
        """Return a folder for the sheets, which goes with the stack. Raises FileError."""
        try:
            name = stack.enter_context(TemporaryDirectory(prefix="checkin-badges-", ignore_cleanup_errors=True))
        except OSError as error:
            raise FileError(FileFault.UNWRITABLE, Path(error.filename or ".")) from error
        return Path(name)

    def take(self, event: Event, sheets: Sequence[BadgePage], template: str) -> list[dict[str, str]]:
        """Put sheets into the queue and hand over what the printer takes; return them as JSON, with how far each is.

        Raises FileError and StorageError. What the printer does not take waits in the queue.
        """
        t, waiting = self.context.language, queue_of(self.context)
        ids: list[UUID] = []
        try:
            for number, sheet in enumerate(sheets, 1):
                job = waiting.add(
                    event.id,
                    sheet.path,
                    printer=self.printer,
                    paper=self.paper,
                    template=template,
                    title=t.text("Badges, sheet {n} of {total}", n=number, total=len(sheets)),
                    badges=sheet.badges,
                )
                ids.append(job.id)
        except CheckinError:
            # All of them or none: whoever calls again must not get the first ones twice.
            for job_id in ids:
                with suppress(CheckinError):
                    waiting.drop(job_id)
            raise
        work(waiting)
        left: dict[UUID, PrintJob] = {job.id: job for job in waiting.jobs(event.id)}
        states = [left[job_id].state.value if job_id in left else "printed" for job_id in ids]
        return [
            {"id": str(job_id), "printer": self.printer, "paper": self.paper, "state": state}
            for job_id, state in zip(ids, states, strict=True)
        ]


def printers_of(context: Context) -> CupsPrinters:
    """Return the printers of this machine. Raises UnusableError where there is no CUPS."""
    from checkin.badges.cups import CupsPrinters  # only these calls need it
    from checkin.badges.printing import has_cups  # beside the import above

    if not has_cups():
        raise UnusableError(context.language.text(NO_CUPS))
    return CupsPrinters()


def queue_of(context: Context) -> PrintQueue:
    """Return what waits for the printers of this machine."""
    from checkin.badges.cups import CupsPrinters  # only these calls need it
    from checkin.print_queue import PrintQueue  # SQLAlchemy costs start-up time

    return PrintQueue(context.database, context.folder, CupsPrinters(), lambda: context.settings.current.door, now)


def work(waiting: PrintQueue) -> None:
    """Go on until nothing more can be done now: all is handed over, or the printers take no more."""
    while waiting.work().changed:
        pass
