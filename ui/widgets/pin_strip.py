"""The strip at the window's head that asks for the organiser's PIN, while everything behind it goes on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPropertyAnimation, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui.theme import Size, Theme
from ui.widgets.button import Button, Kind
from ui.widgets.icons import paint_icon
from ui.widgets.labels import label, set_look

if TYPE_CHECKING:
    from collections.abc import Callable

IDLE = 20_000
"""Milliseconds without a key after which the strip goes away: a queue must not end at a question nobody answers."""
SLIDE = 160
FIELD = 150
MOST_TYPED = 4000
SHORTEST_BURST = 6
FASTEST_HAND = 0.035
"""Seconds from key to key. Scanners type below 20 ms; 120 words a minute are 100 ms."""


class PinLine(QLineEdit):
    """A field that hides what is typed, and notes how fast that was."""

    tabbed = Signal()

    def __init__(self, ticks: Callable[[], float]) -> None:
        super().__init__()
        self.ticks = ticks
        self._began = self._latest = 0.0
        self._keys = 0
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setMaxLength(MOST_TYPED)
        self.setFixedWidth(FIELD)

    @property
    def is_burst(self) -> bool:
        """Whether a machine typed what is in the field: no hand is that fast over six keys."""
        is_typed = self._keys == len(self.text()) >= SHORTEST_BURST
        return is_typed and self._latest - self._began <= (self._keys - 1) * FASTEST_HAND

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note when the first and the latest key came."""
        if event.text().isprintable() and event.text():
            # As the system saw the key: a hand is no machine because the window was busy meanwhile.
            self._latest = event.timestamp() / 1000 or self.ticks()
            if not self.text():
                self._began, self._keys = self._latest, 0
            self._keys += 1
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell of Tab, which ends the codes of some scanners; it moves the keyboard only where nobody took the text."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            before = self.text()
            self.tabbed.emit()
            if before and not self.text():
                return True
        return super().event(event)


class _Icon(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(Size.ICON, Size.ICON))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, "lock", QRectF(self.rect()), self._theme.colours.accent)


class PinStrip(QFrame):
    """A masked field, a line that answers, and two buttons, over the header of whatever page is on.

    What is longer than the `longest` PIN, and what a machine typed, goes out by `typed_elsewhere`: a scanner does not
    look where the keyboard is. `ticks` gives seconds from anywhere.
    """

    entered = Signal(str)
    typed_elsewhere = Signal(str)
    dismissed = Signal()

    def __init__(
        self, theme: Theme, longest: int, parent: QWidget, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(Size.HEADER)
        self._longest = longest
        self._left = 0
        self.line = PinLine(ticks)
        self._title = label("strong")
        self._answer = label("muted")
        self._answer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.go = Button(theme, key="Enter", kind=Kind.PRIMARY)
        self.leave = Button(theme, key="Esc")
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(IDLE)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(SLIDE)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.PAGE, 0, Size.PAGE, 0)
        row.setSpacing(Size.GAP)
        row.addWidget(_Icon(theme))
        row.addWidget(self._title)
        row.addWidget(self.line)
        row.addWidget(self.go)
        row.addWidget(self._answer, 1)
        row.addWidget(self.leave)
        self.line.returnPressed.connect(self.submit)
        self.line.tabbed.connect(self._pass_on)
        self.line.textEdited.connect(self.idle.start)
        self.go.clicked.connect(self.submit)
        self.leave.clicked.connect(self.dismiss)
        self.idle.timeout.connect(self._give_up)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it is in view."""
        return not self.isHidden()

    @property
    def answer(self) -> str:
        """The line beside the field."""
        return self._answer.text()

    @property
    def is_answer_whole(self) -> bool:
        """Whether that line has the room it needs."""
        return self._answer.fontMetrics().horizontalAdvance(self._answer.text()) <= self._answer.width()

    @property
    def has_keyboard(self) -> bool:
        """Whether keys land in the strip."""
        return any(part.hasFocus() for part in (self.line, self.go, self.leave))

    def write(self, title: str, go: str, leave: str) -> None:
        """Write what is asked for, and the buttons."""
        self._title.setText(title)
        self.line.setAccessibleName(title)
        self.go.setText(go)
        self.leave.setText(leave)

    def say(self, text: str, look: str = "muted") -> None:
        """Answer beside the field; screen readers get it as the field's description, once."""
        if text == self._answer.text():
            return
        self._answer.setText(text)
        self._answer.setToolTip(text)
        self.line.setAccessibleDescription(text)
        set_look(self._answer, look)

    def open_at(self, left: int) -> None:
        """Slide in, from this x to the window's right edge, and take the keyboard."""
        self._left = left
        if not self.is_open:
            self.line.clear()
            self.show()
            self.place()
            self._slide.setStartValue(QPoint(left, -self.height()))
            self._slide.setEndValue(QPoint(left, 0))
            self._slide.start()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.idle.start()

    def place(self) -> None:
        """Keep to the window's width."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(self._left, 0, parent.width() - self._left, self.height())

    def submit(self) -> None:
        """Hand out what was typed, as a PIN or as a scan."""
        self.idle.start()
        if self._pass_on():
            return
        if text := self.line.text():
            self.line.clear()
            self.entered.emit(text)

    def dismiss(self) -> None:
        """Go away, and forget what was typed."""
        if self.is_open:
            self._slide.stop()
            self.idle.stop()
            self.line.clear()
            self.hide()
            self.dismissed.emit()

    def _pass_on(self) -> bool:
        """Hand on what no hand typed, or is too long for a PIN; tells whether it did.

        A slip of the hand stays here: it is most of a PIN, and must not be shown and kept as a code that was scanned.
        """
        text = self.line.text()
        if not self.line.is_burst and len(text.strip()) <= self._longest:
            return False
        self.line.clear()
        self.typed_elsewhere.emit(text)
        return True

    def _give_up(self) -> None:
        # A scanner without a key at the end leaves its code here.
        self._pass_on()
        self.dismiss()
