from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cv2_enumerate_cameras import CameraInfo as Found
from cv2_enumerate_cameras import supported_backends

from checkin.scanning.devices import CameraInfo, backend, find, list_cameras
from checkin.scanning.sources import AnyCamera, CameraNumber, Device, NamedCamera, parse_source

linux = pytest.mark.skipif(sys.platform != "linux", reason="links to device files are Linux's")

BUILT_IN = CameraInfo(0, "HD WebCam", "pci-usb-0:5", "04f2:b6dd")
ON_CABLE = CameraInfo(2, "HD WebCam", "pci-usb-0:1", "046d:0825", twin=1)
LOGITECH = CameraInfo(4, "C270", "pci-usb-0:2", "046d:0825")


def test_cameras_are_listed_by_number_with_their_names() -> None:
    asked: list[int] = []

    def look(chosen: int) -> list[Found]:
        asked.append(chosen)
        return [
            Found(10, "USB Camera: é", None, None, None, chosen),
            Found(2, " HD WebCam ", "", 0x046D, 0x0825, chosen),
            Found(0, "HD WebCam", "", 0x04F2, 0xB6DD, chosen),
        ]

    cameras = list_cameras(look, Path("none"))
    assert [(camera.number, camera.title, camera.model) for camera in cameras] == [
        (0, "HD WebCam", "04f2:b6dd"),
        (2, "HD WebCam (2)", "046d:0825"),
        (10, "USB Camera: é", ""),
    ]
    assert asked == [backend()]


@linux
def test_a_plug_has_a_name_that_lasts(tmp_path: Path) -> None:
    device = tmp_path / "video3"
    device.touch()
    (tmp_path / "plugs").mkdir()
    (tmp_path / "plugs" / "pci-usb-0:1:1.0-video-index0").symlink_to(device)
    (camera,) = list_cameras(lambda chosen: [Found(3, "C270", str(device), None, None, chosen)], tmp_path / "plugs")
    assert camera.place == "pci-usb-0:1:1.0-video-index0"


def test_the_numbers_are_for_the_backend_that_opens_them() -> None:
    assert backend() in supported_backends


def test_this_machine_can_be_looked_at(capfd: pytest.CaptureFixture[str]) -> None:
    numbers = [camera.number for camera in list_cameras()]
    assert numbers == sorted(set(numbers))
    assert capfd.readouterr() == ("", "")


def test_a_camera_is_remembered_in_writing() -> None:
    for camera in (BUILT_IN, ON_CABLE, LOGITECH):
        assert parse_source(camera.text) == camera.source
        assert find(parse_source(camera.text), [BUILT_IN, ON_CABLE, LOGITECH]) == camera
    assert CameraInfo(7, "").text == "7"


def test_a_camera_is_found_again_under_another_number_and_in_another_plug() -> None:
    renumbered = CameraInfo(0, "C270", "pci-usb-0:2", "046d:0825")
    assert find(LOGITECH.source, [renumbered, BUILT_IN]) == renumbered
    moved = CameraInfo(1, "HD WebCam", "pci-usb-0:9", "046d:0825")
    assert find(ON_CABLE.source, [BUILT_IN, moved]) == moved


def test_two_of_the_same_make_are_told_apart_by_their_plugs() -> None:
    left, right = CameraInfo(0, "C270", "usb-1", "046d:0825"), CameraInfo(2, "C270", "usb-2", "046d:0825", twin=1)
    assert find(right.source, [left, right]) == right
    assert find(left.source, [right, left]) == left


def test_a_camera_of_another_name_is_another_camera_even_in_its_plug() -> None:
    assert find(LOGITECH.source, [CameraInfo(0, "C920", "pci-usb-0:2", "046d:082d")]) is None


def test_the_first_camera_stands_in_and_numbers_stay_numbers() -> None:
    assert find(AnyCamera(), [ON_CABLE, LOGITECH]) == ON_CABLE
    assert find(AnyCamera(), []) is None
    assert find(CameraNumber(4), [ON_CABLE, LOGITECH]) == LOGITECH
    assert find(CameraNumber(1), [ON_CABLE]) is None
    assert find(Device(Path("/dev/video4")), [LOGITECH]) is None
    assert find(NamedCamera("C270"), [BUILT_IN, LOGITECH]) == LOGITECH
