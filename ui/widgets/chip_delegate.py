"""Cells of a table that are chips."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Type, font
from ui.widgets.chip import PADDING, paint_chip

CHIP_ROLE = int(Qt.ItemDataRole.UserRole) + 101
"""The role under which a model gives a cell's colour as #RRGGBB; a cell without one is drawn as text."""
EDGE = 8


class ChipDelegate(QStyledItemDelegate):
    """Draws the text of a coloured cell as a chip, cut where the column ends."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell's ground, then the chip."""
        super().paint(painter, option, index)
        colour = index.data(CHIP_ROLE)
        if not colour:
            return
        area = option.rect
        metrics = QFontMetricsF(font(Type.LABEL, QFont.Weight.Bold))
        room = area.width() - 2 * EDGE - 2 * PADDING
        text = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, text, area.left() + EDGE, area.center().y() + 0.5, str(colour))
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the text of a chip to the chip."""
        super().initStyleOption(option, index)
        if index.data(CHIP_ROLE):
            option.text = ""
