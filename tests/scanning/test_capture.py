"""What is asked of OpenCV, in which order, and what is read from its answers."""

from __future__ import annotations

import numpy as np
import pytest

from checkin.errors import CameraError, CameraFault
from checkin.scanning import capture as opening
from checkin.scanning.camera import USUAL, Mode, mode_of
from checkin.scanning.controls import Control
from checkin.scanning.devices import CameraInfo
from checkin.scanning.opencv import cv2
from checkin.scanning.sources import AnyCamera, CameraNumber, NamedCamera
from checkin.settings import CameraControls

MJPG = float(cv2.VideoWriter.fourcc(*"MJPG"))


class FakeOpenCv:
    """A camera under a driver that takes 720p at most, and may be somebody else's."""

    opened: list[int]
    asked_for: dict[int, float]
    is_busy = False

    def __init__(self, number: int, _backend: int) -> None:
        FakeOpenCv.opened.append(number)
        self.values: dict[int, float] = {
            cv2.CAP_PROP_FRAME_WIDTH: 1280,
            cv2.CAP_PROP_FRAME_HEIGHT: 720,
            cv2.CAP_PROP_FPS: 30,
            cv2.CAP_PROP_FOURCC: float(cv2.VideoWriter.fourcc(*"YUYV")),
        }

    def isOpened(self) -> bool:
        return not self.is_busy

    def get(self, prop: int) -> float:
        return self.values.get(prop, -1.0)

    def set(self, prop: int, value: float) -> bool:
        FakeOpenCv.asked_for[prop] = value
        if prop == cv2.CAP_PROP_FOURCC:
            self.values[prop] = value
        return prop in self.values

    def read(self) -> tuple[bool, object]:
        raise cv2.error("a damaged frame")

    def release(self) -> None:
        pass


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[CameraInfo]:
    """Return the cameras of a machine, to be changed by the test."""
    cameras = [CameraInfo(2, "HD WebCam", "a"), CameraInfo(4, "C270", "b")]
    FakeOpenCv.opened, FakeOpenCv.asked_for, FakeOpenCv.is_busy = [], {}, False
    monkeypatch.setattr(cv2, "VideoCapture", FakeOpenCv)
    monkeypatch.setattr(opening, "list_cameras", lambda: cameras)
    return cameras


def fault_of(source: CameraNumber | NamedCamera) -> CameraFault:
    with pytest.raises(CameraError) as caught:
        opening.open_capture(source)
    return caught.value.fault


def size_and_rate_asked_for() -> tuple[float, ...]:
    asked = FakeOpenCv.asked_for
    return tuple(asked[prop] for prop in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FPS))


def test_what_a_camera_gives_is_told_and_not_what_was_asked_for(machine: list[CameraInfo]) -> None:
    assert opening.open_capture(NamedCamera("C270")).mode == Mode(1280, 720, 30.0, "MJPG", "C270")


def test_a_camera_is_asked_for_the_size_and_rate_that_were_chosen(machine: list[CameraInfo]) -> None:
    opening.open_capture(CameraNumber(2))
    assert size_and_rate_asked_for() == (1920, 1080, 30)
    opening.open_capture(CameraNumber(2), mode_of("640x480@15"))
    assert size_and_rate_asked_for() == (640, 480, 15)


@pytest.mark.parametrize("text", ["", "huge", "0x720@30", "1280x720", "1280x720@30 or so", "-1x-1@-1", "1280x720@٣٠"])
def test_a_mode_that_is_none_asks_for_the_usual(text: str) -> None:
    assert mode_of(text) == USUAL


def test_a_driver_that_says_nothing_of_its_coding_is_let_be(
    machine: list[CameraInfo], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeOpenCv, "get", lambda _self, _prop: 0.0)
    assert opening.open_capture(CameraNumber(4)).mode == Mode(0, 0)


@pytest.mark.parametrize(("system", "last"), [("win32", cv2.CAP_PROP_FOURCC), ("linux", cv2.CAP_PROP_BUFFERSIZE)])
def test_each_system_is_asked_in_the_order_that_keeps_all_of_it(system: str, last: int) -> None:
    asked = opening._ORDERS[system]
    assert asked[-1] == last
    assert {cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FPS, cv2.CAP_PROP_FOURCC} <= set(asked)
    assert cv2.CAP_PROP_FOURCC not in opening._ORDERS["darwin"]


def test_a_remembered_camera_is_opened_by_the_number_that_it_has_now(machine: list[CameraInfo]) -> None:
    opening.open_capture(NamedCamera("C270", "b"))
    machine[:] = [CameraInfo(0, "C270", "b"), CameraInfo(1, "HD WebCam", "a")]
    opening.open_capture(NamedCamera("C270", "b"))
    opening.open_capture(AnyCamera())
    assert FakeOpenCv.opened == [4, 0, 0]


def test_a_camera_that_is_listed_and_does_not_open_is_busy(machine: list[CameraInfo]) -> None:
    FakeOpenCv.is_busy = True
    assert fault_of(NamedCamera("C270")) is CameraFault.BUSY
    assert fault_of(NamedCamera("C920")) is CameraFault.MISSING
    assert fault_of(CameraNumber(63)) is CameraFault.MISSING


def test_a_frame_that_came_damaged_is_no_frame_and_no_crash(machine: list[CameraInfo]) -> None:
    assert opening.open_capture(CameraNumber(2)).read() == (False, None)


def test_a_driver_is_told_in_its_own_dialect(machine: list[CameraInfo]) -> None:
    camera = opening.open_capture(CameraNumber(2))
    assert Control.FOCUS not in camera.tell(CameraControls())
    assert np.isfinite(camera.mode.rate)
