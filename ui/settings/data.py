"""Where the data lives, copies of it, bringing one back, and examining it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.status import newest_backup
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.file_dialogs import ask_open, show_outside
from ui.widgets.labels import Card, label, set_look
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from checkin.errors import CheckinError
    from checkin.storage.backups import Examination
    from ui.kit import Kit

WHY = "by-hand"


class DataCard(Card):
    """Four actions and a line that says what came of the last one."""

    said = Signal()
    """What came of an action has just been written."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(margin=22, gap=12)
        self._kit = kit
        self._kept: Path | None = None
        self._latest: datetime | None = None
        theme = kit.theme
        self._heading = label("heading")
        self._place = label("muted", wrap=True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._last = label()
        self.outcome = label("muted", wrap=True)
        self.outcome.hide()
        self.backup = Button(theme, icon="database-backup", key="Ctrl+B")
        self.restore = Button(theme, icon="archive-restore", key="Ctrl+R")
        self.check = Button(theme, icon="shield-check", key="Ctrl+K")
        self.folder = Button(theme, icon="folder-open", key="Ctrl+D")
        self.undo = Button(theme, icon="undo-2", key="Ctrl+U")
        self.undo.hide()
        actions: tuple[tuple[Button, str, Callable[[], object]], ...] = (
            (self.backup, "Ctrl+B", self.back_up),
            (self.restore, "Ctrl+R", self.ask_which),
            (self.check, "Ctrl+K", self.examine),
            (self.folder, "Ctrl+D", lambda: show_outside(kit.services.folder)),
            (self.undo, "Ctrl+U", self._undo_restore),
        )
        for button, key, action in actions:
            button.clicked.connect(action)
            QShortcut(QKeySequence(key), self, button.click)
        self._lay_out()
        is_file = kit.services.database.path is not None
        for button in (self.backup, self.restore, self.check):
            button.setEnabled(is_file)

    def retranslate(self) -> None:
        """Write every text anew."""
        t = self._kit.translations.language
        self._heading.setText(t.text("Data"))
        place = self._kit.services.database.place
        self._place.setText(t.text("Everything stays on this laptop, in {place}", place=place))
        self.backup.setText(t.text("Back up now"))
        self.restore.setText(t.text("Bring back a backup…"))
        self.check.setText(t.text("Check the data"))
        self.folder.setText(t.text("Open the folder"))
        self.undo.setText(t.text("Undo that"))
        self._write_last()

    def look(self) -> None:
        """Find out when the latest backup was made, in the background."""
        folder = self._kit.services.folder
        self._kit.background.run(lambda: newest_backup(folder), then=self._show_latest, owner=self)

    def back_up(self) -> None:
        """Copy the data into the folder of backups."""
        services = self._kit.services

        def work() -> Path | None:
            from checkin.storage import backups  # SQLAlchemy is loaded by the store

            path = services.database.path
            return backups.back_up(path, backups.folder_of(services.folder), WHY) if path else None

        self._run(self.backup, work, self._backed_up)

    def ask_which(self) -> None:
        """Ask for a backup, and bring it back."""
        t, folder = self._kit.translations.language, self._kit.services.folder
        kinds = t.text("Backups") + " (*.sqlite3)"
        source = ask_open(self, t.text("Bring back a backup"), kinds, folder / "backups")
        if source is not None:
            self.bring_back(source)

    def bring_back(self, source: Path) -> None:
        """Bring a backup back; what is there now is kept, and can be brought back in turn."""
        services = self._kit.services

        def work() -> Path:
            from checkin.storage import backups  # SQLAlchemy is loaded by the store

            return backups.restore(services.database, source, services.folder)

        def then(kept: Path) -> None:
            self._kept = kept
            self.undo.show()
            text = self._kit.translations.language.text
            self._say(text("{file} is back. What was there before is kept in {kept}", file=source.name, kept=kept.name))
            notices = self._kit.notices
            notices.event_chosen.emit()
            notices.list_changed.emit()
            notices.arrivals_changed.emit()
            notices.badges_changed.emit()
            self.look()

        self._run(self.restore, work, then)

    def examine(self) -> None:
        """Examine the data for damage."""
        database = self._kit.services.database

        def work() -> Examination:
            from checkin.storage.backups import examine  # SQLAlchemy is loaded by the store

            return examine(database)

        self._run(self.check, work, self._examined)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((first, (self.backup, self.restore)), (second, (self.check, self.folder))):
            row.setSpacing(Size.GAP)
            for button in buttons:
                row.addWidget(button)
            row.addStretch()
        rows = QVBoxLayout()
        rows.setSpacing(Size.GAP)
        rows.addLayout(first)
        rows.addLayout(second)
        for part in (self._heading, self._place, self._last):
            self.column.addWidget(part)
        self.column.addLayout(rows)
        self.column.addWidget(self.outcome)
        undo = QHBoxLayout()
        undo.addWidget(self.undo)
        undo.addStretch()
        self.column.addLayout(undo)
        self.column.addStretch()

    def _run(self, button: Button, work: Callable[[], object], then: Callable[..., None]) -> None:
        had_focus = button.hasFocus()
        button.setEnabled(False)

        def done() -> None:
            button.setEnabled(True)
            if had_focus:
                button.setFocus()

        self._kit.background.run(work, then=then, failed=self._fail, done=done, owner=self)

    def _backed_up(self, path: Path) -> None:
        t = self._kit.translations.language
        self._say(t.text("Copied to {file}", file=path), "admitted")
        self._show_latest(self._kit.services.clock())
        self._kit.notices.backup_made.emit()

    def _examined(self, found: Examination) -> None:
        t = self._kit.translations.language
        counts = t.text(
            "{events} evenings, {attendees} attendees, {arrivals} lines in the journal",
            events=t.number(found.events),
            attendees=t.number(found.attendees),
            arrivals=t.number(found.arrivals),
        )
        if found.problems:
            self._say("\n".join((t.text("The data is damaged:"), *found.problems[:5])), "refused")
        else:
            self._say(t.text("The data is whole.") + f" {counts}.", "admitted")

    def _undo_restore(self) -> None:
        if self._kept is not None and self.restore.isEnabled():
            self.bring_back(self._kept)

    def _fail(self, error: CheckinError) -> None:
        self._say(error_line(error, self._kit.translations.language), "refused")

    def _say(self, sentence: str, look: str = "muted") -> None:
        self.outcome.setText(sentence)
        set_look(self.outcome, look)
        self.outcome.show()
        self.said.emit()

    def _show_latest(self, at: datetime | None) -> None:
        self._latest = at
        self._write_last()

    def _write_last(self) -> None:
        t = self._kit.translations.language
        if self._latest is None:
            self._last.setText(t.text("No backup yet."))
        else:
            day, time = t.short_day(self._latest), t.time(self._latest)
            self._last.setText(t.text("Last backup: {day}, {time}", day=day, time=time))
