from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from checkin.scanning.hint_reasons import reason
from checkin.scanning.hint_signs import measure
from checkin.scanning.hints import Adviser, Hint
from checkin.scanning.opencv import cv2
from checkin.scanning.readings import Corners, Reading
from checkin.scanning.regions import Region
from checkin.scanning.zxing import Zxing
from tests.scanning.hint_scenes import RATE, SHIRTS, WELL, Entrance, Held

if TYPE_CHECKING:
    from tests.scanning.hint_scenes import Picture

BADLY = {
    Hint.TOO_SMALL: Held(scale=1.3),
    Hint.BLURRED: Held(blur=6.5),
    Hint.MOVING: Held(motion=15),
    Hint.DARK: Held(light=0.04),
    Hint.GLARE: Held(glare=7.0),
    Hint.CUT: Held(x=1260),
}
READ = [Reading("A", ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))]


class Door:
    """An adviser, and the time of the stream."""

    def __init__(self) -> None:
        self.adviser = Adviser()
        self.now = 0.0

    def see(
        self, pictures: Iterable[Picture], readings: Sequence[Reading] = (), unread: Sequence[Corners] = ()
    ) -> list[Hint | None]:
        """Return what is said to each of the pictures."""
        said = []
        for picture in pictures:
            said.append(self.adviser.look(picture, self.now, readings, unread))
            self.now += 1 / RATE
        return said


def at_an_empty_entrance(entrance: Entrance) -> Door:
    door = Door()
    assert set(door.see(entrance.empty() for _ in range(6))) == {None}
    return door


def is_read(picture: Picture) -> bool:
    return bool(Zxing().read(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)).readings)


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize("hint", Hint)
def test_each_way_to_hold_a_badge_badly_has_its_hint(hint: Hint, width: int) -> None:
    held = BADLY[hint]
    entrance = Entrance(width=width)
    door = Door()
    said = door.see(entrance.empty(held.light) for _ in range(6))
    pictures = [entrance.badge(replace(held, x=held.x * width / 1280)) for _ in range(12)]
    assert not is_read(pictures[0])
    said += door.see(pictures)
    assert said[-4:] == [hint] * 4
    assert set(said) <= {None, hint}


def test_a_badge_in_the_shadow_before_a_lamp_is_too_dark() -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    assert door.see(entrance.badge(Held(shade=0.3)) for _ in range(10))[-1] is Hint.DARK


def test_grey_frames_are_advised_upon_like_coloured_ones() -> None:
    entrance = Entrance()
    door = Door()
    pictures = [*(entrance.empty() for _ in range(6)), *(entrance.badge(BADLY[Hint.TOO_SMALL]) for _ in range(12))]
    assert door.see(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) for picture in pictures)[-1] is Hint.TOO_SMALL


@pytest.mark.parametrize("shirt", SHIRTS)
def test_people_without_a_badge_get_no_hint(shirt: str) -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    walk = [*np.linspace(1.1, 0.5, 10), *(0.5 + 0.01 * np.sin(np.arange(14)))]
    assert set(door.see(entrance.guest(shirt, x) for x in walk)) == {None}


@pytest.mark.parametrize("scale", [2.0, 3.0, 4.0, 5.0])
def test_a_card_of_words_gets_no_hint(scale: float) -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    held = Held(scale=scale, roll=12 * scale - 40)
    assert set(door.see(entrance.card_of_words(held) for _ in range(14))) == {None}


def test_a_lamp_that_is_switched_on_makes_no_guest_of_a_poster() -> None:
    dim, bright = (Entrance().badge(replace(BADLY[Hint.CUT], light=light)) for light in (0.6, 1.0))
    assert set(Door().see([dim] * 8 + [bright] * 12)) == {None}


def test_a_code_that_has_always_hung_there_is_part_of_the_room() -> None:
    entrance = Entrance()
    assert set(Door().see(entrance.badge(BADLY[Hint.TOO_SMALL]) for _ in range(20))) == {None}


def test_a_code_that_stays_becomes_part_of_the_room() -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    pictures = [entrance.badge(BADLY[Hint.TOO_SMALL]) for _ in range(3)]
    assert door.see(pictures * 6)[-1] is Hint.TOO_SMALL
    assert door.see(pictures * 200)[-1] is None


def test_a_hint_comes_after_a_moment_and_stays_a_moment() -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    said = door.see(entrance.badge(BADLY[Hint.GLARE]) for _ in range(20))
    said += door.see(entrance.empty() for _ in range(20))
    begins, ends = said.index(Hint.GLARE), len(said) - said[::-1].index(Hint.GLARE)
    assert 0.4 <= begins / RATE <= 0.7
    assert 0.5 <= (ends - 20) / RATE <= 0.9
    assert said[begins:ends] == [Hint.GLARE] * (ends - begins)


def test_a_badge_that_only_passes_gets_no_hint() -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    pictures = [*(entrance.badge(BADLY[Hint.MOVING]) for _ in range(4)), *(entrance.empty() for _ in range(10))]
    assert set(door.see(pictures)) == {None}


