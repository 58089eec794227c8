"""The Attendees page: who is on the list, loading a list and taking it back, editing, ticking people in from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.attendees.choosing import Choosing
from ui.attendees.chosen_foot import LOST_KEY, TIME_KEY
from ui.attendees.import_panel import Stage
from ui.attendees.lines import Filter
from ui.attendees.paper.view import WRITE_KEY
from ui.attendees.paper.writing import PaperWriter
from ui.attendees.roll import Roll
from ui.attendees.steps import Steps
from ui.attendees.view import PAPER_KEY, AttendeesView
from ui.over import is_over
from ui.page import Command, Page
from ui.widgets.file_dialogs import ask_open
from ui.wording import list_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.lists.importing import ImportPlan
    from checkin.model import Event
    from ui.attendees.lines import Line
    from ui.kit import Kit


class AttendeesPage(Page):
    """The table of the current evening, or the preview of a list in its place."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.view = AttendeesView(kit)
        view = self.view
        self.foot = view.foot
        self.search, self.panel, self.last, self.bar = view.search, view.panel, view.last, view.bar
        self.table, self.model, self.form, self.empty = view.table, view.model, view.form, view.empty
        self.roll = Roll(kit, self)
        self.choosing = Choosing(kit, self.view, self.roll, self)
        self.ticking, self.editing, self.paper = self.choosing.ticking, self.choosing.editing, self.choosing.paper
        self.writer = PaperWriter(kit, view.running, self)
        self.steps = Steps(self)
        self._is_stale = True
        self.setAcceptDrops(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._listen()
        self.retranslate()

    def header_actions(self) -> Sequence[QWidget]:
        """Return the search field, the list on paper, and the way to load a list."""
        return (self.search, self.view.paper_list, self.view.load_list)

    def retranslate(self) -> None:
        """Write every text anew."""
        self.view.retranslate(self.language)
        self.paper.retranslate()
        self.rewrite()

    def event_changed(self, event: Event | None) -> None:
        """Show another evening's list."""
        del event
        self.panel.leave()
        self.editing.forget()
        self.paper.forget()
        self.roll.forget()
        self.reload()

    def shown(self) -> None:
        """Bring the list up to date with what happened at the door."""
        if self._is_stale:
            self.reload()

    def hidden(self) -> None:
        """Let nobody in at a time that was written before: it is now again, unless paper is ticked in."""
        if not self.paper.is_open:
            self.choosing.time.write("")

    def take_focus(self) -> None:
        """Put the keyboard into the table; a form that has it keeps it, and paper that is ticked in takes it."""
        focus = QApplication.focusWidget()
        if self.paper.is_open:
            self.view.paper.begin()
        elif focus is None or not self.form.isVisible() or not self.form.isAncestorOf(focus):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def obey(self, command: Command) -> bool:
        """Load a list, search, edit, print badges, take arrivals or a list back, or go one step back."""
        match command:
            case Command.LOAD_LIST:
                self.open_list(None)
            case Command.SEARCH if self.roll.is_read:
                self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.search.field.selectAll()
            case Command.WALK_IN:
                return self.panel.obey(command) or self.steps.edit()
            case Command.UNDO:
                return self.panel.obey(command) or self.steps.take_back()
            case Command.PRINT:
                return self.choosing.print_badges()
            case Command.AGAIN if self.paper.is_open:
                return self.paper.ticks.let_in_all_the_same()
            case Command.CANCEL:
                return self.steps.back()
            case _:
                return False
        return True

    def open_list(self, path: Path | None) -> None:
        """Preview a list; without a path, ask for one."""
        if path is None:
            path = ask_open(self, self.text("Load a list"), list_kinds(self.language))
        if path is not None:
            self.panel.open(path, self.event_now, {line.key: line for line in self.roll.lines})
            self.rewrite()

    def reload(self) -> None:
        """Read the list again, in the background, and what of it can be taken back."""
        self._is_stale = False
        self.roll.load(self.event_now)
        self.last.look(self.event_now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter be the one next step, wherever the keyboard is on the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Only the table lets people in: it can tell an Enter from the end of a scanned code.
            if self.panel.stage is not Stage.NONE or not self.roll.lines:
                self.steps.enter()
            return
        super().keyPressEvent(event)

    def _listen(self) -> None:
        self.view.load_list.clicked.connect(lambda: self.open_list(None))
        self.view.load_first.clicked.connect(lambda: self.open_list(None))
        self.search.changed.connect(self._narrow)
        self.search.left.connect(self._enter_table)
        self.bar.filtered.connect(self._narrow)
        self.bar.edit.connect(self.choosing.edit)
        self.bar.let_in.connect(lambda: self.choosing.let_in(self.event_now))
        self.bar.take_back.connect(self.steps.take_back)
        self.table.entered.connect(self.steps.enter)
        self.table.doubleClicked.connect(lambda _index: self.steps.edit())
        self.view.paper_list.clicked.connect(self.steps.tick_paper)
        self.view.paper.write_list.clicked.connect(lambda: self.writer.ask_where(self.event_now))
        self.paper.left.connect(self.rewrite)
        self.panel.previewed.connect(self._show_preview)
        self.panel.reviewed.connect(self._show_reviewed)
        self.panel.left.connect(self._end_preview)
        self.panel.loaded.connect(self._list_loaded)
        self.panel.row_wanted.connect(self._show_row)
        self.last.wanted.connect(self.steps.ask_take_back)
        self.last.answered.connect(self.choosing.write)
        self.last.answered.connect(self.take_focus)
        self.roll.read.connect(self._show_lines)
        self.choosing.edited.connect(self.rewrite)
        self.choosing.freed.connect(self.take_focus)
        for key, act in (
            ("Ctrl+L", self.panel.toggle_problems),
            (PAPER_KEY, self.steps.tick_paper),
            (WRITE_KEY, lambda: self.writer.ask_where(self.event_now)),
            (TIME_KEY, self.view.foot.begin),
            (LOST_KEY, self.choosing.lose_badge),
        ):
            QShortcut(QKeySequence(key), self, act)
        notices = self.kit.notices
        for notice in (notices.list_changed, notices.arrivals_changed, notices.badges_changed):
            notice.connect(self._grow_stale)

    def _grow_stale(self) -> None:
        self._is_stale = True
        if self.is_shown:
            self.reload()

    def _show_lines(self) -> None:
        if self.panel.stage not in (Stage.PREVIEW, Stage.LOADING):
            self.model.show_lines(self.roll.lines)
        self.choosing.find_edited()
        self.paper.renew(self.roll.attendees())
        self.rewrite()

    def _show_preview(self, lines: list[Line]) -> None:
        self.search.clear()
        self.bar.choose(Filter.ALL)
        self.view.sort_as_listed()
        self.model.show_lines(lines)
        self.rewrite()
        self.table.clearSelection()
        self.table.scrollToTop()
        self.take_focus()

    def _show_reviewed(self, lines: list[Line]) -> None:
        place = self.table.verticalScrollBar().value()
        self.model.show_lines(lines)
        self.table.verticalScrollBar().setValue(place)
        self.rewrite()

    def _end_preview(self) -> None:
        self.model.show_lines(self.roll.lines)
        self.rewrite()
        self.take_focus()

    def _list_loaded(self, _event: Event, plan: ImportPlan) -> None:
        is_first = self.event_now is None
        self.last.tell(len(plan.rows), is_first=is_first)
        if is_first:
            self.kit.notices.event_chosen.emit()
        self.kit.notices.list_changed.emit()
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
        self.rewrite()

    def _enter_table(self) -> None:
        self.take_focus()
        if self.model.lines and not self.table.selected_rows():
            self.table.select_rows([0])

    def rewrite(self) -> None:
        """Write what depends on the list."""
        event, stage, lines = self.event_now, self.panel.stage, self.roll.lines
        expected = self.roll.counts[Filter.EXPECTED]
        about = [event.title, self.plural("{n} expected", "{n} expected", expected)] if event else []
        self.set_header(self.text("Attendees"), " · ".join(about))
        over = is_over(event, self.kit.services.clock())
        self.bar.write(self.roll.counts, is_over=over, language=self.language)
        shows_plan = stage in (Stage.PREVIEW, Stage.LOADING)
        self.bar.setVisible(not shows_plan)
        is_empty = self.roll.is_read and not lines and not shows_plan
        self.view.show_whole(is_empty=is_empty, fits_nobody=self.roll.is_read and not self.model.lines)
        self.search.setEnabled(bool(lines) or stage is not Stage.NONE)
        is_edited = self.editing.key is not None
        self.form.setVisible(is_edited and stage is Stage.NONE)
        self.view.paper_list.setEnabled(stage is Stage.NONE and bool(lines))
        is_covered = is_edited or self.paper.is_open or stage is not Stage.NONE
        self.last.cover(is_covered=is_covered, has_badges=self.roll.has_printed_badges)
        self.choosing.write()
