from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from checkin.scanning import zbar
from checkin.scanning.opencv import cv2
from checkin.scanning.readings import Corners
from checkin.scanning.restoration import Restorer
from checkin.scanning.zxing import Zxing
from tests.scanning.drawing import TOKEN, View, homography_of, modules_of, places, seen

OTHER = TOKEN[::-1]
CODE, SECOND = (modules_of(text, "M", 2) for text in (TOKEN, OTHER))

HARD = [
    View(motion=2.5, noise=1),
    View(motion=2.2, direction=110, noise=1),
    View(motion=2.7, direction=75),
    View(module=6, motion=2.5, roll=-8, noise=1),
    View(motion=2.4, mirrored=True, noise=1),
    View(dark=0.2, light=0.3, motion=2.3, noise=1),
    View(defocus=2.2, noise=1),
    View(module=2, defocus=1.8, noise=1),
    View(defocus=2.2, tilt=20, roll=6, noise=1),
    View(motion=2, noise=1, glare=(14, 15, 3)),
    View(defocus=2, noise=1, glare=(15, 20, 2.5)),
]

UNREADABLE = View(motion=2.2, noise=16)
"""In most single pictures; two or three make up a text."""


def texts(picture: np.ndarray, restorer: Restorer | None = None) -> list[str]:
    return [reading.text for reading in (restorer or Restorer()).read(picture).readings]


def is_read_by_others(picture: np.ndarray) -> bool:
    """Tell whether another reader reads the picture; where libzbar lacks, zxing-cpp is the only one."""
    return bool(Zxing().read(picture).readings or zbar.Zbar().read(picture).readings)


def unreadable(count: int, first: int = 0, view: View = UNREADABLE) -> list[np.ndarray]:
    """Return so many frames of a stream none of which is readable alone; another stream for another `first`."""
    frames = (seen(CODE, view, seed) for seed in itertools.count(1000 * first))
    return list(itertools.islice((frame for frame in frames if not texts(frame)), count))


def two_that_make_one() -> tuple[np.ndarray, np.ndarray]:
    """Return two frames that are readable together and neither of them alone."""
    for one, other in itertools.pairwise(unreadable(12)):
        restorer = Restorer()
        if [texts(one, restorer), texts(other, restorer)] == [[], [TOKEN]]:
            return one, other
    raise AssertionError("frames do not add up")


def furthest(corners: Corners, wanted: np.ndarray) -> float:
    """Return the largest distance from a corner to the nearest wanted one: with which corner they begin is open."""
    return float(np.hypot(*(np.array(corners)[:, None] - wanted).transpose(2, 0, 1)).min(0).max())


def outline(view: View, picture: np.ndarray, size: int = 25) -> np.ndarray:
    corners = [(0, 0), (size, 0), (size, size), (0, size)]
    return places(corners, homography_of(size, view, picture.shape[0]))


@pytest.mark.parametrize("view", HARD, ids=str)
def test_a_code_that_no_other_reader_reads_is_read_where_it_is(view: View) -> None:
    picture = seen(CODE, view, 1)
    assert not is_read_by_others(picture)
    (reading,) = Restorer().read(picture).readings
    assert reading.text == TOKEN
    assert furthest(reading.corners, outline(view, picture)) < 0.8 * view.module


@pytest.mark.parametrize("seed", range(4))
def test_a_tiny_code_is_read(seed: int) -> None:
    # Modules of a pixel and a half, in 64 pixels with noise: the others read such a one now and then.
    pictures = [seen(CODE, View(module=1.5, roll=roll, noise=6), seed) for roll in (0, 4, 8)]
    assert not all(is_read_by_others(picture) for picture in pictures)
    assert [texts(picture) for picture in pictures] == [[TOKEN]] * 3


@pytest.mark.parametrize("level", "LMQH")
@pytest.mark.parametrize("version", [3, 4, 5, 6])
def test_codes_of_tickets_are_read_too(version: int, level: str) -> None:
    text = "TICKET0042" if version < 5 else TOKEN
    picture = seen(modules_of(text, level, version), View(motion=2.4, noise=1))
    assert not is_read_by_others(picture)
    assert texts(picture) == [text]


@pytest.mark.parametrize("stream", range(4))
def test_frames_none_of_which_is_readable_add_up(stream: int) -> None:
    frames = unreadable(8, stream)
    assert not any(is_read_by_others(picture) for picture in frames)
    restorer = Restorer()
    assert TOKEN in [text for picture in frames for text in texts(picture, restorer)]


def test_frames_of_a_code_that_is_moved_and_turned_a_little_add_up() -> None:
    rng = np.random.default_rng(8)
    frames = []
    for stream in range(10):
        dx, dy, roll = rng.uniform((-9, -9, -5), (9, 9, 5))
        frames += unreadable(1, stream, replace(UNREADABLE, shift=(dx, dy), roll=roll))
    restorer = Restorer()
    assert TOKEN in [text for picture in frames for text in texts(picture, restorer)]


