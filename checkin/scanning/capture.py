"""Opening a live camera with OpenCV, and naming what is wrong when it does not open."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from checkin.errors import CameraError, CameraFault
from checkin.scanning.camera import Mode
from checkin.scanning.controls import dialect, tell
from checkin.scanning.devices import backend, find, list_cameras
from checkin.scanning.opencv import cv2
from checkin.scanning.sources import CameraNumber, Device, Stream

if TYPE_CHECKING:
    from checkin.scanning.controls import Control, Dialect
    from checkin.scanning.sources import LiveSource
    from checkin.settings import CameraControls

WIDTH, HEIGHT, RATE = 1920, 1080, 30
"""What is asked for. 1080p reads a 30 mm code 15 cm further away than 720p; most webcams give it at 30 frames a second
only as MJPEG."""

_STREAM_PATIENCE = 5000
"""Milliseconds that a stream may take to open, or to send its next frame."""

_SIZE = ((cv2.CAP_PROP_FRAME_WIDTH, WIDTH), (cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT))
_CODING = ((cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),)
_RATE = ((cv2.CAP_PROP_FPS, RATE),)
_REQUESTS = {
    # V4L2 keeps each of them and negotiates anew at every change: the coding first, in which the size is to be had.
    "linux": (*_CODING, *_SIZE, *_RATE, (cv2.CAP_PROP_BUFFERSIZE, 1)),
    # DirectShow builds its graph anew at every change: a new rate or size forgets the coding (`cap_dshow.cpp`, whose
    # CAP_PROP_FPS and CAP_PROP_FRAME_HEIGHT leave it out), while a new coding keeps size and rate.
    "win32": (*_RATE, *_SIZE, *_CODING),
    # AVFoundation chooses the coding itself.
    "darwin": (*_SIZE, *_RATE),
}


class Capture(Protocol):
    """A camera that was opened. For the one thread that reads it."""

    @property
    def mode(self) -> Mode:
        """What it gives."""
        ...

    def read(self) -> tuple[bool, Any]:
        """Wait for the next frame: (True, image), or (False, anything) when there is none."""
        ...

    def tell(self, controls: CameraControls) -> frozenset[Control]:
        """Tell the driver, and return what it can be told."""
        ...

    def release(self) -> None:
        """Give the camera back."""
        ...


def open_capture(source: LiveSource) -> Capture:
    """Open a live camera; it may take seconds. Raises CameraError: `missing`, or `busy` when another program has it."""
    if isinstance(source, Stream):
        patience = (cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, cv2.CAP_PROP_READ_TIMEOUT_MSEC)
        settings = [item for prop in patience for item in (prop, _STREAM_PATIENCE)]
        return _OpenCv(_opened(cv2.VideoCapture(source.url, cv2.CAP_FFMPEG, settings), CameraFault.MISSING, source))
    if isinstance(source, Device):
        fault = CameraFault.BUSY if source.path.exists() else CameraFault.MISSING
        capture = _opened(cv2.VideoCapture(str(source.path), backend()), fault, source)
        return _OpenCv(_asked(capture), "", dialect())
    name, number = "", source.number if isinstance(source, CameraNumber) else None
    if number is None:
        # Looked for at each opening: numbers change as cameras come and go.
        found = find(source, list_cameras())
        if found is None:
            raise CameraError(CameraFault.MISSING, str(source))
        name, number = found.title, found.number
    capture = cv2.VideoCapture(number, backend())
    if not capture.isOpened():
        # What the machine lists and nobody can open is somebody else's at the moment.
        there = name or _is_there(CameraNumber(number))
        _opened(capture, CameraFault.BUSY if there else CameraFault.MISSING, source)
    return _OpenCv(_asked(capture), name, dialect())


class _OpenCv:
    """OpenCV's capture, without its exceptions."""

    def __init__(self, capture: cv2.VideoCapture, name: str = "", dialect: Dialect | None = None) -> None:
        self._capture = capture
        self._dialect = dialect
        width, height = (round(capture.get(side)) for side, _ in _SIZE)
        rate = capture.get(cv2.CAP_PROP_FPS)
        coding = (int(capture.get(cv2.CAP_PROP_FOURCC)) & 0xFFFFFFFF).to_bytes(4, "little").decode("ascii", "replace")
        self.mode = Mode(
            width, height, rate if 0 < rate < 1000 else 0.0, coding.strip() if coding.isprintable() else "", name
        )

    def read(self) -> tuple[bool, Any]:
        try:
            return self._capture.read()
        except cv2.error:
            # A frame that came damaged over a bad cable.
            return False, None

    def tell(self, controls: CameraControls) -> frozenset[Control]:
        return tell(self._capture, controls, self._dialect) if self._dialect else frozenset()

    def release(self) -> None:
        self._capture.release()


def _asked(capture: cv2.VideoCapture) -> cv2.VideoCapture:
    for setting, value in _REQUESTS.get(sys.platform, _REQUESTS["linux"]):
        # A driver that does not know a setting keeps its own: what it gives is taken.
        capture.set(setting, value)
    return capture


def _opened(capture: cv2.VideoCapture, otherwise: CameraFault, source: LiveSource) -> cv2.VideoCapture:
    if capture.isOpened():
        return capture
    capture.release()
    raise CameraError(otherwise, str(source))


def _is_there(source: CameraNumber) -> bool:
    if platform.system() == "Linux":
        return Path(f"/dev/video{source.number}").exists()
    return find(source, list_cameras()) is not None
