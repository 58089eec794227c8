"""The Evenings page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ui.kit import Kit
from ui.page import Page
from ui.widgets.empty_state import EmptyState


class EventsPage(Page):
    """Stands in until the page is written."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._empty = EmptyState(kit.theme, "calendar-days")
        QVBoxLayout(self).addWidget(self._empty)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the texts."""
        self.set_header(self.text("Evenings"))
        self._empty.set_text(self.text("Evenings"), "")
