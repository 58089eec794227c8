"""A line at the foot of a list: which keys do what to the row that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import Size
from ui.widgets.keycap import KeyCap
from ui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme import Theme


class KeyHints(QWidget):
    """Keys, each with a word beside it."""

    def __init__(self, theme: Theme, keys: Sequence[str]) -> None:
        super().__init__()
        self.setFixedHeight(Size.STATUS)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.PAGE_TOP, 0, Size.PAGE_TOP, 0)
        row.setSpacing(Size.STEP * 2)
        self._words: list[QLabel] = []
        for key in keys:
            word = label("small")
            self._words.append(word)
            row.addWidget(KeyCap(theme, key))
            row.addWidget(word)
            row.addSpacing(Size.STEP)
        row.addStretch()

    def write(self, words: Sequence[str]) -> None:
        """Write what each key does, in the order of the keys."""
        for where, word in zip(self._words, words, strict=True):
            where.setText(word)
