"""The camera's card and its button: by name, found again, and told how to look."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from checkin.scanning import devices
from checkin.scanning.camera import Mode, mode_of
from checkin.scanning.controls import Control
from checkin.scanning.devices import CameraInfo
from checkin.settings import CameraControls, SettingsFile
from tests.ui.cameras import FakeCamera
from tests.ui.conftest import House, OpenHouse
from ui.door.camera_words import asked_and_got
from ui.settings.page import SettingsPage

BUILT_IN = CameraInfo(0, "HD WebCam", "pci-usb-0:5")
ON_CABLE = CameraInfo(2, "C270 é", "pci-usb-0:1", "046d:0825")


class AdjustableCamera(FakeCamera):
    """A camera whose driver takes what it is told, and writes it down."""

    def __init__(self, *abilities: Control) -> None:
        super().__init__([np.full((720, 1280, 3), 128, np.uint8)])
        self.abilities = frozenset(abilities)
        self.mode = Mode(1280, 720, 30.0, "MJPG", "C270")
        self.told: list[CameraControls] = []

    def adjust(self, controls: CameraControls) -> None:
        self.told.append(controls)


@pytest.fixture
def two_cameras(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cameras are plugged in."""
    monkeypatch.setattr(devices, "list_cameras", lambda: [BUILT_IN, ON_CABLE])


def page_of(house: House) -> SettingsPage:
    page = house.window.go_to("settings")
    assert isinstance(page, SettingsPage)
    house.settle()
    return page


def adjust(house: House, page: SettingsPage) -> None:
    """Press the button, and wait until there is a picture and what the camera gives."""
    page.camera.picture.button.setFocus()
    house.press(Qt.Key.Key_Space)
    house.qtbot.waitUntil(page.camera.picture.gives.isVisible, timeout=10_000)


@pytest.mark.usefixtures("two_cameras")
def test_a_camera_is_chosen_by_its_name_and_remembered_by_it(house: House, tmp_path: Path) -> None:
    box = page_of(house).camera.camera
    assert [box.itemText(i) for i in range(box.count() - 1)] == ["HD WebCam", "C270 é"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    house.settle()
    assert SettingsFile(tmp_path).current.camera == ON_CABLE.text
    assert house.door.lookout.row.name() != "0"
    house.settle()
    assert house.door.lookout.row.name() == "C270 é"


def test_an_old_number_is_shown_by_the_name_of_its_camera(house: House, two_cameras: None) -> None:
    page = page_of(house)
    assert page.camera.camera.currentText() == "HD WebCam"
    assert page.camera.camera.currentData() == "0"


@pytest.mark.usefixtures("two_cameras")
def test_a_camera_that_was_left_at_home_is_said_and_another_one_stands_in(
    open_house: OpenHouse, tmp_path: Path
) -> None:
    SettingsFile(tmp_path).change(camera="camera:C920?place=x")
    house = open_house()
    house.settle()
    assert house.window.toast.sentence == "C920 is not here: the door looks through HD WebCam."
    assert page_of(house).camera.camera.currentText() == "C920 (not here)"


def test_a_password_of_a_stream_is_not_shown_on_the_door(house: House) -> None:
    house.door.kit.services.settings.change(camera="http://door:secret@phone")
    row = house.door.lookout.row
    row.retranslate(house.program.translations.language)
    assert "secret" not in row.button.text()


def test_a_camera_is_told_by_keyboard_and_the_telling_is_kept(open_house: OpenHouse, tmp_path: Path) -> None:
    camera = AdjustableCamera(*Control)
    house = open_house(camera=camera)
    page = page_of(house)
    picture = page.camera.picture
    assert not picture.focus.isVisible()
    adjust(house, page)
    house.qtbot.waitUntil(lambda: "Asked" in picture.gives.text(), timeout=10_000)
    name, size, rate, coding, asked = picture.gives.text().split(" · ")
    assert (name, size, coding) == ("C270", "1280 × 720 pixels", "MJPG")
    assert rate.endswith("pictures a second")
    assert asked.startswith("Asked for 1920 × 1080")
    assert picture.autofocus.isChecked()
    assert not picture.focus.isVisible()
    picture.autofocus.setFocus()
    house.press(Qt.Key.Key_Space)
    picture.focus.setFocus()
    house.press(Qt.Key.Key_End)
    house.settle()
    assert camera.told[-1] == CameraControls(autofocus=False, focus=1.0)
    assert SettingsFile(tmp_path).current.controls_of("0") == camera.told[-1]
    picture.auto_exposure.click()
    house.press(Qt.Key.Key_Home, on=picture.exposure)
    house.press(Qt.Key.Key_PageUp, on=picture.gain)
    house.settle()
    assert camera.told[-1] == CameraControls(autofocus=False, focus=1.0, auto_exposure=False, exposure=0.0, gain=0.6)


def test_only_what_the_driver_takes_is_offered(open_house: OpenHouse) -> None:
    house = open_house(camera=AdjustableCamera(Control.FOCUS))
    page = page_of(house)
    adjust(house, page)
    picture = page.camera.picture
    assert picture.focus.isVisible()
    hidden = (picture.autofocus, picture.auto_exposure, picture.exposure, picture.gain)
    assert not any(control.isVisible() for control in hidden)


def test_a_camera_with_nothing_to_adjust_says_so(open_house: OpenHouse) -> None:
    house = open_house(camera=AdjustableCamera())
    page = page_of(house)
    adjust(house, page)
    assert page.camera.picture.gives.text().endswith("This camera has nothing to adjust.")


def test_the_camera_is_let_go_of_with_the_page(open_house: OpenHouse) -> None:
    camera = AdjustableCamera(Control.FOCUS)
    house = open_house(camera=camera)
    page = page_of(house)
    adjust(house, page)
    house.window.go_to("turnout")
    house.qtbot.waitUntil(lambda: not any(t.name == "scanning" for t in threading.enumerate()), timeout=10_000)
    house.window.go_to("settings")
    assert not page.camera.picture.view.isVisible()


def test_a_size_and_rate_are_chosen_and_kept(house: House, tmp_path: Path) -> None:
    card = page_of(house).camera
    assert card.mode.currentText() == "The usual: 1920 × 1080 at 30"
    card.mode.setFocus()
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Down)
    card.mode.activated.emit(card.mode.currentIndex())
    house.settle()
    assert SettingsFile(tmp_path).current.camera_mode == "1280x720@30"
    house.program.translations.choose("fr")
    assert card.mode.currentData() == "1280x720@30"


