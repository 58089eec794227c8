"""A table whose columns share the width, that keeps its selection when its model starts anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QElapsedTimer,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme import Size
from ui.widgets.ring import paint_ring

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

KEY_ROLE = int(Qt.ItemDataRole.UserRole) + 100
"""The role under which a model gives a row's lasting key, in any column."""
SCANNER_PAUSE = 500
"""Milliseconds: an Enter this soon after a letter was typed by a scanner."""


class Table(QTableView):
    """Rows to read and to choose. A share below 10 is a part of what is left over, one from 10 on a width in pixels."""

    entered = Signal()
    """The Enter key on the rows that are selected."""

    def __init__(self, shares: Sequence[float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = tuple(shares)
        self._kept: dict[object, int] = {}
        self._typed = QElapsedTimer()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(Size.ROW + 1)
        columns = self.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setMinimumSectionSize(20)

    def show_model(self, model: QAbstractTableModel) -> None:
        """Show a model, and keep what is selected through its resets by the keys of its rows."""
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._select_again)
        self._share_out()

    def selected_keys(self) -> list[object]:
        """Return the keys of the selected rows, from the top."""
        return [self.model().index(row, 0).data(KEY_ROLE) for row in self.selected_rows()]

    def selected_rows(self) -> list[int]:
        """Return the selected rows, from the top. By ranges: ten thousand rows may be selected."""
        ranges = self.selectionModel().selection()
        every = (ranges.at(number) for number in range(ranges.count()))
        return sorted({row for found in every for row in range(found.top(), found.bottom() + 1)})

    def select_rows(self, rows: Sequence[int]) -> None:
        """Select these rows, and no others, and bring the first into view."""
        model = self.model()
        last = model.columnCount() - 1
        chosen = QItemSelection()
        for first_row, last_row in _ranges(rows):
            chosen.select(model.index(first_row, 0), model.index(last_row, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            first = model.index(min(rows), 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter, unless it ends a text: then it is a scanner's, and nobody has asked for anything here."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if not self._typed.isValid() or self._typed.elapsed() > SCANNER_PAUSE:
                self.entered.emit()
            return
        # A scanner types letters and holds no Ctrl, which asks for something even where it comes with a letter.
        is_held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.text().isprintable() and event.text() and not is_held:
            self._typed.start()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and a ring around them where the keyboard is."""
        super().paintEvent(event)
        paint_ring(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        if self.model() is None:
            return
        fixed = sum(share for share in self._shares if share >= 10)
        parts = sum(share for share in self._shares if share < 10)
        room = self.viewport().width() - fixed
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, int(share if share >= 10 else max(40.0, room * share / parts)))

    def _keep(self) -> None:
        self._kept = {self.model().index(row, 0).data(KEY_ROLE): row for row in self.selected_rows()}

    def _select_again(self) -> None:
        if not self._kept:
            return
        model, wanted, rows = self.model(), set(self._kept), []
        # Most rows are where they were, or near: asking a hundred thousand for their keys takes seconds.
        for row in _around(min(self._kept.values()), model.rowCount(QModelIndex())):
            key = model.index(row, 0).data(KEY_ROLE)
            if key in wanted:
                rows.append(row)
                wanted.discard(key)
                if not wanted:
                    break
        if rows:
            place = self.verticalScrollBar().value()
            self.select_rows(rows)
            self.verticalScrollBar().setValue(place)


def _around(place: int, count: int) -> Iterator[int]:
    """Return every place below a count, the nearest to one of them first."""
    start = min(place, count - 1)
    for distance in range(count):
        if start + distance < count:
            yield start + distance
        if 0 < distance <= start:
            yield start - distance


def _ranges(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return the rows as ranges: Qt takes seconds for ten thousand of one row each."""
    found: list[tuple[int, int]] = []
    for row in sorted(rows):
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
