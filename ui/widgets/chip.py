"""A category in its colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import DARK, LIGHT, Size, Type, contrast, font

HEIGHT = 22
PADDING = 9


def chip_width(text: str, size: int = Type.LABEL) -> float:
    """Return how wide a chip is."""
    return QFontMetricsF(font(size, QFont.Weight.Bold)).horizontalAdvance(text) + 2 * PADDING


def paint_chip(painter: QPainter, text: str, left: float, middle: float, colour: str) -> float:
    """Draw a chip from `left` around the height `middle`, in ink that can be read on its colour; returns its width."""
    width = chip_width(text)
    area = QRectF(left, middle - HEIGHT / 2, width, HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(area, Size.SMALL_CORNER, Size.SMALL_CORNER)
    painter.setFont(font(Type.LABEL, QFont.Weight.Bold))
    painter.setPen(QColor(LIGHT.on_ink if contrast(LIGHT.on_ink, colour) >= 4.5 else DARK.on_ink))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    return width


class Chip(QWidget):
    """A category by itself; `colour` comes from whoever knows the categories."""

    def __init__(self, text: str = "", colour: str = LIGHT.muted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._colour = text, colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_category(self, text: str, colour: str) -> None:
        """Show another category; none hides the chip."""
        self._text, self._colour = text, colour
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the chip's size."""
        return QSize(int(chip_width(self._text)) + 1, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, self._text, 0, self.height() / 2, self._colour)
