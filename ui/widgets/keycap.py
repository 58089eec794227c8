"""The key that does something, drawn as a key."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, Type, font

HEIGHT = 20
PADDING = 7
_NAMES = {"Enter": "⏎", "Up": "↑", "Down": "↓"}
ENTER = "⏎"


def key_name(key: str) -> str:
    """Return a key as it is shown: `Ctrl+Enter` becomes `Ctrl ⏎`, and `Shift` what keyboards of the language say."""
    return " ".join(_part_name(part) for part in key.split("+"))


def _part_name(part: str) -> str:
    # As Qt's menus write it: the same key is not called Shift on a button and Maj in a menu.
    return QCoreApplication.translate("QShortcut", part) if part == "Shift" else _NAMES.get(part, part)


def keycap_width(key: str) -> float:
    """Return how wide a key is drawn."""
    return max(HEIGHT, QFontMetricsF(_font()).horizontalAdvance(key_name(key)) + 2 * PADDING)


def paint_keycap(painter: QPainter, key: str, left: float, middle: float, ink: str, ground: str, line: str) -> float:
    """Draw a key from `left`, around the height `middle`; returns its width. Without `ground` it is an outline."""
    width = keycap_width(key)
    area = QRectF(left + 0.5, middle - HEIGHT / 2 + 0.5, width - 1, HEIGHT - 1)
    painter.setPen(QPen(QColor(line), 1))
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, 5, 5)
    text = key_name(key)
    painter.setFont(_font())
    if text == ENTER:
        _paint_enter(painter, area.center(), ink)
    else:
        painter.setPen(QColor(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    return width


def _paint_enter(painter: QPainter, middle: QPointF, ink: str) -> None:
    """Draw the return arrow: not every font has one."""
    painter.setPen(QPen(QColor(ink), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    x, y = middle.x(), middle.y()
    painter.drawPolyline([QPointF(x + 4, y - 3.5), QPointF(x + 4, y + 1), QPointF(x - 4, y + 1)])
    painter.drawPolyline([QPointF(x - 1.5, y - 1.5), QPointF(x - 4, y + 1), QPointF(x - 1.5, y + 3.5)])


def _font() -> QFont:
    return font(Type.TINY, QFont.Weight.DemiBold)


class KeyCap(QWidget):
    """A key by itself."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the key's size."""
        return QSize(int(keycap_width(self._key)) + 1, HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        """Take another width where the key has another name in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        paint_keycap(painter, self._key, 0, self.height() / 2, colours.muted, colours.raised, colours.line)
