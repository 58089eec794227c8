"""The second looks at a region in which zxing-cpp read nothing: filters, and which engine sees their result."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Attempt:
    """One filter and one engine; `cost` is seconds per megapixel of the region, measured on rendered door frames."""

    engine: Engine
    prepare: Filter
    cost: float


def quick() -> tuple[Attempt, ...]:
    """Return the second looks for a region of a stream's frame, those first that recover most per millisecond.

    Measured on the busiest region of the frames that zxing-cpp missed among 540 rendered door frames (88 codes at 720p,
    89 at 1080p): together they read 26 and 27 of the 28 and 31 that any of thirty filters and engines read there.
    """
    zxing = Zxing()
    chain = [
        Attempt(zxing, sharpened_and_thresholded, 0.007),
        Attempt(zxing, locally_thresholded, 0.004),
        Attempt(zxing, enlarged_and_sharpened, 0.020),
    ]
    if zbar.available():
        chain.insert(2, Attempt(zbar.Zbar(), thresholded, 0.013))
        chain.append(Attempt(zbar.Zbar(), locally_thresholded, 0.018))
    return tuple(chain)


def patient() -> tuple[Attempt, ...]:
    """Return the further looks at a region that only a still picture has the time for."""
    chain = [Attempt(Zxing(), lambda grey: locally_thresholded(enlarged(grey)), 0.015)]
    if zbar.available():
        chain.append(Attempt(zbar.Zbar(), enlarged_and_sharpened, 0.190))
    return tuple(chain)


def whole() -> tuple[Attempt, ...]:
    """Return the looks at the whole of a still picture."""
    return (Attempt(zbar.Zbar(), lambda grey: grey, 0.040),) if zbar.available() else ()


def sharpened(grey: Image) -> Image:
    """Return the picture with the blur of motion or of a lens out of focus largely undone (unsharp mask)."""
    return cv2.addWeighted(grey, 3.0, cv2.GaussianBlur(grey, (0, 0), 1.4), -2.0, 0)


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
