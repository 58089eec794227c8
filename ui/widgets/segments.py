"""A few choices beside each other, one of them on: the filters of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Size, Theme, Type, font

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 30
PADDING = 10
BETWEEN = 6


class Segment(QAbstractButton):
    """One choice, with the number of what it holds."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = ""
        self._is_counted = True
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def write(self, text: str, number: str) -> None:
        """Write the choice and its number."""
        if (text, number) != (self.text(), self._number):
            self._number = number
            self.setText(text)
            self.setAccessibleName(f"{text} {number}".strip())
            self.updateGeometry()
            self.update()

    def count(self, on: bool) -> None:
        """Show the number, or leave its room to others."""
        if on is not self._is_counted:
            self._is_counted = on
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of text and number."""
        number = BETWEEN + self._width(self._number) if self._number and self._is_counted else 0.0
        return QSize(int(self._width(self.text()) + number) + 2 * PADDING + 1, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground of the one that is on, then text and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self._theme.colours
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setOpacity(1.0 if self.isChecked() or self.hasFocus() else 0.6)
            painter.setBrush(QColor(c.raised))
            width = c.focus
            # Among grounds that are all but black a frame shows which one is on.
            framed = QColor(c.line) if c.verdict_border and self.isChecked() else None
            ring = QColor(c.accent) if self.hasFocus() else framed
            painter.setPen(QPen(ring, width) if ring is not None else Qt.PenStyle.NoPen)
            inset = width / 2
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), Size.SMALL_CORNER + 1, Size.SMALL_CORNER + 1
            )
            painter.setOpacity(1.0)
        painter.setFont(self._font())
        painter.setPen(QColor(c.text if self.isChecked() else c.muted))
        wide = self._width(self.text())
        painter.drawText(QRectF(PADDING, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if not self._is_counted:
            return
        painter.setPen(QColor(c.accent if self.isChecked() else c.muted))
        area = QRectF(PADDING + wide + BETWEEN, 0, self.width(), self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._number)

    def _font(self) -> QFont:
        return font(Type.LABEL, QFont.Weight.DemiBold, tabular=True)

    def _width(self, text: str) -> float:
        return QFontMetricsF(self._font()).horizontalAdvance(text)


class Segments(QWidget):
    """Choices by key; `chosen` tells which one was put on by hand. The arrow keys move between them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments = {key: Segment(theme, self) for key in keys}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for key, segment in self._segments.items():
            self._group.addButton(segment)
            segment.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            row.addWidget(segment)
        self.choose(next(iter(keys)))

    @property
    def current(self) -> str:
        """The choice that is on."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def choose(self, key: str) -> None:
        """Put a choice on, in silence."""
        self._segments[key].setChecked(True)

    def count(self, on: bool) -> None:
        """Show the numbers of the choices, or leave their room to others."""
        for segment in self._segments.values():
            segment.count(on)

    def write(self, key: str, text: str, number: str = "") -> None:
        """Write a choice."""
        self._segments[key].write(text, number)
