"""A dim bar entrance seen by a laptop's webcam, and a hand that holds up badges in it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.scanning.readings import Image

    Matrix = np.typing.NDArray[np.float64]

WIDTH, HEIGHT = 1280, 720

_FOCAL = WIDTH / 2 / math.tan(math.radians(35))
"""Pixels; a laptop's webcam sees about 70 degrees from side to side."""

_BADGE_WIDTH = 86.0
"""Millimetres."""

_SKIN = (96, 124, 172)
_LAMPLIGHT = np.array([0.62, 0.78, 0.92], np.float32)
"""What a warm, dim light leaves of blue, green and red."""

_GRAINS = 6
"""Noise pictures that take turns; making a new one for every frame takes longer than all the rest."""


class Scene:
    """Renders frames of the same entrance; every figure comes from the generator that it is given."""

    def __init__(self, rng: np.random.Generator, fps: float) -> None:
        self._rng = rng
        self._fps = fps
        self._room = _room(rng)
        self._grain = [_grain(rng) for _ in range(_GRAINS)]

    def empty(self) -> Image:
        """Return the entrance with nobody at it."""
        return self._through_sensor(self._room)

    def held_up(self, badge: Image, frames: int) -> Iterator[Image]:
        """Yield a badge being swung in, braked, held with a tremor and taken away."""
        rng = self._rng
        lit = self._lit(badge)
        x, y = WIDTH * rng.uniform(0.4, 0.6), HEIGHT * rng.uniform(0.42, 0.58)
        side = rng.choice([-1.0, 1.0])
        distance, roll = rng.uniform(165, 215), rng.uniform(-14, 14)
        tilt, axis = rng.uniform(4, 22), rng.uniform(0, 2 * math.pi)
        phases = rng.uniform(0, 2 * math.pi, 4)
        arriving, leaving = 4, 3
        before = None
        for step in range(frames):
            # 1 where the hand is still out of the picture, 0 where the badge is held.
            away = max(1 - step / arriving, 0.0) ** 2 + max((step - frames + 1 + leaving) / leaving, 0.0) ** 2
            seconds = step / self._fps
            tremor = 1.2 * _FOCAL / distance
            centre = (
                x + side * 0.55 * WIDTH * away + tremor * math.sin(2 * math.pi * 4.1 * seconds + phases[0]),
                y + 0.35 * HEIGHT * away + tremor * math.sin(2 * math.pi * 3.3 * seconds + phases[1]),
            )
            turned = _pose(
                centre,
                distance * (1 + 0.5 * away),
                roll + side * 25 * away + 1.5 * math.sin(7 * seconds + phases[2]),
                tilt + 15 * away + 2 * math.sin(5 * seconds + phases[3]),
                axis,
            )
            # The shutter is open for a sixth of the time between two frames.
            smear = (0.0, 0.0) if before is None else ((centre[0] - before[0]) / 6, (centre[1] - before[1]) / 6)
            before = centre
            yield self._through_sensor(_held(self._room, lit, turned, smear))

    def _lit(self, badge: Image) -> Image:
        """Return the badge in the light of the bar, in about twice the size in which it is seen."""
        width = min(badge.shape[1], 900)
        size = (width, max(1, round(badge.shape[0] * width / badge.shape[1])))
        colour = badge if badge.ndim == 3 else cv2.cvtColor(badge, cv2.COLOR_GRAY2BGR)
        small = cv2.resize(colour, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        near, far = (0.72, 1.0) if self._rng.random() < 0.5 else (1.0, 0.72)
        fall = np.linspace(near, far, size[0], dtype=np.float32)[None, :, None]
        return np.asarray(small * fall * _LAMPLIGHT * 0.85 + 8, np.uint8)

    def _through_sensor(self, picture: Image) -> Image:
        grain = self._grain[int(self._rng.integers(_GRAINS))]
        return cv2.add(picture, grain, dtype=cv2.CV_8U)


def _room(rng: np.random.Generator) -> Image:
    """Return a dim warm room: a gradient, lamps out of focus, a counter, somebody's outline."""
    small = np.zeros((HEIGHT // 4, WIDTH // 4, 3), np.float32)
    height, width = small.shape[:2]
    down = np.linspace(1.0, 0.45, height, dtype=np.float32)[:, None, None]
    small[:] = np.array([22, 34, 58], np.float32) * down
    for _ in range(14):
        place = (int(rng.integers(width)), int(rng.integers(height // 2)))
        colour = np.array([60, 130, 210]) * rng.uniform(0.4, 1.0)
        cv2.circle(small, place, int(rng.integers(3, 12)), colour.tolist(), -1, cv2.LINE_AA)
    cv2.rectangle(small, (0, int(height * 0.82)), (width, height), (18, 30, 52), -1)
    shoulders = (int(width * 0.28), int(height * 0.5))
    cv2.ellipse(small, (width // 2, int(height * 1.08)), shoulders, 0, 0, 360, (52, 44, 40), -1, cv2.LINE_AA)
    cv2.ellipse(small, (width // 2, int(height * 0.3)), (26, 36), 0, 0, 360, (70, 92, 128), -1, cv2.LINE_AA)
    return cv2.resize(cv2.GaussianBlur(small, (0, 0), 2.5), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC).astype(
        np.uint8
    )


def _grain(rng: np.random.Generator) -> Image:
    noise = rng.standard_normal((HEIGHT, WIDTH, 3), dtype=np.float32)
    return (cv2.GaussianBlur(noise, (0, 0), 0.6) * 8).astype(np.int16)


def _pose(centre: tuple[float, float], distance: float, roll: float, tilt: float, axis: float) -> Matrix:
    """Return the homography from millimetres on the badge, its middle at (0, 0), to pixels (pinhole camera)."""
    cos, sin = math.cos(axis), math.sin(axis)
    cross = np.array([[0, 0, sin], [0, 0, -cos], [-sin, cos, 0]])
    t, r = math.radians(tilt), math.radians(roll)
    turn = np.eye(3) + math.sin(t) * cross + (1 - math.cos(t)) * cross @ cross
    turn = turn @ np.array([[math.cos(r), -math.sin(r), 0], [math.sin(r), math.cos(r), 0], [0, 0, 1]])
    place = np.array(
        [(centre[0] - WIDTH / 2) * distance / _FOCAL, (centre[1] - HEIGHT / 2) * distance / _FOCAL, distance]
    )
    lens = np.array([[_FOCAL, 0, WIDTH / 2], [0, _FOCAL, HEIGHT / 2], [0, 0, 1]])
    return np.asarray(lens @ np.column_stack([turn[:, 0], turn[:, 1], place]), np.float64)


def _held(room: Image, badge: Image, pose: Matrix, smear: tuple[float, float]) -> Image:
    """Return the room with a hand and a badge in it, smeared by (x, y) pixels of motion."""
    height, width = badge.shape[:2]
    scale = _BADGE_WIDTH / width
    tall = height * scale
    from_pixels = np.array([[scale, 0, -_BADGE_WIDTH / 2], [0, scale, -tall / 2], [0, 0, 1]])
    outline = _seen(pose, [(x, y) for y in (-tall / 2, tall / 2) for x in (-_BADGE_WIDTH / 2, _BADGE_WIDTH / 2)])
    picture = room.copy()
    wrist, thumb = _seen(pose, [(-28, tall), (-30, tall / 2)])
    thick = max(1, round(26 * _FOCAL / 200))
    cv2.line(picture, _whole(thumb), _whole(wrist), _SKIN, thick, cv2.LINE_AA)
    left, top = np.maximum(np.floor(outline.min(axis=0)).astype(int) - 12, 0)
    right, bottom = np.minimum(np.ceil(outline.max(axis=0)).astype(int) + 12, (WIDTH, HEIGHT))
    if right <= left or bottom <= top:
        return picture
    warp = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]]) @ pose @ from_pixels
    size = (int(right - left), int(bottom - top))
    patch = picture[top:bottom, left:right]
    cv2.warpPerspective(badge, warp, size, patch, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    patch[:] = cv2.filter2D(cv2.GaussianBlur(patch, (0, 0), 0.7), -1, _smearing(*smear))
    return picture


def _seen(pose: Matrix, points: list[tuple[float, float]]) -> Matrix:
    seen = np.array([(x, y, 1.0) for x, y in points]) @ pose.T
    return np.asarray(seen[:, :2] / seen[:, 2:], np.float64)


def _whole(point: Matrix) -> tuple[int, int]:
    return int(point[0]), int(point[1])


def _smearing(x: float, y: float) -> Image:
    """Return the kernel of a straight motion over (x, y) pixels."""
    reach = min(25, math.ceil(max(abs(x), abs(y)) / 2))
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    steps = np.linspace(-0.5, 0.5, 4 * reach + 1)
    kernel[
        np.rint(reach + np.clip(steps * y, -reach, reach)).astype(int),
        np.rint(reach + np.clip(steps * x, -reach, reach)).astype(int),
    ] = 1
    return np.asarray(kernel / kernel.sum(), np.float32)
