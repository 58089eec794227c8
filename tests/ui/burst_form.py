"""A form beside a scan field, into which a scanner or a person types; time is moved by hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.door.burst import Burst, BurstWatch
from ui.door.scan_field import ScanLine

CODE = "HA-10001"
SCANNER, FAST_TYPIST = 8, 60
"""Milliseconds between keys."""


class Form(QWidget):
    """A scan field, and a form whose fields submit on Enter, as the walk-in panel's do. Time is moved by hand."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.qtbot = qtbot
        self.now = 100.0
        self.codes = [CODE]
        self.does_answer = True
        self.home, self.name, self.other = ScanLine(), QLineEdit(), QLineEdit()
        self.kind, self.consent, self.accept = QComboBox(), QCheckBox("consent"), QPushButton("admit")
        self.kind.setEditable(True)
        column = QVBoxLayout(self)
        self.fields: tuple[QWidget, ...] = (self.name, self.other, self.kind, self.consent, self.accept)
        column.addWidget(self.home)
        self.panel = QWidget()
        self.panel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(self.panel)
        inside, within = QVBoxLayout(self.panel), QWidget()
        inside.addWidget(within)
        rows = QVBoxLayout(within)
        for widget in self.fields:
            rows.addWidget(widget)
        self.submitted: list[str] = []
        self.searched: list[str] = []
        self.scanned: list[str] = []
        self.asked: list[Burst] = []
        self.home.returnPressed.connect(self._searched)
        self.accept.clicked.connect(self.submit)
        for widget in self.fields:
            widget.installEventFilter(self)
        self.watch = BurstWatch(self, home=self.home, clock=lambda: self.now)
        self.watch.watch(self.home, self.panel, *self.panel.findChildren(QWidget))
        self.watch.ended.connect(self._ask)
        self.watch.scanned.connect(self.scanned.append)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)
        self.name.setFocus()

    def submit(self) -> None:
        """Send the form off."""
        self.submitted.append(self.name.text())

    def _searched(self) -> None:
        self.searched.append(self.home.text())
        self.home.clear()

    def _ask(self, burst: Burst) -> None:
        self.asked.append(burst)
        if self.does_answer:
            self.answer()

    def answer(self) -> None:
        """Say whether the last burst is one of the codes."""
        burst = self.asked[-1]
        if burst.text in self.codes:
            burst.take_out()
        else:
            burst.let_stand()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter submits, wherever."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Return:
            self.submit()
            return True
        return super().eventFilter(watched, event)

    def key(
        self,
        key: Qt.Key | int,
        text: str = "",
        after: float = SCANNER,
        *,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        repeats: bool = False,
        stamp: int = 0,
    ) -> None:
        """Press a key where the keyboard is, some milliseconds after the last one."""
        self.now += after / 1000
        target = QApplication.focusWidget()
        assert target is not None
        event = QKeyEvent(QEvent.Type.KeyPress, key, held, text, repeats)
        event.setTimestamp(stamp)
        QApplication.sendEvent(target, event)

    def type(self, text: str, every: float = SCANNER) -> None:
        """Type a text at a pace."""
        for letter in text:
            if letter.isupper():
                self.key(Qt.Key.Key_Shift, after=0)
            self.key(ord(letter.upper()), letter, every)

    def enter(self, after: float = SCANNER) -> None:
        """Press Enter."""
        self.key(Qt.Key.Key_Return, "\r", after)
