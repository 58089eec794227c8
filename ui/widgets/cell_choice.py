"""A choice over one cell of a table: it opens where the row is, and leaves the keyboard to the table again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractItemView

AT_ONCE = 12


class ChoiceDelegate(QStyledItemDelegate):
    """Draws a cell that something else can be chosen for: its icon stands at the right, as a combo box has it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Put the icon there."""
        super().initStyleOption(option, index)
        option.decorationPosition = QStyleOptionViewItem.Position.Right
        option.decorationAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellChoice(QComboBox):
    """Words to choose one from; `chosen` brings the row's place in the model and that of the word."""

    chosen = Signal(int, int)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._row = -1
        self.setMaxVisibleItems(AT_ONCE)
        self.activated.connect(lambda place: self.chosen.emit(self._row, place))
        # Qt closes the list by itself when somebody clicks elsewhere.
        self.view().window().installEventFilter(self)
        self.hide()

    def offer(self, words: Sequence[str]) -> None:
        """Offer other words."""
        self.clear()
        self.addItems(list(words))

    def open_over(self, index: QModelIndex, current: int) -> None:
        """Open over a cell, on the word that stands there."""
        self._row = index.row()
        self._view.scrollTo(index)
        self.setCurrentIndex(current)
        self.setGeometry(self._view.visualRect(index))
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when the list has gone."""
        if event.type() is QEvent.Type.Hide and watched is not self and self.isVisible():
            self.hide()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        return super().eventFilter(watched, event)
