"""The gate between the roles: asks for the PIN in its strip, and tells what a right one opens."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from checkin import pins
from checkin.language import mark
from ui.widgets.pin_strip import PinStrip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kit import Kit

NO_PIN = mark("A PIN is 4 to 12 digits.")
MOMENT = mark("One moment…")
WRONG = mark("That is not the PIN.")
TICK = 250
"""Milliseconds between two looks at the wait that is left."""


class _Wish(Enum):
    TAKE_BACK = auto()
    CLOSE = auto()


class Gate(QObject):
    """Opens the strip for a wish, judges what is typed, and grants the wish to the right PIN."""

    may_close = Signal()
    """The PIN that closes the window was right."""
    left = Signal()
    """The strip went away: the keyboard is the page's again."""

    def __init__(self, kit: Kit, window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._wish = _Wish.TAKE_BACK
        self._is_wait_said = False
        self._answer, self._look = "", "muted"
        self.before: QWidget | None = None
        """What had the keyboard when the strip came."""
        self.strip = PinStrip(kit.theme, pins.LONGEST, window)
        self.typed_elsewhere = self.strip.typed_elsewhere
        self._waiting = QTimer(self)
        self._waiting.setInterval(TICK)
        self._waiting.timeout.connect(self._count_down)
        self.strip.entered.connect(self._try)
        self.strip.dismissed.connect(self._dismissed)

    def ask_to_take_back(self, left: int) -> None:
        """Ask for the PIN that gives the laptop back to the organiser; the strip begins at this x."""
        self._ask(_Wish.TAKE_BACK, left)

    def ask_to_close(self, left: int) -> None:
        """Ask for the PIN that closes the window."""
        self._ask(_Wish.CLOSE, left)

    def retranslate(self) -> None:
        """Write every text anew."""
        t = self._kit.translations.language
        if self._wish is _Wish.CLOSE:
            self.strip.write(t.text("PIN to close"), t.text("Close Checkin"), t.text("Stay"))
        else:
            self.strip.write(t.text("Organiser’s PIN"), t.text("Open"), t.text("Back to the door"))
        if self._answer:
            self._say(self._answer, self._look)
        self._count_down()

    def _ask(self, wish: _Wish, left: int) -> None:
        self._wish = wish
        if not self.strip.is_open:
            self.before = QApplication.focusWidget()
        self._kit.lock.is_asking = True
        self._say("")
        self.retranslate()
        self.strip.open_at(left)
        self._waiting.start()

    def _try(self, text: str) -> None:
        if not pins.read(text):
            self._say(NO_PIN, "already")
        elif self._kit.lock.try_pin(text, self._judged):
            self._waiting.stop()
            self._say(MOMENT)

    def _judged(self, right: bool) -> None:
        if not right:
            self._say(WRONG, "refused")
            self._waiting.start()
            self._count_down()
            return
        if not self.strip.is_open:
            # Whoever went away with Escape meanwhile wants nothing any more.
            return
        wish = self._wish
        self.strip.dismiss()
        if wish is _Wish.CLOSE:
            self.may_close.emit()
        else:
            self._kit.lock.take_back()

    def _count_down(self) -> None:
        """Say how long to wait, second by second, and take it back once it is over."""
        seconds, was_waiting = self._kit.lock.seconds_left(), self._is_wait_said
        t = self._kit.translations.language
        if seconds:
            said = t.plural("Not the PIN. Next try in {n} second.", "Not the PIN. Next try in {n} seconds.", seconds)
            self._answer = ""
            self.strip.say(said, "refused")
        elif was_waiting:
            self._say("")
        self._is_wait_said = bool(seconds)

    def _say(self, message: str, look: str = "muted") -> None:
        self._answer, self._look = message, look
        self.strip.say(self._kit.translations.language.text(message) if message else "", look)

    def _dismissed(self) -> None:
        self._waiting.stop()
        self._kit.lock.is_asking = False
        self.left.emit()
