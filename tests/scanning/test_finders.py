from __future__ import annotations

import math
from itertools import pairwise, permutations

import numpy as np
import pytest

from checkin.scanning.finders import SMALLEST_MODULE, Finder, find_finders, placings
from checkin.scanning.opencv import cv2
from tests.scanning.drawing import TOKEN, View, homography_of, modules_of, places, seen

CODE = modules_of(TOKEN, "M", 2)
MIDDLES = [(3.5, 3.5), (21.5, 3.5), (3.5, 21.5)]
"""Of the finder patterns, in modules: top left, top right, bottom left."""

BLURRED = [
    *(View(motion=2.6, direction=direction, noise=1.5) for direction in (0, 30, 45, 90, 120)),
    View(defocus=2, noise=1.5),
    View(defocus=2.2, noise=1.5),
    *(View(module=module, noise=1) for module in (1.3, 1.5, 2, 3, 4, 5, 6, 7, 8)),
    *(View(roll=roll, defocus=2, noise=1) for roll in (-15, 10, 20, 90, 170, 280)),
    *(View(tilt=tilt, noise=1) for tilt in (-30, 20, 30)),
    View(module=2, motion=2, noise=1.5),
    View(module=6, motion=2.5, noise=1.5, roll=5),
    View(mirrored=True, noise=1),
    View(dark=0.3, light=0.36, noise=1),
]


def truth(view: View, picture: np.ndarray) -> np.ndarray:
    return places(MIDDLES, homography_of(25, view, picture.shape[0]))


@pytest.mark.parametrize("view", BLURRED, ids=str)
def test_all_three_finder_patterns_are_found_within_a_module(view: View) -> None:
    picture = seen(CODE, view, 1)
    found = find_finders(picture)
    for x, y in truth(view, picture):
        nearest = min(found, key=lambda finder: math.hypot(finder.x - x, finder.y - y))
        assert math.hypot(nearest.x - x, nearest.y - y) < 0.65 * view.module
        assert 0.7 < nearest.module / view.module < 1.3


@pytest.mark.parametrize("view", [view for view in BLURRED if not view.mirrored], ids=str)
def test_the_likeliest_placing_has_them_in_their_order(view: View) -> None:
    picture = seen(CODE, view, 1)
    best = placings(find_finders(picture))[0]
    found = np.array([best.top_left, best.top_right, best.bottom_left])
    assert np.hypot(*(found - truth(view, picture)).T).max() < 0.65 * view.module
    assert 0.85 < best.size / 25 < 1.2


def test_the_finders_of_a_mirrored_code_turn_clockwise_all_the_same() -> None:
    view = View(mirrored=True, noise=1)
    picture = seen(CODE, view)
    best = placings(find_finders(picture))[0]
    top_left, top_right, bottom_left = truth(view, picture)
    found = np.array([best.top_left, best.top_right, best.bottom_left])
    assert np.hypot(*(found - [top_left, bottom_left, top_right]).T).max() < 0.65 * view.module


def test_the_likeliest_comes_first_and_no_place_twice() -> None:
    found = find_finders(seen(CODE, View(noise=2, side=400), 3))
    assert all(one.likeness >= other.likeness for one, other in pairwise(found))
    for one, other in permutations(found, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > 2.5 * one.module
    likely = [placing.likeness for placing in placings(found)]
    assert likely == sorted(likely, reverse=True)


def test_a_finder_pattern_drawn_sharp_is_as_like_one_as_can_be() -> None:
    picture = seen(CODE, View(module=2, light=0.8, dark=0.1))
    assert find_finders(picture)[0].likeness > 0.9


@pytest.mark.parametrize("level", [0, 90, 255])
def test_a_flat_picture_has_none(level: int) -> None:
    assert find_finders(np.full((200, 200), level, np.uint8)) == []


def test_slopes_and_edges_have_none() -> None:
    slope = np.tile(np.arange(200, dtype=np.uint8), (200, 1))
    assert find_finders(slope) == []
    edge = np.where(np.arange(200) < 90, 40, 200).astype(np.uint8).repeat(200).reshape(200, 200)
    assert placings(find_finders(edge)) == []


@pytest.mark.parametrize("blur", [0.0, 1.0, 2.0, 4.0])
def test_noise_has_nothing_likely(blur: float) -> None:
    for seed in range(8):
        noise = np.random.default_rng(seed).integers(0, 256, (200, 200), np.uint8)
        found = placings(find_finders(cv2.GaussianBlur(noise, (0, 0), blur) if blur else noise))
        # A code's three come to 1.3 at least, blurred ones too.
        assert all(placing.likeness < 1.3 for placing in found)


@pytest.mark.parametrize("shape", [(1, 1), (8, 8), (18, 18), (18, 400), (400, 19)])
def test_pictures_hardly_larger_than_a_finder_pattern_have_no_three(shape: tuple[int, int]) -> None:
    assert placings(find_finders(np.random.default_rng(1).integers(0, 256, shape, np.uint8))) == []


def three(*points: tuple[float, float], module: float = 4.0) -> list[Finder]:
    return [Finder(x, y, module, 0.7) for x, y in points]


def test_three_places_give_the_same_placing_in_whatever_order() -> None:
    wanted = ((100, 100), (172, 100), (100, 172))
    for order in permutations(wanted):
        (placing,) = placings(three(*order))
        assert (placing.top_left, placing.top_right, placing.bottom_left) == wanted
        assert placing.size == pytest.approx(25)
        assert placing.module == pytest.approx(4)


@pytest.mark.parametrize("degrees", [0, 33, 90, 135, 180, 251])
def test_the_three_turn_clockwise_however_the_code_is_turned(degrees: float) -> None:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turned = [(c * x - s * y, s * x + c * y) for x, y in ((0, 0), (72, 0), (0, 72))]
    (placing,) = placings(three(*turned))
    found = (placing.top_left, placing.top_right, placing.bottom_left)
    assert np.allclose(found, turned)


@pytest.mark.parametrize(
    "points",
    [
        ((0, 0), (72, 0), (144, 0)),
        ((0, 0), (72, 0), (72, 1)),
        ((0, 0), (72, 0), (0, 30)),
        ((0, 0), (72, 0), (-46, 55)),
        ((0, 0), (30, 0), (0, 30)),
        ((0, 0), (320, 0), (0, 320)),
    ],
    ids=["in a row", "two at one place", "one side too short", "too slanted", "too near", "too far"],
)
def test_three_places_that_are_no_corners_of_a_symbol_give_no_placing(points: tuple[tuple[float, float], ...]) -> None:
    assert placings(three(*points)) == []


def test_finders_of_different_modules_are_not_of_one_symbol() -> None:
    one, other, larger = three((0, 0), (72, 0), (0, 72))
    assert placings([one, other, Finder(larger.x, larger.y, 4.0 * 1.5, 0.7)]) == []
    assert len(placings([one, other, Finder(larger.x, larger.y, 4.0 * 1.4, 0.7)])) == 1


def test_modules_thinner_than_the_smallest_are_not_looked_for() -> None:
    assert all(finder.module >= SMALLEST_MODULE for finder in find_finders(seen(CODE, View(module=1.2))))
