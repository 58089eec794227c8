"""Rectangles of a page, and the dots of the printer that they are aligned to."""

from __future__ import annotations

import math
from dataclasses import dataclass

POINTS = 72.0
"""Points to the inch, as a PDF counts."""
MM = POINTS / 25.4
"""Points to the millimetre."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the canvas, in points, from below left."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.bottom + self.height

    def inside(self, left: float = 0.0, bottom: float = 0.0, right: float = 0.0, top: float = 0.0) -> Area:
        """Return what is left of it within margins."""
        return Area(self.left + left, self.bottom + bottom, self.width - left - right, self.height - bottom - top)


@dataclass(frozen=True, slots=True)
class Dots:
    """The raster of a printer: `dpi` dots an inch from the upper left corner of a page `page_height` points high."""

    dpi: int
    page_height: float

    @property
    def size(self) -> float:
        """The side of a dot, in points."""
        return POINTS / self.dpi

    def across(self, x: float) -> float:
        """Return the edge of a dot that is nearest to a place from the left."""
        return round(x / self.size) * self.size

    def up(self, y: float) -> float:
        """Return the edge of a dot that is nearest to a height, or, where two are as near, either."""
        return self.page_height - round((self.page_height - y) / self.size) * self.size

    def fitting(self, length: float) -> int:
        """Return how many whole dots fit in a length."""
        return math.floor(length / self.size + 1e-6)

    def aligned(self, area: Area) -> Area:
        """Return the area with its corners on edges of dots."""
        left, bottom = self.across(area.left), self.up(area.bottom)
        return Area(left, bottom, self.across(area.right) - left, self.up(area.top) - bottom)
