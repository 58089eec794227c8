"""What to look at in a list before it is loaded: one row each, with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from checkin.language import mark
from checkin.lists.listed import Severity
from checkin.wording import problem_sentence
from ui.theme import Role, Type, font
from ui.widgets.table import KEY_ROLE

if TYPE_CHECKING:
    from checkin.language import Language
    from checkin.lists.listed import AttendeeList, Problem
    from ui.theme import Theme

HEADERS = (mark("Row"), mark("Who"), mark("What to look at"))
SHARES = (72.0, 1.0, 3.6)
ROLES = {Severity.ERROR: Role.REFUSED, Severity.WARNING: Role.ALREADY, Severity.INFO: Role.NEUTRAL}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem and whose row it is."""

    problem: Problem
    who: str


def remarks_of(listed: AttendeeList) -> list[Remark]:
    """Return what to look at, the gravest first, then by row."""
    names = {row.row: row.full_name or row.email for row in (*listed.attendees, *listed.withheld)}
    gravity = list(Severity)
    problems = sorted(listed.problems, key=lambda p: (gravity.index(p.severity), p.row or 0))
    return [Remark(problem, names.get(problem.row or 0, "")) for problem in problems]


def rows_to_look_at(remarks: list[Remark]) -> int:
    """Count the rows with something to do about them; the whole file counts as one."""
    return len({remark.problem.row for remark in remarks if remark.problem.severity is not Severity.INFO})


class ProblemsModel(QAbstractTableModel):
    """Row number, name, sentence."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme = theme
        self._language = language
        self.remarks: list[Remark] = []

    def show_remarks(self, remarks: list[Remark]) -> None:
        """Show other remarks."""
        self.beginResetModel()
        self.remarks = remarks
        self.endResetModel()

    def speak(self, language: Language) -> None:
        """Change the language."""
        self.beginResetModel()
        self._language = language
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many remarks there are."""
        return 0 if parent.isValid() else len(self.remarks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._language.text(HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, ink, tip or key."""
        if not index.isValid():
            return None
        remark = self.remarks[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(remark, index.column())
            case Qt.ItemDataRole.FontRole:
                weight = QFont.Weight.DemiBold if index.column() < 2 else QFont.Weight.Normal
                return font(Type.BODY, weight, tabular=index.column() == 0)
            case Qt.ItemDataRole.ForegroundRole:
                if index.column() == 0:
                    return self._theme.colour(ROLES[remark.problem.severity])
                return QColor(self._theme.colours.text)
            case _ if role == KEY_ROLE:
                return (remark.problem.row, remark.problem.kind, index.row())
            case _:
                return None

    def _text(self, remark: Remark, column: int) -> str:
        match column:
            case 0:
                row = remark.problem.row
                return self._language.number(row) if row else self._language.text("File")
            case 1:
                return remark.who
            case _:
                return problem_sentence(remark.problem, self._language)
