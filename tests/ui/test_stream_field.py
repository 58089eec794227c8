"""A phone as a camera: asked for on the picture's foot, tried, and taken when a picture came."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from checkin.errors import CameraError, CameraFault
from checkin.scanning.camera import CameraTrouble, first_picture
from checkin.settings import SettingsFile
from tests.ui.cameras import FakeCamera, HastyCamera
from tests.ui.conftest import House, OpenHouse
from ui.door.scan_field import ScanLine
from ui.door.stream_field import StreamField
from ui.door.trial import address_in

PICTURE = np.full((480, 640, 3), 90, np.uint8)
SILENT = CameraTrouble(CameraFault.SILENT, "http://phone")


def ask_for_stream(house: House) -> StreamField:
    """Open the camera's menu by its key, and choose its phone."""
    field = house.door.lookout.stream_field
    house.press(Qt.Key.Key_F7, on=house.window)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = [action for action in menu.actions() if action.text() == "A phone or a network camera…"]
    action.trigger()
    menu.close()
    # Without a window manager, nobody gives the window its keyboard back after a menu.
    house.activate()
    house.qtbot.waitUntil(field.line.hasFocus)
    return field


def test_a_phone_is_typed_tried_and_taken_while_the_door_goes_on(open_house: OpenHouse, tmp_path: Path) -> None:
    house = open_house(camera=FakeCamera([PICTURE]))
    lookout = house.door.lookout
    field = ask_for_stream(house)
    assert lookout.watch.is_on
    house.type("192.168.1.20:8080/video")
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert SettingsFile(tmp_path).current.camera == "http://192.168.1.20:8080/video"
    assert house.window.toast.sentence == "A picture came: 640 × 480."
    assert field.isHidden()
    assert house.window.current.findChild(ScanLine).hasFocus()
    assert lookout.watch.is_on


def test_a_phone_that_does_not_answer_is_said_and_the_camera_stays(house: House, tmp_path: Path) -> None:
    field = ask_for_stream(house)
    assert "http://192.168.1.20:8080/video" in field.outcome
    house.type("http://192.168.1.20:8080")
    house.press(Qt.Key.Key_Return)
    assert field.outcome == "Waiting for a picture…"
    house.settle()
    assert field.outcome.startswith("No camera")
    assert SettingsFile(tmp_path).current.camera == "0"
    assert field.line.hasFocus()


def test_escape_leaves_and_gives_the_keyboard_back(house: House) -> None:
    left: list[None] = []
    house.door.lookout.left.connect(lambda: left.append(None))
    field = ask_for_stream(house)
    house.type("http://")
    house.press(Qt.Key.Key_Escape)
    assert field.isHidden()
    assert left == [None]
    assert house.window.current.findChild(ScanLine).hasFocus()


def test_a_code_that_a_scanner_types_there_is_handed_on_and_never_opened(house: House, tmp_path: Path) -> None:
    typed: list[str] = []
    house.door.lookout.typed_elsewhere.connect(typed.append)
    ask_for_stream(house)
    house.type("HA-10001")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert typed == ["HA-10001"]
    assert SettingsFile(tmp_path).current.camera == "0"


def test_an_address_that_no_camera_speaks_is_said(house: House) -> None:
    field = ask_for_stream(house)
    house.type("ftp://phone")
    house.press(Qt.Key.Key_Return)
    assert "ftp://phone" in field.outcome


def test_the_strip_stays_on_the_picture_in_both_languages_and_sizes(house: House) -> None:
    field = ask_for_stream(house)
    view = house.door.view.camera
    for language in ("fr", "en"):
        house.program.translations.choose(language)
        for size in ((1120, 640), (1920, 1080)):
            house.window.resize(*size)
            house.settle()
            QApplication.processEvents()
            house.window.grab()
            assert view.rect().contains(field.geometry())
            assert field.height() >= field.layout().totalHeightForWidth(field.width())


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("http://192.168.1.20:8080/video", "http://192.168.1.20:8080/video"),
        (" 192.168.1.20:8080/video ", "http://192.168.1.20:8080/video"),
        ("phone.local/video", "http://phone.local/video"),
        ("phone:8080", "http://phone:8080"),
        ("RTSP://phone/live", "RTSP://phone/live"),
        ("HA-10001", ""),
        ("1K7Q2M9XW4RZ0B8H5TCVJ6N3PAYDGSEF12", ""),
        ("Maëlle Kervella", ""),
        ("", ""),
    ],
)
def test_an_address_is_told_from_a_name_and_a_code(typed: str, address: str) -> None:
    assert address_in(typed) == address


def test_a_phone_may_take_its_time_to_answer() -> None:
    assert first_picture(HastyCamera([SILENT, SILENT, PICTURE])) == (640, 480)
    with pytest.raises(CameraError) as caught:
        first_picture(HastyCamera([SILENT, SILENT, SILENT, PICTURE]))
    assert caught.value.fault is CameraFault.SILENT
