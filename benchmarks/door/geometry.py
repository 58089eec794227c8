"""Where a held surface is in front of the camera: a pinhole, a pose, and a bend of the paper."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

FIELD_OF_VIEW = 70.0
"""Degrees from side to side, as a laptop's webcam has."""

FOCUS = 500.0
"""Millimetres at which the fixed lens is sharp: where a face is."""

APERTURE = 1.0
"""Millimetres: the lens's opening, which makes a spot of what is not at FOCUS."""

WIDTHS = {720: 1280, 1080: 1920}


@dataclass(frozen=True, slots=True)
class Eye:
    """A camera of so many lines."""

    height: int

    @property
    def width(self) -> int:
        """Pixels from side to side."""
        return WIDTHS[self.height]

    @property
    def focal(self) -> float:
        """The focal length in pixels."""
        return self.width / 2 / math.tan(math.radians(FIELD_OF_VIEW / 2))

    def spot(self, distance: float) -> float:
        """Return the diameter in pixels of the spot that a point makes at a distance in millimetres."""
        return self.focal * APERTURE * abs(1 / distance - 1 / FOCUS)


@dataclass(frozen=True, slots=True)
class Bend:
    """A bend of the paper around a line through it: a fold (`sharp`) or a curl.

    `angle` is in degrees, between the two halves of a fold and between the two edges of a curl; `direction` in radians
    is across the line, and `offset` in millimetres how far the line is from the surface's middle.
    """

    angle: float
    direction: float
    offset: float = 0.0
    sharp: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """A flat strip of a surface: what lies between `start` and `end` millimetres across the bend's line.

    `to_pixels` is its homography from millimetres on the drawing; `shade` what its slope leaves of the light.
    """

    to_pixels: Matrix
    across: Matrix
    start: float
    end: float
    shade: float

    def holds(self, points: Matrix) -> NDArray[np.bool_]:
        """Tell which points, in millimetres, lie on the strip."""
        where = points @ self.across[:2] + self.across[2]
        return np.asarray((where >= self.start) & (where < self.end))


@dataclass(frozen=True)
class Pose:
    """A surface of a size in millimetres, held so that the point `held` of it is seen at `seen`, `distance` away.

    `roll` and `tilt` are in degrees, the tilt around a line at `axis` radians.
    """

    eye: Eye
    size: tuple[float, float]
    held: tuple[float, float]
    seen: tuple[float, float]
    distance: float
    roll: float = 0.0
    tilt: float = 0.0
    axis: float = 0.0
    bend: Bend | None = field(default=None)

    @property
    def per_mm(self) -> float:
        """Pixels of the frame for a millimetre that faces the camera."""
        return self.eye.focal / self.distance

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """The flat strips of which the surface is made; one when it is not bent."""
        bend = self.bend or Bend(0.0, 0.0)
        direction = np.array([math.cos(bend.direction), math.sin(bend.direction), 0.0])
        along = np.array([-direction[1], direction[0], 0.0])
        centre = np.array([self.size[0] / 2, self.size[1] / 2, 0.0]) + bend.offset * direction
        # Across the line from `centre`, and along it, as linear functions of (x, y, 1) in millimetres.
        across = np.array([direction[0], direction[1], -direction @ centre])
        beside = np.array([along[0], along[1], -along @ centre])
        nodes, slopes = _profile(bend, math.hypot(*self.size))
        offsets = [np.zeros(3)]
        for start, end, slope in zip(nodes[:-1], nodes[1:], slopes, strict=True):
            offsets.append(offsets[-1] + (end - start) * (math.cos(slope) * direction + math.sin(slope) * _NORMAL))
        path = np.array(offsets)
        line = np.array([np.interp(0.0, nodes, path[:, axis]) for axis in range(3)])
        facets = []
        for index, slope in enumerate(slopes):
            rising = math.cos(slope) * direction + math.sin(slope) * _NORMAL
            lift = np.outer(rising, across - np.array([0, 0, nodes[index]])) + np.outer(along, beside)
            lift[:, 2] += path[index] - line + centre
            facets.append(
                Facet(self._seen_from(lift), across, float(nodes[index]), float(nodes[index + 1]), _shade(slope))
            )
        return tuple(facets)

    def project(self, points: Matrix) -> Matrix:
        """Return where points of the drawing, (n, 2) in millimetres, are seen, in pixels of the frame."""
        points = np.asarray(points, np.float64)
        seen = np.empty_like(points)
        for facet in self.facets:
            on_it = facet.holds(points)
            flat = np.column_stack([points[on_it], np.ones(int(on_it.sum()))]) @ facet.to_pixels.T
            seen[on_it] = flat[:, :2] / flat[:, 2:]
        return seen

    def _seen_from(self, lift: Matrix) -> Matrix:
        """Return the homography of a plane that lifts (x, y, 1) in millimetres into the surface's own space."""
        cos, sin = math.cos(self.axis), math.sin(self.axis)
        cross = np.array([[0, 0, sin], [0, 0, -cos], [-sin, cos, 0]])
        tilt, roll = math.radians(self.tilt), math.radians(self.roll)
        turn = np.eye(3) + math.sin(tilt) * cross + (1 - math.cos(tilt)) * cross @ cross
        turn = turn @ np.array([[math.cos(roll), -math.sin(roll), 0], [math.sin(roll), math.cos(roll), 0], [0, 0, 1.0]])
        focal, width, height = self.eye.focal, self.eye.width, self.eye.height
        place = np.array(
            [(self.seen[0] - width / 2) / self.per_mm, (self.seen[1] - height / 2) / self.per_mm, self.distance]
        )
        space = turn @ (lift - np.outer([*self.held, 0.0], [0, 0, 1.0]))
        space[:, 2] += place
        lens = np.array([[focal, 0, width / 2], [0, focal, height / 2], [0, 0, 1.0]])
        return np.asarray(lens @ space, np.float64)


_NORMAL = np.array([0.0, 0.0, 1.0])
_CURL_STRIPS = 12


def _profile(bend: Bend, reach: float) -> tuple[Matrix, Matrix]:
    """Return where the strips begin and end, in millimetres across the line, and the slope of each in radians."""
    angle = math.radians(bend.angle)
    if not angle:
        return np.array([-reach, reach]), np.zeros(1)
    if bend.sharp:
        return np.array([-reach, 0.0, reach]), np.array([-angle / 2, angle / 2])
    nodes = np.linspace(-reach / 2, reach / 2, _CURL_STRIPS + 1)
    slopes = angle * (np.arange(_CURL_STRIPS) + 0.5 - _CURL_STRIPS / 2) / _CURL_STRIPS
    nodes[0], nodes[-1] = -reach, reach
    return nodes, slopes


def _shade(slope: float) -> float:
    """Return the light on a strip, from a lamp 30 degrees to one side, beside that on a flat surface."""
    lamp = math.radians(30)
    return max(0.15, math.cos(slope - lamp) / math.cos(lamp))
