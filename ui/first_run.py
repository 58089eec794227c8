"""The first page somebody sees: two ways to begin, and the language."""

from __future__ import annotations

from ui.kit import Kit
from ui.page import Page


class FirstRunPage(Page):
    """Stands until there is an evening."""

    IS_BARE = True

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
