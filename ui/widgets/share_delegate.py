"""Cells of a table with a small bar before their word: how sure, how full."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

SHARE_ROLE = int(Qt.ItemDataRole.UserRole) + 102
"""The role under which a model gives a cell's share, 0 to 1, with the colours of the bar and of its ground."""
EDGE = 8
WIDE, HIGH = 44, 6
GAP = 8


class ShareDelegate(QStyledItemDelegate):
    """Draws the bar, and the cell's text beside it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell's ground, then the bar and the text."""
        super().paint(painter, option, index)
        found = index.data(SHARE_ROLE)
        if not found:
            return
        share, ink, ground = found
        area = QRectF(option.rect.left() + EDGE, option.rect.center().y() - HIGH / 2 + 0.5, WIDE, HIGH)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(area, HIGH / 2, HIGH / 2)
        area.setWidth(max(float(HIGH), WIDE * share))
        painter.setBrush(QColor(ink))
        painter.drawRoundedRect(area, HIGH / 2, HIGH / 2)
        room = QRectF(option.rect).adjusted(EDGE + WIDE + GAP, 0, -EDGE, 0)
        face = index.data(Qt.ItemDataRole.FontRole)
        if face is not None:
            painter.setFont(face)
        painter.setPen(QColor(index.data(Qt.ItemDataRole.ForegroundRole)))
        text = QFontMetricsF(painter.font()).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the text to what stands beside the bar."""
        super().initStyleOption(option, index)
        if index.data(SHARE_ROLE):
            option.text = ""
