"""A line that opens what is below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Role, Size, Theme, Type, font
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import keycap_width, paint_keycap

ARROW = 14
BETWEEN = 7
EDGE = 6


class Disclosure(QAbstractButton):
    """Words in a role's ink, an arrow, and the key that does the same."""

    def __init__(self, theme: Theme, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._role = Role.ALREADY
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def write(self, text: str, role: Role) -> None:
        """Write the line; no text hides it."""
        self._role = role
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._key)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of text, arrow and key."""
        key = keycap_width(self._key) + BETWEEN if self._key else 0.0
        wide = QFontMetricsF(self._font()).horizontalAdvance(self.text()) + BETWEEN + ARROW + key + 2 * EDGE
        return QSize(int(wide) + 1, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, with a ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self._theme.colours
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), c.focus))
            inset = c.focus / 2
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), Size.SMALL_CORNER, Size.SMALL_CORNER
            )
        ink = c.ink(self._role)
        painter.setFont(self._font())
        painter.setPen(QColor(ink))
        wide = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        painter.drawText(QRectF(EDGE, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        x, middle = EDGE + wide + BETWEEN, self.height() / 2
        name = "chevron-up" if self.isChecked() else "chevron-down"
        paint_icon(painter, name, QRectF(x, middle - ARROW / 2, ARROW, ARROW), ink)
        if self._key:
            paint_keycap(painter, self._key, x + ARROW + BETWEEN, middle, c.muted, c.raised, c.line)

    def _font(self) -> QFont:
        return font(Type.BODY, QFont.Weight.DemiBold)
