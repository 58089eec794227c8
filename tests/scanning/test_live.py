from __future__ import annotations

import threading
from queue import Queue
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from checkin.errors import CameraError, CameraFault
from checkin.scanning.camera import CameraTrouble, Frame, open_camera
from checkin.scanning.live import LiveCamera
from checkin.scanning.reader import Patience
from checkin.scanning.sources import CameraNumber, Device, parse_source

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENT = Patience(silent_after=20, goodbye=5)
HASTY = Patience(silent_after=0.05, goodbye=5)
LOST = None


class FakeCapture:
    """Gives the pictures that the test puts in, when it puts them in; `LOST` is a read that fails."""

    def __init__(self) -> None:
        self.pictures: Queue[np.ndarray | None] = Queue()
        self.released = threading.Event()

    def give(self, *greys: int) -> None:
        for grey in greys:
            self.pictures.put(np.full((4, 4, 3), grey, np.uint8))

    def lose(self) -> None:
        self.pictures.put(LOST)

    def read(self) -> tuple[bool, Any]:
        picture = self.pictures.get(timeout=30)
        return picture is not LOST, picture

    def release(self) -> None:
        self.released.set()


class FakeDriver:
    """Opens what the test lays out, in turn: a capture, or a fault."""

    def __init__(self, *answers: FakeCapture | CameraFault) -> None:
        self.answers = list(answers)
        self.pauses: list[float] = []

    def open(self, source: object) -> FakeCapture:
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
    return int(item.image[0, 0, 0])


def fault(item: Frame | CameraTrouble) -> CameraFault:
    assert isinstance(item, CameraTrouble), item
    return item.fault


def camera_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("camera ")]


def next_frame(frames: Iterator[Frame | CameraTrouble]) -> Frame:
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


@pytest.mark.parametrize("text", ["63", "/dev/video63", "rtsp://127.0.0.1:9/none"])
def test_a_real_camera_that_is_not_there_prints_nothing(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    with open_camera(parse_source(text)) as cam:
        trouble = next(cam.frames())
    assert trouble == CameraTrouble(CameraFault.MISSING, text)
    assert capfd.readouterr() == ("", "")


def test_a_device_that_is_there_and_does_not_open_is_busy() -> None:
    with open_camera(Device(parse_source("/dev/null").path)) as cam:  # type: ignore[union-attr]
        assert fault(next(cam.frames())) is CameraFault.BUSY
