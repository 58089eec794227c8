"""Where finder patterns are, however blurred: a matched filter in place of the edges that other readers follow.

A finder pattern is a dark square of seven modules with a light ring in it and light around it. Decoders look for its
run of edges, 1:1:3:1:1, which blur wipes out first. Here the picture is thinned until a module is one pixel, and the
pattern is correlated as what it then is, a sum of four boxes (3, 5, 7 and 9 pixels): four running sums a scale.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.scanning.readings import Image, Point

SMALLEST_MODULE = 1.15
"""Pixels; below, neighbouring modules are one."""

LARGEST_MODULE = 9.0
"""Pixels in a picture of 1280; codes nearer than that are read by their edges."""

_STEP = 1.2
"""From scale to scale; the filter answers well to modules a tenth too large or too small."""

_THRESHOLD = 0.4
"""Correlation from which a place is kept: 0.45 is left of a finder pattern smeared over three modules."""

_EACH = 12
"""Places kept of a scale."""

_KEPT = 8
"""Places kept in all: of the codes that no other reader read, two in three had all three finders among these."""

_LARGER = 0.02
"""Correlation that a place gains with each doubling of the module: in the middle of a finder pattern lies a blob that
is like a smaller one."""

_DARK, _LIGHT, _ALL = 33, 48, 81
"""Modules of the nine by nine that are dark, light, and both."""

_AROUND = np.ones((3, 3), np.uint8)

_DIM = 9.0
"""Variance of grey levels under which a place is flat, whatever its shape."""


@dataclass(frozen=True, slots=True)
class Finder:
    """A place like a finder pattern: its middle in pixels, its module in pixels, and its correlation, 1 at most."""

    x: float
    y: float
    module: float
    likeness: float


@dataclass(frozen=True, slots=True)
class Placing:
    """Three finders as the corners of one symbol: where its top left, top right and bottom left finder's middle is.

    Whether the picture is mirrored is not known: the three turn clockwise. `size` is the side in modules, as far as
    distance and module tell.
    """

    top_left: Point
    top_right: Point
    bottom_left: Point
    module: float
    size: float
    likeness: float


def find_turned_finders(grey: Image, angle: float) -> list[Finder]:
    """Return what `find_finders` returns, for symbols that are turned by so many degrees: its boxes are upright."""
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1)
    turned = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    (a, b, c), (d, e, f) = cv2.invertAffineTransform(turn).tolist()
    return [
        replace(finder, x=a * finder.x + b * finder.y + c, y=d * finder.x + e * finder.y + f)
        for finder in find_finders(turned)
    ]


def find_finders(grey: Image) -> list[Finder]:
    """Return the likeliest places of finder patterns, likeliest first; about 3 ms for 0.1 megapixels."""
    found: list[Finder] = []
    source, module, halved = grey, SMALLEST_MODULE, 1.0
    while module < LARGEST_MODULE:
        if module / halved >= 2:
            halved *= 2
            source = cv2.resize(source, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        width, height = round(grey.shape[1] / module), round(grey.shape[0] / module)
        if min(width, height) < 2 * 9:
            break
        thin = cv2.resize(source, (width, height), interpolation=cv2.INTER_LINEAR)
        found.extend(_at_one_scale(thin, module, grey.shape[1] / width, grey.shape[0] / height))
        module *= _STEP
    return _apart(found)


def placings(finders: list[Finder]) -> list[Placing]:
    """Return the ways in which three of the places can be the finders of one symbol, likeliest first."""
    found = [placing for three in combinations(finders, 3) if (placing := _placing(three)) is not None]
    return sorted(found, key=lambda placing: -placing.likeness)


def _at_one_scale(thin: Image, module: float, across: float, down: float) -> Iterator[Finder]:
    likeness = _correlation(thin)
    peaks = np.flatnonzero((likeness >= cv2.dilate(likeness, _AROUND)) & (likeness > _THRESHOLD))
    values = likeness.ravel()[peaks]
    if peaks.size > _EACH:
        best = np.argpartition(-values, _EACH)[:_EACH]
        peaks, values = peaks[best], values[best]
    height, width = likeness.shape
    for peak, value in zip(peaks.tolist(), values.tolist(), strict=True):
        y, x = divmod(peak, width)
        if 0 < x < width - 1 and 0 < y < height - 1:
            dx = _vertex(float(likeness[y, x - 1]), value, float(likeness[y, x + 1]))
            dy = _vertex(float(likeness[y - 1, x]), value, float(likeness[y + 1, x]))
            yield Finder((x + dx + 0.5) * across - 0.5, (y + dy + 0.5) * down - 0.5, module, value)


def _correlation(thin: Image) -> Image:
    """Return the normalised correlation with a finder pattern whose module is one pixel, float32, same shape."""
    boxes = [cv2.boxFilter(thin, cv2.CV_32F, (side, side), normalize=False) for side in (3, 5, 7, 9)]
    dark = cv2.add(cv2.subtract(boxes[2], boxes[1]), boxes[0])
    contrast = cv2.addWeighted(boxes[3], 1 / _LIGHT, dark, -(1 / _LIGHT + 1 / _DARK), 0)
    squares = cv2.sqrBoxFilter(thin, cv2.CV_32F, (9, 9))
    variance = cv2.subtract(squares, cv2.multiply(boxes[3], boxes[3], scale=1 / _ALL**2))
    spread = cv2.sqrt(np.maximum(variance, np.float32(_DIM)))
    return cv2.divide(contrast, spread, scale=math.sqrt(_DARK * _LIGHT) / _ALL)


def _vertex(before: float, at: float, after: float) -> float:
    """Return where the parabola through three values has its top, from -0.5 to 0.5."""
    bend = 2 * at - before - after
    return max(-0.5, min(0.5, (after - before) / (2 * bend))) if bend > 0 else 0.0


def _apart(found: list[Finder]) -> list[Finder]:
    kept: list[Finder] = []
    for one in sorted(found, key=lambda finder: -finder.likeness - _LARGER * math.log2(finder.module)):
        if all(math.hypot(one.x - other.x, one.y - other.y) > 2.5 * max(one.module, other.module) for other in kept):
            kept.append(one)
            if len(kept) == _KEPT:
                break
    return sorted(kept, key=lambda finder: -finder.likeness)


def _placing(three: tuple[Finder, ...]) -> Placing | None:
    """Return three places as the corners of a symbol seen at an angle, or None where they cannot be."""
    modules = [finder.module for finder in three]
    if max(modules) > 1.45 * min(modules):
        return None
    # The corner is where the longest side is not.
    sides = [math.hypot(three[i - 1].x - three[i - 2].x, three[i - 1].y - three[i - 2].y) for i in range(3)]
    corner = three[sides.index(max(sides))]
    one, other = (finder for finder in three if finder is not corner)
    (ux, uy), (vx, vy) = (one.x - corner.x, one.y - corner.y), (other.x - corner.x, other.y - corner.y)
    long, short = sorted((math.hypot(ux, uy), math.hypot(vx, vy)), reverse=True)
    lean = abs(ux * vx + uy * vy) / (long * short)
    size = (long + short) / 2 / (sum(modules) / 3) + 7
    if short < 0.6 * long or lean > 0.5 or not 17 < size < 80:
        return None
    if ux * vy - uy * vx < 0:
        one, other = other, one
    likeness = sum(finder.likeness for finder in three)
    likeness -= 0.8 * lean + 0.5 * (1 - short / long) + 0.3 * (max(modules) / min(modules) - 1)
    return Placing((corner.x, corner.y), (one.x, one.y), (other.x, other.y), sum(modules) / 3, size, likeness)
