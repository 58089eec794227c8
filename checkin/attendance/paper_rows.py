"""A row of the list on paper: the box, the time, the code, the name, and what else tells somebody from their namesake.

Lengths are points. Names are set in 11 points, codes in a fixed pitch so that they stand below each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from checkin.badges.fonts import Weight

if TYPE_CHECKING:
    from checkin.attendance.paper_list import PaperRow
    from checkin.badges.typesetting import Typesetter
    from checkin.language import Language

WIDTH, HEIGHT = A4
LEFT, RIGHT = 18 * mm, WIDTH - 11 * mm
TOP, BOTTOM = HEIGHT - 11 * mm, 14 * mm
ROW = 6.0 * mm
WRITTEN = 8.4 * mm
HEAD = 12 * mm
"""The head of a page and the names of the columns, above the first row."""
INK, MUTED, FAINT, STRIPE = "#1B1722", "#5E5969", "#9A96A3", "#F0EFF2"

NAME_SIZE, SMALLEST_NAME = 11.0, 10.0
LONGEST = 120
"""Characters of a part of a name that are looked at: a hostile list must not cost minutes."""
CODE_PITCH = 7.6
BOX = 4.2 * mm

TIME = LEFT + 6.5 * mm
CODE = TIME + 15 * mm
NAME = CODE + 16.5 * mm
ABOUT = NAME + 71 * mm
CATEGORY = ABOUT + 36 * mm
PLACES = RIGHT - 9 * mm
TIME_WIDTH = 12 * mm
"""Where the columns begin, from the left."""


def draw_columns(pen: Typesetter, top: float, language: Language) -> None:
    """Draw the names of the columns above a page's rows."""
    y = top + 3
    for x, width, name in (
        (TIME, CODE - TIME, language.text("Time")),
        (CODE, NAME - CODE, language.text("Code")),
        (NAME, ABOUT - NAME, language.text("Name")),
        (ABOUT, CATEGORY - ABOUT, language.text("Handle")),
        (CATEGORY, PLACES - CATEGORY, language.text("Category")),
        (PLACES - 6, RIGHT - PLACES + 4, language.text("Places")),
    ):
        pen.draw_fitted(name, x, y, width - 3, size=8, smallest=5.5, colour=MUTED)
    canvas = pen.canvas
    canvas.setStrokeColor(HexColor(INK))
    canvas.setLineWidth(0.8)
    canvas.line(LEFT, top, RIGHT, top)


def draw_row(
    pen: Typesetter, row: PaperRow, y: float, *, is_shaded: bool, letter: str = "", is_cancelled: bool = False
) -> None:
    """Draw a row whose lower edge is at `y`; the first of its letter has that in the margin."""
    canvas = pen.canvas
    if is_shaded:
        canvas.setFillColor(HexColor(STRIPE))
        canvas.rect(LEFT, y, RIGHT - LEFT, ROW, stroke=0, fill=1)
    base = y + ROW * 0.3
    if letter:
        pen.draw_fitted(letter, LEFT - 8 * mm, base, 6 * mm, size=13, weight=Weight.BOLD, align="right")
    ink = MUTED if is_cancelled else INK
    if not is_cancelled:
        _box(pen, y + (ROW - BOX) / 2, is_ticked=bool(row.arrived))
        _time(pen, row.arrived, base)
    _code(pen, row.code, base, ink)
    end = _name(pen, row, base, ink)
    if is_cancelled:
        canvas.setStrokeColor(HexColor(MUTED))
        canvas.setLineWidth(0.7)
        canvas.line(NAME, base + 3.6, end, base + 3.6)
    pen.draw_fitted(row.about, ABOUT, base, CATEGORY - ABOUT - 5, size=9, smallest=7, colour=MUTED)
    pen.draw_fitted(row.category, CATEGORY, base, PLACES - CATEGORY - 4, size=9, smallest=7, colour=ink)
    if row.places > 1:
        pen.draw_fitted(
            f"× {row.places}", PLACES - 4, base, RIGHT - PLACES + 2, size=11, weight=Weight.BOLD, align="right"
        )


def draw_walk_in_head(pen: Typesetter, top: float, language: Language) -> float:
    """Draw what is written on the lines for walk-ins, and what the consent means; return where they begin."""
    y = top - 9
    consent = language.text("Agrees to be invited to the next evenings by e-mail")
    about = language.text("Used for nothing else, kept for 12 months; a word is enough to be taken off.")
    canvas = pen.canvas
    canvas.setStrokeColor(HexColor(MUTED))
    canvas.setLineWidth(0.7)
    canvas.rect(LEFT, y - 0.5, 6.5, 6.5, stroke=1, fill=0)
    pen.draw_fitted(f"{consent}. {about}", LEFT + 10, y, RIGHT - LEFT - 10, size=8, smallest=6, colour=MUTED)
    y -= 12
    names = (language.text("Time"), language.text("Name"), language.text("@handle"), language.text("E-mail"))
    for (x, width), name in zip(_written(), names, strict=True):
        pen.draw_fitted(name, x, y, width, size=8, smallest=6, colour=MUTED)
    return float(top - 9 * mm)


