"""What the status line says of the door's printer, and of the badges that wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.print_queue.words import badges_on, condition_line, condition_role, is_waiting, waiting_words
from ui.theme import Role

if TYPE_CHECKING:
    from checkin.badges.printing import Condition
    from checkin.print_queue import PrintJob
    from ui.kit import Kit

STATUS = "printer"


class PrinterStatus(QObject):
    """Says what the keeper of the queue saw; nothing where no printer is chosen."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._conditions: dict[str, Condition] = {}
        self._jobs: tuple[PrintJob, ...] = ()
        kit.translations.changed.connect(self._say)
        kit.notices.printers_seen.connect(self._see)
        kit.notices.print_queue_changed.connect(self._count)

    def _see(self, conditions: dict[str, Condition]) -> None:
        self._conditions = conditions
        self._say()

    def _count(self, jobs: tuple[PrintJob, ...]) -> None:
        self._jobs = jobs
        self._say()

    def _say(self) -> None:
        kit = self._kit
        name, language = kit.services.settings.current.printer, kit.translations.language
        condition = self._conditions.get(name)
        if not name or condition is None:
            kit.notices.status.emit(STATUS, "", Role.NEUTRAL.value)
            return
        text, now = condition_line(name, condition, language), kit.services.clock()
        waiting = badges_on(job for job in self._jobs if job.printer == name and is_waiting(job, condition, now))
        if waiting:
            text += f" · {waiting_words(waiting, language)}"
        kit.notices.status.emit(STATUS, text, condition_role(condition).value)
