"""The table model of attendees: columns by name, lines in memory, narrowed and sorted without Qt's help."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from checkin.badges.categories import category_colour
from checkin.folding import fold
from checkin.language import mark
from checkin.model import Status
from ui.attendees.badge_words import STATES, badge_words
from ui.attendees.lines import BadgeState, Filter, Line, Mark
from ui.theme import Role, Type, font
from ui.widgets.chip_delegate import CHIP_ROLE
from ui.widgets.table import KEY_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checkin.language import Language
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, from the left."""

    MARK = 0
    GIVEN_NAME = 1
    FAMILY_NAME = 2
    HANDLE = 3
    ORGANISATION = 4
    CATEGORY = 5
    BADGE = 6
    ARRIVED = 7
    VISIT = 8


HEADERS = (
    "",
    mark("Given name"),
    mark("Family name"),
    mark("Handle"),
    mark("Organisation"),
    mark("Category"),
    mark("Badge"),
    mark("Arrival"),
    mark("Visit"),
)
SHARES = (40.0, 1.25, 1.75, 2.2, 1.5, 1.55, 98.0, 90.0, 66.0)
FIELDS = {
    Column.GIVEN_NAME: "given_name",
    Column.FAMILY_NAME: "family_name",
    Column.HANDLE: "handle",
    Column.ORGANISATION: "organisation",
    Column.CATEGORY: "category",
}
MARK_ROLES = {Mark.ADDED: Role.ADMITTED, Mark.CHANGED: Role.ALREADY, Mark.CANCELLED: Role.REFUSED}
NOTHING = "—"


class AttendeeModel(QAbstractTableModel):
    """Shows lines in the order that was asked for last; the list's own order at first."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme = theme
        self._language = language
        self._all: tuple[Line, ...] = ()
        self._lines: list[Line] = []
        self._filter = Filter.ALL
        self._words: tuple[str, ...] = ()
        self._order: tuple[int, bool] = (-1, False)

    @property
    def lines(self) -> list[Line]:
        """The lines that are shown, from the top."""
        return self._lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self._all = tuple(lines)
        self._arrange()

    def narrow(self, chosen: Filter, query: str) -> None:
        """Show what a filter lets through and every word of a query fits; accents and case do not matter."""
        wanted = (chosen, tuple(fold(query).split()))
        if wanted != (self._filter, self._words):
            self._filter, self._words = wanted
            self._arrange()

    def speak(self, language: Language) -> None:
        """Change the language."""
        self._language = language
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADERS) - 1)
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(HEADERS) - 1))

    def row_of(self, wanted: Callable[[Line], bool]) -> int | None:
        """Return where the first such line is."""
        return next((row for row, line in enumerate(self._lines) if wanted(line)), None)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; below the first one is the list's own order."""
        self._order = (column, order is Qt.SortOrder.DescendingOrder)
        self._arrange()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many lines are shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and HEADERS[section]:
            return self._language.text(HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, font, ink, tip, chip or key."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, column)
            case Qt.ItemDataRole.FontRole:
                return _font(column)
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(line, column)
            case _ if role == CHIP_ROLE:
                return category_colour(line.category) if column is Column.CATEGORY and line.category else None
            case _ if role == KEY_ROLE:
                return line.key
            case _:
                return None

    def _arrange(self) -> None:
        self.beginResetModel()
        lines = [
            line for line in self._all if line.belongs(self._filter) and all(word in line.words for word in self._words)
        ]
        column, downwards = self._order
        if column >= 0:
            lines.sort(key=lambda line: _sort_key(line, Column(column)), reverse=downwards)
        self._lines = lines
        self.endResetModel()

    def _text(self, line: Line, column: Column) -> str:
        language = self._language
        cancelled = line.status is Status.CANCELLED and line.arrived_at is None
        match column:
            case Column.MARK:
                return line.mark.value
            case Column.GIVEN_NAME:
                if line.given_name or line.family_name:
                    return line.given_name
                return line.full_name or language.text("Unnamed guest")
            case Column.FAMILY_NAME if line.places > 1:
                return f"{line.family_name} +{line.places - 1}".strip()
            case Column.BADGE:
                if cancelled:
                    return NOTHING
                return language.text(STATES[line.badge])
            case Column.ARRIVED:
                if line.arrived_at is not None:
                    return language.time(line.arrived_at)
                return language.text("cancelled") if cancelled else NOTHING
            case Column.VISIT:
                return NOTHING if cancelled or line.visit < 1 else language.ordinal(line.visit)
            case _:
                return str(getattr(line, FIELDS[column]))

    def _ink(self, line: Line, column: Column) -> QColor | None:
        colours = self._theme.colours
        if column is Column.MARK and line.mark:
            return self._theme.colour(MARK_ROLES[line.mark])
        if column in FIELDS and any(name == FIELDS[column] for name, _ in line.before):
            return self._theme.colour(Role.ALREADY)
        is_faint = column is Column.BADGE or line.status is Status.CANCELLED
        return QColor(colours.muted if is_faint else colours.text)

    def _tip(self, line: Line, column: Column) -> str | None:
        if column in FIELDS:
            for name, was in line.before:
                if name == FIELDS[column]:
                    return self._language.text("before: {value}", value=was or NOTHING)
        if column is Column.BADGE and line.printed_at is not None:
            return badge_words(line, self._language)
        if column is Column.FAMILY_NAME and line.places > 1:
            return self._language.plural("{n} place", "{n} places", line.places)
        if column is Column.MARK and line.mark:
            return self._language.text(MARK_TIPS[line.mark])
        return self._text(line, column) or line.note or None


BADGE_ORDER = {state: place for place, state in enumerate(BadgeState)}
MARK_TIPS = {Mark.ADDED: mark("new"), Mark.CHANGED: mark("changed"), Mark.CANCELLED: mark("cancelled")}


def _font(column: Column) -> QFont | None:
    match column:
        case Column.MARK:
            return font(Type.LARGE, QFont.Weight.DemiBold)
        case Column.GIVEN_NAME | Column.FAMILY_NAME:
            return font(Type.BODY, QFont.Weight.DemiBold)
        case Column.ARRIVED | Column.VISIT:
            return font(Type.BODY, tabular=True)
        case _:
            return None


def _sort_key(line: Line, column: Column) -> tuple[Any, ...]:
    name = (fold(line.family_name or line.full_name), fold(line.given_name))
    match column:
        case Column.MARK:
            return (line.mark == Mark.NONE, line.mark.value, line.row)
        case Column.FAMILY_NAME:
            return name
        case Column.BADGE:
            return (BADGE_ORDER[line.badge], *name)
        case Column.ARRIVED:
            return (line.arrived_at is None, line.arrived_at.timestamp() if line.arrived_at else 0.0, *name)
        case Column.VISIT:
            return (line.visit, *name)
        case _:
            value = fold(getattr(line, FIELDS[column]))
            return (not value, value, *name)
