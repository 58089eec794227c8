from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from checkin.errors import CameraFault
from checkin.scanning.vigil import Vigil

Picture = NDArray[np.uint8]
RNG = np.random.default_rng(5)


def noisy(mean: float, sigma: float = 4, *, lamp: int = 0) -> Picture:
    """Return a frame of a dark room as a sensor sees it; a lamp is a bright disc's worth of pixels."""
    room = np.full((240, 320, 3), mean) + RNG.normal(0, sigma, (240, 320, 3))
    if lamp:
        room[30:90, 120:180] = lamp
    return np.clip(room, 0, 255).astype(np.uint8)


def look_at(frames: list[Picture], vigil: Vigil | None = None, start: float = 0) -> list[CameraFault | None]:
    """Look at a frame each second."""
    vigil = vigil or Vigil(black_after=2, frozen_after=5)
    return [vigil.look(frame, start + second) for second, frame in enumerate(frames)]


@pytest.mark.parametrize(("mean", "sigma"), [(0, 0), (0, 3), (4, 6), (14, 2)])
def test_a_covered_camera_is_black_after_two_seconds_whatever_its_noise(mean: float, sigma: float) -> None:
    assert look_at([noisy(mean, sigma) for _ in range(4)]) == [None, None, CameraFault.BLACK, CameraFault.BLACK]


@pytest.mark.parametrize(
    "dark", [{"mean": 8, "lamp": 60}, {"mean": 25}, {"mean": 3, "lamp": 30}, {"mean": 2, "sigma": 1, "lamp": 17}]
)
def test_a_dark_bar_is_not_black(dark: dict[str, float]) -> None:
    assert look_at([noisy(**dark) for _ in range(8)]) == [None] * 8  # type: ignore[arg-type]


def test_light_that_comes_is_seen_at_once_and_a_wink_is_not_a_cover() -> None:
    black, light = [noisy(2) for _ in range(3)], noisy(90)
    assert look_at([*black, light, black[0], light]) == [None, None, CameraFault.BLACK, None, None, None]


def test_the_same_picture_for_five_seconds_is_frozen_until_it_changes() -> None:
    still = noisy(90)
    faults = look_at([still] * 7 + [noisy(90)])
    assert faults == [None] * 5 + [CameraFault.FROZEN] * 2 + [None]


def test_a_still_life_is_not_frozen_since_a_sensor_is_never_still() -> None:
    room = noisy(90, 0)
    frames = []
    for _ in range(8):
        frame = room.copy()
        # One sensor's step in one picture element in a hundred.
        frame[RNG.random(frame.shape) < 0.01] += 1
        frames.append(frame)
    assert look_at(frames) == [None] * 8


def test_a_frozen_camera_that_was_opened_anew_shows_its_old_picture_to_nobody() -> None:
    still, vigil = noisy(90), Vigil(black_after=2, frozen_after=5)
    look_at([still] * 6, vigil)
    assert vigil.is_still(5)
    vigil.begin()
    assert look_at([still, still, noisy(80)], vigil, start=9) == [CameraFault.FROZEN, CameraFault.FROZEN, None]
    assert not vigil.is_still(10)


def test_the_time_while_a_camera_is_closed_does_not_count() -> None:
    vigil = Vigil(black_after=2, frozen_after=5)
    look_at([noisy(2), noisy(2)], vigil)
    vigil.begin()
    assert look_at([noisy(2), noisy(2)], vigil, start=60) == [None, None]


def test_grey_and_tiny_frames_are_looked_at_too() -> None:
    assert look_at([np.zeros((3, 5), np.uint8)] * 3)[-1] is CameraFault.BLACK
    assert look_at([np.full((3, 5), 128, np.uint8)] * 6)[-1] is CameraFault.FROZEN
