"""How printers and the pages that wait for them are, in few words, for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.badges.printing import PrinterState, Trouble
from checkin.errors import PrintError
from checkin.language import mark
from checkin.print_queue import JobState
from checkin.wording.errors import sentence

if TYPE_CHECKING:
    from checkin.badges.printing import Condition
    from checkin.language import Language
    from checkin.print_queue import PrintJob

STATES = {
    PrinterState.READY: mark("ready"),
    PrinterState.STOPPED: mark("stopped"),
    PrinterState.MISSING: mark("not here"),
}
TROUBLES = {
    Trouble.PAPER_OUT: mark("out of paper"),
    Trouble.JAM: mark("jammed"),
    Trouble.COVER_OPEN: mark("cover open"),
    Trouble.OFFLINE: mark("does not answer"),
    Trouble.INK: mark("out of ink"),
    Trouble.PAUSED: mark("paused"),
    Trouble.OTHER: mark("wants somebody to look at it"),
}
JOBS = {
    JobState.WAITING: mark("waits"),
    JobState.SENDING: mark("is being handed over"),
    JobState.HELD: mark("is being handed over"),
    JobState.QUEUED: mark("with the printer"),
    JobState.FAILED: mark("failed: --again ID prints it again, --drop ID leaves it for the next sheet"),
    JobState.DOUBTFUL: mark("look whether it came out: --came-out ID, or --again ID"),
}


def condition_words(condition: Condition, language: Language) -> str:
    """Return how a printer is."""
    return ", ".join(map(language.text, (STATES[condition.state], *(TROUBLES[t] for t in condition.troubles))))


def state_words(job: PrintJob, language: Language) -> str:
    """Return how far a page is, and why it goes no further where that is known."""
    words = language.text(JOBS[job.state])
    if job.fault is None:
        return words
    return f"{words} ({sentence(PrintError(job.fault, job.printer), language)})"
