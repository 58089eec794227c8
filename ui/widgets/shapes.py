"""The shapes of the verdicts: they say without colour what the colour says."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.widgets.icons import paint_icon

TICK_WITH_DOT = "check-dot"
DOT = "dot"


def paint_shape(painter: QPainter, shape: str, area: QRectF, disc: str, ink: str) -> None:
    """Draw a shape in `ink` on a round `disc`: the name of an icon, or `check-dot`, or `dot`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(disc))
    painter.drawEllipse(area)
    inset = area.width() * 0.26
    inner = area.adjusted(inset, inset, -inset, -inset)
    if shape == DOT:
        painter.setBrush(QColor(ink))
        painter.drawEllipse(area.center(), area.width() * 0.12, area.width() * 0.12)
        return
    paint_icon(painter, "check" if shape == TICK_WITH_DOT else shape, inner, ink, thick=True)
    if shape == TICK_WITH_DOT:
        painter.setBrush(QColor(disc))
        painter.setPen(QColor(ink))
        painter.setBrush(QColor(ink))
        painter.drawEllipse(
            QPointF(inner.right() + inset * 0.15, inner.bottom() + inset * 0.1), inset * 0.26, inset * 0.26
        )
