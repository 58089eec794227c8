"""Who the laptop is with, the organiser or the volunteers, and the PIN between them."""

from __future__ import annotations

import logging
import math
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from checkin import pins
from checkin.errors import CheckinError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from checkin.settings import SettingsFile
    from ui.background import Background
    from ui.kit import Notices

log = logging.getLogger(__name__)

ROLE_KEY = "F9"
"""The key that hands the laptop over, and asks for the PIN that takes it back."""


@dataclass(frozen=True, slots=True)
class _State:
    is_volunteers: bool = False
    pin: str = ""
    tries: pins.Tries = field(default_factory=pins.Tries)


class Lock(QObject):
    """The role that is on. What it knows counts at once; the settings keep it for the next start.

    Without a PIN there is no volunteers' mode: nobody could leave it, and a mode that anybody leaves keeps nothing
    from anybody. So a laptop whose `pin` was taken out of its settings begins as the organiser's.
    """

    changed = Signal()
    """The laptop is with somebody else now."""
    pin_changed = Signal()
    """The PIN was set, or removed."""

    def __init__(
        self,
        settings: SettingsFile,
        background: Background,
        notices: Notices,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        kept = settings.current
        tries = pins.Tries(kept.pin_failures, kept.pin_failed_at)
        self._state = _State(kept.is_volunteers and bool(kept.pin), kept.pin, tries)
        self._settings = settings
        self._background = background
        self._notices = notices
        self._clock = clock
        self._writing = threading.Lock()
        self._is_judging = False
        self.is_asking = False
        """Whether the PIN is being asked for: the keyboard belongs there meanwhile, not to the page."""

    @property
    def is_volunteers(self) -> bool:
        """Whether the volunteers have the laptop."""
        return self._state.is_volunteers

    @property
    def has_pin(self) -> bool:
        """Whether a PIN is set."""
        return bool(self._state.pin)

    def seconds_left(self) -> int:
        """Return the whole seconds until a PIN may be tried again."""
        now = self._now()
        # A clock that was set back is taken as it is from here on, or every look at it would begin the wait anew.
        self._state = replace(self._state, tries=self._state.tries.seen_at(now))
        return math.ceil(self._state.tries.left(now))

    def hand_over(self) -> bool:
        """Give the laptop to the volunteers; returns False where no PIN is set."""
        if not self.has_pin:
            return False
        self._switch(is_volunteers=True)
        return True

    def take_back(self) -> None:
        """Give the laptop back to the organiser, whose PIN was right."""
        self._switch(is_volunteers=False)

    def try_pin(self, text: str, then: Callable[[bool], None]) -> bool:
        """Judge a PIN in the background and tell `then` whether it is right.

        Returns False, and judges nothing, while there is a wait or another try, and where there is no PIN, typed or
        set. A try counts as wrong before it is judged: pulling the plug gains nobody a free one.
        """
        pin, kept = pins.read(text), self._state.pin
        if not pin or not kept or self._is_judging or self.seconds_left():
            return False
        self._state = replace(self._state, tries=self._state.tries.missed(self._now()))
        self._is_judging = True

        def work() -> tuple[bool, str]:
            try:
                self._write()
            except CheckinError as error:
                # A full disk must not keep the organiser out; what failed is said where the right PIN is kept.
                log.info("a try of the PIN could not be kept: %r", error)
            right = pins.is_right(pin, kept)
            return right, pins.hash_pin(pin) if right and pins.is_outdated(kept) else kept

        def judged(answer: tuple[bool, str]) -> None:
            self._is_judging = False
            right, renewed = answer
            if right:
                self._state = replace(self._state, pin=renewed, tries=pins.Tries())
                self._keep()
            then(right)

        def done() -> None:
            self._is_judging = False

        self._background.run(work, then=judged, done=done, owner=self)
        return True

    def set_pin(self, text: str, then: Callable[[], None]) -> bool:
        """Set another PIN; `then` is called once it is on the disk. Returns False where the text cannot be one."""
        pin = pins.read(text)
        if not pin:
            return False

        def work() -> str:
            made = pins.hash_pin(pin)
            self._write(pin=made)
            return made

        def made(kept: str) -> None:
            self._state = replace(self._state, pin=kept, tries=pins.Tries())
            # Whatever else was kept meanwhile still had the PIN before.
            self._keep()
            self.pin_changed.emit()
            then()

        self._background.run(work, then=made, owner=self)
        return True

    def remove_pin(self) -> None:
        """Forget the PIN; the volunteers cannot have the laptop without one."""
        self._state = _State()
        self._keep()
        self.pin_changed.emit()

    def _switch(self, *, is_volunteers: bool) -> None:
        if is_volunteers == self._state.is_volunteers:
            return
        self._state = replace(self._state, is_volunteers=is_volunteers)
        self._keep()
        self.changed.emit()
        self._notices.role_changed.emit()

    def _keep(self) -> None:
        self._background.run(self._write, owner=self)

    def _write(self, pin: str | None = None) -> None:
        """Keep the state as it is by now: of two that wait for their turn, either writes the newest."""
        with self._writing:
            state = self._state
            tries = state.tries if pin is None else pins.Tries()
            self._settings.change(
                is_volunteers=state.is_volunteers,
                pin=state.pin if pin is None else pin,
                pin_failures=tries.failures,
                pin_failed_at=tries.failed_at,
            )

    def _now(self) -> float:
        return self._clock().timestamp()
