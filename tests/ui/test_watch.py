from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from checkin.errors import CameraFault
from checkin.scanning.camera import CameraTrouble, Mode
from checkin.scanning.decoder import Decoder
from checkin.scanning.hints import Hint
from checkin.scanning.live import LiveCamera
from checkin.scanning.reader import Patience
from checkin.scanning.readings import Reading, Symbology
from checkin.scanning.sources import CameraNumber
from checkin.settings import Settings
from tests.ui.cameras import FakeCamera, HastyCamera, guest_with_badge
from tests.ui.conftest import OpenHouse
from ui.door import watch
from ui.door.watch import Preview, Task, Watch, preview_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from checkin.scanning.controls import Control
    from checkin.scanning.readings import Image
    from checkin.settings import CameraControls

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


def greys(count: int) -> list[Image]:
    """Return pictures that tell by their grey which one they are."""
    return [np.full((90, 160, 3), 60 + number, np.uint8) for number in range(count)]


def grey(preview: Preview | None) -> int:
    assert preview is not None
    return preview.image.pixelColor(0, 0).red() - 60


def test_a_window_that_was_busy_shows_the_newest_frame_and_none_before_it(qtbot: QtBot) -> None:
    camera = HastyCamera(greys(100))
    watching = Watch(lambda _: camera, lambda _: Fragile(breaks=0))
    shown: list[int] = []
    watching.frame_waits.connect(lambda: shown.append(grey(watching.take_frame())))
    watching.start("0", Task(str.lower, Settings()))  # type: ignore[arg-type] - any answer will do
    # Nothing is received while the main thread is in here.
    assert camera.all_taken.wait(15)
    assert shown == []
    qtbot.waitUntil(lambda: bool(shown), timeout=15_000)
    watching.close()
    assert shown == [99]


class HastyCapture:
    """A camera under a driver that gives a hundred pictures as fast as they are read, and then none for a long time."""

    mode = Mode(160, 90)

    def __init__(self) -> None:
        self._left = greys(100)
        self.is_empty, self.is_over = threading.Event(), threading.Event()

    def read(self) -> tuple[bool, Image | None]:
        if self._left:
            return True, self._left.pop(0)
        self.is_empty.set()
        self.is_over.wait(30)
        return False, None

    def tell(self, controls: CameraControls) -> frozenset[Control]:
        del controls
        return frozenset()

    def release(self) -> None:
        self.is_over.set()


def test_from_driver_to_window_at_most_one_frame_is_shown_before_the_newest(qtbot: QtBot) -> None:
    capture = HastyCapture()
    camera = LiveCamera(CameraNumber(0), lambda _: capture, Patience(silent_after=30))
    watching = Watch(lambda _: camera, lambda _: Fragile(breaks=0))
    shown: list[int] = []
    watching.frame_waits.connect(lambda: shown.append(grey(watching.take_frame())))
    watching.start("0", Task(str.lower, Settings()))  # type: ignore[arg-type] - any answer will do
    assert capture.is_empty.wait(15)
    assert shown == []
    qtbot.waitUntil(lambda: 99 in shown, timeout=15_000)
    capture.is_over.set()
    watching.close()
    assert len(shown) <= 2


def test_a_camera_that_is_unplugged_and_plugged_in_again_goes_on_in_the_middle_of_the_evening(
    open_house: OpenHouse,
) -> None:
    badge = guest_with_badge("HA-10002")
    lost = [CameraTrouble(CameraFault.LOST, "0")] * 10
    house = open_house(camera=FakeCamera([*[badge] * 10, *lost, badge]))
    view, row = house.door.view.camera, house.door.lookout.row
    said: list[str] = []
    house.door.lookout.watch.troubled.connect(lambda _: said.append(view.excuse))
    answers: list[object] = []
    house.door.clerk.answered.connect(answers.append)
    house.qtbot.waitUntil(lambda: len(said) == 2, timeout=15_000)
    house.qtbot.waitUntil(lambda: not view.excuse and "720p" in row.button.text(), timeout=15_000)
    assert "unplugged" in said[0]
    assert house.window.status.words("camera") == "Built-in camera · 720p"
    # The badge that was held up all the time is the same presentation.
    assert len(answers) <= 1


def test_a_hint_comes_with_the_height_of_the_code_that_it_is_about() -> None:
    corners = ((10.0, 20.0), (30.0, 20.0), (30.0, 40.0), (10.0, 40.0))
    preview = preview_of(EMPTY, (), Hint.TOO_SMALL, [corners], 29.9)
    assert preview.hint_height == pytest.approx(30 / 90)
    assert preview.rate == 29.9
    assert preview_of(EMPTY, (), Hint.DARK).hint_height is None


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
