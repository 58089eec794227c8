"""What is held up, drawn flat: a printed badge, or a phone that shows a ticket, light or dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.door.payloads import Payload, modules
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PER_MM = 12
"""Pixels of a drawing for each millimetre: the nearest badge is seen in nine."""

_QUIET = 4
_INK = (24, 24, 24)
_FONT = cv2.FONT_HERSHEY_SIMPLEX


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A drawing in BGR, `uint8`, PER_MM pixels a millimetre, and where its code is.

    `corners` are the code's four in millimetres from the drawing's top left, clockwise from its own top left, without
    the quiet zone. `glows` is true of a screen, which the light of the room does not reach.
    """

    picture: NDArray[np.uint8]
    text: str
    corners: NDArray[np.float64]
    glows: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        return self.picture.shape[1] / PER_MM, self.picture.shape[0] / PER_MM


def badge(rng: np.random.Generator, payload: Payload, code_mm: float) -> Surface:
    """Draw a badge of 86 x 54 mm with a band of colour, a name, and its code at the right."""
    width, height, band = 86.0, 54.0, 8.0
    paper = int(rng.integers(232, 256))
    picture = np.full((int(height * PER_MM), int(width * PER_MM), 3), paper, np.uint8)
    picture[: int(band * PER_MM)] = rng.integers(20, 220, 3)
    _write(picture, "COMMUNITY EVENING", (4, 6), 1.9, (255, 255, 255))
    _write(picture, str(rng.choice(["Maelle", "Jose Angel", "Grace H.", "Li Wei", "Oumar"])), (4, 22), 2.0, _INK)
    _write(picture, str(rng.choice(["Speaker", "Guest", "Press", "Volunteer"])), (4, 32), 1.2, _INK)
    _write(picture, f"@guest{int(rng.integers(1000))}", (4, 40), 1.0, _INK)
    quiet = code_mm * _QUIET / len(modules(payload))
    left = width - code_mm - max(2.5, min(quiet, 4.5))
    top = min(band + min(quiet, 4.5), height - code_mm - 2)
    _stamp(picture, payload, (left, top), code_mm, paper, int(rng.integers(10, 45)))
    return Surface(picture, payload.text, _square(left, top, code_mm))


def phone(rng: np.random.Generator, payload: Payload, code_mm: float) -> Surface:
    """Draw a phone of 72 x 150 mm with a ticket on its screen.

    One in three shows the page dark; there the code stands light on dark, or dark on a card that is still white.
    """
    width, height, frame = 72.0, 150.0, 3.0
    picture = np.full((int(height * PER_MM), int(width * PER_MM), 3), 14, np.uint8)
    dark = rng.random() < 1 / 3
    page, words = (int(rng.integers(14, 34)), (215, 215, 215)) if dark else (int(rng.integers(240, 256)), (60, 60, 60))
    _fill(picture, (frame, frame), (width - frame, height - frame), (page, page, page))
    _fill(picture, (frame, 6), (width - frame, 18), [int(tone) for tone in rng.integers(60, 220, 3)])
    _write(picture, "Event ticket", (7, 14), 2.0, (255, 255, 255))
    for row in range(4):
        _write(picture, f"ADMIT ONE  ROW {row}", (7, 108 + 8 * row), 1.4, words)
    left, top = (width - code_mm) / 2, 30.0
    paper, ink = page, int(rng.integers(8, 30))
    if dark and rng.random() < 0.6:
        paper, ink = page, int(rng.integers(215, 250))
    elif dark:
        margin = code_mm * _QUIET / len(modules(payload))
        paper = 250
        _fill(picture, (left - margin, top - margin), (left + code_mm + margin, top + code_mm + margin), (250,) * 3)
    _stamp(picture, payload, (left, top), code_mm, paper, ink)
    return Surface(picture, payload.text, _square(left, top, code_mm), glows=True)


def _stamp(
    picture: NDArray[np.uint8], payload: Payload, place: tuple[float, float], code_mm: float, paper: int, ink: int
) -> None:
    tones = np.where(modules(payload), ink, paper).astype(np.uint8)
    left, top, side = (round(length * PER_MM) for length in (*place, code_mm))
    # Enlarged by a whole factor and then reduced, so that no module is a pixel wider than its neighbour.
    large = np.kron(tones, np.ones((PER_MM * 2, PER_MM * 2), np.uint8))
    picture[top : top + side, left : left + side] = cv2.resize(large, (side, side), interpolation=cv2.INTER_AREA)[
        ..., None
    ]


def _square(left: float, top: float, side: float) -> NDArray[np.float64]:
    return np.array([(left, top), (left + side, top), (left + side, top + side), (left, top + side)], np.float64)


def _fill(
    picture: NDArray[np.uint8], start: tuple[float, float], end: tuple[float, float], colour: Sequence[int]
) -> None:
    (left, top), (right, bottom) = ([round(length * PER_MM) for length in point] for point in (start, end))
    picture[max(0, top) : bottom, max(0, left) : right] = np.array(colour, np.uint8)


def _write(
    picture: NDArray[np.uint8], words: str, place: tuple[float, float], size: float, colour: Sequence[int]
) -> None:
    at = (round(place[0] * PER_MM), round(place[1] * PER_MM))
    cv2.putText(picture, words, at, _FONT, size, colour, max(2, round(2.4 * size)), cv2.LINE_AA)
