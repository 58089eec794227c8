"""A list before it is loaded: what is in it, what loading it would change, what to look at. Nothing changes yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from ui.attendees.preview.bands import MissingBand, SheetBand
from ui.attendees.preview.body import Body, Section
from ui.attendees.preview.fixing import Fixing
from ui.attendees.preview.head import Head
from ui.attendees.preview.session import Session, Stage, with_sheet
from ui.page import Command
from ui.widgets.labels import Card, label, set_look
from ui.widgets.progress_line import ProgressLine
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from checkin.errors import CheckinError
    from checkin.language import Language
    from checkin.model import Event
    from ui.attendees.lines import Line
    from ui.attendees.preview.prepared import Prepared
    from ui.kit import Kit
    from ui.widgets.button import Button
    from ui.widgets.table import Table

__all__ = ["ImportPanel", "Stage"]

OWN_KEYS = {
    Qt.Key.Key_Escape: Command.CANCEL,
    Qt.Key.Key_F2: Command.WALK_IN,
}


class ImportPanel(Card):
    """The card above the table while a list is looked at. The keyboard alone works it; nothing is modal."""

    previewed = Signal(object)
    """A list was opened: the lines that loading would leave."""
    reviewed = Signal(object)
    """The same list after a choice or a fix: its lines now. The keyboard and the place in the table stay."""
    left = Signal()
    """The list was put away, nothing changed."""
    loaded = Signal(object, object)
    """The list is in: the evening, and the plan as it was carried out."""
    row_wanted = Signal(int)
    """Show this row of the list."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(margin=18, gap=10)
        self._kit = kit
        self._session = Session(kit, self)
        self._is_new = False
        self._note = ""
        self._build()
        self._listen()
        self.retranslate()
        self.hide()

    @property
    def stage(self) -> Stage:
        """How far the list is."""
        return self._session.stage

    @property
    def load_button(self) -> Button:
        """The one next step."""
        return self.head.load

    @property
    def problems(self) -> Table:
        """The table of what to look at."""
        return self.body.problems.table

    @property
    def trouble(self) -> str:
        """What is wrong with the file, or what came of the last step."""
        return self._trouble.text()

    @property
    def progress(self) -> str:
        """How far the reading or the loading is, in words."""
        return self._waiting.words

    def open(self, path: Path, event: Event | None, known: Mapping[UUID, Line]) -> None:
        """Read a list and show what it would change; while one is being loaded, no other is opened."""
        if self.stage is Stage.LOADING:
            self._say(self._language.text("One list at a time: open {file} once this one is loaded.", file=path.name))
            return
        self._is_new, self._note = True, ""
        self.body.close()
        self._session.open(path, event, known)

    def load(self) -> None:
        """Load the list that is shown, in one step that is taken whole or not at all."""
        prepared = self._session.prepared
        if self.stage is not Stage.PREVIEW or prepared is None or not self.fixing.finish():
            return
        if not prepared.changes and not prepared.plan.decisions.fixes and not self._session.is_behind:
            self.leave()
            return
        self.body.close()
        self._note = ""
        self._session.load()

    def leave(self) -> None:
        """Put the list away; what is being loaded is asked to end, and says how that went."""
        if self.stage is not Stage.NONE:
            self.body.close()
        if self._session.close():
            self.left.emit()

    def obey(self, command: Command) -> bool:
        """Go one step back, take the last decision back, or put right what is chosen; False where that is not ours."""
        if self.stage is Stage.NONE:
            return False
        match command:
            case Command.CANCEL:
                self._step_back()
            case Command.UNDO:
                return self._session.take_back()
            case Command.WALK_IN if self.body.problems.isVisible() and not self.fixing.form.isVisible():
                self.body.problems.fix()
            case _:
                return False
        return True

    def fix_row(self, row: int) -> None:
        """Open the form of a row of the list, by its number."""
        if self.stage is Stage.PREVIEW:
            self.fixing.open_row(row)

    def toggle_problems(self) -> None:
        """Open or close what to look at."""
        self.body.toggle(Section.PROBLEMS)

    def retranslate(self) -> None:
        """Write every text anew."""
        self.body.speak(self._language)
        self.fixing.form.speak(self._language)
        self.head.leave.setText(self._language.text("Close"))
        if self._session.prepared is not None:
            self._show(self._session.prepared)
        self._write()

    def event(self, event: QEvent) -> bool:
        """Take the keys of this card before the window does, while the keyboard is in it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey those keys; an Enter within a section is not the one that loads the list."""
        command = self._command(event)
        if command is not None and self.obey(command):
            return
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (is_enter and self.body.has_keyboard):
            super().keyPressEvent(event)

    @property
    def _language(self) -> Language:
        return self._kit.translations.language

    def _build(self) -> None:
        theme = self._kit.theme
        self.head = Head(theme)
        self.sheets, self.missing = SheetBand(theme), MissingBand(theme)
        self._waiting = ProgressLine(theme)
        self._trouble = label("refused", wrap=True)
        self.body = Body(theme, self._language, self.head)
        self.fixing = Fixing(self._session, self.body, self._kit)
        parts: tuple[QWidget, ...] = (
            self.head,
            self.sheets,
            self.missing,
            self._waiting,
            self._trouble,
            self.body,
        )
        for part in parts:
            self.column.addWidget(part)

    def _listen(self) -> None:
        session, head, body = self._session, self.head, self.body
        head.leave.clicked.connect(self.leave)
        head.load.clicked.connect(self.load)
        self._waiting.cancelled.connect(self._step_back)
        self.sheets.chosen.connect(self._choose_sheet)
        self.missing.switched.connect(self._cancel_missing)
        body.columns.chosen.connect(self._choose)
        body.doubts.answered.connect(lambda joins: session.decide(replace(session.decisions, joins=joins)))
        for wants_row in (body.problems.row_wanted, body.doubts.row_wanted):
            wants_row.connect(self.row_wanted)
        self.fixing.said.connect(self._say)
        session.entered.connect(self._write)
        session.read.connect(self._show_read)
        session.reviewed.connect(self._show_reviewed)
        session.refused.connect(self._refuse)
        session.stopped.connect(lambda: self._say(self._language.text("Stopped: nothing was loaded, nothing changed.")))
        session.kept.connect(self._say_kept)
        session.loaded.connect(self.loaded)
        session.progressed.connect(self._progress)
        self._kit.theme.changed.connect(self._write)
        QShortcut(QKeySequence("Ctrl+K"), self, lambda: body.toggle(Section.COLUMNS))
        QShortcut(QKeySequence("Ctrl+D"), self, lambda: body.toggle(Section.DOUBTS))

    def _command(self, event: QKeyEvent) -> Command | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_Z:
            return Command.UNDO
        return OWN_KEYS.get(Qt.Key(event.key())) if modifiers == Qt.KeyboardModifier.NoModifier else None

    def _step_back(self) -> None:
        if self.stage in (Stage.READING, Stage.LOADING) or self._session.is_rereading:
            was_reading = self.stage is Stage.READING
            self._session.stop()
            if was_reading:
                self.left.emit()
            elif self.stage is Stage.PREVIEW and self._session.prepared is not None:
                self._show(self._session.prepared)
        elif not (self.fixing.step_back() or self.body.step_back()):
            self.leave()

    def _choose_sheet(self, sheet: str) -> None:
        self._choose(with_sheet(self._session.choices, sheet))

    def _choose(self, choices: object) -> None:
        self._note = ""
        self.fixing.close()
        self._session.choose(choices)  # type: ignore[arg-type]
        # What is chosen next, while this is still being read, goes on from it.
        self.body.columns.go_on_from(self._session.choices)

    def _cancel_missing(self, is_on: bool) -> None:
        self._session.decide(replace(self._session.decisions, cancel_missing=is_on))

    def _show_read(self, prepared: Prepared) -> None:
        self._show(prepared)
        if self._is_new:
            self._is_new = False
            self.previewed.emit(prepared.lines)
        else:
            self.reviewed.emit(prepared.lines)

    def _show_reviewed(self, prepared: Prepared) -> None:
        self._show(prepared)
        self.reviewed.emit(prepared.lines)

    def _show(self, prepared: Prepared) -> None:
        plan, session, t = prepared.plan, self._session, self._language
        self.head.show_plan(session.path.name, prepared, t)
        self.sheets.show_sheets(plan.list.sheets, plan.list.sheet, t)
        self.missing.show_missing(plan.missing, t, is_cancelled=plan.decisions.cancel_missing)
        self.body.problems.show_remarks(prepared.remarks, can_take_back=session.can_take_back)
        self.body.doubts.show_doubts(plan.doubts, prepared.now, plan.decisions.joins)
        self.body.columns.show_list(plan.list, plan.list.choices, is_damaged=prepared.is_damaged)

    def _refuse(self, error: CheckinError) -> None:
        if self._session.prepared is not None:
            self._show(self._session.prepared)
        t = self._language
        self._say(t.text("Read as before, since nothing could be read that way. {why}", why=error_line(error, t)))

    def _say_kept(self, error: CheckinError) -> None:
        t = self._language
        self._say(t.text("Nothing was loaded, and what you decided is kept. {why}", why=error_line(error, t)))

    def _say(self, note: str) -> None:
        self._note = note
        self._write()

    def _progress(self, done: int, total: int) -> None:
        t = self._language
        if self._session.is_rereading:
            self._waiting.show()
        is_loading = self.stage is Stage.LOADING
        if self._session.is_ending or total <= 0:
            return
        rows = t.number(total)
        said = t.text("Loading: {done} of {rows} rows") if is_loading else t.text("Reading: {done} of {rows} rows")
        self._waiting.say(said.format(done=t.number(done), rows=rows))
        self._waiting.show_share(done, total)

    def _write(self) -> None:
        """Write what depends on how far the list is."""
        session, stage, t = self._session, self.stage, self._language
        self.setVisible(stage is not Stage.NONE)
        shows_plan = stage in (Stage.PREVIEW, Stage.LOADING) and session.prepared is not None
        if not shows_plan:
            self.head.show_file(session.path.name)
            self.sheets.hide()
            self.missing.hide()
        self.head.leave.setVisible(stage in (Stage.PREVIEW, Stage.FAILED))
        self.head.load.setEnabled(stage is Stage.PREVIEW and not session.is_rereading)
        for band in (self.sheets, self.missing):
            band.setEnabled(stage is Stage.PREVIEW)
        self.body.setVisible(stage is Stage.PREVIEW and self.body.is_open)
        said = error_line(session.error, t) if session.error is not None else self._note
        set_look(self._trouble, "refused" if session.error is not None else "already")
        self._trouble.setText(said)
        self._trouble.setVisible(bool(said))
        self._write_progress()

    def _write_progress(self) -> None:
        stage, t = self.stage, self._language
        if stage in (Stage.READING, Stage.LOADING) or self._session.is_rereading:
            words = t.text("Loading…") if stage is Stage.LOADING else t.text("Reading the list…")
            if self._session.is_ending:
                words = t.text("Stopping…")
            self._waiting.begin(words, t.text("Cancel"))
            self._waiting.cancel.setEnabled(not self._session.is_ending)
            # A list that is read again in no time needs no bar that flashes.
            self._waiting.setVisible(not self._session.is_rereading)
        else:
            self._waiting.end()
