"""A field to search in, with its sign and its key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from ui.theme import Size, Theme, Type
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import KeyCap
from ui.widgets.labels import set_look

INSIDE = 10


class SearchField(QFrame):
    """What is typed comes by `changed`. Down and Enter go on to what was found, by `left`."""

    changed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "field")
        self.setFixedHeight(Size.BUTTON)
        self.field = QLineEdit()
        self.field.setProperty("look", "bare")
        self.field.setStyleSheet(f"font-size: {Type.BODY}px;")
        self.field.textChanged.connect(self.changed)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSIDE + Size.ICON + 8, 0, INSIDE - 2, 0)
        row.addWidget(self.field, 1)
        if key:
            row.addWidget(KeyCap(theme, key))

    def write(self, placeholder: str, name: str) -> None:
        """Say what can be searched for, and name the field."""
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(name)

    def text(self) -> str:
        """Return what is typed."""
        return self.field.text()

    def clear(self) -> None:
        """Take everything out."""
        self.field.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the field's focus, and its keys down to the table."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            set_look(self, "field-on" if event.type() is QEvent.Type.FocusIn else "field")
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in keys:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign before the field."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(INSIDE + 2, (self.height() - Size.ICON) / 2, Size.ICON, Size.ICON)
        paint_icon(painter, "search", area, self._theme.colours.muted)
