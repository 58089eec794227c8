"""Measures a busy place of a frame: size, sharpness, light, and how much it looks like a printed code."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning.hint_views import outline, steps, view
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    import numpy.typing as npt

    from checkin.scanning.readings import Image
    from checkin.scanning.regions import Region

_CODE, _CORE, _HEART, _ALONG = slice(12, 52), slice(14, 50), slice(16, 48), slice(20, 44)
"""Of a view: the code, the code without its rim, its inner part, and a stretch of it on which no corner lies."""

_CLOSE = 160
"""Pixels a side, of the frame's own, on which sharpness is measured; more of a large code tells nothing new."""

_WHITE = 248
_SPOT = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
"""A white patch as wide as four modules of 25: a code has hardly ever one of its own."""

_REACH = 16
_RADIUS = np.hypot(*np.mgrid[-_REACH : _REACH + 1, -_REACH : _REACH + 1])
_RINGS = np.array([ring / ring.sum() for ring in (abs(_RADIUS - r) <= 0.5 for r in range(12))])
_FAR = _RADIUS > 7
_FADE = np.outer(np.hanning(40), np.hanning(40))


@dataclass(frozen=True, slots=True)
class Signs:
    """What was measured: shares and ratios, 0 to 1, unless said otherwise."""

    side: float
    """Pixels of the frame: the side of a square of the same area."""
    is_cut: bool
    """Whether it reaches the frame's border."""
    squareness: float
    """Of its box, the shorter side in longer ones."""
    filled: float
    """Share of its box that is busy."""
    brightness: float
    """Of its paper, 0 to 255."""
    contrast: float
    """Between paper and ink, 0 to 255."""
    depth: float
    """How much darker ink is than paper, in green light and in red, whichever is less: coloured prints are pale."""
    ink: float
    """Share that is dark."""
    quiet: float
    """How bright its surroundings are all along, on the second worst of its four sides."""
    evenness: float
    """How busy its least busy sixteenth is, in means of all."""
    density: float
    """Mean difference between neighbours, down and across, in contrasts, in a view of 40 pixels."""
    glare: float
    """Share of it that lies amid a white patch."""
    regularity: float
    """How well it matches itself elsewhere: its highest autocorrelation from a sixth of its side on."""
    grain: float
    """Fortieths of its side within which neighbours are alike: about half a module."""
    module: float
    """Pixels of the frame that a module has by its grain; blur makes it seem larger."""
    sharpness: float
    """The steepest steps from pixel to pixel of the frame, in contrasts; noise may take it over 1."""
    smear: float
    """How much more its edges lie along one direction than across it."""


def measure(image: Image, region: Region) -> Signs:
    """Return the signs of a place in a BGR or grey frame of `uint8`."""
    # Green is nearly what the eye calls grey, and costs nothing.
    grey = image[:, :, 1] if image.ndim == 3 else image
    place = outline(grey, region)
    square = place.cut(grey)
    small = view(square)
    code = small[_CODE, _CODE]
    low, high = _tones(code)
    contrast = max(1.0, high - low)
    red = view(place.cut(image[:, :, 2]))[_CODE, _CODE] if image.ndim == 3 else code
    across, along = steps(small)
    busy = across.astype(np.float32) + along
    parts = cv2.resize(busy[_CORE, _CORE], (4, 4), interpolation=cv2.INTER_AREA)
    regularity, grain = _pattern(code)
    sharpness, smear = _edges(square)
    return Signs(
        side=math.sqrt(place.area),
        is_cut=place.is_cut(grey),
        squareness=min(place.width, place.height) / max(1.0, place.side),
        filled=place.area / max(1.0, place.width * place.height),
        brightness=high,
        contrast=contrast,
        depth=min(1 - darkest / max(1.0, lightest) for darkest, lightest in ((low, high), _tones(red))),
        ink=float((code < (low + high) / 2).mean()),
        quiet=_quiet(small > (low + high) / 2),
        evenness=float(parts.min()) / max(1.0, float(parts.mean())),
        density=float(busy[_HEART, _HEART].mean()) / contrast,
        glare=float(cv2.erode((small[_CORE, _CORE] >= _WHITE).astype(np.uint8), _SPOT).mean()),
        regularity=regularity,
        grain=grain,
        module=2 * grain * place.scale,
        sharpness=sharpness / contrast,
        smear=smear,
    )


def _tones(code: Image) -> tuple[float, float]:
    """Return how bright ink and paper are: the twentieth from either end of all pixels."""
    tones = np.sort(code, axis=None)
    return float(tones[tones.size // 20]), float(tones[-tones.size // 20])


def _pattern(code: Image) -> tuple[float, float]:
    """Return the regularity and the grain of the code in a view, by its autocorrelation without its shadows."""
    flat = code.astype(np.float32)
    spectrum = np.fft.rfft2((flat - cv2.blur(flat, (15, 15))) * _FADE, (80, 80))
    alike = np.fft.irfft2(np.abs(spectrum) ** 2)
    alike = np.roll(alike, (_REACH, _REACH), (0, 1))[: 2 * _REACH + 1, : 2 * _REACH + 1] / max(alike[0, 0], 1e-6)
    falling = np.minimum.accumulate((_RINGS * alike).sum(axis=(1, 2)))
    return float(alike[_FAR].max()), float(np.interp(-0.5, -falling, range(len(falling))))


def _quiet(is_bright: npt.NDArray[np.bool_]) -> float:
    """Return how much of a line along a side is bright, on the best line of the second worst side."""
    columns, rows = is_bright[_ALONG].mean(axis=0), is_bright[:, _ALONG].mean(axis=1)
    sides = (rows[1:17], rows[-17:-1], columns[1:17], columns[-17:-1])
    # Two lines, not one: a margin is wider than the gap between two lines of text.
    return sorted(float(np.minimum(side[1:], side[:-1]).max()) for side in sides)[1]


def _edges(square: Image) -> tuple[float, float]:
    """Return the steepest steps from pixel to pixel in the middle of a code, and how much they lie one way."""
    middle, half = square.shape[0] // 2, min(_CLOSE // 2, max(4, int(square.shape[0] * 0.3)))
    near = square[max(0, middle - half) : middle + half, max(0, middle - half) : middle + half]
    across, along = steps(near)
    steepest = np.sort(cv2.max(across, along), axis=None)
    x, y = cv2.Sobel(near, cv2.CV_32F, 1, 0), cv2.Sobel(near, cv2.CV_32F, 0, 1)
    xx, yy, xy = cv2.mean(x * x)[0], cv2.mean(y * y)[0], cv2.mean(x * y)[0]
    return float(steepest[int(0.95 * steepest.size)]), math.hypot(xx - yy, 2 * xy) / max(1e-6, xx + yy)
