"""Telling a scanner's burst from typing, in whatever field or on whatever button the keyboard is.

A USB scanner is a keyboard that types a code and Enter, or Tab, or nothing after it, into whatever has the keyboard:

    watch = BurstWatch(page, home=view.field.line)
    watch.watch(view.field.line, *view.walk_in.findChildren(QWidget))   # after their own event filters: it comes first
    watch.ended.connect(ask)                # Burst: is it a code? ask the desk, in the background
    watch.scanned.connect(clerk.submit)     # the text of a burst that was one

`ask` must call `burst.take_out()` or `burst.let_stand()`, at once or later. Until then the Enter is held back, and so
is what is typed after it; `take_out` empties the field of the burst, swallows the Enter and lets `scanned` tell the
text; `let_stand` types the Enter after all. So a person who types fast, or pastes by a tool, loses nothing.

In `home`, where codes belong, a burst that stands alone is no question: its Enter goes on, and a Tab becomes one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from ui.door.field_state import FieldState

if TYPE_CHECKING:
    from collections.abc import Callable

FAST = 35.0
"""Milliseconds between two keys, at the median, up to which a scanner typed.

Scanners take 0 to 16: a USB report every 8; Datalogic's inter-character delay is 0 unless set, in steps of 10.
onScan.js draws the line at 30. The fastest of 168,000 people take about 120 (Dhakal et al., CHI 2018)."""
SHORTEST = 6
"""Characters of a burst (onScan.js: 6): people roll two or three keys as fast as a scanner."""
PAUSE = 100
"""Milliseconds after which a burst without Enter is over (onScan.js: 100)."""
SHORTEST_BEFORE_TAB = 3
"""Characters in the scan field, as fast as that, after which a Tab is a scanner's too."""
PATIENCE = 2000
"""Milliseconds that an Enter waits for the desk."""
_A_PERSONS = 50.0
"""Milliseconds from a key to the next, from which the first was pressed by somebody before the scanner began."""

_SILENT = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


@dataclass(frozen=True, slots=True)
class _Key:
    text: str
    stamp: int
    """Milliseconds on the system's clock, 0 where it did not say."""
    at: float
    before: FieldState | None

    def since(self, earlier: _Key) -> float:
        """Return the milliseconds from an earlier key: as the system saw them, however long the window was busy."""
        return float(self.stamp - earlier.stamp) if self.stamp and earlier.stamp else self.at - earlier.at


class Burst:
    """What a scanner typed. Whoever is told of it says, once, whether it is a code."""

    def __init__(self, watch: BurstWatch, text: str, field: QWidget, state: FieldState, end: QKeyEvent | None) -> None:
        self.text = text
        """The characters, without Enter."""
        self.field = field
        """What had the keyboard."""
        self.before = state.text
        """What stood in the field before."""
        self._watch = watch
        self._state = state
        self._after = FieldState.of(field).text
        self.end = end
        """The Enter or Tab that is held back, if any."""
        self._is_settled = False

    @property
    def is_alone(self) -> bool:
        """Whether the field holds nothing else."""
        return not self._state.kept.strip()

    def take_out(self) -> bool:
        """It is a code: the field is as it was before, and `scanned` tells the text. False where it is too late."""
        if self._is_settled:
            return False
        self._is_settled = True
        if shiboken6.isValid(self.field):
            self._state.restore(self.field, self._after)
        self._watch.settle(self, is_code=True)
        return True

    def let_stand(self) -> None:
        """It is none: what was typed stands, and the Enter is typed too."""
        if not self._is_settled:
            self._is_settled = True
            self._watch.settle(self, is_code=False)

    def forget(self) -> None:
        """Ask no more: the burst went on, and comes again as a whole."""
        self._is_settled = True


