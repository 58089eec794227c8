"""A number and what it counts, in one line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.labels import label


class Tally(QWidget):
    """The number stands out, in a look of the style sheet."""

    def __init__(self, look: str = "strong", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = label(look)
        self._words = label()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._number)
        row.addWidget(self._words)

    def write(self, number: str, sentence: str) -> None:
        """Write a sentence that begins with, or holds, the number."""
        self._number.setText(number)
        self._words.setText(sentence.replace(number, "", 1).strip())
        self.setAccessibleName(sentence)
