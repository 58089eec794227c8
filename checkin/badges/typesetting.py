"""Text of any script on a reportlab canvas: measured, fitted, drawn as glyphs that can still be read and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reportlab.lib.colors import HexColor

from checkin.badges.breaking import Fit, fit, shorten
from checkin.badges.embedding import EmbeddedFont, utf16
from checkin.badges.fonts import Weight
from checkin.badges.shaping import Shaper

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from checkin.badges.breaking import Block
    from checkin.badges.fonts import FontFace
    from checkin.badges.shaping import Line, Run

Align = Literal["left", "centre", "right"]

INK = "#1B1722"


class Typesetter:
    """Sets text on one canvas; the fonts it used are embedded when the canvas is saved.

    Lengths are points, from the canvas's origin. One thread at a time.
    """

    def __init__(self, canvas: Canvas, shaper: Shaper | None = None) -> None:
        self.canvas = canvas
        self._shaper = shaper or Shaper()
        self._fonts: dict[str, EmbeddedFont] = {}

    def line(self, text: str, weight: Weight = Weight.REGULAR) -> Line:
        """Return a text as one shaped line, whose lengths are ems."""
        return self._shaper.line(text, weight)

    def width(self, text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
        """Return how wide a text is at a size."""
        return self.line(text, weight).width * size

    def fit(self, text: str, weight: Weight, width: float, how: Fit) -> Block:
        """Return a text within a width: shrunk, then broken into lines, then cut with an ellipsis."""
        return fit(self._shaper, text, weight, width, how)

    def draw_fitted(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        *,
        size: float,
        smallest: float | None = None,
        weight: Weight = Weight.REGULAR,
        colour: str = INK,
        align: Align = "left",
    ) -> float:
        """Draw a text on one line within `width` to the right of `x`, its baseline at `y`; return the size it got.

        It shrinks to `smallest` (by default not at all), then is cut with an ellipsis.
        """
        least = size if smallest is None else smallest
        line = self.line(text, weight)
        got = size if line.width * size <= width else max(least, width / line.width)
        if line.width * got > width * 1.0001:
            line = shorten(self._shaper, text, weight, width / got)
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * (width - line.width * got)
        self.draw(line, x + shift, y, got, colour)
        return got

    def draw(self, line: Line, x: float, y: float, size: float, colour: str = INK) -> None:
        """Draw a shaped line with its left end at `x` and its baseline at `y`."""
        if not line.runs:
            return
        paint = HexColor(colour)
        parts = [f"BT {paint.red:.4g} {paint.green:.4g} {paint.blue:.4g} rg"]
        for run in line.runs:
            font = self._font(run.face)
            parts.append(f"/{font.resource} {_number(size)} Tf 1 0 0 1 {_number(x)} {_number(y)} Tm")
            shown = _shown(run, font, size)
            if run.plain:
                parts.append(shown)
            else:
                parts.append(f"/Span <</ActualText <FEFF{utf16(run.text)}>>> BDC {shown} EMC")
            x += sum(glyph.advance for glyph in run.glyphs) * size
        parts.append("ET")
        self.canvas.addLiteral(" ".join(parts))

    def _font(self, face: FontFace) -> EmbeddedFont:
        if face.name not in self._fonts:
            self._fonts[face.name] = EmbeddedFont(face, self.canvas._doc, len(self._fonts) + 1)
        return self._fonts[face.name]


def _shown(run: Run, font: EmbeddedFont, size: float) -> str:
    """Return the operators that show a run: codes, with what HarfBuzz moved between them (ISO 32000-1, 9.4.3)."""
    parts: list[str] = []
    row: list[str] = []
    codes = ""
    height = 0.0
    owed = 0.0  # thousandths of an em that the pen is too far left

    for glyph in run.glyphs:
        if glyph.up != height:
            parts.append(_row(row, codes))
            row, codes, height = [], "", glyph.up
            parts.append(f"{_number(height * size)} Ts")
        move = round(owed + glyph.right * 1000)
        if move:
            if codes:
                row.append(f"<{codes}>")
                codes = ""
            row.append(str(-move))
        codes += f"{font.code(glyph):04X}"
        owed += glyph.advance * 1000 - font.width(glyph.number) - move
    parts.append(_row(row, codes))
    if height:
        parts.append("0 Ts")
    return " ".join(part for part in parts if part)


def _row(row: list[str], codes: str) -> str:
    shown = [*row, f"<{codes}>"] if codes else row
    return f"[{' '.join(shown)}] TJ" if shown else ""


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
