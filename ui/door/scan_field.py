"""The field where everything that is typed lands: a name, a handle, or a code from a USB scanner."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QValidator
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui.widgets.icons import paint_icon
from ui.widgets.keycap import KeyCap
from ui.widgets.labels import set_look

if TYPE_CHECKING:
    from ui.theme import Theme

HEIGHT = 48
ICON = 18
LONGEST = 4000
"""Characters that are taken: more than the fullest QR code holds in bytes, 2,953."""

_BLANKS = "\t\n\v\f\r\x85\u2028\u2029"
_HIDDEN = ("Cc", "Cs")


class _OneLine(QValidator):
    """Keeps control characters out, however they come: typed, pasted, dropped, or set."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept everything, without them."""
        if text.isprintable():
            return QValidator.State.Acceptable, text, position
        return QValidator.State.Acceptable, without_controls(text), len(without_controls(text[:position]))


def without_controls(text: str) -> str:
    """Return a text with a blank for each tab and line end, and without GS, NUL and their like.

    Scanners of GS1 codes type such separators; in a ticket code nothing hangs on them.
    """
    blank = "".join(" " if c in _BLANKS else c for c in text)
    return "".join(c for c in blank if unicodedata.category(c) not in _HIDDEN)


def first_line(text: str) -> str:
    """Return what a pasted text means in one line: its first line that is not blank; the whole of it where it is JSON.

    A code stands in one line, and of a column that was copied from a list one is meant.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return ""
    return without_controls(" ".join(lines) if lines[0][0] in "{[" else lines[0])


class ScanLine(QLineEdit):
    """A line that leaves undo to the door while nothing is typed, and the arrows to the hits."""

    stepped = Signal(int)
    emptied = Signal()
    focus_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST)
        self.setValidator(_OneLine(self))

    def event(self, event: QEvent) -> bool:
        """Let Ctrl+Z take back the last arrival, unless there is something typed to take back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.text()
        ):
            event.ignore()
            return False
        return super().event(event)

    def insert_typed(self, text: str) -> None:
        """Take text that was typed elsewhere, as if it had been typed here."""
        self.insert(text)

    def paste_text(self, text: str) -> None:
        """Take a pasted text, in one line."""
        line = first_line(text)
        if line:
            self.insert_typed(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send arrows to the hits; Escape empties."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_text(QApplication.clipboard().text())
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if event.isAutoRepeat():
                # Enter that is held down must not choose among the hits that the first one brought.
                pass
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Escape:
                self.clear()
                self.emptied.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)


class _Glass(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(ICON, ICON))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, "search", QRectF(self.rect()), self._theme.colours.muted)


class ScanField(QFrame):
    """The line in its frame, with its key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "field")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line = ScanLine()
        self.line.setProperty("look", "bare")
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.line.focus_changed.connect(self._show_focus)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(_Glass(theme))
        row.addWidget(self.line, 1)
        row.addWidget(KeyCap(theme, "F3"))

    def _show_focus(self, is_on: bool) -> None:
        set_look(self, "field-on" if is_on else "field")

    def set_text(self, placeholder: str, name: str) -> None:
        """Write what the field is for."""
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(name)
