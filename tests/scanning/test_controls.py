from __future__ import annotations

import pytest

from checkin.scanning.controls import DIRECT_SHOW, V4L2, Control, tell
from checkin.scanning.opencv import cv2
from checkin.settings import CameraControls

AUTOFOCUS, FOCUS = cv2.CAP_PROP_AUTOFOCUS, cv2.CAP_PROP_FOCUS
AUTO_EXPOSURE, EXPOSURE, GAIN = cv2.CAP_PROP_AUTO_EXPOSURE, cv2.CAP_PROP_EXPOSURE, cv2.CAP_PROP_GAIN
BY_HAND = CameraControls(autofocus=False, focus=0.5, auto_exposure=False, exposure=0.5, gain=0.25)


class FakeDriver:
    """A driver that knows some settings, refuses some values, and writes down what it was told."""

    def __init__(self, *known: int, refuses: tuple[tuple[int, float], ...] = ()) -> None:
        self.known = known
        self.refuses = refuses
        self.told: dict[int, float] = {}

    def get(self, propId: int, /) -> float:  # noqa: N803
        return self.told.get(propId, 0.5) if propId in self.known else -1.0

    def set(self, propId: int, value: float, /) -> bool:  # noqa: N803
        if propId not in self.known or (propId, value) in self.refuses:
            return False
        self.told[propId] = value
        return True


def test_a_camera_is_left_to_choose_unless_it_was_adjusted() -> None:
    driver = FakeDriver(AUTOFOCUS, FOCUS, AUTO_EXPOSURE, EXPOSURE, GAIN)
    assert tell(driver, CameraControls(), V4L2) == frozenset(Control)
    assert driver.told == {AUTOFOCUS: 1, AUTO_EXPOSURE: 0.75}


def test_a_linux_driver_is_told_in_shares_of_its_range() -> None:
    driver = FakeDriver(AUTOFOCUS, FOCUS, AUTO_EXPOSURE, EXPOSURE, GAIN)
    tell(driver, BY_HAND, V4L2)
    assert driver.told == {AUTOFOCUS: 0, FOCUS: 0.5, AUTO_EXPOSURE: 0.25, EXPOSURE: 0.25, GAIN: 0.25}


def test_a_windows_driver_is_told_powers_of_two_and_whole_numbers() -> None:
    driver = FakeDriver(AUTOFOCUS, FOCUS, AUTO_EXPOSURE, EXPOSURE, GAIN)
    tell(driver, BY_HAND, DIRECT_SHOW)
    assert driver.told == {AUTOFOCUS: 0, FOCUS: 128, AUTO_EXPOSURE: 0.25, EXPOSURE: -7, GAIN: 64}


@pytest.mark.parametrize("dialect", [V4L2, DIRECT_SHOW])
def test_a_camera_that_can_be_told_nothing_is_told_nothing(dialect: object) -> None:
    driver = FakeDriver()
    assert tell(driver, BY_HAND, dialect) == frozenset()  # type: ignore[arg-type]
    assert driver.told == {}


def test_a_fixed_lens_without_autofocus_is_turned_by_hand_only() -> None:
    driver = FakeDriver(FOCUS)
    assert tell(driver, CameraControls(), V4L2) == {Control.FOCUS}
    assert driver.told == {}
    tell(driver, BY_HAND, V4L2)
    assert driver.told == {FOCUS: 0.5}


def test_exposure_is_not_touched_where_it_could_not_be_given_back() -> None:
    driver = FakeDriver(EXPOSURE, GAIN)
    assert tell(driver, BY_HAND, DIRECT_SHOW) == frozenset()
    assert driver.told == {}


def test_a_driver_that_decides_the_aperture_too_is_asked_in_its_own_word() -> None:
    driver = FakeDriver(AUTO_EXPOSURE, EXPOSURE, refuses=((AUTO_EXPOSURE, 0.75),))
    assert tell(driver, CameraControls(), V4L2) == {Control.AUTO_EXPOSURE, Control.EXPOSURE}
    assert driver.told == {AUTO_EXPOSURE: 0.0}


def test_sliders_span_what_a_driver_takes() -> None:
    assert [V4L2.exposure.value(share) for share in (0, 1)] == [0, 1]
    assert [DIRECT_SHOW.exposure.value(share) for share in (0, 1)] == [-13, -1]
    assert [DIRECT_SHOW.focus.value(share) for share in (0, 1)] == [0, 255]
