"""What came of a badge that was printed from the door, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.print_queue import JobState
from ui.print_queue.strip import AGAIN
from ui.print_queue.words import condition_line, fault_line, is_well
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from checkin.badges.printing import Condition
    from checkin.errors import CheckinError
    from checkin.language import Language
    from checkin.print_queue import PrintJob


@dataclass(frozen=True, slots=True)
class Sent:
    """The printer's system took the badge; `error` is why the logo is not on it, where it is not."""

    printer: str
    error: CheckinError | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The badge waits for its printer, with so many in all; `condition` is how the printer is, where known."""

    job: PrintJob
    condition: Condition | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The printer's system gave the badge up; the page is asked about."""

    job: PrintJob


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """Somebody's badge is on its way already: it is not printed twice."""

    name: str
    printer: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody's badge came out perhaps, or was given up: what is to be done is asked already."""

    name: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """There is no printer; so many badges wait for the next sheets, or None: this one was printed before."""

    waiting: int | None


@dataclass(frozen=True, slots=True)
class NotMade:
    """The badge could not be drawn; so many wait for the next sheets."""

    error: CheckinError
    waiting: int


Outcome = Sent | Held | Refused | OnItsWay | Asked | Gathered | NotMade


def fate_of(
    job: PrintJob, condition: Condition | None, waiting: int, error: CheckinError | None = None
) -> Outcome | None:
    """Return what is to be said of a page in the queue, or None where that is not known yet."""
    match job.state:
        case JobState.FAILED:
            return Refused(job)
        case JobState.QUEUED if is_well(condition):
            return Sent(job.printer, error)
        case JobState.DOUBTFUL:
            return None
        case _:
            return None if is_well(condition) and job.fault is None else Held(job, condition, waiting)


def outcome_line(outcome: Outcome, language: Language) -> str:
    """Return what came of a badge, as one line."""
    match outcome:
        case Sent(printer, error) if error is not None:
            return language.text(
                "Badge sent to {printer} without the logo. {why}", printer=printer, why=error_line(error, language)
            )
        case Sent(printer):
            return language.text("Badge sent to {printer}", printer=printer)
        case Held(job, condition, waiting):
            n = language.number(waiting)
            if condition is not None and not is_well(condition):
                why = condition_line(job.printer, condition, language)
            elif job.fault is not None:
                return language.text("{why} The badge waits ({n} waiting)", why=fault_line(job, language), n=n)
            else:
                why = language.text("{printer} has not taken it yet", printer=job.printer)
            return language.text("{why}: the badge waits ({n} waiting)", why=why, n=n)
        case Refused(job):
            return fault_line(job, language)
        case OnItsWay(name, printer):
            return language.text(
                "The badge of {name} is on its way to {printer} already",
                name=name or language.text("Unnamed guest"),
                printer=printer,
            )
        case Asked(name):
            return language.text(
                "What became of the badge of {name} is asked below: {key} prints it again",
                name=name or language.text("Unnamed guest"),
                key=AGAIN,
            )
        case Gathered(None):
            return language.text("No printer is chosen for the door: print it again on the Badges page.")
        case Gathered(waiting):
            return language.text(
                "No printer: the badge waits for the next sheet ({n} waiting)", n=language.number(waiting or 0)
            )
        case NotMade(error, waiting):
            return language.text(
                "{why} The badge waits for the next sheet ({n} waiting)",
                why=error_line(error, language),
                n=language.number(waiting),
            )


def outcome_role(outcome: Outcome) -> Role:
    """Return the colour of that line."""
    match outcome:
        case Sent(error=None):
            return Role.ADMITTED
        case Sent() | Held() | OnItsWay() | Asked():
            return Role.ALREADY
        case Gathered():
            return Role.NEUTRAL
        case Refused() | NotMade():
            return Role.REFUSED
