"""The status line: a coloured dot and a few words for each thing that the evening hangs on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Role, Size, Theme, Type, font

DOT = 8
AFTER_DOT = 7
BETWEEN = 22


class StatusDots(QWidget):
    """Dots with their words, in the order in which they first came; one that comes back has its old place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: dict[str, tuple[str, Role]] = {}
        self.setFixedHeight(Size.STATUS)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_item(self, key: str, text: str, role: Role) -> None:
        """Set the words of a dot; no words take it away."""
        self._items[key] = (text, role)
        words = [said for said, _ in self._items.values() if said]
        self.setAccessibleName(" · ".join(words))
        self.setToolTip("\n".join(words))
        self.update()

    def words(self, key: str) -> str:
        """Return what a dot says."""
        return self._items.get(key, ("", Role.NEUTRAL))[0]

    def minimumSizeHint(self) -> QSize:
        """Take what room there is: the words are cut where it ends."""
        return QSize(0, Size.STATUS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dots and words from the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = font(Type.SMALL)
        painter.setFont(face)
        metrics = QFontMetricsF(face)
        x, middle = float(Size.PAGE), self.height() / 2
        for text, role in self._items.values():
            if not text:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(role))
            painter.drawEllipse(QRectF(x, middle - DOT / 2, DOT, DOT))
            x += DOT + AFTER_DOT
            painter.setPen(QColor(self._theme.colours.muted))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, self.width() - x - Size.GAP))
            painter.drawText(QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            x += metrics.horizontalAdvance(shown) + BETWEEN
