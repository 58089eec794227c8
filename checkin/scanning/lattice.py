"""Laying a symbol's grid of modules over the picture, to a tenth of a module.

A start from three finders knows nothing of perspective and may be half a module off, which is too much to read a
blurred code. The grid is moved until what is known of the symbol beforehand matches the picture: a Gauss-Newton fit of
a homography with the roles of picture and template exchanged, so that all but one sampling of the picture is worked out
beforehand (Baker and Matthews, "Lucas-Kanade 20 Years On", 2004, section 3.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from checkin.scanning.matrices import product, ridge, turned_product
from checkin.scanning.opencv import cv2
from checkin.scanning.qr_symbol import symbol

if TYPE_CHECKING:
    import numpy.typing as npt

    from checkin.scanning.finders import Placing
    from checkin.scanning.readings import Corners, Floats

    Matrix = npt.NDArray[np.floating[Any]]

_PER_MODULE = 2
"""Samples along a module's side."""

_MARGIN = 4
"""Modules around the symbol in the template's picture."""

_BLUR = 0.7
"""Modules: the template is as soft as a picture that is hard to read; a sharp one would match nothing a module away."""

_LONGEST_STEP = 0.35
"""Of the largest of the eight parameters, in half symbol sides: more is a leap in the dark."""

_RIDGE = 0.01
"""Share of the samples' weight that holds the learnt blur small."""

_NEARLY_NOTHING = 1e-6
"""Added where a symbol without any contrast would have nothing be divided by nothing."""

_WORSE = 0.06
"""By how much the correlation may fall before the fit is given up."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """What is expected where: `points` in modules, (k, 1, 2); `values` there, mean 0, (k, 1); `steps`, (8, k), which
    turns the picture's grey levels at the points into the move of the grid."""

    size: int
    points: Floats
    values: Floats
    energy: float
    steps: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """A grid over the picture: `homography` takes modules to pixels, `match` is the correlation with the template."""

    size: int
    homography: Matrix
    match: float

    def corners(self) -> Corners:
        """Return the symbol's outline in pixels."""
        side = float(self.size)
        outline = np.array([[[0, 0], [side, 0], [side, side], [0, side]]], np.float64)
        a, b, c, d = ((float(x), float(y)) for x, y in cv2.perspectiveTransform(outline, self.homography)[0])
        return a, b, c, d


def start(placing: Placing, size: int) -> Lattice:
    """Return the grid of a symbol of `size` modules on three finders, as if seen straight on."""
    near, far = 3.5, size - 3.5
    fourth = tuple(b + c - a for a, b, c in zip(placing.top_left, placing.top_right, placing.bottom_left, strict=True))
    modules = ((near, near), (far, near), (near, far), (far, far))
    pixels = (placing.top_left, placing.top_right, placing.bottom_left, fourth)
    homography = cv2.getPerspectiveTransform(np.array(modules, np.float32), np.array(pixels, np.float32))
    return Lattice(size, np.asarray(homography, np.float64), 0.0)


def fit(picture: Floats, lattice: Lattice, template: Template, rounds: int) -> Lattice:
    """Return the grid after so many rounds at most, where it matched best."""
    side = float(lattice.size)
    to_unit = np.array([[2 / side, 0, -1], [0, 2 / side, -1], [0, 0, 1]])
    from_unit = np.linalg.inv(to_unit)
    homography, best = lattice.homography, lattice
    for turn in range(rounds + 1):
        x, y = cv2.split(cv2.perspectiveTransform(template.points, homography))
        seen = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        seen -= seen.mean()
        along = float(turned_product(template.values, seen)[0, 0])
        match = along / float(np.sqrt(template.energy * float(np.square(seen).sum()) + _NEARLY_NOTHING))
        if turn == 0 or match > best.match:
            best = Lattice(lattice.size, homography, match)
        if match < best.match - _WORSE or along <= 0 or turn == rounds:
            break
        move = product(template.steps, seen, template.energy / along)[:, 0].astype(np.float64)
        move *= min(1.0, _LONGEST_STEP / max(float(np.abs(move).max()), 1e-9))
        warp = np.append(move, 1.0).reshape(3, 3) + np.diag((1.0, 1.0, 0.0))
        homography = homography @ from_unit @ np.linalg.inv(warp) @ to_unit
        homography = homography / homography[2, 2]
    return best


