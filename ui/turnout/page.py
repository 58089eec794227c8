"""The Turnout page: who came, over the evening and over the evenings, and the attendance sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.over import is_over
from ui.page import Command, Page
from ui.theme import Role
from ui.turnout.view import TurnoutView
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_dialogs import ask_save, documents, file_name, show_outside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.attendance.turnout import Turnout
    from checkin.model import Event
    from ui.background import Job
    from ui.kit import Kit

PAUSE = 700
"""Milliseconds to wait for further arrivals before the figures are worked out anew."""
KINDS = "Excel (*.xlsx);;CSV (*.csv);;PDF (*.pdf)"


class TurnoutPage(Page):
    """Four figures, the arrivals, the categories, the last evenings."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._turnout: Turnout | None = None
        self._is_stale = True
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.reload)
        self._build()
        self._listen()
        self.retranslate()

    def header_actions(self) -> Sequence[QWidget]:
        """Return the two ways to take the attendance away."""
        return (self._pdf, self.sheet)

    def retranslate(self) -> None:
        """Write every text anew."""
        self._pdf.setText(self.text("Sheet as PDF"))
        self.sheet.setText(self.text("Attendance sheet"))
        self.view.retranslate(self.language)
        self.open_door.setText(self.text("Open the door"))
        self.empty.set_text(
            self.text("Nobody has come yet"),
            self.text(
                "The figures appear with the first arrival at the door. The attendance sheet can be saved already."
            ),
        )
        self._write()

    def event_changed(self, event: Event | None) -> None:
        """Show another evening's figures."""
        del event
        self._turnout = None
        self.reload()

    def shown(self) -> None:
        """Bring the figures up to date."""
        if self._is_stale:
            self.reload()

    def take_focus(self) -> None:
        """Put the keyboard on the one next step."""
        button = self.open_door if self._whole.currentWidget() is self.empty else self.sheet
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def obey(self, command: Command) -> bool:
        """Save the attendance sheet."""
        if command is Command.EXPORT:
            self.ask_where(KINDS)
            return True
        return False

    def reload(self) -> None:
        """Work the figures out, in the background."""
        event, attendance = self.event_now, self.kit.services.attendance
        if self._job is not None:
            self._job.cancel()
        self._is_stale = False
        if event is None:
            self._show(None)
            return
        self._job = self.kit.background.run(lambda: attendance.turnout(event.id), then=self._show, owner=self)

    def ask_where(self, kinds: str) -> None:
        """Ask where to save the attendance sheet, and write it there."""
        event = self.event_now
        if event is None:
            return
        ending = kinds.partition("*")[2].partition(")")[0]
        name = file_name(" ".join((self.text("Attendance"), event.title))) + ending
        path = ask_save(self, self.text("Save the attendance sheet"), documents() / name, kinds)
        if path is not None:
            self.write_to(path)

    def write_to(self, path: Path) -> None:
        """Write the attendance sheet as the path's ending says."""
        event, attendance, language = self.event_now, self.kit.services.attendance, self.language
        if event is None:
            return

        def work() -> tuple[int, int]:
            from checkin.attendance.sheets import write_attendance  # each writer brings a library

            turnout = attendance.turnout(event.id)
            return write_attendance(turnout, path, language), turnout.came

        def then(result: tuple[int, int]) -> None:
            rows, came = result
            said = self.text("{rows} attendees, {came} came: {file}", rows=rows, came=came, file=path.name)
            self.kit.notices.say(said, Role.ADMITTED)
            show_outside(path)

        self.kit.background.run(work, then=then, owner=self)

    def _build(self) -> None:
        theme = self.kit.theme
        self._pdf = Button(theme, icon="file-text")
        self.sheet = Button(theme, icon="file-spreadsheet", key="Ctrl+E", kind=Kind.PRIMARY)
        self.view = TurnoutView(theme)
        self.open_door = Button(theme, icon="scan-qr-code", key="Ctrl+1", kind=Kind.PRIMARY)
        self.empty = EmptyState(theme, "chart-no-axes-column", self.open_door)
        self._whole = QStackedWidget(self)
        self._whole.addWidget(self.view)
        self._whole.addWidget(self.empty)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._whole)

    def _listen(self) -> None:
        self.sheet.clicked.connect(lambda: self.ask_where(KINDS))
        self._pdf.clicked.connect(lambda: self.ask_where("PDF (*.pdf)"))
        self.open_door.clicked.connect(lambda: self.kit.notices.go_to.emit("door"))
        self.kit.theme.changed.connect(self._write)
        notices = self.kit.notices
        for notice in (notices.list_changed, notices.arrivals_changed):
            notice.connect(self._grow_stale)

    def _grow_stale(self) -> None:
        self._is_stale = True
        if self.is_shown and not self._timer.isActive():
            self._timer.start()

    def _show(self, turnout: Turnout | None) -> None:
        had_focus = self.sheet.hasFocus() or self.open_door.hasFocus()
        self._turnout = turnout
        self._write()
        if had_focus and self.is_shown:
            self.take_focus()

    def _write(self) -> None:
        """Write the figures."""
        turnout, t, event = self._turnout, self.language, self.event_now
        about = [event.title, t.day(event.starts), event.venue] if event else []
        self.set_header(self.text("Turnout"), " · ".join(part for part in about if part))
        for button in (self._pdf, self.sheet):
            button.setEnabled(event is not None)
        self._whole.setCurrentIndex(1 if turnout is not None and turnout.came == 0 else 0)
        if turnout is None:
            return
        self.view.show_turnout(turnout, t, over=is_over(event, self.kit.services.clock()))