def test_after_a_reset_nothing_is_left_of_the_frames_before() -> None:
    one, other = two_that_make_one()
    restorer = Restorer()
    assert texts(one, restorer) == []
    # The two frames together would do.
    assert texts(other, restorer) == [TOKEN]
    restorer = Restorer()
    assert texts(one, restorer) == []
    restorer.reset()
    assert texts(other, restorer) == []


def test_a_code_that_was_read_is_forgotten() -> None:
    one, other = two_that_make_one()
    restorer = Restorer()
    assert texts(seen(CODE, View(noise=1)), restorer) == [TOKEN]
    assert texts(one, restorer) == []
    assert texts(other, restorer) == [TOKEN]
    assert texts(one, restorer) == []


def test_a_code_that_has_not_been_seen_for_a_while_is_forgotten() -> None:
    one, other = two_that_make_one()
    empty = np.full_like(one, 90)
    restorer = Restorer()
    for pause, wanted in ((3, [TOKEN]), (20, [])):
        restorer.reset()
        assert texts(one, restorer) == []
        assert [texts(empty, restorer) for _ in range(pause)] == [[]] * pause
        assert texts(other, restorer) == wanted


@pytest.mark.parametrize("noise", [12, 16, 20])
def test_two_codes_held_up_by_turns_are_never_mixed(noise: float) -> None:
    restorer = Restorer()
    read: set[str] = set()
    for number in range(18):
        # A few frames of the one, then a few of the other, as a group's badges follow each other.
        code, text = ((CODE, TOKEN), (SECOND, OTHER))[number // 3 % 2]
        found = texts(seen(code, replace(UNREADABLE, noise=noise), number), restorer)
        assert found in ([], [text])
        read.update(found)
    if noise < 20:
        assert read == {TOKEN, OTHER}


def test_a_code_of_another_size_held_up_next_is_read_as_itself() -> None:
    larger = modules_of("TICKET0042", "M", 4)
    restorer = Restorer()
    assert texts(unreadable(1)[0], restorer) == []
    read = [text for n in range(10) for text in texts(seen(larger, replace(UNREADABLE, noise=14), n), restorer)]
    assert set(read) == {"TICKET0042"}


def test_where_a_code_was_seen_that_could_not_be_read_is_told() -> None:
    (picture,) = unreadable(1)
    look = Restorer().read(picture)
    assert look.readings == ()
    (corners,) = look.unread
    assert furthest(corners, outline(UNREADABLE, picture)) < 0.7 * UNREADABLE.module


@pytest.mark.parametrize("view", [View(roll=roll, motion=2.2, noise=1) for roll in (84, 96, 180, 270)], ids=str)
def test_a_code_held_sideways_or_upside_down_is_read(view: View) -> None:
    assert texts(seen(CODE, view)) == [TOKEN]


@pytest.mark.parametrize("level", [0, 90, 255])
def test_an_empty_picture_gives_nothing(level: int) -> None:
    restorer = Restorer()
    for shape in ((300, 300), (8, 8), (20, 400)):
        look = restorer.read(np.full(shape, level, np.uint8))
        assert (look.readings, look.unread) == ((), ())


def test_noise_gives_nothing_though_it_comes_again_and_again() -> None:
    restorer = Restorer()
    for number in range(40):
        noise = np.random.default_rng(number // 2).integers(0, 256, (220, 220), np.uint8)
        look = restorer.read(cv2.GaussianBlur(noise, (0, 0), (0.5, 1, 2, 3)[number % 4]))
        assert (look.readings, look.unread) == ((), ())


def test_three_finders_around_noise_are_no_code() -> None:
    restorer = Restorer()
    known = np.zeros((25, 25), bool)
    known[:] = CODE
    for number in range(12):
        known[9:16] = np.random.default_rng(number).random((7, 25)) < 0.5
        known[:, 9:16] = np.random.default_rng(number + 99).random((25, 7)) < 0.5
        known[9:, 9:] = np.random.default_rng(number + 199).random((16, 16)) < 0.5
        assert texts(seen(known, View(motion=1.5, noise=2), number), restorer) == []


def test_a_picture_is_left_as_it_was() -> None:
    picture = seen(CODE, View(motion=2.5, noise=1))
    before = picture.copy()
    picture.flags.writeable = False
    assert texts(picture) == [TOKEN]
    assert np.array_equal(picture, before)


@pytest.mark.parametrize("roll", [27, -27, 45])
def test_a_blurred_code_that_is_held_askew_is_found(roll: int) -> None:
    picture = seen(CODE, View(roll=roll, motion=2.2, noise=1))
    assert Restorer().read(picture).readings == ()
    assert [reading.text for reading in Restorer(patient=True).read(picture).readings] == [TOKEN]
    if abs(roll) < 30:
        # A stream looks for it now and then, and from then on each time.
        restorer = Restorer()
        read = [bool(restorer.read(picture).readings) for _ in range(9)]
        first = read.index(True)
        assert first < 6
        assert all(read[first:])
