"""A category in its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import CONTRAST, DARK, LIGHT, Colours, Size, Type, contrast, font, is_high_contrast

if TYPE_CHECKING:
    from collections.abc import Callable

HEIGHT = 22
PADDING = 9
READABLE = 4.5


def chip_width(text: str, size: int = Type.LABEL) -> float:
    """Return how wide a chip is."""
    return QFontMetricsF(font(size, QFont.Weight.Bold)).horizontalAdvance(text) + 2 * PADDING


def ink_on(colour: str) -> str:
    """Return white or ink, whichever can be read on a category's colour."""
    return LIGHT.on_ink if contrast(LIGHT.on_ink, colour) >= READABLE else DARK.on_ink


def chip_ground(colour: str) -> Callable[[Colours], str]:
    """Return what fills a chip of this colour: in high contrast nothing, since few colours carry text there."""
    return lambda colours: colours.surface if colours.verdict_border else colour


def chip_ink(colour: str) -> Callable[[Colours], str]:
    """Return what a chip of this colour is written in."""
    return lambda colours: colours.text if colours.verdict_border else ink_on(colour)


def chip_edge(colour: str) -> Callable[[Colours], str]:
    """Return what frames a chip of this colour."""
    return lambda colours: colours.line if colours.verdict_border else colour


def paint_chip(painter: QPainter, text: str, left: float, middle: float, colour: str) -> float:
    """Draw a chip from `left` around the height `middle`, in ink that can be read on its colour; returns its width."""
    width = chip_width(text)
    area = QRectF(left, middle - HEIGHT / 2, width, HEIGHT)
    # Chips stand in tables too, whose delegates know no theme; light and dark paint them alike.
    colours = CONTRAST if is_high_contrast() else LIGHT
    painter.setPen(QPen(QColor(chip_edge(colour)(colours)), colours.border))
    painter.setBrush(QColor(chip_ground(colour)(colours)))
    inset = colours.border / 2
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), Size.SMALL_CORNER, Size.SMALL_CORNER)
    painter.setFont(font(Type.LABEL, QFont.Weight.Bold))
    painter.setPen(QColor(chip_ink(colour)(colours)))
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
