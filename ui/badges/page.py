"""The Badges page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ui.kit import Kit
from ui.page import Page
from ui.widgets.empty_state import EmptyState


class BadgesPage(Page):
    """Stands in until the page is written."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._empty = EmptyState(kit.theme, "id-card")
        QVBoxLayout(self).addWidget(self._empty)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the texts."""
        self.set_header(self.text("Badges"))
        self._empty.set_text(self.text("Badges"), "")
