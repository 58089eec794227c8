"""A text that is laid out before it is painted: in one or more fonts, in a width, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QFont, QPainter

LEADING = 1.42
"""Height of a line by the size of its font, in running text."""


class Paragraph:
    """Runs of text after one another, broken between words, and within one only where it is wider than the room.

    Lengths are logical pixels. `heights` of a line come from the first run's font, so that letters of another script
    do not push the lines apart.
    """

    def __init__(self, runs: Sequence[tuple[str, QFont]], room: float, leading: float = LEADING) -> None:
        first = runs[0][1]
        self.text = "".join(text for text, _ in runs)
        self.line_height = first.pixelSize() * leading
        self._layout = QTextLayout(self.text, first)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(_formats(runs))
        self.widths: list[float] = []
        self._break(max(1.0, room))

    @property
    def height(self) -> float:
        """The height of all lines."""
        return self.line_height * len(self.widths)

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max(self.widths, default=0.0)

    @property
    def is_one_line(self) -> bool:
        """Whether nothing had to be broken."""
        return len(self.widths) <= 1

    def paint(self, painter: QPainter, at: QPointF, ink: QColor) -> None:
        """Draw the lines from a point down and to the right."""
        painter.setPen(ink)
        self._layout.draw(painter, at)

    def _break(self, room: float) -> None:
        self._layout.beginLayout()
        y = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, y + (self.line_height - line.height()) / 2))
            self.widths.append(line.naturalTextWidth())
            y += self.line_height
        self._layout.endLayout()


def _formats(runs: Sequence[tuple[str, QFont]]) -> list[QTextLayout.FormatRange]:
    made, start = [], 0
    for text, face in runs:
        part = QTextLayout.FormatRange()
        # Qt counts in UTF-16, where what lies beyond the basic plane counts double.
        length = len(text.encode("utf-16-le")) // 2
        part.start, part.length = start, length
        part.format = QTextCharFormat()
        part.format.setFont(face)
        made.append(part)
        start += length
    return made
