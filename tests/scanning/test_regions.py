from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.scanning.opencv import cv2
from checkin.scanning.regions import Region, around, busiest
from tests.scanning.drawing import TOKEN, View, frame, modules_of, seen

GREY = np.zeros((720, 1280), np.uint8)
CODE = modules_of(TOKEN, "M", 2)

coordinates = st.floats(-3000, 4000)


def square(left: float, top: float, side: float) -> tuple[tuple[float, float], ...]:
    return (left, top), (left + side, top), (left + side, top + side), (left, top + side)


def room(*placed: tuple[np.ndarray, int, int], width: int = 1280) -> np.ndarray:
    return cv2.cvtColor(frame(*placed, width=width, height=width * 9 // 16), cv2.COLOR_BGR2GRAY)


def test_the_surroundings_of_a_code_are_wider_by_a_share_of_its_side() -> None:
    assert around(square(400, 300, 100), GREY, 0.5) == Region(350, 250, 551, 451)
    assert around(square(400, 300, 100), GREY, 0) == Region(400, 300, 501, 401)


def test_the_surroundings_end_where_the_frame_does() -> None:
    assert around(square(-20, 660, 100), GREY, 0.5) == Region(0, 610, 131, 720)


@pytest.mark.parametrize(("left", "top"), [(-900, 300), (1500, 300), (400, -900), (400, 900)])
def test_a_code_outside_the_frame_has_no_surroundings(left: int, top: int) -> None:
    assert around(square(left, top, 100), GREY, 0.5) is None


@given(st.tuples(*[st.tuples(coordinates, coordinates)] * 4), st.floats(0, 2))
def test_surroundings_are_always_within_the_frame_and_never_empty(
    corners: tuple[tuple[float, float], ...], margin: float
) -> None:
    region = around(corners, GREY, margin)
    if region is not None:
        assert 0 <= region.left < region.right <= 1280
        assert 0 <= region.top < region.bottom <= 720
        assert region.cut(GREY).shape == (region.bottom - region.top, region.right - region.left)


def test_a_region_is_cut_without_a_copy() -> None:
    picture = np.arange(100 * 100, dtype=np.uint32).reshape(100, 100)
    cut = Region(10, 20, 40, 60).cut(picture)
    assert cut.shape == (40, 30)
    assert cut[0, 0] == picture[20, 10]
    assert np.shares_memory(cut, picture)


def test_a_region_holds_its_first_pixel_and_not_the_one_after_its_last() -> None:
    region = Region(10, 20, 40, 60)
    assert region.holds(10, 20)
    assert region.holds(39.9, 59.9)
    assert not region.holds(40, 30)
    assert not region.holds(30, 60)
    assert not region.holds(9.9, 30)


def test_a_code_is_in_a_region_when_its_middle_is() -> None:
    region = Region(100, 100, 200, 200)
    assert region.around(square(60, 60, 100))
    assert not region.around(square(20, 60, 100))


def test_regions_near_each_other_are_the_same_place() -> None:
    region = Region(100, 100, 300, 300)
    assert region.is_near(Region(140, 60, 340, 260))
    assert not region.is_near(Region(160, 100, 360, 300))
    assert not region.is_near(Region(100, 40, 300, 240))


@pytest.mark.parametrize("width", [640, 1280, 1920])
def test_the_busiest_place_is_where_a_code_is(width: int) -> None:
    scale = width / 1280
    for number, view in enumerate(
        (View(), View(motion=2.5), View(defocus=2.2), View(module=2), View(dark=0.2, light=0.35))
    ):
        picture = seen(
            CODE, View(module=view.module * scale, motion=view.motion, defocus=view.defocus, noise=2), number
        )
        left, top = int((100 + 190 * number) * scale), int((60 + 90 * number) * scale)
        region = busiest(room((picture, left, top), width=width), 1)[0]
        assert region.holds(left + picture.shape[1] / 2, top + picture.shape[0] / 2)
        assert region.right - region.left <= 0.25 * width + 2


def test_a_code_is_busier_than_words_and_blinds() -> None:
    picture = room((seen(CODE, View(motion=2, noise=2)), 900, 400))
    picture[50:350, 40:500] = (np.arange(460) // 12 % 2 * 120 + 60).astype(np.uint8)
    for line in range(4):
        place = (60, 430 + 70 * line)
        cv2.putText(picture, "House rules: be kind", place, cv2.FONT_HERSHEY_SIMPLEX, 1.5, 220, 3, cv2.LINE_AA)
    assert busiest(picture, 3)[0].holds(990, 490)


def test_two_codes_far_from_each_other_are_two_places() -> None:
    picture = seen(CODE, View(noise=1))
    found = busiest(room((picture, 80, 60), (picture, 900, 450)), 2)
    assert [any(region.holds(*middle) for region in found) for middle in ((170, 150), (990, 540))] == [True, True]
    assert not found[0].is_near(found[1])


@pytest.mark.parametrize("level", [0, 90, 255])
def test_a_bare_frame_has_no_busy_place(level: int) -> None:
    for shape in ((720, 1280), (8, 8), (8, 3000), (3000, 8)):
        assert busiest(np.full(shape, level, np.uint8), 4) == []


def test_no_more_places_are_named_than_asked_for_and_all_are_in_the_frame() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (360, 640), np.uint8)
    for count in range(5):
        found = busiest(noise, count)
        assert len(found) == count
        assert all(0 <= r.left < r.right <= 640 and 0 <= r.top < r.bottom <= 360 for r in found)
    # There is room for so many, and then no more are found.
    assert 4 < len(busiest(noise, 100)) < 40
