"""How far long work is, and the way out of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.theme import Size, Theme
from ui.widgets.button import Button
from ui.widgets.labels import ElidedLabel


class ProgressLine(QWidget):
    """A sentence, a bar and a button to cancel; hidden while nothing runs."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel("muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.cancel = Button(theme, key="Esc")
        self.cancel.clicked.connect(self.cancelled)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        row.addLayout(column, 1)
        row.addWidget(self.cancel)
        self.hide()

    def begin(self, words: str, cancel: str) -> None:
        """Show that something runs, without knowing yet how long."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self.cancel.setText(cancel)
        self.show()

    @property
    def words(self) -> str:
        """What is written."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Write other words while it runs."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)

    def show_share(self, done: int, total: int) -> None:
        """Show how much is done."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def end(self) -> None:
        """Nothing runs any more."""
        self._bar.setRange(0, 1)
        self.hide()
