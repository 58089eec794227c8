"""Focus, exposure and gain of a camera, told to its driver in the driver's own scale.

OpenCV hands these values through: DirectShow takes exposure as a power of two in seconds and focus and gain in units
that the maker chose (`cap_dshow.cpp`), V4L2 exposure in 100 microseconds and a menu for who decides it
(`V4L2_CID_EXPOSURE_AUTO`: 1 by hand, 3 by itself). With OPENCV_VIDEOIO_V4L_RANGE_NORMALIZED, which `opencv` sets,
`cap_v4l.cpp` takes them as shares of the driver's range, and that menu as quarters. AVFoundation has none of them, nor
has a stream.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from checkin.settings import CameraControls

_BY_HAND = 0.25
_UNKNOWN = -1.0
"""What OpenCV answers for what a driver has not."""


class Control(StrEnum):
    """What some cameras let themselves be told."""

    AUTOFOCUS = "autofocus"
    FOCUS = "focus"
    AUTO_EXPOSURE = "auto_exposure"
    EXPOSURE = "exposure"
    GAIN = "gain"


class Tunable(Protocol):
    """What is used of `cv2.VideoCapture` here."""

    def get(self, propId: int, /) -> float:  # noqa: N803 - OpenCV's name
        """Return a value, or -1 or 0 where it is not known."""
        ...

    def set(self, propId: int, value: float, /) -> bool:  # noqa: N803 - OpenCV's name
        """Tell the driver a value; whether it took it."""
        ...


@dataclass(frozen=True, slots=True)
class Scale:
    """From the share of a slider, 0 to 1, to a driver's value."""

    lowest: float
    highest: float
    power: float = 1.0
    is_whole: bool = False

    def value(self, share: float) -> float:
        """Return the driver's value."""
        value = self.lowest + (self.highest - self.lowest) * share**self.power
        return float(round(value)) if self.is_whole else value


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one of OpenCV's backends wants to be told; `automatic` are the words for "by itself", tried in turn."""

    automatic: tuple[float, ...]
    focus: Scale
    exposure: Scale
    gain: Scale


V4L2 = Dialect(
    # The second is for the few drivers that decide the aperture too (V4L2_EXPOSURE_AUTO).
    automatic=(0.75, 0.0),
    focus=Scale(0, 1),
    # Usually 0.1 or 0.3 ms to 0.2 or 1 s: squared, so that the half in which a badge is sharp has half the slider.
    exposure=Scale(0, 1, power=2),
    gain=Scale(0, 1),
)
DIRECT_SHOW = Dialect(
    automatic=(0.75,),
    # 0 to 255 and 2^-13 to 2^-1 s are what webcams have; a value outside a camera's own range is refused by its driver.
    focus=Scale(0, 255, is_whole=True),
    exposure=Scale(-13, -1, is_whole=True),
    gain=Scale(0, 255, is_whole=True),
)


def dialect() -> Dialect | None:
    """Return how to tell a camera of this machine, or None where OpenCV cannot."""
    return {"win32": DIRECT_SHOW, "linux": V4L2}.get(sys.platform)


def tell(capture: Tunable, controls: CameraControls, dialect: Dialect) -> frozenset[Control]:
    """Tell a camera what it is to do, and return what it can be told. From the thread that reads it.

    What its driver refuses stays as it is. Focus and exposure are told only where the camera may not choose them.
    """
    known: set[Control] = set()
    if capture.set(cv2.CAP_PROP_AUTOFOCUS, float(controls.autofocus)):
        known.add(Control.AUTOFOCUS)
    if capture.get(cv2.CAP_PROP_FOCUS) != _UNKNOWN:
        known.add(Control.FOCUS)
        if not controls.autofocus:
            capture.set(cv2.CAP_PROP_FOCUS, dialect.focus.value(controls.focus))
    # A driver that cannot be told to choose again would keep for ever what a hand chose once: it is let alone.
    words = dialect.automatic if controls.auto_exposure else (_BY_HAND,)
    if any(capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, word) for word in words):
        known |= {Control.AUTO_EXPOSURE, Control.EXPOSURE}
        if capture.get(cv2.CAP_PROP_GAIN) != _UNKNOWN:
            known.add(Control.GAIN)
        if not controls.auto_exposure:
            capture.set(cv2.CAP_PROP_EXPOSURE, dialect.exposure.value(controls.exposure))
            if Control.GAIN in known:
                capture.set(cv2.CAP_PROP_GAIN, dialect.gain.value(controls.gain))
    return frozenset(known)
