from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from checkin.language import Language
from checkin.scanning.hints import Hint
from tests.scanning.hint_scenes import Entrance, Held
from tests.ui.cameras import FakeCamera
from tests.ui.conftest import OpenHouse
from ui.door.lookout import HINT_ICONS
from ui.theme import ICON_FOLDER, LIGHT, Size, Theme, contrast
from ui.widgets.camera_view import CameraView
from ui.widgets.hint_band import HintBand
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


@pytest.mark.parametrize("hint", Hint)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_hint_begins_with_what_is_wrong_and_ends_with_what_helps(hint: Hint, code: str) -> None:
    band = HintBand(hint_line(hint, Language(code)), HINT_ICONS[hint])
    assert 0 < len(band.word) <= 12
    assert band.advice[:1].isupper()
    assert (ICON_FOLDER / f"{band.icon}.svg").exists()


@pytest.fixture
def view(qtbot: QtBot) -> CameraView:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    view = CameraView(Theme(application, "light"))
    qtbot.addWidget(view)
    view.resize(480, 336)
    return view


def shape(width: int, height: int) -> QImage:
    picture = QImage(width, height, QImage.Format.Format_RGB888)
    picture.fill(QColor("black"))
    return picture


@pytest.mark.parametrize("picture", [(1280, 720), (640, 480), (720, 1280)])
@pytest.mark.parametrize("size", [(480, 336), (700, 560), (420, 260)])
@pytest.mark.parametrize("height", [None, 0.2, 0.8])
def test_a_hint_leaves_the_middle_of_the_picture_free(
    view: CameraView, size: tuple[int, int], picture: tuple[int, int], height: float | None
) -> None:
    view.resize(*size)
    view.show_frame(shape(*picture), ())
    view.show_hint("Too small: hold it closer", "zoom-in", height)
    whole, area = view.picture_area(), view.hint_area()
    middle = whole.adjusted(0, 0.3 * whole.height() + 0.5, 0, -0.3 * whole.height() - 0.5)
    assert area.height() > 0
    assert not area.intersects(middle)
    assert area.top() >= 0
    if height == 0.2:
        assert area.center().y() > whole.center().y()
    else:
        assert area.center().y() < whole.center().y()


@pytest.mark.parametrize("hint", Hint)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_hint_is_as_large_as_what_is_read_at_two_metres(view: CameraView, hint: Hint, code: str) -> None:
    view.show_frame(shape(1280, 720), ())
    view.show_hint(hint_line(hint, Language(code)), HINT_ICONS[hint])
    seen = view.grab().toImage()
    # As the name in a verdict: a twentieth of the window's height.
    assert view.hint_size >= 0.05 * Size.USUAL[1]
    area = view.hint_area().toRect()
    ratio = seen.devicePixelRatio()
    ground, ink = QColor(LIGHT.already_ink).rgb(), QColor(LIGHT.on_ink).rgb()
    inked = [x for x in range(area.width()) for y in range(area.height()) if at(seen, x * ratio, y * ratio) == ink]
    assert at(seen, area.width() - 3, area.center().y()) == ground
    assert contrast(LIGHT.already_ink, LIGHT.on_ink) >= 4.5
    # Nothing is cut off: what is written ends before the band does.
    assert 0 < max(inked) < area.width() - 10


def at(picture: QImage, x: float, y: float) -> int:
    return picture.pixel(round(x), round(y))


def test_a_hint_goes_away_with_its_reason(view: CameraView) -> None:
    view.show_frame(shape(1280, 720), ())
    view.show_hint("Too dark: try the lamp", "sun")
    assert view.accessibleDescription() == "Too dark: try the lamp"
    view.show_hint("")
    assert (view.chip, view.accessibleDescription()) == ("", "")


def test_no_two_hints_say_the_same() -> None:
    assert len(set(HINTS.values())) == len(Hint)
    assert hint_line(None, Language("en")) == ""
