"""Keeping the main thread quick while other threads work: Python's collector and its lock, told what a door needs.

With 10,000 people on the list a full collection stops every thread for 170 to 290 ms (`benchmarks.door.page`), and
comes whenever a list is read. Here a full one waits until nobody is at the door and no list is being loaded, and what
outlives it is not looked at again, so that the next one is short.

The collector runs on the main thread alone. Left to itself it runs on whichever thread allocates; on a worker, what it
undoes of Qt takes one of Qt's locks and then waits for Python's, while the main thread holds Python's and waits for
Qt's: the window stands still for good.
"""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

SWITCH = 0.001
"""Seconds for which a thread may keep Python's lock from another one. Each call of Qt gives the lock up, and waits so
long for it again where a worker computes: painting takes a dozen calls. Python's own 5 ms are for throughput."""
LOOK_EVERY = 30
QUIET = 10
"""Seconds between two looks at whether the door is quiet, and of quiet after which it is."""
LONGEST = 600
"""Seconds after which it is tidied even at a door that is never quiet: what was not looked at for that long adds up."""
TIDY_EVERY = 100
"""Milliseconds between two looks at what was made since the last."""


class Quickness(QObject):
    """Holds the collector back while the door is busy, or `is_working` says so of work in the background.

    Built once, on the main thread, before there is any other; `close` gives Python its own ways back.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
        is_working: Callable[[], bool] = bool,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._is_working = is_working
        self._busy_at = self._tidied_at = clock()
        self._before = gc.isenabled(), sys.getswitchinterval()
        gc.disable()
        sys.setswitchinterval(SWITCH)
        self._tidying = QTimer(self)
        self._tidying.setInterval(TIDY_EVERY)
        self._tidying.timeout.connect(self.tidy_up)
        self._tidying.start()
        self._looking = QTimer(self)
        self._looking.setInterval(1000 * LOOK_EVERY)
        self._looking.timeout.connect(self.look)
        self._looking.start()

    def settle(self) -> None:
        """Look no more at what is there: nearly all of it stays to the end, and is a tenth of a second's work."""
        gc.freeze()

    def tidy_up(self) -> None:
        """Collect what was made lately, where it is enough to be worth it; the old is left for a quiet moment."""
        if gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(1)

    def note(self) -> None:
        """Take note that somebody is at the door."""
        self._busy_at = self._clock()

    def look(self) -> None:
        """Tidy up where nobody is at the door, or where it has been too long."""
        now = self._clock()
        if self._is_working():
            self._busy_at = now
        if now - self._busy_at >= QUIET or now - self._tidied_at >= LONGEST:
            self._tidy()

    def close(self) -> None:
        """Let Python collect and switch as it does by itself."""
        self._looking.stop()
        self._tidying.stop()
        was_enabled, interval = self._before
        gc.unfreeze()
        if was_enabled:
            gc.enable()
        sys.setswitchinterval(interval)

    def _tidy(self) -> None:
        gc.collect()
        gc.freeze()
        self._tidied_at = self._clock()
