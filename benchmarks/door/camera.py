"""From light to a webcam's picture: what is out of focus or moves, the sensor's noise, its processing, JPEG."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.door import light
from benchmarks.door.surfaces import PER_MM
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.door.geometry import Eye, Pose
    from benchmarks.door.surfaces import Surface

    Field = NDArray[np.float32]

_FINER = 3
"""Points a side into which each pixel is divided where a surface is drawn."""


@dataclass(frozen=True, slots=True)
class Softness:
    """What a lens and a movement make of a point: a disc of a diameter, and a line of a length at an angle, in pixels
    and radians."""

    spot: float = 0.0
    smear: float = 0.0
    angle: float = 0.0

    @property
    def reach(self) -> int:
        """Pixels by which what is softened grows."""
        return math.ceil(max(self.spot, self.smear)) + 2

    def applied(self, picture: Field) -> Field:
        """Return a picture in linear light, softened."""
        if self.spot > 1:
            picture = cv2.filter2D(picture, -1, _disc(self.spot), borderType=cv2.BORDER_REPLICATE)
        if self.smear > 0.6:
            picture = cv2.filter2D(picture, -1, _line(self.smear, self.angle), borderType=cv2.BORDER_REPLICATE)
        return picture


@dataclass(frozen=True, slots=True)
class Sensor:
    """A sensor and its processing.

    `shot` is the variance of the noise at full light and grows with it, `read` its deviation in the dark; both are what
    the gain of a dim room makes of them. `sharpening` is the unsharp mask that every webcam applies.
    """

    shot: float = 0.0006
    read: float = 0.004
    sharpening: float = 0.6
    quality: int = 80

    def taken(self, rng: np.random.Generator, eye: Eye, scene: Field) -> NDArray[np.uint8]:
        """Return the picture of a scene in linear light, BGR."""
        # The lens's own softness, and what is lost to the mosaic of colours; finer pixels see more of it.
        scene = cv2.GaussianBlur(scene, (0, 0), 0.55 if eye.height <= 720 else 0.8)
        noisy = scene + _noise(rng, scene.shape) * cv2.sqrt(self.shot * np.maximum(scene, 0) + self.read**2)
        tones = light.encoded(noisy)
        tones = cv2.addWeighted(tones, 1 + self.sharpening, cv2.GaussianBlur(tones, (0, 0), 1.2), -self.sharpening, 0)
        return np.asarray(np.clip(tones, 0, 1) * 255, np.uint8)


def place(scene: Field, surface: Surface, pose: Pose, softness: Softness, glow: Field | None = None) -> None:
    """Draw a surface into a scene of light, (height, width, 3), where its pose puts it.

    The surface alone is softened, so that its edge mixes with what is behind it. `glow` (height, width, 3), over the
    frame, multiplies its light.
    """
    height, width = scene.shape[:2]
    wide, tall = surface.size
    outline = pose.project(np.array([(x, y) for x in (0, wide / 2, wide) for y in (0, tall / 2, tall)]))
    left, top = np.maximum(np.floor(outline.min(axis=0)).astype(int) - softness.reach, 0)
    right, bottom = np.minimum(np.ceil(outline.max(axis=0)).astype(int) + softness.reach, (width, height))
    if right <= left or bottom <= top:
        return
    drawing, to_mm = _reduced(surface, _FINER * pose.per_mm)
    layers = np.dstack([light.linear(drawing), np.ones(drawing.shape[:2], np.float32)])
    finer = np.array([[_FINER, 0, (_FINER - 1) / 2], [0, _FINER, (_FINER - 1) / 2], [0, 0, 1]])
    finer = finer @ np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1.0]])
    size = (int(right - left) * _FINER, int(bottom - top) * _FINER)
    drawn = np.zeros((size[1], size[0], 4), np.float32)
    x, y = _millimetres(drawing.shape, to_mm)
    for facet in pose.facets:
        part = layers
        if len(pose.facets) > 1:
            where = x * facet.across[0] + y * facet.across[1] + facet.across[2]
            part = layers * ((where >= facet.start) & (where < facet.end))[..., None]
            part[..., :3] *= np.float32(facet.shade)
        # Strips share their edges, so that what each covers of a point adds up to one.
        drawn += cv2.warpPerspective(part, finer @ facet.to_pixels @ to_mm, size, flags=cv2.INTER_LINEAR)
    patch = cv2.resize(drawn, (int(right - left), int(bottom - top)), interpolation=cv2.INTER_AREA)
    if glow is not None:
        patch[..., :3] *= glow[top:bottom, left:right]
    patch = softness.applied(patch)
    behind = scene[top:bottom, left:right]
    behind *= 1 - np.clip(patch[..., 3:], 0, 1)
    behind += patch[..., :3]


def cover(
    scene: Field, start: NDArray[np.float64], end: NDArray[np.float64], radius: float, colour: Field, softness: Softness
) -> None:
    """Draw a finger or an arm from one point to another, round at its ends, in light."""
    height, width = scene.shape[:2]
    reach = radius + softness.reach + 1
    left, top = np.maximum(np.floor(np.minimum(start, end) - reach).astype(int), 0)
    right, bottom = np.minimum(np.ceil(np.maximum(start, end) + reach).astype(int), (width, height))
    if right <= left or bottom <= top:
        return
    mask = np.zeros((bottom - top, right - left), np.uint8)
    points = [tuple(int(value * 16) for value in point - (left, top)) for point in (start, end)]
    cv2.line(mask, points[0], points[1], 255, max(1, round(2 * radius)), cv2.LINE_AA, 4)
    share = softness.applied(mask.astype(np.float32) / 255)[..., None]
    patch = scene[top:bottom, left:right]
    patch *= 1 - share
    patch += share * colour


def through_jpeg(picture: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """Return a picture as it comes out of a JPEG of some quality."""
    data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def _reduced(surface: Surface, per_mm: float) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Return the drawing no finer than it is sampled, and the matrix from its pixels to millimetres."""
    tall, wide = surface.picture.shape[:2]
    scale = min(1.0, per_mm / PER_MM)
    size = (max(8, round(wide * scale)), max(8, round(tall * scale)))
    drawing = surface.picture if scale == 1 else cv2.resize(surface.picture, size, interpolation=cv2.INTER_AREA)
    mm_wide, mm_tall = surface.size
    across, down = mm_wide / drawing.shape[1], mm_tall / drawing.shape[0]
    return drawing, np.array([[across, 0, across / 2], [0, down, down / 2], [0, 0, 1.0]])


