"""The banner that a volunteer reads at two metres: colour, shape, word, name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Role, Size, Theme, Type
from ui.widgets.announce import Announce, announce
from ui.widgets.banner import Banner
from ui.widgets.banner_draft import Plan, Room
from ui.widgets.banner_plan import plan_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Banner", "VerdictBanner"]


class VerdictBanner(QWidget):
    """Shows one banner, with the buttons that make sense for it at its foot.

    It grows with the window, and beyond its usual height where there is much to say: nothing in it is cut.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, say: Announce = announce) -> None:
        super().__init__(parent)
        self._theme = theme
        self._say = say
        self._banner = Banner(Role.NEUTRAL, "dot", "")
        self._all_buttons: list[QWidget] = []
        self._buttons: list[QWidget] = []
        self._usual = self._most = Size.BANNER
        self._plan = Plan(1.0, name_size=Type.NAME)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(Size.BANNER)

    @property
    def banner(self) -> Banner:
        """What it shows."""
        return self._banner

    @property
    def plan(self) -> Plan:
        """Where everything stands."""
        return self._plan

    @property
    def name_size(self) -> int:
        """The size of the name's letters in logical pixels."""
        return self._plan.name_size

    @property
    def text_height(self) -> float:
        """Where what is said ends, in logical pixels from the top."""
        return self._plan.text_height

    def set_heights(self, usual: int, most: int) -> None:
        """Take this height, and up to `most` where there is more to say than it holds."""
        self._usual, self._most = usual, max(usual, most)
        self._arrange()

    def add_button(self, button: QWidget) -> None:
        """Put a button at the foot; whoever owns the banner says when it shows."""
        button.setParent(self)
        self._all_buttons.append(button)
        button.hide()

    def show_banner(self, banner: Banner, buttons: Sequence[QWidget] = (), *, is_news: bool | None = None) -> None:
        """Show another banner, with these of its buttons.

        Screen readers say it at once if it `is_news`: left open, if it differs from the one before.
        """
        is_news = banner != self._banner if is_news is None else is_news
        self._banner = banner
        self._buttons = [button for button in self._all_buttons if button in buttons]
        self.setAccessibleName(banner.sentence)
        self._arrange()
        for button in self._all_buttons:
            button.setVisible(button in self._buttons)
        if is_news and banner.word:
            self._say(self, banner.sentence)

    def sizeHint(self) -> QSize:
        """Return the usual size."""
        return QSize(600, self.height())

    def minimumSizeHint(self) -> QSize:
        """Take what width there is."""
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for the room there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew in other fonts."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, shape, word, name and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, role = self._theme.colours, self._banner.role
        is_plain = role is Role.NEUTRAL
        # A ground that stands out by its colour needs no frame; a neutral one, or a black one, does.
        frame = c.verdict_border or (c.border if is_plain else 0)
        edge = c.line if is_plain else c.ink(role)
        painter.setPen(QPen(QColor(edge), frame) if frame else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.surface if is_plain else c.ground(role)))
        inset = frame / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), Size.CORNER, Size.CORNER)
        for piece in self._plan.pieces:
            piece.paint(painter, c)

    def _arrange(self) -> None:
        """Lay out, take the height that this needs, and put the buttons in their places."""
        room = Room(self.width(), self._usual, self._most, self.window().height())
        sizes = [button.sizeHint() for button in self._buttons]
        self._plan = plan_of(self._banner, sizes, room)
        height = min(self._most, int(self._plan.height))
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
        for button, area in zip(self._buttons, self._plan.buttons, strict=True):
            button.setGeometry(area)
        self.update()