def test_a_rate_that_was_written_by_hand_is_kept_as_a_choice(open_house: OpenHouse, tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(camera_mode="800x600@15")
    card = page_of(open_house()).camera
    assert card.mode.currentText() == "800 × 600 at 15"


def test_a_camera_that_gives_what_it_was_asked_for_needs_no_words(house: House) -> None:
    t = house.program.translations.language
    asked = mode_of("1280x720@30")
    assert asked_and_got(asked, (1280, 720), 0.0, t) == ""
    assert asked_and_got(asked, (1280, 720), 29.2, t) == ""
    assert asked_and_got(asked, (1280, 720), 14.8, t) == "Asked for 1280 × 720 at 30, got 1280 × 720 at 15."
    assert asked_and_got(asked, (640, 480), 0.0, t) == "Asked for 1280 × 720, got 640 × 480."


def test_the_doors_row_shows_what_came_and_beside_it_what_was_asked_for(house: House) -> None:
    row = house.door.lookout.row
    row.show_mode((1280, 720))
    assert row.button.text() == "Built-in camera · 720p"
    row.show_mode((1280, 720), 14.7)
    assert row.button.text() == "Built-in camera · 720p · 15"
    assert row.button.toolTip() == "Asked for 1920 × 1080 at 30, got 1280 × 720 at 15."
    assert row.button.accessibleDescription() == f"F7. {row.button.toolTip()}"
    row.show_mode((1280, 720), 15.9)
    assert row.button.text() == "Built-in camera · 720p · 15"
    row.show_mode((1920, 1080), 30.0)
    assert row.button.text() == "Built-in camera · 1080p · 30"
    assert row.button.toolTip() == ""


def test_a_phone_is_not_blamed_for_what_nobody_can_ask_of_it(house: House) -> None:
    house.door.kit.services.settings.change(camera="http://phone:8080/video")
    row = house.door.lookout.row
    row.show_mode((640, 480), 10.0)
    assert row.button.text() == "Camera video · 480p · 10"
    assert row.button.toolTip() == ""


def test_settings_say_whether_a_picture_came_from_a_phone(open_house: OpenHouse, tmp_path: Path) -> None:
    house = open_house(camera=AdjustableCamera())
    card = page_of(house).camera
    card.camera.setCurrentIndex(card.camera.count() - 1)
    card.camera.activated.emit(card.camera.currentIndex())
    house.type("192.168.1.7:8080/video")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert SettingsFile(tmp_path).current.camera == "http://192.168.1.7:8080/video"
    assert card.outcome == "A picture came: 1280 × 720."


def test_settings_say_that_no_picture_came_from_a_phone_and_keep_its_address(house: House, tmp_path: Path) -> None:
    card = page_of(house).camera
    card.camera.setCurrentIndex(card.camera.count() - 1)
    card.camera.activated.emit(card.camera.currentIndex())
    house.type("rtsp://phone/live")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert SettingsFile(tmp_path).current.camera == "rtsp://phone/live"
    assert card.outcome.startswith("No camera")
