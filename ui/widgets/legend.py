"""Names with their colour and number, below each other or in a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, Type, font

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW = 32
SQUARE = 10
AFTER_SQUARE = 9
BETWEEN = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One name. `colour` is #RRGGBB; without `number` only the name is shown."""

    name: str
    colour: str
    number: str = ""


class Legend(QWidget):
    """Below each other, the numbers at the right; what has no room is summed up by the last line's caller."""

    def __init__(self, theme: Theme, *, in_a_row: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._in_a_row = in_a_row
        self._entries: tuple[Entry, ...] = ()
        across = QSizePolicy.Policy.Fixed if in_a_row else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self._entries = tuple(entries)
        self.setAccessibleName(", ".join(f"{entry.name} {entry.number}".strip() for entry in entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all entries."""
        if not self._in_a_row:
            return QSize(160, ROW * len(self._entries))
        metrics = QFontMetricsF(font(Type.BODY))
        wide = sum(SQUARE + AFTER_SQUARE + metrics.horizontalAdvance(entry.name) + BETWEEN for entry in self._entries)
        return QSize(int(wide) + 1, ROW)

    def minimumSizeHint(self) -> QSize:
        """Return the same height; names are cut where there is no width for them."""
        return QSize(self.sizeHint().width() if self._in_a_row else 80, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw squares, names and numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain, strong = font(Type.BODY), font(Type.BODY, QFont.Weight.Bold, tabular=True)
        metrics = QFontMetricsF(plain)
        x, y = 0.0, 0.0
        for entry in self._entries:
            c = self._theme.colours
            # Few colours of categories stand out from black: a frame does.
            painter.setPen(QPen(QColor(c.line), 1) if c.verdict_border else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(entry.colour))
            painter.drawRoundedRect(QRectF(x, y + (ROW - SQUARE) / 2, SQUARE, SQUARE), 3, 3)
            left = x + SQUARE + AFTER_SQUARE
            number = QFontMetricsF(strong).horizontalAdvance(entry.number) if entry.number else 0.0
            room = self.width() - left - number - 8
            painter.setFont(plain)
            painter.setPen(QColor(self._theme.colours.text))
            name = entry.name if self._in_a_row else metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, y, self.width(), ROW), Qt.AlignmentFlag.AlignVCenter, name)
            if entry.number:
                painter.setFont(strong)
                right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
                painter.drawText(QRectF(0, y, self.width(), ROW), right, entry.number)
            if self._in_a_row:
                x = left + metrics.horizontalAdvance(entry.name) + BETWEEN
            else:
                y += ROW
