"""Where in a frame a code may be: around what was seen, and where the picture is as busy as a code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.scanning.readings import Corners, Image

_SEARCH_WIDTH = 640
"""The width at which texture is sought. At 320 the small codes at arm's length are averaged away: the right place came
first in 40 of 59 missed door frames, at 640 in 57 of 59."""

_WINDOW = 25
"""Pixels of the search picture over which texture is averaged: 1/25 of its width, half a code held at the door."""

_SIDE = 0.24
"""The side of a busy region, in frame widths: it holds a 30 mm code at 20 cm, and the far ones with room to spare."""

_FLAT = 6.0
"""Mean gradient (0 to 255) under which a place is bare wall."""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a frame, in whole pixels."""

    left: int
    top: int
    right: int
    bottom: int

    def cut(self, grey: Image) -> Image:
        """Return the region's pixels, as a view."""
        return grey[self.top : self.bottom, self.left : self.right]

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in the region."""
        return self.left <= x < self.right and self.top <= y < self.bottom

    def around(self, corners: Corners) -> bool:
        """Tell whether the middle of a code lies in the region."""
        return self.holds(*_middle(corners))

    def is_near(self, other: Region) -> bool:
        """Tell whether two regions are more or less the same place."""
        reach = (self.right - self.left) / 4
        return abs(self.left - other.left) < reach and abs(self.top - other.top) < reach


def around(corners: Corners, grey: Image, margin: float) -> Region | None:
    """Return the rectangle around a code, wider by `margin` code sides on each side, or None outside the frame."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    more = max(max(xs) - min(xs), max(ys) - min(ys)) * margin
    return _clipped(min(xs) - more, min(ys) - more, max(xs) + more, max(ys) + more, grey)


def busiest(grey: Image, count: int, but: Iterable[Corners] = ()) -> list[Region]:
    """Return up to `count` regions with the most texture in both directions, busiest first, beside the codes `but`.

    A code has edges across and along wherever one looks, while text, blinds and outlines have mostly one of the two:
    the smaller of the two mean gradients is what tells them apart. Costs about a millisecond.
    """
    scale = min(1.0, _SEARCH_WIDTH / grey.shape[1])
    size = _scaled(grey.shape[1], scale), max(1, _scaled(grey.shape[0], scale))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    across, along = (
        cv2.blur(cv2.convertScaleAbs(cv2.Sobel(small, cv2.CV_16S, dx, dy)), (_WINDOW, _WINDOW))
        for dx, dy in ((1, 0), (0, 1))
    )
    texture = cv2.min(across, along)
    half = _SIDE / 2 * grey.shape[1]
    for corners in but:
        if (known := around(corners, grey, margin=0.4)) is not None:
            left, top, right, bottom = (
                _scaled(side, scale) for side in (known.left, known.top, known.right, known.bottom)
            )
            texture[top : bottom + 1, left : right + 1] = 0
    found: list[Region] = []
    while len(found) < count:
        _, strength, _, (x, y) = cv2.minMaxLoc(texture)
        if strength < _FLAT:
            break
        region = _clipped(x / scale - half, y / scale - half, x / scale + half, y / scale + half, grey)
        reach = max(1, _scaled(half, scale))
        cv2.rectangle(texture, (x - reach, y - reach), (x + reach, y + reach), 0, -1)
        if region is not None:
            found.append(region)
    return found


def _scaled(value: float, scale: float) -> int:
    return round(value * scale)


def _middle(corners: Corners) -> tuple[float, float]:
    return sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4


def _clipped(left: float, top: float, right: float, bottom: float, grey: Image) -> Region | None:
    height, width = grey.shape
    region = Region(max(0, int(left)), max(0, int(top)), min(width, int(right) + 1), min(height, int(bottom) + 1))
    return region if region.right > region.left and region.bottom > region.top else None
