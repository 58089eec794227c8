"""Loading a list that was previewed: one transaction on a worker thread, ended on request with nothing changed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.attendees.first_evening import this_evening, title_from
from ui.background import Cancelled

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.errors import CheckinError
    from checkin.lists.importing import Decisions, ImportPlan
    from checkin.lists.listed import AttendeeList
    from checkin.model import Event
    from ui.background import Report
    from ui.kit import Kit


class Loading(QObject):
    """One list at a time. Where there is no evening yet it makes one, once: a second try goes into the same."""

    progressed = Signal(int, int)
    loaded = Signal(object, object)
    """The evening, and the plan as it was carried out."""
    stopped = Signal()
    """It ended before anything changed."""
    failed = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._begun: dict[Path, Event] = {}
        self._ends = threading.Event()

    @property
    def is_ending(self) -> bool:
        """Whether it was asked to end; what comes back tells whether that came in time."""
        return self._ends.is_set()

    def start(self, path: Path, event: Event | None, listed: AttendeeList, decisions: Decisions) -> None:
        """Load a list that was read into an evening, or into a new one that is named after the file."""
        services, fallback = self._kit.services, self._kit.translations.language.text("Our evening")
        self._ends = ends = threading.Event()
        known = event or self._begun.get(path)

        def work(report: Report) -> tuple[Event, ImportPlan | None]:
            into = known or services.evenings.add(title_from(path) or fallback, this_evening(services.clock()))
            if event is None:
                self._begun[path] = into

            def step(done: int, total: int) -> None:
                # A job that is cancelled tells nothing any more, and this one may have got too far to be ended.
                if ends.is_set():
                    raise Cancelled
                report(done, total)

            try:
                return into, services.importer.apply(into.id, listed, decisions=decisions, report=step)
            except Cancelled:
                return into, None

        def finish(result: tuple[Event, ImportPlan | None]) -> None:
            into, plan = result
            if plan is not None:
                self._begun.clear()
                self.loaded.emit(into, plan)
                return
            self.stopped.emit()

        def fail(error: CheckinError) -> None:
            self.failed.emit(error)

        self._kit.background.run_long(work, progress=self.progressed.emit, then=finish, failed=fail, owner=self)

    def stop(self) -> None:
        """Ask it to end."""
        self._ends.set()
