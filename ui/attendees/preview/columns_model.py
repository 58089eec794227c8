"""The columns of a list that is previewed: header, samples, what each was taken for, why and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from checkin.folding import fold
from checkin.language import mark
from checkin.lists.listed import Column, Field
from ui.attendees.preview.words import FIELDS, letter, sureness, why
from ui.theme import Role, Type, font
from ui.widgets.icons import icon
from ui.widgets.share_delegate import SHARE_ROLE
from ui.widgets.table import KEY_ROLE
from ui.widgets.table_model import Index, TableModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.language import Language
    from ui.theme import Theme

HEADERS = ("", mark("Column"), mark("For example"), mark("Taken for"), mark("Why"), mark("How surely"))
SHARES = (46.0, 1.5, 2.4, 1.5, 1.1, 140.0)
LETTER, HEADER, SAMPLES, FIELD, WHY, SURE = range(6)
FEW = 16
"""So many columns are shown whole: folding would hide more than it helps."""
BETWEEN_SAMPLES = " · "


class ColumnsModel(TableModel):
    """Used columns first, each part in the file's order; the unused ones of a wide file only when asked for."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(HEADERS, language)
        self._theme = theme
        self._platform, self._query = "", ""
        self._all: tuple[Column, ...] = ()
        self._words: dict[int, str] = {}
        self._is_unfolded = False
        self.columns: list[Column] = []

    @property
    def unused(self) -> int:
        """How many columns are not used."""
        return sum(column.field is Field.IGNORED for column in self._all)

    @property
    def is_wide(self) -> bool:
        """Whether the unused columns are folded away unless they are asked for."""
        return len(self._all) > FEW and 0 < self.unused < len(self._all)

    def show_columns(self, columns: Sequence[Column], platform: str) -> None:
        """Show other columns."""
        self._all, self._platform = tuple(columns), platform
        self._words = {c.index: fold(" ".join((c.header, *c.samples, letter(c.index)))) for c in columns}
        self._arrange()

    def unfold(self, *, is_unfolded: bool) -> None:
        """Show the unused columns of a wide file too, or not."""
        self._is_unfolded = is_unfolded
        self._arrange()

    def narrow(self, query: str) -> None:
        """Show the columns that every word of a query fits, the unused ones too."""
        self._query = fold(query)
        self._arrange()

    def speak(self, language: Language) -> None:
        """Change the language."""
        self._language = language
        self._arrange()

    def place_of(self, index: int) -> int | None:
        """Return where the column with this index is shown."""
        return next((place for place, column in enumerate(self.columns) if column.index == index), None)

    def shown(self) -> list[Column]:
        """Return the columns of the file that are shown."""
        return self.columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, font, ink, share of the bar, or key."""
        if not index.isValid():
            return None
        column, part = self.columns[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(column, part)
            case Qt.ItemDataRole.FontRole:
                is_strong = part == FIELD or (part == HEADER and column.field is not Field.IGNORED)
                return font(Type.BODY, QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
            case Qt.ItemDataRole.ForegroundRole:
                is_plain = part in (HEADER, FIELD) and column.field is not Field.IGNORED
                return QColor(self._theme.colours.text if is_plain else self._theme.colours.muted)
            case Qt.ItemDataRole.DecorationRole if part == FIELD:
                return icon("chevron-down", self._theme.colours.muted)
            case _ if role == SHARE_ROLE:
                return self._share(column) if part == SURE else None
            case _ if role == KEY_ROLE:
                return column.index
            case _:
                return None

    def _text(self, column: Column, part: int) -> str:
        match part:
            case 0:
                return letter(column.index)
            case 1:
                return " ".join(column.header.split()) or self._language.text("no header")
            case 2:
                return BETWEEN_SAMPLES.join(column.samples) or self._language.text("empty")
            case 3:
                return self._language.text(FIELDS[column.field])
            case 4:
                return why(column, self._platform, self._language)
            case _:
                return sureness(column, self._language)[0]

    def _share(self, column: Column) -> tuple[float, str, str] | None:
        role = sureness(column, self._language)[1]
        if role is Role.NEUTRAL:
            return None
        colours = self._theme.colours
        return max(0.0, min(1.0, column.score)), colours.ink(role), colours.raised

    def _arrange(self) -> None:
        self.beginResetModel()
        used = [column for column in self._all if column.field is not Field.IGNORED]
        rest = [column for column in self._all if column.field is Field.IGNORED]
        if self._query:
            words = self._query.split()
            shown = [c for c in (*used, *rest) if all(word in self._words[c.index] for word in words)]
        else:
            shown = used if self.is_wide and not self._is_unfolded else [*used, *rest]
        self.columns = shown
        self.endResetModel()
