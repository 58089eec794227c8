from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from checkin.scanning.decoder import Decoder
from checkin.scanning.readings import Reading, Symbology
from checkin.settings import Settings
from tests.ui.cameras import FakeCamera
from tests.ui.conftest import OpenHouse
from ui.door import watch
from ui.door.watch import Task, Watch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from checkin.scanning.readings import Image

EMPTY = np.full((90, 160, 3), 90, np.uint8)
A_CODE = Reading("A", ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))


class Fragile:
    """Breaks at its first frames, and then reads a code."""

    def __init__(self, breaks: int) -> None:
        self.breaks = breaks

    def decode(self, frame: Image) -> Sequence[Reading]:
        del frame
        if self.breaks:
            self.breaks -= 1
            raise ValueError("an odd picture")
        return [A_CODE]

    def reset(self) -> None:
        """Nothing is remembered."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "PAUSE", 0.0)


def nobody(text: str) -> None:
    raise AssertionError(text)


def test_a_picture_that_breaks_the_decoder_is_told_and_scanning_goes_on(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    decoder = Fragile(breaks=2)
    watching = Watch(lambda _: FakeCamera([EMPTY]), lambda _: decoder)
    told: list[object] = []
    bugs: list[object] = []
    watching.presented.connect(told.append)
    watching.broke.connect(bugs.append)
    watching.start("0", Task(str.lower, Settings()))  # type: ignore[arg-type] - any answer will do
    qtbot.waitUntil(lambda: told == ["a"], timeout=15_000)
    watching.close()
    assert [str(bug) for bug in bugs] == ["an odd picture"] * 2
    assert "the scanning thread failed" in caplog.text
    caplog.clear()


def test_a_decoder_that_breaks_every_time_is_given_up(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    cameras: list[FakeCamera] = []

    def open_camera(source: str) -> FakeCamera:
        assert source == "0"
        cameras.append(FakeCamera([EMPTY]))
        return cameras[-1]

    watching = Watch(open_camera, lambda _: Fragile(breaks=1000))
    bugs: list[object] = []
    watching.broke.connect(bugs.append)
    watching.start("0", Task(nobody, Settings()))  # type: ignore[arg-type] - nobody is asked
    qtbot.waitUntil(lambda: len(bugs) == 1 + watch.RESTARTS, timeout=15_000)
    watching.close()
    assert len(cameras) == 1 + watch.RESTARTS
    caplog.clear()


def test_the_decoder_is_made_for_the_tickets_of_the_list(qtbot: QtBot) -> None:
    asked: list[tuple[Symbology, ...]] = []

    def make(symbologies: tuple[Symbology, ...]) -> Decoder:
        asked.append(symbologies)
        return Decoder(tickets=symbologies)

    watching = Watch(lambda _: FakeCamera([EMPTY]), make)
    task = Task(nobody, Settings(), symbologies=lambda: (Symbology.AZTEC,))  # type: ignore[arg-type] - nobody is asked
    with qtbot.waitSignal(watching.frame_waits, timeout=15_000):
        watching.start("0", task)
    watching.close()
    assert asked == [(Symbology.AZTEC,)]


def test_the_camera_rests_while_the_door_is_out_of_view(open_house: OpenHouse) -> None:
    camera = FakeCamera([EMPTY])
    house = open_house(camera=camera)
    watching = house.door.lookout.watch
    house.qtbot.waitUntil(lambda: camera.opened == 1, timeout=15_000)
    house.window.go_to("attendees")
    assert not watching.is_on
    house.window.go_to("door")
    assert watching.is_on
    house.window.showMinimized()
    house.qtbot.waitUntil(lambda: not watching.is_on, timeout=15_000)
    house.window.showNormal()
    house.qtbot.waitUntil(lambda: watching.is_on, timeout=15_000)
