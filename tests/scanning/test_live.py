from __future__ import annotations

import threading
from queue import Queue
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from checkin.errors import CameraError, CameraFault
from checkin.scanning.camera import Adjustable, Cadence, CameraTrouble, Frame, Mode, open_camera
from checkin.scanning.controls import Control
from checkin.scanning.live import LiveCamera
from checkin.scanning.reader import Patience
from checkin.scanning.sources import AnyCamera, CameraNumber, Device, NamedCamera, parse_source
from checkin.settings import CameraControls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PATIENT = Patience(silent_after=20, goodbye=5)
HASTY = Patience(silent_after=0.05, goodbye=5)
BRIGHT = 100
"""What is added to the number of a picture: a picture as dark as its number would be a covered camera's."""
LOST = None
MODE = Mode(4, 4)


class FakeCapture:
    """Gives the pictures that the test puts in, when it puts them in; `LOST` is a read that fails."""

    def __init__(self, mode: Mode = MODE, abilities: frozenset[Control] = frozenset()) -> None:
        self.mode = mode
        self.pictures: Queue[np.ndarray | None] = Queue()
        self.told: list[CameraControls] = []
        self.released = threading.Event()
        self._abilities = abilities

    def give(self, *numbers: int) -> None:
        for number in numbers:
            self.pictures.put(np.full((4, 4, 3), BRIGHT + number, np.uint8))

    def give_black(self, count: int) -> None:
        for _ in range(count):
            self.pictures.put(np.zeros((4, 4, 3), np.uint8))

    def lose(self) -> None:
        self.pictures.put(LOST)

    def read(self) -> tuple[bool, Any]:
        picture = self.pictures.get(timeout=30)
        return picture is not LOST, picture

    def tell(self, controls: CameraControls) -> frozenset[Control]:
        self.told.append(controls)
        return self._abilities

    def release(self) -> None:
        self.released.set()


class FakeDriver:
    """Opens what the test lays out, in turn: a capture, or a fault."""

    def __init__(self, *answers: FakeCapture | CameraFault) -> None:
        self.answers = list(answers)
        self.pauses: list[float] = []
        self.asked: list[object] = []

    def open(self, source: object) -> FakeCapture:
        self.asked.append(source)
        answer = self.answers.pop(0)
        if isinstance(answer, CameraFault):
            raise CameraError(answer, str(source))
        return answer

    def pause(self, stopping: threading.Event, seconds: float) -> bool:
        self.pauses.append(seconds)
        return stopping.is_set() if self.answers else stopping.wait(30)


def camera(driver: FakeDriver, patience: Patience = PATIENT, clock: Iterator[float] | None = None) -> LiveCamera:
    ticks = clock or iter(float(second) for second in range(1000))
    return LiveCamera(CameraNumber(0), driver.open, patience, ticks.__next__, driver.pause)


def grey(item: Frame | CameraTrouble) -> int:
    assert isinstance(item, Frame), item
    return int(item.image[0, 0, 0]) - BRIGHT


def is_black(item: Frame | CameraTrouble) -> bool:
    return not isinstance(item, Frame) or not item.image.any()


def fault(item: Frame | CameraTrouble) -> CameraFault:
    assert isinstance(item, CameraTrouble), item
    return item.fault


def camera_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("camera ")]


def next_frame(frames: Iterable[Frame | CameraTrouble]) -> Frame:
    return next(item for item in frames if isinstance(item, Frame))


def test_a_frame_has_the_clocks_time() -> None:
    capture = FakeCapture()
    with camera(FakeDriver(capture), clock=iter([7.5])) as cam:
        frames = cam.frames()
        capture.give(10)
        first = next(frames)
        assert isinstance(first, Frame)
        assert (first.at, first.index, grey(first)) == (7.5, 0, 10)
        capture.lose()


def test_the_newest_frame_wins_and_nothing_queues() -> None:
    capture = FakeCapture()
    taken = threading.Event()

    def clock() -> Iterator[float]:
        for second in range(100):
            if second == 4:
                taken.set()
            yield float(second)

    with camera(FakeDriver(capture), clock=clock()) as cam:
        frames = cam.frames()
        capture.give(0)
        assert grey(next(frames)) == 0
        capture.give(1, 2, 3, 4)
        assert taken.wait(10)
        # The fourth is handed over after its time was taken: the next item is it, or the one just before it.
        late = next(frames)
        assert grey(late) in {3, 4}
        assert isinstance(late, Frame)
        assert late.index == grey(late)
        capture.lose()


def test_an_unplugged_camera_is_told_and_found_again() -> None:
    before, after = FakeCapture(), FakeCapture()
    driver = FakeDriver(before, after)
    with camera(driver) as cam:
        frames = cam.frames()
        before.give(1)
        assert grey(next(frames)) == 1
        before.lose()
        assert fault(next(frames)) is CameraFault.LOST
        assert before.released.wait(10)
        after.give(2)
        assert grey(next_frame(frames)) == 2
        after.lose()
    assert not camera_threads()


