"""Tells screen readers at once what has just appeared, whatever has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

Announce = Callable[[QWidget, str], None]
"""Says a sentence on behalf of a widget."""


def announce(widget: QWidget, sentence: str) -> None:
    """Say a sentence before anything else that waits to be said; in silence where no screen reader listens."""
    _say(widget, sentence, QAccessible.AnnouncementPoliteness.Assertive)


def announce_later(widget: QWidget, sentence: str) -> None:
    """Say a sentence when the screen reader has come to the end of what it says."""
    _say(widget, sentence, QAccessible.AnnouncementPoliteness.Polite)


def _say(widget: QWidget, sentence: str, politeness: QAccessible.AnnouncementPoliteness) -> None:
    event = QAccessibleAnnouncementEvent(widget, sentence)
    event.setPoliteness(politeness)
    QAccessible.updateAccessibility(event)
