"""The keyboard goes back to the scan field by itself: a USB scanner types wherever the keyboard is.

    keeper = FocusKeeper(page, view.field.line, lambda: view.is_walk_in_open, beside=page.header_actions())

Whatever is clicked gives the keyboard back, and so does a menu that closes, a window that comes to the front again, a
button that is pressed by key or vanishes. Somebody who tabs through the page may take their time; what they type lands
in the scan field from the first letter on.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLineEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

IDLE = 10_000
"""Milliseconds without a key after which the keyboard goes back from where Tab took it."""

_Reason = Qt.FocusReason
_AT_ONCE = (_Reason.MouseFocusReason, _Reason.ActiveWindowFocusReason, _Reason.PopupFocusReason)
_DEAD = {
    Qt.Key.Key_Dead_Grave: "\u0300",
    Qt.Key.Key_Dead_Acute: "\u0301",
    Qt.Key.Key_Dead_Circumflex: "\u0302",
    Qt.Key.Key_Dead_Tilde: "\u0303",
    Qt.Key.Key_Dead_Diaeresis: "\u0308",
    Qt.Key.Key_Dead_Abovering: "\u030a",
    Qt.Key.Key_Dead_Caron: "\u030c",
    Qt.Key.Key_Dead_Cedilla: "\u0327",
}


class FocusKeeper(QObject):
    """Sends the keyboard home. `exempt` tells when it belongs elsewhere: while a form is open, say."""

    def __init__(
        self,
        page: QWidget,
        home: QLineEdit,
        exempt: Callable[[], bool],
        *,
        beside: Sequence[QWidget] = (),
        idle: int = IDLE,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._home = home
        self._exempt = exempt
        self._accent = ""
        self._kept: WeakSet[QWidget] = WeakSet()
        self._soon, self._idle = QTimer(self), QTimer(self)
        self._soon.setInterval(0)
        self._idle.setInterval(idle)
        for timer in (self._soon, self._idle):
            timer.setSingleShot(True)
            timer.timeout.connect(self._return)
        page.installEventFilter(self)
        home.installEventFilter(self)
        self.keep(*page.findChildren(QWidget), *beside)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def keep(self, *widgets: QWidget) -> None:
        """Take the keyboard back from these too, where they are none of the page's, or came later."""
        for widget in widgets:
            takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
            if widget is self._home or widget in self._kept or not takes_keys:
                continue
            self._kept.add(widget)
            widget.installEventFilter(self)
            if isinstance(widget, QAbstractButton):
                widget.clicked.connect(self._soon.start)
            if isinstance(widget, QAbstractScrollArea):
                widget.viewport().installEventFilter(self)

    def go_home(self) -> None:
        """Give the scan field the keyboard, unless it belongs elsewhere for now."""
        self._idle.stop()
        if self._home.isVisible() and not self._exempt() and self._home.window().focusWidget() is not self._home:
            self._home.setFocus(_Reason.OtherFocusReason)

    def take_typed(self, event: QKeyEvent) -> bool:
        """Let what was typed beside the scan field be typed into it; False where it is no text, or not wanted."""
        if self._exempt() or not self._home.isVisible():
            return False
        if event.key() in _DEAD:
            # Its letter is still to come. Where nobody writes text, no input method joins the two.
            self._accent = _DEAD[Qt.Key(event.key())]
            return True
        if not _is_text(event):
            return False
        text, self._accent = unicodedata.normalize("NFC", event.text() + self._accent), ""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self.go_home()
        typed = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), text, event.isAutoRepeat())
        typed.setTimestamp(event.timestamp())
        QApplication.sendEvent(self._home, typed)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice what takes the keyboard, and what is done with it."""
        if watched is self._home:
            if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() is _Reason.PopupFocusReason:
                # A menu that a key opened: no click tells of it.
                self._soon.start()
            return False
        match event.type():
            case QEvent.Type.MouseButtonRelease:
                self._soon.start()
            case QEvent.Type.WindowActivate | QEvent.Type.Show if watched is self._page:
                # What is clicked or typed in the rail, the header or the status line reaches the window.
                self._page.window().installEventFilter(self)
                self._soon.start()
            case QEvent.Type.FocusIn if isinstance(event, QFocusEvent):
                # While a button of the mouse is down the click is not done: the release brings the keyboard back.
                if event.reason() in _AT_ONCE and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
                    self._soon.start()
                else:
                    self._idle.start()
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return self._pressed(watched, event)
            case _:
                pass
        return False

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if not isinstance(watched, QWidget) or watched.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            return False
        if self._home.hasFocus() and watched.isAncestorOf(self._home):
            # What the scan field itself had no use for.
            return False
        if self._idle.isActive():
            self._idle.start()
        if event.key() == Qt.Key.Key_Space and isinstance(watched, QAbstractButton):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # After whatever it does there.
            self._soon.start()
            return False
        return self.take_typed(event)

    def _focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if not shiboken6.isValid(self._page):
            # The window is being taken down.
            return
        is_lost = now is None and self._page.isActiveWindow()
        has_vanished = old is not None and not (old.isEnabled() and old.isVisible())
        if is_lost or (has_vanished and now is not None and self._page.window() is now.window()):
            self._soon.start()
        elif now is not None and self._page.isAncestorOf(now):
            # It may have come after the page was built.
            self.keep(now)

    def _return(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            # It has the keys while it is open; what it was opened from gets the keyboard back when it closes.
            popup.installEventFilter(self)
        elif not self._is_written_elsewhere(self._page.window().focusWidget()):
            self.go_home()

    def _is_written_elsewhere(self, now: QWidget | None) -> bool:
        """Tell whether somebody writes in another field of the window, of which the page knows nothing."""
        if now is None or self._page.isAncestorOf(now):
            return False
        return now.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _is_text(event: QKeyEvent) -> bool:
    """Tell whether a line would take a key as text, as Qt's own do: AltGr is Ctrl and Alt on Windows."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    is_shortcut = held == Qt.KeyboardModifier.ControlModifier or bool(held & Qt.KeyboardModifier.MetaModifier)
    if sys.platform != "darwin":
        is_shortcut = is_shortcut or held == Qt.KeyboardModifier.AltModifier
    return bool(event.text()) and event.text().isprintable() and not is_shortcut