class BurstWatch(QObject):
    """Watches keys on their way to fields and buttons. `clock` gives seconds, of which only differences count."""

    ended = Signal(object)
    """A Burst: is it a code?"""
    scanned = Signal(str)
    """The text of a burst that was taken out."""

    def __init__(self, parent: QObject, *, home: QLineEdit, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._home = home
        self._clock = clock
        self._keys: list[_Key] = []
        self._field: QWidget | None = None
        self._last_end: _Key | None = None
        self._held: Burst | None = None
        self._asked: Burst | None = None
        self._was_code = False
        self._waiting: list[tuple[QKeyEvent, float]] = []
        self._now: float | None = None
        self._is_passing = False
        self._pause, self._patience = QTimer(self), QTimer(self)
        for timer, span, then in ((self._pause, PAUSE, self._paused), (self._patience, PATIENCE, self._give_up)):
            timer.setSingleShot(True)
            timer.setInterval(span)
            timer.timeout.connect(then)

    def watch(self, *widgets: QWidget) -> None:
        """Watch those of these that can have the keyboard."""
        for widget in widgets:
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.installEventFilter(self)

    def settle(self, burst: Burst, *, is_code: bool) -> None:
        """Type what was held back: the burst's end, unless it was a code, and what came after it."""
        if is_code:
            if self._held is not burst and self._keys:
                # Its Enter may be on its way still, where the window was busy.
                self._last_end = self._keys[-1]
            self._forget()
            self._was_code = True
        if self._held is burst:
            self._held = None
            self._patience.stop()
            if not is_code and burst.end is not None and shiboken6.isValid(burst.field) and burst.field.isVisible():
                self._pass_on(burst.field, burst.end)
        if is_code:
            self.scanned.emit(burst.text)
        while self._waiting and self._held is None:
            event, self._now = self._waiting.pop(0)
            QApplication.sendEvent(QApplication.focusWidget() or self._home, event)
            self._now = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note each key; hold back what ends a burst."""
        if not isinstance(watched, QWidget) or self._is_passing:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(watched, event)
        if isinstance(event, QInputMethodEvent) and event.commitString():
            # Some input methods, and dead keys, bring the characters this way.
            self._note(watched, event.commitString(), 0)
        return False

    def _pressed(self, watched: QWidget, event: QKeyEvent) -> bool:
        focus: QWidget | None = QApplication.focusWidget()
        if event.key() in _SILENT or (focus not in (None, watched) and watched.isAncestorOf(focus)):
            # No character; or one that has been noted where the keyboard is, and goes up from there.
            return False
        if self._held is not None:
            if self._waiting or not (_ends_line(event) and self._follows_end(event)):
                self._waiting.append((_copy(event), self._ms()))
            return True
        if event.isAutoRepeat():
            # A key that is held down comes as fast as a scanner's.
            self._forget()
        elif _ends_line(event):
            return self._ended(watched, event)
        elif event.text() and event.text().isprintable():
            self._note(watched, event.text(), event.timestamp())
            return event.key() == Qt.Key.Key_Space and self._is_pressed_by_machine(watched)
        elif not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Not so the control characters inside some codes, which scanners type with Ctrl.
            self._forget()
        return False

    def _note(self, watched: QWidget, text: str, stamp: int) -> None:
        key = _Key(text, stamp, self._ms(), None)
        gap = key.since(self._keys[-1]) if self._keys and self._field is watched else PAUSE + 1
        if gap > PAUSE:
            self._forget()
        if gap > _A_PERSONS:
            # The burst may begin here.
            key = replace(key, before=FieldState.of(watched))
        self._field, self._was_code = watched, False
        self._keys.append(key)
        if len(self._keys) >= SHORTEST:
            self._pause.start()

    def _is_pressed_by_machine(self, watched: QWidget) -> bool:
        """Tell whether a blank inside a burst would press a button."""
        is_fast = len(self._keys) > 1 and self._keys[-1].since(self._keys[-2]) <= FAST
        return is_fast and isinstance(watched, QAbstractButton)

    def _ended(self, watched: QWidget, event: QKeyEvent) -> bool:
        is_done = self._was_code or (watched is self._home and not self._home.text())
        if is_done and self._follows_end(event):
            # Enter and a line feed after it: one end, not two.
            return True
        end = _Key("", event.timestamp(), self._ms(), None)
        is_home, is_enter = watched is self._home, event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        least = SHORTEST_BEFORE_TAB if is_home and not is_enter else SHORTEST
        is_near = bool(self._keys) and self._field is watched and end.since(self._keys[-1]) <= PAUSE
        burst = self._burst(least, _copy(event)) if is_near else None
        self._forget()
        if burst is None:
            return False
        self._last_end = end
        if self._asked is not None:
            self._asked.forget()
        if is_home and burst.is_alone:
            if not is_enter:
                self._pass_on(watched, _key_of(Qt.Key.Key_Return, "\r"))
            return not is_enter
        self._held = burst
        self._patience.start()
        self.ended.emit(burst)
        return True

    def _burst(self, least: int, end: QKeyEvent | None) -> Burst | None:
        keys = self._keys
        while len(keys) > least and keys[1].before is not None:
            keys = keys[1:]
        gaps = [later.since(earlier) for earlier, later in pairwise(keys)]
        state = keys[0].before if keys else None
        if len(keys) < least or state is None or self._field is None or median(gaps) > FAST:
            return None
        return Burst(self, "".join(key.text for key in keys), self._field, state, end)

    def _paused(self) -> None:
        # The keys stay: where only the window was busy, the rest of the burst is to come.
        if self._held is None and self._field is not None and shiboken6.isValid(self._field):
            self._asked = self._burst(SHORTEST, None)
            if self._asked is not None:
                self.ended.emit(self._asked)

    def _give_up(self) -> None:
        if self._held is not None:
            self._held.let_stand()

    def _follows_end(self, event: QKeyEvent) -> bool:
        end = _Key("", event.timestamp(), self._ms(), None)
        return self._last_end is not None and end.since(self._last_end) <= FAST

    def _pass_on(self, field: QWidget, end: QKeyEvent) -> None:
        self._is_passing = True
        QApplication.sendEvent(field, end)
        self._is_passing = False

    def _forget(self) -> None:
        self._pause.stop()
        self._keys = []

    def _ms(self) -> float:
        return self._clock() * 1000 if self._now is None else self._now


def _ends_line(event: QKeyEvent) -> bool:
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
        return event.modifiers() in _PLAIN
    # A line feed is Ctrl+J on the keyboard that a scanner plays.
    return event.key() == Qt.Key.Key_J and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _key_of(key: Qt.Key, text: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)


def _copy(event: QKeyEvent) -> QKeyEvent:
    """Return a key that outlives its event."""
    copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count())
    copy.setTimestamp(event.timestamp())
    return copy
