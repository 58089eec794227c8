"""The navigation rail at the left of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from ui.theme import Size, Theme, Type, font
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import keycap_width, paint_keycap

if TYPE_CHECKING:
    from collections.abc import Container

MARK = 40
ICON = 20
KEY_ROOM = 24


class Mark(QWidget):
    """The program's own sign."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(MARK, MARK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a tick on the accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.accent))
        painter.drawRoundedRect(self.rect(), Size.CORNER, Size.CORNER)
        inset = MARK * 0.28
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        paint_icon(painter, "check", area, self._theme.colours.on_accent, thick=True)


class RailItem(QAbstractButton):
    """One page of the rail, or an action at its foot, which stays unmarked and shows its key."""

    def __init__(
        self, theme: Theme, icon: str, key: str, parent: QWidget | None = None, *, is_action: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._key = key
        self._shows_key = is_action
        self.setCheckable(not is_action)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def name(self, text: str, meaning: str = "") -> None:
        """Write the page's name; the key is its tool tip, after what is meant where the name is too short to say it."""
        self.setText(text)
        self.setAccessibleName(meaning or text)
        self.setAccessibleDescription(self._key)
        self.setToolTip(f"{meaning or text} ({self._key})")

    def sizeHint(self) -> QSize:
        """Return the room of an item."""
        return QSize(Size.RAIL - 12, Size.RAIL_ITEM - 4 + (KEY_ROOM if self._shows_key else 0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self._theme.colours
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.raised))
            painter.setOpacity(1.0 if self.isChecked() or self.hasFocus() else 0.6)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Size.CORNER, Size.CORNER)
            painter.setOpacity(1.0)
        ink = c.text if self.isChecked() else c.muted
        paint_icon(painter, self._icon, QRectF((self.width() - ICON) / 2, 9, ICON, ICON), ink)
        painter.setFont(font(Type.TINY, QFont.Weight.Bold if self.isChecked() else QFont.Weight.Normal))
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(0, 32, self.width(), 17), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._shows_key:
            left = (self.width() - keycap_width(self._key)) / 2
            paint_keycap(painter, self._key, left, 52 + KEY_ROOM / 2 - 2, c.muted, c.raised, c.line)


class Rail(QFrame):
    """The mark, the pages below each other, and at the foot who the laptop is with."""

    chosen = Signal(str)
    role_asked = Signal()

    def __init__(self, theme: Theme, role_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(Size.RAIL)
        self._theme = theme
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 14, 6, 14)
        self._column.setSpacing(4)
        self._column.addWidget(Mark(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(14)
        self._column.addStretch()
        self.role = RailItem(theme, "lock", role_key, self, is_action=True)
        self.role.clicked.connect(self.role_asked)
        self._column.addWidget(self.role)

    def add(self, key: str, icon: str, shortcut: str) -> None:
        """Add a page."""
        item = RailItem(self._theme, icon, shortcut, self)
        item.clicked.connect(lambda: self.chosen.emit(key))
        self._items[key] = item
        self._group.addButton(item)
        # Above what stretches, and the role.
        self._column.insertWidget(self._column.count() - 2, item)

    def name(self, key: str, text: str) -> None:
        """Write a page's name."""
        self._items[key].name(text)

    def show_only(self, keys: Container[str]) -> None:
        """Show these pages alone."""
        for known, item in self._items.items():
            item.setVisible(known in keys)

    def mark(self, key: str) -> None:
        """Show which page is on; a page that is not on the rail leaves none marked."""
        self._group.setExclusive(False)
        for known, item in self._items.items():
            item.setChecked(known == key)
        self._group.setExclusive(True)
