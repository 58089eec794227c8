"""A printer in the hand of a test."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from checkin.badges.pictures import page_size, page_text
from checkin.badges.printing import Printer, PrinterState
from checkin.errors import PrintError, PrintFault
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from ui.kit import Kit


class FakePrinters:
    """Printers by name; what they are sent is kept as text, with its size in millimetres.

    A `fault` refuses it, a closed `gate` keeps it waiting.
    """

    def __init__(self, *names: str) -> None:
        self.names = list(names)
        self.usual = ""
        self.stopped: set[str] = set()
        self.fault: PrintFault | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.sent: list[tuple[str, str]] = []
        self.sizes: list[tuple[float, ...]] = []
        self.busy_workers: set[str] = set()

    def all(self) -> list[Printer]:
        """Return them all."""
        return [Printer(name, name == self.usual) for name in self.names]

    def state(self, name: str) -> PrinterState:
        """Return what is known of one."""
        if name not in self.names:
            return PrinterState.MISSING
        return PrinterState.STOPPED if name in self.stopped else PrinterState.READY

    def send(self, name: str, pdf: Path) -> None:
        """Keep what the page says."""
        self.busy_workers.add(threading.current_thread().name)
        assert self.gate.wait(timeout=30)
        if self.fault is not None:
            raise PrintError(self.fault, name)
        self.sent.append((name, page_text(pdf, 0)))
        self.sizes.append(tuple(points / 72 * 25.4 for points in page_size(pdf, 0)))


def kit_with(house: House, printers: FakePrinters, chosen: str = "") -> Kit:
    """Return the window's collaborators with other printers, one of which is chosen."""
    kit = kit_of(house)
    kit.services.settings.change(printer=chosen)
    return replace(kit, printers=printers)
