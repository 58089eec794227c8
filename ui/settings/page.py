"""The Settings page: this laptop, its roles, its camera, its printer, its data. Everything takes effect at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.page import Page
from ui.settings.camera import CameraCard
from ui.settings.data import DataCard
from ui.settings.keeper import Keeper
from ui.settings.laptop import LaptopCard
from ui.settings.printer import PrinterCard
from ui.settings.roles import RolesCard
from ui.theme import Size
from ui.widgets.scroll import Scrolled

if TYPE_CHECKING:
    from ui.kit import Kit

WIDEST = 1160


class SettingsPage(Page):
    """The cards, in two columns."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        keeper = Keeper(kit, self)
        self.laptop = LaptopCard(kit, keeper)
        self.roles = RolesCard(kit)
        self.camera = CameraCard(kit, keeper)
        self.printer = PrinterCard(kit, keeper)
        self.data = DataCard(kit)
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        """Write every text anew."""
        self.set_header(self.text("Settings"), self.text("Changes take effect at once"))
        for card in (self.laptop, self.roles, self.camera, self.printer, self.data):
            card.retranslate()

    def shown(self) -> None:
        """Look at the machine again."""
        self.laptop.read()
        self.roles.read()
        self.camera.look()
        self.printer.look()
        self.data.look()

    def hidden(self) -> None:
        """Let go of the camera."""
        self.camera.rest()

    def take_focus(self) -> None:
        """Put the keyboard onto the language."""
        self.laptop.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        inside = self._inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        row = QHBoxLayout(inside)
        row.setContentsMargins(Size.PAGE, Size.PAGE_TOP, Size.PAGE, Size.PAGE_TOP)
        row.setSpacing(Size.PAGE_TOP)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in ((left, (self.laptop, self.roles)), (right, (self.camera, self.printer, self.data))):
            column.setSpacing(Size.PAGE_TOP)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        scroll = self._scroll = Scrolled(inside)
        self.data.said.connect(lambda: QTimer.singleShot(0, self, lambda: self._bring_into_view(self.data)))
        self.roles.said.connect(lambda: QTimer.singleShot(0, self, lambda: self._bring_into_view(self.roles)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        whole.addStretch()

    def _bring_into_view(self, card: QWidget) -> None:
        """Show what came of an action, where a small window has it below its edge."""
        for part in (card, self._inside):
            if (layout := part.layout()) is not None:
                layout.activate()
        self._inside.resize(self._inside.width(), max(self._inside.height(), self._inside.sizeHint().height()))
        self._scroll.ensureWidgetVisible(self.data.outcome if card is self.data else card)
