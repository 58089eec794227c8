"""Text of any script on a reportlab canvas: measured, fitted, drawn as glyphs that can still be read and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fontTools.pens.basePen import BasePen
from reportlab.lib.colors import HexColor

from checkin.badges.breaking import Fit, fit, shorten
from checkin.badges.embedding import EmbeddedFont, utf16
from checkin.badges.fonts import Weight
from checkin.badges.shaping import Shaper

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from checkin.badges.breaking import Block
    from checkin.badges.fonts import FontFace
    from checkin.badges.shaping import Glyph, Line, Run

    Point = tuple[float, float]

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
        line = shorten(self._shaper, text, weight, width / least)
        got = size if line.width * size <= width else width / line.width
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * (width - line.width * got)
        self.draw(line, x + shift, y, got, colour)
        return got

    def draw(self, line: Line, x: float, y: float, size: float, colour: str = INK) -> None:
        """Draw a shaped line with its left end at `x` and its baseline at `y`."""
        if not line.runs:
            return
        paint = HexColor(colour)
        parts = [f"{paint.red:.4g} {paint.green:.4g} {paint.blue:.4g} rg BT"]
        outlines: list[str] = []
        for run in line.runs:
            font = self._font(run.face)
            parts.append(f"/{font.resource} {_number(size)} Tf 1 0 0 1 {_number(x)} {_number(y)} Tm")
            shown = _shown(run, font, size)
            parts.append(shown if run.plain else f"/Span <</ActualText <FEFF{utf16(run.text)}>>> BDC {shown} EMC")
            for glyph in run.glyphs:
                if _is_silent(glyph, run):
                    outlines.append(_outline(glyph, run.face, x, y, size))
                x += glyph.advance * size
        self.canvas.addLiteral(" ".join(["q", *parts, "ET", *outlines, "Q"]))

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
        if _is_silent(glyph, run):
            owed += glyph.advance * 1000
            continue
        if glyph.up != height:
            parts.append(_row(row, codes))
            row, codes, height = [], "", glyph.up
            parts.append(f"{_number(height * size)} Ts")
        move = round(owed + glyph.right * 1000)
        if move:
            row += [f"<{codes}>", str(-move)] if codes else [str(-move)]
            codes = ""
        codes += f"{font.code(glyph):04X}"
        owed += glyph.advance * 1000 - font.width(glyph) - move
    parts.append(_row(row, codes))
    if height:
        parts.append("0 Ts")
    return " ".join(part for part in parts if part)


def _row(row: list[str], codes: str) -> str:
    shown = [*row, f"<{codes}>"] if codes else row
    return f"[{' '.join(shown)}] TJ" if shown else ""


def _is_silent(glyph: Glyph, run: Run) -> bool:
    """Tell whether a glyph is a part of a letter that says nothing itself, such as the dots of an Arabic one.

    It is drawn as a shape: as text, every reader would find a stray character there.
    """
    return run.plain and not glyph.text


def _outline(glyph: Glyph, face: FontFace, x: float, y: float, size: float) -> str:
    pen = _OutlinePen()
    face.font.draw_glyph_with_pen(glyph.number, pen)
    scale = size / face.units
    place = f"{scale:.6f} 0 0 {scale:.6f} {_number(x + glyph.right * size)} {_number(y + glyph.up * size)}"
    return f"q {place} cm {' '.join(pen.operators)} f Q" if pen.operators else ""


class _OutlinePen(BasePen):  # type: ignore[misc]
    """Writes an outline as PDF path operators; the base class makes cubic curves of TrueType's quadratic ones."""

    def __init__(self) -> None:
        super().__init__(None)
        self.operators: list[str] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802 - fontTools' names
        self._write("m", pt)

    def _lineTo(self, pt: Point) -> None:  # noqa: N802
        self._write("l", pt)

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802
        self._write("c", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self._write("h")

    def _write(self, operator: str, *points: Point) -> None:
        self.operators += [f"{_number(x)} {_number(y)}" for x, y in points]
        self.operators.append(operator)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
