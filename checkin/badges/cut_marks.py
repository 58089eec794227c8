"""Where to cut: marks beside the badges, none on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.badges.areas import MM

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from checkin.badges.templates import Template

_MARK_OFFSET = 0.5
_MARK_LENGTH = 4.0


def draw_cut_marks(canvas: Canvas, template: Template, index: int) -> None:
    """Draw two short lines outside of each corner of a badge, in line with its edges.

    They are longer in the margins than between badges, where they meet those of the neighbour halfway.
    """
    row, column = divmod(index, template.columns)
    left, bottom = template.place(index)
    right, top = left + template.width, bottom + template.height

    def length(*, outermost: bool, gap: float, margin: float) -> float:
        # none where badges touch: it would lie on the neighbour
        return max(0.0, min(_MARK_LENGTH, (margin if outermost else gap / 2) - _MARK_OFFSET))

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
    canvas.lines([(x1 * MM, y1 * MM, x2 * MM, y2 * MM) for x1, y1, x2, y2 in lines if (x1, y1) != (x2, y2)])
    canvas.restoreState()
