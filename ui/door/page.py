"""The Door page."""

from __future__ import annotations

from ui.kit import Kit
from ui.page import Page


class DoorPage(Page):
    """Door."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
