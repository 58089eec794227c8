"""Bugs: logged with their traceback, told in one calm window, and the door goes on."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import Size
from ui.widgets.button import Button, Kind
from ui.widgets.labels import label

if TYPE_CHECKING:
    from types import TracebackType

    from ui.theme import Theme
    from ui.translations import Translations

log = logging.getLogger("checkin.bug")
qt_log = logging.getLogger("qt")
MOST_LINES = 2000
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashDialog(QDialog):
    """Says that something went wrong, and offers the details to copy. Not modal: the door can be used beside it."""

    def __init__(self, theme: Theme, translations: Translations, parent: QWidget | None) -> None:
        super().__init__(parent)
        language = translations.language
        self.setWindowTitle("Checkin")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        # A bug in what is painted comes with every frame: the log has all of them, the window the last ones.
        self.details.setMaximumBlockCount(MOST_LINES)
        self.details.setAccessibleName(language.text("Details"))
        copy = Button(theme, language.text("Copy the details"), icon="copy", kind=Kind.PRIMARY)
        close = Button(theme, language.text("Close"), key="Esc")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details.toPlainText()))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.PAGE, Size.PAGE, Size.PAGE, Size.PAGE)
        column.setSpacing(Size.GAP)
        column.addWidget(label("heading", language.text("Something went wrong inside Checkin")))
        column.addWidget(
            label(
                "muted",
                language.text("The door goes on. Send these details to whoever looks after the program."),
                wrap=True,
            )
        )
        column.addWidget(self.details, 1)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(close)
        row.addWidget(copy)
        column.addLayout(row)
        self.resize(620, 380)

    def add(self, trace: str) -> None:
        """Show one more traceback."""
        self.details.appendPlainText(trace)


class Crashes(QObject):
    """Catches what nobody caught, on whichever thread."""

    _happened = Signal(str)

    def __init__(self, theme: Theme, translations: Translations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._translations = translations
        self.dialog: CrashDialog | None = None
        self.window: QWidget | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the interpreter's hooks and Qt's messages."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self.report(args.exc_value) if args.exc_value else None
        qInstallMessageHandler(log_qt_message)

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def report(self, error: BaseException) -> None:
        """Log a bug and show it; may be called from any thread."""
        log.error("a bug", exc_info=error)
        self._happened.emit("".join(traceback.format_exception(error)))

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _show(self, trace: str) -> None:
        if self.dialog is None or not self.dialog.isVisible():
            self.dialog = CrashDialog(self._theme, self._translations, self.window)
            self.dialog.show()
        self.dialog.add(trace)


def log_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Send Qt's own messages to the log, not to the terminal."""
    qt_log.log(_LEVELS.get(kind, logging.WARNING), message)
