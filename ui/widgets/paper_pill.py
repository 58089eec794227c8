"""The way to other pages of a paper, and to a larger view of it: a pill at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.button import Button, Kind
from ui.widgets.labels import label

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from ui.theme import Theme

EDGE = 8


class PaperPill(QFrame):
    """Which page is shown, the buttons beside it, and the zoom; hidden until there is a page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.before = Button(theme, icon="chevron-left", kind=Kind.QUIET)
        self.after = Button(theme, icon="chevron-right", kind=Kind.QUIET)
        self.zoom = Button(theme, icon="zoom-in", key="F4", kind=Kind.QUIET)
        self._where = label()
        self.setProperty("look", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(6)
        for part in (self.before, self._where, self.after, self.zoom):
            row.addWidget(part)
        self.hide()

    def name(self, before: str, after: str, zoom: str) -> None:
        """Name the buttons."""
        for button, text in ((self.before, before), (self.after, after), (self.zoom, zoom)):
            button.setAccessibleName(text)
            button.setToolTip(text)

    def say(self, words: str, *, is_first: bool, is_last: bool) -> None:
        """Say which page it is, and whether there are others."""
        self._where.setText(words)
        self.before.setEnabled(not is_first)
        self.after.setEnabled(not is_last)
        self.show()

    @property
    def words(self) -> str:
        """Which page it is."""
        return self._where.text()

    def place(self, room: QSize) -> None:
        """Stand in the middle of a room's foot."""
        size = self.sizeHint()
        self.setGeometry(
            (room.width() - size.width()) // 2, room.height() - size.height() - EDGE, size.width(), size.height()
        )
