"""Sheets of badges as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from checkin.badges.faces import BadgeFace, draw_face
from checkin.badges.templates import DEFAULT, Template
from checkin.badges.typesetting import Typesetter
from checkin.files import written_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["BadgeFace", "write_badge_sheets"]

_MARK_OFFSET = 0.5
_MARK_LENGTH = 4.0


def write_badge_sheets(
    faces: Sequence[BadgeFace],
    path: Path,
    template: Template = DEFAULT,
    *,
    cut_marks: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write a PDF of badges and return its number of pages; the same badges give the same bytes.

    `progress` is told how many of how many badges are drawn; what it raises ends the work and leaves no file. Raises
    FileError (`UNWRITABLE`, `FULL`), and ValueError where there is no badge at all.
    """
    if not faces:
        raise ValueError("no badges")
    with written_whole(path) as stream:
        size = (template.page_width * mm, template.page_height * mm)
        canvas = Canvas(stream, pagesize=size, pageCompression=0, invariant=1)
        # reportlab's own page compression spells the bytes in ASCII, a quarter longer and slower
        canvas._doc.defaultStreamFilters = [PDFZCompress]
        canvas.setTitle(faces[0].event_title)
        canvas.setCreator("Checkin")
        setter = Typesetter(canvas)
        for done, face in enumerate(faces):
            if done and done % template.per_page == 0:
                canvas.showPage()
            left, bottom = template.place(done)
            draw_face(setter, face, template, left * mm, bottom * mm)
            if cut_marks:
                _draw_cut_marks(canvas, template, done % template.per_page)
            if progress:
                progress(done + 1, len(faces))
        canvas.save()
    return template.pages(len(faces))


def _draw_cut_marks(canvas: Canvas, template: Template, index: int) -> None:
    """Draw two short lines outside of each corner of a badge, in line with its edges.

    They are longer in the margins than between badges, where they meet those of the neighbour halfway.
    """
    row, column = divmod(index, template.columns)
    left, bottom = template.place(index)
    right, top = left + template.width, bottom + template.height

    def length(*, outermost: bool, gap: float, margin: float) -> float:
        return min(_MARK_LENGTH, (margin if outermost else gap / 2) - _MARK_OFFSET)

    margin_x, margin_y = template.place(template.per_page - template.columns)
    left_length = length(outermost=column == 0, gap=template.gap_x, margin=margin_x)
    right_length = length(outermost=column == template.columns - 1, gap=template.gap_x, margin=margin_x)
    top_length = length(outermost=row == 0, gap=template.gap_y, margin=margin_y)
    bottom_length = length(outermost=row == template.rows - 1, gap=template.gap_y, margin=margin_y)
    lines: list[tuple[float, float, float, float]] = []
    for y in (bottom, top):
        lines.append((left - _MARK_OFFSET, y, left - _MARK_OFFSET - left_length, y))
        lines.append((right + _MARK_OFFSET, y, right + _MARK_OFFSET + right_length, y))
    for x in (left, right):
        lines.append((x, top + _MARK_OFFSET, x, top + _MARK_OFFSET + top_length))
        lines.append((x, bottom - _MARK_OFFSET, x, bottom - _MARK_OFFSET - bottom_length))
    canvas.saveState()
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.4)
    canvas.lines([(x1 * mm, y1 * mm, x2 * mm, y2 * mm) for x1, y1, x2, y2 in lines if (x1, y1) != (x2, y2)])
    canvas.restoreState()
