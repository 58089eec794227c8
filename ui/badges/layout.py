"""Where the parts of the Badges page stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.badges.panel import WishesPanel
from ui.badges.wishes import Who
from ui.badges.words import what_the_button_does
from ui.print_queue.strip import QueueStrip
from ui.theme import Size
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.paper_view import PaperView
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from checkin.language import Language
    from ui.badges.wishes import Wishes
    from ui.kit import Kit


class BadgesView:
    """The panel at the left, the paper at the right with lines below it, and what waits for a printer at the foot."""

    def __init__(self, kit: Kit, page: QWidget) -> None:
        theme = kit.theme
        self.save = Button(theme, icon="printer", key="Ctrl+P", kind=Kind.PRIMARY)
        self.as_pdf = Button(theme, key="Ctrl+S")
        self.actions = QWidget()
        self.panel, self.paper, self.running = WishesPanel(kit), PaperView(theme), ProgressLine(theme)
        self.strip = QueueStrip(kit)
        self._load_list = Button(theme, icon="upload", key="Ctrl+O", kind=Kind.PRIMARY)
        self._everybody = Button(theme, icon="refresh-cw")
        self.empty = EmptyState(theme, "id-card", self._load_list)
        self.all_done = EmptyState(theme, "check", self._everybody)
        self._shown, self._whole, self._right = QStackedWidget(), QStackedWidget(page), QVBoxLayout()
        self._lay_out(page)
        self._load_list.clicked.connect(lambda: kit.notices.import_list.emit(None))
        self._everybody.clicked.connect(self._print_everybody)

    def add_below(self, line: QWidget) -> None:
        """Put a line below the paper."""
        self._right.addWidget(line)

    def show_state(self, *, is_empty: bool, is_done: bool) -> None:
        """Show the paper, or that there is nobody, or nobody who is wished for."""
        self._whole.setCurrentIndex(1 if is_empty else 0)
        self._shown.setCurrentIndex(1 if is_done else 0)

    @property
    def is_done(self) -> bool:
        """Whether nobody is left whose badge is wished for."""
        return self._shown.currentIndex() == 1

    def write(self, t: Language) -> None:
        """Write every text that depends on nothing else."""
        self.paper.name(
            t.text("Preview"), t.text("Page before (PgUp)"), t.text("Next page (PgDn)"), t.text("Larger or smaller")
        )
        self.empty.set_text(
            t.text("No badges to print yet"),
            t.text("Load the list of attendees first: everybody on it gets a badge."),
        )
        self._load_list.setText(t.text("Load a list"))
        self._everybody.setText(t.text("Print everybody again"))

    def write_actions(self, guests: int, wishes: Wishes, t: Language, *, is_ready: bool) -> None:
        """Write what is next for so many guests: on a printer with a file beside it, or into a file alone."""
        self.save.setText(what_the_button_does(guests * wishes.copies, wishes.printer, t))
        self.as_pdf.setText(t.text("Save as PDF…"))
        self.as_pdf.setVisible(bool(wishes.printer))
        for button in (self.save, self.as_pdf):
            button.setEnabled(bool(guests) and is_ready)

    def write_done(self, wishes: Wishes, waiting: int, t: Language) -> None:
        """Write why nobody is wished for; `waiting` badges are on their way to a printer."""
        is_new = wishes.who is Who.NEW
        if wishes.categories is not None or wishes.since is not None:
            self.all_done.set_text(
                t.text("Nobody is left to print"), t.text("Choose more categories, or another time of registration.")
            )
        elif is_new:
            said = t.text("Every badge is printed or on its way") if waiting else t.text("Every badge is printed")
            self.all_done.set_text(said, t.text("Who is added to the list later appears here."))
        else:
            self.all_done.set_text(t.text("Nobody is chosen"), t.text("Tick the names whose badges you need."))
        self._everybody.setVisible(is_new)

    def _print_everybody(self) -> None:
        self.panel.who.setCurrentIndex(self.panel.who.findData(Who.EVERYBODY))

    def _lay_out(self, page: QWidget) -> None:
        actions = QHBoxLayout(self.actions)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(14)
        actions.addWidget(self.as_pdf)
        actions.addWidget(self.save)
        self.as_pdf.hide()
        self._shown.addWidget(self.paper)
        self._shown.addWidget(self.all_done)
        self._right.setSpacing(Size.GAP)
        self._right.addWidget(self.running)
        self._right.addWidget(self._shown, 1)
        both = QWidget()
        row = QHBoxLayout()
        row.setSpacing(Size.PAGE_TOP)
        row.addWidget(self.panel)
        row.addLayout(self._right, 1)
        rows = QVBoxLayout(both)
        rows.setContentsMargins(Size.PAGE, Size.PAGE_TOP, Size.PAGE, Size.PAGE_TOP)
        rows.setSpacing(Size.GAP)
        rows.addLayout(row, 1)
        rows.addWidget(self.strip)
        self._whole.addWidget(both)
        self._whole.addWidget(self.empty)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
