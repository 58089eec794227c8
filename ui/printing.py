"""The printers of this machine: those of CUPS, else those that Qt knows; and asking for them in the background."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter

from checkin.badges.printing import Condition, Fate, Paper, Printer, PrinterState, has_cups
from checkin.errors import PrintError, PrintFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from checkin.badges.printing import Printers
    from ui.background import Background

_MM = QPageSize.Unit.Millimeter


def system_printers() -> Printers:
    """Return the printers of this machine: by CUPS where there is CUPS, else by Qt."""
    if has_cups():
        from checkin.badges.cups import CupsPrinters  # not before a machine is known to have it

        return CupsPrinters()
    return QtPrinters()


class QtPrinters:
    """The printers that Qt knows, on Windows above all. What is handed over is drawn at once, and out of sight then."""

    def __init__(self) -> None:
        self.holds = False
        # Qt loads its plugin with the first call, and is not ready for two first calls at once.
        self._asking = threading.Lock()

    def all(self) -> list[Printer]:
        """Return every printer by name."""
        from PySide6.QtPrintSupport import QPrinterInfo  # loads the system's library for printers

        with self._asking:
            usual = QPrinterInfo.defaultPrinterName()
            return [Printer(name, name == usual) for name in QPrinterInfo.availablePrinterNames()]

    def condition(self, name: str) -> Condition:
        """Return what a printer is ready for: Qt does not tell what is wrong with it."""
        from PySide6.QtPrintSupport import QPrinter  # loads the system's library for printers

        info = self._info(name)
        if info.isNull():
            return Condition(PrinterState.MISSING)
        is_well = info.state() in (QPrinter.PrinterState.Idle, QPrinter.PrinterState.Active)
        return Condition(PrinterState.READY if is_well else PrinterState.STOPPED)

    def papers(self, name: str) -> list[Paper]:
        """Return what a printer takes, its usual paper first."""
        info = self._info(name)
        if info.isNull():
            return []
        usual = info.defaultPageSize().key()
        sizes = sorted(info.supportedPageSizes(), key=lambda size: size.key() != usual)
        return [Paper(size.key(), size.name(), size.size(_MM).width(), size.size(_MM).height()) for size in sizes]

    def hand(self, name: str, pdf: Path, *, title: str, paper: str = "", copies: int = 1) -> str:
        """Print a PDF. Raises PrintError, FileError."""
        from PySide6.QtPrintSupport import QPrinter  # loads the system's library for printers

        info = self._info(name)
        if info.isNull():
            raise PrintError(PrintFault.MISSING, name)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        wanted = next((size for size in info.supportedPageSizes() if paper and size.key() == paper), None)
        paint_pdf(pdf, printer, paper=wanted, copies=copies)
        return ""

    def release(self, name: str, job: str) -> None:
        """Do nothing: it is printed already."""

    def fate(self, name: str, job: str) -> Fate:  # noqa: ARG002 - no job can be followed here
        """Return that nobody can say."""
        return Fate.UNKNOWN

    def withdraw(self, name: str, job: str) -> bool:  # noqa: ARG002 - no job can be taken back here
        """Return that it may come out."""
        return False

    def _info(self, name: str) -> QPrinterInfo:
        from PySide6.QtPrintSupport import QPrinterInfo  # loads the system's library for printers

        with self._asking:
            return QPrinterInfo.printerInfo(name)


def paint_pdf(pdf: Path, printer: QPrinter, *, paper: QPageSize | None = None, copies: int = 1) -> None:
    """Print every page as CUPS does: in its own size, dot by dot, in the middle of the paper, turned if need be.

    The paper is the printer's own where none is given. Raises PrintError where the printer does not take it, FileError.
    """
    from checkin.badges.pictures import page_count  # PDFium is loaded by the first print, not at start

    if paper is not None:
        printer.setPageSize(paper)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintError(PrintFault.FAILED, printer.printerName())
    # Drivers differ in what they make of a number of copies; pages are the same to all of them.
    pages = [page for _ in range(copies) for page in range(page_count(pdf))]
    for index, page in enumerate(pages):
        if index and not printer.newPage():
            painter.end()
            raise PrintError(PrintFault.FAILED, printer.printerName())
        _paint_page(pdf, page, printer, painter)
    if not painter.end():
        raise PrintError(PrintFault.FAILED, printer.printerName())


def _paint_page(pdf: Path, page: int, printer: QPrinter, painter: QPainter) -> None:
    import numpy as np  # loaded by the first print, not at start

    from checkin.badges.pictures import render_page  # PDFium is loaded by the first print, not at start

    across, down = printer.logicalDpiX(), printer.logicalDpiY()
    sharpest = max(across, down)
    picture = render_page(pdf, page, dpi=sharpest)
    paper = printer.pageLayout().fullRectPixels(sharpest)
    if (picture.shape[1] > picture.shape[0]) != (paper.width() > paper.height()):
        picture = np.ascontiguousarray(np.rot90(picture))
    height, width, _ = picture.shape
    image = QImage(picture.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    left, top = (paper.width() - width) // 2, (paper.height() - height) // 2
    painter.save()
    painter.scale(across / sharpest, down / sharpest)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.drawImage(QRectF(left, top, width, height), image)
    painter.restore()


class Look(QObject):
    """Asks for printers in the background, one time after the other: a system that does not answer holds one worker."""

    def __init__(
        self, background: Background, ask: Callable[[], Any], then: Callable[[Any], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background, self._ask, self._then = background, ask, then
        self._is_out = False
        self._is_stale = False

    def look(self) -> None:
        """Ask, or once more after what is asked now."""
        self._is_stale = self._is_out
        if not self._is_out:
            self._is_out = True
            self._background.run(self._ask, then=self._then, done=self._back, owner=self)

    def _back(self) -> None:
        self._is_out = False
        if self._is_stale:
            self.look()
