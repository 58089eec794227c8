"""Who works the print queue: in the background, from the first moment of the window to the last."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.print_queue.words import ASKS
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from checkin.badges.printing import Condition
    from checkin.errors import CheckinError
    from checkin.print_queue import PrintJob, Progress
    from ui.kit import Kit

log = logging.getLogger(__name__)

OFTEN = 2_000
"""Milliseconds from one pass to the next while anything is on its way."""
SELDOM = 60_000
"""The same while nothing is: the door's printer is looked at all the same."""


class QueueKeeper(QObject):
    """One pass after the other, none beside another; whoever stirs it gets a pass that began after that.

    Says what it saw (`printers_seen`), then what waits where either has changed (`print_queue_changed`), and that
    badges came out (`badges_changed`). What an earlier run of the program left is worked by the first pass.
    """

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._jobs: tuple[PrintJob, ...] | None = None
        self._conditions: dict[str, Condition] = {}
        self._is_out = self._is_stirred = self._has_failed = self._is_news = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.work)
        kit.notices.print_queue_stirred.connect(self.work)
        kit.notices.printer_changed.connect(self.work)

    def work(self) -> None:
        """Make a pass; where one is being made, another one after it."""
        self._is_stirred = self._is_out
        if not self._is_out:
            self._is_out = True
            self._timer.stop()
            self._kit.background.run(self._pass, then=self._passed, failed=self._fail, done=self._end, owner=self)

    def _pass(self) -> tuple[Progress, dict[str, Condition], tuple[PrintJob, ...]]:
        services = self._kit.services
        progress = services.print_queue.work()
        conditions = dict(progress.conditions)
        chosen = services.settings.current.printer
        if chosen and chosen not in conditions:
            conditions[chosen] = self._kit.printers.condition(chosen)
        return progress, conditions, tuple(services.print_queue.jobs())

    def _passed(self, seen: tuple[Progress, dict[str, Condition], tuple[PrintJob, ...]]) -> None:
        progress, conditions, jobs = seen
        self._has_failed = False
        self._is_news = self._is_news or progress.changed or jobs != self._jobs or conditions != self._conditions
        if progress.printed:
            self._kit.notices.badges_changed.emit()
        if self._is_stirred:
            # What was added meanwhile may not be in it: the pass that follows at once tells.
            return
        self._kit.notices.printers_seen.emit(conditions)
        self._jobs, self._conditions = jobs, conditions
        if self._is_news:
            self._is_news = False
            self._kit.notices.print_queue_changed.emit(jobs)

    def _fail(self, error: CheckinError) -> None:
        log.info("the print queue was not worked: %r", error)
        if not self._has_failed:
            # Once is enough: it is tried again and again.
            self._has_failed = True
            self._kit.notices.say(error_line(error, self._kit.translations.language), Role.REFUSED)

    def _end(self) -> None:
        self._is_out = False
        if self._is_stirred:
            self.work()
        else:
            is_busy = self._has_failed or any(job.state not in ASKS for job in self._jobs or ())
            self._timer.start(OFTEN if is_busy else SELDOM)
