"""Work that is done one after the other, in the background: what is ticked first is written first."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.errors import CheckinError
    from ui.background import Background


@dataclass(frozen=True, slots=True)
class _Turn:
    work: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[CheckinError], None]


class Turns(QObject):
    """Takes work and lets each wait for the one before, also where that failed."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._waiting: deque[_Turn] = deque()
        self._is_working = False

    def add(self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[CheckinError], None]) -> None:
        """Do this when its turn comes, and tell what came of it."""
        self._waiting.append(_Turn(work, then, failed))
        if not self._is_working:
            self._next()

    def _next(self) -> None:
        self._is_working = bool(self._waiting)
        if self._waiting:
            turn = self._waiting.popleft()
            self._background.run(turn.work, then=turn.then, failed=turn.failed, done=self._next, owner=self)
