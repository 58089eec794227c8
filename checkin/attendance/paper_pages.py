"""The list on paper as A4 pages: rows to tick with a pen, then lines for who is not on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from checkin.attendance.paper_rows import (
    BOTTOM,
    HEAD,
    INK,
    LEFT,
    MUTED,
    RIGHT,
    ROW,
    TOP,
    WRITTEN,
    draw_columns,
    draw_row,
    draw_walk_in_head,
    draw_walk_in_line,
)
from checkin.badges.fonts import Weight
from checkin.badges.typesetting import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from checkin.attendance.paper_list import PaperList, PaperRow
    from checkin.language import Language

FIRST_HEAD = HEAD + 15 * mm
"""The head of the first page, which says more."""
PART = 9 * mm
"""The line above the cancelled ones, and above the lines to write on with what they are for."""
FEWEST_WRITTEN = 6
"""Lines for walk-ins that are worth a page's end; where there is room for fewer, they get a page of their own."""


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What stands on one page, from the top."""

    rows: tuple[PaperRow, ...]
    cancelled: tuple[PaperRow, ...]
    written: int


def draw_paper_list(
    shown: PaperList, stream: BinaryIO, language: Language, progress: Callable[[int, int], None] | None = None
) -> int:
    """Draw the list and return its number of pages."""
    canvas = Canvas(stream, pagesize=A4, pageCompression=1, invariant=1)
    canvas.setTitle(shown.title)
    canvas.setCreator("Checkin")
    pages = shared_out(shown)
    pen = Typesetter(canvas)
    total = len(shown.rows) + len(shown.cancelled)
    done = 0
    for number, page in enumerate(pages, start=1):
        top = _head(pen, shown, page, number, len(pages), language)
        letter = ""
        if page.rows:
            draw_columns(pen, top, language)
        for index, row in enumerate(page.rows):
            top -= ROW
            draw_row(pen, row, top, is_shaded=index % 2 == 0, letter=row.letter if row.letter != letter else "")
            letter = row.letter
            done = _report(progress, done, total)
        if page.cancelled:
            top = _part(pen, language.text("Cancelled: ask before you let them in"), top)
        for index, row in enumerate(page.cancelled):
            top -= ROW
            draw_row(pen, row, top, is_shaded=index % 2 == 0, is_cancelled=True)
            done = _report(progress, done, total)
        if page.written:
            top = _part(pen, language.text("Not on the list: write them here"), top)
            top = draw_walk_in_head(pen, top, language)
        for _ in range(page.written):
            top -= WRITTEN
            draw_walk_in_line(pen, top)
        canvas.showPage()
    canvas.save()
    return len(pages)


def _report(progress: Callable[[int, int], None] | None, done: int, total: int) -> int:
    if progress:
        progress(done + 1, total)
    return done + 1


def shared_out(shown: PaperList) -> list[PaperPage]:
    """Share the rows out among pages, and the lines to write on at their end."""
    pages: list[PaperPage] = []
    rows, cancelled = list(shown.rows), list(shown.cancelled)
    written = 0
    while rows or cancelled or not written:
        room = TOP - BOTTOM - (FIRST_HEAD if not pages else HEAD)
        taken = rows[: int(room / ROW)]
        rows = rows[len(taken) :]
        room -= len(taken) * ROW
        struck: list[PaperRow] = []
        if not rows and cancelled and room >= PART + ROW:
            struck = cancelled[: int((room - PART) / ROW)]
            cancelled = cancelled[len(struck) :]
            room -= PART + len(struck) * ROW
        if not rows and not cancelled:
            lines = int((room - 2 * PART) / WRITTEN)
            written = lines if lines >= FEWEST_WRITTEN else 0
        pages.append(PaperPage(tuple(taken), tuple(struck), written))
    return pages


def _head(pen: Typesetter, shown: PaperList, page: PaperPage, number: int, pages: int, language: Language) -> float:
    """Draw what a page is and which names it holds; return where its rows begin."""
    width = RIGHT - LEFT
    y = TOP - 14
    if number == 1:
        pen.draw_fitted(shown.title, LEFT, y, width * 0.66, size=18, smallest=11, weight=Weight.BOLD)
        count = shown.count
        pen.draw_fitted(
            count, LEFT + width * 0.68, y, width * 0.32, size=12, smallest=8, weight=Weight.SEMIBOLD, align="right"
        )
        y -= 16
        pen.draw_fitted(shown.when, LEFT, y, width * 0.7, size=10.5, smallest=7.5)
        pen.draw_fitted(shown.as_of, LEFT + width * 0.72, y, width * 0.28, size=10.5, smallest=7.5, align="right")
        y -= 14
        how = language.text(
            "Tick who comes in and write the time. Afterwards, on the Attendees page: “Tick from paper”, code, Enter."
        )
        pen.draw_fitted(how, LEFT, y, width, size=8.5, smallest=6.5, colour=MUTED)
    else:
        pen.draw_fitted(shown.title, LEFT, y, width * 0.4, size=10, smallest=8, colour=MUTED)
    if page.rows:
        _guide(pen, page.rows, y if number > 1 else y - 18)
    foot = language.text("page {page} of {pages}", page=number, pages=pages)
    about = f"{shown.title} · {shown.as_of}"
    pen.draw_fitted(about, LEFT, BOTTOM - 12, width * 0.7, size=8, smallest=6.5, colour=MUTED)
    pen.draw_fitted(foot, LEFT, BOTTOM - 12, width, size=9, weight=Weight.SEMIBOLD, align="right")
    return float(TOP - (FIRST_HEAD if number == 1 else HEAD))


def _guide(pen: Typesetter, rows: tuple[PaperRow, ...], y: float) -> None:
    """Draw the first and the last name of a page, as a dictionary has them."""
    half = (RIGHT - LEFT) * 0.28
    x = RIGHT - 2 * half - 12
    pen.draw_fitted(rows[0].strong, x, y, half, size=12, smallest=9, weight=Weight.BOLD, align="right")
    pen.draw_fitted("–", x + half, y, 12, size=12, align="centre", colour=MUTED)
    pen.draw_fitted(rows[-1].strong, x + half + 12, y, half, size=12, smallest=9, weight=Weight.BOLD, align="left")


def _part(pen: Typesetter, words: str, top: float) -> float:
    """Draw the head of a part; return where its rows begin."""
    pen.draw_fitted(words, LEFT, top - PART + 7, RIGHT - LEFT, size=11, smallest=8, weight=Weight.BOLD)
    canvas = pen.canvas
    canvas.setStrokeColor(HexColor(INK))
    canvas.setLineWidth(0.8)
    canvas.line(LEFT, top - PART + 2, RIGHT, top - PART + 2)
    return float(top - PART)
