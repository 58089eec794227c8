"""The section that asks who is known from earlier evenings; nobody is joined unless somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.attendees.preview.doubts_model import SHARES, DoubtsModel
from ui.attendees.preview.heights import show_rows
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from checkin.language import Language
    from checkin.lists.importing import Doubt
    from checkin.lists.listed import Listed
    from ui.theme import Theme

TAKEN = Size.BUTTON
"""Height of what this section shows besides its table."""


class DoubtsView(QWidget):
    """Enter says that the rows that are selected are the same people, Delete that they are others."""

    answered = Signal(object)
    """The joins as `Decisions` has them: pairs of row and person."""
    row_wanted = Signal(int)

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._language = language
        self.model = DoubtsModel(theme, language)
        self.table = Table(SHARES)
        self.table.show_model(self.model)
        self.table.entered.connect(self.say_same)
        self.table.doubleClicked.connect(self.say_same)
        self.table.selectionModel().currentRowChanged.connect(self._point)
        self._about = ElidedLabel("small")
        self.same = Button(theme, icon="check", key="Enter")
        self.other = Button(theme, icon="x", key="Del")
        self.all = Button(theme, key="Ctrl+Y")
        self.same.clicked.connect(self.say_same)
        self.other.clicked.connect(self.say_other)
        self.all.clicked.connect(self.say_all_same)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._about, 1)
        for button in (self.same, self.other, self.all):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addLayout(foot)
        QShortcut(QKeySequence("Ctrl+Y"), self, self.say_all_same)
        self.speak(language)

    def show_doubts(
        self, doubts: Sequence[Doubt], rows: Mapping[int, Listed], joins: Iterable[tuple[int, UUID]]
    ) -> None:
        """Show other doubts, or other answers to the same ones."""
        # A row that was joined for good, or whose person another row is by now, is asked no more.
        asked = {doubt.row for doubt in doubts}
        self.model.show_doubts(doubts, rows, frozenset(row for row, _ in joins if row in asked))
        show_rows(self.table, len(doubts), taken=TAKEN)

    def take_focus(self) -> None:
        """Put the keyboard into the table, on its first row where none is chosen."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.selected_rows() and self.model.doubts:
            self.table.select_rows([0])

    def say_same(self) -> None:
        """Join the rows that are selected with the people they may be."""
        self._answer(self.table.selected_rows(), is_same=True)

    def say_other(self) -> None:
        """Let the rows that are selected be other people."""
        self._answer(self.table.selected_rows(), is_same=False)

    def say_all_same(self) -> None:
        """Join all of them."""
        self._answer(range(len(self.model.doubts)), is_same=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the answer of the table's keys."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.table.hasFocus():
            self.say_other()
            return
        super().keyPressEvent(event)

    def speak(self, language: Language) -> None:
        """Write every text anew."""
        self._language = language
        self.model.speak(language)
        self.table.setAccessibleName(language.text("Perhaps known from earlier evenings"))
        self._about.setText(language.text("Whoever you do not answer for is loaded as somebody else."))
        self.same.setText(language.text("Same person"))
        self.other.setText(language.text("Somebody else"))
        self.all.setText(language.text("All of them the same"))

    def _answer(self, places: Iterable[int], *, is_same: bool) -> None:
        doubts, chosen = self.model.doubts, list(places)
        rows = {doubts[place].row for place in chosen}
        same = self.model.same | rows if is_same else self.model.same - rows
        self.answered.emit(tuple((doubt.row, doubt.person.id) for doubt in doubts if doubt.row in same))
        if len(chosen) == 1 and chosen[0] + 1 < len(doubts):
            self.table.select_rows([chosen[0] + 1])

    def _point(self) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.model.doubts):
            self.row_wanted.emit(self.model.doubts[place].row)