def draw_walk_in_line(pen: Typesetter, y: float) -> None:
    """Draw a line to write on, with its lower edge at `y`: time, name, handle, address, and the box of consent."""
    canvas = pen.canvas
    canvas.setStrokeColor(HexColor(FAINT))
    canvas.setLineWidth(0.6)
    for x, width in _written():
        canvas.line(x, y + 2, x + width - 6, y + 2)
    canvas.setStrokeColor(HexColor(INK))
    canvas.setLineWidth(0.9)
    canvas.rect(RIGHT - BOX - 1, y + 3, BOX, BOX, stroke=1, fill=0)


def _written() -> tuple[tuple[float, float], ...]:
    widths = (16 * mm, 58 * mm, 36 * mm, RIGHT - LEFT - 118 * mm)
    lefts = [LEFT + sum(widths[:column]) for column in range(len(widths))]
    return tuple(zip(lefts, widths, strict=True))


def _box(pen: Typesetter, y: float, *, is_ticked: bool) -> None:
    canvas = pen.canvas
    x = LEFT + 3
    canvas.setStrokeColor(HexColor(INK))
    canvas.setFillColor(HexColor("#FFFFFF"))
    canvas.setLineWidth(0.9)
    canvas.rect(x, y, BOX, BOX, stroke=1, fill=1)
    if is_ticked:
        canvas.setLineWidth(1.6)
        path = canvas.beginPath()
        path.moveTo(x + BOX * 0.18, y + BOX * 0.5)
        path.lineTo(x + BOX * 0.42, y + BOX * 0.22)
        path.lineTo(x + BOX * 0.85, y + BOX * 0.82)
        canvas.drawPath(path)


def _time(pen: Typesetter, arrived: str, base: float) -> None:
    if arrived:
        pen.draw_fitted(arrived, TIME, base, TIME_WIDTH, size=10.5, smallest=8, weight=Weight.SEMIBOLD)
        return
    canvas = pen.canvas
    canvas.setStrokeColor(HexColor(FAINT))
    canvas.setLineWidth(0.6)
    canvas.line(TIME, base - 2, TIME + TIME_WIDTH, base - 2)


def _code(pen: Typesetter, code: str, base: float, ink: str) -> None:
    """Draw a code, each character in the middle of its own place; one of five or more is set closer.

    A reader of the PDF gets it as one word (ISO 32000-1, 14.9.4).
    """
    pitch = min(CODE_PITCH, (NAME - CODE - 4) / len(code))
    pen.canvas.addLiteral(f"/Span <</ActualText ({code})>> BDC")
    for place, character in enumerate(code):
        line = pen.line(character, Weight.SEMIBOLD)
        pen.draw(line, CODE + (place + 0.5) * pitch - line.width * 5.25, base, 10.5, ink)
    pen.canvas.addLiteral("EMC")


def _name(pen: Typesetter, row: PaperRow, base: float, ink: str) -> float:
    """Draw the name, the part that it is looked up by in bold; return where it ends."""
    width = ABOUT - NAME - 6
    first, second = row.strong[:LONGEST], row.rest[:LONGEST]
    strong, rest = pen.line(first, Weight.BOLD), pen.line(second)
    gap = 0.3 if second else 0.0
    ems = strong.width + gap + rest.width
    size = max(SMALLEST_NAME, min(NAME_SIZE, width / ems if ems else NAME_SIZE))
    if ems * size <= width:
        pen.draw(strong, NAME, base, size, ink)
        pen.draw(rest, NAME + (strong.width + gap) * size, base, size, ink)
        return float(NAME + ems * size)
    # Neither part may push the other out: the family name has two thirds, or what the given name leaves.
    share = max(width * 2 / 3, width - (rest.width + gap) * size) if second else width
    got = min(strong.width * size, share)
    pen.draw_fitted(first, NAME, base, got, size=size, smallest=size, weight=Weight.BOLD, colour=ink)
    left = width - got - gap * size
    if second:
        pen.draw_fitted(second, NAME + got + gap * size, base, left, size=size, smallest=size, colour=ink)
    return float(NAME + width)
