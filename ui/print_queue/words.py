"""What is said of printers, and of the pages that wait for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from checkin.badges.printing import PrinterState, Trouble
from checkin.errors import PrintError
from checkin.language import mark
from checkin.print_queue import JobState
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from checkin.badges.printing import Condition
    from checkin.language import Language
    from checkin.print_queue import PrintJob

SLOW = timedelta(seconds=20)
"""From when on a page that is on its way waits; a label printer takes 2 to 5 seconds, a laser that was asleep 15."""

ASKS = (JobState.DOUBTFUL, JobState.FAILED)
"""The states in which a person must say what is to be done."""

_TROUBLES = {
    Trouble.JAM: mark("{printer} is jammed"),
    Trouble.COVER_OPEN: mark("{printer} has its cover open"),
    Trouble.PAPER_OUT: mark("{printer} is out of paper"),
    Trouble.INK: mark("{printer} is out of ink"),
    Trouble.OFFLINE: mark("{printer} does not answer"),
    Trouble.PAUSED: mark("{printer} has stopped"),
    Trouble.OTHER: mark("{printer} wants somebody to look at it"),
}
"""What must be put right first comes first: a jam is opened, then closed, then fed."""


@dataclass(frozen=True, slots=True)
class Line:
    """Pages of which one thing is said: one that somebody must decide about, or all that wait for one printer."""

    jobs: tuple[PrintJob, ...]

    @property
    def first(self) -> PrintJob:
        """The page that has waited longest."""
        return self.jobs[0]

    @property
    def state(self) -> JobState:
        """What the line is about; `WAITING` for whatever is on its way."""
        return self.first.state if self.first.state in ASKS else JobState.WAITING

    @property
    def badges(self) -> int:
        """How many badges are on the pages."""
        return badges_on(self.jobs)


def is_well(condition: Condition | None) -> bool:
    """Tell whether nothing is known to be wrong with a printer."""
    return condition is None or (condition.state is PrinterState.READY and not condition.troubles)


def condition_line(name: str, condition: Condition, language: Language) -> str:
    """Return how a printer is, without a full stop."""
    if condition.state is PrinterState.MISSING:
        return language.text("{printer} is not here", printer=name)
    message = next((said for trouble, said in _TROUBLES.items() if trouble in condition.troubles), "")
    if message:
        return language.text(message, printer=name)
    if condition.state is PrinterState.STOPPED:
        return language.text("{printer} has stopped", printer=name)
    return language.text("Printer {printer}", printer=name)


def condition_role(condition: Condition) -> Role:
    """Return the colour of that line."""
    if condition.state is PrinterState.MISSING:
        return Role.REFUSED
    return Role.ADMITTED if is_well(condition) else Role.ALREADY


def badges_on(jobs: Iterable[PrintJob]) -> int:
    """Count the badges that will lie in the tray, copies counted."""
    return sum(max(1, sum(copies for _, copies in job.badges)) * job.copies for job in jobs)


def is_waiting(job: PrintJob, condition: Condition | None, now: datetime) -> bool:
    """Tell whether a page that is on its way does not come out as it should."""
    is_late = job.fault is not None or now - job.made >= SLOW
    return job.state not in ASKS and (is_late or not is_well(condition))


def lines_of(jobs: Iterable[PrintJob], conditions: Mapping[str, Condition], now: datetime) -> list[Line]:
    """Return what there is to say: what somebody must decide about first; nothing of what is just being printed."""
    asks: list[Line] = []
    waiting: dict[str, list[PrintJob]] = {}
    for job in jobs:
        if job.state in ASKS:
            asks.append(Line((job,)))
        elif is_waiting(job, conditions.get(job.printer), now) or job.printer in waiting:
            waiting.setdefault(job.printer, []).append(job)
    return [*asks, *(Line(tuple(held)) for held in waiting.values())]


def line_text(line: Line, conditions: Mapping[str, Condition], language: Language) -> str:
    """Return who waits and why, or what is asked."""
    job = line.first
    match line.state:
        case JobState.DOUBTFUL:
            return _came_out(job, language)
        case JobState.FAILED:
            return f"{_not_printed(job, language)} {fault_line(job, language)}"
        case _:
            condition = conditions.get(job.printer)
            if condition is None or is_well(condition):
                said = language.plural(
                    "{n} badge waits for {printer}", "{n} badges wait for {printer}", line.badges, printer=job.printer
                )
                return f"{said}. {fault_line(job, language)}" if job.fault is not None else said
            why = condition_line(job.printer, condition, language)
            return language.plural("{n} badge waits: {why}", "{n} badges wait: {why}", line.badges, why=why)


def fault_line(job: PrintJob, language: Language) -> str:
    """Return why a page did not come out."""
    if job.fault is None:
        return language.text("{printer} gave it up.", printer=job.printer)
    return error_line(PrintError(job.fault, job.printer), language)


def waiting_words(waiting: int, language: Language) -> str:
    """Return how many badges wait, short enough for the status line."""
    return language.plural("{n} waits", "{n} wait", waiting)


def _came_out(job: PrintJob, language: Language) -> str:
    name, others = _whose(job, language)
    if not others:
        return language.text("Did {name}’s badge come out?", name=name)
    return language.plural(
        "Did the page with {name} and {n} more badge come out?",
        "Did the page with {name} and {n} more badges come out?",
        others,
        name=name,
    )


def _not_printed(job: PrintJob, language: Language) -> str:
    name, others = _whose(job, language)
    if not others:
        return language.text("{name}’s badge was not printed.", name=name)
    return language.plural(
        "The page with {name} and {n} more badge was not printed.",
        "The page with {name} and {n} more badges was not printed.",
        others,
        name=name,
    )


def _whose(job: PrintJob, language: Language) -> tuple[str, int]:
    """Return whose badge comes first on a page, and how many more are on it."""
    names = [name for name in job.names if name]
    return (names[0] if names else job.title or language.text("Unnamed guest")), max(0, len(job.badges) - 1)
