from __future__ import annotations

import pytest

from checkin.language import Language
from checkin.scanning.hints import Hint
from tests.scanning.hint_scenes import Entrance, Held
from tests.ui.cameras import FakeCamera
from tests.ui.conftest import OpenHouse
from ui.wording import HINTS, hint_line


def test_a_badge_that_is_held_too_far_away_is_called_closer(open_house: OpenHouse) -> None:
    entrance = Entrance()
    # A module has one pixel: no decoder reads that.
    camera = FakeCamera([*(entrance.empty() for _ in range(10)), entrance.badge(Held(scale=1.1))])
    house = open_house(camera=camera)
    view = house.door.view.camera
    house.qtbot.waitUntil(lambda: view.chip == "Too small: hold it closer", timeout=15_000)


def test_a_dark_entrance_is_told_the_lamp(open_house: OpenHouse) -> None:
    house = open_house(camera=FakeCamera([Entrance().empty(0.1)]))
    view = house.door.view.camera
    house.qtbot.waitUntil(lambda: view.chip == "Too dark: try the lamp", timeout=15_000)


def test_an_empty_entrance_is_told_nothing(open_house: OpenHouse) -> None:
    house = open_house(camera=FakeCamera([Entrance().empty()]))
    frames: list[None] = []
    house.door.lookout.watch.frame_waits.connect(lambda: frames.append(None))
    house.qtbot.waitUntil(lambda: len(frames) > 30, timeout=15_000)
    assert house.door.view.camera.chip == ""


@pytest.mark.parametrize("hint", Hint)
def test_every_hint_has_words_that_fit_on_the_picture(hint: Hint) -> None:
    for code in ("en", "fr"):
        assert 0 < len(hint_line(hint, Language(code))) <= 40


def test_no_two_hints_say_the_same() -> None:
    assert len(set(HINTS.values())) == len(Hint)
    assert hint_line(None, Language("en")) == ""
