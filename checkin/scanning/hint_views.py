"""Cuts a busy place out of a frame, and finds where exactly in it the code is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from checkin.scanning.readings import Image
    from checkin.scanning.regions import Region

VIEW = 64
"""Pixels to which a place is brought for all that does not depend on its size; a code takes the middle 40 of them."""

_MARGIN = 1.6
"""How much wider than the code the view is."""

_FINE = 7
"""Pixels of the view over which texture is averaged to find the code's outline: about four modules."""

_CLOSER = 0.8

_LEAST = 16
"""Pixels a side of the smallest square that is cut; no code is in fewer."""

_EDGE = 12
"""Pixels of the frame's border in which a code has no room for its margin."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An upright box in pixels of the frame, and what part of it is busy."""

    left: float
    top: float
    width: float
    height: float
    area: float

    @property
    def side(self) -> float:
        """The longer side of the box."""
        return max(self.width, self.height)

    @property
    def scale(self) -> float:
        """Pixels of the frame in one of the view."""
        return self._reach / VIEW

    @property
    def _reach(self) -> int:
        return max(_LEAST, int(self.side * _MARGIN))

    def is_cut(self, grey: Image) -> bool:
        """Tell whether it reaches the border of the frame."""
        height, width = grey.shape
        return (
            min(self.left, self.top) < _EDGE
            or self.left + self.width > width - _EDGE
            or self.top + self.height > height - _EDGE
        )

    def cut(self, grey: Image) -> Image:
        """Return the square around it, with a margin; beyond the frame's border, the border goes on."""
        side = self._reach
        left = int(self.left + self.width / 2 - side / 2)
        top = int(self.top + self.height / 2 - side / 2)
        height, width = grey.shape
        inside = grey[max(0, top) : min(height, top + side), max(0, left) : min(width, left + side)]
        if inside.shape == (side, side):
            return inside
        around = (max(0, -top), max(0, top + side - height), max(0, -left), max(0, left + side - width))
        return cv2.copyMakeBorder(inside, *around, cv2.BORDER_REPLICATE)


def view(square: Image) -> Image:
    """Return a square picture in `VIEW` pixels a side."""
    way = cv2.INTER_AREA if square.shape[0] > VIEW else cv2.INTER_LINEAR
    return cv2.resize(square, (VIEW, VIEW), interpolation=way)


def steps(grey: Image) -> tuple[Image, Image]:
    """Return how much each pixel differs from its right and from its lower neighbour, both one row and column less."""
    return cv2.absdiff(grey[:, 1:], grey[:, :-1])[:-1], cv2.absdiff(grey[1:], grey[:-1])[:, :-1]


def outline(grey: Image, region: Region) -> Outline:
    """Return the outline of the code at a place that was found in a small picture of the frame."""
    wide, tall = region.right - region.left, region.bottom - region.top
    rough = Outline(region.left, region.top, wide, tall, wide * tall)
    fine = _refined(grey, rough)
    # A small code takes less of the place than the view has for it: seen closer, its outline is another one.
    return _refined(grey, fine) if fine.side < _CLOSER * rough.side else fine


def _refined(grey: Image, rough: Outline) -> Outline:
    across, along = (cv2.blur(step, (_FINE, _FINE)) for step in steps(view(rough.cut(grey))))
    texture = cv2.min(across, along)
    # Glare makes holes, so a high value stands for the busy part, and not the highest, which may be its frame.
    busy = float(np.sort(texture[12:52, 12:52], axis=None)[1280])
    _, labels, boxes, _ = cv2.connectedComponentsWithStats((texture > busy / 2).astype(np.uint8))
    middle = labels[20:44, 20:44]
    patches = np.bincount(middle[middle > 0], minlength=1)
    if not patches.any():
        return rough
    left, top, width, height, area = (int(value) for value in boxes[int(patches.argmax())])
    scale = rough.scale
    return Outline(
        rough.left + rough.width / 2 + (left - VIEW / 2) * scale,
        rough.top + rough.height / 2 + (top - VIEW / 2) * scale,
        width * scale,
        height * scale,
        area * scale * scale,
    )
