"""What would help a code to be read, large enough for the guest who holds it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ui.theme import Role, Size, Type, font
from ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from ui.theme import Colours

HEIGHT = 100 / Size.LEFT_COLUMN
"""The band's height as a share of the view's width: it grows with the window."""
FREE = 0.3
"""Shares of the picture above and below its middle which the band may take; a badge is held up in between."""
WORD, ADVICE, SIGN = 0.44, 0.28, 0.46
"""Of the band's height. The word is 44 pixels high in the usual window, as the name in a verdict: on a laptop of 14
inches its capitals are 7.7 mm, and at 1.5 m that is 18 minutes of arc (ISO 9241-303 wants 16)."""


@dataclass(frozen=True, slots=True)
class HintBand:
    """A hint: its word comes first, then what to do. `is_low` puts it below the picture's middle."""

    text: str = ""
    icon: str = ""
    is_low: bool = False

    @property
    def word(self) -> str:
        """What is wrong."""
        return self.text.partition(":")[0].strip()

    @property
    def advice(self) -> str:
        """What helps."""
        rest = self.text.partition(":")[2].strip()
        return rest[:1].upper() + rest[1:]

    def area(self, view: QRectF, picture: QRectF) -> QRectF:
        """Return where the band stands in a view: over its edge, and never over the middle of the picture."""
        share = FREE * picture.height()
        room = view.bottom() - (picture.bottom() - share) if self.is_low else picture.top() + share - view.top()
        height = max(0.0, min(room, HEIGHT * view.width()))
        return QRectF(view.left(), view.bottom() - height if self.is_low else view.top(), view.width(), height)

    def paint(self, painter: QPainter, area: QRectF, colours: Colours) -> int:
        """Draw the band into its area and return how large its word is, in pixels."""
        ink = colours.on_ink
        side = SIGN * area.height()
        inside = 2 * Size.GAP * area.width() / Size.LEFT_COLUMN
        left = area.left() + inside + side + inside / 2
        room = area.right() - inside - left
        painter.fillRect(area, QColor(colours.ink(Role.ALREADY)))
        paint_icon(painter, self.icon, QRectF(area.left() + inside, area.center().y() - side / 2, side, side), ink)
        word = _fitted(self.word, round(WORD * area.height()), QFont.Weight.ExtraBold, room)
        advice = _fitted(self.advice, round(ADVICE * area.height()), QFont.Weight.DemiBold, room)
        heights = QFontMetricsF(word).height(), QFontMetricsF(advice).height()
        top = area.center().y() - sum(heights) / 2
        painter.setPen(QColor(ink))
        for text, face, height in ((self.word, word, heights[0]), (self.advice, advice, heights[1])):
            painter.setFont(face)
            painter.drawText(QRectF(left, top, room, height), Qt.AlignmentFlag.AlignVCenter, text)
            top += height
        return word.pixelSize()


def _fitted(text: str, size: int, weight: QFont.Weight, room: float) -> QFont:
    """Return the font in the largest size, from `size` down, in which the text fits."""
    face = font(max(size, Type.TINY), weight)
    while face.pixelSize() > Type.TINY and QFontMetricsF(face).horizontalAdvance(text) > room:
        face = font(face.pixelSize() - 1, weight)
    return face