@cache
def known_template(size: int) -> Template:
    """Return what every symbol of a size shows: finders with the light around them, timing, alignment, version."""
    known = symbol(size).known
    light, weight = _framed(np.where(known == 1, -1.0, 1.0), known >= 0)
    edge, reach = _MARGIN * _PER_MODULE, 8 * _PER_MODULE
    far = edge + size * _PER_MODULE
    for along in (slice(edge, edge + reach), slice(far - reach, far)):
        weight[edge - _PER_MODULE : edge, along] = weight[along, edge - _PER_MODULE : edge] = 1
    weight[far : far + _PER_MODULE, edge : edge + reach] = weight[edge : edge + reach, far : far + _PER_MODULE] = 1
    return _template(size, _softened(light, weight), weight, _MARGIN, 1)


def observed_template(samples: Floats, modules: Floats) -> Template:
    """Return what a symbol shows that is blurred as this one is.

    `modules`, (size, size), are 1 where light, -1 where dark, between where in doubt; `samples` are the symbol as it is
    seen under the present grid, two samples a module's side. How neighbours add up in a sample is learnt from both.
    """
    size, reach = modules.shape[0], 3
    side = 2 * reach + 1
    padded = cv2.copyMakeBorder(modules, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=1)
    around = np.lib.stride_tricks.sliding_window_view(padded, (side, side)).reshape(size * size, side * side)
    taps = np.ones((size * size, side * side + 1), np.float32)
    taps[:, :-1] = around
    phases = samples.reshape(size, _PER_MODULE, size, _PER_MODULE).transpose(0, 2, 1, 3)
    phases = np.ascontiguousarray(phases.reshape(size * size, _PER_MODULE**2))
    blurred = product(taps, ridge(taps, phases, _RIDGE))
    blurred = blurred.reshape(size, size, _PER_MODULE, _PER_MODULE).transpose(0, 2, 1, 3)
    whole = np.ascontiguousarray(blurred.reshape(size * _PER_MODULE, size * _PER_MODULE))
    return _template(size, whole, np.ones_like(whole), 0, 1 if size < 29 else 2)


def _framed(modules: Matrix, sure: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return two pictures, two pixels a module with light around: the modules, and 1 where they are to be trusted."""
    side = (modules.shape[0] + 2 * _MARGIN) * _PER_MODULE
    light, weight = np.ones((side, side), np.float32), np.zeros((side, side), np.float32)
    inner = slice(_MARGIN * _PER_MODULE, -_MARGIN * _PER_MODULE)
    light[inner, inner] = modules.astype(np.float32).repeat(_PER_MODULE, 0).repeat(_PER_MODULE, 1)
    weight[inner, inner] = sure.repeat(_PER_MODULE, 0).repeat(_PER_MODULE, 1)
    return light, weight


def _softened(light: Floats, weight: Floats) -> Floats:
    """Return a picture blurred, taking nothing from where nothing is known."""
    blur = _BLUR * _PER_MODULE
    share = cv2.GaussianBlur(weight, (0, 0), blur)
    return cv2.divide(cv2.GaussianBlur(cv2.multiply(light, weight), (0, 0), blur), np.maximum(share, np.float32(1e-3)))


def _template(size: int, soft: Floats, weight: Floats, margin: int, every: int) -> Template:
    slope_x, slope_y = (cv2.Sobel(soft, cv2.CV_32F, dx, dy, scale=_PER_MODULE / 8) for dx, dy in ((1, 0), (0, 1)))
    rows, columns = (index * every for index in np.nonzero(weight[::every, ::every]))
    points = (np.stack([columns, rows], 1).astype(np.float32) + np.float32(0.5)) / _PER_MODULE - np.float32(margin)
    # Parameters are in units of half the symbol's side, from its middle, so that they are of one magnitude.
    x, y = (points.T * (2 / size) - 1).astype(np.float32)
    gx, gy = slope_x[rows, columns] * (size / 2), slope_y[rows, columns] * (size / 2)
    inward = -(gx * x + gy * y)
    slopes = np.stack([gx * x, gx * y, gx, gy * x, gy * y, gy, inward * x, inward * y], 1)
    values = soft[rows, columns]
    values = values - values.mean()
    energy = float(np.square(values).sum()) + _NEARLY_NOTHING
    # A picture that is brighter or of more contrast is no move of the grid.
    slopes -= slopes.mean(0)
    shared = turned_product(values.reshape(-1, 1), slopes, 1 / energy)
    slopes -= values[:, None] * shared
    normal = turned_product(slopes, slopes).astype(np.float64)
    normal[np.diag_indices(8)] *= 1.01
    normal[np.diag_indices(8)] += _NEARLY_NOTHING
    steps = product(np.linalg.inv(normal).astype(np.float32), np.ascontiguousarray(slopes.T))
    return Template(size, points.reshape(-1, 1, 2), values.reshape(-1, 1), energy, steps)