def _millimetres(shape: tuple[int, ...], to_mm: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x = to_mm[0, 0] * np.arange(shape[1]) + to_mm[0, 2]
    y = to_mm[1, 1] * np.arange(shape[0]) + to_mm[1, 2]
    return x[None, :], y[:, None]


@cache
def _field() -> Field:
    """Noise of deviation 1 that neighbours share a little, as after the mosaic of colours, larger than any frame."""
    white = np.random.default_rng(0).standard_normal((1080 + 128, 1920 + 128, 3), dtype=np.float32)
    return np.asarray(cv2.GaussianBlur(white, (0, 0), 0.55) * 1.6, np.float32)


def _noise(rng: np.random.Generator, shape: tuple[int, ...]) -> Field:
    """Return noise: a place, a turn and an order of colours of one field, as making it anew takes half the time."""
    field = _field()
    height, width = shape[:2]
    top = int(rng.integers(field.shape[0] - height + 1))
    left = int(rng.integers(field.shape[1] - width + 1))
    cut = field[top : top + height, left : left + width]
    return cut[:: int(rng.choice([-1, 1])), :: int(rng.choice([-1, 1])), rng.permutation(3)]


def _disc(diameter: float) -> Field:
    side = max(3, math.ceil(diameter) | 1)
    points = (np.arange(side * 8) - (side * 8 - 1) / 2) / 8
    disc = (points[None, :] ** 2 + points[:, None] ** 2 <= (diameter / 2) ** 2).astype(np.float32)
    return _kernel(disc, side)


def _line(length: float, angle: float) -> Field:
    side = (math.ceil(length) | 1) + 2
    drawn = np.zeros((side * 8, side * 8), np.float32)
    for step in np.linspace(-length / 2, length / 2, side * 16):
        x, y = (int((side / 2 + step * part) * 8) for part in (math.cos(angle), math.sin(angle)))
        drawn[max(0, y - 4) : y + 4, max(0, x - 4) : x + 4] = 1
    return _kernel(drawn, side)


def _kernel(drawn: Field, side: int) -> Field:
    kernel = cv2.resize(drawn, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(kernel / kernel.sum(), np.float32)
