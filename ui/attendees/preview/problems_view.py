"""The section that lists what to look at; the form of one row stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.attendees.preview.heights import show_rows
from ui.attendees.preview.remarks import SHARES, ProblemsModel, Remark
from ui.theme import Size
from ui.widgets.key_words import KeyWords
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Container

    from checkin.language import Language
    from ui.theme import Theme

TAKEN = Size.BUTTON
"""Height of what this section shows besides its table."""


class ProblemsView(QWidget):
    """Choosing a remark shows its row; Enter, F2 or a double click asks to put it right."""

    row_wanted = Signal(int)
    fix_wanted = Signal(object)
    """The Remark."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._language = language
        self.model = ProblemsModel(theme, language)
        self.table = Table(SHARES)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.show_model(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._point)
        self.table.entered.connect(self.fix)
        self.table.doubleClicked.connect(self.fix)
        self.keys = KeyWords(theme, ("Enter", "Ctrl+Z"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addWidget(self.keys)
        self.speak(language)

    @property
    def current(self) -> Remark | None:
        """The remark that is chosen."""
        rows = self.table.selected_rows()
        return self.model.remarks[rows[0]] if rows else None

    def show_remarks(self, remarks: list[Remark], *, can_take_back: bool) -> None:
        """Show other remarks, or the same ones after a decision."""
        self.model.show_remarks(remarks)
        show_rows(self.table, len(remarks), taken=TAKEN)
        t = self._language
        self.keys.write(
            {"Enter": t.text("put it right"), "Ctrl+Z": t.text("take the last decision back") if can_take_back else ""}
        )

    def take_focus(self) -> None:
        """Put the keyboard into the table, on its first row where none is chosen."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.selected_rows() and self.model.remarks:
            self.table.select_rows([0])

    def fix(self) -> None:
        """Ask to put right what is chosen."""
        if self.current is not None:
            self.fix_wanted.emit(self.current)

    def choose_next(self, done: Container[int]) -> Remark | None:
        """Choose the next row with something to do that is not among those done; return its remark, or None."""
        rows = self.table.selected_rows()
        place = self.model.next_open(rows[0] if rows else -1, done)
        if place is None:
            return None
        self.table.select_rows([place])
        return self.model.remarks[place]

    def speak(self, language: Language) -> None:
        """Write every text anew."""
        self._language = language
        self.model.speak(language)
        self.table.setAccessibleName(language.text("What to look at"))

    def _point(self) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.model.remarks):
            self.row_wanted.emit(self.model.remarks[place].row or 0)
