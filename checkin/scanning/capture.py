"""Opening a live camera with OpenCV, and naming what is wrong when it does not open."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from checkin.errors import CameraError, CameraFault
from checkin.scanning.opencv import cv2
from checkin.scanning.sources import CameraNumber, Device

if TYPE_CHECKING:
    from checkin.scanning.sources import LiveSource

WIDTH, HEIGHT, RATE = 1920, 1080, 30
"""What is asked for. 1080p reads a 30 mm code 15 cm further away than 720p; most webcams give it at 30 frames a second
only as MJPEG."""

_STREAM_PATIENCE = 5000
"""Milliseconds that a stream may take to open, or to send its next frame."""


class Capture(Protocol):
    """What is used of `cv2.VideoCapture`."""

    def read(self) -> tuple[bool, Any]:
        """Wait for the next frame: (True, image), or (False, anything) when there is none."""
        ...

    def release(self) -> None:
        """Give the camera back."""
        ...


def open_capture(source: LiveSource) -> Capture:
    """Open a live camera; it may take seconds. Raises CameraError: `missing`, or `busy` when another program has it."""
    if not isinstance(source, CameraNumber | Device):
        stream = cv2.VideoCapture(
            source.url,
            cv2.CAP_FFMPEG,
            [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _STREAM_PATIENCE, cv2.CAP_PROP_READ_TIMEOUT_MSEC, _STREAM_PATIENCE],
        )
        return _opened(stream, source)
    name = source.number if isinstance(source, CameraNumber) else str(source.path)
    capture = cv2.VideoCapture(name, _backend())
    _opened(capture, source)
    for setting, value in (
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, WIDTH),
        (cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT),
        (cv2.CAP_PROP_FPS, RATE),
        (cv2.CAP_PROP_BUFFERSIZE, 1),
    ):
        # A driver that does not know a setting keeps its own: what it gives is taken.
        capture.set(setting, value)
    return capture


def _opened(capture: cv2.VideoCapture, source: LiveSource) -> cv2.VideoCapture:
    if capture.isOpened():
        return capture
    capture.release()
    raise CameraError(CameraFault.BUSY if _is_plugged_in(source) else CameraFault.MISSING, str(source))


def _is_plugged_in(source: LiveSource) -> bool:
    """Tell whether the machine shows the camera; only Linux says so without opening it."""
    match source:
        case Device(path):
            return path.exists()
        case CameraNumber(number):
            return Path(f"/dev/video{number}").exists()
        case _:
            return False


def _backend() -> int:
    if sys.platform == "win32":
        # Opens in a tenth of the time of Media Foundation.
        return cv2.CAP_DSHOW
    return cv2.CAP_AVFOUNDATION if sys.platform == "darwin" else cv2.CAP_V4L2
