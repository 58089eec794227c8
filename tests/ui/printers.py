"""A printer in the hand of a test."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.badges.pictures import page_size, page_text
from checkin.badges.printing import Condition, Fate, Paper, Printer, PrinterState, Trouble
from checkin.errors import PrintError, PrintFault

if TYPE_CHECKING:
    from checkin.badges.printing import Printers
    from tests.ui.conftest import House
    from ui.kit import Kit


class FakePrinters:
    """Printers by name; what they print is kept as text, with its size in millimetres, once it is let go.

    A `fault` refuses what is handed over, a closed `gate` keeps it waiting. What was let go is printed at once, unless
    `fates` say otherwise of a job, or `usual_fate` of all. `troubles` are a printer's, by name.
    """

    def __init__(self, *names: str, holds: bool = True) -> None:
        self.holds = holds
        self.names = list(names)
        self.usual = ""
        self.stopped: set[str] = set()
        self.troubles: dict[str, tuple[Trouble, ...]] = {}
        self.known_papers: dict[str, list[Paper]] = {}
        self.fault: PrintFault | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.usual_fate = Fate.PRINTED
        self.fates: dict[str, Fate] = {}
        self.sent: list[tuple[str, str]] = []
        self.sizes: list[tuple[float, ...]] = []
        self.papers_used: list[str] = []
        self.busy_workers: set[str] = set()
        self._held: dict[str, tuple[str, str, tuple[float, ...], str]] = {}
        self._count = 0

    def all(self) -> list[Printer]:
        """Return them all."""
        return [Printer(name, name == self.usual) for name in self.names]

    def condition(self, name: str) -> Condition:
        """Return what is known of one."""
        if name not in self.names:
            return Condition(PrinterState.MISSING)
        state = PrinterState.STOPPED if name in self.stopped else PrinterState.READY
        return Condition(state, self.troubles.get(name, ()))

    def papers(self, name: str) -> list[Paper]:
        """Return what one takes."""
        return self.known_papers.get(name, [])

    def hand(self, name: str, pdf: Path, *, title: str, paper: str = "", copies: int = 1) -> str:
        """Keep what the page says; where nothing is held, it is printed."""
        del title, copies
        self.busy_workers.add(threading.current_thread().name)
        assert self.gate.wait(timeout=30)
        if name not in self.names:
            raise PrintError(PrintFault.MISSING, name)
        if self.fault is not None:
            raise PrintError(self.fault, name)
        self._count += 1
        job = f"{name}-{self._count}"
        size = tuple(points / 72 * 25.4 for points in page_size(pdf, 0))
        self._held[job] = (name, page_text(pdf, 0), size, paper)
        if not self.holds:
            self.release(name, job)
        return job if self.holds else ""

    def release(self, name: str, job: str) -> None:
        """Print it."""
        del name
        if (held := self._held.pop(job, None)) is not None:
            self.sent.append(held[:2])
            self.sizes.append(held[2])
            self.papers_used.append(held[3])

    def fate(self, name: str, job: str) -> Fate:
        """Return what became of it."""
        del name
        return Fate.WAITING if job in self._held else self.fates.get(job, self.usual_fate)

    def withdraw(self, name: str, job: str) -> bool:
        """Take it back where it was not printed."""
        is_back = self._held.pop(job, None) is not None or self.fate(name, job) is Fate.WAITING
        if is_back:
            self.fates[job] = Fate.FAILED
        return is_back


class Plug:
    """A socket for printers: what hangs on it can be exchanged while the window is open."""

    def __init__(self, printers: Printers) -> None:
        self.printers = printers
        self.holds = printers.holds

    def all(self) -> list[Printer]:
        """Return every printer."""
        return self.printers.all()

    def condition(self, name: str) -> Condition:
        """Return how one is."""
        return self.printers.condition(name)

    def papers(self, name: str) -> list[Paper]:
        """Return what one takes."""
        return self.printers.papers(name)

    def hand(self, name: str, pdf: Path, *, title: str, paper: str = "", copies: int = 1) -> str:
        """Hand a page over."""
        return self.printers.hand(name, pdf, title=title, paper=paper, copies=copies)

    def release(self, name: str, job: str) -> None:
        """Let a job go."""
        self.printers.release(name, job)

    def fate(self, name: str, job: str) -> Fate:
        """Return what became of a job."""
        return self.printers.fate(name, job)

    def withdraw(self, name: str, job: str) -> bool:
        """Take a job back."""
        return self.printers.withdraw(name, job)


def kit_with(house: House, printers: Printers, chosen: str = "") -> Kit:
    """Plug other printers into an open window, of which the door uses one, and return the window's collaborators."""
    page = house.window.current
    assert page is not None
    house.plug.printers = printers
    page.kit.services.settings.change(printer=chosen)
    return page.kit
