"""One face for every source of frames."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from checkin.errors import CameraError, CameraFault
from checkin.scanning.sources import Folder, Picture, VideoFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from checkin.scanning.controls import Control
    from checkin.scanning.readings import Image
    from checkin.scanning.sources import Source
    from checkin.settings import CameraControls


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a stream.

    `image` is BGR, (height, width, 3) of `uint8`, and nobody writes into it. `at` is the stream's own time in seconds:
    from a clock that never goes back for a live camera, index / frame rate for a file. `index` counts the frames that
    the source gave; where it jumps, frames were dropped because a newer one was there.
    """

    image: Image
    at: float
    index: int


@dataclass(frozen=True, slots=True)
class CameraTrouble:
    """A live camera gives no frames, or none that shows anything, and is being tried again; it may be told often."""

    fault: CameraFault
    source: str


@dataclass(frozen=True, slots=True)
class Mode:
    """What a camera gives, whatever was asked for; or what it is asked for.

    Pixels, frames a second (0 where the driver does not say), and how the frames come over the cable, such as `MJPG`
    or `YUYV` (empty where it does not say). `name` is the camera's where it was looked for by name.
    """

    width: int
    height: int
    rate: float = 0.0
    coding: str = ""
    name: str = ""


USUAL = Mode(1920, 1080, 30.0)
"""What a camera is asked for. 1080p reads a 30 mm code 15 cm further away than 720p; most webcams give it at 30 frames
a second only as MJPEG."""

_MODE = re.compile(r"([1-9]\d{1,4})x([1-9]\d{1,4})@([1-9]\d{0,2})", re.ASCII)
_WATCHED, _ENOUGH = 3.0, 1.0
_MOST_SILENCES = 3


def mode_of(text: str) -> Mode:
    """Return what a camera is to be asked for, from a text such as `1280x720@30`; from any other text the usual."""
    found = _MODE.fullmatch(text.strip())
    return Mode(int(found[1]), int(found[2]), float(found[3])) if found else USUAL


class Cadence:
    """Counts the frames that a camera really gives: drivers round their rate up, and a dim room lowers it.

    Over the last three seconds, and from the first whole one on. Frames that were dropped for a newer one count, by
    their index.
    """

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, frame: Frame) -> float:
        """Take note of a frame and return the frames a second so far, 0 while it is too early to tell."""
        seen = self._seen
        if seen and frame.at < seen[-1][0]:
            seen.clear()
        seen.append((frame.at, frame.index))
        while frame.at - seen[0][0] > _WATCHED:
            seen.popleft()
        seconds, frames = frame.at - seen[0][0], frame.index - seen[0][1]
        return frames / seconds if seconds >= _ENOUGH else 0.0

    def reset(self) -> None:
        """Begin anew: the camera was away."""
        self._seen.clear()


class Camera(Protocol):
    """A source of frames, for one reader; used as a context manager, it is closed at the end."""

    @property
    def live(self) -> bool:
        """Whether frames come in real time, so that a late reader misses some."""
        ...

    def frames(self) -> Iterator[Frame | CameraTrouble]:
        """Yield the frames in order: to its end from a file, and from a live camera until it is closed."""
        ...

    def close(self) -> None:
        """End the frames soon, from any thread; closing twice is fine."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


@runtime_checkable
class Adjustable(Protocol):
    """A camera that says what it gives and can be told things, from any thread and while it is read: a live one."""

    @property
    def mode(self) -> Mode | None:
        """What it gives; None until it was opened."""
        ...

    @property
    def abilities(self) -> frozenset[Control]:
        """What its driver lets itself be told; nothing until it was opened."""
        ...

    def adjust(self, controls: CameraControls) -> None:
        """Tell it, soon and whenever it is opened again."""
        ...


def first_picture(camera: Camera) -> tuple[int, int]:
    """Return width and height of the first picture of a camera, which is closed afterwards.

    Raises CameraError where something is wrong with it, or where none has come after it was silent three times: a phone
    may take its time to answer.
    """
    silences, name = 0, ""
    with camera:
        for item in camera.frames():
            if isinstance(item, Frame):
                return item.image.shape[1], item.image.shape[0]
            name, silences = item.source, silences + (item.fault is CameraFault.SILENT)
            if item.fault is not CameraFault.SILENT or silences == _MOST_SILENCES:
                raise CameraError(item.fault, item.source)
    raise CameraError(CameraFault.MISSING, name)


def open_camera(source: Source, controls: CameraControls | None = None, asked: Mode = USUAL) -> Camera:
    """Return the frames of a source, of a camera told `controls` and asked for a size and rate.

    A live camera is opened in its own thread, so this returns at once and a camera that is not there is a
    `CameraTrouble` among its frames. A file that is missing or holds no picture raises FileError (`missing`,
    `unreadable`, `empty`, `no_pictures`) here.
    """
    # OpenCV loads with the first camera; see the package.
    if isinstance(source, VideoFile | Picture | Folder):
        from checkin.scanning.files import open_file

        return open_file(source)
    from checkin.scanning.capture import open_capture
    from checkin.scanning.live import LiveCamera

    return LiveCamera(source, partial(open_capture, asked=asked), controls=controls)
