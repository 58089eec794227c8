"""The header of a page: its title, a word about it, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import Size
from ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence


class Header(QFrame):
    """One line over every page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(Size.HEADER)
        self._title = ElidedLabel("page", keeps_width=True)
        self._subtitle = ElidedLabel("muted")
        self._actions: list[QWidget] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.PAGE, 0, Size.PAGE, 0)
        row.setSpacing(14)
        # The title gives way last: it is cut only where the subtitle has nothing left to give.
        row.addWidget(self._title, 0)
        row.addWidget(self._subtitle, 1)
        self._row = row

    def show_title(self, title: str, subtitle: str) -> None:
        """Write title and subtitle."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def show_actions(self, actions: Sequence[QWidget]) -> None:
        """Put these widgets at the right, in place of the ones before."""
        for old in self._actions:
            self._row.removeWidget(old)
            old.hide()
        self._actions = list(actions)
        for widget in actions:
            self._row.addWidget(widget)
            widget.show()