def test_a_missing_camera_is_tried_again_with_growing_pauses() -> None:
    capture = FakeCapture()
    driver = FakeDriver(*[CameraFault.MISSING] * 5, CameraFault.BUSY, capture)
    with camera(driver) as cam:
        frames = cam.frames()
        assert fault(next(frames)) in {CameraFault.MISSING, CameraFault.BUSY}
        capture.give(9)
        assert grey(next_frame(frames)) == 9
        assert driver.pauses == [0.5, 1, 2, 4, 4, 4]
        capture.lose()


def test_a_camera_that_opens_and_gives_nothing_is_busy() -> None:
    capture = FakeCapture()
    capture.lose()
    with camera(FakeDriver(capture)) as cam:
        assert fault(next(cam.frames())) is CameraFault.BUSY


def test_a_silent_camera_is_told_and_opened_anew_beside_the_stuck_one() -> None:
    stuck, fresh = FakeCapture(), FakeCapture()
    with camera(FakeDriver(stuck, fresh), HASTY) as cam:
        frames = cam.frames()
        stuck.give(1)
        assert grey(next_frame(frames)) == 1
        assert fault(next(frames)) is CameraFault.SILENT
        fresh.give(2)
        assert grey(next_frame(frames)) == 2
        stuck.give(3)
        assert stuck.released.wait(10)
        fresh.give(4)
        assert grey(next_frame(frames)) == 4
        fresh.lose()
    assert not camera_threads()


def test_a_stuck_camera_is_opened_anew_only_once_at_a_time() -> None:
    captures = [FakeCapture() for _ in range(5)]
    driver = FakeDriver(*captures)
    with camera(driver, HASTY) as cam:
        frames = cam.frames()
        assert [fault(next(frames)) for _ in range(6)] == [CameraFault.SILENT] * 6
        assert len(driver.answers) >= 3
        for capture in captures:
            capture.lose()


def test_closing_ends_the_frames_from_another_thread() -> None:
    capture = FakeCapture()
    cam = camera(FakeDriver(capture))
    seen: list[Frame | CameraTrouble] = []
    started = threading.Event()

    def consume() -> None:
        for item in cam.frames():
            seen.append(item)
            started.set()

    consumer = threading.Thread(target=consume)
    consumer.start()
    capture.give(1)
    assert started.wait(10)
    capture.lose()
    cam.close()
    consumer.join(10)
    assert not consumer.is_alive()
    assert not camera_threads()
    assert capture.released.is_set()


def test_closing_does_not_wait_for_a_driver_that_never_returns() -> None:
    capture = FakeCapture()
    cam = camera(FakeDriver(capture), Patience(silent_after=0.05, goodbye=0.05))
    frames = cam.frames()
    capture.give(1)
    next_frame(frames)
    cam.close()
    (thread,) = camera_threads()
    assert list(frames) == []
    capture.lose()
    thread.join(10)
    assert capture.released.is_set()


def test_closing_ends_a_pause() -> None:
    cam = LiveCamera(CameraNumber(0), FakeDriver(CameraFault.MISSING).open, Patience(first_retry=60, goodbye=10))
    frames = cam.frames()
    next(frames)
    cam.close()
    assert list(frames) == []
    assert not camera_threads()


def test_a_camera_that_was_never_looked_at_closes() -> None:
    with camera(FakeDriver()) as cam:
        assert cam.live
    assert list(cam.frames()) == []
    assert not camera_threads()


def test_a_covered_camera_is_told_and_stays_open_until_it_sees_again() -> None:
    capture = FakeCapture()
    driver = FakeDriver(capture)
    with camera(driver) as cam:
        frames = cam.frames()
        capture.give_black(4)
        told = next(item for item in frames if isinstance(item, CameraTrouble))
        assert told.fault is CameraFault.BLACK
        capture.give(7)
        assert grey(next_frame(item for item in frames if not is_black(item))) == 7
        assert driver.pauses == []
        assert not capture.released.is_set()
        capture.lose()


def test_a_frozen_camera_is_told_and_opened_anew_with_growing_pauses_until_its_picture_changes() -> None:
    captures = [FakeCapture() for _ in range(4)]
    driver = FakeDriver(*captures)
    for capture in captures[:-1]:
        capture.give(*[5] * 6)
    with camera(driver) as cam:
        frames = cam.frames()
        assert next(item for item in frames if isinstance(item, CameraTrouble)).fault is CameraFault.FROZEN
        captures[-1].give(5, 6)
        assert grey(next_frame(item for item in frames if not isinstance(item, Frame) or grey(item) != 5)) == 6
        assert driver.pauses == [0.5, 1, 2]
        captures[-1].lose()


