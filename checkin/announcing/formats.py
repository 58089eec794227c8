"""The formats of posters and pictures: where the coloured stage and the white panel stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkin.badges.areas import MM, Area


class Shape(StrEnum):
    """How the two parts of a format stand."""

    TALL = "tall"
    """The panel under the stage, its code at the right."""
    WIDE = "wide"
    """The panel at the right of the stage, its code at the foot."""


@dataclass(frozen=True, slots=True)
class Format:
    """A page in points; `unit` is the measure that texts and margins are told in. `share` is the stage's.

    Of pictures a point is a pixel; `dpi` is what their PNG is drawn at, and that of posters for a screen.
    """

    name: str
    width: float
    height: float
    unit: float
    shape: Shape
    share: float
    dpi: float = 72.0

    @property
    def stage(self) -> Area:
        """The coloured part, which goes to three edges of the page."""
        if self.shape is Shape.WIDE:
            return Area(0, 0, self.width * self.share, self.height)
        return Area(0, self.height * (1 - self.share), self.width, self.height * self.share)

    @property
    def panel(self) -> Area:
        """The white part."""
        if self.shape is Shape.WIDE:
            return Area(self.width * self.share, 0, self.width * (1 - self.share), self.height)
        return Area(0, 0, self.width, self.height * (1 - self.share))


A4 = Format("poster-a4", 210 * MM, 297 * MM, 1.0, Shape.TALL, 0.58, dpi=150)
A3 = Format("poster-a3", 297 * MM, 420 * MM, 2**0.5, Shape.TALL, 0.58, dpi=100)
SQUARE = Format("square", 1080, 1080, 1.75, Shape.TALL, 0.56)
WIDE = Format("wide", 1200, 630, 1.5, Shape.WIDE, 0.64)

POSTERS = (A3, A4)
PICTURES = (SQUARE, WIDE)
