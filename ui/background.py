"""One small primitive: work off the main thread, and its result or error back on it.

    self.kit.background.run(lambda: desk.search(text), then=self._show_hits)

`then` gets the result. A CheckinError goes to `failed`, or to the window's error line where none is given. Anything
else is a bug and goes to the crash dialog; the window goes on. `done` is called after any of them. Nothing is called
once the job was cancelled or its `owner` was destroyed.

Long work takes a `report(done, total)` function, which raises Cancelled inside the work once the job was cancelled:

    self._job = background.run_long(lambda report: printer.print(path, progress=report), progress=bar.show_share, ...)
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from checkin.errors import CheckinError

Report = Callable[[int, int], None]
WORKERS = 4


class Cancelled(Exception):  # noqa: N818 - an end that was asked for, no error
    """Raised inside long work, to end it."""


@dataclass(eq=False)
class Job:
    """Work that was handed over."""

    work: Callable[[], Any]
    then: Callable[[Any], None] | None
    failed: Callable[[CheckinError], None] | None
    progress: Callable[[int, int], None] | None
    done: Callable[[], None] | None
    owner: QObject | None
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Forget the job: it ends at its next report, and calls nothing any more."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Tell whether the job was cancelled."""
        return self._cancelled.is_set()

    @property
    def is_wanted(self) -> bool:
        """Tell whether somebody still waits for what it brings."""
        return not self.is_cancelled and (self.owner is None or shiboken6.isValid(self.owner))


class Background(QObject):
    """The worker threads of the window. `on_error` and `on_bug` get what no job deals with itself."""

    _came_back = Signal(object, object)
    _reported = Signal(object, int, int)

    def __init__(
        self,
        on_error: Callable[[CheckinError], None],
        on_bug: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._on_bug = on_bug
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="background")
        self._jobs: set[Job] = set()
        self._is_closed = False
        self._came_back.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Tell whether any job is still out."""
        return bool(self._jobs)

    def run(
        self,
        work: Callable[[], Any],
        *,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[CheckinError], None] | None = None,
        done: Callable[[], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run work on a worker thread."""
        return self._start(Job(work, then, failed, None, done, owner))

    def run_long(
        self,
        work: Callable[[Report], Any],
        *,
        progress: Callable[[int, int], None] | None = None,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[CheckinError], None] | None = None,
        done: Callable[[], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run work that reports how far it is and can be cancelled; `progress` is called on the main thread."""
        job = Job(lambda: work(report), then, failed, progress, done, owner)

        def report(count: int, total: int) -> None:
            if job.is_cancelled:
                raise Cancelled
            self._reported.emit(job, count, total)

        return self._start(job)

    def close(self) -> None:
        """Cancel what is out and wait for the threads to end."""
        self._is_closed = True
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _start(self, job: Job) -> Job:
        if self._is_closed:
            # The window is going: nobody waits for anything any more.
            job.cancel()
            return job
        self._jobs.add(job)
        self._pool.submit(self._work, job)
        return job

    def _work(self, job: Job) -> None:
        outcome: Any
        try:
            outcome = None if job.is_cancelled else (job.work(),)
        except Cancelled:
            outcome = None
        except BaseException as error:  # noqa: BLE001 - it is handed on to the main thread, which reports it
            outcome = error
        self._came_back.emit(job, outcome)

    @Slot(object, object)
    def _receive(self, job: Job, outcome: tuple[Any] | BaseException | None) -> None:
        self._jobs.discard(job)
        if isinstance(outcome, BaseException) and not isinstance(outcome, CheckinError):
            self._on_bug(outcome)
        if not job.is_wanted:
            return
        try:
            if isinstance(outcome, CheckinError):
                (job.failed or self._on_error)(outcome)
            elif isinstance(outcome, tuple) and job.then:
                job.then(outcome[0])
        finally:
            # A bug in what is made of the result must not leave a progress line or a greyed button behind.
            if job.done:
                job.done()

    @Slot(object, int, int)
    def _pass_on(self, job: Job, count: int, total: int) -> None:
        if job.progress and job.is_wanted:
            job.progress(count, total)
