"""The attendance sheet as PDF: A4 on its side, totals first, names in any script, the header on every page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from checkin.badges.fonts import Weight
from checkin.badges.typesetting import Typesetter

if TYPE_CHECKING:
    from typing import BinaryIO

    from checkin.attendance.sheets import Cell, Sheet
    from checkin.language import Language

WIDTH, HEIGHT = landscape(A4)
MARGIN = 14 * mm
ROW = 6.2 * mm
SIZE = 8.5
MUTED, LINE, STRIPE = "#6B6577", "#E1DEE8", "#F6F5F8"

WEIGHTS = (16, 14, 17, 22, 16, 13, 9, 9, 8, 6, 6, 6)
"""How the columns share the width, in the order of the sheet's header."""


def write_pdf(sheet: Sheet, stream: BinaryIO, language: Language) -> None:
    """Write the totals and the table."""
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas.setTitle(sheet.title)
    canvas.setCreator("Checkin")
    pen = Typesetter(canvas)
    top = _head(pen, sheet)
    first = int((top - MARGIN - ROW) / ROW)
    rows = list(sheet.rows)
    chunks = [rows[:first]]
    per_page = int((HEIGHT - 2 * MARGIN - 2 * ROW) / ROW)
    chunks += [rows[start : start + per_page] for start in range(first, len(rows), per_page)]
    for number, chunk in enumerate(chunks, start=1):
        _table(pen, sheet.header, chunk, top)
        foot = language.text("page {page} of {pages}", page=number, pages=len(chunks))
        pen.draw_fitted(foot, MARGIN, MARGIN / 2, WIDTH - 2 * MARGIN, size=7.5, colour=MUTED, align="right")
        canvas.showPage()
        top = HEIGHT - MARGIN
    canvas.save()


def _head(pen: Typesetter, sheet: Sheet) -> float:
    """Draw title and totals; return where the table begins."""
    width = WIDTH - 2 * MARGIN
    y: float = HEIGHT - MARGIN - 14
    pen.draw_fitted(sheet.title, MARGIN, y, width, size=18, smallest=12, weight=Weight.BOLD)
    y -= 17
    pen.draw_fitted(sheet.subtitle, MARGIN, y, width, size=10, smallest=8, colour=MUTED)
    y -= 30
    step = width / len(sheet.totals)
    for index, (name, count) in enumerate(sheet.totals):
        x = MARGIN + index * step
        pen.draw_fitted(str(count), x, y, step - 6, size=16, weight=Weight.BOLD)
        pen.draw_fitted(name, x, y - 11, step - 6, size=7.5, smallest=5.5, colour=MUTED)
    return y - 24


def _table(pen: Typesetter, header: tuple[str, ...], rows: list[tuple[Cell, ...]], top: float) -> None:
    widths = [(WIDTH - 2 * MARGIN) * weight / sum(WEIGHTS) for weight in WEIGHTS]
    canvas = pen.canvas
    y = top - ROW
    _row(pen, header, widths, y, Weight.SEMIBOLD, MUTED)
    canvas.setStrokeColor(HexColor(LINE))
    canvas.line(MARGIN, y, WIDTH - MARGIN, y)
    for index, row in enumerate(rows):
        y -= ROW
        if index % 2:
            canvas.setFillColor(HexColor(STRIPE))
            canvas.rect(MARGIN, y, WIDTH - 2 * MARGIN, ROW, stroke=0, fill=1)
        _row(pen, row, widths, y, Weight.REGULAR, "#1B1722")


def _row(
    pen: Typesetter, cells: tuple[Cell, ...] | tuple[str, ...], widths: list[float], y: float, weight: Weight, ink: str
) -> None:
    x = MARGIN
    for cell, width in zip(cells, widths, strict=True):
        text = f"{cell:%H:%M}" if isinstance(cell, datetime) else "" if cell is None else str(cell)
        if text:
            pen.draw_fitted(text, x + 2, y + 2 * mm, width - 4, size=SIZE, smallest=6, weight=weight, colour=ink)
        x += width