def test_the_old_picture_of_a_frozen_camera_is_not_shown_again() -> None:
    before, after = FakeCapture(), FakeCapture()
    before.give(*[5] * 6)
    with camera(FakeDriver(before, after)) as cam:
        frames = cam.frames()
        assert next(item for item in frames if isinstance(item, CameraTrouble)).fault is CameraFault.FROZEN
        after.give(5, 5, 5, 6)
        assert grey(next_frame(frames)) == 6
        after.lose()


def test_what_a_camera_gives_is_known_once_it_is_open() -> None:
    capture = FakeCapture(Mode(1280, 720, 30.0, "MJPG"), frozenset({Control.FOCUS}))
    with camera(FakeDriver(capture)) as cam:
        assert isinstance(cam, Adjustable)
        assert cam.mode is None
        assert cam.abilities == frozenset()
        frames = cam.frames()
        capture.give(1)
        next_frame(frames)
        assert cam.mode == Mode(1280, 720, 30.0, "MJPG")
        assert cam.abilities == {Control.FOCUS}
        capture.lose()


def test_a_camera_is_told_what_to_do_between_two_frames_and_whenever_it_opens() -> None:
    before, after = FakeCapture(), FakeCapture()
    near = CameraControls(autofocus=False, focus=0.9)
    with camera(FakeDriver(before, after)) as cam:
        frames = cam.frames()
        before.give(1)
        next_frame(frames)
        cam.adjust(near)
        # The read that was under way ends; the next one comes after the telling.
        before.give(2, 3)
        assert grey(next_frame(item for item in frames if not isinstance(item, Frame) or grey(item) == 3)) == 3
        assert before.told == [CameraControls(), near]
        before.lose()
        after.give(4)
        assert grey(next_frame(frames)) == 4
        assert after.told == [near]
        after.lose()


def test_a_remembered_camera_that_was_left_at_home_is_stood_in_for() -> None:
    other = FakeCapture()
    home = NamedCamera("C270")
    driver = FakeDriver(*[CameraFault.MISSING] * 3, other)
    with LiveCamera(home, driver.open, PATIENT, iter(range(999)).__next__, driver.pause) as cam:
        frames = cam.frames()
        other.give(8)
        assert grey(next_frame(frames)) == 8
        assert driver.asked == [home, home, home, AnyCamera()]
        other.lose()


def test_a_remembered_camera_that_was_there_is_waited_for() -> None:
    capture, again = FakeCapture(), FakeCapture()
    home = NamedCamera("C270")
    driver = FakeDriver(capture, *[CameraFault.MISSING] * 9, again)
    with LiveCamera(home, driver.open, PATIENT, iter(range(999)).__next__, driver.pause) as cam:
        frames = cam.frames()
        capture.give(1)
        next_frame(frames)
        capture.lose()
        again.give(2)
        assert grey(next_frame(frames)) == 2
        assert set(driver.asked) == {home}
        again.lose()


def frame_at(at: float, index: int) -> Frame:
    return Frame(np.zeros((4, 4, 3), np.uint8), at, index)


def test_the_rate_is_counted_from_the_frames_that_came_and_from_those_that_were_dropped() -> None:
    cadence = Cadence()
    # A driver that says 30 gives 15, and the reader is only handed each third frame.
    told = [cadence.note(frame_at(10 + index / 15, index)) for index in range(0, 90, 3)]
    assert told[:5] == [0.0] * 5
    assert told[-1] == pytest.approx(15)


def test_the_rate_follows_a_room_that_grows_dark_and_not_the_time_without_a_camera() -> None:
    cadence = Cadence()
    for index in range(90):
        cadence.note(frame_at(index / 30, index))
    told = [cadence.note(frame_at(3 + index / 10, 90 + index)) for index in range(60)]
    assert told[-1] == pytest.approx(10)
    cadence.reset()
    assert cadence.note(frame_at(100, 151)) == 0.0
    assert [cadence.note(frame_at(100 + index / 20, 151 + index)) for index in range(1, 61)][-1] == pytest.approx(20)


def test_a_film_that_begins_anew_is_counted_anew() -> None:
    cadence = Cadence()
    for index in range(90):
        cadence.note(frame_at(index / 30, index))
    assert cadence.note(frame_at(0.0, 0)) == 0.0


@pytest.mark.parametrize("text", ["63", "/dev/video63", "rtsp://127.0.0.1:9/none", "camera:Nobody's"])
def test_a_real_camera_that_is_not_there_prints_nothing(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    with open_camera(parse_source(text)) as cam:
        trouble = next(cam.frames())
    assert trouble == CameraTrouble(CameraFault.MISSING, text.removeprefix("camera:"))
    assert capfd.readouterr() == ("", "")


def test_a_device_that_is_there_and_does_not_open_is_busy() -> None:
    with open_camera(Device(parse_source("/dev/null").path)) as cam:  # type: ignore[union-attr]
        assert fault(next(cam.frames())) is CameraFault.BUSY
