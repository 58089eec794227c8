"""The face of a badge: what stands on it, and where."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from checkin.badges import qr
from checkin.badges.breaking import Fit
from checkin.badges.categories import category_colour, text_colour
from checkin.badges.fonts import Weight
from checkin.badges.typesetting import INK

if TYPE_CHECKING:
    from checkin.badges.shaping import Line
    from checkin.badges.templates import Template
    from checkin.badges.typesetting import Typesetter

HANDLE_INK = "#6A3FC8"
MUTED_INK = "#6B6577"
MARK_INK = "#0B7A4B"
FRAME = "#CDC9D6"

_BAND = 8.6 * mm
_SIDE = 4.6 * mm
_TOP = 4.4 * mm
_FOOT = 4.0 * mm
_MARK_GAP: float = 0.8 * mm

_CAPITALS = 0.74
"""Ems that are kept free above a baseline: Inter's capitals and a little."""
_OVERHANG = 0.25
"""Ems by which the accents of the first line may rise into the margin, so that names stand on one line."""
_DESCENT = 0.2
_LEADING = 1.1


@dataclass(frozen=True, slots=True)
class BadgeFace:
    """What is printed on one badge; whatever is empty is left out.

    Where neither `given_name` nor `family_name` is known, `full_name` takes their place. `colour` is the category's
    unless it is given (`#RRGGBB`). `mark` is a short text under the rest, such as the words for a first visit.
    """

    token: str
    given_name: str = ""
    family_name: str = ""
    full_name: str = ""
    handle: str = ""
    organisation: str = ""
    category: str = ""
    event_title: str = ""
    colour: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Area:
    """A rectangle of the canvas, in points."""

    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Part:
    """One text of the column; `gap` is the room above it, in points."""

    text: str
    weight: Weight
    colour: str
    gap: float
    how: Fit

    def shrunk(self, factor: float, *, lines: int) -> _Part:
        return replace(self, gap=self.gap * factor, how=replace(self.how.scaled(factor), lines=lines))


def draw_face(setter: Typesetter, face: BadgeFace, template: Template, left: float, bottom: float) -> None:
    """Draw a badge whose lower left corner is at a point of the canvas, in points."""
    canvas = setter.canvas
    width, height = template.width * mm, template.height * mm
    matrix = qr.modules(face.token)
    code = template.qr * mm
    quiet = qr.QUIET_ZONE * code / len(matrix)
    qr.draw(canvas, matrix, left + width - quiet - code, bottom + (height - _BAND - code) / 2, code)
    canvas.saveState()
    canvas.setStrokeColor(HexColor(FRAME))
    canvas.setLineWidth(0.35)
    canvas.rect(left, bottom, width, height, stroke=1, fill=0)
    canvas.restoreState()
    _draw_band(setter, face, _Area(left, bottom + height - _BAND, width, _BAND))
    column = _Area(left + _SIDE, bottom + _FOOT, width - _SIDE - code - 2 * quiet, height - _BAND - _TOP - _FOOT)
    if face.mark:
        used = _draw_mark(setter, face.mark, column)
        column = replace(column, bottom=column.bottom + used, height=column.height - used)
    _draw_texts(setter, _parts(face), column)


def _draw_band(setter: Typesetter, face: BadgeFace, area: _Area) -> None:
    ground = face.colour or category_colour(face.category)
    ink = text_colour(ground)
    canvas = setter.canvas
    canvas.saveState()
    canvas.setFillColor(HexColor(ground))
    canvas.rect(area.left, area.bottom, area.width, area.height, stroke=0, fill=1)
    canvas.restoreState()
    room = area.width - 2 * _SIDE
    x, y = area.left + _SIDE, area.bottom + area.height / 2 - 0.36 * 11
    if not face.category.strip():
        setter.draw_fitted(face.event_title, x, y, room, size=11, smallest=8, weight=Weight.SEMIBOLD, colour=ink)
        return
    # the category has the larger share; the title takes what is left
    most = room * (0.62 if face.event_title else 1.0)
    block = setter.fit(face.category, Weight.BOLD, most, Fit(11, 8, 8))
    for line in block.lines:
        setter.draw(line, x, y, block.size, ink)
    rest = room - block.width - 4 * mm
    setter.draw_fitted(face.event_title, x + room - rest, y, rest, size=10, smallest=7.5, colour=ink, align="right")


