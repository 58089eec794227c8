"""The Settings page: this laptop, its camera, its data. Everything takes effect at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.page import Page
from ui.settings.camera import CameraCard
from ui.settings.data import DataCard
from ui.settings.keeper import Keeper
from ui.settings.laptop import LaptopCard
from ui.theme import Size
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from ui.kit import Kit

WIDEST = 1160


class SettingsPage(Page):
    """Three cards in two columns."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        keeper = Keeper(kit, self)
        self.laptop = LaptopCard(kit, keeper)
        self.camera = CameraCard(kit, keeper)
        self.data = DataCard(kit)
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        """Write every text anew."""
        self.set_header(self.text("Settings"), self.text("Changes take effect at once"))
        for card in (self.laptop, self.camera, self.data):
            card.retranslate()

    def shown(self) -> None:
        """Look at the machine again."""
        self.laptop.read()
        self.camera.look()
        self.data.look()

    def take_focus(self) -> None:
        """Put the keyboard onto the language."""
        self.laptop.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        row = QHBoxLayout(inside)
        row.setContentsMargins(Size.PAGE, Size.PAGE_TOP, Size.PAGE, Size.PAGE_TOP)
        row.setSpacing(Size.PAGE_TOP)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in ((left, (self.laptop,)), (right, (self.camera, self.data))):
            column.setSpacing(Size.PAGE_TOP)
            for card in cards:
                column.addWidget(card)
            column.addStretch()
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        scroll = scrolled(inside)
        # What came of an action may stand below the edge of a small window: after the layout has made room for it.
        self.data.said.connect(
            lambda: scroll.ensureWidgetVisible(self.data.outcome), Qt.ConnectionType.QueuedConnection
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
