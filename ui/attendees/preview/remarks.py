"""What to look at in a list before it is loaded: one row each, with its sentence, ticked once it is put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from checkin.language import mark
from checkin.lists.listed import Problem, ProblemKind, Severity
from checkin.wording import problem_sentence
from ui.theme import Role, Type, font
from ui.widgets.icons import icon
from ui.widgets.table import KEY_ROLE
from ui.widgets.table_model import Index, TableModel

if TYPE_CHECKING:
    from collections.abc import Container

    from checkin.language import Language
    from checkin.lists.importing import ImportPlan
    from ui.theme import Theme

HEADERS = (mark("Row"), mark("Who"), mark("What to look at"), "")
SHARES = (64.0, 1.1, 2.9, 40.0)
ROLES = {Severity.ERROR: Role.REFUSED, Severity.WARNING: Role.ALREADY, Severity.INFO: Role.NEUTRAL}


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem, or a row that was put right without one, and whose row it is.

    `is_settled` tells that a decision has dealt with it; it is still shown, so that it can be taken back.
    """

    row: int | None
    who: str
    problem: Problem | None = None
    is_settled: bool = False

    @property
    def is_open(self) -> bool:
        """Whether there is something to do about it."""
        return not self.is_settled and self.problem is not None and self.problem.severity is not Severity.INFO


def remarks_of(plan: ImportPlan) -> list[Remark]:
    """Return what to look at, the gravest first, then by row; what a fix has settled keeps its place.

    Who may be known from earlier evenings is asked elsewhere, and no remark.
    """
    listed, fixed = plan.list, {fix.row for fix in plan.decisions.fixes}
    names = {row.row: row.full_name or row.email for row in (*listed.attendees, *listed.withheld)}
    names |= {row.listed.row: row.listed.full_name or row.listed.email for row in plan.rows if row.listed.row in fixed}
    stand = set(plan.problems)
    problems = [*plan.problems, *(problem for problem in listed.problems if problem not in stand)]
    gravity = {severity: place for place, severity in enumerate(Severity)}
    problems.sort(key=lambda p: (gravity[p.severity], p.row or 0))
    remarks = [
        Remark(p.row, names.get(p.row or 0, ""), p, p.row in fixed or p not in stand)
        for p in problems
        if p.kind is not ProblemKind.MAYBE_KNOWN
    ]
    told = {remark.row for remark in remarks}
    return [*remarks, *(Remark(row, names.get(row, ""), is_settled=True) for row in sorted(fixed - told))]


def rows_to_look_at(remarks: list[Remark]) -> int:
    """Count the rows with something to do about them; the whole file counts as one."""
    return len({remark.row for remark in remarks if remark.is_open})


class ProblemsModel(TableModel):
    """Row number, name, sentence, and whether it is put right."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(HEADERS, language)
        self._theme = theme
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

    def next_open(self, after: int, done: Container[int]) -> int | None:
        """Return where the next row with something to do is, from below a place to the end and round again.

        `done` are the rows of which that is known already.
        """
        count = len(self.remarks)
        for place in range(after + 1, after + 1 + count):
            remark = self.remarks[place % count]
            if remark.is_open and remark.row is not None and remark.row not in done:
                return place % count
        return None

    def shown(self) -> list[Remark]:
        """Return the remarks, in their order."""
        return self.remarks

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, ink, tip, tick or key."""
        if not index.isValid():
            return None
        remark, column = self.remarks[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole if column == 3:
                return None
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.text(remark, column)
            case Qt.ItemDataRole.FontRole:
                weight = QFont.Weight.DemiBold if column < 2 else QFont.Weight.Normal
                return font(Type.BODY, weight, tabular=column == 0)
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(remark, column)
            case Qt.ItemDataRole.DecorationRole if column == 3 and remark.is_settled:
                return icon("check", self._theme.colours.ink(Role.ADMITTED))
            case _ if role == KEY_ROLE:
                return (remark.row, remark.problem.kind if remark.problem else None)
            case _:
                return None

    def text(self, remark: Remark, column: int) -> str:
        """Return what a column says of a remark."""
        match column:
            case 0:
                return self._language.number(remark.row) if remark.row else self._language.text("File")
            case 1:
                return remark.who
            case 2:
                if remark.problem is None:
                    return self._language.text("Corrected here.")
                return problem_sentence(remark.problem, self._language)
            case _:
                return self._language.text("corrected") if remark.is_settled else ""

    def _ink(self, remark: Remark, column: int) -> QColor:
        if column == 0 and remark.problem is not None and not remark.is_settled:
            return self._theme.colour(ROLES[remark.problem.severity])
        return QColor(self._theme.colours.muted if remark.is_settled else self._theme.colours.text)