def _parts(face: BadgeFace) -> list[_Part]:
    names = [name for name in (face.given_name, face.family_name) if name.strip()]
    if len(names) == 2:
        named = [
            _Part(names[0], Weight.EXTRABOLD, INK, 0, Fit(26, 18, 12, lines=2)),
            _Part(names[1], Weight.SEMIBOLD, INK, 1.5 * mm, Fit(15, 11, 9, lines=2)),
        ]
    else:
        name = names[0] if names else face.full_name
        named = [_Part(name, Weight.EXTRABOLD, INK, 0, Fit(26, 19, 11, lines=2))]
    handle = _Part(face.handle, Weight.SEMIBOLD, HANDLE_INK, 2.6 * mm, Fit(11, 7.5, 6.5, lines=2, hyphens=False))
    gap = (1.3 if face.handle.strip() else 2.6) * mm
    return [*named, handle, _Part(face.organisation, Weight.REGULAR, MUTED_INK, gap, Fit(9.5, 8.5, 7.5, lines=2))]


def _draw_texts(setter: Typesetter, parts: list[_Part], area: _Area) -> None:
    """Draw the texts as large as the column's height allows."""
    for factor in (1.0, 0.92, 0.84, 0.76, 0.68, 0.6):
        if _draw_blocks(setter, [part.shrunk(factor, lines=part.how.lines) for part in parts], area):
            return
    # eight full lines, or letters with a pile of marks: each text on one line, as many as there is room for
    single = [part.shrunk(0.5, lines=1) for part in parts]
    while single and not _draw_blocks(setter, single, area):
        single.pop()


def _draw_blocks(setter: Typesetter, parts: list[_Part], area: _Area) -> bool:
    """Draw texts below each other from the top of an area; draw nothing and say so where they need more height."""
    placed: list[tuple[Line, float, float, str]] = []
    y = area.bottom + area.height
    for part in parts:
        block = setter.fit(part.text, part.weight, area.width, part.how)
        below = 0.0
        for i, line in enumerate(block.lines):
            if not placed:
                y -= max(_CAPITALS, line.top - _OVERHANG) * block.size
            elif i == 0:
                y -= part.gap + max(_CAPITALS, line.top) * block.size
            else:
                y -= max(_LEADING, below + line.top + 0.08) * block.size
            below = -line.bottom
            placed.append((line, y, block.size, part.colour))
        if block.lines:
            y -= max(_DESCENT, below) * block.size
    if y < area.bottom:
        return False
    for line, baseline, size, colour in placed:
        setter.draw(line, area.left, baseline, size, colour)
    return True


def _draw_mark(setter: Typesetter, text: str, area: _Area) -> float:
    """Draw a star and a short text at the foot of an area; return the height that they take."""
    size = 8.5
    radius = 0.46 * size
    x, y = area.left + radius, area.bottom + 0.36 * size
    canvas = setter.canvas
    canvas.saveState()
    canvas.setFillColor(HexColor(MARK_INK))
    path = canvas.beginPath()
    for corner in range(10):
        angle = math.pi / 2 + corner * math.pi / 5
        reach = radius * (1 if corner % 2 == 0 else 0.42)
        step = path.lineTo if corner else path.moveTo
        step(x + reach * math.cos(angle), y + reach * math.sin(angle))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
    indent = 2 * radius + 0.35 * size
    room = area.width - indent
    left = area.left + indent
    setter.draw_fitted(text, left, area.bottom, room, size=size, smallest=6.5, weight=Weight.BOLD, colour=MARK_INK)
    return size + _MARK_GAP
