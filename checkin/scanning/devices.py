"""The cameras of this machine, without opening them where the system can say."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from pathlib import Path

_SYSFS = Path("/sys/class/video4linux")


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera to choose: its number for `CameraNumber`, and its name, empty where the system does not tell it."""

    number: int
    name: str


def list_cameras(sysfs: Path = _SYSFS, most: int = 4) -> list[CameraInfo]:
    """Return the cameras, by number.

    On Linux from sysfs, without touching them; elsewhere the first `most` numbers are opened in turn until one fails,
    which takes up to a second each.
    """
    system = platform.system()
    if system == "Linux":
        return _from_sysfs(sysfs)
    from checkin.scanning.opencv import cv2  # loads OpenCV only where it is needed

    backend = cv2.CAP_DSHOW if system == "Windows" else cv2.CAP_AVFOUNDATION
    cameras: list[CameraInfo] = []
    for number in range(most):
        capture = cv2.VideoCapture(number, backend)
        opened = capture.isOpened()
        capture.release()
        if not opened:
            break
        cameras.append(CameraInfo(number, ""))
    return cameras


def _from_sysfs(sysfs: Path) -> list[CameraInfo]:
    cameras: list[CameraInfo] = []
    for node in sysfs.glob("video*"):
        number = node.name.removeprefix("video")
        # A camera shows further nodes for its metadata; the first one of each, index 0, gives pictures.
        if number.isdigit() and _text(node / "index") in {"", "0"}:
            cameras.append(CameraInfo(int(number), _text(node / "name")))
    return sorted(cameras, key=lambda camera: camera.number)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
