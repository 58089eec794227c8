"""Text in lines, with room between them and words broken only where they must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
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


def paint_lines(
    painter: QPainter, text: str, face: QFont, at: QPointF, room: float, height: float, most: int = 99
) -> float:
    """Draw a text from a point down, in lines of this height; returns where the last one ends.

    Of a text that needs more lines than `most`, the last one ends in an ellipsis.
    """
    painter.setFont(face)
    metrics = QFontMetricsF(face)
    lines = broken(text, face, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], metrics.elidedText(" ".join(lines[most - 1 :]), Qt.TextElideMode.ElideRight, room)]
    y = at.y()
    for line in lines:
        painter.drawText(QPointF(at.x(), y + (height + metrics.capHeight()) / 2), line)
        y += height
    return y
