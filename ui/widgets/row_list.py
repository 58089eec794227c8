"""A list of painted rows: the last arrivals, the hits of a search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import LIGHT, Role, Size, Theme, Type, font
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import keycap_width, paint_keycap
from ui.widgets.ring import paint_ring

if TYPE_CHECKING:
    from collections.abc import Sequence

EDGE = 16
TIME_WIDTH = 58
TALL_ROW = 54
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what is at the left, the name, a line below it, and at the right a few words in a role's colour."""

    title: str
    left: str = ""
    below: str = ""
    chip: str = ""
    chip_colour: str = LIGHT.muted
    right: str = ""
    icon: str = ""
    role: Role = Role.NEUTRAL
    payload: Any = None

    @property
    def sentence(self) -> str:
        """The row as one line, for screen readers."""
        return ", ".join(part for part in (self.left, self.title, self.chip, self.below, self.right) if part)


class RowModel(QAbstractListModel):
    """Rows in memory."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, or its sentence."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.sentence
        return None


class RowDelegate(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, theme: Theme, *, tall: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tall = tall

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a row's height."""
        return QSize(200, TALL_ROW if self._tall else Size.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row: the right part first, since the name takes what is left."""
        row: Row = index.data(ROW_ROLE)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        c = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = bool(state & QStyle.StateFlag.State_Selected)
        if is_on:
            painter.fillRect(area, QColor(c.raised))
            painter.fillRect(QRectF(area.left(), area.top(), 3 * c.border, area.height()), QColor(c.accent))
        painter.setPen(QPen(QColor(c.line), 1))
        foot = area.bottom() + 0.5
        painter.drawLine(QPointF(area.left(), foot), QPointF(area.right() + 1, foot))
        x = float(area.left() + EDGE)
        if row.left:
            painter.setFont(font(Type.BODY, tabular=True))
            painter.setPen(QColor(c.muted))
            painter.drawText(QRectF(x, area.top(), TIME_WIDTH, area.height()), Qt.AlignmentFlag.AlignVCenter, row.left)
            x += TIME_WIDTH
        right = self._paint_right(painter, row, area, is_chosen=self._tall and is_on)
        self._paint_name(painter, row, x, right, area)
        painter.restore()

    def _paint_right(self, painter: QPainter, row: Row, area: QRect, *, is_chosen: bool) -> float:
        """Draw the words at the right and return where they begin."""
        x = float(area.right() - EDGE)
        if is_chosen:
            c = self._theme.colours
            x -= keycap_width("Enter")
            paint_keycap(painter, "Enter", x, area.center().y(), c.text, c.surface, c.line)
            x -= 12
        if row.right:
            face = font(Type.BODY)
            width = QFontMetricsF(face).horizontalAdvance(row.right)
            ink = self._theme.colours.ink(row.role)
            painter.setFont(face)
            painter.setPen(QColor(ink))
            x -= width
            painter.drawText(QRectF(x, area.top(), width + 2, area.height()), Qt.AlignmentFlag.AlignVCenter, row.right)
            if row.icon:
                x -= 20
                paint_icon(painter, row.icon, QRectF(x, area.center().y() - 6.5, 14, 14), ink)
        return x - 12

    def _paint_name(self, painter: QPainter, row: Row, x: float, right: float, area: QRect) -> None:
        c = self._theme.colours
        face = font(Type.LARGE if self._tall else Type.BODY, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(face)
        height = area.height() / 2 if row.below else float(area.height())
        top = area.top() + (5 if row.below else 0)
        room = right - x - (chip_width(row.chip) + 10 if row.chip else 0)
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, max(30.0, room))
        painter.setFont(face)
        painter.setPen(QColor(c.text))
        painter.drawText(QRectF(x, top, room + 2, height), Qt.AlignmentFlag.AlignVCenter, title)
        if row.chip:
            paint_chip(painter, row.chip, x + metrics.horizontalAdvance(title) + 10, top + height / 2, row.chip_colour)
        if row.below:
            small = font(Type.LABEL)
            painter.setFont(small)
            painter.setPen(QColor(c.muted))
            shown = QFontMetricsF(small).elidedText(row.below, Qt.TextElideMode.ElideRight, right - x)
            painter.drawText(
                QRectF(x, top + height - 4, right - x + 2, height - 4), Qt.AlignmentFlag.AlignVCenter, shown
            )


class RowList(QListView):
    """Shows rows; the keyboard stays where it is unless somebody tabs into it."""

    def __init__(
        self, theme: Theme, *, tall: bool = False, whole_rows: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setProperty("look", "rows")
        self.setItemDelegate(RowDelegate(theme, tall=tall, parent=self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(Size.ROW)
        self._whole_rows = whole_rows
        if whole_rows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole rows only, where that was asked for."""
        if self._whole_rows:
            self.setViewportMargins(0, 0, 0, self.height() % Size.ROW)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters to whoever holds the list: a scanner may type them."""
        if event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and a ring around them where the keyboard is."""
        super().paintEvent(event)
        paint_ring(self)

    @property
    def chosen(self) -> Row | None:
        """The row that is selected."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def choose(self, row: int) -> None:
        """Select a row, staying within the list."""
        if self.rows.rows:
            self.setCurrentIndex(self.rows.index(max(0, min(row, len(self.rows.rows) - 1))))

    def step(self, by: int) -> None:
        """Move the selection up or down."""
        self.choose(self.currentIndex().row() + by)
