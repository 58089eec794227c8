"""The printers of this machine, and what the status line says of the one that was chosen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QImage, QPainter

from checkin.badges.printing import Printer, PrinterState, has_cups, send_by_cups
from checkin.errors import PrintError, PrintFault
from ui.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from checkin.language import Language
    from ui.background import Background
    from ui.kit import Kit

EVERY = 60_000
STATUS = "printer"


class SystemPrinters:
    """The printers that Qt knows; badges go to them by CUPS where there is CUPS, else by Qt. See `Printers`."""

    def __init__(self) -> None:
        # Qt loads its plugin with the first call, and is not ready for two first calls at once.
        self._asking = threading.Lock()

    def all(self) -> list[Printer]:
        """Return every printer by name."""
        from PySide6.QtPrintSupport import QPrinterInfo  # loads the system's library for printers

        with self._asking:
            usual = QPrinterInfo.defaultPrinterName()
            return [Printer(name, name == usual) for name in QPrinterInfo.availablePrinterNames()]

    def state(self, name: str) -> PrinterState:
        """Return what a printer is ready for."""
        from PySide6.QtPrintSupport import QPrinter  # loads the system's library for printers

        info = self._info(name)
        if info.isNull():
            return PrinterState.MISSING
        is_well = info.state() in (QPrinter.PrinterState.Idle, QPrinter.PrinterState.Active)
        return PrinterState.READY if is_well else PrinterState.STOPPED

    def send(self, name: str, pdf: Path) -> None:
        """Hand a PDF to a printer. Raises PrintError."""
        if has_cups():
            send_by_cups(name, pdf)
            return
        from PySide6.QtPrintSupport import QPrinter  # loads the system's library for printers

        info = self._info(name)
        if info.isNull():
            raise PrintError(PrintFault.MISSING, name)
        paint_pdf(pdf, QPrinter(info, QPrinter.PrinterMode.HighResolution))

    def _info(self, name: str) -> QPrinterInfo:
        from PySide6.QtPrintSupport import QPrinterInfo  # loads the system's library for printers

        with self._asking:
            return QPrinterInfo.printerInfo(name)


def paint_pdf(pdf: Path, printer: QPrinter) -> None:
    """Print the first page as CUPS does: in its own size, dot by dot, in the middle of the paper, turned if need be.

    The paper is the printer's own. Raises PrintError where the printer does not take it, FileError.
    """
    import numpy as np  # loaded by the first print, not at start

    from checkin.badges.pictures import render_page  # PDFium is loaded by the first print, not at start

    printer.setDocName(pdf.stem)
    printer.setFullPage(True)
    across, down = printer.logicalDpiX(), printer.logicalDpiY()
    sharpest = max(across, down)
    picture = render_page(pdf, 0, dpi=sharpest)
    paper = printer.pageLayout().fullRectPixels(sharpest)
    if (picture.shape[1] > picture.shape[0]) != (paper.width() > paper.height()):
        picture = np.ascontiguousarray(np.rot90(picture))
    height, width, _ = picture.shape
    image = QImage(picture.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    left, top = (paper.width() - width) // 2, (paper.height() - height) // 2
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintError(PrintFault.FAILED, printer.printerName())
    painter.scale(across / sharpest, down / sharpest)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.drawImage(QRectF(left, top, width, height), image)
    if not painter.end():
        raise PrintError(PrintFault.FAILED, printer.printerName())


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


class PrinterStatus(QObject):
    """Looks at the chosen printer once a minute, and after each badge; says nothing where none is chosen."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._seen: tuple[str, PrinterState] | None = None
        self._look = Look(kit.background, self._ask, self._found, self)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        kit.translations.changed.connect(self._say)
        kit.notices.printer_changed.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look, off the main thread."""
        self._look.look()

    def _ask(self) -> tuple[str, PrinterState] | None:
        name = self._kit.services.settings.current.printer
        return (name, self._kit.printers.state(name)) if name else None

    def _found(self, seen: tuple[str, PrinterState] | None) -> None:
        self._seen = seen
        self._say()

    def _say(self) -> None:
        text, role = "", Role.NEUTRAL
        if self._seen is not None:
            text, role = status_of(*self._seen, self._kit.translations.language)
        self._kit.notices.status.emit(STATUS, text, role.value)


def status_of(name: str, state: PrinterState, language: Language) -> tuple[str, Role]:
    """Return the words for what a printer is ready for, and their role."""
    match state:
        case PrinterState.READY:
            return language.text("Printer {printer}", printer=name), Role.ADMITTED
        case PrinterState.STOPPED:
            return language.text("Printer {printer} has stopped", printer=name), Role.ALREADY
        case PrinterState.MISSING:
            return language.text("Printer {printer} is not here", printer=name), Role.REFUSED
