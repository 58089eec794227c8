"""The ground that a page of paper lies on, and its shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.theme import Size

if TYPE_CHECKING:
    from ui.theme import Colours

SHADOW = 9


def paint_ground(painter: QPainter, room: QRect, page: QRectF | None, colours: Colours) -> None:
    """Paint the ground of a room and the shadow of its page, where there is one; from then on it clips to the room."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.raised))
    painter.drawRoundedRect(room, Size.CORNER, Size.CORNER)
    painter.setClipRect(room)
    if page is None:
        return
    shade = QColor(colours.stage)
    shade.setAlpha(22 if colours.is_dark else 5)
    painter.setBrush(shade)
    for ring in range(SHADOW, 0, -1):
        painter.drawRoundedRect(page.adjusted(-ring, -ring + 3, ring, ring + 3), ring, ring)
