"""What stands where on the Attendees page: the list that is looked at, the table with its bar, the form below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.attendees.chosen_foot import ChosenFoot
from ui.attendees.edit_form import EditForm
from ui.attendees.import_panel import ImportPanel
from ui.attendees.last_list import LastList
from ui.attendees.list_bar import ListBar
from ui.attendees.model import SHARES, AttendeeModel, Column
from ui.attendees.paper.view import PaperView
from ui.theme import Size
from ui.widgets.button import Button, Kind
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card
from ui.widgets.progress_line import ProgressLine
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table

if TYPE_CHECKING:
    from checkin.language import Language
    from ui.kit import Kit

SEARCH_WIDTH = 230
PAPER_KEY = "F4"


class AttendeesView(QWidget):
    """The widgets of the page, and how they share its room."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        theme = kit.theme
        self.search = SearchField(theme, "F3")
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.load_list = Button(theme, icon="upload", key="Ctrl+O", kind=Kind.PRIMARY)
        self.load_first = Button(theme, icon="upload", key="Ctrl+O", kind=Kind.PRIMARY)
        self.paper_list = Button(theme, icon="list", key=PAPER_KEY)
        self.panel = ImportPanel(kit)
        self.last = LastList(kit)
        self.running = ProgressLine(theme)
        self.bar = ListBar(theme)
        self.model = AttendeeModel(theme, kit.translations.language)
        self.table = Table(SHARES)
        self.foot = ChosenFoot(theme)
        self.form = EditForm(theme)
        self.paper = PaperView(theme)
        self.empty = EmptyState(theme, "users", self.load_first)
        self._nothing = EmptyState(theme, "search")
        self._lay_out()

    def sort_as_listed(self) -> None:
        """Put the lines into the list's own order."""
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def show_whole(self, *, is_empty: bool, fits_nobody: bool) -> None:
        """Show the table, or that nobody is on the list yet, or that nobody fits what is searched for."""
        self._whole.setCurrentIndex(1 if is_empty else 0)
        self._inside.setCurrentIndex(1 if fits_nobody and not is_empty else 0)

    def retranslate(self, language: Language) -> None:
        """Write every text that depends on nothing else."""
        text = language.text
        self.search.write(text("Search"), text("Search the list by name, @handle or organisation"))
        self.load_list.setText(text("Load a list"))
        self.load_first.setText(text("Load a list"))
        self.paper_list.setText(text("Paper list"))
        self.table.setAccessibleName(text("Attendees"))
        self.model.speak(language)
        self.panel.retranslate()
        self.last.retranslate()
        self.form.retranslate(language)
        self.foot.retranslate(language)
        self.empty.set_text(
            text("Nobody is on the list yet"),
            text(
                "Load the list that your ticketing platform or your form gave you: CSV or Excel. "
                "You can also drop the file here."
            ),
        )
        self._nothing.set_text(text("Nobody fits"), text("Press Esc to see the whole list again."))

    def _lay_out(self) -> None:
        self.table.setItemDelegateForColumn(Column.CATEGORY, ChipDelegate(self.table))
        self.table.setSortingEnabled(True)
        self.sort_as_listed()
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.table.show_model(self.model)
        self._inside = QStackedWidget()
        self._inside.addWidget(self.table)
        self._inside.addWidget(self._nothing)
        card = Card(margin=1, gap=0)
        card.column.setContentsMargins(1, 1, 1, Size.CORNER)
        card.column.addWidget(self.bar)
        card.column.addWidget(self._inside, 1)
        card.column.addWidget(self.foot)
        self._whole = QStackedWidget()
        self._whole.addWidget(card)
        self._whole.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.PAGE, Size.PAGE_TOP, Size.PAGE, Size.PAGE_TOP)
        column.setSpacing(Size.GAP)
        for part in (self.panel, self.last, self.running):
            column.addWidget(part)
        column.addWidget(self._whole, 1)
        column.addWidget(self.form)
        column.addWidget(self.paper)
