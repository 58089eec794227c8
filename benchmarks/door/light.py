"""Light in linear units: tones as the eye's and the file's numbers mean them, lamps, shadows and reflections."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.door.geometry import Eye, Pose

    Field = NDArray[np.float32]

GAMMA = 2.2

_TABLE = (np.arange(256, dtype=np.float32) / 255) ** np.float32(GAMMA)
_COARSE = 4
"""Light changes slowly: it is computed on every fourth pixel, and enlarged."""


def linear(picture: NDArray[np.uint8]) -> Field:
    """Return the light that a picture's tones stand for, from 0 to 1, in `float32`."""
    return cv2.LUT(picture, _TABLE)


def encoded(light: Field) -> Field:
    """Return tones from 0 to 1 for light, which is clipped to the same."""
    return cv2.pow(np.clip(light, 0, 1), 1 / GAMMA)


def lamplight(rng: np.random.Generator, eye: Eye, dimness: float) -> Field:
    """Return the light of a room, (height, width, 3): falling off to one side, warmer and less the dimmer it is.

    `dimness` from 0 to 1; an exposure that tries to make up for it is part of this.
    """
    x, y = _grid(eye)
    angle = rng.uniform(0, 2 * math.pi)
    along = (x / eye.width - 0.5) * math.cos(angle) + (y / eye.height - 0.5) * math.sin(angle)
    fall = np.clip(1 + 1.6 * dimness * along, 0.15, None)
    warmth = np.array([1 - 0.5 * dimness, 1 - 0.22 * dimness, 1.0])
    exposed = (1 - 0.88 * dimness) * (1 + 2.2 * dimness)
    return _enlarged(fall[..., None] * warmth * exposed, eye)


def reflection(rng: np.random.Generator, eye: Eye, place: NDArray[np.float64], side: float, strength: float) -> Field:
    """Return the light, (height, width, 1), that a lamp adds at a place: a spot or the bar of a tube, and a veil.

    `side` is the code's in pixels; at a strength of 1 a spot hides an eighth of the code.
    """
    x, y = _grid(eye)
    angle = rng.uniform(0, math.pi)
    along = (x - place[0]) * math.cos(angle) + (y - place[1]) * math.sin(angle)
    across = (y - place[1]) * math.cos(angle) - (x - place[0]) * math.sin(angle)
    radius = side * (0.05 + 0.16 * strength)
    stretch = 1.6 if rng.random() < 0.7 else 6.0
    if stretch > 2:
        radius *= 0.45
    away = (along / (stretch * radius)) ** 2 + (across / radius) ** 2
    veil = 0.12 * strength * np.exp(-((x - place[0]) ** 2 + (y - place[1]) ** 2) / (3.5 * side) ** 2 * 2)
    return _enlarged((1.6 * np.exp(-(away**1.5)) + veil)[..., None], eye)


def shadow(rng: np.random.Generator, eye: Eye, place: NDArray[np.float64], side: float, strength: float) -> Field:
    """Return what a shadow over the code leaves of the light, (height, width, 1).

    A hand or a head between lamp and badge: one soft edge through the code, or a band across it. The exposure is for
    both, so what is in the light may burn out.
    """
    x, y = _grid(eye)
    angle = rng.uniform(0, 2 * math.pi)
    across = (x - place[0]) * math.cos(angle) + (y - place[1]) * math.sin(angle) + side * rng.uniform(-0.25, 0.25)
    softness = side * rng.uniform(0.02, 0.15)
    dark = 1 / (1 + np.exp(np.clip(-across / softness, -30, 30)))
    if rng.random() < 0.4:
        width = side * rng.uniform(0.2, 0.5)
        dark = dark / (1 + np.exp(np.clip((across - width) / softness, -30, 30)))
    left = 0.45 - 0.38 * strength
    lit = 1 + 0.7 * strength
    return _enlarged((lit * (1 - (1 - left / lit) * dark))[..., None], eye)


def screen(rng: np.random.Generator, pose: Pose, corners: NDArray[np.float64], strength: float) -> Field:
    """Return the light of a screen, (height, width, 3) over the frame: brighter than paper, with its dots' moiré.

    The columns of dots are sampled where the frame's pixels are, so that the pattern bends with the pose. Their pitch
    is near 0.07 mm, and such that the pattern's period over the code is 3.5 to 14 pixels, as where one is seen.
    """
    eye = pose.eye
    to_mm = np.linalg.inv(pose.facets[0].to_pixels)
    x, y = np.arange(eye.width, dtype=np.float64)[None, :], np.arange(eye.height, dtype=np.float64)[:, None]
    depth = to_mm[2, 0] * x + to_mm[2, 1] * y + to_mm[2, 2]
    across = (to_mm[0, 0] * x + to_mm[0, 1] * y + to_mm[0, 2]) / depth
    column, row = np.clip(pose.project(corners.mean(axis=0)[None])[0].astype(int), 1, (eye.width - 2, eye.height - 2))
    step = math.hypot(
        across[row, column + 1] - across[row, column - 1], across[row + 1, column] - across[row - 1, column]
    )
    step /= 2
    pitch = step / (round(step / 0.07) + 1 / rng.uniform(3.5, 14))
    phase = 2 * math.pi * (across / pitch % 1)
    colours = [np.sin(phase + 2 * math.pi * colour / 3).astype(np.float32) for colour in range(3)]
    return (1 + np.dstack(colours) * (0.06 + 0.16 * strength)) * np.float32(1.3 + 1.0 * strength)


def _grid(eye: Eye) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y of every fourth pixel's middle, as a row and a column."""
    x = (np.arange(eye.width // _COARSE) + 0.5) * _COARSE - 0.5
    y = (np.arange(eye.height // _COARSE) + 0.5) * _COARSE - 0.5
    return x[None, :], y[:, None]


def _enlarged(coarse: NDArray[np.float64], eye: Eye) -> Field:
    large = cv2.resize(coarse.astype(np.float32), (eye.width, eye.height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large.reshape(eye.height, eye.width, -1), np.float32)
