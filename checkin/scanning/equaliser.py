"""Undoing blur as a modem undoes its line: an equaliser that the known parts of the symbol train.

Motion, a lens out of focus, a phone's glow and a camera's sharpening all mix each module with its neighbours, the same
way all over the symbol. Finder, timing and alignment patterns are known beforehand: from them is learnt with which
weights the surroundings of a module give back the module itself (ridge regression). What those weights decide of the
other modules then trains them again, each module as far as it is sure: decision-directed equalisation, as in J.
Proakis, "Digital Communications", chapter 10.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning.matrices import product, ridge
from checkin.scanning.opencv import cv2
from checkin.scanning.qr_symbol import symbol

if TYPE_CHECKING:
    import numpy.typing as npt

    from checkin.scanning.lattice import Lattice
    from checkin.scanning.readings import Floats, Image

_PER_MODULE = 2
"""Samples along a module's side."""

_REACH = 3.0
"""Modules from whose samples a module is told: blur beyond that leaves nothing to tell."""

_MARGIN = 4
"""Modules around the symbol that are sampled."""

_NEIGHBOURHOOD = 9
"""Modules over which brightness and contrast are made even: shadows and veils are wider than that."""

_WHITE = 252
"""Grey level from which a pixel holds no more light."""

_GLARE = 4
"""Modules: a white disc of this width is no part of a code."""

_RIDGE = 0.3 / 50
"""Share of the samples' weight that holds the weights small; between 0.1 / 50 and 1 / 50 makes no difference."""

_ENOUGH = 1000
"""Modules that train the weights; of larger symbols every second or third does."""

_ROUNDS = 1
"""Times that the decisions train the weights again; more recovers nothing."""


def evened(grey: Image, module: float) -> Floats:
    """Return a picture in light instead of grey levels, with the same mean and contrast everywhere, same shape.

    `module` is the side of a module in pixels: brightness and contrast are taken from nine of them around.
    """
    light = cv2.LUT(grey, _light())
    side = max(3, round(_NEIGHBOURHOOD * module)) | 1
    mean = cv2.blur(light, (side, side), borderType=cv2.BORDER_REFLECT)
    rest = cv2.subtract(light, mean)
    squares = cv2.blur(cv2.multiply(rest, rest), (side, side), borderType=cv2.BORDER_REFLECT)
    # A running sum of nothing may come out under zero.
    spread = cv2.sqrt(np.maximum(squares, np.float32(0)))
    # Bare places keep little of their noise.
    floor = 0.02 * cv2.minMaxLoc(spread)[1] + 0.5
    return cv2.divide(rest, spread + np.float32(floor))


def equalise(picture: Floats, lattice: Lattice) -> Floats:
    """Return each module's value, (size, size): about 1 where it is light, -1 where dark, nearer to 0 the less sure.

    `picture` is as `evened` returns it.
    """
    size = lattice.size
    taps = _surroundings(sampled(picture, lattice, _MARGIN), size)
    known = symbol(size).known.ravel()
    sure = known >= 0
    target = np.where(known == 1, -1.0, 1.0).astype(np.float32)
    values = _predicted(taps, _trained(taps[sure], target[sure], None))
    for _ in range(_ROUNDS):
        decided = np.where(sure, target, np.sign(values)).astype(np.float32)
        trust = np.where(sure, 1.0, np.minimum(np.abs(values), 1.0)).astype(np.float32)
        some = slice(None, None, 1 + len(taps) // _ENOUGH)
        values = _predicted(taps, _trained(taps[some], decided[some], trust[some]))
    return values.reshape(size, size)


def glaring(grey: Image, lattice: Lattice) -> npt.NDArray[np.bool_]:
    """Return the modules that lie in a glare, (size, size): white over more modules together than a code has."""
    margin = 2
    white = (sampled(grey, lattice, margin) >= _WHITE).astype(np.uint8)
    reach = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_GLARE * _PER_MODULE + 1, _GLARE * _PER_MODULE + 1))
    inner = slice(margin * _PER_MODULE, -margin * _PER_MODULE)
    glare = cv2.morphologyEx(white, cv2.MORPH_OPEN, reach)[inner, inner]
    return np.asarray(glare.reshape(lattice.size, _PER_MODULE, lattice.size, _PER_MODULE).max((1, 3)) > 0)


def sampled(picture: Image, lattice: Lattice, margin: int) -> Floats:
    """Return a symbol straightened, two samples a module's side, with so many modules around it."""
    side = (lattice.size + 2 * margin) * _PER_MODULE
    first = 0.5 / _PER_MODULE - margin
    to_modules = np.array([[1 / _PER_MODULE, 0, first], [0, 1 / _PER_MODULE, first], [0, 0, 1]])
    return cv2.warpPerspective(
        picture,
        lattice.homography @ to_modules,
        (side, side),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )


@cache
def _light() -> Floats:
    """Return the light that each grey level stands for, as cameras encode it: blur adds up light, not grey levels."""
    return np.asarray(np.linspace(0, 1, 256) ** 2.2 * 255, np.float32).reshape(1, 256)


def _surroundings(samples: Floats, size: int) -> Floats:
    """Return the samples around each module and a 1 for the offset, (modules, taps)."""
    places = _places(size)
    taps = np.empty((size * size, places.shape[1] + 1), np.float32)
    np.take(samples, places, out=taps[:, :-1], mode="clip")
    taps[:, -1] = 1
    return taps


@lru_cache(maxsize=4)
def _places(size: int) -> npt.NDArray[np.intp]:
    """Return which samples surround each module, as indices into the flat array, (modules, taps)."""
    reach = round(_REACH * _PER_MODULE)
    side = 2 * reach + _PER_MODULE
    y, x = np.mgrid[:side, :side]
    disc = np.hypot(x - (side - 1) / 2, y - (side - 1) / 2) <= side / 2
    width = (size + 2 * _MARGIN) * _PER_MODULE
    first = _MARGIN * _PER_MODULE - reach + _PER_MODULE * np.arange(size)
    corners = first[:, None] * width + first
    return np.asarray(corners.reshape(-1, 1) + (y[disc] * width + x[disc]), np.intp)


def _trained(taps: Floats, target: Floats, trust: Floats | None) -> Floats:
    return ridge(taps, target.reshape(-1, 1), _RIDGE, None if trust is None else taps * trust[:, None])


def _predicted(taps: Floats, weights: Floats) -> Floats:
    return np.asarray(product(taps, weights)[:, 0])
