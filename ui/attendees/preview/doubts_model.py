"""Who on the list may be somebody of an earlier evening: row, name, who that is, why, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from checkin.language import mark
from ui.attendees.preview.words import alike, perhaps
from ui.theme import Role, Type, font
from ui.widgets.icons import icon
from ui.widgets.table import KEY_ROLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checkin.language import Language
    from checkin.lists.importing import Doubt
    from checkin.lists.listed import Listed
    from ui.theme import Theme

HEADERS = (mark("Row"), mark("Who"), mark("Perhaps"), mark("Why"), mark("Loaded as"))
SHARES = (72.0, 1.5, 2.4, 128.0, 172.0)
Index = QModelIndex | QPersistentModelIndex


class DoubtsModel(QAbstractTableModel):
    """Doubts in the list's order; `same` are the rows that were answered with yes."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self._rows: Mapping[int, Listed] = {}
        self.doubts: Sequence[Doubt] = ()
        self.same: frozenset[int] = frozenset()

    def show_doubts(self, doubts: Sequence[Doubt], rows: Mapping[int, Listed], same: frozenset[int]) -> None:
        """Show other doubts; `rows` are the list's rows by number."""
        self.beginResetModel()
        self.doubts, self._rows, self.same = doubts, rows, same
        self.endResetModel()

    def speak(self, language: Language) -> None:
        """Change the language."""
        self.beginResetModel()
        self._language = language
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many doubts there are."""
        return 0 if parent.isValid() else len(self.doubts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._language.text(HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, font, ink, tick or key."""
        if not index.isValid():
            return None
        doubt, column = self.doubts[index.row()], index.column()
        is_same = doubt.row in self.same
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(doubt, column, is_same=is_same)
            case Qt.ItemDataRole.FontRole:
                is_strong = column == 1 or (column == 4 and is_same)
                return font(Type.BODY, QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal, tabular=column == 0)
            case Qt.ItemDataRole.ForegroundRole:
                if column == 4 and is_same:
                    return self._theme.colour(Role.ADMITTED)
                colours = self._theme.colours
                return QColor(colours.muted if column in (0, 3, 4) else colours.text)
            case Qt.ItemDataRole.DecorationRole if column == 4 and is_same:
                return icon("check", self._theme.colours.ink(Role.ADMITTED))
            case _ if role == KEY_ROLE:
                return doubt.row
            case _:
                return None

    def _text(self, doubt: Doubt, column: int, *, is_same: bool) -> str:
        t = self._language
        match column:
            case 0:
                return t.number(doubt.row)
            case 1:
                row = self._rows.get(doubt.row)
                parts = (row.full_name, row.email or row.handle) if row else ()
                return " · ".join(part for part in parts if part)
            case 2:
                known = (doubt.person.email or doubt.person.handle,)
                return " · ".join(part for part in (perhaps(doubt, t), *known) if part)
            case 3:
                return alike(doubt, t)
            case _:
                return t.text("same person") if is_same else t.text("somebody else")
