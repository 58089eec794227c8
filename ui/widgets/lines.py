"""Text in lines, with room between them and words broken only where they must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter


def broken(text: str, face: QFont, room: float) -> list[str]:
    """Return the lines of a text in a width; words that are too long are broken."""
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        # Positions are in UTF-16: names beyond the basic plane count double there.
        start, end = line.textStart(), line.textStart() + line.textLength()
        lines.append(text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le").strip())
    layout.endLayout()
    return lines


def paint_lines(painter: QPainter, text: str, face: QFont, at: QPointF, room: float, height: float) -> float:
    """Draw a text from a point down, in lines of this height; returns where the last one ends."""
    painter.setFont(face)
    metrics = QFontMetricsF(face)
    y = at.y()
    for line in broken(text, face, room):
        painter.drawText(QPointF(at.x(), y + (height + metrics.capHeight()) / 2), line)
        y += height
    return y