def test_a_badge_that_is_held_differently_each_moment_still_gets_one_hint_at_a_time() -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    ways = [Held(scale=1.5), Held(scale=3.2, motion=12)]
    said = door.see(entrance.badge(ways[n // 2 % 2]) for n in range(30))
    assert len(set(said[12:])) == 1
    assert said[-1] in (Hint.TOO_SMALL, Hint.MOVING)


def test_a_badge_that_is_held_otherwise_gets_the_other_hint_soon() -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    assert door.see(entrance.badge(BADLY[Hint.TOO_SMALL]) for _ in range(12))[-1] is Hint.TOO_SMALL
    assert door.see(entrance.badge(BADLY[Hint.GLARE]) for _ in range(12))[-1] is Hint.GLARE


def test_a_hint_vanishes_at_once_on_a_reading_and_the_badge_may_be_lowered() -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    smeared = [entrance.badge(BADLY[Hint.MOVING]) for _ in range(12)]
    assert door.see(smeared)[-1] is Hint.MOVING
    assert door.see([entrance.badge(WELL)], READ) == [None]
    assert set(door.see(smeared)) == {None}


def test_after_a_reading_the_next_badge_is_advised_again() -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    door.see([entrance.badge(WELL)], READ)
    door.see(entrance.empty() for _ in range(24))
    assert door.see(entrance.badge(BADLY[Hint.CUT]) for _ in range(12))[-1] is Hint.CUT


def test_a_dark_room_is_called_dark_unless_badges_are_read_in_it() -> None:
    entrance = Entrance(light=0.25)
    door = Door()
    assert door.see(entrance.empty() for _ in range(12))[-1] is Hint.DARK
    assert door.see([entrance.badge(WELL)], READ) == [None]
    assert set(door.see(entrance.empty() for _ in range(60))) == {None}
    door.now += 3600
    assert door.see(entrance.empty() for _ in range(12))[-1] is Hint.DARK


def test_where_a_decoder_saw_a_code_it_is_one_whatever_it_looks_like() -> None:
    entrance = Entrance()
    board = np.kron(np.indices((8, 8)).sum(axis=0) % 2, np.ones((5, 5))) * 220 + 20
    picture = entrance.empty()
    picture[400:440, 700:740] = board[:, :, None]
    corners = ((700.0, 400.0), (740.0, 400.0), (740.0, 440.0), (700.0, 440.0))
    assert set(at_an_empty_entrance(entrance).see([picture] * 12)) == {None}
    assert at_an_empty_entrance(entrance).see([picture] * 12, unread=[corners])[-1] is Hint.TOO_SMALL


def test_a_code_that_a_decoder_sees_in_the_empty_room_is_a_poster() -> None:
    entrance = Entrance()
    corners = ((200.0, 300.0), (260.0, 300.0), (260.0, 360.0), (200.0, 360.0))
    assert set(Door().see((entrance.empty() for _ in range(14)), unread=[corners])) == {None}


def test_a_pause_of_the_stream_begins_anew() -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    pictures = [entrance.badge(BADLY[Hint.TOO_SMALL]) for _ in range(12)]
    assert door.see(pictures)[-1] is Hint.TOO_SMALL
    door.now += 5
    assert door.see(pictures[:1]) == [None]
    door.now -= 60
    assert door.see(pictures[:1]) == [None]


def test_resetting_forgets_the_room() -> None:
    entrance = Entrance()
    door = at_an_empty_entrance(entrance)
    pictures = [entrance.badge(BADLY[Hint.TOO_SMALL]) for _ in range(12)]
    assert door.see(pictures)[-1] is Hint.TOO_SMALL
    door.adviser.reset()
    assert set(door.see(pictures)) == {None}


@pytest.mark.parametrize("shape", [(1, 1, 3), (40, 2000, 3), (64, 64), (90, 65, 3)])
def test_frames_of_any_size_are_looked_at(shape: tuple[int, ...]) -> None:
    pictures = [np.random.default_rng(n).integers(0, 255, shape).astype(np.uint8) for n in range(10)]
    Door().see(pictures)


def test_a_camera_that_changes_its_size_begins_with_a_new_room() -> None:
    door = at_an_empty_entrance(Entrance())
    other = Entrance(width=1920)
    assert set(door.see([other.badge(BADLY[Hint.TOO_SMALL])] * 12)) == {None}


@pytest.mark.parametrize("region", [Region(0, 0, 1, 1), Region(300, 200, 303, 202), Region(1270, 0, 1280, 720)])
def test_a_place_of_any_size_is_measured_and_what_is_no_code_has_no_reason(region: Region) -> None:
    assert reason(measure(Entrance().empty(), region)) is None


def test_the_names_of_the_hints_load_no_opencv() -> None:
    code = "import sys, checkin.scanning.hints; sys.exit('cv2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
