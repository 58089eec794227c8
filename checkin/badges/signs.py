"""What is drawn beside the texts: the category's band, box or frame, the star of first-timers, the codes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from checkin.badges import qr
from checkin.badges.areas import Area
from checkin.badges.breaking import Fit
from checkin.badges.categories import BLACK, Palette, category_colour, text_colour
from checkin.badges.fonts import Weight

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from checkin.badges.areas import Dots
    from checkin.badges.typesetting import Align, Typesetter

_MIDDLE = 0.36
"""Ems from the baseline to the middle of capitals."""
_RADIUS = 0.46
"""Ems from the middle of the star to its points."""
_INDENT = 2 * _RADIUS + 0.35
_NUDGE = 0.1
"""How much of a dot codes lie behind the edge of it: exactly at the edge, rounding would decide in which dot a module
begins, and not for every module alike."""
_FRAME = 1.0
"""Points of a frame's line: three dots at 203 dots an inch."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a category's word stands on; framed instead of filled where there is no colour."""

    colour: str
    ink: str
    is_framed: bool

    @classmethod
    def of(cls, category: str, colour: str, palette: Palette) -> Ground:
        """Return that of a category, whose own `colour` counts before the palette's."""
        if palette is Palette.MONO:
            return cls(BLACK, BLACK, is_framed=True)
        ground = colour or category_colour(category, palette)
        return cls(ground, text_colour(ground), is_framed=False)

    def draw(self, canvas: Canvas, area: Area, radius: float = 0.0) -> None:
        """Fill or frame an area; a frame lies inside of it."""
        canvas.saveState()
        if self.is_framed:
            canvas.setStrokeColor(HexColor(self.colour))
            canvas.setLineWidth(_FRAME)
            inner = area.inside(*(_FRAME / 2,) * 4)
            canvas.roundRect(inner.left, inner.bottom, inner.width, inner.height, radius, stroke=1, fill=0)
        else:
            canvas.setFillColor(HexColor(self.colour))
            if radius:
                canvas.roundRect(area.left, area.bottom, area.width, area.height, radius, stroke=0, fill=1)
            else:
                canvas.rect(area.left, area.bottom, area.width, area.height, stroke=0, fill=1)
        canvas.restoreState()


def word(setter: Typesetter, text: str, area: Area, how: Fit, ink: str, align: Align = "left") -> float:
    """Draw a word on one line in the middle of an area's height; return how wide it is."""
    block = setter.fit(text, Weight.BOLD, area.width, Fit(how.size, how.smallest, how.smallest))
    for line in block.lines:
        # a script that goes far up or down, or a pile of marks, must not leave its box
        size = min(block.size, area.height / max(1.0, line.top - line.bottom))
        shift = (area.width - line.width * size) / 2 if align == "centre" else 0.0
        setter.draw(line, area.left + shift, _baseline(area, size, line.top, line.bottom), size, ink)
        return line.width * size
    return 0.0


def _baseline(area: Area, size: float, top: float, bottom: float) -> float:
    """Return where a line stands so that capitals are in the middle, and no ink outside of the area."""
    y = area.bottom + area.height / 2 - _MIDDLE * size
    return min(max(y, area.bottom - bottom * size), max(area.bottom - bottom * size, area.top - top * size))


def boxed(setter: Typesetter, text: str, area: Area, how: Fit, ground: Ground) -> float:
    """Draw a word in a box of its own at the left of an area, as high as that; return the width of the box."""
    padding = 0.5 * how.size
    inner = area.inside(padding, _FRAME, padding, _FRAME)
    block = setter.fit(text, Weight.BOLD, inner.width, Fit(how.size, how.smallest, how.smallest))
    width = block.width + 2 * padding
    ground.draw(setter.canvas, Area(area.left, area.bottom, width, area.height), min(0.25 * area.height, 4.0))
    word(setter, text, inner, how, ground.ink)
    return width


def starred(setter: Typesetter, text: str, area: Area, size: float, colour: str, *, centred: bool = False) -> None:
    """Draw a star and a short text at the foot of an area, on one line."""
    radius, indent = _RADIUS * size, _INDENT * size
    fitted = setter.fit(text, Weight.BOLD, area.width - indent, Fit(size, 0.76 * size, 0.76 * size))
    left = area.left + ((area.width - indent - fitted.width) / 2 if centred else 0.0)
    for line in fitted.lines:
        got = min(fitted.size, area.height / max(0.95, line.top - line.bottom))
        inside = Area(area.left, area.bottom, area.width, max(area.height, size))
        y = min(max(area.bottom, area.bottom - line.bottom * got), max(area.bottom, inside.top - line.top * got))
        setter.draw(line, left + indent, y, got, colour)
        _star(setter.canvas, left + radius, y + _MIDDLE * size, radius, colour)


def starred_width(setter: Typesetter, text: str, size: float) -> float:
    """Return how wide a star and a text are at their full size."""
    return setter.width(text, size, Weight.BOLD) + _INDENT * size


def _star(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    canvas.saveState()
    canvas.setFillColor(HexColor(colour))
    path = canvas.beginPath()
    for corner in range(10):
        angle = math.pi / 2 + corner * math.pi / 5
        reach = radius * (1 if corner % 2 == 0 else 0.42)
        step = path.lineTo if corner else path.moveTo
        step(x + reach * math.cos(angle), y + reach * math.sin(angle))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


@dataclass(frozen=True, slots=True)
class Code:
    """A code whose modules are whole dots: `side` over the modules, `quiet` the white on each side, in points."""

    matrix: qr.Modules
    module: float

    @property
    def side(self) -> float:
        """Over the modules alone."""
        return self.module * len(self.matrix)

    @property
    def quiet(self) -> float:
        """The white that a reader needs on each side."""
        return self.module * qr.QUIET_ZONE

    @classmethod
    def within(cls, matrix: qr.Modules, width: float, height: float, dots: Dots) -> Code:
        """Return the largest code that fits with its quiet zone, and has a dot a module at least."""
        modules = len(matrix) + 2 * qr.QUIET_ZONE
        return cls(matrix, max(1, dots.fitting(min(width, height) / modules)) * dots.size)

    def draw(self, canvas: Canvas, left: float, bottom: float, dots: Dots) -> None:
        """Draw it with its lower left module at the nearest dot."""
        nudge = _NUDGE * dots.size
        qr.draw(canvas, self.matrix, dots.across(left) + nudge, dots.up(bottom) - nudge, self.side)
