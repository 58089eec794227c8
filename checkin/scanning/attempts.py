"""The second looks at a region in which zxing-cpp read nothing: filters, and which engine sees their result."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from checkin.scanning import zbar
from checkin.scanning.opencv import cv2
from checkin.scanning.zxing import Zxing

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.scanning.readings import Engine, Image

    Filter = Callable[[Image], Image]

_ENLARGED = 900
"""The side, in pixels, to which small regions are enlarged, at most three times: more costs and recovers nothing."""


_SHRUNK = (800, 300)
"""The longer sides, in pixels, to which a photograph is thinned for a code that fills much of it, or all."""


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """One filter and one engine; `cost` is seconds per megapixel of the region, measured on rendered door frames."""

    engine: Engine
    prepare: Filter
    cost: float


class Chain:
    """The second looks, those first that recover most per millisecond.

    Measured on the busiest region of the frames that zxing-cpp missed among 1,412 rendered door frames (228 at 720p,
    222 at 1080p): sharpened and thresholded, it read 31 and 39; the restorer 93 and 111; enlarged 49 and 48; all
    together 113 and 126, where all thirty filters and engines without the restorer read 77 and 71. `python -m
    benchmarks.door.study` does it anew.
    """

    def __init__(self, restorer: Engine, *, patient: bool) -> None:
        """Lay out the attempts; `patient` adds what only a still picture has the time for."""
        zxing = Zxing()
        first = Attempt(zxing, sharpened_and_thresholded, 0.007)
        restoring = Attempt(restorer, lambda grey: grey, 0.060)
        enlarging = Attempt(zxing, enlarged_and_sharpened, 0.025)
        opinions = (Attempt(zbar.Zbar(), locally_thresholded, 0.018),) if zbar.available() else ()
        extra = _patient(zxing) if patient else ()
        self.seen = (first, restoring, enlarging, *opinions, *extra)
        """For a place where a code was seen."""
        self.sought = ((first, restoring, enlarging), (first, restoring, *(opinions or (enlarging,))))
        """For a place where one may be, in odd and in even frames."""
        if patient:
            self.sought = (self.seen, self.seen)
        thinned = tuple(Attempt(restorer, partial(shrunk, side=side), 0.020) for side in _SHRUNK)
        self.whole = (*thinned, *_second_opinion()) if patient else ()
        """For all of a still picture."""


def _second_opinion() -> tuple[Attempt, ...]:
    return (Attempt(zbar.Zbar(), lambda grey: grey, 0.040),) if zbar.available() else ()


def _patient(zxing: Zxing) -> tuple[Attempt, ...]:
    chain = [
        Attempt(zxing, locally_thresholded, 0.004),
        Attempt(zxing, lambda grey: locally_thresholded(enlarged(grey)), 0.015),
    ]
    if zbar.available():
        chain += [Attempt(zbar.Zbar(), thresholded, 0.013), Attempt(zbar.Zbar(), enlarged_and_sharpened, 0.190)]
    return tuple(chain)


def sharpened(grey: Image) -> Image:
    """Return the picture with the blur of motion or of a lens out of focus largely undone (unsharp mask)."""
    return cv2.addWeighted(grey, 3.0, cv2.GaussianBlur(grey, (0, 0), 1.4), -2.0, 0)


def shrunk(grey: Image, side: int) -> Image:
    """Return the picture thinned to a longer side, so that a code which fills a photograph has the size of a badge."""
    factor = side / max(grey.shape)
    height, width = (max(1, round(side * factor)) for side in grey.shape)
    return cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA) if factor < 1 else grey


def enlarged(grey: Image) -> Image:
    """Return the picture two or three times larger, where it is small: thin modules need several pixels each."""
    factor = min(3.0, _ENLARGED / max(grey.shape))
    return cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC) if factor > 1.2 else grey


def enlarged_and_sharpened(grey: Image) -> Image:
    """Return the picture larger, and sharpened over the width of a module; a box blur serves as well as a Gaussian."""
    large = enlarged(grey)
    return cv2.addWeighted(large, 3.0, cv2.blur(large, (9, 9)), -2.0, 0)


def thresholded(grey: Image) -> Image:
    """Return the picture in black and white, split where its two tones part (Otsu): undoes a veil or a dim light."""
    return cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]


def locally_thresholded(grey: Image) -> Image:
    """Return the picture in black and white by the brightness around each pixel: undoes shadows and a glare's edge."""
    window = max(11, (min(grey.shape) // 16) | 1)
    return cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, window, 3)


def sharpened_and_thresholded(grey: Image) -> Image:
    """Return the picture sharpened, then in black and white by the brightness around each pixel."""
    return cv2.adaptiveThreshold(sharpened(grey), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 31, 3)
