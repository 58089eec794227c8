"""The ring around what has the keyboard, for lists and tables: Qt's own outline is one dotted pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPalette, QPen

from ui.theme import CONTRAST, LIGHT, Size, is_high_contrast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView


def paint_ring(view: QAbstractItemView) -> None:
    """Draw the ring over a view's rows, in its paint event, if it has the keyboard; nothing moves for it."""
    if not view.hasFocus():
        return
    # Tables know no theme; Qt's palette has the accent of the one that is on.
    width = (CONTRAST if is_high_contrast() else LIGHT).focus
    painter = QPainter(view.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QGuiApplication.palette().color(QPalette.ColorRole.Accent), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    area = QRectF(view.viewport().rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(area, Size.CORNER, Size.CORNER)
