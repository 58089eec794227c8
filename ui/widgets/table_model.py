"""What every table of lines in memory answers alike: how many there are, and its headings in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sized

    from checkin.language import Language

Index = QModelIndex | QPersistentModelIndex
"""Where a cell is, as Qt asks for it."""


class TableModel(QAbstractTableModel):
    """A table without branches. `headings` are marked messages, one a column; an empty one stays empty."""

    def __init__(self, headings: tuple[str, ...], language: Language) -> None:
        super().__init__()
        self._headings, self._language = headings, language

    def shown(self) -> Sized:
        """Return what is shown, a line each."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many lines are shown."""
        return 0 if parent.isValid() else len(self.shown())

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how much is said of each."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return a column's heading."""
        is_heading = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._language.text(self._headings[section]) if is_heading and self._headings[section] else None
