"""Bars over time: the small pace of the door, and the large chart of an evening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import Role, Theme, Type, font

if TYPE_CHECKING:
    from collections.abc import Sequence

LEGEND = 26
"""Height below the bars for their names."""
GRID_LINES = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One place on the axis: a value, a second value beside it where there is one, and a name below it."""

    value: float
    name: str = ""
    second: float | None = None
    tip: str = ""


class BarChart(QWidget):
    """Bars with rounded heads. `small` draws them without axis, the last one in full colour."""

    def __init__(self, theme: Theme, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._small = small
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[Bar], description: str = "") -> None:
        """Show other bars; `description` says the same to screen readers."""
        self._bars = tuple(bars)
        self.setAccessibleName(description)
        self.setToolTip(description if self._small else "")
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell a bar's value where the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self._small:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def tip_at(self, x: int) -> str:
        """Return what is said of the bar at a place."""
        index = int(x * len(self._bars) / max(1, self.width()))
        return self._bars[index].tip if 0 <= index < len(self._bars) else ""

    def sizeHint(self) -> QSize:
        """Return a usual size; the chart takes what it gets."""
        return QSize(240, 52 if self._small else 240)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size that can be read."""
        return QSize(120, 30 if self._small else 90)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the grid, then the bars with their names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self.height() - (0 if self._small or not any(b.name for b in self._bars) else LEGEND)
        c = self._theme.colours
        if not self._small:
            painter.setPen(QPen(QColor(c.line), 1))
            for line in range(GRID_LINES):
                y = round(foot - 1 - line * (foot - 10) / GRID_LINES) + 0.5
                painter.drawLine(0, int(y), self.width(), int(y))
        if not self._bars:
            return
        most = max(max(b.value, b.second or 0) for b in self._bars) or 1
        step = min(self.width() / len(self._bars), 46.0 if not self._small else 21.0)
        if not self._small:
            step = self.width() / len(self._bars)
        painter.setFont(font(Type.TINY, tabular=True))
        for index, bar in enumerate(self._bars):
            self._paint_bar(painter, bar, index, step, foot, (foot - 10) / most)

    def _paint_bar(self, painter: QPainter, bar: Bar, index: int, step: float, foot: float, scale: float) -> None:
        c = self._theme.colours
        is_last = index == len(self._bars) - 1
        colour = c.accent if not self._small or is_last else c.faint_accent
        width = min(step * 0.7, 40.0)
        left = index * step + (0 if self._small else (step - width) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        pair = bar.second is not None
        one = width / 2 - 1 if pair else width
        self._column(painter, left, foot, one, bar.value * scale, colour)
        if bar.second is not None:
            self._column(painter, left + width / 2 + 1, foot, one, bar.second * scale, c.ink(Role.ADMITTED))
        if bar.name and not self._small:
            painter.setPen(QColor(c.muted))
            area = QRectF(left - 30, foot + 6, width + 60, LEGEND - 8)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, bar.name)

    def _column(self, painter: QPainter, left: float, foot: float, width: float, height: float, colour: str) -> None:
        height = max(height, 3.0) if self._small else height
        if height <= 0:
            return
        painter.setBrush(QColor(colour))
        corner = min(3.0, height / 2)
        painter.drawRoundedRect(QRectF(left, foot - height, width, height), corner, corner)
