"""How long the window's thread waits while a list of 100,000 is previewed and applied.

`python -m benchmarks.lists_window`. A timer of 10 ms beats on the main thread, under what the window does to stay quick
(`ui.quickness`), while a worker of `ui.background` reads the list in each format, then writes it. Beside it, the same
timer while nothing is done.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.lists_made import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from PySide6.QtCore import QCoreApplication

    from checkin.lists.importing import Importer, ImportPlan
    from ui.background import Background, Report

ROWS = 100_000
BEAT = 10
IDLE = 3.0
CANCELLED_AFTER = 5_000
"""Rows that were read when the organiser thinks better of it."""


def main(endings: Sequence[str] = ()) -> None:
    """Print the figures, each format in a process of its own."""
    if endings:
        _measure(endings[0])
        return
    for ending in WRITERS:
        subprocess.run([sys.executable, "-m", "benchmarks.lists_window", ending], check=True)


class _Heart:
    """Beats on the main thread and notes by how much it was late."""

    def __init__(self, app: QCoreApplication) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._app = app
        self._gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = perf_counter()
        self._gaps.append(1000 * (now - self._last))
        self._last = now

    def listen(self, name: str, begin: Callable[[Callable[[], None]], None]) -> None:
        """Print the beats from a job's begin until it calls back."""
        self._gaps, self._last, start = [], perf_counter(), perf_counter()
        self._timer.start(BEAT)
        begin(self._app.quit)
        self._app.exec()
        self._timer.stop()
        gaps = sorted(self._gaps)
        late = gaps[round(0.99 * (len(gaps) - 1))]
        print(
            f"a beat of {BEAT} ms while {name} ({perf_counter() - start:.1f} s): "
            f"median {statistics.median(gaps):.1f} ms, p99 {late:.1f} ms, longest {gaps[-1]:.0f} ms",
            flush=True,
        )


def _measure(ending: str) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    from checkin.evenings import Evenings
    from checkin.lists.importing import Importer
    from checkin.settings import SettingsFile
    from checkin.storage.database import open_database
    from ui.background import Background
    from ui.quickness import Quickness

    app = QApplication([])
    window = QWidget()
    window.show()
    background = Background(_fail, _fail)
    quickness = Quickness(window, is_working=lambda: background.is_busy)
    heart = _Heart(app)
    plans: list[ImportPlan] = []
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, f"list.{ending}")
        WRITERS[ending](path, ROWS)
        database = open_database(Path(name))
        event = Evenings(database, SettingsFile(Path(name))).add("Benchmark", datetime.now().astimezone())
        importer = Importer(database)
        if ending == "csv":
            heart.listen("nothing is done", lambda done: QTimer.singleShot(round(1000 * IDLE), done))
        heart.listen(
            f"a list of {ROWS:,} is previewed, {ending}",
            lambda done: _run(background, lambda r: plans.append(importer.preview(event.id, path, report=r)), done),
        )
        heart.listen(
            f"it is applied, {ending}",
            lambda done: _run(background, lambda r: importer.apply(event.id, plans[0].list, report=r), done),
        )
        ended = _cancel(app, background, importer, event.id, path)
        print(f"from a cancel to the end of the reading, {ending}: {ended:.2f} s")
        database.close()
    background.close()
    quickness.close()


def _run(background: Background, work: Callable[[Report], object], done: Callable[[], None]) -> None:
    background.run_long(work, progress=lambda _done, _total: None, done=done)


def _cancel(app: QCoreApplication, background: Background, importer: Importer, event_id: UUID, path: Path) -> float:
    """Cancel a preview while its rows are read, and return the seconds until its thread is free."""
    asked: list[float] = []

    def cancel(done: int, _total: int) -> None:
        if done > CANCELLED_AFTER and not asked:
            asked.append(perf_counter())
            job.cancel()
            background.close()
            app.quit()

    job = background.run_long(lambda report: importer.preview(event_id, path, report=report), progress=cancel)
    app.exec()
    return perf_counter() - asked[0]


def _fail(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    main(sys.argv[1:])
