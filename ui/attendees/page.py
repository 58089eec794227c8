"""The Attendees page: who is on the list, loading a list, and ticking people in from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from checkin.model import Status
from ui.attendees.import_panel import ImportPanel, Stage
from ui.attendees.lines import Filter, Line, count, line_of
from ui.attendees.list_bar import ListBar
from ui.attendees.model import SHARES, AttendeeModel, Column
from ui.attendees.ticking import Ticking
from ui.over import is_over
from ui.page import Command, Page
from ui.theme import Role, Size
from ui.widgets.button import Button, Kind
from ui.widgets.chip_delegate import ChipDelegate
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_dialogs import ask_open
from ui.widgets.labels import Card
from ui.widgets.progress_line import ProgressLine
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table
from ui.wording import list_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from uuid import UUID

    from checkin.lists.importing import ImportPlan
    from checkin.model import Event
    from ui.background import Job
    from ui.kit import Kit

SEARCH_WIDTH = 230


class AttendeesPage(Page):
    """The table of the current evening, or the preview of a list in its place."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._lines: tuple[Line, ...] = ()
        self._is_loaded = False
        self._is_stale = True
        self._job: Job | None = None
        self._counts = count(())
        self.setAcceptDrops(False)
        self._build()
        self._listen()
        self.retranslate()

    def header_actions(self) -> Sequence[QWidget]:
        """Return the search field and the way to load a list."""
        return (self.search, self._load_list)

    def retranslate(self) -> None:
        """Write every text anew."""
        self.search.write(self.text("Search"), self.text("Search the list by name, @handle or organisation"))
        self._load_list.setText(self.text("Load a list"))
        self._load_first.setText(self.text("Load a list"))
        self.table.setAccessibleName(self.text("Attendees"))
        self.model.speak(self.language)
        self.panel.retranslate()
        self.empty.set_text(
            self.text("Nobody is on the list yet"),
            self.text(
                "Load the list that your ticketing platform or your form gave you: CSV or Excel. "
                "You can also drop the file here."
            ),
        )
        self._nothing.set_text(self.text("Nobody fits"), self.text("Press Esc to see the whole list again."))
        self._write()

    def event_changed(self, event: Event | None) -> None:
        """Show another evening's list."""
        del event
        self.panel.leave()
        self._lines, self._is_loaded = (), False
        self.reload()

    def shown(self) -> None:
        """Bring the list up to date with what happened at the door."""
        if self._is_stale:
            self.reload()

    def take_focus(self) -> None:
        """Put the keyboard into the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def obey(self, command: Command) -> bool:
        """Load a list, search, take arrivals back, or go one step back."""
        match command:
            case Command.LOAD_LIST:
                self.open_list(None)
            case Command.SEARCH if self._is_loaded:
                self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.search.field.selectAll()
            case Command.UNDO:
                return self._take_back()
            case Command.CANCEL:
                return self._step_back()
            case _:
                return False
        return True

    def open_list(self, path: Path | None) -> None:
        """Preview a list; without a path, ask for one."""
        if path is None:
            path = ask_open(self, self.text("Load a list"), list_kinds(self.language))
        if path is not None:
            self.panel.open(path, self.event_now, {line.key: line for line in self._lines})

    def reload(self) -> None:
        """Read the list again, in the background."""
        event, services = self.event_now, self.kit.services
        if self._job is not None:
            self._job.cancel()
        if event is None:
            self._is_stale = False
            self._show_lines(())
            return

        def work() -> tuple[Line, ...]:
            with services.database.reading() as repository:
                attendees = repository.attendees.of_event(event.id)
            return tuple(line_of(attendee, event.starts.tzinfo) for attendee in attendees)

        self._is_stale = False
        self._job = self.kit.background.run(work, then=self._show_lines, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter be the one next step, wherever the keyboard is on the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Only the table lets people in: it can tell an Enter from the end of a scanned code.
            if self.panel.stage is not Stage.NONE or not self._lines:
                self._enter()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        theme = self.kit.theme
        self.search = SearchField(theme, "F3")
        self.search.setFixedWidth(SEARCH_WIDTH)
        self._load_list = Button(theme, icon="upload", key="Ctrl+O", kind=Kind.PRIMARY)
        self._load_first = Button(theme, icon="upload", key="Ctrl+O", kind=Kind.PRIMARY)
        self.panel = ImportPanel(self.kit)
        self.bar = ListBar(theme)
        running = ProgressLine(theme)
        self.ticking = Ticking(self.kit, running, self)
        self.model = AttendeeModel(theme, self.language)
        self.table = Table(SHARES)
        self.table.setItemDelegateForColumn(Column.CATEGORY, ChipDelegate(self.table))
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.table.show_model(self.model)
        self._nothing = EmptyState(theme, "search")
        self.empty = EmptyState(theme, "users", self._load_first)
        self._inside = QStackedWidget()
        self._inside.addWidget(self.table)
        self._inside.addWidget(self._nothing)
        card = Card(margin=1, gap=0)
        card.column.setContentsMargins(1, 1, 1, Size.CORNER)
        card.column.addWidget(self.bar)
        card.column.addWidget(self._inside, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(card)
        self._whole.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.PAGE, Size.PAGE_TOP, Size.PAGE, Size.PAGE_TOP)
        column.setSpacing(Size.GAP)
        column.addWidget(self.panel)
        column.addWidget(running)
        column.addWidget(self._whole, 1)

    def _listen(self) -> None:
        self._load_list.clicked.connect(lambda: self.open_list(None))
        self._load_first.clicked.connect(lambda: self.open_list(None))
        self.search.changed.connect(self._narrow)
        self.search.left.connect(self._enter_table)
        self.bar.filtered.connect(self._narrow)
        self.bar.let_in.connect(self._let_in)
        self.bar.take_back.connect(self._take_back)
        self.table.entered.connect(self._enter)
        self.table.selectionModel().selectionChanged.connect(self._write_selection)
        self.panel.previewed.connect(self._show_preview)
        self.panel.left.connect(self._end_preview)
        self.panel.loaded.connect(self._list_loaded)
        self.panel.row_wanted.connect(self._show_row)
        self.ticking.ended.connect(self.take_focus)
        QShortcut(QKeySequence("Ctrl+L"), self, self.panel.toggle_problems)
        notices = self.kit.notices
        for notice in (notices.list_changed, notices.arrivals_changed, notices.badges_changed):
            notice.connect(self._grow_stale)

    def _grow_stale(self) -> None:
        self._is_stale = True
        if self.is_shown:
            self.reload()

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        self._lines, self._is_loaded = lines, True
        self._counts = count(lines)
        if self.panel.stage not in (Stage.PREVIEW, Stage.LOADING):
            self.model.show_lines(lines)
        self._write()

    def _show_preview(self, lines: list[Line]) -> None:
        self.search.clear()
        self.bar.choose(Filter.ALL)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.model.show_lines(lines)
        self._write()
        self.table.clearSelection()
        self.table.scrollToTop()
        self.take_focus()

    def _end_preview(self) -> None:
        self.model.show_lines(self._lines)
        self._write()
        self.take_focus()

    def _list_loaded(self, event: Event, plan: ImportPlan) -> None:
        notices, is_new = self.kit.notices, self.event_now is None
        if is_new:
            notices.event_chosen.emit()
            when = self.language.time(event.starts)
            said = self.text(
                "“{title}” begins today at {time}: change that on the Evenings page.", title=event.title, time=when
            )
            notices.say(said, Role.ADMITTED)
        else:
            n = len(plan.rows)
            notices.say(self.plural("{n} person loaded.", "{n} people loaded.", n), Role.ADMITTED)
        notices.list_changed.emit()
        self.reload()
        self.take_focus()

    def _show_row(self, number: int) -> None:
        row = self.model.row_of(lambda line: line.row == number and number > 0)
        if row is None:
            self.table.clearSelection()
        else:
            self.table.select_rows([row])

    def _narrow(self) -> None:
        self.model.narrow(self.bar.filter, self.search.text())
        self._write()

    def _enter_table(self) -> None:
        self.take_focus()
        if self.model.lines and not self.table.selected_rows():
            self.table.select_rows([0])

    def _enter(self) -> None:
        if self.panel.stage is Stage.PREVIEW:
            self.panel.load()
        elif self.panel.stage is Stage.NONE and self._is_loaded and not self._lines:
            self.open_list(None)
        elif self.panel.stage is Stage.NONE:
            self._let_in()

    def _step_back(self) -> bool:
        if self.ticking.is_running:
            self.ticking.stop()
        elif self.panel.stage is not Stage.NONE:
            self.panel.leave()
        elif self.search.text() or self.bar.filter is not Filter.ALL:
            self.search.clear()
            self.bar.choose(Filter.ALL)
            self.take_focus()
        elif self.table.selected_rows():
            self.table.clearSelection()
        else:
            return False
        return True

    def _chosen(self) -> tuple[list[UUID], list[UUID]]:
        """Return who of the selected lines can be let in, and whose arrival can be taken back."""
        if self.panel.stage is not Stage.NONE:
            return [], []
        lines = [self.model.lines[row] for row in self.table.selected_rows()]
        waiting = [line.key for line in lines if line.arrived_at is None and line.status is not Status.CANCELLED]
        return waiting, [line.key for line in lines if line.arrived_at is not None]

    def _let_in(self) -> None:
        waiting, _ = self._chosen()
        if waiting and self.event_now is not None:
            self.ticking.let_in(self.event_now, waiting)

    def _take_back(self) -> bool:
        _, arrived = self._chosen()
        if not arrived or self.event_now is None:
            return False
        self.ticking.take_back(self.event_now, arrived)
        return True

    def _write(self) -> None:
        """Write what depends on the list."""
        event, is_preview = self.event_now, self.panel.stage is not Stage.NONE
        expected = self._counts[Filter.EXPECTED]
        about = [event.title, self.plural("{n} expected", "{n} expected", expected)] if event else []
        self.set_header(self.text("Attendees"), " · ".join(about))
        over = is_over(event, self.kit.services.clock())
        self.bar.write(self._counts, is_over=over, language=self.language)
        shows_plan = self.panel.stage in (Stage.PREVIEW, Stage.LOADING)
        self.bar.setVisible(not shows_plan)
        is_empty = self._is_loaded and not self._lines and not shows_plan
        self._whole.setCurrentIndex(1 if is_empty else 0)
        self._inside.setCurrentIndex(1 if self._is_loaded and not self.model.lines and not is_empty else 0)
        self.search.setEnabled(bool(self._lines) or is_preview)
        self._write_selection()

    def _write_selection(self) -> None:
        waiting, arrived = self._chosen()
        self.bar.show_selection(len(waiting), len(arrived), self.language)
