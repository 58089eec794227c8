"""The field for codes and names from paper."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

LONGEST = 200


class EntryLine(QLineEdit):
    """Tells of Enter, with Shift or without, and of the arrows; leaves undo to its owner while nothing is typed."""

    entered = Signal()
    entered_new = Signal()
    """Shift+Enter: who was typed is not on the list."""
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)

    def event(self, event: QEvent) -> bool:
        """Let Ctrl+Z take back the last entry, unless there is something typed to take back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.text()
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and the arrows; one that is held down counts once."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not others:
                if not event.isAutoRepeat():
                    (self.entered_new if shift else self.entered).emit()
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case _:
                super().keyPressEvent(event)
