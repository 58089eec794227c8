"""Where in a stream something as busy as a code has come into view, cheaply: what was there before is learnt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning.opencv import cv2
from checkin.scanning.regions import Region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.scanning.readings import Corners, Image

_TAKEN = 640
"""Pixels of a row that are looked at: one channel of them costs a fifth of turning the whole frame grey."""

_WINDOW = 13
"""Pixels of half of that over which texture is averaged. Of 29 rendered badges too blurred to be read, it was the
busiest place 24 times at 9, and 27 times at 13."""

_RIM = _WINDOW // 4
"""Of the texture's cells, two pixels each: how far a place reaches beyond half of its height."""

_NEW = 8
"""Texture above what is usual at a place that makes it worth a closer look. The noise of a sensor gives 2, in the dark
6; badges that the decoder missed gave 12 and more in nine of ten frames."""

_FORGETS, _LEARNS = 0.5, 12.0
"""Seconds in which what left is forgotten, and in which what stays becomes part of the room: a poster, not a guest."""

_BRIGHTER = 1.8
"""A lamp that is switched on, or the camera's own exposure, makes the room's texture this much stronger at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something new is, in pixels of the frame, and whether a decoder is sure that it is a code."""

    region: Region
    is_sure: bool = False


class Places:
    """Learns the texture of the room in which a camera stands still, and tells where there is more. For one thread."""

    def __init__(self) -> None:
        self._usual: Image | None = None
        self._shape: tuple[int, ...] = ()
        self._usual_light = 1.0
        self._at = 0.0
        self.light = 255.0
        """How bright the last frame was, 0 to 255."""

    def reset(self) -> None:
        """Forget the room."""
        self._usual = None

    def look(self, image: Image, at: float, unread: Sequence[Corners], most: int) -> list[Place]:
        """Return up to `most` places of a BGR or grey frame that are newly busy, busiest first.

        `at` is in seconds of the stream. `unread` are codes that a decoder saw; those that have not hung there for
        long come first. The first frame is the room: nothing in it is new.
        """
        thin, scale = _thinned(image)
        texture = _texture(thin)
        self.light = light = max(1.0, cv2.mean(thin)[0])
        if self._usual is None or self._shape != image.shape[:2]:
            self._usual, self._usual_light, self._shape, self._at = texture, light, image.shape[:2], at
            return []
        news = cv2.subtract(texture, self._usual * min(_BRIGHTER, max(1.0, light / self._usual_light)))
        self._learn(texture, light, at)
        return _places(news, 2 * scale, image, unread, most)

    def _learn(self, texture: Image, light: float, at: float) -> None:
        assert self._usual is not None  # noqa: S101 - the caller has looked
        seconds = max(0.0, at - self._at)
        self._at = at
        fast, slow = (1 - math.exp(-seconds / constant) for constant in (_FORGETS, _LEARNS))
        more = cv2.subtract(texture, self._usual)
        # Of the two steps the lower one is the slow one where texture grew, and the fast one where it went.
        self._usual = cv2.min(
            cv2.scaleAdd(more, slow, self._usual),
            cv2.scaleAdd(more, fast, self._usual),
        )
        self._usual_light += (light - self._usual_light) * slow


def _thinned(image: Image) -> tuple[Image, int]:
    """Return a small grey picture of a frame, and how many pixels of the frame each of its own stands for."""
    step = max(1, image.shape[1] // _TAKEN)
    # Green is nearly what the eye calls grey.
    taken = image[::step, ::step, 1] if image.ndim == 3 else image[::step, ::step]
    height, width = taken.shape
    half = (max(1, width // 2), max(1, height // 2))
    return cv2.resize(np.ascontiguousarray(taken), half, interpolation=cv2.INTER_AREA), 2 * step


def _texture(thin: Image) -> Image:
    """Return how busy each second pixel's surroundings are in whichever direction they are less so (see `regions`)."""
    across = cv2.blur(cv2.absdiff(thin[:, 1:], thin[:, :-1])[:-1], (_WINDOW, _WINDOW))
    along = cv2.blur(cv2.absdiff(thin[1:], thin[:-1])[:, :-1], (_WINDOW, _WINDOW))
    return cv2.min(across, along)[::2, ::2].astype(np.float32)


def _places(news: Image, step: int, image: Image, unread: Sequence[Corners], most: int) -> list[Place]:
    found: list[Place] = []
    for corners in unread[:most]:
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        region = _inside(min(xs), min(ys), max(xs), max(ys), image)
        left, top, right, bottom = (value // step for value in (region.left, region.top, region.right, region.bottom))
        around = news[top : bottom + 1, left : right + 1]
        if around.size and around.max() > _NEW / 2:
            found.append(Place(region, is_sure=True))
            around[:] = 0
    while len(found) < most:
        _, peak, _, (x, y) = cv2.minMaxLoc(news)
        if peak < _NEW:
            break
        # Blurred over a window, a patch ends where half of its height is left.
        _, labels, boxes, _ = cv2.connectedComponentsWithStats((news > peak / 2).astype(np.uint8))
        left, top, width, height, _ = (int(value) for value in boxes[labels[y, x]])
        found.append(Place(_inside(step * left, step * top, step * (left + width), step * (top + height), image)))
        # What is left around it is its own rim.
        news[max(0, top - _RIM) : top + height + _RIM, max(0, left - _RIM) : left + width + _RIM] = 0
    return found


def _inside(left: float, top: float, right: float, bottom: float, image: Image) -> Region:
    height, width = image.shape[:2]
    left, top = (int(min(max(0, value), most - 1)) for value, most in ((left, width), (top, height)))
    return Region(left, top, int(min(max(left + 1, right), width)), int(min(max(top + 1, bottom), height)))
