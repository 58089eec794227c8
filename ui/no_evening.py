"""What volunteers see where there is no evening: how to get one. Lists and evenings are the organiser's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout

from ui.lock import ROLE_KEY
from ui.page import Page
from ui.pages import PageEntry
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.kit import Kit

KEY = "no_evening"


class NoEveningPage(Page):
    """Says who can put an evening here."""

    IS_BARE: ClassVar[bool] = True

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.organiser = Button(kit.theme, icon="lock", key=ROLE_KEY, kind=Kind.PRIMARY)
        self.organiser.clicked.connect(kit.notices.hand_over)
        self._state = EmptyState(kit.theme, "moon", self.organiser)
        QVBoxLayout(self).addWidget(self._state)
        self.retranslate()

    def retranslate(self) -> None:
        """Write every text of the page."""
        self._state.set_text(
            self.text("There is no evening on this laptop"),
            self.text("Fetch the organiser: with the PIN they load the list, and this door opens."),
        )
        self.organiser.setText(self.text("I am the organiser"))

    def take_focus(self) -> None:
        """Put the keyboard on the one thing that can be done."""
        self.organiser.setFocus()


NO_EVENING = PageEntry(KEY, "", "", NoEveningPage)
