"""The test page: where the printer puts things on a sheet of labels, to be held against the light with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.badges.areas import MM, Area, Dots
from checkin.badges.blocks import Part, column
from checkin.badges.breaking import Fit
from checkin.badges.categories import BLACK
from checkin.badges.fonts import Weight
from checkin.badges.geometry import Kind
from checkin.badges.sheets import AS_IT_IS, new_canvas
from checkin.badges.typesetting import Typesetter
from checkin.files import written_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from checkin.badges.sheets import Placing
    from checkin.badges.templates import Template

_LINE = 0.35
_CROSS = 4
"""Millimetres that a cross reaches to each side of a label's corner, with a tick a millimetre."""
_TICKS = {0: 3.0, 5: 2.2}
"""Millimetres of a ruler's ticks, by the last digit; the others are short."""
_SHORT = 1.4
_BEHIND_RULER = 9.0
"""Millimetres that a ruler with its numbers takes."""
_NUMBER = 5.0


@dataclass(frozen=True, slots=True)
class AlignmentTexts:
    """What the page says, in the reader's words: what it is, the offset it was printed with, and what to do."""

    title: str
    lines: Sequence[str] = ()


def write_alignment_page(path: Path, template: Template, texts: AlignmentTexts, *, placing: Placing = AS_IT_IS) -> None:
    """Write one page with every label's outline, crosses at corners, and rulers in millimetres along two edges.

    It is moved as badges would be, so what is off is what `placing` still lacks: the crosses' ticks tell it. Raises
    FileError (`UNWRITABLE`, `FULL`).
    """
    with written_whole(path) as stream:
        canvas = new_canvas(stream, template, texts.title)
        setter = Typesetter(canvas)
        height = template.page_height * MM
        dots = Dots(template.dpi, height)
        canvas.setLineWidth(_LINE)
        canvas.saveState()
        canvas.translate(dots.across(placing.dx * MM), -dots.across(placing.dy * MM))
        labels = [_label(template, index, dots) for index in range(template.per_page)]
        for label in labels:
            canvas.roundRect(*_box(label), template.corner * MM, stroke=1, fill=0)
            _cross(canvas, label.left + label.width / 2, label.bottom + label.height / 2, 2)
        for label in {labels[0], labels[-1]}:
            for x in (label.left, label.right):
                for y in (label.bottom, label.top):
                    _cross(canvas, x, y, _CROSS)
        _write(setter, labels[0], template, texts)
        canvas.restoreState()
        _rulers(setter, template)
        canvas.showPage()
        canvas.save()


def _label(template: Template, index: int, dots: Dots) -> Area:
    left, bottom = template.place(index)
    if template.kind is Kind.ENDLESS:
        left, bottom = 0.0, 0.0
    return dots.aligned(Area(left * MM, bottom * MM, template.width * MM, template.height * MM))


def _box(area: Area) -> tuple[float, float, float, float]:
    return area.left, area.bottom, area.width, area.height


def _cross(canvas: Canvas, x: float, y: float, reach: int) -> None:
    lines = [(x - reach * MM, y, x + reach * MM, y), (x, y - reach * MM, x, y + reach * MM)]
    for step in (*range(-reach, 0), *range(1, reach + 1)):
        lines += [(x + step * MM, y - 0.4 * MM, x + step * MM, y + 0.4 * MM)]
        lines += [(x - 0.4 * MM, y + step * MM, x + 0.4 * MM, y + step * MM)]
    canvas.lines(lines)


def _write(setter: Typesetter, label: Area, template: Template, texts: AlignmentTexts) -> None:
    """Write the words on the first label, in its upper half, clear of the cross in its middle and of the rulers."""
    left = max(label.left + 6 * MM, (template.blank.left + _BEHIND_RULER) * MM)
    top = min(label.top - 5 * MM, (template.page_height - template.blank.top - _BEHIND_RULER) * MM)
    bottom = label.bottom + label.height / 2 + 2.5 * MM
    room = Area(left, bottom, label.right - 6 * MM - left, top - bottom)
    parts = [Part(texts.title, Weight.BOLD, BLACK, 0.0, Fit(11, 8, 6, lines=2))]
    parts += [Part(line, Weight.REGULAR, BLACK, 2.0, Fit(8, 7, 5.5, lines=3)) for line in texts.lines]
    column(setter, parts, room.width, room.height).draw(setter, room)


def _rulers(setter: Typesetter, template: Template) -> None:
    """Draw a ruler along the upper edge and one along the left edge, from the page's own corner."""
    width, height = template.page_width, template.page_height
    blank = template.blank
    top, left = height - blank.top - 0.6, blank.left + 0.6
    lines: list[tuple[float, float, float, float]] = []
    for step in range(int(blank.left) + 6, int(width - blank.right)):
        length = _TICKS.get(step % 10, _SHORT)
        lines.append((step, top, step, top - length))
        if step % 10 == 0:
            _number(setter, step, step * MM, (top - length) * MM - _NUMBER)
    for step in range(int(blank.top) + 6, int(height - blank.bottom)):
        length = _TICKS.get(step % 10, _SHORT)
        lines.append((left, height - step, left + length, height - step))
        if step % 10 == 0:
            _number(setter, step, (left + length) * MM + _NUMBER, (height - step) * MM - 0.36 * _NUMBER)
    setter.canvas.lines([(x1 * MM, y1 * MM, x2 * MM, y2 * MM) for x1, y1, x2, y2 in lines])


def _number(setter: Typesetter, value: int, x: float, y: float) -> None:
    line = setter.line(str(value), Weight.REGULAR)
    setter.draw(line, x - line.width * _NUMBER / 2, y, _NUMBER, BLACK)
