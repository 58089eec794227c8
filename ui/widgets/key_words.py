"""Keys, each with a word beside it: what can be done where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import Size
from ui.widgets.keycap import KeyCap
from ui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.theme import Theme


class KeyWords(QWidget):
    """A line of keys and words; a key without words is not shown."""

    def __init__(self, theme: Theme, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.STEP * 2)
        self._parts: dict[str, tuple[KeyCap, QLabel]] = {}
        for key in keys:
            cap, word = KeyCap(theme, key), label("small")
            self._parts[key] = cap, word
            row.addWidget(cap)
            row.addWidget(word)
            row.addSpacing(Size.STEP)
        row.addStretch()

    def write(self, words: Mapping[str, str]) -> None:
        """Write what each key does."""
        for key, (cap, word) in self._parts.items():
            said = words.get(key, "")
            word.setText(said)
            cap.setVisible(bool(said))
            word.setVisible(bool(said))
