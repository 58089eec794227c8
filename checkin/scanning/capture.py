"""Opening a live camera with OpenCV, and naming what is wrong when it does not open."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from checkin.errors import CameraError, CameraFault
from checkin.scanning.camera import USUAL, Mode
from checkin.scanning.controls import dialect, tell
from checkin.scanning.devices import backend, find, list_cameras
from checkin.scanning.opencv import cv2
from checkin.scanning.sources import CameraNumber, Device, Stream

if TYPE_CHECKING:
    from checkin.scanning.controls import Control, Dialect
    from checkin.scanning.sources import LiveSource
    from checkin.settings import CameraControls

_STREAM_PATIENCE = 5000
"""Milliseconds that a stream may take to open, or to send its next frame."""

_SIZE = (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT)
_ORDERS = {
    # V4L2 keeps each of them and negotiates anew at every change: the coding first, in which the size is to be had.
    "linux": (cv2.CAP_PROP_FOURCC, *_SIZE, cv2.CAP_PROP_FPS, cv2.CAP_PROP_BUFFERSIZE),
    # DirectShow builds its graph anew at every change: a new rate or size forgets the coding (`cap_dshow.cpp`, whose
    # CAP_PROP_FPS and CAP_PROP_FRAME_HEIGHT leave it out), while a new coding keeps size and rate.
    "win32": (cv2.CAP_PROP_FPS, *_SIZE, cv2.CAP_PROP_FOURCC),
    # AVFoundation chooses the coding itself.
    "darwin": (*_SIZE, cv2.CAP_PROP_FPS),
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


def open_capture(source: LiveSource, asked: Mode = USUAL) -> Capture:
    """Open a live camera and ask it for a size and rate, which a stream decides by itself; it may take seconds.

    Raises CameraError: `missing`, or `busy` when another program has it.
    """
    if isinstance(source, Stream):
        patience = (cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, cv2.CAP_PROP_READ_TIMEOUT_MSEC)
        settings = [item for prop in patience for item in (prop, _STREAM_PATIENCE)]
        return _OpenCv(_opened(cv2.VideoCapture(source.url, cv2.CAP_FFMPEG, settings), CameraFault.MISSING, source))
    if isinstance(source, Device):
        fault = CameraFault.BUSY if source.path.exists() else CameraFault.MISSING
        capture = _opened(cv2.VideoCapture(str(source.path), backend()), fault, source)
        return _OpenCv(_asked(capture, asked), "", dialect())
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
    return _OpenCv(_asked(capture, asked), name, dialect())


class _OpenCv:
    """OpenCV's capture, without its exceptions."""

    def __init__(self, capture: cv2.VideoCapture, name: str = "", dialect: Dialect | None = None) -> None:
        self._capture = capture
        self._dialect = dialect
        width, height = (round(capture.get(side)) for side in _SIZE)
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


def _asked(capture: cv2.VideoCapture, asked: Mode) -> cv2.VideoCapture:
    values = {
        cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*"MJPG"),
        cv2.CAP_PROP_FRAME_WIDTH: asked.width,
        cv2.CAP_PROP_FRAME_HEIGHT: asked.height,
        cv2.CAP_PROP_FPS: asked.rate,
        cv2.CAP_PROP_BUFFERSIZE: 1,
    }
    for setting in _ORDERS.get(sys.platform, _ORDERS["linux"]):
        # A driver that does not know a setting keeps its own: what it gives is taken.
        capture.set(setting, values[setting])
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
