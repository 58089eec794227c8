"""What the status line says of the data: when it was last backed up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from checkin.storage.backups import folder_of
from ui.theme import Role

if TYPE_CHECKING:
    from pathlib import Path

    from ui.kit import Kit

EVERY = 60_000
OLD = timedelta(days=1)


class BackupStatus(QObject):
    """Looks for the newest backup once a minute."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._newest: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        kit.translations.changed.connect(self._say)
        kit.notices.backup_made.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look, off the main thread."""
        folder = self._kit.services.folder
        self._kit.background.run(lambda: newest_backup(folder), then=self._found, owner=self)

    def _found(self, newest: datetime | None) -> None:
        self._newest = newest
        self._say()

    def _say(self) -> None:
        language = self._kit.translations.language
        if self._newest is None:
            self._kit.notices.status.emit("backup", language.text("No backup yet"), Role.NEUTRAL.value)
            return
        age = max(timedelta(0), self._kit.services.clock() - self._newest)
        words = language.text("Backup {ago} ago", ago=language.duration(age))
        self._kit.notices.status.emit("backup", words, (Role.ALREADY if age > OLD else Role.ADMITTED).value)


def newest_backup(folder: Path) -> datetime | None:
    """Return when the newest backup of a data folder was made."""
    try:
        moments = [path.stat().st_mtime for path in folder_of(folder).glob("*.sqlite3")]
    except OSError:
        return None
    return datetime.fromtimestamp(max(moments)).astimezone() if moments else None
