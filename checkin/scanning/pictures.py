"""Still pictures from files, whatever their path is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checkin.errors import FileError, FileFault
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.scanning.readings import Image


def read_picture(path: Path) -> Image:
    """Return a picture as BGR, (height, width, 3) of `uint8`, turned as the camera that took it says.

    What is transparent becomes white, as a code drawn on nothing is meant to be seen on paper. Raises FileError:
    `missing`, `empty`, or `unreadable` when it is not a picture.
    """
    if path.exists() and not path.is_file():
        # A pipe or a device would never end.
        raise FileError(FileFault.UNREADABLE, path)
    try:
        # The bytes are read here because OpenCV cannot open every path on Windows.
        data = np.frombuffer(path.read_bytes(), np.uint8)
    except FileNotFoundError:
        raise FileError(FileFault.MISSING, path) from None
    except OSError as error:
        raise FileError(FileFault.UNREADABLE, path) from error
    if data.size == 0:
        raise FileError(FileFault.EMPTY, path)
    try:
        picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
        layered = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise FileError(FileFault.UNREADABLE, path) from error
    if picture is None or layered is None:
        raise FileError(FileFault.UNREADABLE, path)
    if layered.ndim == 3 and layered.shape[2] == 4 and layered.dtype == np.uint8:
        return _on_white(layered)
    return picture


def _on_white(layered: Image) -> Image:
    opacity = layered[:, :, 3:].astype(np.float32) / 255
    return (layered[:, :, :3] * opacity + 255 * (1 - opacity)).astype(np.uint8)
