"""The section that shows how the columns were understood, and lets each be something else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from checkin.lists.listed import Choices, Field
from ui.attendees.preview.columns_model import FIELD, SHARES, SURE, ColumnsModel
from ui.attendees.preview.heights import show_rows
from ui.attendees.preview.reading_options import ReadingOptions
from ui.attendees.preview.words import FIELDS, OFFERED
from ui.theme import Role, Size
from ui.widgets.cell_choice import CellChoice, ChoiceDelegate
from ui.widgets.disclosure import Disclosure
from ui.widgets.key_words import KeyWords
from ui.widgets.search_field import SearchField
from ui.widgets.share_delegate import ShareDelegate
from ui.widgets.table import Table

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from checkin.language import Language
    from checkin.lists.listed import AttendeeList
    from ui.theme import Theme

TAKEN = 3 * Size.BUTTON
"""Height of what this section shows besides its table."""
SEARCH_WIDTH = 210


class ColumnsView(QWidget):
    """Tells of other choices by `chosen`; it reads nothing itself."""

    chosen = Signal(object)
    """The Choices to read the list with."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self._choices = Choices()
        self.model = ColumnsModel(theme, language)
        self.table = Table(SHARES)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setItemDelegateForColumn(FIELD, ChoiceDelegate(self.table))
        self.table.setItemDelegateForColumn(SURE, ShareDelegate(self.table))
        self.table.show_model(self.model)
        self.table.entered.connect(self.ask)
        self.table.doubleClicked.connect(self.ask)
        self.choice = CellChoice(self.table)
        self.choice.chosen.connect(lambda place, word: self.take_for(place, OFFERED[word]))
        self.options = ReadingOptions(theme)
        self.options.chosen.connect(self.chosen)
        self.search = SearchField(theme, "Ctrl+F")
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.changed.connect(self._narrow)
        self.search.left.connect(self.take_focus)
        self.rest = Disclosure(theme, "Ctrl+U")
        self.rest.toggled.connect(self._unfold)
        self._keys = KeyWords(theme, ("Enter", "Del"))
        above = QHBoxLayout()
        above.setSpacing(Size.GAP)
        above.addWidget(self.options, 1)
        above.addWidget(self.search)
        below = QHBoxLayout()
        below.addWidget(self._keys, 1)
        below.addWidget(self.rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self.table)
        column.addLayout(below)
        QShortcut(QKeySequence("Ctrl+F"), self, lambda: self.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason))
        QShortcut(QKeySequence("Ctrl+U"), self, self.toggle_rest)
        self.speak(language)

    def show_list(self, listed: AttendeeList, choices: Choices, *, is_damaged: bool) -> None:
        """Show how a list was read, and what was chosen for it; `is_damaged` where letters could be repaired."""
        self._choices = choices
        self.model.show_columns(listed.columns, listed.platform)
        self.options.show_list(listed, choices, is_damaged=is_damaged)
        self._fit()

    def go_on_from(self, choices: Choices) -> None:
        """Lay the next choice over these, which are not read yet."""
        self._choices = choices
        self.options.go_on_from(choices)

    def take_focus(self) -> None:
        """Put the keyboard into the table, on its first row where none is chosen."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.selected_rows() and self.model.columns:
            self.table.select_rows([0])

    def ask(self) -> None:
        """Ask what the column that is chosen holds."""
        rows = self.table.selected_rows()
        if rows:
            field = self.model.columns[rows[0]].field
            self.choice.open_over(
                self.model.index(rows[0], FIELD), OFFERED.index(field if field in OFFERED else Field.FULL_NAME)
            )

    def take_for(self, place: int, field: Field) -> None:
        """Take the column at this place of the table for a field."""
        column = self.model.columns[place]
        if column.field is field:
            return
        others = tuple(pair for pair in self._choices.fields if pair[0] != column.index)
        self.chosen.emit(replace(self._choices, fields=(*others, (column.index, field))))

    def toggle_rest(self) -> None:
        """Show or fold away the columns that are not used."""
        if not self.rest.isHidden():
            self.rest.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a column out of use with Delete."""
        rows = self.table.selected_rows()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.table.hasFocus() and rows:
            self.take_for(rows[0], Field.IGNORED)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many rows as the window has room for."""
        super().resizeEvent(event)
        self._fit()

    def speak(self, language: Language) -> None:
        """Write every text anew."""
        self._language = language
        self.model.speak(language)
        self.options.speak(language)
        self.choice.offer([language.text(FIELDS[field]) for field in OFFERED])
        self.choice.setAccessibleName(language.text("What the column holds"))
        self.table.setAccessibleName(language.text("Columns"))
        self.search.write(language.text("Search columns"), language.text("Search the columns by header or example"))
        self._keys.write(
            {"Enter": language.text("say what it holds"), "Del": language.text("do not use it")},
        )
        self._write_rest()

    def _narrow(self, query: str) -> None:
        self.model.narrow(query)
        self._fit()

    def _unfold(self, is_on: bool) -> None:
        self.model.unfold(is_unfolded=is_on)
        self._fit()

    def _fit(self) -> None:
        show_rows(self.table, self.model.rowCount(), taken=TAKEN)
        self._write_rest()

    def _write_rest(self) -> None:
        count = self.model.unused if self.model.is_wide else 0
        said = self._language.plural("{n} column is not used", "{n} columns are not used", count) if count else ""
        self.rest.write(said, Role.NEUTRAL)
