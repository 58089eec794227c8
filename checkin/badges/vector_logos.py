"""Drawings of plain paths, as they are painted in a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

Step = tuple[str, tuple[float, ...]]
"""The name of one of reportlab's path operators, and its numbers."""
Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""

_DARK = 0.57
"""The lightness under which a colour is black where there are no colours."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A path with its paints; `line` is the width of its stroke, in units of the drawing."""

    steps: tuple[Step, ...]
    fill: Colour | None
    stroke: Colour | None
    line: float
    even_odd: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes within `width` x `height` units, upwards from below left."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    def paint(self, canvas: Canvas, *, mono: bool) -> None:
        """Draw it in its own units, from the canvas's origin."""
        for shape in self.shapes:
            self._draw(canvas, shape, mono=mono)

    @staticmethod
    def _draw(canvas: Canvas, shape: Shape, *, mono: bool) -> None:
        path: PDFPathObject = canvas.beginPath()
        for name, numbers in shape.steps:
            getattr(path, name)(*numbers)
        if shape.fill:
            canvas.setFillColorRGB(*(_black_or_white(shape.fill) if mono else shape.fill))
        if shape.stroke:
            canvas.setStrokeColorRGB(*(_black_or_white(shape.stroke) if mono else shape.stroke))
            canvas.setLineWidth(shape.line)
        canvas.drawPath(path, stroke=int(shape.stroke is not None), fill=int(shape.fill is not None),
                        fillMode=0 if shape.even_odd else 1)  # fmt: skip


def _black_or_white(colour: Colour) -> Colour:
    red, green, blue = colour
    level = 0.0 if 0.299 * red + 0.587 * green + 0.114 * blue < _DARK else 1.0
    return level, level, level
