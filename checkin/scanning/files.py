"""Frames from files: every frame is read, in order, and the end is the end."""

from __future__ import annotations

import threading
from itertools import count
from typing import TYPE_CHECKING

from checkin.errors import FileError, FileFault
from checkin.scanning.camera import Frame
from checkin.scanning.opencv import cv2
from checkin.scanning.pictures import read_picture
from checkin.scanning.sources import PICTURE_SUFFIXES, Folder, Picture, VideoFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from checkin.scanning.sources import FileSource

FOLDER_RATE = 15.0
"""Frames a second that a folder's pictures stand for: they are taken as the frames of a film."""

_USUAL_RATE = 30.0
"""For films that do not say theirs."""


def open_file(source: FileSource) -> VideoCamera | PictureCamera:
    """Return the frames of a file or folder. Raises FileError (`missing`, `unreadable`, `empty`, `no_pictures`)."""
    match source:
        case VideoFile(path):
            return VideoCamera(path)
        case Picture(path):
            return PictureCamera([path])
        case Folder(path):
            return PictureCamera(_pictures_in(path))


class _Closable:
    """The part of a camera that is the same for a film and for pictures."""

    live = False

    def __init__(self) -> None:
        self._closed = threading.Event()

    def close(self) -> None:
        """End the frames, from any thread."""
        self._closed.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class VideoCamera(_Closable):
    """The frames of a film, as fast as they are asked for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        if not path.is_file():
            raise FileError(FileFault.MISSING, path)
        # By name, so that OpenCV never takes the path for a numbered series of pictures, or for a camera.
        self._capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
        self._rate = self._capture.get(cv2.CAP_PROP_FPS)
        if not 0.1 < self._rate < 1000:
            self._rate = _USUAL_RATE
        got, self._first = self._capture.read()
        if not got:
            self._capture.release()
            raise FileError(FileFault.UNREADABLE, path)

    def frames(self) -> Iterator[Frame]:
        """Yield every frame; `at` is index / frame rate."""
        try:
            got, image = True, self._first
            for index in count():
                if not got or self._closed.is_set():
                    return
                yield Frame(image, index / self._rate, index)
                # Without a buffer of its own, OpenCV gives each frame a new array: nobody's frame changes under them.
                got, image = self._capture.read()
        finally:
            self._capture.release()


class PictureCamera(_Closable):
    """Still pictures as frames, FOLDER_RATE a second.

    Each is read once before the first is given, which is quick beside decoding: one that is broken is told before
    anybody is admitted. Raises FileError.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self._paths = paths
        for path in paths[1:]:
            read_picture(path)
        self._first = read_picture(paths[0])

    def frames(self) -> Iterator[Frame]:
        """Yield each picture. Raises FileError at one that cannot be read any more."""
        for index, path in enumerate(self._paths):
            if self._closed.is_set():
                return
            yield Frame(read_picture(path) if index else self._first, index / FOLDER_RATE, index)


def _pictures_in(folder: Path) -> list[Path]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURE_SUFFIXES)
    except OSError as error:
        raise FileError(FileFault.MISSING, folder) from error
    if not paths:
        raise FileError(FileFault.NO_PICTURES, folder)
    return paths
